"""How the program ends and pauses, and how it does not: the terminal is left as it was found."""

from __future__ import annotations

import re
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from end_to_end.conftest import Open
from end_to_end.reading import article_rows, cursor, status, wait_to_have_read, wait_to_have_read_keys
from end_to_end.terminal import Terminal, command, environment, key, patched
from idlib_reader.core.index import Index

ALTERNATE_SCREEN, CURSOR, LINE_WRAP, FOCUS, PASTE = 1049, 25, 7, 1004, 2004
MOUSE = (1000, 1002, 1003, 1005, 1006, 1015, 1016)
LEAVES_KITTY_KEYS = b"\x1b[<u"
LEAVES_SCREEN = b"\x1b[?1049l"
MODE = re.compile(rb"\x1b\[[?<][0-9;]*[a-z]")

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
READING = "Reading the annotations"

BUSY = """
def read(*_, **__):
    while True:
        pass
from idlib_reader.storage.store import Store
Store.annotate = read
"""

SHELL = {"PS1": "ready> ", "ENV": "shellrc"}
"""The variables of a shell that edits no lines by itself, so that its prompt changes no modes."""


def check_modes(terminal: Terminal) -> None:
    """Every mode of the terminal is as before the program ran."""
    for mode in (CURSOR, LINE_WRAP):
        assert terminal.modes.get(mode, True), mode
    for mode in (ALTERNATE_SCREEN, FOCUS, PASTE, *MOUSE):
        assert not terminal.modes.get(mode, False), mode
    assert terminal.raw.count(b"\x1b[>") == terminal.raw.count(LEAVES_KITTY_KEYS)


def check_terminal(terminal: Terminal) -> None:
    """Modes and line discipline are as before the program ran, and nothing was printed after the screen closed."""
    check_modes(terminal)
    assert terminal.line_settings() == terminal.lines_before
    assert MODE.sub(b"", terminal.raw.rpartition(LEAVES_SCREEN)[2]) == b""


@pytest.fixture
def busy(home: Path) -> dict[str, str]:
    """The variables with which the thread that reads annotations never comes to an end, and never rests."""
    return patched(home, BUSY)


def test_q_quits_and_leaves_the_terminal_as_it_was(open_reader: Open) -> None:
    """After q the exit status is 0, and no mode of the terminal is left switched."""
    with open_reader() as terminal:
        assert terminal.modes[ALTERNATE_SCREEN]
        assert terminal.close("q") == 0
        assert terminal.modes[CURSOR]
        assert terminal.modes[LINE_WRAP]
        check_terminal(terminal)


def test_q_closes_what_is_open_before_it_quits(open_reader: Open) -> None:
    """With the keys in a list the first q gives them back to the article, and the second quits."""
    with open_reader() as terminal:
        terminal.press(key("f4"))
        terminal.wait_for(lambda: cursor(terminal) is None)
        terminal.press("q")
        terminal.wait_for(lambda: cursor(terminal) is not None)
        assert terminal.close("q") == 0


def test_control_c_says_how_to_quit(open_reader: Open) -> None:
    """^C ends nothing; the status line names the key that does, until the next key."""
    with open_reader() as terminal:
        wait_to_have_read_keys(terminal)
        before = terminal.cells
        terminal.press(key("ctrl+c"))
        terminal.wait_for(lambda: "quit, press q" in status(terminal))
        assert terminal.cells[:-1] == before[:-1]
        terminal.press(key("escape"))
        terminal.wait_for(lambda: terminal.cells == before)
        assert terminal.close() == 0


def test_escape_never_quits(open_reader: Open) -> None:
    """Escape takes a sentence off the status line and closes what is open; with nothing open it does nothing."""
    with open_reader() as terminal:
        before = terminal.cells
        for keys in (key("ctrl+c"), key("f4")):
            terminal.press(keys)
            terminal.wait_for(lambda: terminal.cells != before)
            terminal.press(key("escape"))
            terminal.wait_for(lambda: terminal.cells == before)
        assert terminal.close() == 0


