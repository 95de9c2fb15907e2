"""Textual's driver for POSIX terminals, taking over a screen that has been painted already."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from reader.view.begun import Begun

if TYPE_CHECKING:
    from textual.driver import Driver


def driver_class(begun: Begun) -> type[Driver] | None:
    """The driver for what was begun; None is Textual's own choice."""
    if sys.platform == "win32":
        return None
    from textual.drivers.linux_driver import LinuxDriver

    screen = begun.screen

    class ReaderDriver(LinuxDriver):
        """Goes on with the screen and the modes that it finds."""

        _entered = screen.painted

        def write(self, data: str) -> None:
            # Some terminals clear the alternate screen when it is entered a second time.
            if self._entered and data == "\x1b[?1049h":
                self._entered = False
                return
            super().write(data)

        def start_application_mode(self) -> None:
            """Also called after a suspension, when the screen is entered like any other."""
            modes: list[Any] | None = screen.modes
            screen.hand_over()
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if modes is not None:
                self.attrs_before = modes

    return ReaderDriver
