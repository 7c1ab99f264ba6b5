"""`add`: texts come into a workspace as articles."""

from __future__ import annotations

import gc
import hashlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from idlib_reader.cli import main
from idlib_reader.storage.saving import Unsaved

MODELINE = "# yaml-language-server: $schema=annotations.schema.json\nformat: idlib-reader/1\n"


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The program stops the garbage collector; the next test has it again."""
    yield
    gc.enable()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a workspace without files, with a folder of texts beside its own."""
    for name in ("seeds", "annotations", "texts"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, name: str = "report.txt", content: bytes = b"Ada came back\n\nShe was not alone.\n") -> str:
    """A text that may be added, and its name."""
    (folder / "texts" / name).write_bytes(content)
    return f"texts/{name}"


def sum_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def made(out: str) -> list[str]:
    """The names that are told, with slashes."""
    return [line.removeprefix("made ").replace(os.sep, "/") for line in out.splitlines()]


def workspace_of(folder: Path) -> list[str]:
    """The files that the workspace has by now."""
    paths = [path for name in ("seeds", "annotations") for path in (folder / name).iterdir()]
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def test_a_text_becomes_an_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy under its own name, and an annotation file with its headline and sum; `check` has nothing to say."""
    name = write(folder)
    assert main(["add", name]) == 0
    assert made(capsys.readouterr().out) == ["seeds/report.txt", "annotations/report.yaml"]
    text = (folder / name).read_text("utf-8")
    assert (folder / "seeds/report.txt").read_text("utf-8") == text
    heading = f"\narticle:\n  title: Ada came back\n  sha256: {sum_of(text)}\n"
    assert (folder / "annotations/report.yaml").read_text("utf-8") == MODELINE + heading
    assert main(["check"]) == 0
    assert capsys.readouterr().err.endswith(": no problems\n")


def test_what_is_known_of_it_is_written(folder: Path) -> None:
    """In the order of the format, in quotes where YAML needs them; the title is also that of the file."""
    name = write(folder, content="Yes. – И.\n".encode())
    options = ["--title", "Talks:  the\nend", "--outlet", "News Front", "--date", "[2020-02..2020-03]"]
    assert main(["add", name, *options, "--url", "https://example.org/a#b", "--language", "no"]) == 0
    assert (folder / "annotations/talks-the-end.yaml").read_text("utf-8") == (
        f"{MODELINE}\narticle:\n"
        '  title: "Talks: the end"\n'
        '  published: "[2020-02..2020-03]"\n'
        "  outlet: News Front\n"
        "  url: https://example.org/a#b\n"
        '  language: "no"\n'
        f"  sha256: {sum_of('Yes. – И.' + chr(10))}\n"
    )
    assert main(["check"]) == 0


def test_every_byte_of_the_text_is_kept(folder: Path) -> None:
    """A byte-order mark and other line ends too; the sum is of the normalised text."""
    content = b"\xef\xbb\xbfShe came.\r\nHe left.\r"
    assert main(["add", write(folder, content=content)]) == 0
    assert (folder / "seeds/report.txt").read_bytes() == content
    assert f"sha256: {sum_of('She came.' + chr(10) + 'He left.' + chr(10))}\n" in (
        folder / "annotations/report.yaml"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("a.md", "a.md"),
        ("a.HTML", "a.html"),
        ("a.htm", "a.html"),
        ("a.markdown", "a.md"),
        ("a.log", "a.txt"),
        ("a", "a.txt"),
        ("The Report (final).txt", "report-final.txt"),
        ("Идлиб.txt", "идлиб.txt"),
        ("___.txt", "article-1.txt"),
        ("a.b.txt", "a.b.txt"),
        ("A.B.txt", "ab.txt"),
        ("000_d237.txt", "000_d237.txt"),
        (f"{'long-' * 10}name.txt", f"{'long-' * 10}name.txt"),
        (f"{'Long-' * 10}name.txt", f"{'long-' * 7}long.txt"),
    ],
)
def test_the_name_is_made_of_the_file_s(folder: Path, name: str, article: str) -> None:
    """One that is a slug stays; an ending that articles have stays, too, and what is none of them is plain text."""
    assert main(["add", write(folder, name)]) == 0
    assert (folder / "seeds" / article).exists()


def test_a_slug_is_taken_as_it_is(folder: Path) -> None:
    """Before the title and the file's name."""
    assert main(["add", "--slug", "000_d237.v2", "--title", "Ada", write(folder)]) == 0
    assert workspace_of(folder) == ["annotations/000_d237.v2.yaml", "seeds/000_d237.v2.txt"]


