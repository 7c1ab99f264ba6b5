"""Texts that are hard to write in YAML, for tests of what the program writes."""

from __future__ import annotations

from hypothesis import strategies as st

NASTY = [
    *("no", "12:30", "<<", "=", "~", "null", ".inf", "2020-01-01", "1_000", "0o7", "y", "on"),
    *("#", "# a", "a # b", "a: b", ": ", "a:", " #", "- a", "-", "--", "---", "...", "--- a", "? a", "?", ":", "::"),
    *("*a", "&a", "!a", "!!str a", "%a", "@a", "`a`", "|", ">", "|-", ">+", "[a", "a]", "{a", "a}", "a, b", ","),
    *("'", "''", '"', '""', "'a'", '"a"', "it's", 'a "b" c', "\\", "\\n", "a\\", '\\"', "'\""),
    *(" ", "  a", "a  ", "\t", "a\tb", "\n", "a\nb", "a\n\nb", "\r\n", "\x00", "\x07", "\x1b", "\x7f", "\x9f"),
    *("\x85", "a\x85b", "\u2028", "\u2029", "\ufeff", "a\ufeff", "\ufffe", "\uffff", "\u00a0", "\u200b", "\u202e"),
    *("👍", "👩‍👩‍👧", "e\u0301", "مرحبا", "中文", "a b " * 90 + "c", '"' * 50, "true", "010", "1,000"),
]
_SIGNS = "ab 0129-:#?,.[]{}!&*|>'\"%@`~=<_\\/+eyYnNoO\t\n\r\x00\x85\u2028\ufeff\u00a0é中👍"


def texts() -> st.SearchStrategy[str]:
    """Any text that is not empty: awkward ones, and such as are made of YAML's own signs."""
    return st.one_of(
        st.sampled_from(NASTY),
        st.text(st.sampled_from(_SIGNS), min_size=1, max_size=12),
        st.text(min_size=1, max_size=30),
    )