# Signals


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_the_program_in_order(open_reader: Open, number: int) -> None:
    """The status is the one that a shell gives to an end by the signal, and the terminal is as it was."""
    with open_reader() as terminal:
        terminal.send(number)
        assert terminal.wait_for_end() == 128 + number
        check_terminal(terminal)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_while_annotations_are_read_ends_the_program(
    workspace: Path, home: Path, busy: dict[str, str], number: int
) -> None:
    """Nobody waits for the thread that reads."""
    with Terminal(home=home, folder=workspace, variables=busy) as terminal:
        terminal.wait_for(READING)
        terminal.send(number)
        assert terminal.wait_for_end() == 128 + number
        check_terminal(terminal)


def test_q_while_annotations_are_read_ends_the_program(workspace: Path, home: Path, busy: dict[str, str]) -> None:
    """Nobody waits for the thread that reads."""
    with Terminal(home=home, folder=workspace, variables=busy) as terminal:
        terminal.wait_for(READING)
        assert terminal.close("q") == 0
        check_terminal(terminal)


@pytest.mark.parametrize("chunks", range(8))
def test_a_signal_in_the_middle_of_a_frame_ends_the_program(workspace: Path, home: Path, chunks: int) -> None:
    """However much of the first screen the terminal has got, what it gets next gives it back."""
    with Terminal(home=home, folder=workspace) as terminal:
        terminal.wait_to_have_got(1 + 600 * chunks)
        terminal.send(signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
        check_terminal(terminal)


def test_signals_one_after_the_other_end_the_program_once(open_reader: Open) -> None:
    """The first counts: a terminal that closes, and a system that shuts down, send more than one."""
    with open_reader() as terminal:
        for number in (signal.SIGTERM, signal.SIGCONT, signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            terminal.send(number)
        assert terminal.wait_for_end() in {128 + number for number in SIGNALS}
        check_terminal(terminal)


@pytest.mark.parametrize("keys", ["", "Gg" * 100])
def test_a_terminal_that_takes_nothing_does_not_hold_up_the_end(open_reader: Open, keys: str) -> None:
    """Whether the program comes to a standstill before the signal or at its end, the line discipline is as before."""
    with open_reader() as terminal:
        terminal.freeze()
        terminal.press(keys)
        terminal.send(signal.SIGTERM)
        assert terminal.wait_for_end_unseen() == 128 + signal.SIGTERM
        assert terminal.line_settings() == terminal.lines_before


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT])
def test_a_signal_that_was_ignored_before_is_ignored(workspace: Path, home: Path, number: int) -> None:
    """Under `nohup` and the like the program goes on."""
    line = f"trap '' {number}; exec {shlex.join(command())}"
    with Terminal(home=home, folder=workspace, program=["/bin/sh", "-c", line]) as terminal:
        terminal.wait_for("q quit")
        terminal.send(number)
        wait_to_have_read_keys(terminal)
        assert terminal.close() == 0


# A terminal that goes away


def test_a_closed_terminal_ends_the_program(open_reader: Open) -> None:
    """It ends as at SIGHUP, which the system sends."""
    with open_reader() as terminal:
        terminal.hang_up()
        assert terminal.wait_for_end_unseen() == 128 + signal.SIGHUP


def test_a_terminal_closed_without_a_word_ends_the_program(workspace: Path, home: Path) -> None:
    """Where no signal comes, the end of the input tells; nothing is said, and nobody goes on reading for ever."""
    # Only the leader of a session is told by a signal.
    line = f"trap '' HUP; {shlex.join(command())} 2>told; echo $? >status"
    with Terminal(home=home, folder=workspace, program=["/bin/sh", "-c", line]) as terminal:
        terminal.wait_for("q quit")
        terminal.hang_up()
        assert terminal.wait_for_end_unseen() == 0
    assert int((workspace / "status").read_text()) == 128 + signal.SIGHUP
    assert (workspace / "told").read_bytes() == b""