def test_several_texts_share_what_is_known(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Outlet, date and language; the title of each is its own."""
    names = [write(folder, "a.txt"), write(folder, "b.txt", b"She came. Twice.\n")]
    assert main(["add", *names, "--outlet", "TASS", "--date", "2020", names[0]]) == 0
    assert len(made(capsys.readouterr().out)) == 4
    a, b = ((folder / f"annotations/{slug}.yaml").read_text("utf-8") for slug in "ab")
    assert "outlet: TASS" in a
    assert "outlet: TASS" in b
    assert "title: Ada came back" in a
    assert "title" not in b


def test_another_workspace_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its folder or one below it; the texts are those of the folder here."""
    name = write(folder)
    monkeypatch.chdir(folder / "texts")
    assert main(["add", Path(name).name, "--to", "../seeds"]) == 0
    assert workspace_of(folder) == ["annotations/report.yaml", "seeds/report.txt"]


# Standard input


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize(
    ("options", "article"), [(["--slug", "memo"], "memo.txt"), (["--title", "The Memo: one"], "memo-one.txt")]
)
def test_standard_input_is_a_text_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], article: str
) -> None:
    """With a name or a title; every byte of it."""
    feed(monkeypatch, b"One.\r\nTwo.")
    assert main(["add", "-", *options]) == 0
    assert (folder / "seeds" / article).read_bytes() == b"One.\r\nTwo."


