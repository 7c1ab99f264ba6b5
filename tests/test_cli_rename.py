"""`rename`: an id becomes another one in all files of a workspace."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from idlib_reader.cli import main
from idlib_reader.errors import IdlibError
from idlib_reader.storage import renaming_files
from idlib_reader.storage.reading import Signature, signature
from idlib_reader.storage.renaming_files import apply_rename, plan_rename
from idlib_reader.storage.saving import Unsaved
from idlib_reader.storage.workspace import Workspace

FORMAT = "format: idlib-reader/1\n"
FILES = {
    "a": f"""{FORMAT}
entities:
  # The spokesman.
  peskov:    # by name
    type: person
    name: Dmitry Peskov
    mentions: Dmitry Peskov
  putin: {{type: person, name: Vladimir Putin}}
events:
  briefing:
    participants: {{speaker: 'peskov', audience: [putin, "peskov"]}}
claims:
  said:
    content: told
    source: peskov
    about: [putin, peskov]
  more:
    within: said
    content: told
    links: {{rel: supports, to: a#said}}
remarks:
  why:
    passage: told
    note: peskov said so
""",
    "b": f"""{FORMAT}
entities:
  peskov:
    mentions: Peskov
claims:
  again:
    content: told
    source: putin
    links:
      - {{rel: repeats, to: a#said}}   # the same
      - {{rel: updates, to: said}}
  said:
    content: told
    about: peskov
""",
    "c": f"{FORMAT}claims:\n  peskov:\n    content: told\n  x:\n    content: told\n    about: peskov\n",
    "d": f"{FORMAT}claims:\n  x:\n    content: told\n    about: peskov\n",
}


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The program stops the garbage collector; the next test has it again."""
    yield
    gc.enable()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a workspace with four annotated articles."""
    for name in ("seeds", "annotations"):
        (tmp_path / name).mkdir()
    for slug, text in FILES.items():
        (tmp_path / "seeds" / f"{slug}.txt").write_text("Dmitry Peskov told the reporters.", "utf-8")
        (tmp_path / "annotations" / f"{slug}.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def texts(folder: Path) -> dict[str, str]:
    """What the annotation files say."""
    return {path.stem: path.read_bytes().decode() for path in sorted((folder / "annotations").iterdir())}


def lines(out: str) -> list[str]:
    return out.replace(os.sep, "/").splitlines()


def write(folder: Path, slug: str, text: str) -> None:
    (folder / "annotations" / f"{slug}.yaml").write_text(text, "utf-8")


# Entities and events


def test_an_entity_gets_another_id_in_all_files(folder: Path) -> None:
    """Where it is defined and referred to; comments, quotes, words, and a claim of the same id stay."""
    assert main(["rename", "peskov", "dmitry-peskov"]) == 0
    a, b, d = FILES["a"], FILES["b"], FILES["d"]
    assert texts(folder) == {
        "a": a.replace("peskov", "dmitry-peskov").replace("note: dmitry-peskov", "note: peskov"),
        "b": b.replace("peskov", "dmitry-peskov"),
        "c": FILES["c"],
        "d": d.replace("peskov", "dmitry-peskov"),
    }


def test_every_line_that_changes_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once, with file and line, as it is then; the sum is on standard error."""
    assert main(["rename", "peskov", "dp"]) == 0
    out, err = capsys.readouterr()
    assert lines(out) == [
        "annotations/a.yaml:5: dp:    # by name",
        "annotations/a.yaml:12: participants: {speaker: 'dp', audience: [putin, \"dp\"]}",
        "annotations/a.yaml:16: source: dp",
        "annotations/a.yaml:17: about: [putin, dp]",
        "annotations/b.yaml:4: dp:",
        "annotations/b.yaml:15: about: dp",
        "annotations/d.yaml:5: about: dp",
    ]
    assert err == "7 lines in 3 files changed\n"


def test_a_dry_run_only_prints(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same lines."""
    assert main(["rename", "peskov", "--dry-run", "dp", "."]) == 0
    dry, err = capsys.readouterr()
    assert err == "7 lines in 3 files would change\n"
    assert texts(folder) == FILES
    assert main(["rename", "peskov", "dp"]) == 0
    assert capsys.readouterr().out == dry


def test_renaming_back_gives_the_same_bytes(folder: Path) -> None:
    """With line ends of Windows and a byte-order mark, too."""
    path = folder / "annotations" / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + FILES["a"].replace("\n", "\r\n").encode())
    before = path.read_bytes()
    assert main(["rename", "peskov", "dp"]) == 0
    assert path.read_bytes() != before
    assert main(["rename", "dp", "peskov"]) == 0
    assert path.read_bytes() == before


def test_an_event_is_renamed_in_another_workspace(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """That is named by a path; files outside the working folder are named in full."""
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert main(["rename", "briefing", "the-briefing", "../annotations/a.yaml"]) == 0
    assert capsys.readouterr().out == f"{folder / 'annotations' / 'a.yaml'}:11: the-briefing:\n"


def test_what_was_checked_clean_is_clean_after(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No id dangles."""

    def codes() -> list[str]:
        main(["check"])
        return sorted(line.rpartition("[")[2] for line in capsys.readouterr().out.splitlines())

    before = codes()
    assert main(["rename", "peskov", "dp"]) == 0
    assert main(["rename", "a#said", "told"]) == 0
    capsys.readouterr()
    assert codes() == before


# Claims and remarks


def test_a_claim_gets_another_id_in_its_file_and_for_all_others(folder: Path) -> None:
    """Also where its own file names it in full; a claim of the same id in another file is another one."""
    assert main(["rename", "a#said", "told-them"]) == 0
    a = FILES["a"].replace("  said:", "  told-them:").replace("within: said", "within: told-them")
    b = FILES["b"].replace("to: a#said", "to: a#told-them")
    assert texts(folder) == {**FILES, "a": a.replace("to: a#said", "to: a#told-them"), "b": b}


def test_a_remark_is_named_with_its_file_too(folder: Path) -> None:
    """And so may be its new id."""
    assert main(["rename", "a#why", "a#who"]) == 0
    assert texts(folder) == {**FILES, "a": FILES["a"].replace("  why:", "  who:")}


# What is refused


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "peskov",
            "putin",
            "annotations/a.yaml:9 is an entity, Vladimir Putin. Choose another id; two entries are merged",
        ),
        ("peskov", "briefing", "annotations/a.yaml:11 is an event."),
        ("putin", "more", "annotations/a.yaml:18 is a claim"),
        ("putin", "why", "annotations/a.yaml:23 is a remark."),
        ("a#said", "more", "annotations/a.yaml:18 is a claim"),
        ("d#x", "putin", "annotations/a.yaml:9 is an entity"),
        ("peskow", "dp", "No entity or event has the id `peskow`. Did you mean `peskov`?"),
        ("more", "dp", "named with its file: `a#more`"),
        ("zzzzzz", "dp", "`idlib-reader list entities` shows them."),
        ("a#peskov", "dp", "Write `peskov` without `a#`."),
        ("a#sad", "dp", "Did you mean `a#said`?"),
        ("a#zzzzz", "dp", "has no claim or remark"),
        ("aa#said", "dp", "no annotations of an article `aa`. Did you mean `a#said`?"),
        ("peskov", "peskov", "Old and new id are the same"),
        ("a#said", "a#said", "Old and new id are the same"),
        ("a#said", "b#other", "can't be an id"),
        ("peskov", "Peskov", "can't be an id"),
        ("peskov", "a b", "can't be an id"),
        ("peskov", "", "can't be an id"),
        ("peskov", "outlet", "article's own voice"),
        ("", "dp", "No entity or event has the id ``."),
    ],
)
def test_what_cannot_be_renamed_is_told(
    folder: Path, old: str, new: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a sentence, with what to do and status 2; nothing changes."""
    assert main(["rename", old, new]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err.replace(os.sep, "/")
    assert texts(folder) == FILES


def test_an_entity_of_any_file_has_its_id_in_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also in those that do not name it."""
    write(folder, "d", f"{FORMAT}entities:\n  sochi: {{type: place}}\n")
    assert main(["rename", "briefing", "sochi"]) == 2
    assert "d.yaml:3 is an entity." in capsys.readouterr().err
    assert texts(folder)["a"] == FILES["a"]


def test_a_claim_elsewhere_may_have_the_new_id(folder: Path) -> None:
    """It is known in its own file only, and that does not know the entity."""
    assert main(["rename", "putin", "x"]) == 0
    assert "  x: {type: person" in texts(folder)["a"]
    assert texts(folder)["d"] == FILES["d"]


def test_outside_a_workspace_nothing_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As nobody knows which files are meant."""
    monkeypatch.chdir(tmp_path)
    assert main(["rename", "a", "b"]) == 2
    assert "is in no workspace" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{FORMAT}entities:\n  peskov: a: b\n", "b.yaml:3 has to be mended first"),
        (f"{FORMAT}entities:\n  dp: a: b\n", "b.yaml:3 has to be mended first"),
        (f"{FORMAT}entities:\n  peskov: [x]\n", "entries that can't be read: peskov"),
        (f"{FORMAT}claims:\n  x:\n    source: &p peskov\n    about: *p\n", "can't be edited: an alias stands there"),
    ],
)
def test_one_file_that_cannot_be_edited_keeps_all_as_they_are(
    folder: Path, text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it has one of the ids: the file is told, and why."""
    write(folder, "b", text)
    before = texts(folder)
    assert main(["rename", "peskov", "dp"]) == 2
    err = capsys.readouterr().err
    assert "b.yaml" in err
    assert told in err.replace(os.sep, "/")
    assert texts(folder) == before


def test_a_file_that_is_no_text_keeps_all_as_they_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody knows what stands in it."""
    (folder / "annotations" / "b.yaml").write_bytes(b"\xff\xfe")
    assert main(["rename", "peskov", "dp"]) == 2
    assert "b.yaml" in capsys.readouterr().err
    assert (folder / "annotations" / "a.yaml").read_text("utf-8") == FILES["a"]


def test_a_broken_file_without_the_ids_is_in_nobodys_way(folder: Path) -> None:
    """It would not change in any case."""
    write(folder, "b", "a: b: c\n")
    assert main(["rename", "peskov", "dp"]) == 0
    assert texts(folder)["b"] == "a: b: c\n"
    assert "dp:" in texts(folder)["a"]


# Files that change meanwhile


def test_a_file_that_changed_since_keeps_all_as_they_are(folder: Path) -> None:
    """Whichever it is; it is named, and nothing is even written and put back."""
    planned = plan_rename(Workspace(folder), "peskov", "dp")
    write(folder, "d", FORMAT)
    before = signature(folder / "annotations" / "a.yaml")
    with pytest.raises(IdlibError, match=r"d\.yaml has changed since it was read"):
        apply_rename(planned)
    assert texts(folder) == {**FILES, "d": FORMAT}
    assert signature(folder / "annotations" / "a.yaml") == before


Save = Callable[[Path, str, bool, Signature | None], Signature]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Lets the first attempt at `d.yaml` fail; what it is given happens just before."""
    save: Save = renaming_files.save

    def fail_at_d(meanwhile: Callable[[], None]) -> None:
        def attempt(path: Path, text: str, has_bom: bool, expected: Signature | None) -> Signature:
            if path.stem != "d":
                return save(path, text, has_bom, expected)
            meanwhile()
            raise Unsaved(f"{path} can't be saved: no room.", "Make room.")

        monkeypatch.setattr(renaming_files, "save", attempt)

    return fail_at_d


def test_files_are_put_back_if_a_later_one_cannot_be_written(
    folder: Path, failing: Callable[[Callable[[], None]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The two that were written are named."""
    failing(lambda: None)
    assert main(["rename", "peskov", "dp"]) == 2
    assert texts(folder) == FILES
    out, err = capsys.readouterr()
    assert out == ""
    told = "Written before, and put back as they were: annotations/a.yaml, annotations/b.yaml."
    assert f"d.yaml can't be saved: no room. {told}" in err.replace(os.sep, "/")
    assert err.endswith("Make room.\n")


def test_a_file_that_somebody_has_changed_is_not_put_back(
    folder: Path, failing: Callable[[Callable[[], None]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """What they wrote stays, and the file is named."""
    mine = f"{FORMAT}entities:\n  dp: {{}}\n"
    failing(lambda: write(folder, "a", mine))
    assert main(["rename", "peskov", "dp"]) == 2
    assert texts(folder) == {**FILES, "a": mine}
    err = capsys.readouterr().err.replace(os.sep, "/")
    assert "put back as they were: annotations/b.yaml." in err
    assert "These have the new id, and could not be put back: annotations/a.yaml." in err


def test_an_interruption_leaves_no_half_of_it(folder: Path, failing: Callable[[Callable[[], None]], None]) -> None:
    """The files are put back before the program ends."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    failing(interrupt)
    assert main(["rename", "peskov", "dp"]) == 130
    assert texts(folder) == FILES


@pytest.mark.skipif(os.name != "posix", reason="not every system has hard links")
def test_other_names_of_a_file_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They keep the old text."""
    os.link(folder / "annotations" / "a.yaml", folder / "other.yaml")
    assert main(["rename", "--dry-run", "peskov", "dp"]) == 0
    assert "hard links" not in capsys.readouterr().err
    assert main(["rename", "peskov", "dp"]) == 0
    assert "hard links" in capsys.readouterr().err
    assert (folder / "other.yaml").read_text("utf-8") == FILES["a"]


def test_no_control_of_a_file_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor one of an argument."""
    write(folder, "d", f"{FORMAT}claims:\n  x:\n    content: told\n    about: peskov   # \u202e\u200f\n")
    assert main(["rename", "peskov", "dp"]) == 0
    assert main(["rename", "dp\x1b[31m", "dq"]) == 2
    assert main(["rename", "dp", "dp\x1b[31m"]) == 2
    out, err = capsys.readouterr()
    assert (out + err).replace("\n", "").isprintable()


@pytest.mark.parametrize("arguments", [[], ["a"], ["a", "b", "c", "d"], ["a", "b", "--zzz"]])
def test_misuse_is_told(folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """With how it is called."""
    with pytest.raises(SystemExit) as exited:
        main(["rename", *arguments])
    assert exited.value.code == 2
    assert "usage: idlib-reader rename" in capsys.readouterr().err


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """And the exit status."""
    with pytest.raises(SystemExit):
        main(["rename", "--help"])
    out = capsys.readouterr().out
    assert "idlib-reader rename report#said" in out
    assert "exit status: 0" in out