def test_a_terminal_closed_while_annotations_are_read_ends_the_program(
    workspace: Path, home: Path, busy: dict[str, str]
) -> None:
    """Nobody waits for the thread that reads, and nothing is said."""
    line = f"exec {shlex.join(command())} 2>told"
    with Terminal(home=home, folder=workspace, variables=busy, program=["/bin/sh", "-c", line]) as terminal:
        terminal.wait_for(READING)
        terminal.hang_up()
        assert terminal.wait_for_end_unseen() == 128 + signal.SIGHUP
    assert (workspace / "told").read_bytes() == b""


# Pauses


@contextmanager
def prompt(workspace: Path, home: Path) -> Iterator[tuple[Terminal, list[object]]]:
    """A shell that asks for a command, and the line discipline at its prompt."""
    (workspace / SHELL["ENV"]).write_text("set +o emacs +o vi\n", encoding="utf-8")
    with Terminal(home=home, folder=workspace, program=["/bin/sh", "-i"], variables=SHELL) as terminal:
        terminal.wait_for("ready>")
        yield terminal, terminal.line_settings()


@contextmanager
def shell(workspace: Path, home: Path, index: Index) -> Iterator[tuple[Terminal, list[object]]]:
    """A shell in which the reader was started and has read all, and the line discipline at the shell's prompt."""
    with prompt(workspace, home) as (terminal, lines):
        terminal.press(f"{shlex.join(command())}\n")
        wait_to_have_read(terminal, index)
        terminal.press("]t]t")
        wait_to_have_read_keys(terminal)
        yield terminal, lines


def wait_for_prompt(terminal: Terminal) -> None:
    """Wait until the shell has the keys again, after all that was written since the screen closed."""
    terminal.wait_for(lambda: b"ready>" in terminal.raw.rpartition(LEAVES_SCREEN)[2])


def quit_to(terminal: Terminal) -> int:
    """Quit the reader that `go_on` brought back; what it gives is the exit status that the shell tells."""
    terminal.raw.clear()
    terminal.press("q")
    wait_for_prompt(terminal)
    return int(terminal.raw.partition(b"status=")[2].split()[0])


def pause(terminal: Terminal, how: str) -> None:
    """Stop the reader by its key or by the signal from outside."""
    terminal.raw.clear()
    if how == "key":
        terminal.press(key("ctrl+z"))
    else:
        terminal.send_to_job(signal.SIGTSTP)
    wait_for_prompt(terminal)


def go_on(terminal: Terminal) -> None:
    """Say `fg` on a screen of which the terminal has forgotten all that the reader drew."""
    terminal.screen.reset()
    terminal.raw.clear()
    terminal.press("fg; echo status=$?\n")


@pytest.mark.parametrize("how", ["key", "signal"])
def test_a_pause_gives_the_terminal_back_until_fg_shows_the_screen_again(
    workspace: Path, home: Path, index: Index, how: str
) -> None:
    """In the shell all modes are the shell's; afterwards every cell is as before, the second time as the first."""
    with shell(workspace, home, index) as (terminal, lines):
        before, lines_within, modes = terminal.cells, terminal.line_settings(), dict(terminal.modes)
        for _ in range(2):
            pause(terminal, how)
            assert terminal.raw.count(LEAVES_KITTY_KEYS) == 1
            assert not terminal.modes[ALTERNATE_SCREEN]
            assert terminal.modes[CURSOR]
            assert not any(terminal.modes.get(mode) for mode in (FOCUS, PASTE, *MOUSE))
            assert terminal.line_settings() == lines
            go_on(terminal)
            terminal.wait_for(lambda: terminal.cells == before)
            wait_to_have_read_keys(terminal)
            assert terminal.cells == before
            assert terminal.modes == modes
            assert terminal.line_settings() == lines_within
        assert quit_to(terminal) == 0
        assert terminal.line_settings() == lines


