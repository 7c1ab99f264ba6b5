"""Names: what is left of marked words when they become the name of an entity."""

from __future__ import annotations

import re
from unicodedata import category

from idlib_reader.core.folding import INVISIBLES

ARTICLES = frozenset({"the", "a", "an"})
"""Words before a name that are no part of it."""

_APOSTROPHES = "'’‘ʼ＇`´"
_POSSESSIVE = re.compile(rf"(?<=\S)[{_APOSTROPHES}][sS](?!\w)")
_LETTER = r"[^\W\d_]"
_INNER_STOP = re.compile(rf"(?<!{_LETTER})({_LETTER})\.(?={_LETTER}(?!{_LETTER}))")

_TRAILING = " .,;:!?…،؛؟۔。、，；：！？।*†‡–—-"
_LEADING = " ,;:…،؛。、，；：*†‡–—"
_ABBREVIATION = re.compile(rf"(?<!{_LETTER})(?:{_LETTER}\.){{2,}}(?=[{re.escape(_TRAILING)}]*\Z)")
"""An abbreviation with stops that stands last; the stop behind it belongs to it."""
_ARTICLE = re.compile(rf"(?:{'|'.join(sorted(ARTICLES))}) (?=\S)")
_FINAL_POSSESSIVE = re.compile(rf"{_POSSESSIVE.pattern}\Z")

_CLOSINGS = {
    "“": "”",
    "„": "“”",
    "”": "”",
    "‘": "’",
    "‚": "‘’",
    "’": "’",
    '"': '"',
    "'": "'",
    "`": "'`",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "〝": "〞〟",
    "(": ")",
    "[": "]",
    "（": "）",
    "【": "】",
}
"""What opens a quotation or a bracket -> what may close it."""
_OPENINGS = {
    closing: "".join(one for one, closings in _CLOSINGS.items() if closing in closings)
    for closing in "".join(_CLOSINGS.values())
}


def clean_name(words: str) -> str:
    """The name that marked words give, on one line; empty only if there are no words.

    Quotation marks and brackets around the whole, punctuation at the ends, a final possessive ending and an article in
    small letters go. `The` with a capital stays: it may be a part of the name (The Hague), and one that only begins a
    sentence is easier to delete than a lost one to notice.
    """
    name, last = " ".join("".join(filter(_is_seen, words)).split()), ""
    while name != last:
        last, name = name, _ARTICLE.sub("", _trimmed(name), count=1) if _ARTICLE.match(name) else _trimmed(name)
    return name or " ".join(words.split())


def bare(words: str) -> str:
    """The words without possessive endings and without the stops inside abbreviations, for comparing and for ids."""
    if not words.isascii() or "'" in words or "`" in words:
        words = _POSSESSIVE.sub("", words)
    return _INNER_STOP.sub(r"\1", words) if "." in words else words


def _is_seen(character: str) -> bool:
    return character.isspace() or (character not in INVISIBLES and category(character) != "Cc")


def _trimmed(name: str) -> str:
    """The name with one layer less around it."""
    abbreviation = _ABBREVIATION.search(name)
    name = name[: abbreviation.end()] if abbreviation else name.rstrip(_TRAILING)
    name = _unquoted(name.lstrip(_LEADING))
    return _FINAL_POSSESSIVE.sub("", name)


def _unquoted(name: str) -> str:
    """The name without the signs of quotation around it, and without one at an end whose other half is not there."""
    closings = _CLOSINGS.get(name[:1], "")
    closed = _closed_at(name, closings) if closings else None
    if closings and closed == len(name) - 1:
        return name[1:-1]
    if closings and closed is None and name[0] not in "’»›”":
        return name[1:]
    openings = _OPENINGS.get(name[-1:], "")
    if openings and not any(_opens(name, at) for at, one in enumerate(name[:-1]) if one in openings):
        return name[:-1]
    return name


def _closed_at(name: str, closings: str) -> int | None:
    """Where what the first character opens is closed; an apostrophe inside a word closes nothing."""
    marks = (at for at, one in enumerate(name) if at and one in closings)
    return next((at for at in marks if not name[at + 1 : at + 2].isalnum()), None)


def _opens(name: str, at: int) -> bool:
    """Whether a mark may open something: one behind a letter is an apostrophe."""
    return not name[max(0, at - 1) : at].isalnum()
