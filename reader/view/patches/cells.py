"""Every place where jreader reaches into Textual or Rich beyond their public names.

Rich measures with a table of its own and has no option for East Asian Ambiguous characters
(Textualize/rich#4197, #4199). Where it and `reader.cells` differ, text drawn after such a
character stands in the wrong cell. `agree_on_cells` makes Rich measure as we do; it also makes
Japanese rows cheaper to draw, because ours is compiled.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reader.cells import cell_len, fit

if TYPE_CHECKING:
    from textual.app import App


_MEASURE_NAMES = ("get_character_cell_size", "_cell_len", "_is_single_cell_widths")
_MEASURE_USERS = (
    "rich.cells",
    "rich.segment",
    "textual._wrap",
    "textual.widgets._input",
)
"""Modules that hold one of the names; those imported later take them from rich.cells."""

_ASCII_CELLS = frozenset(map(chr, range(0x20, 0x7F)))
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")


def _character_measure(ambiguous: int) -> Callable[..., int]:
    @lru_cache(maxsize=8192)
    def get_character_cell_size(character: str, unicode_version: str = "auto") -> int:
        # Rich adds characters up, so that each half of a flag has to count for one.
        if _FLAG_LETTERS[0] <= character <= _FLAG_LETTERS[1]:
            return 1
        return cell_len(character, ambiguous)

    return get_character_cell_size


def _text_measure(ambiguous: int) -> Callable[..., int]:
    def _cell_len(text: str, unicode_version: str = "auto") -> int:
        return cell_len(text, ambiguous)

    return _cell_len


def agree_on_cells(ambiguous: int) -> None:
    """Makes Rich and Textual measure as `reader.cells` does.

    To be called before Textual is imported, so that whatever takes the functions by name takes
    these; modules that are imported already are changed in place.
    Upstream: https://github.com/Textualize/rich/issues/4197 and /4199.
    """
    import rich.cells

    new: dict[str, object] = {
        "get_character_cell_size": _character_measure(ambiguous),
        "_cell_len": _text_measure(ambiguous),
        # In Rich this means "one cell each", which no ambiguous character is in mode 2.
        "_is_single_cell_widths": _ASCII_CELLS.issuperset,
    }
    for name in _MEASURE_USERS:
        module = sys.modules.get(name)
        for function in _MEASURE_NAMES:
            if module is not None and hasattr(module, function):
                setattr(module, function, new[function])
    rich.cells.cached_cell_len.cache_clear()
    segment = sys.modules.get("rich.segment")
    if segment is not None:
        segment.Segment._split_cells.cache_clear()


STAND_INS = {
    "…": ">",
    "⋯": "~",
    "≈": "~",
    "•": "*",
    "·": ".",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "▶": ">",
    "▼": "v",
    "▲": "^",
    "◀": "<",
    "●": "*",
    "○": "o",
    "×": "x",
    **dict.fromkeys("─━═", "-"),
    **dict.fromkeys("│┃║", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛╔╗╚╝", "+"),
    **dict.fromkeys("▏▎▍▌▋▊▉▐▕", "|"),
}
"""One-cell ASCII for glyphs of the chrome whose width depends on the terminal."""
_STAND_INS = str.maketrans(STAND_INS)


def plain_glyphs(text: str, ambiguous: int) -> str:
    """A piece of chrome with stand-ins for its ambiguous glyphs where these take two cells."""
    return text.translate(_STAND_INS) if ambiguous == 2 else text


def _border_glyph(glyph: str) -> str:
    return glyph if glyph.isascii() else STAND_INS.get(glyph, " ")


def use_plain_chrome() -> None:
    """Takes from Textual's own chrome every glyph that is two cells wide in mode 2.

    Borders become ASCII, scrollbars plain, and a cut text ends in ">" instead of "…". Boxes drawn
    with ambiguous glyphs cannot be right there, however they are measured. No issue upstream;
    Textual has one table of borders for all terminals.
    """
    from textual import _border
    from textual.content import Content
    from textual.scrollbar import ScrollBarRender

    borders: dict[str, Any] = _border.BORDER_CHARS  # type: ignore[assignment]
    for name, rows in borders.items():
        borders[name] = tuple(tuple(map(_border_glyph, row)) for row in rows)
    _border.get_box.cache_clear()
    ScrollBarRender.VERTICAL_BARS = [" "] * 8
    ScrollBarRender.HORIZONTAL_BARS = [" "] * 8
    truncate = Content.truncate

    def truncate_plainly(
        self: Content, max_width: int, *, ellipsis: bool = False, pad: bool = False
    ) -> Content:
        shown = truncate(self, max_width, ellipsis=False, pad=pad)
        if not ellipsis or max_width < 1 or self.cell_length <= max_width:
            return shown
        text = fit(self.plain, max_width - 1, 2) + ">"
        return Content(text, list(shown.spans), max_width, strip_control_codes=False)

    Content.truncate = truncate_plainly  # type: ignore[method-assign]


def replay(app: App[Any], typed: bytes) -> None:
    """Gives the running application keys that were read from the terminal before it started.

    To be called once the application is ready to take keys. Textual has no public way to feed
    its driver.
    """
    from textual._xterm_parser import XTermParser

    driver = app._driver
    if not typed or driver is None:
        return
    parser = XTermParser()
    for message in parser.feed(typed.decode("utf-8", "ignore")):
        driver.process_message(message)
    for message in parser.feed(""):
        driver.process_message(message)
