"""Cards of entries as they are written in files, and what their lines say."""

from __future__ import annotations

from pathlib import Path

from idlib_reader.core.index import Index
from idlib_reader.core.navigation import Choice
from idlib_reader.storage.reading import read_article
from idlib_reader.storage.store import annotate
from idlib_reader.ui.card_lines import CardLine
from idlib_reader.ui.cards import describe_entry

REPOSITORY = Path(__file__).resolve().parents[2]

TEXT = "Ada Lovelace told Bob in spring: the engine works well. Others say that an engine, any engine, works."

BASES = {
    "entities": {"bob": "{name: Bobby}"},
    "events": {"other": "{title: The other event}"},
    "claims": {"outer": "{content: any engine}"},
    "remarks": {},
}


def example() -> Index:
    """The example that comes with the program."""
    (article,) = (REPOSITORY / "seeds").glob("*.txt")
    return annotate(read_article(article), REPOSITORY / "annotations" / f"{article.stem}.yaml").index


EXAMPLE = example()


def told(lines: list[CardLine], role: str) -> list[str]:
    """The text of the lines of a role."""
    return [line.text for line in lines if line.role == role]


def fields(lines: list[CardLine]) -> dict[str, str]:
    """The labelled lines, by label."""
    return {line.label: line.text for line in lines if line.role == "field"}


def card_of(folder: Path, section: str, entry: str, *, text: str = TEXT) -> list[CardLine]:
    """The card of the entry `x` as it is written in a section of a file."""
    (folder / "a.txt").write_text(text, encoding="utf-8")
    file = folder / "a.yaml"
    written = ["format: idlib-reader/1"]
    for name, others in BASES.items():
        entries = {**others, **({"x": entry} if name == section else {})}
        written += [f"{name}:", *(f"  {id_}: {value}" for id_, value in entries.items())]
    file.write_text("\n".join(written) + "\n", encoding="utf-8")
    index = annotate(read_article(folder / "a.txt"), file).index
    assert "x" in index.entries, entry
    return describe_entry(index, Choice("x"))
