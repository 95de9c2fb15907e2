"""A program in a pseudo-terminal, its output timed and counted but not drawn.

Drawing it, as `tests.terminal` does, would cost more than most programs do.
"""

from __future__ import annotations

import os
import re
import select
import signal
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from tests.terminal import ROOT, _set_size, _spawn

SIZE = (120, 40)
"""Columns and rows."""
_QUESTION, _ANSWER = b"\x1b[6n", b"\x1b[1;2R"
"""Where the cursor is, and what a terminal of narrow ambiguous characters says."""
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[=>78])")


class Session:
    """One program that runs; a context manager."""

    def __init__(self, argv: Sequence[str], home: Path) -> None:
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "LESSCHARSET": "utf-8",
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
        } | {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        self.output = bytearray()
        self.started = time.perf_counter()
        self.last = self.started
        """When the last byte came."""
        self.pid, self._terminal = _spawn(list(argv), SIZE, environment, None, ROOT)
        self._alive = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._alive:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def send(self, keys: bytes) -> None:
        """Type."""
        os.write(self._terminal, keys)

    def resize(self, columns: int, rows: int) -> None:
        """Another size of the terminal."""
        _set_size(self._terminal, columns, rows)

    def read(self, seconds: float) -> bool:
        """Take what comes within `seconds`; whether anything did."""
        if not select.select([self._terminal], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:
            return False
        self.last = time.perf_counter()
        self.output += data
        for _ in range(data.count(_QUESTION)):
            self.send(_ANSWER)
        return bool(data)

    def until(self, wanted: str, since: int = 0, timeout: float = 120.0) -> None:
        """Read until the text was written after `since` bytes, sequences and line ends aside.

        Raises TimeoutError.
        """
        needle, deadline = wanted.encode(), time.perf_counter() + timeout
        while needle not in _plain(bytes(self.output[since:])):
            left = deadline - time.perf_counter()
            if left <= 0 or not self.read(left):
                raise TimeoutError(wanted)

    def settle(self, quiet: float, timeout: float = 120.0) -> None:
        """Read until nothing has come for `quiet` seconds."""
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline and self.read(quiet):
            pass

    def answered(self, keys: bytes, quiet: float = 0.08, first: float = 5.0) -> float:
        """Milliseconds from the keys to the last byte of what they bring."""
        begun = time.perf_counter()
        self.send(keys)
        if not self.read(first):
            raise TimeoutError(keys)
        self.settle(quiet)
        return (self.last - begun) * 1000

    @property
    def cpu(self) -> float:
        """Milliseconds of CPU that it has used, threads that have ended with it (Linux)."""
        # The clock of another process as clock_getcpuclockid(3) makes it of its id.
        return time.clock_gettime((~self.pid << 3) | 2) * 1000

    def calm(self, timeout: float = 30.0) -> None:
        """Read until nothing is worked on any more: a half second with next to no CPU."""
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline:
            before, until = self.cpu, time.perf_counter() + 0.5
            while (left := until - time.perf_counter()) > 0:
                self.read(left)
            if self.cpu - before < 10:
                return

    @property
    def peak(self) -> float:
        """The most memory it has had, in MiB (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def memory_of_all(self, quiet: float, timeout: float = 60.0) -> float:
        """The most memory that it and its children have at one time, what they share counted
        once (PSS), in MiB, until nothing has come for `quiet` seconds (Linux)."""
        most, deadline = 0.0, time.perf_counter() + timeout
        silent = time.perf_counter()
        while time.perf_counter() < min(deadline, silent + quiet):
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
            most = max(most, sum(_share(int(pid)) for pid in (self.pid, *children)))
            if children or self.read(0.01):
                silent = time.perf_counter()
        return most

    def left(self, keys: bytes) -> float:
        """Milliseconds from the keys to the end of the program."""
        begun = time.perf_counter()
        self.send(keys)
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            self.read(0.001)
            if time.perf_counter() > begun + 20:
                raise TimeoutError(keys)
        self._alive = False
        return (time.perf_counter() - begun) * 1000


def _share(pid: int) -> float:
    """Memory of a process in MiB, of what it shares its share."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return int(rollup.partition("Pss:")[2].split()[0]) / 1024


def _plain(data: bytes) -> bytes:
    """Output without sequences and line ends."""
    return _SEQUENCE.sub(b"", data).replace(b"\r", b"").replace(b"\n", b"")


def new_home() -> tempfile.TemporaryDirectory[str]:
    """An empty home folder: nothing of an earlier run is remembered."""
    return tempfile.TemporaryDirectory(prefix="jreader-bench-")
