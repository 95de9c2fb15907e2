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
from functools import partial
from typing import TYPE_CHECKING, Any

from reader.first_page.handover import Handover
from reader.view.patches.frames import Frames
from reader.view.patches.pastes import Pastes

if TYPE_CHECKING:
    from textual._xterm_parser import XTermParser
    from textual.app import App
    from textual.driver import Driver
    from textual.message import Message


_OSC = re.compile(r"\x1b\][^\x07\x1b]{0,400}(?:\x07|\x1b\\)")
"""What a terminal says of its colours, title or clipboard: Textual would take it for keys."""


def import_driver() -> None:
    """Import what `driver_class` will need."""
    if sys.platform != "win32":
        import textual.drivers.linux_driver  # noqa: F401

        _parser_class()


def _parser_class() -> type[XTermParser] | None:
    """Textual's parser of what a terminal sends; None where it no longer stands there.

    Private name: the module `textual._xterm_parser`; Textual has no public parser of keys.
    Without it Textual's own input thread is used, which ends a tenth of a second later and
    takes long pastes slowly, and of keys typed on the first page only letters are acted on.
    """
    try:
        from textual._xterm_parser import XTermParser
    except ImportError:
        return None
    return XTermParser


def typed_keys(typed: bytes) -> list[Message]:
    """What was typed, as the messages that an application takes."""
    from textual import events

    text, parser = typed.decode("utf-8", "ignore"), _parser_class()
    if parser is None:
        return [events.Key(letter, letter) for letter in text if letter.isalnum()]
    keys = parser()
    return [*keys.feed(text), *keys.feed("")]


def driver_class(handover: Handover, frames: Frames) -> type[Driver] | None:
    """The driver for what was begun; None is Textual's own choice. All that is drawn goes
    through `frames`."""
    if sys.platform == "win32":
        return None
    import select

    from textual import events
    from textual.constants import ESCAPE_DELAY
    from textual.drivers.linux_driver import LinuxDriver

    screen = handover.screen
    parser_class = _parser_class()

    class ReaderDriver(LinuxDriver):
        """Goes on with the screen and the modes that it finds."""

        _entered = screen.painted

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
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if modes is not None:
                self.attrs_before = modes

    if parser_class is None:
        return ReaderDriver
    new_parser = parser_class

    class QuickDriver(ReaderDriver):
        """Sleeps until there is something to read, and ends at once."""

        _wake: tuple[int, int] | None = None
        """A pipe: what is written to its second end ends the input thread."""

        def __init__(self, app: App[Any], **options: Any) -> None:
            super().__init__(app, **options)
            self._leave = partial(app.call_later, app.action_quit)

        def start_application_mode(self) -> None:
            if self._wake is None:
                self._wake = os.pipe()
            super().start_application_mode()

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
            parser, pastes = new_parser(), Pastes()
            wait: float | None = None
            while woken >= 0:
                ready, _, _ = select.select([self.fileno, woken], [], [], wait)
                if woken in ready:
                    break
                if ready:
                    data = _read(self.fileno)
                    if not data:
                        self._leave()
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
                        parser = new_parser()
                for message in parser.tick():
                    self.process_message(message)
                # An escape that nothing follows is a key; the parser must have seen the time pass.
                wait = ESCAPE_DELAY + 0.005 if ready else None

    return QuickDriver


def _read(terminal: int) -> bytes:
    """What can be read; nothing at the end, and where the terminal has gone away."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
