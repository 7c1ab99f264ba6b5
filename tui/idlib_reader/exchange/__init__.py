"""Core objects to and from foreign text; strings in, strings out."""
