"""Regular expressions with a time limit.

Python's `re` holds the interpreter while it matches, so a thread cannot stop it and a screen
beside it stands still; `(a+)+$` would freeze the reader for years. The expressions therefore run
in a small process (no site packages, about 15 ms to start, kept for the next key) that ends
itself when its time is over. It needs nothing but the standard library, where the `regex` package
would be one more compiled dependency for the same promise.
"""

from __future__ import annotations

import marshal
import subprocess
import sys
import weakref
from array import array
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import monotonic

from reader.patience import given_up
from reader.search.chunks import Chunk
from reader.search.matches import Match

SECONDS = 2.0
"""How long one search by regular expression may compute, in all."""

_PATIENCE = 10.0
"""Seconds more until the process is given up: it keeps the time itself, unless it is stopped."""
_WORKER = Path(__file__).with_name("regex_worker.py")


class RegexProblem(Exception):
    """The expression is wrong, or took too long."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        """Key in `reader.wording`."""
        self.values = values
        """What the sentence is filled with."""


class RegexEngine:
    """A process that matches; started when first asked, started again after it had to end.

    One search at a time has it.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[[subprocess.Popen[bytes]], RegexEngine] | None = None
        self._sent: set[int] = set()

    def find(self, pattern: str, flags: int, chunk: Chunk, seconds: float) -> list[Match]:
        """The matches that are not empty, in offsets into the chunk, `^` and `$` being the ends
        of a block.

        Raises RegexProblem for an expression that is wrong or needs longer than `seconds`.
        """
        if seconds <= 0:
            raise RegexProblem("search.slow-regex", seconds=SECONDS)
        try:
            answer = self._ask(pattern, flags, chunk, seconds)
        except (OSError, EOFError, ValueError, TypeError):
            self.close()
            raise RegexProblem("search.slow-regex", seconds=SECONDS) from None
        if isinstance(answer[1], str):
            raise RegexProblem("search.bad-regex", reason=answer[1], position=answer[2] + 1)
        numbers = array("q", answer[1])
        return [Match(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]

    def kill(self) -> None:
        """Ends the process under whoever waits for it, from another thread."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """Ends the process; the next question starts another."""
        if self._end is not None:
            self._end()
        self._process = self._end = None
        self._sent.clear()

    def _ask(
        self, pattern: str, flags: int, chunk: Chunk, seconds: float
    ) -> tuple[str, str | bytes, int]:
        process = self._process or self._start()
        with given_up(process.kill, seconds + _PATIENCE):
            return self._hear(process, pattern, flags, chunk, seconds)

    def _hear(
        self,
        process: subprocess.Popen[bytes],
        pattern: str,
        flags: int,
        chunk: Chunk,
        seconds: float,
    ) -> tuple[str, str | bytes, int]:
        assert process.stdin and process.stdout
        if chunk.first not in self._sent:
            self._sent.add(chunk.first)
            marshal.dump(("text", chunk.first, list(chunk.texts)), process.stdin)
        marshal.dump(("find", chunk.first, pattern, flags, seconds), process.stdin)
        process.stdin.flush()
        answer: tuple[str, str | bytes, int] = marshal.load(process.stdout)
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._end = weakref.finalize(self, _stop, process)
        return process


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()
    process.wait()


class RegexEngines:
    """The engines that no search has: one is kept for the next."""

    def __init__(self) -> None:
        self._idle: list[RegexEngine] = []

    def lend(self) -> RegexEngine:
        """One that nobody else has."""
        try:
            return self._idle.pop()
        except IndexError:
            return RegexEngine()

    def give_back(self, engine: RegexEngine) -> None:
        """It is free for the next."""
        if self._idle:
            engine.close()
        else:
            self._idle.append(engine)


class Regex:
    """One expression to look for, with the time that is left to it."""

    def __init__(self, pattern: str, engines: RegexEngines, *, seconds: float = SECONDS) -> None:
        self._pattern = pattern
        self._engines = engines
        self._engine: RegexEngine | None = None
        self._left = seconds
        self._flags = flags_of(pattern)
        self._cancelled = False
        self._lock = Lock()
        """Held where the engine changes hands: only one's own is killed."""

    def find(self, chunk: Chunk) -> list[Match]:
        """As `RegexEngine.find`, within what is left of the time; nothing once cancelled."""
        if self._cancelled:
            return []
        # Asked batch by batch: between two of them another search may have the engine, and the
        # texts that it remembers are the same for all.
        self._engine = engine = self._engines.lend()
        begun = monotonic()
        try:
            return engine.find(self._pattern, self._flags, chunk, self._left)
        except RegexProblem:
            if self._cancelled:
                return []
            raise
        finally:
            self._left -= monotonic() - begun
            with self._lock:
                self._engine = None
            self._engines.give_back(engine)

    def cancel(self) -> None:
        """Ends what is being looked for, from any thread: its process is killed."""
        with self._lock:
            self._cancelled = True
            if self._engine is not None:
                self._engine.kill()


def flags_of(pattern: str) -> int:
    """Smart case: a pattern without capital letters (escapes such as \\W aside) ignores case."""
    import re

    literal = re.sub(r"\\.", "", pattern, flags=re.DOTALL)
    return 0 if any(map(str.isupper, literal)) else int(re.IGNORECASE)
