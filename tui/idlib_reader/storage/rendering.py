"""Values of the model as YAML text, in the style of their neighbours.

What is rendered says, once it is read, the very same. Columns are counted from 0. `rule` is what the table in
`schema` says of the key that a value stands at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from idlib_reader.core import edits
from idlib_reader.core.annotations import Entry, Heading, Kind, Link, Reference, kind_of
from idlib_reader.core.edits import Part, Value
from idlib_reader.core.selectors import Selector
from idlib_reader.storage import schema
from idlib_reader.storage.scalars import Sort, check_key, check_writable, in_quotes, is_any_quote, is_plain
from idlib_reader.storage.styles import LINK, ONE, Rules, Style, member_rule, sniff, sort_of

__all__ = [
    "MODELINE", "SECTIONS", "Sort", "Style", "Values", "entry", "field", "flow_entry", "flow_field", "flow_group",
    "group", "heading", "new_file", "parts", "rule_of", "scalar", "section", "sniff", "value",
]  # fmt: skip

MODELINE = "# yaml-language-server: $schema=annotations.schema.json"
"""The first line of a new file, by which editors know its keys."""
SECTIONS: Mapping[Kind, str] = {"entity": "entities", "event": "events", "claim": "claims", "remark": "remarks"}
"""Each kind of entry with the key of its section, in the order of a file."""

Values: TypeAlias = tuple[Value, ...]
"""What stands at a key: one value or several, as in `core.edits`."""
Content: TypeAlias = Values | dict[str, Values]
"""What stands at a key of an entry: values, or of `participants` and `figures` values by key."""

_TABLES: Mapping[Part, Rules] = {
    "article": schema.HEADING,
    "entity": schema.ENTITY,
    "event": schema.EVENT,
    "claim": schema.CLAIM,
    "remark": schema.REMARK,
}


def rule_of(part: Part, path: edits.Field) -> schema.Field:
    """What the table says of a field; of `("participants", "party")` and `("figures", "units")` what stands inside.

    Raises:
        KeyError: there is no such field.
    """
    rule = _TABLES[part][path[0]]
    return rule if len(path) == 1 else member_rule(rule)


def parts(value: Selector | Link) -> dict[str, Values]:
    """The keys that a selector or link is written with and their values, in the order of the table, without defaults.

    `nth` and `all` are texts here: `("3",)` and `("true",)`. Their rules are in `schema.SELECTOR` and `schema.LINK`.
    """
    if isinstance(value, Link):
        basis = "" if value.basis == "stated" else value.basis
        texts = {"rel": value.rel, "to": value.to.id, "basis": basis, "cue": value.cue, "note": value.note}
        return {key: values for key, one in texts.items() if (values := _values(one))}
    contents = {
        "from" if value.to else "quote": value.pieces,
        "to": value.to,
        "in": value.inside,
        "before": value.before,
        "after": value.after,
        "nth": "" if value.nth is None else str(value.nth),
        "all": "true" if value.all else "",
        "except": value.excepted,
        "note": value.note,
        "tags": value.tags,
    }
    return {key: values for key, one in contents.items() if (values := _values(one))}


def scalar(text: str, style: Style, *, in_flow: bool, sort: Sort = "text") -> str:
    """A text on one line, in quotes only where it needs them or the style has them.

    Args:
        text: what shall be read.
        style: tells which quotes.
        in_flow: whether it will stand in brackets or braces.
        sort: `text` is free text, `word` a word of the tagset or an id, `date` a date, `key` a key or an id as one.

    Raises:
        IdlibError: it can't be written in YAML: half of a surrogate pair, a key of more than 1,024 characters.
    """
    check_writable(text)
    habit = style.quote_of(sort)
    is_bare = not habit and is_plain(text, in_flow=in_flow, sort=sort)
    written = text if is_bare else in_quotes(text, habit or (style.needed_quote if is_any_quote(text) else ""))
    if sort == "key":
        check_key(written)
    return written


def value(value: Value, style: Style, indent: int, *, in_flow: bool, rule: schema.Field) -> str:
    """One value as it stands behind a dash or in a list in brackets; no line end behind it.

    Args:
        value: a text or id, a selector, a link.
        style: how it is written.
        indent: the column of its first character, and of the keys below if it gets several lines.
        in_flow: whether it stands in brackets or braces; then it has one line.
        rule: of the key that it stands at.
    """
    written = _one_line(value, style, indent, in_flow=in_flow, rule=rule)
    if written is not None:
        return written
    return _keys_below(value, style, indent).strip(" " + style.newline)


def field(key: str, values: Values, style: Style, indent: int, rule: schema.Field) -> str:
    """A key with its values: whole lines, each with its end and `indent` spaces before the key.

    Without values it is an empty list, `key: []`.
    """
    head = f"{' ' * indent}{scalar(key, style, in_flow=False, sort='key')}:"
    if _is_lone(key, values, style, rule):
        written = _one_line(values[0], style, len(head) + 1, in_flow=False, rule=rule)
        below = "" if written is not None else _keys_below(values[0], style, indent + style.step)
    else:
        written = _brackets(values, style, rule)
        is_block = values and (style.is_block(key) or not _fits(len(head) + 1, written, style))
        below = _dashes_below(values, style, indent + style.dash, rule) if is_block else ""
    return f"{head}{style.newline}{below}" if below else f"{head} {written}{style.newline}"


def flow_field(key: str, values: Values, style: Style, rule: schema.Field) -> str:
    """A key with its values as they stand in braces: `key: value`, `key: [a, b]`."""
    head = scalar(key, style, in_flow=True, sort="key")
    if _is_lone(key, values, style, rule):
        return f"{head}: {_flow_value(values[0], style, rule)}"
    return f"{head}: {_brackets(values, style, rule)}"


def group(key: str, members: Mapping[str, Values], style: Style, indent: int, rule: schema.Field) -> str:
    """`participants` or `figures` as a whole: lines as those of `field`; `rule` is of `key`, members are by role."""
    line = f"{' ' * indent}{flow_group(key, members, style, rule)}"
    if not members or (not style.is_block(key) and _fits(0, line, style)):
        return f"{line}{style.newline}"
    head = f"{' ' * indent}{scalar(key, style, in_flow=False, sort='key')}:{style.newline}"
    inside = member_rule(rule)
    return head + "".join(field(role, who, style, indent + style.step, inside) for role, who in members.items())


def flow_group(key: str, members: Mapping[str, Values], style: Style, rule: schema.Field) -> str:
    """`participants` or `figures` as a whole as it stands in braces: `key: {party: [a, b]}`."""
    inside = [flow_field(role, who, style, member_rule(rule)) for role, who in members.items()]
    return f"{scalar(key, style, in_flow=True, sort='key')}: {_braces(inside, style)}"


def entry(entry: Entry, style: Style, indent: int) -> str:
    """An entry with the keys that are in its `keys`, in the order of the table: whole lines, the id at `indent`."""
    if style.is_flow_entry:
        line = f"{' ' * indent}{flow_entry(entry, style)}"
        if _fits(0, line, style):
            return line + style.newline
    rules = _TABLES[kind_of(entry)]
    lines = _lines(_contents(entry, rules, entry.keys), rules, style, indent + style.step)
    return f"{' ' * indent}{scalar(entry.id, style, in_flow=False, sort='key')}:{style.newline}{lines}"


def flow_entry(entry: Entry, style: Style) -> str:
    """An entry as it stands in braces: `id: {type: person, …}`, always one line."""
    rules = _TABLES[kind_of(entry)]
    inside = [
        flow_group(key, content, style, rules[key])
        if isinstance(content, dict)
        else flow_field(key, content, style, rules[key])
        for key, content in _contents(entry, rules, entry.keys).items()
    ]
    return f"{scalar(entry.id, style, in_flow=True, sort='key')}: {_braces(inside, style)}"


def heading(article: Heading, style: Style) -> str:
    """The key `article` with what is known of it: whole lines; empty if nothing is known."""
    contents = _contents(article, schema.HEADING, schema.HEADING.keys())
    return _top_key("article", style) + _lines(contents, schema.HEADING, style, style.indent) if contents else ""


def section(key: str, entries: Sequence[Entry], style: Style) -> str:
    """A section (`entities`, `events`, `claims`, `remarks`) with its entries: whole lines."""
    gap = style.newline * style.gap
    return _top_key(key, style) + gap.join(entry(one, style, style.indent) for one in entries)


def new_file(article: Heading, entries: Sequence[Entry], style: Style | None = None) -> str:
    """A whole file: modeline, format, what is known of the article, and the entries by section."""
    style = style or Style()
    format_ = f"{MODELINE}{style.newline}{_top_key('format', style).rstrip()} {schema.FORMAT}{style.newline}"
    by_section = {key: [one for one in entries if kind_of(one) == kind] for kind, key in SECTIONS.items()}
    sections = [section(key, some, style) for key, some in by_section.items() if some]
    return style.newline.join(filter(None, [format_, heading(article, style), *sections]))


# What stands at a key


def _contents(owner: Entry | Heading, rules: Rules, keys: Iterable[str]) -> dict[str, Content]:
    """What is written at each of some keys, in the order of the table; what can't be empty is left out where it is."""
    contents: dict[str, Content] = {}
    for key in (key for key in rules if key in frozenset(keys)):
        content: object = getattr(owner, key)
        if rules[key].shape in ("roles", "figures") and isinstance(content, tuple):
            members = {name: _values(inside) for name, inside in content}
            contents[key] = {name: who for name, who in members.items() if who or rules[key].shape == "roles"}
        elif isinstance(content, tuple) or _values(content):
            contents[key] = _values(content)
    return contents


