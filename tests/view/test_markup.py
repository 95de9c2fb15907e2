"""What a post, its file name or the reader has written is drawn as it is, never read as markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandList
from textual.pilot import Pilot

from reader.view.commands import open_palette
from reader.view.screen import ReadingScreen
from tests.view.pilot import opened

MARKUP = (
    "[/][@click=app.screenshot('x','/nowhere')]字[/]",
    "[bold \\[b] ]/\\ $name [$primary] [link='x:']",
)
"""Texts that end Textual's markup, are broken as such, or would act at a click."""


def post(folder: Path, text: str) -> Path:
    """A post whose title, author, tags, headings, links and text are made of a markup."""
    path = folder / (text.replace("/", "／") + ".md")
    quoted = text.replace("'", "''")
    path.write_text(
        f"---\ntitle: '{quoted}'\nauthor: '{quoted}'\ntags: ['{quoted}']\n---\n"
        f"# {text} 一\n\n{text} 株式会社{text}は2024年に3億円を投じた。[{text}](https://x.y/{text})\n\n"
        f"# {text} 二\n\n{text} 港の朝は早い。\n",
        "utf-8",
    )
    return path


async def lines(pilot: Pilot[None]) -> list[str]:
    """The lines of the open palette."""
    for _ in range(50):
        await pilot.pause(0.02)
        found = pilot.app.screen.query(CommandList)
        if found and found.first().option_count:
            break
    return [str(option.prompt) for option in pilot.app.screen.query_one(CommandList).options]


@pytest.mark.parametrize("text", MARKUP)
async def test_every_list_shows_markup_as_text(tmp_path: Path, text: str) -> None:
    """Lists, prompts, notices, notes and the palette, with texts of markup everywhere."""
    path = post(tmp_path, text)
    async with opened(tmp_path / "state", path) as (screen, pilot):
        screen.desk.store.post(screen.desk.book.document, str(path)).remember(0)
        await pilot.press("m", "H", "M", *text, "ctrl+s")
        await pilot.press("slash", *text, "enter")
        for keys in ("B", "i", "o", "&", "question_mark", "t", "tab", "apostrophe", "F1"):
            await pilot.press(keys)
            await pilot.pause(0.02)
            await pilot.press("escape", "escape")
        await pilot.press("colon", *text, "enter")
        screen.desk.inform(text)
        pilot.app.notify(text)
        await pilot.pause(0.02)
        assert text in screen.desk.status.notice
        await pilot.press("q")
    async with opened(tmp_path / "state", path) as (screen, pilot):
        assert isinstance(screen, ReadingScreen)
        open_palette(pilot.app, "ja")
        assert any(text in line for line in await lines(pilot))
        await pilot.press(*text)
        await lines(pilot)
        await pilot.press("escape", "escape")
        assert pilot.app.is_running


@pytest.mark.parametrize("width", [4, 80])
async def test_the_palette_stands_every_key_and_width(tmp_path: Path, width: int) -> None:
    """Keys that come before its lines do, in a terminal that hardly has room for it."""
    async with opened(tmp_path, size=(width, 12)) as (screen, pilot):
        for key in ("pagedown", "pageup", "up", "down", "end", "ctrl+end", "enter"):
            open_palette(pilot.app, "ja")
            await pilot.press(key)
            await pilot.pause(0.2)
            await pilot.press("escape", "escape", "escape")
        assert screen.is_attached
