"""Reads the batches of a document one after the other, here or in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from threading import Lock
from time import perf_counter

from reader.processes import Process, ProcessFailed
from reader.search.chunks import Chunk, Chunks
from reader.search.sound.analysers import Analyser
from reader.search.sound.readings import Readings
from reader.search.sound.readings_builder import ReadingsBuilder, ruby_of
from reader.search.sound.words import analyse_plainly


class Reader:
    """Finds the readings of a document's chunks; for a worker thread, which calls either `read`
    or `read_beside`."""

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
        again. Raises ProcessFailed; what was not read then is read by `read`.
        """
        end, reads_kanji = perf_counter() + seconds, True
        with self._lock, ReadingProcess() as process:
            for chunk in self._chunks:
                try:
                    chunk.readings, reads_kanji = process.read(chunk)
                except ProcessFailed:
                    self._chunks = chain([chunk], self._chunks)
                    raise
                if perf_counter() >= end:
                    break
            return reads_kanji

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


PATIENCE = 60.0
"""Seconds for a batch, which takes some tenths of one."""


class ReadingProcess:
    """A process that reads batches."""

    def __init__(self) -> None:
        """Raises ProcessFailed where there can be none."""
        self._process = Process("reader.search.sound.reading_worker:read")

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.close()

    def read(self, chunk: Chunk) -> tuple[Readings, bool]:
        """How a batch is read, and whether an analyser that reads kanji is installed. Raises
        ProcessFailed."""
        self._process.ask(list(chunk.texts), [ruby_of(marks) for marks in chunk.marks])
        packed, reads_kanji = self._process.answer(PATIENCE)
        return Readings(packed), reads_kanji
