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
from time import monotonic

from reader.search.chunks import Chunk
from reader.search.matches import Match

SECONDS = 1.0
"""How long one search by regular expression may compute, in all."""

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
    """A process that matches; started when first asked, started again after it had to end."""

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


class Regex:
    """One expression to look for, with the time that is left to it."""

    def __init__(self, pattern: str, engine: RegexEngine, *, seconds: float = SECONDS) -> None:
        self._pattern = pattern
        self._engine = engine
        self._left = seconds
        self._flags = flags_of(pattern)

    def find(self, chunk: Chunk) -> list[Match]:
        """As `RegexEngine.find`, within what is left of the time."""
        begun = monotonic()
        try:
            return self._engine.find(self._pattern, self._flags, chunk, self._left)
        finally:
            self._left -= monotonic() - begun


def flags_of(pattern: str) -> int:
    """Smart case: a pattern without capital letters (escapes such as \\W aside) ignores case."""
    import re

    literal = re.sub(r"\\.", "", pattern, flags=re.DOTALL)
    return 0 if any(map(str.isupper, literal)) else int(re.IGNORECASE)