def test_a_stop_that_no_program_sees_is_made_good_by_fg(workspace: Path, home: Path, index: Index) -> None:
    """After SIGSTOP the screen lies where it was; whatever was written over it, `fg` draws all of it again."""
    with shell(workspace, home, index) as (terminal, lines):
        before, modes = terminal.cells, dict(terminal.modes)
        terminal.raw.clear()
        terminal.send_to_job(signal.SIGSTOP)
        wait_for_prompt(terminal)
        go_on(terminal)
        terminal.wait_for(lambda: terminal.cells == before)
        wait_to_have_read_keys(terminal)
        assert terminal.modes == modes
        assert quit_to(terminal) == 0
        assert terminal.line_settings() == lines


def test_a_window_resized_during_a_pause_is_drawn_in_its_new_size(workspace: Path, home: Path, index: Index) -> None:
    """What the screen shows after `fg` is what it shows after the same change without a pause."""
    with shell(workspace, home, index) as (terminal, _):
        before = terminal.cells
        terminal.resize_and_wait(90, 30)
        terminal.wait_for(lambda: len(terminal.row(1).rstrip()) == 90)
        wait_to_have_read_keys(terminal)
        narrow = terminal.cells
        terminal.resize_and_wait(120, 40)
        terminal.wait_for(lambda: terminal.cells == before)
        pause(terminal, "key")
        terminal.resize(90, 30)
        go_on(terminal)
        terminal.wait_for(lambda: terminal.cells == narrow)
        assert quit_to(terminal) == 0


def test_in_the_background_the_reader_waits_for_the_terminal(workspace: Path, home: Path, index: Index) -> None:
    """After `bg` it writes nothing over the shell's screen, and `fg` brings it back."""
    with shell(workspace, home, index) as (terminal, lines):
        before = terminal.cells
        pause(terminal, "key")
        terminal.raw.clear()
        terminal.press("bg\n")
        wait_for_prompt(terminal)
        terminal.raw.clear()
        terminal.press("wait %1; echo status=$?\n")
        terminal.wait_for(lambda: b"status=" in terminal.raw.partition(b"\n")[2])
        assert b"\x1b[" not in terminal.raw
        assert terminal.line_settings() == lines
        go_on(terminal)
        terminal.wait_for(lambda: terminal.cells == before)
        assert quit_to(terminal) == 0


def test_a_signal_during_a_pause_leaves_the_shell_alone(workspace: Path, home: Path, index: Index) -> None:
    """The reader ends when it goes on, without taking the terminal again."""
    with shell(workspace, home, index) as (terminal, lines):
        pause(terminal, "key")
        terminal.raw.clear()
        terminal.press("kill -TERM %1; fg; echo status=$?\n")
        terminal.wait_for("status=143")
        assert b"\x1b[" not in terminal.raw
        assert terminal.line_settings() == lines


@pytest.mark.parametrize("how", ["key", "signal"])
def test_without_a_shell_the_reader_does_not_pause(open_reader: Open, how: str) -> None:
    """Nobody could bring it back, so it goes on; the screen is as before, but for a sentence."""
    with open_reader() as terminal:
        before = terminal.cells
        if how == "key":
            terminal.press(key("ctrl+z"))
        else:
            terminal.send(signal.SIGTSTP)
        wait_to_have_read_keys(terminal)
        terminal.press(key("escape"))
        terminal.wait_for(lambda: terminal.cells == before)
        assert LEAVES_SCREEN not in terminal.raw
        assert terminal.close() == 0


def test_started_in_the_background_the_reader_waits_for_the_terminal(workspace: Path, home: Path, index: Index) -> None:
    """It touches nothing before `fg`."""
    with prompt(workspace, home) as (terminal, lines):
        terminal.press(f"{shlex.join(command())} & wait $!; echo status=$?\n")
        terminal.wait_for(lambda: b"status=" in terminal.raw.partition(b"\n")[2])
        assert b"\x1b[" not in terminal.raw
        go_on(terminal)
        wait_to_have_read(terminal, index)
        assert quit_to(terminal) == 0
        assert terminal.line_settings() == lines


