"""How Rich and Textual measure text, and which glyphs Textual draws of its own.

Rich measures with a table of its own and has no option for East Asian Ambiguous characters
(Textualize/rich#4197, #4199). Where it and `reader.cells` differ, text drawn after such a
character stands in the wrong cell. `agree_on_cells` makes Rich measure as we do; it also makes
Japanese rows cheaper to draw, because ours is compiled.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

from reader.cells import cell_len, fit

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
    @lru_cache(maxsize=4096)
    def measured(text: str) -> int:
        return cell_len(text, ambiguous)

    def cached_cell_len(text: str, unicode_version: str = "auto") -> int:
        # Long texts are not kept.
        return measured(text) if len(text) < 512 else cell_len(text, ambiguous)

    return cached_cell_len


def agree_on_cells(ambiguous: int) -> None:
    """Makes Rich and Textual measure as `reader.cells` does.

    Each module of theirs that has taken one of Rich's three functions by name gets ours; modules
    that are imported later take them from `rich.cells`.
    Upstream: https://github.com/Textualize/rich/issues/4197 and /4199.

    Private name: `rich.cells._is_single_cell_widths`, which says of a text that each character
    is one cell wide without measuring any: no ambiguous character is, in mode 2. Without the
    name, a line of Textual's own that has such a character is cut one cell too far to the right.
    """
    import rich.cells

    text = _text_measure(ambiguous)
    new: dict[int, Callable[..., object]] = {
        id(rich.cells.get_character_cell_size): _character_measure(ambiguous),
        id(rich.cells.cached_cell_len): text,
        id(rich.cells.cell_len): text,
    }
    single = getattr(rich.cells, "_is_single_cell_widths", None)
    if single is not None:
        new[id(single)] = _ASCII_CELLS.issuperset
    for name, module in list(sys.modules.items()):
        if module is not None and name.startswith(("rich.", "textual.")):
            for known, value in list(vars(module).items()):
                if id(value) in new:
                    setattr(module, known, new[id(value)])


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
    with ambiguous glyphs cannot be right there, however they are measured.

    Private name: `textual._border`, which holds the one table of borders for all terminals (no
    issue upstream, no public way to add a border). Without it, Textual's borders are drawn with
    ambiguous glyphs, and only the boxes of the command palette and of a note are affected.
    """
    from textual.content import Content
    from textual.scrollbar import ScrollBarRender

    with suppress(ImportError, AttributeError):
        from textual import _border

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
