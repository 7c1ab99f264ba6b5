"""What an id may look like (FORMAT.md, "Ids and many articles")."""

from __future__ import annotations

from idlib_reader.core.words import is_word_character


def is_slug(text: str) -> bool:
    """Whether it is lower-case letters (with the marks of their script), digits, and hyphens between them."""
    words = text.split("-")
    return (
        text == text.lower() and "_" not in text and all(word and all(map(is_word_character, word)) for word in words)
    )