# Windows of a few cells


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (2, 1), (1, 50), (200, 2)])
def test_the_smallest_windows_are_started_in_and_left(
    workspace: Path, home: Path, index: Index, columns: int, rows: int
) -> None:
    """Started there, the reader takes keys, and made large it shows all; small again it still ends in order."""
    with Terminal(home=home, folder=workspace) as terminal:
        wait_to_have_read(terminal, index)
        wait_to_have_read_keys(terminal)
        whole = terminal.cells
        assert terminal.close() == 0
    with Terminal(home=home, folder=workspace, columns=columns, rows=rows) as terminal:
        terminal.wait_to_have_got(1)
        terminal.resize_and_wait(120, 40)
        terminal.wait_for(lambda: terminal.cells == whole)
        terminal.resize_and_wait(columns, rows)
        terminal.resize_and_wait(120, 40)
        terminal.wait_for(lambda: terminal.cells == whole)
        assert list(article_rows(terminal))
        terminal.resize_and_wait(columns, rows)
        assert terminal.close() == 0
        check_terminal(terminal)


# No terminal


@pytest.mark.parametrize("redirection", ["</dev/null", ">out", "<&-", ">&-", "</dev/null 2>&-", ">out 2>&-"])
def test_without_a_terminal_reading_is_refused(workspace: Path, home: Path, redirection: str) -> None:
    """The exit status is 2, a sentence is all that is said, and on standard output there is nothing."""
    line = f"exec {shlex.join(command())} {redirection}"
    with Terminal(home=home, folder=workspace, program=["/bin/sh", "-c", line]) as terminal:
        assert terminal.wait_for_end() == 2
        assert b"\x1b" not in terminal.raw
        told = terminal.text.split("\n")
        if "2>&-" in redirection:
            assert terminal.raw == b""
        else:
            assert told[0].startswith("idlib-reader: Reading needs a terminal")
    if ">out" in redirection:
        assert (workspace / "out").read_bytes() == b""


@pytest.mark.parametrize("arguments", [["check", "."], ["list", "entities", "--json"]])
def test_where_standard_error_is_closed_standard_output_holds_the_answer_only(
    workspace: Path, home: Path, arguments: list[str]
) -> None:
    """What is said beside the answer goes nowhere."""
    plain, closed = (
        subprocess.run(
            ["/bin/sh", "-c", f"exec {shlex.join([*command(), *arguments])} {redirection}"],
            env=environment(home),
            cwd=workspace,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=False,
        )
        for redirection in ("2>/dev/null", "2>&-")
    )
    assert (closed.returncode, closed.stdout) == (plain.returncode, plain.stdout)


@pytest.mark.parametrize("redirection", ["2>told", "2>&-"])
def test_the_screen_needs_no_standard_error(workspace: Path, home: Path, index: Index, redirection: str) -> None:
    """Whether it is a file or closed, the screen is drawn on the terminal."""
    line = f"exec {shlex.join(command())} {redirection}"
    with Terminal(home=home, folder=workspace, program=["/bin/sh", "-c", line]) as terminal:
        wait_to_have_read(terminal, index)
        assert terminal.close() == 0
        check_terminal(terminal)
    assert not (workspace / "told").exists() or (workspace / "told").read_bytes() == b""


@pytest.mark.parametrize("name", ["dumb", "unknown", ""])
def test_a_terminal_that_can_show_no_screen_is_refused(workspace: Path, home: Path, name: str) -> None:
    """The exit status is 2, and a sentence says which variable tells the program so."""
    with Terminal(home=home, folder=workspace, variables={"TERM": name}) as terminal:
        assert terminal.wait_for_end() == 2
        assert b"\x1b" not in terminal.raw
        assert "TERM is" in terminal.text
        assert "Traceback" not in terminal.text
