"""What only the terminal itself can say, asked before the application starts.

How wide an East Asian Ambiguous character is drawn is a setting of the terminal that no
variable of the environment tells. So one is printed and the terminal asked where its cursor is
(DSR 6). Inside tmux or screen it is the multiplexer that answers, and rightly: the cells are its.
"""

from __future__ import annotations

import os
import re
import sys
from time import monotonic
from typing import NamedTuple

if sys.platform != "win32":
    import select
    import termios

WAIT = 0.1
"""Seconds until a terminal counts as one that does not answer."""
_QUESTION = "\r※\x1b[6n\r\x1b[K".encode()
"""Print, ask, and wipe it away in one write: nothing of it is ever seen."""
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
_COLUMNS = {2: 1, 3: 2}
"""The column, from 1, behind the character -> its cells."""
_SILENT = frozenset(("", "dumb", "unknown"))
"""Values of TERM that stand for no terminal that could answer."""


class Answer(NamedTuple):
    """What the terminal said, and what it said besides."""

    ambiguous: int | None
    """Cells of an ambiguous character; None where there is no answer in time."""
    typed: bytes
    """What the reader typed meanwhile, to be given to the application (`textual_fixes.replay`)."""


def ask_ambiguous(wait: float = WAIT) -> Answer:
    """Asks the controlling terminal how many cells an ambiguous character takes.

    Waits at most `wait` seconds. The terminal's modes are as before when it returns or raises.
    """
    if sys.platform == "win32" or os.environ.get("TERM", "") in _SILENT:
        return Answer(None, b"")
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return Answer(None, b"")
    try:
        # A background job that changed the modes or wrote would be stopped by the system.
        if os.tcgetpgrp(terminal) != os.getpgrp():
            return Answer(None, b"")
        return _ask(terminal, wait)
    except (OSError, termios.error):
        return Answer(None, b"")
    finally:
        os.close(terminal)


def _ask(terminal: int, wait: float) -> Answer:
    if sys.platform == "win32":
        raise OSError
    modes = termios.tcgetattr(terminal)
    quiet = termios.tcgetattr(terminal)
    # No echo, no lines; ^C still works. What was typed before stays in the queue (TCSANOW).
    # Enter is handed over as it was typed, not as a newline.
    quiet[0] &= ~termios.ICRNL
    quiet[3] &= ~(termios.ICANON | termios.ECHO)
    quiet[6][termios.VMIN] = 0
    quiet[6][termios.VTIME] = 0
    termios.tcsetattr(terminal, termios.TCSANOW, quiet)
    try:
        os.write(terminal, _QUESTION)
        return _listen(terminal, monotonic() + wait)
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, modes)


def _listen(terminal: int, until: float) -> Answer:
    heard = b""
    while (left := until - monotonic()) > 0:
        if not select.select([terminal], [], [], left)[0]:
            break
        data = os.read(terminal, 4096)
        if not data:
            break
        heard += data
        if found := _ANSWER.search(heard):
            typed = heard[: found.start()] + heard[found.end() :]
            return Answer(_COLUMNS.get(int(found[1])), typed)
    return Answer(None, heard)
