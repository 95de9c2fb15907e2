"""The driver in a real terminal: its input thread wakes at once and ends with its terminal."""

from __future__ import annotations

import os
import sys
import time

import pytest

from tests.terminal import Terminal

pytestmark = pytest.mark.pty

UPSTREAM_LEAST = 100.0
"""Milliseconds that Textual's own input thread takes to end, at the least: a select on nothing."""

APPLICATION = """
import signal, sys, time
from textual.app import App
from textual.widgets import Static
from reader.first_page.handover import Handover
from reader.view.patches.driver import driver_class
from reader.view.patches.frames import Frames
from reader.first_page.early_screen import EarlyScreen

class Driven(App):
    ENABLE_COMMAND_PALETTE = False
    def __init__(self):
        super().__init__(driver_class=driver_class(Handover(EarlyScreen(b""), None), Frames()))
        self.ended = []
    def compose(self):
        yield Static("READY", id="said")
    def on_key(self, event):
        if event.key == "s":
            self.stop_and_go_on()
        self.query_one("#said").update(f"KEY {event.key} ENDED {min(self.ended, default=0):.1f}")
    def stop_and_go_on(self):
        for _ in range(3):
            begun = time.perf_counter()
            self._driver.disable_input()
            self.ended.append((time.perf_counter() - begun) * 1000)
            self._driver.stop_application_mode()
            self._driver.start_application_mode()

if "deaf" in sys.argv:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
Driven().run()
"""


def driven(*arguments: str) -> Terminal:
    """A bare application with the reader's driver."""
    return Terminal([sys.executable, "-c", APPLICATION, *arguments])


def test_the_input_thread_ends_at_once() -> None:
    """No waiting for a timeout, whenever it is asked; and after going on, keys come as before."""
    with driven() as terminal:
        terminal.wait_for("READY").send("s")
        terminal.wait_for("KEY s ENDED")
        ended = float(terminal.text.partition("ENDED")[2].split()[0])
        assert 0 < ended < UPSTREAM_LEAST / 2
        terminal.send("z")
        terminal.wait_for("KEY z")


def test_a_lone_escape_is_a_key() -> None:
    """It is told from the head of a sequence by nothing coming after it."""
    with driven() as terminal:
        terminal.wait_for("READY").send("\x1b")
        terminal.wait_for("KEY escape").send("\x1b[B")
        terminal.wait_for("KEY down")


def test_a_character_cut_by_a_read_is_one_key() -> None:
    """The bytes of a character may come apart."""
    with driven() as terminal:
        first, rest = "川".encode()[:1], "川".encode()[1:]
        terminal.wait_for("READY").send(first)
        time.sleep(0.05)
        terminal.send(rest)
        terminal.wait_for("KEY 川")


def test_it_ends_with_its_terminal() -> None:
    """A terminal that goes away unannounced leaves no process that spins or waits."""
    with driven("deaf") as terminal:
        terminal.wait_for("READY").settle(0.1)
        os.close(terminal._fd)
        terminal._fd, terminal._eof = -1, True
        deadline = time.perf_counter() + 10
        while not os.waitpid(terminal.pid, os.WNOHANG)[0]:
            assert time.perf_counter() < deadline, "still running"
            time.sleep(0.02)
        terminal._status = 0
