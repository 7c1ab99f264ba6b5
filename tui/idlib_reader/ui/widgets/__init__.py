"""The widgets of the reader, one file each."""
