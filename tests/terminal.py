"""A real terminal for tests: a pseudo-terminal with a pyte screen behind it.

What Pilot cannot see is tested here: keys that come in one burst, what the program writes byte
by byte, sizes, titles, how it ends. Nothing is answered for the program by default, as in a
terminal that knows none of its questions; `answers` is the hook for those that do.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import pyte

if sys.platform != "win32":
    import fcntl
    import struct
    import termios

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

JREADER = (sys.executable, "-m", "reader")
"""The command, as the interpreter of this test run has it."""

CURSOR = b"\x1b[6n"
"""The question where the cursor is (DSR 6)."""

JAPANESE = {"LANG": "ja_JP.UTF-8"}
"""The environment of a Japanese reader."""


class _Screen(pyte.Screen):
    """pyte's screen, deaf to the private forms of sequences (vim's `CSI > 4 m`) that it dies of."""

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        if not private:
            super().select_graphic_rendition(*attributes)

    def set_margins(
        self, top: int | None = None, bottom: int | None = None, *, private: bool = False
    ) -> None:
        if not private:
            super().set_margins(top, bottom)


class Chunk(NamedTuple):
    """What one read of the terminal gave."""

    at: float
    """`time.perf_counter()` when it came."""
    data: bytes


class Terminal:
    """One program in its own pseudo-terminal.

    >>> with Terminal([*JREADER, "post.txt"], size=(80, 24)) as terminal:  # doctest: +SKIP
    ...     terminal.wait_for("アリババ")
    ...     terminal.send(b"q")
    ...     assert terminal.exit_status() == 0
    """

    def __init__(
        self,
        argv: Sequence[str | Path],
        *,
        size: tuple[int, int] = (80, 24),
        home: Path | None = None,
        env: Mapping[str, str] | None = None,
        stdin: bytes | None = None,
        cwd: Path = ROOT,
        answers: Mapping[bytes, Callable[[Terminal], bytes]] | None = None,
    ) -> None:
        """Start `argv` in a terminal of `size` (columns, rows).

        home: folder for HOME and the XDG folders; a new temporary one if not given.
        env: added to the clean environment. stdin: standard input is a pipe that holds these
        bytes, while the terminal stays the controlling one. answers: sequence that the program
        writes -> what the terminal says to it.
        """
        self._scratch = None if home else tempfile.TemporaryDirectory(prefix="jreader-test-")
        self.home = home or Path(self._scratch.name if self._scratch else "")
        self.columns, self.rows = size
        self.screen = _Screen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self.screen)
        self.chunks: list[Chunk] = []
        self._answers = dict(answers or {})
        self._unfed = b""
        self._status: int | None = None
        self._eof = False
        self.started = time.perf_counter()
        """When the program was started."""
        self.pid, self._fd = _spawn(
            [str(word) for word in argv], size, self._environment(env or {}), stdin, cwd
        )

    def _environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        home = str(self.home)
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_STATE_HOME": f"{home}/state",
            "XDG_CACHE_HOME": f"{home}/cache",
            "PYTHONPATH": str(ROOT),
        } | dict(extra)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def raw(self) -> bytes:
        """All bytes written so far."""
        return b"".join(chunk.data for chunk in self.chunks)

    @property
    def title(self) -> str:
        """The window's title as the program set it; "" if never."""
        return str(self.screen.title)

    @property
    def ended(self) -> bool:
        """Whether nothing can come any more."""
        return self._eof

    def lines(self) -> list[str]:
        """The rows on the screen, without spaces at their ends."""
        # Not pyte's own `display`, which fails where half of a wide character was overwritten.
        screen = self.screen
        return [
            "".join(screen.buffer[y][x].data for x in range(screen.columns)).rstrip()
            for y in range(screen.lines)
        ]

    @property
    def text(self) -> str:
        """The rows on the screen, joined by newlines."""
        return "\n".join(self.lines())

    def send(self, keys: bytes | str) -> None:
        """Type: the bytes arrive in one burst."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            data = data[os.write(self._fd, data) :]

    def pump(self, seconds: float = 0.0) -> bool:
        """Read what is there, waiting up to `seconds` for the first of it; whether any came."""
        if self._eof or not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self._eof = True
            return False
        self.chunks.append(Chunk(time.perf_counter(), data))
        self._feed(data)
        return True

    def listen(self, quiet: float, timeout: float = 10.0) -> list[Chunk]:
        """What the program writes until it is quiet so long, with the times at which it came; to
        be shown by `show`: pyte takes longer for a screen than the program does."""
        chunks: list[Chunk] = []
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline and select.select([self._fd], [], [], quiet)[0]:
            chunks.append(Chunk(data=os.read(self._fd, 1 << 16), at=time.perf_counter()))
        return chunks

    def show(self, chunk: Chunk) -> None:
        """Draws what `listen` heard."""
        self.chunks.append(chunk)
        self._feed(chunk.data)

    def wait_for(
        self, wanted: str | Callable[[Terminal], object], timeout: float = 10.0
    ) -> Terminal:
        """Wait until the text is on the screen, or the predicate holds; the terminal itself.

        A text that the end of a row cuts is found too. Raises AssertionError with a picture of
        the screen when the time is over or the program has ended without it.
        """
        met = wanted if callable(wanted) else lambda terminal: terminal.shows(wanted)
        deadline = time.perf_counter() + timeout
        while not met(self):
            left = deadline - time.perf_counter()
            if left <= 0 or (self._eof and not self.pump()):
                why = "ended" if self._eof else f"{timeout} s passed"
                raise AssertionError(f"{why} without {wanted!r}; on the screen:\n{self.text}")
            self.pump(min(left, 0.05))
        return self

    def shows(self, wanted: str) -> bool:
        """Whether the text is on the screen, row ends aside."""
        text = self.text
        return wanted in text or wanted in "".join(line.strip() for line in self.lines())

    def settle(self, quiet: float = 0.25, timeout: float = 10.0) -> Terminal:
        """Read until nothing has come for `quiet` seconds; the terminal itself."""
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline and self.pump(quiet):
            pass
        return self

    def resize(self, columns: int, rows: int) -> None:
        """Change the size, as when a window is dragged; the program gets SIGWINCH."""
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        _set_size(self._fd, columns, rows)

    def kill(self, number: int = signal.SIGTERM) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def exit_status(self, timeout: float = 10.0) -> int:
        """Wait for the end; the exit status, or minus the number of the signal that ended it."""
        deadline = time.perf_counter() + timeout
        while self._status is None:
            self.pump(0.01)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
            elif time.perf_counter() > deadline:
                raise AssertionError(f"still running after {timeout} s:\n{self.text}")
        while self.pump():
            pass
        return self._status

    def hang_up(self) -> int:
        """The window is closed under the program; its exit status."""
        os.close(self._fd)
        self._fd, self._eof = -1, True
        self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._status

    def close(self) -> None:
        """End the program if it still runs, and give everything back."""
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
            self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        if self._fd >= 0:
            os.close(self._fd)
            self._fd, self._eof = -1, True
        if self._scratch:
            self._scratch.cleanup()

    def _feed(self, data: bytes) -> None:
        """Give bytes to the screen; at each question, first draw what stands before it."""
        # pyte would draw the u of what ends the keyboard's other protocol.
        data = (self._unfed + data).replace(b"\x1b[<u", b"")
        self._unfed = b""
        while found := min(((data.find(q), q) for q in self._answers if q in data), default=None):
            end = found[0] + len(found[1])
            self._stream.feed(data[:end])
            self.send(self._answers[found[1]](self))
            data = data[end:]
        if self._answers and (begun := data.rfind(b"\x1b", -16)) >= 0:
            data, self._unfed = data[:begun], data[begun:]
            if any(q.startswith(self._unfed) for q in self._answers):
                self._stream.feed(data)
                return
            data, self._unfed = data + self._unfed, b""
        self._stream.feed(data)


def cursor_answer(terminal: Terminal) -> bytes:
    """What a terminal says to `CURSOR`: the cursor's row and column, from 1."""
    cursor = terminal.screen.cursor
    return b"\x1b[%d;%dR" % (cursor.y + 1, min(cursor.x, terminal.columns - 1) + 1)


def _spawn(
    argv: list[str], size: tuple[int, int], env: dict[str, str], stdin: bytes | None, cwd: Path
) -> tuple[int, int]:
    """Start a program in a new pseudo-terminal: its process id and the master's descriptor."""
    master, slave = os.openpty()
    _set_size(slave, *size)
    pipe = os.pipe() if stdin is not None else None
    pid = os.fork()
    if pid == 0:
        try:
            os.close(master)
            os.chdir(cwd)
            os.login_tty(slave)
            # Tests that run in the background of a shell ignore ^C, and so would the program.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            if pipe:
                os.dup2(pipe[0], 0)
                os.closerange(3, 64)
            os.execve(argv[0], argv, env)
        finally:
            os._exit(127)
    os.close(slave)
    if pipe and stdin is not None:
        os.close(pipe[0])
        threading.Thread(target=_write_all, args=(pipe[1], stdin), daemon=True).start()
    return pid, master


def _write_all(descriptor: int, data: bytes) -> None:
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    except OSError:
        pass  # The program stopped reading.
    finally:
        os.close(descriptor)


def _set_size(descriptor: int, columns: int, rows: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


Open = Callable[..., Terminal]
"""The fixture `open_terminal`: arguments of jreader -> its terminal."""
