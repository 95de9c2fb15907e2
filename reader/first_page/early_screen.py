"""The terminal before the application takes it over: set to raw input, asked for the width of
ambiguous characters, painted with the first page, and restored if the start fails.

Keys that are typed meanwhile stay in the terminal's input queue, without echo, and reach the
application in order.
"""

from __future__ import annotations

import os
import sys
from types import TracebackType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

if sys.platform != "win32":
    import select
    import signal
    import termios
    from time import monotonic

QUESTION = "\r※\x1b[6n\r\x1b[K".encode()
"""Print an ambiguous character, ask for the cursor (DSR 6), wipe it away: one write."""
WAIT = 0.1
"""Seconds after which a terminal counts as unable to answer the question."""
_COLUMNS = {b"2": 1, b"3": 2}
"""The column, from 1, behind the character -> its cells."""
_SILENT = ("", "dumb", "unknown")
"""Values of TERM that stand for no terminal that could answer or be painted."""


class EarlyScreen:
    """The terminal of standard error, on which Textual draws, from the first moment on.

    A context manager: an exception, and every signal that would end the program, restores the
    terminal; `hand_over` leaves the terminal as it is to the application.
    """

    def __init__(self, leave: bytes) -> None:
        """`leave`: bytes that restore the screen after `paint`."""
        self._leave = leave
        self._out = self._in = -1
        self._modes: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self._asked_at = 0.0
        self._heard = b""
        self.painted = False
        """Whether the first page is on the screen."""
        self.typed = b""
        """Bytes that the terminal sent beside its answer: keys, in order."""

    def __enter__(self) -> EarlyScreen:
        return self

    def open(self) -> bool:
        """Turn echo and line input off; return whether there is a terminal that can be painted."""
        if sys.platform == "win32" or os.environ.get("TERM", "") in _SILENT:
            return False
        try:
            self._out = sys.__stderr__.fileno() if sys.__stderr__ else -1
            self._in = sys.__stdin__.fileno() if sys.__stdin__ else -1
            if not (os.isatty(self._out) and os.isatty(self._in)):
                return False
            # A background job that changed the modes or wrote would be stopped by the system.
            if os.tcgetpgrp(self._in) != os.getpgrp():
                return False
            self._modes = termios.tcgetattr(self._in)
            self._quieten()
        except (OSError, ValueError, termios.error):
            return False
        return True

    def _quieten(self) -> None:
        """Turn echo, line input and Ctrl+Z off; Ctrl+C still interrupts. Earlier keys stay in the
        queue."""
        if sys.platform == "win32":
            return
        quiet = termios.tcgetattr(self._in)
        # Enter is handed over as it was typed, not as a newline.
        quiet[0] &= ~termios.ICRNL
        quiet[3] &= ~(termios.ICANON | termios.ECHO)
        quiet[6][termios.VMIN], quiet[6][termios.VTIME] = 1, 0
        quiet[6][termios.VSUSP] = b"\x00"
        for number in (signal.SIGTERM, signal.SIGHUP):
            self._handlers[number] = signal.signal(number, _end)
        termios.tcsetattr(self._in, termios.TCSANOW, quiet)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows; (0, 0) where they are not known."""
        try:
            columns, rows = os.get_terminal_size(self._out)
        except OSError:
            return 0, 0
        return columns, rows

    @property
    def modes(self) -> list[Any] | None:
        """The terminal's modes as they were found; None where it was left alone."""
        return self._modes

    def ask(self) -> None:
        """Send the question how many cells an ambiguous character takes; see `answer`."""
        if sys.platform != "win32" and self._modes is not None:
            os.write(self._out, QUESTION)
            self._asked_at = monotonic()

    def answer(self, *, wait: bool) -> int | None:
        """Cells of an ambiguous character; None where there is no answer (yet, without `wait`)."""
        if sys.platform == "win32" or not self._asked_at:
            return None
        while True:
            left = self._asked_at + WAIT - monotonic() if wait else 0.0
            if not select.select([self._in], [], [], max(0.0, left))[0]:
                break
            data = os.read(self._in, 4096)
            if not data:
                break
            self._heard += data
            found = _parse(self._heard)
            if found is not None:
                cells, start, end = found
                self.typed = self._heard[:start] + self._heard[end:]
                self._heard, self._asked_at = b"", 0.0
                return cells
            if left <= 0:
                break
        if wait:
            self.typed, self._heard, self._asked_at = self._heard, b"", 0.0
        return None

    def paint(self, data: bytes) -> None:
        """Put the first page on the screen."""
        self.painted = True
        while data:
            data = data[os.write(self._out, data) :]

    def hand_over(self) -> None:
        """The application has the terminal from now on, modes and all."""
        self._restore_signals()
        self._out = self._in = -1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put the terminal back, unless it was handed over."""
        self._restore_signals()
        if sys.platform == "win32" or self._in < 0:
            return
        if self.painted:
            os.write(self._out, self._leave)
        if self._modes is not None:
            termios.tcsetattr(self._in, termios.TCSANOW, self._modes)

    def _restore_signals(self) -> None:
        if sys.platform != "win32":
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
        self._handlers.clear()


def _end(number: int, frame: object) -> None:
    """A signal that would end the program ends it by way of `__exit__`."""
    raise SystemExit(0)


def _parse(heard: bytes) -> tuple[int | None, int, int] | None:
    """The answer in what was heard: cells (None where it makes no sense), and where it stands."""
    end = heard.find(b"R")
    while end >= 0:
        start = heard.rfind(b"\x1b[", 0, end)
        row, semicolon, column = heard[start + 2 : end].partition(b";")
        if start >= 0 and semicolon and row.isdigit() and column.isdigit():
            return _COLUMNS.get(column), start, end + 1
        end = heard.find(b"R", end + 1)
    return None
