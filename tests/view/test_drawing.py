"""What is drawn: lines that were kept, looks, each line once for a key or a new size."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pyte
import pytest
from rich.style import Style
from textual.strip import Strip

from reader.view.screen import ReadingScreen
from reader.view.widgets.line_widget import LineWidget
from tests.terminal import CURSOR, ROOT, cursor_answer
from tests.view.pilot import opened

WAYS = (
    (),
    ("space", "space"),
    ("G",),
    ("]", "m", "]", "["),
    ("t",),
    ("tab", "j", "j"),
    ("slash", "動", "画", "enter", "n"),
    ("m", "B"),
    ("f1",),
    ("H", "c"),
    ("z",),
)
"""Keys after which everything is looked at."""


def cells(strips: list[Strip]) -> list[tuple[str, str]]:
    """The characters of a line, each with its style as it is said."""
    return [
        (character, str(style or Style()))
        for text, style, _ in chain.from_iterable(strips)
        for character in text
    ]


@pytest.mark.parametrize("keys", WAYS, ids="-".join)
async def test_lines_that_were_kept_are_as_drawn_anew(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    """A list keeps what it has drawn, ahead of the screen too, and never shows what is past."""
    async with opened(tmp_path, size=(120, 12)) as (screen, pilot):
        assert isinstance(screen, ReadingScreen)
        for key in ("space", *keys, "tab", "tab", "j", "k"):
            await pilot.press(key)
            await pilot.pause(0.03)
            for panel in (screen.desk.outline_panel, screen.desk.list_panel):
                if panel.display:
                    panel.draw_ahead()
                    rows = range(panel.size.height)
                    kept = [cells([panel.render_line(y)]) for y in rows]
                    panel._lines.clear()
                    assert kept == [cells([panel.render_line(y)]) for y in rows]


@pytest.mark.parametrize("names", [(), ("entry--title",), ("entry--title", "entry--cursor")])
async def test_looks_follow_the_theme(tmp_path: Path, names: tuple[str, ...]) -> None:
    """A look that was asked for before a change of theme is not kept."""
    async with opened(tmp_path) as (screen, pilot):
        panel: LineWidget = screen.desk.outline_panel
        before = panel.look(*names)
        assert panel.look(*names) is before
        screen.app.theme = "textual-light" if screen.app.current_theme.dark else "textual-dark"
        await pilot.pause(0.1)
        assert panel.look(*names) != before


@pytest.mark.pty
def test_the_first_frame_of_a_new_width_is_right(open_terminal: Callable[..., object]) -> None:
    """Text that is set for the old width is never drawn in the new width."""
    from tests.terminal import Terminal

    terminal = open_terminal(
        ROOT / "samples" / "video-ai.txt",
        size=(120, 40),
        answers={CURSOR: cursor_answer},
        env={"LANG": "ja_JP.UTF-8"},
    )
    assert isinstance(terminal, Terminal)
    terminal.wait_for("%", timeout=30).settle(1.0)
    before = len(terminal.raw)
    wide = [line[40:80] for line in terminal.lines()]
    terminal.resize(100, 40)
    terminal.settle(0.6)
    assert [line[40:80] for line in terminal.lines()] != wide, "the text is not set anew"
    written = terminal.raw[before:]
    before_it, row, after = written.partition(b"\x1b[2;1H")
    first = before_it + row + after.partition(row)[0]
    screen = pyte.Screen(100, 40)
    pyte.ByteStream(screen).feed(first)
    assert [line.rstrip() for line in screen.display[1:39]] == terminal.lines()[1:39]


@pytest.mark.pty
def test_a_held_key_ends_with_its_last_page(open_terminal: Callable[..., object]) -> None:
    """Keys that come faster than pages can be drawn are all acted on, and the last is shown."""
    from tests.terminal import Terminal

    one = open_terminal(
        ROOT / "samples" / "video-ai.txt",
        size=(60, 24),
        answers={CURSOR: cursor_answer},
        env={"LANG": "ja_JP.UTF-8"},
    )
    assert isinstance(one, Terminal)
    one.wait_for("%", timeout=30).settle(1.0)
    first = one.lines()[2:-2]
    one.send(b"j" * 60)
    one.wait_for(lambda one: one.lines()[2:-2] != first, timeout=30)
    one.send(b"k" * 70)
    one.wait_for(lambda one: one.lines()[2:-2] == first, timeout=30)
