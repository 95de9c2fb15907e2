"""Every key of the reading screen, by Textual's pilot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.config import Settings
from reader.formats import load
from reader.request import Request
from reader.store import open_store
from reader.view.application import ReaderApp
from reader.view.keys import READING
from reader.view.screen import ReadingScreen
from tests.terminal import ROOT

SAMPLES = sorted((ROOT / "samples").glob("*.*"))
POST = ROOT / "samples" / "video-ai.txt"


@asynccontextmanager
async def opened(
    folder: Path, post: Path = POST, size: tuple[int, int] = (100, 30), **settings: object
) -> AsyncIterator[tuple[ReadingScreen, Pilot[None]]]:
    """A post in an application without a terminal, its outline found."""
    store = open_store(folder)
    request = Request(source=str(post), lang="ja", settings=Settings().over(**settings))
    app = ReaderApp(request, request.settings, store, load(str(post)))
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        for _ in range(200):
            await pilot.pause(0.02)
            if screen.book.outline is not None:
                break
        yield screen, pilot
    store.close()


async def test_every_key_can_be_pressed(tmp_path: Path) -> None:
    """No key of the table fails, whatever was pressed before it."""
    keys = [
        key
        for row in READING
        if row.id not in ("read.quit", "read.editor", "read.palette")
        for key in row.keys.split(",")
    ]
    async with opened(tmp_path) as (screen, pilot):
        for key in keys:
            await pilot.press(key)
            await pilot.press("escape", "escape")
        assert screen.is_current


@pytest.mark.parametrize("post", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=str)
async def test_every_sample_opens_and_pages(
    tmp_path: Path, post: Path, size: tuple[int, int]
) -> None:
    """Each sample shows text at each size and can be paged to its end."""
    async with opened(tmp_path, post, size) as (screen, pilot):
        assert any(row.text for row in screen.page.view.window.rows)
        await pilot.press("space", "space", "G")
        assert screen.page.view.at_end
        assert screen.progress().percent == 100


async def test_sections_are_jumped_to(tmp_path: Path) -> None:
    """`2` goes to the second section, `]` on, `[` back, Ctrl+o to where one was."""
    async with opened(tmp_path) as (screen, pilot):
        sections = screen.book.top_sections
        await pilot.press("2")
        assert screen.here_offset() == sections[1].start
        await pilot.press("3")
        assert screen.here_offset() == sections[2].start
        await pilot.press("ctrl+o")
        assert screen.section_here() is not None
        assert screen.place() <= sections[2].start


async def test_a_search_lights_every_match_and_escape_returns(tmp_path: Path) -> None:
    """All matches are lit, the current one apart; Esc in the prompt gives the place back."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("space")
        before = screen.page.view.top
        await pilot.press("slash", *"動画")
        await pilot.pause(0.3)
        text = screen.book.document.text
        assert screen.matches
        assert {text[match.start : match.end] for match in screen.matches} == {"動画"}
        lit = [one.name for one in screen.page._lit]
        assert lit.count("page--match-current") == 1
        seen = screen.page.view.window.spans()
        on_screen = sum(
            any(span.start <= match.start < span.end for span in seen) for match in screen.matches
        )
        assert 1 < on_screen <= len(lit) <= on_screen + 1
        await pilot.press("escape")
        assert screen.page.view.top == before
        assert not screen.matches


async def test_a_bookmark_is_set_listed_taken_away_and_given_back(tmp_path: Path) -> None:
    """m sets, B lists, d deletes, u undoes; m again takes away."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("right_curly_bracket", "right_curly_bracket", "m")
        (mark,) = screen.post.marks()
        assert screen.here_offset() == mark.start
        await pilot.press("B", "d")
        assert screen.post.marks() == []
        await pilot.press("u")
        assert [one.id for one in screen.post.marks()] == [mark.id]
        await pilot.press("escape", "m")
        assert screen.post.marks() == []


async def test_a_note_of_several_lines(tmp_path: Path) -> None:
    """M writes a note in the reader; Ctrl+S keeps all of its lines."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("right_curly_bracket", "M")
        await pilot.pause()
        await pilot.press(*"要確認", "enter", *"数字", "ctrl+s")
        await pilot.pause()
        assert [mark.note for mark in screen.post.marks()] == ["要確認\n数字"]


async def test_repeats_are_folded_and_opened(tmp_path: Path) -> None:
    """The sample's copies are one line each; X shows and folds them, progress knows."""
    async with opened(tmp_path) as (screen, pilot):
        folded = screen.book.order.total
        assert screen.book.fold_ids
        await pilot.press("X")
        assert screen.book.order.total > folded
        await pilot.press("X")
        assert screen.book.order.total == folded


async def test_copying_gives_the_text_without_line_breaks(tmp_path: Path) -> None:
    """y copies the sentence as it stands in the text."""
    async with opened(tmp_path, size=(40, 20)) as (screen, pilot):
        await pilot.press("right_curly_bracket", "y")
        sentence = screen.here()
        assert sentence is not None
        copied = screen.app.clipboard
        assert copied == screen.book.order.text_of(sentence)
        assert "\n" not in copied


async def test_the_outline_is_hidden_in_a_narrow_terminal(tmp_path: Path) -> None:
    """Below 70 columns the outline waits to be asked for."""
    async with opened(tmp_path, size=(60, 20)) as (screen, pilot):
        assert not screen.outline_panel.has_class("-shown")
        await pilot.press("t")
        assert screen.outline_panel.has_class("-shown")


async def test_the_outline_is_changed_by_hand_and_stays_so(tmp_path: Path) -> None:
    """d in the outline deletes an entry, and the next opening still lacks it; R brings it back."""
    async with opened(tmp_path) as (screen, pilot):
        before = len(screen.book.outline.sections) if screen.book.outline else 0
        await pilot.press("tab", "j", "d")
        await pilot.pause(0.5)
        assert screen.book.outline is not None
        assert len(screen.book.outline.sections) == before - 1
    async with opened(tmp_path) as (screen, pilot):
        assert screen.book.outline is not None
        assert len(screen.book.outline.sections) == before - 1
        await pilot.press("tab", "R")
        await pilot.pause(0.5)
        assert len(screen.book.outline.sections) == before


async def test_the_selection_copies_what_is_shown(tmp_path: Path) -> None:
    """A selection by mouse over two rows is one text without the break between them."""
    async with opened(tmp_path, size=(60, 24)) as (screen, pilot):
        await pilot.press("right_curly_bracket")
        await pilot.pause()
        rows = screen.page.view.window.rows
        y = next(i for i, row in enumerate(rows) if row.offsets and rows[i + 1].offsets)
        left = screen.page.left
        await pilot.mouse_down(screen.page, offset=(left, y))
        await pilot.hover(screen.page, offset=(left + 4, y + 1))
        await pilot.mouse_up(screen.page, offset=(left + 4, y + 1))
        await pilot.pause()
        copied = screen.get_selected_text()
        assert copied is not None
        assert "\n" not in copied
        assert copied.startswith(rows[y].text.strip()[:5])
