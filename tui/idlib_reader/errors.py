"""The one exception of this program: raised only where nothing sensible is left to do."""

from __future__ import annotations


class IdlibError(Exception):
    """A failure told to the person in a sentence; the command line and the app each catch it once.

    What a person should mend in a file is no exception but a `core.problems.Problem`.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the sentence (`message`) and what to do about it (`hint`, may be empty)."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Both sentences, as they are printed."""
        return f"{self.message} {self.hint}".strip()
