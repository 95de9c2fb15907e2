"""Reads the batches of a document one after the other, here or in a process of its own."""

from __future__ import annotations

import marshal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Any

from reader.patience import given_up
from reader.search.chunks import Chunk, Chunks
from reader.search.sound.analysers import Analyser
from reader.search.sound.readings import Readings
from reader.search.sound.readings_builder import ReadingsBuilder, ruby_of
from reader.search.sound.words import analyse_plainly


class Reader:
    """Meant for a worker. Read either by `read` or by `read_beside`."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks: Iterator[Chunk] = iter(chunks)
        self._chunk: Chunk | None = None
        self._builder: ReadingsBuilder | None = None
        self._block = 0
        self._lock = Lock()

    def read(self, seconds: float, analyser: Analyser | None) -> bool:
        """Reads on for about so many seconds; True when the whole document is read."""
        end = perf_counter() + seconds
        with self._lock:
            while self._step(analyser or analyse_plainly):
                if perf_counter() >= end:
                    return False
        return True

    def read_beside(self, seconds: float) -> bool:
        """Reads for at most so many seconds in another process; whether that has an analyser.

        An analyser holds the interpreter while it loads its dictionary, for a fifth of a second,
        and reading is work for seconds: a screen in this process would stand still again and
        again. Raises OSError or EOFError where the process cannot be had.
        """
        end = perf_counter() + seconds
        with self._lock, ReadingProcess() as process:
            for chunk in self._chunks:
                try:
                    chunk.readings = process.read(chunk)
                except (OSError, EOFError):
                    self._chunks = chain([chunk], self._chunks)
                    raise
                if perf_counter() >= end:
                    break
            return process.reads_kanji

    def _step(self, analyser: Analyser) -> bool:
        """Reads one block; False where none is left."""
        if self._chunk is None:
            self._chunk = next(self._chunks, None)
            if self._chunk is None:
                return False
            self._builder, self._block = ReadingsBuilder(analyser), 0
        chunk, builder, block = self._chunk, self._builder, self._block
        assert builder is not None
        if block < len(chunk.texts):
            ruby = ruby_of(chunk.marks[block]) if chunk.marks else ()
            builder.add(chunk.texts[block], chunk.starts[block], ruby)
            self._block += 1
        else:
            chunk.readings, self._chunk = builder.seal(), None
        return True


_PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from reader.search.sound.reading_worker import main
main()
"""
"""What the process runs; its argument is the folder that the package `reader` lies in."""


PATIENCE = 60.0
"""Seconds for a batch, which takes some tenths of one."""


class ReadingProcess:
    """A process that reads batches; see `reader.search.sound.reading_worker`."""

    def __init__(self) -> None:
        # Isolated (-I): neither the current folder nor PYTHONPATH says what is imported.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _PROGRAM, str(Path(__file__).parents[3])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            self.reads_kanji: bool = self._answer()
            """Whether an analyser is installed."""
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        self._process.wait()

    def read(self, chunk: Chunk) -> Readings:
        """How a batch is read."""
        assert self._process.stdin
        ruby = [ruby_of(marks) for marks in chunk.marks]
        with given_up(self._process.kill, PATIENCE):
            marshal.dump((list(chunk.texts), ruby), self._process.stdin)
            self._process.stdin.flush()
        return Readings(self._answer())

    def _answer(self) -> Any:
        assert self._process.stdout
        with given_up(self._process.kill, PATIENCE):
            try:
                return marshal.load(self._process.stdout)
            except (ValueError, TypeError) as error:
                raise EOFError(str(error)) from error
