"""A long file, loaded while it is read: its head at once, the rest by a worker.

What decides how a file is read stands in its head: encoding, front matter, format, the habit of
its line ends. Plain text in UTF-8 is then parsed piece by piece; a piece is cut where a
paragraph begins, so the blocks are those of the whole file and every offset is exact at once.
Other files, and those whose rest does not keep what the head promised (bytes that are no UTF-8),
are loaded whole by the worker and replace the blocks of the head.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reader.document import Document, check_of
from reader.errors import ReaderError
from reader.formats import LoadOptions, UnparsedPost, begin, document, finished, loaded, plain
from reader.formats.detect import SAMPLE
from reader.formats.input.source import read_bytes, to_source
from reader.formats.long.long_file import LongFile
from reader.formats.long.piecewise import NotInPieces, Parser, decoded, slabs
from reader.formats.long.rest import Rest
from reader.formats.long.slabs import Blocks
from reader.formats.parsed import Parsed

HEAD = 1 << 18
"""Bytes that are read before the first page; those of `plain.LEARNED` characters and more."""
FIRST = 1 << 14
"""Characters of the body that are parsed before the first page."""
_LONGEST_CHARACTER = 4
"""Bytes of a character in any encoding, at most."""


class LazyDocument(Document):
    """A document that grows. `more` adds what the worker has loaded; nothing else changes it."""

    _rest: Rest

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

    def preview(self, line: int, check: int) -> Document | None:
        parser = self._rest.parser
        if parser is None:
            return None
        data, last = self._rest.file.lines_from(line)
        try:
            text, _ = decoded(data)
        except NotInPieces:
            return None
        blocks = Parser(parser.habit, line).parse(text, last=last)
        if not blocks or check_of(blocks[0].text) != check:
            return None
        return Document(blocks, source=self.source, title=self.title)

    def give_up(self) -> None:
        self._rest.give_up()

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
        if rest.failed is not None:
            object.__setattr__(self, "notices", (rest.failed, *self.notices))
        if rest.final is None:
            return "grown"
        for name in Document.__match_args__:
            if name != "blocks" or rest.whole:
                object.__setattr__(self, name, getattr(rest.final, name))
        rest.final = None
        return "replaced" if rest.whole else "grown"

    def disturbed(self) -> str:
        return self._rest.file.disturbed()


def head_of(path: str, name: str, options: LoadOptions) -> Document:
    """The document of a long file, of which only the head is loaded yet.

    Raises ReaderError as `reader.formats.load` does.
    """
    try:
        file = LongFile(path)
        data = file.read(HEAD)
    except OSError:
        return loaded(read_bytes(path), name, options)
    end = _whole_part(data)
    try:
        source = to_source(data[:end], name=name, encoding=options.encoding)
        for _ in range(_LONGEST_CHARACTER - 1):
            if not source.text.endswith("\ufffd"):
                break
            # A character that the cut parts is no damage.
            end -= 1
            source = to_source(data[:end], name=name, encoding=options.encoding)
        begun = begin(source, name, options)
    except ReaderError:
        # The head alone may look like no text: let all of it be judged.
        whole = file.all()
        file.close()
        return loaded(whole, name, options)
    rest = Rest(file, begun, options)
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


def _first(rest: Rest) -> Document | None:
    """The post as far as it is shown first; None where that is too little to know its title."""
    body = rest.begun.body
    parser = Parser(plain.habit_of(body, rest.begun.breaks), rest.begun.first_line)
    cut = body.find("\n", FIRST) + 1 or len(body)
    blocks = parser.parse(body[:cut], last=False)
    if len(blocks) < 3:
        return None
    rest.parser, rest.unparsed = parser, body[cut:]
    rest.first = finished(rest.begun, Parsed(blocks, plain.subject(body)))
    return rest.first


def _in_pieces(begun: UnparsedPost, data: bytes) -> bool:
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


def _lazy(found: Document, rest: Rest) -> LazyDocument:
    blocks = Blocks()
    for slab in slabs(found.blocks):
        blocks.add(slab)
    values: dict[str, Any] = {name: getattr(found, name) for name in Document.__match_args__}
    made = LazyDocument(**{**values, "blocks": blocks})
    object.__setattr__(made, "_rest", rest)
    read = len(found.text.encode("utf-8", "replace"))
    rest.share = max(1, read) / max(1, rest.file.size)
    return made
