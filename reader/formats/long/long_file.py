"""An open file that may change while it is read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PREVIEW = 1 << 16
"""Bytes of what is shown before all that stands before it is loaded: more than a screen holds."""
FARTHEST = 1 << 25
"""Bytes before such a place at most: until they are loaded nothing but this page is there."""


class LongFile:
    """An open file, read up to the size that it had when it was opened."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._status = os.fstat(self._descriptor)
        self.size = self._status.st_size
        self.read_to = 0

    def read(self, count: int) -> bytes:
        """The next bytes, b"" at the end."""
        count = max(0, min(count, self.size - self.read_to))
        data = _read_at(self._descriptor, count, self.read_to)
        self.read_to += len(data)
        return data

    def lines_from(self, line: int) -> tuple[bytes, bool]:
        """Some whole lines from a line on (from 1), and whether they are the last of all; none
        where it stands further on than `FARTHEST`."""
        at, before = 0, line - 1
        while before:
            piece = _read_at(self._descriptor, 1 << 20, at)
            if not piece or at > FARTHEST:
                return b"", True
            count = piece.count(b"\n")
            if count >= before:
                piece = piece[: len(piece) - len(piece.split(b"\n", before)[before])]
                count = before
            before -= count
            at += len(piece)
        data = _read_at(self._descriptor, max(0, min(PREVIEW, self.size - at)), at)
        last = at + len(data) >= self.size
        return data if last else data[: data.rfind(b"\n") + 1], last

    def all(self) -> bytes:
        """Everything from the start."""
        self.read_to = 0
        return b"".join(iter(lambda: self.read(1 << 20), b""))

    def close(self) -> None:
        """Give the descriptor back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def disturbed(self) -> str:
        """As `Document.disturbed`."""
        try:
            now = Path(self._path).stat()
        except OSError:
            return "formats.gone"
        if now.st_size != self.size:
            return "formats.grown" if now.st_size > self.size else "formats.shrunk"
        changed = now.st_mtime_ns != self._status.st_mtime_ns or now.st_ino != self._status.st_ino
        return "formats.rewritten" if changed else ""


def _read_at(descriptor: int, count: int, at: int) -> bytes:
    """Some bytes from a place on: a copy of the process may read the same file."""
    if sys.platform != "win32":
        return os.pread(descriptor, count, at)
    os.lseek(descriptor, at, os.SEEK_SET)
    return os.read(descriptor, count)
