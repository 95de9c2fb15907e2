"""Textual's driver for POSIX terminals, taking over a screen that has been painted already.

Its input thread is our own. Textual's sleeps in `select(0.1)` until it sees that it is to end, and
then selects for another tenth of a second on nothing (Textualize/textual#192 brought the second
one in), so that every application stays 100 to 200 ms after its last key; and where the terminal
has gone away it spins for ever (Textualize/textual#6690). Ours sleeps until there is something to
read, a lone escape has waited long enough, or it is woken to end.
"""

from __future__ import annotations

import os
import re
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from reader.first_page.handover import Handover
from reader.view.patches.frames import Frames
from reader.view.patches.pastes import Pastes

if TYPE_CHECKING:
    from textual.driver import Driver


_OSC = re.compile(r"\x1b\][^\x07\x1b]{0,400}(?:\x07|\x1b\\)")
"""What a terminal says of its colours, title or clipboard: Textual would take it for keys."""


def import_driver() -> None:
    """Import what `driver_class` will need."""
    if sys.platform != "win32":
        import textual._xterm_parser
        import textual.drivers.linux_driver  # noqa: F401


def driver_class(handover: Handover, frames: Frames) -> type[Driver] | None:
    """The driver that takes the terminal over as the command line left it; None is Textual's own
    choice."""
    if sys.platform == "win32":
        return None
    import select

    from textual import events
    from textual._parser import ParseError
    from textual._time import get_time
    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver

    screen = handover.screen

    class ReaderDriver(LinuxDriver):
        """Goes on with the screen and the modes that it finds."""

        _entered = screen.painted
        _wake: tuple[int, int] | None = None
        """A pipe: what is written to its second end ends the input thread."""

        def write(self, data: str) -> None:
            # Some terminals clear the alternate screen when it is entered a second time.
            if self._entered and data == "\x1b[?1049h":
                self._entered = False
                return
            super().write(frames.lessen(data))

        def start_application_mode(self) -> None:
            """Also called after a suspension, when the screen is entered like any other."""
            modes: list[Any] | None = screen.modes
            screen.hand_over()
            frames.forget()
            if self._wake is None:
                self._wake = os.pipe()
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if modes is not None:
                self.attrs_before = modes

        def _get_terminal_size(self) -> tuple[int, int]:
            """As `shutil` tells it, which imports four compressors first."""
            with suppress(AttributeError, ValueError, OSError):
                if not {"COLUMNS", "LINES"} & os.environ.keys() and sys.__stdout__ is not None:
                    columns, rows = os.get_terminal_size(sys.__stdout__.fileno())
                    if columns and rows:
                        return columns, rows
            return super()._get_terminal_size()

        def disable_input(self) -> None:
            """Also called more than once."""
            wake, self._wake = self._wake, None
            if wake is not None:
                os.write(wake[1], b"!")
            super().disable_input()
            for end in wake or ():
                os.close(end)

        def run_input_thread(self) -> None:
            """What comes from the terminal becomes messages until `disable_input`, or its end."""
            wake = self._wake
            woken = wake[0] if wake else -1
            decode = getincrementaldecoder("utf-8")("ignore").decode
            parser, pastes = XTermParser(self._debug), Pastes()
            while woken >= 0:
                until = parser._timeout_time
                wait = None if until is None else max(0.0, until - get_time())
                ready, _, _ = select.select([self.fileno, woken], [], [], wait)
                if woken in ready:
                    break
                if ready:
                    data = _read(self.fileno)
                    if not data:
                        self._app.call_later(self._app.action_quit)
                        break
                    # Feeding nothing would end the parser: half a character is nothing yet.
                    try:
                        for text, pasted in pastes.parted(_OSC.sub("", decode(data))):
                            if pasted:
                                self.process_message(events.Paste(text))
                                continue
                            for message in parser.feed(text):
                                self.process_message(message)
                    except (ValueError, OverflowError):
                        # A key beyond Unicode (CSI 1114112 u): Textual's parser fails, and is of
                        # no use after that.
                        parser = XTermParser(self._debug)
                for message in parser.tick():
                    self.process_message(message)
            # It says so by an error where it is left in the middle of a sequence.
            with suppress(EOFError, ParseError):
                list(parser.feed(""))

    return ReaderDriver


def _read(terminal: int) -> bytes:
    """What can be read; nothing at the end, and where the terminal has gone away."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
