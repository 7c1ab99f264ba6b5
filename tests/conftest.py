"""What all tests share: nothing that they do reaches the files of whoever runs them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from idlib_reader.storage.journal import Journal


@pytest.fixture(scope="session", autouse=True)
def _own_state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Journals, locks and reports go into a folder of the tests' own."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(autouse=True)
def _closed_journals(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A journal holds a file as long as its run lives, and thousands of runs live in one process here."""
    begun: list[Journal] = []
    begin = Journal.__init__

    def note(self: Journal, *arguments: object, **named: object) -> None:
        begin(self, *arguments, **named)  # type: ignore[arg-type]  # passed on as they are
        begun.append(self)

    monkeypatch.setattr(Journal, "__init__", note)
    yield
    for journal in begun:
        journal.leave()