def _values(content: object) -> Values:
    """What the model has at a key, as values."""
    many = content if isinstance(content, tuple) else (content,)
    values = (one.id if isinstance(one, Reference) else one for one in many)
    return tuple(one for one in values if isinstance(one, Selector | Link) or (isinstance(one, str) and one))


def _is_lone(key: str, values: Values, style: Style, rule: schema.Field) -> bool:
    """Whether the values at a key stand without a list."""
    return len(values) == 1 and (rule.shape in ONE or not style.is_listed(key))


# On one line


def _one_line(value: Value, style: Style, column: int, *, in_flow: bool, rule: schema.Field) -> str | None:
    """A value that starts at a column, on one line; None if it has keys that get lines of their own."""
    if isinstance(value, str) or _is_words(value):
        return _scalar_of(value, style, in_flow=in_flow, rule=rule)
    written = _flow_value(value, style, rule)
    is_flow = style.is_flow_link if isinstance(value, Link) else style.is_flow_selector
    return written if in_flow or (is_flow and _fits(column, written, style)) else None


def _is_words(value: Selector | Link) -> bool:
    """Whether a selector is written as its words alone."""
    return isinstance(value, Selector) and len(value.pieces) == 1 and value == Selector(value.pieces)


def _scalar_of(value: Value, style: Style, *, in_flow: bool, rule: schema.Field) -> str:
    text = value if isinstance(value, str) else value.pieces[0] if isinstance(value, Selector) else ""
    if rule.shape in ("number", "flag"):
        return text
    return scalar(text, style, in_flow=in_flow, sort=sort_of(rule))


