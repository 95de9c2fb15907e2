"""What of a long file is not loaded yet, and the worker that loads it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from threading import Thread
from time import sleep

from reader.document import Document
from reader.errors import ReaderError
from reader.formats import Begun, load, notices
from reader.formats.compact import Blocks, Slab
from reader.formats.long_file import LongFile
from reader.formats.pieces import NotInPieces, Parser, decoded, slabs
from reader.records import replace

PIECE = 1 << 17
"""Bytes that the worker takes at a time: some milliseconds of work."""
NAMED = 1 << 16
"""Characters above which a text that was loaded whole is named here: hashing it later would hold
the screen. The store names a short one by its path too."""


class Rest:
    """What is not loaded yet, and the worker that loads it."""

    def __init__(self, file: LongFile, begun: Begun, asked: tuple[str, str | None]) -> None:
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
                raise NotInPieces
            self._pieces(self.parser)
        except NotInPieces:
            self._load_whole()
        finally:
            self.file.close()
            self.ended = True

    def _pieces(self, parser: Parser) -> None:
        from reader.digests import blake2b

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
                yield *decoded(b"".join([*parts, data[:end]])), False
                parts = []
            parts.append(data[end:])
        yield *decoded(b"".join(parts)), True

    def _load_whole(self) -> None:
        from hashlib import blake2b

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
        if found.length > NAMED:
            named = blake2b(digest_size=16)
            for number, text in enumerate(blocks.texts()):
                named.update(b"\n" * (number > 0) + text.encode("utf-8", "surrogatepass"))
            named.update(b"\0")
            self.fingerprint = named.hexdigest()
        self.whole = True
        self.final = replace(found, blocks=blocks)
