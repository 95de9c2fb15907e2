"""Another post by its path."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from reader.view.paths import common_start, completions, meant
from reader.view.screen import ReadingScreen
from tests.view.pilot import opened


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder of posts."""
    (tmp_path / "記事").mkdir()
    for name in ("春の話.txt", "春の歌.txt", "秋.md", ".隠し.txt", "改\n行.txt"):
        (tmp_path / "記事" / name).write_text(f"{name[:2]}について。\n", encoding="utf-8")
    return tmp_path


def test_completions(shelf: Path) -> None:
    """What begins so, folders with a slash; neither hidden names nor such as would do harm."""
    folders = [shelf]
    assert completions("記", folders) == ["記事/"]
    assert completions("記事/", folders) == ["記事/春の歌.txt", "記事/春の話.txt", "記事/秋.md"]
    assert completions("記事/春", folders) == ["記事/春の歌.txt", "記事/春の話.txt"]
    assert completions("記事/.", folders) == ["記事/.隠し.txt"]
    assert completions(f"{shelf}/記事/秋", []) == [f"{shelf}/記事/秋.md"]
    assert completions("どこにも/ない", folders) == []


def test_names_are_compared_without_case_and_form(tmp_path: Path) -> None:
    """A typed が finds the か with a mark that some file systems keep."""
    (tmp_path / "か\u3099.TXT").touch()
    (tmp_path / "Ab.txt").touch()
    assert completions("が", [tmp_path]) == ["か\u3099.TXT"]
    assert completions("aB", [tmp_path]) == ["Ab.txt"]


def test_what_completions_have_in_common() -> None:
    """All of one, the start of several."""
    assert common_start(["ab"]) == "ab"
    assert common_start(["記事/春の歌", "記事/春の話"]) == "記事/春の"
    assert common_start(["ab", "abc"]) == "ab"


def test_the_first_folder_that_has_it(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path means a file that is there; "~" is the home."""
    monkeypatch.setenv("HOME", str(shelf))
    assert meant("記事/秋.md", [shelf / "ない", shelf]) == str(shelf / "記事" / "秋.md")
    assert meant("~/記事/秋.md", []) == str(shelf / "記事" / "秋.md")
    assert meant("ない.txt", [shelf]) == "ない.txt"


async def _title(pilot: object, wanted: str) -> str:
    for _ in range(100):
        await asyncio.sleep(0.02)
        screen = pilot.app.screen  # type: ignore[attr-defined]
        if isinstance(screen, ReadingScreen) and wanted in screen.desk.book.document.text:
            return screen.desk.path
    return ""


async def test_a_path_is_typed_and_completed(shelf: Path) -> None:
    """`O`, a path with Tab, Enter: the other post, and the first one's place is kept."""
    state = shelf / "state"
    async with opened(state) as (screen, pilot):
        await pilot.press("2", "O", *f"{shelf}/記", "tab", "秋", "tab", "enter")
        assert await _title(pilot, "秋.について") == str(shelf / "記事" / "秋.md")
        assert screen.desk.post.place() is not None
        await pilot.press("O", *"春の歌.txt", "enter")
        assert await _title(pilot, "春のについて") == str(shelf / "記事" / "春の歌.txt")


async def test_a_path_that_is_nothing(tmp_path: Path) -> None:
    """The post stays, and it is said."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("O", *"ない.txt", "enter")
        assert pilot.app.screen is screen
        assert screen.focused is screen.desk.page


async def test_the_palette_offers_files(shelf: Path) -> None:
    """A path in the palette leads into a folder and then to a post."""
    async with opened(shelf / "state") as (_, pilot):
        await pilot.press("ctrl+p", *f"{shelf}/記事")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.5)
        await pilot.press("秋")
        await pilot.pause(0.5)
        await pilot.press("enter")
        assert await _title(pilot, "秋.について")


async def test_the_field_has_the_room_of_names_that_are_settled(shelf: Path) -> None:
    """What a path can become stands behind the field until more of it is typed."""
    long = shelf / "長い名前"
    long.mkdir()
    for number in range(12):
        (long / f"春の話の第{number}章.txt").touch()
    async with opened(shelf / "state", size=(80, 24)) as (screen, pilot):
        await pilot.press("O", *f"{shelf}/長", "tab", "tab")
        await pilot.pause(0.1)
        narrow = screen.desk.prompt.field.size.width
        await pilot.press("1")
        await pilot.pause(0.1)
        assert screen.desk.prompt.field.size.width > narrow
