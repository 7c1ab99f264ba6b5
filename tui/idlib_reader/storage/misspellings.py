"""Text that is not quite UTF-8: where it goes wrong, how far one can know what it is, and what mends it."""

from __future__ import annotations

import re
from pathlib import Path

from idlib_reader.errors import IdlibError
from idlib_reader.storage.shell import conversion, free_path, quote
from idlib_reader.storage.wide_encodings import is_whole


def refuse_misspelt(path: Path, content: bytes, error: UnicodeDecodeError) -> IdlibError:
    """What is said of a text that is not UTF-8, given its first fault."""
    return (
        _refuse_cut(path, content, error)
        or _refuse_forbidden(path, content, error)
        or _refuse_broken(path, content, error)
        or _refuse_legacy(path, content, error)
    )


def _place(content: bytes, at: int) -> str:
    """Where a byte is and which: lines as the reader counts them, columns in bytes, both from 1."""
    before = content[:at].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    return f"0x{content[at]:02X} at line {line}, column {column} in bytes"


def _is_cut(content: bytes, error: UnicodeDecodeError) -> bool:
    return error.reason == "unexpected end of data" and error.end == len(content)


def _refuse_cut(path: Path, content: bytes, error: UnicodeDecodeError) -> IdlibError | None:
    """UTF-8 up to a last character that is cut off; a lone byte behind nothing but ASCII may also be a whole letter."""
    if not _is_cut(content, error) or (error.start == len(content) - 1 and content[: error.start].isascii()):
        return None
    message = f"{path} is UTF-8, but its last character is cut off: {_place(content, error.start)}."
    return IdlibError(message, f"Get it anew, or leave that character out with {_beginning(path, error.start)}.")


def _beginning(path: Path, size: int) -> str:
    return f"`head -c {size} {quote(path)} > {quote(free_path(path, '.utf8'))}`"


# The Unicode Standard, table 3-7: what has the shape of UTF-8 and is none.
_FORBIDDEN = re.compile(
    rb"(?P<surrogate>\xed[\xa0-\xbf][\x80-\xbf])"
    rb"|(?P<overlong>[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xf0[\x80-\x8f][\x80-\xbf]{2})"
    rb"|(?P<beyond>(?:\xf4[\x90-\xbf]|[\xf5-\xf7][\x80-\xbf])[\x80-\xbf]{2})"
)
_FOUND = {
    "surrogate": "half a character spelled as a whole one (a surrogate, as in CESU-8)",
    "overlong": "a character spelled with more bytes than it needs (an overlong form)",
    "beyond": "a number beyond the last character of Unicode",
}
_JOIN = (
    "import sys; text = sys.stdin.buffer.read().decode('utf-8', 'surrogatepass'); "
    "sys.stdout.buffer.write(text.encode('utf-16-le', 'surrogatepass').decode('utf-16-le', 'replace').encode())"
)
"""Joins halves of characters, and puts a replacement character for a half that stands alone."""
_DROP = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read().decode('utf-8', 'ignore').encode())"


def _refuse_forbidden(path: Path, content: bytes, error: UnicodeDecodeError) -> IdlibError | None:
    """Text whose only faults have the shape of UTF-8, which programs with a laxer idea of it write."""
    first = _FORBIDDEN.match(content, error.start)
    if first is None or not is_whole(_FORBIDDEN.sub(b"", content), "utf-8"):
        return None
    message = f"{path} is almost UTF-8, but has {_FOUND[str(first.lastgroup)]}: {_place(content, error.start)}."
    if all(found.lastgroup == "surrogate" for found in _FORBIDDEN.finditer(content)):
        return IdlibError(message, f"Join the halves with {_python(path, _JOIN)}.")
    return IdlibError(message, f"Leave such characters out with {_python(path, _DROP)}.")


def _python(path: Path, program: str) -> str:
    return f'`python3 -c "{program}" < {quote(path)} > {quote(free_path(path, ".utf8"))}`'


def _refuse_broken(path: Path, content: bytes, error: UnicodeDecodeError) -> IdlibError | None:
    """UTF-8 with broken bytes: fewer than bytes that rightly continue a character.

    By chance few do: the sequences of UTF-8 are no words in an encoding with a byte or two for each letter.
    """
    right = content.decode("utf-8", "ignore")
    right_bytes = len(right.encode())
    wrong_bytes = len(content) - right_bytes
    if right_bytes - len(right) <= wrong_bytes:
        return None
    others = f", and {wrong_bytes - 1} more" if wrong_bytes > 1 else ""
    message = f"{path} is UTF-8 with broken bytes: {_place(content, error.start)}{others}."
    # Some versions of iconv let numbers beyond Unicode pass.
    command = _python(path, _DROP) if _FORBIDDEN.search(content) else conversion(path, "UTF-8", is_lenient=True)
    return IdlibError(message, f"Mend the line by hand, or leave such bytes out with {command}.")


def _refuse_legacy(path: Path, content: bytes, error: UnicodeDecodeError) -> IdlibError:
    """An encoding with a byte for each letter, or one for Chinese or Japanese: which, the bytes alone don't say."""
    place = f"{path} is not UTF-8: {_place(content, error.start)}"
    if _is_cut(content, error):
        cut = _beginning(path, error.start)
        latin = conversion(path, "ISO-8859-1")
        return IdlibError(
            f"{place}, the last byte, either begins a character that is cut off or is a letter of Latin-1.",
            f"If it is cut off, get it anew or leave the byte out with {cut}; if not, convert it with {latin}.",
        )
    guess, hint = _guess(path, content)
    return IdlibError(f"{place}, is the first wrong byte; {guess}.", hint)


def _guess(path: Path, content: bytes) -> tuple[str, str]:
    """What may be said of the encoding, and what to do. Every command proposed has a meaning for every byte."""
    untold = "which encoding it is can't be told for sure"
    if _is_in_runs(content):
        languages = {"Cyrillic": "WINDOWS-1251", "Western European": "WINDOWS-1252"}
        return f"its words are mostly beyond ASCII, and {untold}", _choice(path, content, languages)
    if is_whole(content, "windows-1252"):
        if re.search(rb"[\x80-\x9f]", content):
            guess = "it may be Windows-1252, but not Latin-1, which has no signs for 0x80 to 0x9F"
            return guess, _single(path, "WINDOWS-1252")
        return "it may be Latin-1 (ISO-8859-1)", _single(path, "ISO-8859-1")
    return untold, _choice(path, content, {"from DOS": "CP850", "from an old Macintosh": "MACINTOSH"})


def _is_in_runs(content: bytes) -> bool:
    """Whether most bytes beyond ASCII stand in runs of three and more, as in Cyrillic, Greek, Arabic or Chinese.

    In Latin letters with accents they mostly stand alone.
    """
    beyond = len(content.translate(None, bytes(range(0x80))))
    return sum(map(len, re.findall(rb"[\x80-\xff]{3,}", content))) * 2 > beyond


def _choice(path: Path, content: bytes, languages: dict[str, str]) -> str:
    """A command for each language or origin whose encoding has a meaning for every byte."""
    choices = [
        f"if it is {language}, convert it with {conversion(path, encoding)}"
        for language, encoding in languages.items()
        if is_whole(content, encoding)
    ]
    told = "; ".join([*choices, "for other encodings see `iconv --list`"])
    return f"{told[:1].upper()}{told[1:]}."


def _single(path: Path, encoding: str) -> str:
    return (
        f"Convert it with {conversion(path, encoding)}; if letters come out wrong, put another name in the place of"
        f" {encoding}, such as WINDOWS-1254 for Turkish or WINDOWS-1251 for Cyrillic."
    )
