"""What Textual writes for a screen, without what the terminal shows already.

Textual draws every line of a widget that changed, each piece with its whole style and a reset
behind it: a page of 120x40 is 17 kB, a third of it lines that are the same as before. Here a
line's pieces are left out up to the first that changed, and a style is said by what differs
from the one before.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import rich.cells

_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
_SGR = re.compile(r"\x1b\[([\d;]*)m")
_EXTENDED = {"5": 3, "2": 5}
"""The kind of an extended colour -> how many numbers say it, 38 or 48 with them."""
_SEEN_ON_BLANKS = frozenset(("4", "7", "9", "21", "53"))
"""Attributes that show where nothing is written: lines, and colours the other way round."""


class _Look(NamedTuple):
    """A style of the terminal."""

    attributes: frozenset[str]
    fore: str
    ground: str

    def blank_as(self, other: _Look) -> bool:
        """Whether spaces look the same in both."""
        lined = (self.attributes | other.attributes) & _SEEN_ON_BLANKS
        return not lined and self.ground == other.ground


class _Piece(NamedTuple):
    """What was written from one cell of a line on."""

    raw: str
    cells: int


class Frames:
    """Knows what stands on the terminal, as far as whole pieces of lines go."""

    def __init__(self) -> None:
        self._lines: dict[int, dict[int, _Piece]] = {}
        self._size: object = None
        self._resized = False
        self._held = False

    def hold(self) -> None:
        """Write no frame until `show`: what the terminal shows stays there."""
        self._held = True

    def show(self) -> None:
        """Write frames again. The screen is to be drawn whole after this."""
        self._held = False

    def forget(self) -> None:
        """The terminal may show anything: the next frame is written in full."""
        self._lines.clear()

    def take_size(self, size: object) -> None:
        """The terminal may have another size than before, and show anything.

        Once it has, the cells of what is new are wiped before they are written. A terminal that
        was narrower and is wide again may still have the second half of a wide character beyond
        its old edge; tmux 3.3 blanks the cell before such a half when it is written over.
        """
        self.forget()
        self._resized = self._resized or self._size not in (None, size)
        self._size = size

    def lessen(self, data: str) -> str:
        """`data` as it has to be written; what is no frame stays as it is."""
        parts = _MOVE.split(data)
        if parts[0] or len(parts) == 1:
            if not data.startswith("\x1b"):
                self.forget()
            return data
        if self._held:
            return ""
        written: list[str] = []
        look = "0"
        changed: set[str] = set()
        for y, x, raw in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            raw = raw.rstrip("\n")
            # A piece of unforeseen width would have run over what stands to its right: that is
            # written again with it.
            if raw and y not in changed and self._stands(int(y), int(x), raw):
                continue
            written.append(f"\x1b[{y};{x}H")
            if raw:
                changed.add(y)
                unknown = int(x) not in self._lines.get(int(y), {})
                at = len(written)
                look, cells = self._write(raw, look, written)
                if self._resized and unknown and cells < 1 << 16:
                    written.insert(at, f"\x1b[{cells}X")
                self._keep(int(y), int(x), _Piece(raw, cells))
        if look != "0":
            written.append("\x1b[0m")
        return "".join(written)

    def _stands(self, y: int, x: int, raw: str) -> bool:
        piece = self._lines.get(y, {}).get(x)
        return piece is not None and piece.raw == raw

    def _keep(self, y: int, x: int, piece: _Piece) -> None:
        """Remember a piece, and forget those of which it covered something."""
        end = x + piece.cells
        line = {
            at: one
            for at, one in self._lines.get(y, {}).items()
            if at + one.cells <= x or at >= end
        }
        line[x] = piece
        self._lines[y] = line

    @staticmethod
    def _write(raw: str, look: str, written: list[str]) -> tuple[str, int]:
        """Write a piece after `look`; the look after it, and its cells.

        A piece begins without a style.
        """
        cells = 0
        parts = _SGR.split(raw)
        for at in range(0, len(parts), 2):
            text = parts[at]
            if not text:
                continue
            new = (parts[at - 1] or "0") if at else "0"
            if new != look:
                code, look = _step(look, new, text.isspace())
                written.append(code)
            written.append(text)
            cells += 1 << 16 if "\x1b" in text else rich.cells.cell_len(text)
        return look, cells


@lru_cache(maxsize=4096)
def _step(look: str, new: str, blank: bool) -> tuple[str, str]:
    """What is written before a text, and the look then; each look is a code after a reset."""
    if blank and _parsed(look).blank_as(_parsed(new)):
        return "", look
    return _change(look, new), new


@lru_cache(maxsize=4096)
def _parsed(code: str) -> _Look:
    """The style that a code sets after a reset."""
    attributes, fore, ground = set(), "", ""
    numbers = code.split(";")
    while numbers:
        taken = _EXTENDED.get(numbers[1], 1) if numbers[0] in ("38", "48") and numbers[1:] else 1
        value, numbers = numbers[:taken], numbers[taken:]
        kind = int(value[0] or 0)
        if 30 <= kind <= 39 or 90 <= kind <= 97:
            fore = ";".join(value)
        elif 40 <= kind <= 49 or 100 <= kind <= 107:
            ground = ";".join(value)
        elif kind:
            attributes.add(value[0])
        else:
            attributes, fore, ground = set(), "", ""
    return _Look(frozenset(attributes), fore, ground)


def _change(old: str, new: str) -> str:
    """What has to be written between two styles; each is a code after a reset."""
    before, after = _parsed(old), _parsed(new)
    gone = before.attributes - after.attributes
    if gone or (before.fore and not after.fore) or (before.ground and not after.ground):
        return f"\x1b[0;{new}m" if new != "0" else "\x1b[0m"
    codes = sorted(after.attributes - before.attributes)
    codes += [after.fore] if after.fore != before.fore else []
    codes += [after.ground] if after.ground != before.ground else []
    return f"\x1b[{';'.join(codes)}m" if codes else ""
