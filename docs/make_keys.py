"""Writes the README's table of keys from the command table."""

from __future__ import annotations

from pathlib import Path

from idlib_reader.ui.commands import COMMANDS, name_keys

README = Path(__file__).parent.parent / "README.md"
START = "<!-- keys: made from the command table by `make keys`; a test holds the two together -->\n"
END = "<!-- end of keys -->"


def with_keys(readme: str) -> str:
    """The README's text with the table as it has to be."""
    before, rest = readme.split(START)
    _, after = rest.split(END)
    return f"{before}{START}\n{_table()}\n{END}{after}"


def _table() -> str:
    rows = ["| keys | what |", "|---|---|"]
    for command in COMMANDS:
        keys = name_keys(command).replace("|", "\\|")
        rows.append(f"| {', '.join(f'`{key}`' for key in keys.split(', '))} | {command.help} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
