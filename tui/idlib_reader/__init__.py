"""A terminal reader that shows an article beside its annotations, kept in YAML."""

__version__ = "0.1.0"
