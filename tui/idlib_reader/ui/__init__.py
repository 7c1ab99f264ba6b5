"""The screen: the only place for textual and rich."""
