"""Bookmarks with letters."""

from __future__ import annotations

from pathlib import Path

from textual import events

from tests.view.pilot import opened


async def test_a_letter_leads_back(tmp_path: Path) -> None:
    """A bookmark that was given a letter is gone to by it, from anywhere, and the way back is
    kept; `m` needs no letter and waits for none."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("right_parenthesis", "right_parenthesis", "quotation_mark", "a")
        (mark,) = screen.desk.post.marks()
        assert (mark.letter, mark.start) == ("a", screen.desk.here_offset())
        await pilot.press("G", "apostrophe", "a")
        assert screen.desk.here_offset() == mark.start
        await pilot.press("apostrophe", "apostrophe")
        assert screen.desk.page.view.at_end
        await pilot.press("2", "m")
        assert [mark.letter for mark in screen.desk.post.marks()] == ["a", ""]


async def test_a_letter_moves_and_goes(tmp_path: Path) -> None:
    """A letter is on one bookmark: the last it was given to; given again there it goes."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("2", "m", "quotation_mark", "b", "3", "quotation_mark", "b")
        assert [mark.letter for mark in screen.desk.post.marks()] == ["", "b"]
        await pilot.press("quotation_mark", "b")
        assert [mark.letter for mark in screen.desk.post.marks()] == [""]


async def test_what_is_no_letter_is_refused(tmp_path: Path) -> None:
    """Neither a digit nor an unused letter moves the page; Esc gives the key up."""
    async with opened(tmp_path) as (screen, pilot):
        for keys in (("quotation_mark", "7"), ("apostrophe", "z"), ("apostrophe", "escape")):
            await pilot.press(*keys)
            assert screen.focused is screen.desk.page
        assert screen.desk.post.marks() == []
        assert screen.desk.place() == 0


async def test_full_width_letters(tmp_path: Path) -> None:
    """Under an input method ”ａ and ’あ are "a and 'a."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("2")
        for typed in "”ａＧ’あ":
            # Not by the pilot, which takes the name of a quotation mark for a key's.
            pilot.app.post_message(events.Key(typed, typed))
        await pilot.pause(1.0)
        (mark,) = screen.desk.post.marks()
        assert (mark.letter, screen.desk.here_offset()) == ("a", mark.start)