@pytest.mark.parametrize(
    ("content", "options", "told"),
    [
        (b"Headline\n\nText.", [], "--slug or --title"),
        (b"\xff\xfe\x00", ["--slug", "a"], "standard input"),
        (b" \n", ["--slug", "a"], "standard input is empty"),
    ],
)
def test_standard_input_may_be_refused(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    options: list[str],
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It has no name of its own, and may be no text."""
    feed(monkeypatch, content)
    assert main(["add", "-", *options]) == 2
    assert told in capsys.readouterr().err
    assert workspace_of(folder) == []


def test_a_closed_standard_input_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a sentence."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["add", "-", "--slug", "a"]) == 2
    assert "Standard input is closed" in capsys.readouterr().err


# What is refused


@pytest.mark.parametrize(
    ("content", "options", "told"),
    [
        (b"\xff\xfe", [], "UTF-16"),
        (b"caf\xe9 au lait", [], "is not UTF-8"),
        (b"", [], "is empty"),
        (b"Text.", ["--date", "yesterday"], "'yesterday' is no date"),
        (b"Text.", ["--date", "2020-13"], "'2020-13' is no date"),
        (b"Text.", ["--slug", "a/b"], "can't have the slug"),
        (b"Text.", ["--slug", "../a"], "can't have the slug"),
        (b"Text.", ["--slug", "_a"], "can't have the slug"),
        (b"Text.", ["--slug", ".a"], "can't have the slug"),
        (b"Text.", ["--slug", "a#b"], "can't have the slug"),
        (b"Text.", ["--slug", "a b"], "can't have the slug"),
        (b"Text.", ["--slug", "a."], "can't have the slug"),
        (b"Text.", ["--slug", "-a"], "usage: idlib-reader add"),
        (b"Text.", ["--slug", "x" * 300], "can't be saved"),
        (b"Text.", ["--to", "gone"], "There is no folder gone"),
        (b"Text.", ["--zzz"], "usage: idlib-reader add"),
    ],
)
def test_what_can_be_no_article_is_refused(
    folder: Path, content: bytes, options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a sentence, with status 2, and nothing is made."""
    name = write(folder, content=content)
    try:
        status = main(["add", name, *options])
    except SystemExit as exited:
        status = int(exited.code or 0)
    assert status == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert workspace_of(folder) == []


def test_a_readme_is_no_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The workspace passes over a file of this name."""
    assert main(["add", "--slug", "README", write(folder, "a.md")]) == 2
    assert "can't have the slug" in capsys.readouterr().err
    assert main(["add", "--slug", "README", write(folder, "a.txt")]) == 0


@pytest.mark.parametrize("there", ["report.txt", "report.md"])
def test_an_article_is_never_written_over(folder: Path, there: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor stands one of another ending in its way."""
    (folder / "seeds" / there).write_text("Mine.", "utf-8")
    assert main(["add", write(folder)]) == 2
    assert f"{there} is there already" in capsys.readouterr().err
    assert workspace_of(folder) == [f"seeds/{there}"]
    assert (folder / "seeds" / there).read_text("utf-8") == "Mine."


@pytest.mark.parametrize("there", ["report.yaml", "report.yml"])
def test_annotations_that_wait_for_their_article_stay(
    folder: Path, there: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The article comes to them, and that is said."""
    (folder / "annotations" / there).write_text("format: idlib-reader/1\n", "utf-8")
    assert main(["add", write(folder)]) == 0
    out, err = capsys.readouterr()
    assert made(out) == ["seeds/report.txt"]
    assert f"{there} is there already" in err
    assert (folder / "annotations" / there).read_text("utf-8") == "format: idlib-reader/1\n"


@pytest.mark.parametrize("options", [["--slug", "a"], ["--title", "A"], ["--url", "https://example.org"]])
def test_what_only_one_can_have_is_not_given_to_several(
    folder: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is made."""
    assert main(["add", write(folder, "a.txt"), write(folder, "b.txt"), *options]) == 2
    assert "one by one" in capsys.readouterr().err
    assert workspace_of(folder) == []


@pytest.mark.parametrize(
    ("other", "content", "told"), [("a.md", b"Text.", "Two of the texts"), ("b.txt", b"\xff\xfe", "UTF-16")]
)
def test_nothing_is_made_unless_all_can_be(
    folder: Path, other: str, content: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of several texts the last may be no text, or have the name of the first."""
    assert main(["add", write(folder, "a.txt"), write(folder, other, content)]) == 2
    assert told in capsys.readouterr().err
    assert workspace_of(folder) == []


def test_outside_a_workspace_there_is_no_place_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command that makes one is named."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Text.", "utf-8")
    assert main(["add", "a.txt"]) == 2
    assert "idlib-reader init" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_an_article_does_not_stay_without_its_annotations(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second file can't be written, the first is taken back."""
    from idlib_reader.storage import new_article

    save = new_article.save

    def fail_second(path: Path, *arguments: object, **options: object) -> object:
        if path.suffix == ".yaml":
            raise Unsaved(f"{path} can't be saved: no room.")
        return save(path, *arguments, **options)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(new_article, "save", fail_second)
    assert main(["add", write(folder)]) == 2
    assert workspace_of(folder) == []


def test_no_control_of_a_name_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a file that is there, one that is not, and a slug."""
    for arguments in ([write(folder, "a\x1b[31m.txt", b"")], ["gone\x1b[31m"], [write(folder), "--slug", "a\x1b"]):
        assert main(["add", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out + err).replace("\n", "").isprintable()


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """And the exit status."""
    with pytest.raises(SystemExit):
        main(["add", "--help"])
    out = capsys.readouterr().out
    assert "idlib-reader add report.txt" in out
    assert "exit status: 0" in out
