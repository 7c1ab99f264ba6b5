"""The README's pictures: what the screen looks like now."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PICTURES = REPOSITORY / "docs" / "pictures"


def make_pictures() -> ModuleType:
    """The program that draws them."""
    spec = importlib.util.spec_from_file_location("make_pictures", REPOSITORY / "docs" / "make_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("picture", make_pictures().PICTURES, ids=lambda picture: picture[0])
async def test_the_pictures_are_those_of_today(
    picture: tuple[str, str, tuple[int, int], tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is drawn as it was when it was made; if the screen is meant to look otherwise now, run `make pictures`."""
    # Files are named as they are seen from where one stands.
    monkeypatch.chdir(REPOSITORY)
    await make_pictures().take(*picture, tmp_path)
    name = f"{picture[0]}.svg"
    drawn, committed = ((folder / name).read_text(encoding="utf-8") for folder in (tmp_path, PICTURES))
    assert drawn == committed, f"docs/pictures/{name} shows another screen than there is now: run `make pictures`"
