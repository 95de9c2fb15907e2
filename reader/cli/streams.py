"""The standard streams: their encoding, closed streams, the terminal's width, and keys from the
terminal while standard input is a pipe."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import NoReturn, TextIO, cast


def prepare_output(*, json: bool = False) -> None:
    """Set the encoding of standard output and error so that they can carry Japanese.

    A locale whose encoding has Japanese characters (EUC-JP) keeps it. Other locales (C, Latin-1)
    get UTF-8; so do Windows, whose code pages other programs in a pipe do not expect, and JSON,
    which is defined as UTF-8 (RFC 8259 8.1). `json`: the answer is JSON.
    """
    if sys.stdout is None:
        sys.stdout = cast("TextIO", _ClosedOutput())
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue  # A caller of `main` has replaced the stream.
        utf8 = (json and stream is sys.stdout) or sys.platform == "win32" or not _knows(stream)
        encoding = "utf-8" if utf8 else stream.encoding
        # A byte of a file name that is not UTF-8 is "\udc80" in JSON, and can be restored.
        stream.reconfigure(encoding=encoding, errors="backslashreplace")


class _ClosedOutput(io.TextIOBase):
    """Replaces a standard output that was closed before the program started: writing raises the
    OSError of a closed descriptor, which is reported like any other failure to write."""

    def write(self, text: str) -> NoReturn:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def print_error(message: str) -> None:
    """Print a message on standard error. If standard error is closed or cannot be written (a full
    disk), only the exit status tells the error."""
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
    """Redirect standard output to the null device after its pipe was closed; otherwise the
    interpreter reports an error when it flushes the buffer at its end."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(devnull, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        pass  # Standard output has no descriptor.
    finally:
        os.close(devnull)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is open and is a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False  # the stream is closed


def terminal_columns() -> int | None:
    """Width in cells of the terminal on standard output; None if it is not a terminal."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError, AttributeError):
        return None


def screen_on_terminal() -> bool:
    """Whether there is a terminal to draw on. Textual draws on `sys.__stderr__`: if standard error
    is closed or redirected, `sys.__stderr__` is replaced by the controlling terminal."""
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
    """Whether keys can be read from a terminal. If standard input is the pipe of a post, or is
    closed, descriptor 0 is replaced by the controlling terminal."""
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
