"""Temporary files: their names, and the permissions that a saved file keeps."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from idlib_reader.storage.reading import signature
from idlib_reader.storage.saving import Changed, read_original, save
from idlib_reader.storage.workspace import Workspace
from storage.faults import fail_always, faults
from storage.saves import left_by, names, refusal, save_again

POSIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has other permissions and few links")
PRIVILEGED = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="Only root gives files away")


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An annotation file with an old text."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    return path


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o666, 0o755, 0o604, 0o200, 0o2664])
def test_the_mode_is_kept(path: Path, mode: int) -> None:
    """Whatever new files get."""
    path.chmod(mode)
    save(path, "new", False, signature(path))
    assert stat.S_IMODE(path.stat().st_mode) == mode


@POSIX
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_is_open_to_whom_new_files_are(tmp_path: Path, mask: int, mode: int) -> None:
    """As if an editor had made it."""
    before = os.umask(mask)
    try:
        save_again(tmp_path / "a.yaml")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.yaml").stat().st_mode) == mode


@PRIVILEGED
def test_owner_and_group_are_kept(path: Path) -> None:
    """Where whoever saves may give files away."""
    os.chown(path, 12, 34)
    save_again(path)
    assert (path.stat().st_uid, path.stat().st_gid) == (12, 34)


def fields(path: Path) -> dict[str, int]:
    """What a file is like, by the names that the system has for it."""
    status = path.stat()
    return {name: getattr(status, name) for name in dir(status) if name.startswith("st_")}


@POSIX
@pytest.mark.parametrize(
    ("mode", "owner", "group", "is_saved"),
    [
        (0o664, True, False, False),
        (0o640, True, False, False),
        (0o604, True, False, False),
        (0o644, True, False, True),
        (0o600, True, False, True),
        (0o664, False, True, True),
        (0o466, False, True, False),
        (0o666, False, False, True),
        (0o2644, True, False, False),
        (0o4755, False, True, False),
    ],
)
def test_nobody_may_do_more_with_a_file_that_can_not_be_given_back(
    path: Path, mode: int, owner: bool, group: bool, is_saved: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it stays as it is: another group would have the bits of the file's own, or another owner."""
    path.chmod(mode)

    def look(looked_at: Path) -> SimpleNamespace:
        told = fields(looked_at)
        return SimpleNamespace(
            **{**told, "st_uid": told["st_uid"] + (not owner), "st_gid": told["st_gid"] + (not group)}
        )

    monkeypatch.setattr(Path, "lstat", look)
    monkeypatch.setattr(os, "access", lambda *_: True)
    with faults(fail_always("fchown", errno.EPERM)):
        if is_saved:
            save(path, "new", False, signature(path))
        else:
            assert refusal(path).message == f"{path} can't be saved: its owner and group would not stay the same."
    assert path.read_bytes() == (b"new" if is_saved else b"old")
    assert names(path.parent) == ["a.yaml"]
    assert not is_saved or stat.S_IMODE(path.stat().st_mode) == mode


