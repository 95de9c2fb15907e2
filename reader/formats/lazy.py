"""A long file, loaded while it is read: its head at once, the rest by a worker.

What decides how a file is read stands in its head: encoding, front matter, format, the habit of
its line ends. Plain text in UTF-8 is then parsed piece by piece; a piece is cut where a
paragraph begins, so the blocks are those of the whole file and every offset is exact at once.
Other files, and those whose rest does not keep what the head promised (bytes that are no UTF-8),
are loaded whole by the worker and replace the blocks of the head.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

from reader.document import Block, Document
from reader.errors import ReaderError
from reader.formats import Begun, begin, document, finished, load, notices, plain
from reader.formats.compact import Blocks, Slab
from reader.formats.detect import SAMPLE
from reader.formats.harmless import harmless
from reader.formats.parsed import Parsed
from reader.formats.source import read_bytes, to_source
from reader.records import replace

HEAD = 1 << 18
"""Bytes that are read before the first page; those of `plain.LEARNED` characters and more."""
FIRST = 1 << 14
"""Characters of the body that are parsed before the first page."""
PIECE = 1 << 17
"""Bytes that the worker takes at a time: some milliseconds of work."""
SLAB = 1 << 10
"""Blocks that are kept together at most."""


class _NotInPieces(Exception):
    """The rest of the file is not what its head promised."""


class LazyDocument(Document):
    """A document that grows. `more` adds what the worker has loaded; nothing else changes it."""

    _rest: _Rest

    @property
    def _blocks(self) -> Blocks:
        assert isinstance(self.blocks, Blocks)
        return self.blocks

    @property
    def starts(self) -> Sequence[int]:
        """As in `Document`; it grows."""
        return self._blocks.starts

    @property
    def text(self) -> str:
        """As in `Document`; made anew each time, for it is long."""
        return "\n".join(self._blocks.texts())

    @property
    def characters(self) -> Sequence[int]:
        return self._blocks.characters

    @property
    def fingerprint(self) -> str:
        return self._rest.fingerprint if self.complete else ""

    def part(self, start: int, end: int) -> str:
        return self._blocks.part(max(0, start), end)

    @property
    def complete(self) -> bool:
        return self._rest.taken

    @property
    def share(self) -> float:
        return 1.0 if self.complete else max(self._rest.share, 1e-6)

    def begin(self) -> None:
        self._rest.begin()

    def finish(self) -> None:
        self._rest.work()
        self.more()

    def more(self) -> str:
        rest = self._rest
        if rest.taken:
            return ""
        ended = rest.ended
        grown = False
        while rest.ready:
            slab, rest.share = rest.ready.popleft()
            self._blocks.add(slab)
            grown = True
        if not ended:
            return "grown" if grown else ""
        rest.taken = True
        if rest.final is None:
            return "grown"
        for name in Document.__match_args__:
            if name != "blocks" or rest.whole:
                object.__setattr__(self, name, getattr(rest.final, name))
        rest.final = None
        return "replaced" if rest.whole else "grown"

    def disturbed(self) -> str:
        return self._rest.file.disturbed()


class _File:
    """An open file, read up to the size that it had when it was opened."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._status = os.fstat(self._descriptor)
        self.size = self._status.st_size
        self.read_to = 0

    def read(self, count: int) -> bytes:
        """The next bytes, b"" at the end."""
        data = _read_at(
            self._descriptor, max(0, min(count, self.size - self.read_to)), self.read_to
        )
        self.read_to += len(data)
        return data

    def all(self) -> bytes:
        """Everything from the start."""
        self.read_to = 0
        return b"".join(iter(lambda: self.read(1 << 20), b""))

    def close(self) -> None:
        """Give the descriptor back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def disturbed(self) -> str:
        """As `Document.disturbed`."""
        try:
            now = Path(self._path).stat()
        except OSError:
            return "formats.gone"
        if now.st_size != self.size:
            return "formats.grown" if now.st_size > self.size else "formats.shrunk"
        changed = now.st_mtime_ns != self._status.st_mtime_ns or now.st_ino != self._status.st_ino
        return "formats.rewritten" if changed else ""


def _read_at(descriptor: int, count: int, at: int) -> bytes:
    """Some bytes from a place on: a copy of the process may read the same file."""
    if sys.platform != "win32":
        return os.pread(descriptor, count, at)
    os.lseek(descriptor, at, os.SEEK_SET)
    return os.read(descriptor, count)


class _Rest:
    """What is not loaded yet, and the worker that loads it."""

    def __init__(self, file: _File, begun: Begun, asked: tuple[str, str | None]) -> None:
        self.file = file
        self.begun = begun
        self.asked = asked
        """Input format and encoding as the user gave them."""
        self.parser: Parser | None = None
        self.unparsed = ""
        """Text of the body that the head has and that is not parsed yet."""
        self.rest = b""
        """Bytes of the head behind its last line end."""
        self.ready: deque[tuple[Slab, float]] = deque()
        """Loaded and not yet taken in, each with the share of the file that is loaded then."""
        self.share = 0.0
        self.ended = False
        self.taken = False
        self.whole = False
        """Whether `final` has other blocks than the pieces."""
        self.final: Document | None = None
        self.first: Document | None = None
        self.fingerprint = ""
        self._started = False

    def begin(self) -> None:
        if not self._started:
            self._started = True
            Thread(target=self.work, daemon=True).start()

    def work(self) -> None:
        """Load everything; in the worker."""
        try:
            if self.parser is None:
                raise _NotInPieces
            self._pieces(self.parser)
        except _NotInPieces:
            self._load_whole()
        finally:
            self.file.close()
            self.ended = True

    def _pieces(self, parser: Parser) -> None:
        from hashlib import blake2b

        named = blake2b(digest_size=16)
        removed = self.begun.removed
        assert self.first is not None
        named.update("\n".join(block.text for block in self.first.blocks).encode())
        wanting = len(self.first.blocks) > 0
        self.first = replace(self.first, blocks=())
        for text, cut, last in self._texts():
            removed += cut
            for slab in slabs(parser.parse(text, last=last)):
                if wanting:
                    named.update(b"\n")
                named.update(slab.text.encode())
                wanting = True
                self.ready.append((slab, self.file.read_to / max(1, self.file.size)))
                sleep(0)
        named.update(b"\0")
        self.fingerprint = named.hexdigest()
        source = self.begun.source
        told = (*notices(source, removed), *self.begun.front.notices)
        self.final = replace(self.first, controls_removed=removed, notices=told)

    def _texts(self) -> Iterator[tuple[str, int, bool]]:
        """(harmless text that ends with a line, what was cut out of it, whether it is the last)
        of the rest of the file."""
        yield self.unparsed, 0, False
        self.unparsed = ""
        parts = [self.rest]
        while data := self.file.read(PIECE):
            end = data.rfind(b"\n") + 1
            if end:
                yield *_decoded(b"".join([*parts, data[:end]])), False
                parts = []
            parts.append(data[end:])
        yield *_decoded(b"".join(parts)), True

    def _load_whole(self) -> None:
        input_format, encoding = self.asked
        self.ready.clear()
        try:
            found = load(
                self.file.all(),
                name=self.begun.name,
                input_format=input_format,
                encoding=encoding,
            )
        except ReaderError:
            # What begins as text and goes on as none: the head stays, and it is said.
            return
        blocks = Blocks()
        for slab in slabs(found.blocks):
            blocks.add(slab)
        self.whole = True
        self.final = replace(found, blocks=blocks)


class Parser:
    """Parses plain text in pieces that end with a line.

    The last block of a piece may go on in the next one: it is parsed again with it.
    """

    def __init__(self, habit: plain.Habit, first_line: int) -> None:
        self._habit = habit
        self._line = first_line
        self._kept = ""

    def parse(self, text: str, *, last: bool) -> list[Block]:
        """The blocks that are certain; `last` where nothing follows."""
        if not last and len(text) < len(self._kept):
            # A paragraph of very many lines is not to be gone through for each of them.
            self._kept += text
            return []
        text = self._kept + text
        lines = text.replace("\t", " ").split("\n")
        if not last:
            lines.pop()
        found = plain.paragraphs(lines, self._line, self._habit)
        if not last:
            begins = found.pop().line - self._line if found else len(lines)
            self._kept = "".join(line + "\n" for line in lines[begins:])
            self._line += begins
        return plain.read(text, found)


def slabs(blocks: Sequence[Block]) -> Iterator[Slab]:
    """The blocks in slabs of a size that takes no time to make."""
    for at in range(0, len(blocks), SLAB):
        yield Slab(blocks[at : at + SLAB])


def _decoded(data: bytes) -> tuple[str, int]:
    """The harmless text of some lines, and what was cut out. Raises _NotInPieces."""
    if b"\x1b$" in data:
        raise _NotInPieces
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise _NotInPieces from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return harmless(text)


def head_of(path: str, name: str, input_format: str, encoding: str | None) -> Document:
    """The document of a long file, of which only the head is loaded yet.

    Raises ReaderError as `reader.formats.load` does.
    """
    try:
        file = _File(path)
        data = file.read(HEAD)
    except OSError:
        return load(read_bytes(path), name=name, input_format=input_format, encoding=encoding)
    end = _whole_part(data)
    try:
        begun = begin(to_source(data[:end], name=name, encoding=encoding), name, input_format)
    except ReaderError:
        # The head alone may look like no text: let all of it be judged.
        return load(file.all(), name=name, input_format=input_format, encoding=encoding)
    rest = _Rest(file, begun, (input_format, encoding))
    rest.rest = data[end:]
    found = _first(rest) if _in_pieces(begun, data[:end]) else None
    return _lazy(found or document(begun), rest)


def _whole_part(data: bytes) -> int:
    """How many bytes of a head can be shown: its whole lines, else its whole characters."""
    end = data.rfind(b"\n") + 1
    if end > len(data) // 2:
        return end
    end = len(data) & ~3
    while end and data[end - 1] & 0xC0 == 0x80:
        end -= 1
    return end - (end > 0 and data[end - 1] >= 0xC0)


def _first(rest: _Rest) -> Document | None:
    """The post as far as it is shown first; None where that is too little to know its title."""
    body = rest.begun.body
    parser = Parser(plain.habit_of(body), rest.begun.first_line)
    cut = body.find("\n", FIRST) + 1 or len(body)
    blocks = parser.parse(body[:cut], last=False)
    if len(blocks) < 3:
        return None
    rest.parser, rest.unparsed = parser, body[cut:]
    rest.first = finished(rest.begun, Parsed(blocks))
    return rest.first


def _in_pieces(begun: Begun, data: bytes) -> bool:
    """Whether the rest of a file can be parsed as it comes, as far as the head tells."""
    source, front = begun.source, begun.front
    return (
        begun.kind.name == "plain"
        and source.encoding == "utf-8"
        and source.sure
        and not source.damaged
        and data.endswith(b"\n")
        and len(begun.body) >= max(plain.LEARNED, SAMPLE)
        # Front matter may end behind the head.
        and (front.present or not begun.body[:400].lstrip().startswith("---"))
    )


def _lazy(found: Document, rest: _Rest) -> LazyDocument:
    blocks = Blocks()
    for slab in slabs(found.blocks):
        blocks.add(slab)
    values: dict[str, Any] = {name: getattr(found, name) for name in Document.__match_args__}
    made = LazyDocument(**{**values, "blocks": blocks})
    object.__setattr__(made, "_rest", rest)
    read = len(found.text.encode("utf-8", "replace"))
    rest.share = max(1, read) / max(1, rest.file.size)
    return made
