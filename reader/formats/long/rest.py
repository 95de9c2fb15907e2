"""What of a long file is not loaded yet, and the worker that loads it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from threading import Lock, Thread
from time import sleep

from reader.document import Block, Document, Notice
from reader.errors import ReaderError
from reader.formats import LoadOptions, UnparsedPost, begin, document, finished, notices, plain
from reader.formats.input.harmless import harmless_line
from reader.formats.input.source import STRETCH, stretches, to_source
from reader.formats.long.long_file import LongFile
from reader.formats.long.piecewise import NotInPieces, Parser, decoded, slabs
from reader.formats.long.slabs import Blocks, Slab
from reader.formats.parsed import Parsed
from reader.records import replace

PIECE = 1 << 17
"""Bytes that the worker takes at a time: some milliseconds of work."""
NAMED = 1 << 16
"""Characters above which a text that was loaded whole is named here: hashing it later would hold
the screen. The store names a short one by its path too."""

_ONE_AT_A_TIME = Lock()
"""Held while a file is loaded whole, which takes several times its size: one that was given up
ends before the next one begins."""


class _GivenUp(Exception):
    """Nobody waits for the rest any more."""


class Rest:
    """What is not loaded yet, and the worker that loads it."""

    def __init__(self, file: LongFile, begun: UnparsedPost, options: LoadOptions) -> None:
        self.file = file
        self.begun = begun
        self.options = options
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
        self.failed: Notice | None = None
        """Why the rest could not be loaded; None where it could."""
        self._started = False
        self._given_up = False

    def begin(self) -> None:
        if not self._started:
            self._started = True
            Thread(target=self.work, daemon=True).start()

    def give_up(self) -> None:
        """Nobody waits for the rest any more: the worker ends soon."""
        self._given_up = True

    def work(self) -> None:
        """Load everything; in the worker. What cannot be loaded is left out, and `failed` says it:
        what begins as text may go on as none, and a disk may fail."""
        try:
            self._load()
        except _GivenUp:
            pass
        except ReaderError:
            self.failed = Notice("formats.rest-binary")
        except Exception as error:  # a trace would be written over the page
            reason = harmless_line(str(error)) or type(error).__name__
            self.failed = Notice("formats.rest-unreadable", {"reason": reason})
        finally:
            self.file.close()
            self.ended = True

    def _load(self) -> None:
        if self.parser is not None:
            try:
                self._pieces(self.parser)
            except NotInPieces:
                pass
            else:
                return
        with _ONE_AT_A_TIME:
            self._load_whole()

    def _go_on(self) -> None:
        """Between two steps: let others have their turn. Raises _GivenUp."""
        sleep(0)
        if self._given_up:
            raise _GivenUp

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
                self._go_on()
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
            self._go_on()
            end = data.rfind(b"\n") + 1
            if end:
                yield *decoded(b"".join([*parts, data[:end]])), False
                parts = []
            parts.append(data[end:])
        yield *decoded(b"".join(parts)), True

    def _load_whole(self) -> None:
        from hashlib import blake2b

        self._go_on()
        name = self.begun.name
        source = to_source(self.file.all(), name=name, encoding=self.options.encoding)
        begun = begin(source, name, self.options)
        found, blocks = self._parsed(begun)
        if blocks.starts[-1] > NAMED:
            named = blake2b(digest_size=16)
            for number, text in enumerate(blocks.texts()):
                named.update(b"\n" * (number > 0) + text.encode("utf-8", "surrogatepass"))
                self._go_on()
            named.update(b"\0")
            self.fingerprint = named.hexdigest()
        self.whole = True
        self.final = replace(found, blocks=blocks)

    def _parsed(self, begun: UnparsedPost) -> tuple[Document, Blocks]:
        """The post, and its blocks in little room. Those of plain text are never all of them
        objects at once: they would take ten times the room of the file."""
        blocks = Blocks()
        parser = Parser(plain.habit_of(begun.body, begun.breaks), begun.first_line)
        texts = stretches(begun.body)
        head = next(texts, "")
        known = begun.kind.name == "plain" and len(head) <= 2 * STRETCH
        first = parser.parse(head, last=False) if known else []
        if len(first) < 3:  # too little to know the title by, or a giant line
            found = document(begun)
            self._add(blocks, found.blocks)
            return found, blocks
        found = finished(begun, Parsed(first, plain.subject(begun.body)))
        self._add(blocks, found.blocks)
        for text in texts:
            self._add(blocks, parser.parse(text, last=False))
        self._add(blocks, parser.parse("", last=True))
        return found, blocks

    def _add(self, blocks: Blocks, more: Sequence[Block]) -> None:
        for slab in slabs(more):
            blocks.add(slab)
            self._go_on()