@PRIVILEGED
def test_the_group_is_kept_where_the_owner_can_not_be(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members of a group write one another's files."""
    os.chown(path, 12, 34)
    path.chmod(0o664)
    fchown = os.fchown

    def give_to_group(descriptor: int, owner: int, group: int) -> None:
        if owner != -1:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        fchown(descriptor, owner, group)

    monkeypatch.setattr(os, "fchown", give_to_group)
    save_again(path)
    assert (path.stat().st_uid, path.stat().st_gid) == (0, 34)


@POSIX
def test_a_disk_that_fails_is_no_disk_without_owners(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever the file can be given to, it is not saved with another owner because of that."""
    path.chmod(0o666)
    monkeypatch.setattr(Path, "lstat", lambda looked_at: SimpleNamespace(**{**fields(looked_at), "st_gid": 34}))
    with faults(fail_always("fchown", errno.EIO)):
        assert "whether the disk is sound" in refusal(path).hint
    assert (path.read_bytes(), names(path.parent)) == (b"old", ["a.yaml"])


@POSIX
def test_what_is_closed_to_others_is_so_while_it_is_written(path: Path) -> None:
    """Before it has the mode of the file, nobody else can open it."""
    path.chmod(0o600)
    modes: list[int] = []

    def look(name: str, _: int) -> None:
        if name == "write":
            modes.extend(stat.S_IMODE(file.stat().st_mode) for file in {*path.parent.iterdir()} - {path})

    with faults(look):
        save_again(path)
    assert modes == [0o600]


def set_attribute(path: Path, name: str, value: bytes) -> None:
    """Set an extended attribute, where the disk has any."""
    if not hasattr(os, "setxattr"):
        pytest.skip("This system has no such attributes")
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"This disk keeps no {name}: {error}")


def access_list(named: int) -> bytes:
    """An access control list that lets one named user read and write, but not the group (acl(5), version 2)."""
    entries = [(0x01, 6, -1), (0x02, named, 1), (0x04, 0, -1), (0x10, 6, -1), (0x20, 0, -1)]
    return b"\2\0\0\0" + b"".join(
        tag.to_bytes(2, "little") + bits.to_bytes(2, "little") + who.to_bytes(4, "little", signed=True)
        for tag, bits, who in entries
    )


def test_extended_attributes_are_kept(path: Path) -> None:
    """What other programs have noted of the file."""
    set_attribute(path, "user.origin", b"desk")
    save_again(path)
    assert os.getxattr(path, "user.origin") == b"desk"


ACCESS_LIST = "system.posix_acl_access"


def test_an_access_list_is_kept(path: Path) -> None:
    """With the mode, whose bits for the group are its mask."""
    path.chmod(0o660)
    set_attribute(path, ACCESS_LIST, access_list(6))
    before = os.getxattr(path, ACCESS_LIST), path.stat().st_mode
    save_again(path)
    assert (os.getxattr(path, ACCESS_LIST), path.stat().st_mode) == before


def test_an_access_list_that_can_not_be_kept_is_not_given_up(path: Path) -> None:
    """Without it the group could do more."""
    path.chmod(0o660)
    set_attribute(path, ACCESS_LIST, access_list(6))
    with faults(fail_always("setxattr", errno.EIO)):
        refusal(path)
    assert (path.read_bytes(), names(path.parent)) == (b"old", ["a.yaml"])


def test_an_access_list_for_new_files_is_not_given_to_an_old_one(path: Path) -> None:
    """The folder's list would let others in."""
    path.chmod(0o600)
    set_attribute(path.parent, "system.posix_acl_default", access_list(6))
    save_again(path)
    assert ACCESS_LIST not in os.listxattr(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_workspace_shows_what_is_being_written(tmp_path: Path) -> None:
    """A temporary file is hidden, and is no annotation file."""
    for folder in ("seeds", "annotations"):
        (tmp_path / folder).mkdir()
    seen: list[str] = []

    def look(name: str, _: int) -> None:
        if name == "replace":
            seen.extend(names(tmp_path / "annotations"))
            assert Workspace(tmp_path).pairs() == []

    with faults(look):
        save(tmp_path / "annotations" / "a.yaml", "new", False, None)
    assert [name[:14] for name in seen] == [".idlib-reader-"]


@pytest.mark.parametrize("length", [250, 246])
def test_a_long_name_is_no_longer_while_it_is_written(tmp_path: Path, length: int) -> None:
    """What the system takes as a name can be saved."""
    save_again(tmp_path / f"{'a' * length}.yaml")


def test_what_was_left_goes_at_the_next_save(path: Path) -> None:
    """Also before a save that fails, since it may be what fills the disk."""
    left_by(path)
    with faults(fail_always("write", errno.ENOSPC)):
        refusal(path)
    assert names(path.parent) == ["a.yaml"]


def test_what_belongs_to_others_stays(path: Path) -> None:
    """What is left beside another file, what only looks like it, and what can't be removed."""
    other = path.with_name("b.yaml")
    other.touch()
    kept = {left_by(other)}
    left = left_by(path)
    kept.update(left.with_name(name) for name in (f"{left.name}~", f"a{left.name}", ".idlib-reader-a.tmp"))
    left.unlink()
    left.mkdir()
    for file in kept:
        file.touch()
    save_again(path)
    assert set(path.parent.iterdir()) == {path, other, left, *kept}


def test_what_is_being_written_stays(path: Path) -> None:
    """A second reader does not take it for one that was left."""
    seen: list[set[str]] = []

    def look(name: str, _: int) -> None:
        if name == "write" and not seen:
            seen.append(set(names(path.parent)))
            save_again(path, "of another")
            seen.append(set(names(path.parent)))

    with faults(look), pytest.raises(Changed):
        save(path, "new", False, signature(path))
    assert seen[0] == seen[1]
    assert len(seen[0]) == 2
    assert read_original(path).text == "of another"


def test_a_new_file_that_is_taken_for_one_that_was_left_is_made_again(path: Path) -> None:
    """Between its making and its lock another reader may come by."""
    removed: list[str] = []

    def act(name: str, _: int) -> None:
        if name == "flock" and not removed:
            removed.extend(name for name in names(path.parent) if name != "a.yaml")
            (path.parent / removed[0]).unlink()

    with faults(act):
        save_again(path)
    assert len(removed) == 1
    assert names(path.parent) == ["a.yaml"]


@POSIX
def test_where_nothing_can_be_locked_saving_works_and_nothing_is_taken_for_left(path: Path) -> None:
    """It can't be known whether its reader lives."""
    left = left_by(path)
    with faults(fail_always("flock", errno.ENOLCK)):
        save_again(path)
    assert names(path.parent) == sorted(["a.yaml", left.name])