def _flow_value(value: Value, style: Style, rule: schema.Field) -> str:
    if isinstance(value, str) or _is_words(value):
        return _scalar_of(value, style, in_flow=True, rule=rule)
    rules = _rules_of(value)
    return _braces([flow_field(key, values, style, rules[key]) for key, values in parts(value).items()], style)


def _rules_of(value: Selector | Link) -> Rules:
    return LINK if isinstance(value, Link) else schema.SELECTOR


def _brackets(values: Values, style: Style, rule: schema.Field) -> str:
    pad = " " if style.is_list_padded and values else ""
    return f"[{pad}{', '.join(_flow_value(one, style, rule) for one in values)}{pad}]"


def _braces(inside: Sequence[str], style: Style) -> str:
    pad = " " if style.is_padded and inside else ""
    return f"{{{pad}{', '.join(inside)}{pad}}}"


def _fits(column: int, written: str, style: Style) -> bool:
    return style.width is None or column + len(written) <= style.width


# On lines of their own


def _top_key(key: str, style: Style) -> str:
    return f"{scalar(key, style, in_flow=False, sort='key')}:{style.newline}"


def _lines(contents: Mapping[str, Content], rules: Rules, style: Style, indent: int) -> str:
    """The keys of an entry, a line or more each."""
    return "".join(
        group(key, content, style, indent, rules[key])
        if isinstance(content, dict)
        else field(key, content, style, indent, rules[key])
        for key, content in contents.items()
    )


def _keys_below(value: Value, style: Style, indent: int) -> str:
    """The keys of a selector or link, a line or more each."""
    if isinstance(value, str):
        return ""
    rules = _rules_of(value)
    return "".join(field(key, values, style, indent, rules[key]) for key, values in parts(value).items())


def _dashes_below(values: Values, style: Style, indent: int, rule: schema.Field) -> str:
    dash = f"{' ' * indent}-{' ' * style.after_dash}"
    written = (value(one, style, len(dash), in_flow=False, rule=rule) for one in values)
    return "".join(f"{dash}{one}{style.newline}" for one in written)
