"""What is said of a key that the format does not have where it stands, and what was probably meant."""

from __future__ import annotations

from collections.abc import Mapping as Table
from difflib import get_close_matches
from unicodedata import category

from idlib_reader.storage import schema
from idlib_reader.storage.nodes import Mapping, Node, Scalar
from idlib_reader.storage.yaml_errors import quoted

_LONGEST_SHOWN = 60
_IDS_SHOWN = 3
_SECTIONS = ("entities", "events", "claims", "remarks")
_OWNERS: dict[str, Table[str, schema.Field]] = {
    "the article": schema.HEADING,
    "an entity": schema.ENTITY,
    "an event": schema.EVENT,
    "a claim": schema.CLAIM,
    "a remark": schema.REMARK,
    "a link": schema.LINK,
    "a selector": schema.SELECTOR,
}


def explain_key(
    mapping: Mapping, key: Scalar, value: Node, fields: Table[str, schema.Field], owner: str
) -> tuple[str, str]:
    """What is wrong with an unknown key of `owner`, whose keys are `fields`, and the cure."""
    message = f"The key {shown(key.text)} of {owner} is not known."
    lost = say_loss(value)
    if not key.text:
        return "A key is missing before the colon.", "Write it, or put the value in quotes if the colon belongs to it."
    if key.text == "<<":
        return f"{message[:-1]}: nothing is merged here.", "Write the keys out."
    if invisible := invisible_in(key.text):
        return f"{message[:-1]}: it holds a character that nobody sees ({invisible}).", "Type the key again."
    if key.text != key.text.strip() or not key.text.isprintable():
        return f"{message[:-1]}: it holds a space that is no plain one.", _RETYPE
    if swallowed := _swallowed(mapping, key, value):
        return f"{message[:-1]}: in braces a comma ends the value before it.", f"Put the value in quotes: {swallowed}."
    if words := _words(mapping, key, value, fields):
        return f"{message[:-1]}: a colon and a space end a key.", f"Put the words in quotes: {words}."
    # A key that differs from a known one by its capitals only is as near as can be.
    close = get_close_matches(key.text.lower(), list(fields), n=1, cutoff=0.6) if key.is_plain else []
    if close and not (key.text in _all_keys() and fields is schema.FILE):
        return message, f"Did you mean `{close[0]}`?{lost}"
    if elsewhere := [of for of, table in _OWNERS.items() if key.text in table]:
        return message, f"It is a key of {_either(elsewhere)}; known here: {', '.join(fields)}."
    if fields is schema.FILE and isinstance(value, Mapping):
        return message, f"If it is an entry, put it below one of {', '.join(_SECTIONS)}, indented.{lost}"
    return message, f"Known here: {', '.join(fields)}.{lost}"


_RETYPE = "Delete what stands before its first letter, and type plain spaces instead."


def _words(mapping: Mapping, key: Scalar, value: Node, fields: Table[str, schema.Field]) -> str:
    """The words of a selector that YAML takes for a key and its value, as they were meant; else nothing."""
    if fields is not schema.SELECTOR or len(mapping.pairs) > 1 or not key.is_plain or not isinstance(value, Scalar):
        return ""
    has_space = " " in key.text and not is_absent(value)
    return f"`{quoted(f'{key.text}: {value.text}')}`" if has_space and mapping.at == key.at else ""


def _all_keys() -> set[str]:
    return {key for table in _OWNERS.values() for key in table}


def _swallowed(mapping: Mapping, key: Scalar, value: Node) -> str:
    """The pair as it was probably meant, where the key is what stands behind a comma in braces; else nothing."""
    if not (mapping.is_flow and is_absent(value) and key.is_plain):
        return ""
    words: list[str] = []
    for before, node in mapping.pairs[: [one for one, _ in mapping.pairs].index(key)]:
        if not is_absent(node):
            words = [f"{before.text}: ", node.text] if isinstance(node, Scalar) and node.is_plain else []
        elif words:
            words.append(before.text)
    return f"`{words[0]}{quoted(', '.join([*words[1:], key.text]))}`" if words else ""


def say_loss(node: Node) -> str:
    """What is not read with a key that is left out, where it holds entries."""
    pairs = node.pairs if isinstance(node, Mapping) else []
    return say_unread([key.text for key, value in pairs if isinstance(value, Mapping)])


def say_unread(ids: list[str]) -> str:
    """Which entries are not read until something is mended, the first few by name; nothing without any."""
    if not ids:
        return ""
    named = ", ".join(map(shown, ids[:_IDS_SHOWN]))
    if len(ids) > _IDS_SHOWN:
        named += f" and {len(ids) - _IDS_SHOWN} more"
    return f" Until then {named} {'is' if len(ids) == 1 else 'are'} not read."


def is_absent(node: Node) -> bool:
    """Whether nothing is written: an empty value is an absent one."""
    return isinstance(node, Scalar) and node.text == ""


def invisible_in(text: str) -> str:
    """The number of a character without width in a word, as `U+200B`; empty if there is none."""
    found = next((one for one in text if category(one) in ("Cf", "Cc")), "")
    return f"U+{ord(found):04X}" if found else ""


def shown(text: str) -> str:
    """A word of the file in a sentence, told from the sentence's own words."""
    return f"`{short(text)}`"


def short(text: str) -> str:
    """A word of the file, never so long that the sentence drowns."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def capital(text: str) -> str:
    """The sentence with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
