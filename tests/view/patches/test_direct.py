"""Drawing without the compositor gives what the compositor would have drawn."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from reader.view.patches.direct import LineWidget, _covering
from reader.view.screen import ReadingScreen
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


@pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=str)
@pytest.mark.parametrize("keys", WAYS, ids="-".join)
async def test_widgets_alone_show_what_the_compositor_shows(
    tmp_path: Path, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    """Where widgets cover the screen, their lines side by side are those of the compositor; where
    something overlaps, they are not said to cover it."""
    async with opened(tmp_path, size=size) as (screen, pilot):
        await pilot.press(*keys)
        await pilot.pause(0.05)
        assert isinstance(screen, ReadingScreen)
        compositor = screen._compositor
        composed = compositor.render_strips()
        covered = 0
        for y in range(size[1]):
            row = Region(0, y, size[0], 1)
            parts = sorted(_covering(screen._tiles(), row), key=lambda part: part[2].x)
            if parts:
                covered += 1
                drawn = [
                    widget.render_lines(part.translate(-region.offset))[0]
                    for widget, region, part in parts
                ]
                assert cells(drawn) == cells([composed[y]])
        assert covered > size[1] // 2 or keys == ("f1",)


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


async def test_a_widget_under_another_is_never_drawn_alone(tmp_path: Path) -> None:
    """What a message box covers is left to the compositor."""
    async with opened(tmp_path) as (screen, pilot):
        assert screen.desk.page in screen._tiles()
        screen.app.notify("x" * 60)
        await pilot.pause(0.2)
        shown = screen._compositor.visible_widgets
        overlapped = any(
            region.overlaps(screen.desk.page.region)
            for widget, (region, _) in shown.items()
            if widget is not screen.desk.page and widget not in screen.desk.page.ancestors
        )
        assert (screen.desk.page in screen._tiles()) is not overlapped


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
def test_a_resize_is_drawn_once(open_terminal: Callable[..., object]) -> None:
    """The first frame of a new width has the text set for it, and there is no second one."""
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
    terminal.resize(100, 40)
    terminal.settle(0.6)
    written = terminal.raw[before:]
    # The outline's part of a row and the page's, each once.
    assert written.count(b"\x1b[5;") == 2


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


async def test_what_else_was_to_be_drawn_is_drawn_with_the_page(tmp_path: Path) -> None:
    """A widget whose wish to be drawn has reached the screen already is not forgotten when the
    page is drawn before its turn."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.pause(0.1)
        screen.desk.status.say("一行の知らせ")
        screen.desk.status._repaint_required = False
        screen._dirty_widgets.add(screen.desk.status)
        screen.desk.page.refresh()
        screen.paint_now()
        assert not screen._dirty_widgets
        assert not screen.desk.status._repaint_regions
        assert not screen.desk.page._repaint_regions
