"""Standard streams: their encoding, their end, their size, and where keys come from."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import NoReturn, TextIO, cast


def prepare_output(*, json: bool = False) -> None:
    """Make standard output able to carry Japanese, whatever the locale says.

    A locale that has Japanese characters keeps its encoding, so that a EUC-JP terminal is served
    as it asks. Every other one (C, Latin-1), Windows' code pages, which no other program of a
    pipe expects, and JSON, which is defined as UTF-8, get UTF-8.
    """
    if sys.stdout is None:
        sys.stdout = cast("TextIO", _ClosedOutput())
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue  # Replaced, as by a test.
        utf8 = (json and stream is sys.stdout) or sys.platform == "win32" or not _knows(stream)
        encoding = "utf-8" if utf8 else stream.encoding
        # In JSON "\udc80" is an escape that brings a file name's odd byte back.
        stream.reconfigure(encoding=encoding, errors="backslashreplace")


class _ClosedOutput(io.TextIOBase):
    """Stands for a standard output that was closed when the program began: writing fails as it
    does for a descriptor that is not open, and is told like any other failure to write."""

    def write(self, text: str) -> NoReturn:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def print_error(message: str) -> None:
    """Print a message on standard error. Where that is closed or cannot be written (a full disk),
    nobody can be told, and the exit status still says it."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(message, file=sys.stderr, flush=True)


def _knows(stream: TextIO) -> bool:
    """Whether a stream's encoding has Japanese characters."""
    try:
        "あ".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def discard_output() -> None:
    """Let what is still in the buffers go nowhere: the reader of the pipe has left.

    Without it the interpreter complains on its way out.
    """
    devnull = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(devnull, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        pass  # No real standard output; nothing to save.
    finally:
        os.close(devnull)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is there and is a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False  # Closed.


def terminal_columns() -> int | None:
    """The width in cells of the terminal on standard output; None if there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError, AttributeError):
        return None


def screen_on_terminal() -> bool:
    """Make the interpreter's own standard error, on which Textual draws, the terminal where the
    program's standard error is closed or goes elsewhere; whether there is a terminal to draw on."""
    if is_terminal(sys.__stderr__):
        return True
    try:
        name = "CONOUT$" if sys.platform == "win32" else "/dev/tty"
        screen = open(name, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - a device
    except OSError:
        return False
    sys.__stderr__ = screen  # type: ignore[misc]
    return screen.isatty()


def keys_from_terminal() -> bool:
    """Make descriptor 0 the terminal where it is a document's pipe; whether keys can come."""
    if is_terminal(sys.stdin):
        return True
    try:
        keys = os.open("CONIN$" if sys.platform == "win32" else "/dev/tty", os.O_RDWR)
    except OSError:
        return False
    if not os.isatty(keys):
        os.close(keys)
        return False
    if keys:  # 0 where standard input was closed
        os.dup2(keys, 0)
        os.close(keys)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.__stdin__ = sys.stdin  # type: ignore[misc]  # Textual reads keys by it.
    return True
