"""From bytes to a Document of harmless text: the only way a post comes into the reader.

`FORMATS` is the table of what can be read. A format is a module with a function
`parse(body, first_line, breaks) -> Parsed`; it is imported when a post is in it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from reader.config.settings import Breaks
from reader.document import Document, Notice
from reader.errors import ReaderError
from reader.formats import detect
from reader.formats.front.fields import fields_of
from reader.formats.front.front_matter import FrontMatter, split
from reader.formats.input.harmless import harmless, harmless_line
from reader.formats.input.source import Source, is_long, read_bytes, to_source
from reader.formats.parsed import Parsed
from reader.formats.title import title_of, without_echo
from reader.records import dataclass

__all__ = ["FORMATS", "Format", "load"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that posts are written in."""

    name: str
    """As `--input-format` and `Document.format` have it."""
    module: str
    """Where its `parse` is."""
    fits: Callable[[str, str, bool], bool]
    """(file name, body, has front matter) -> whether a post is in this format."""

    def parse(self, body: str, first_line: int, breaks: Breaks = "auto") -> Parsed:
        """The blocks of a harmless body whose first line is line `first_line` of its file."""
        parsed: Parsed = import_module(self.module).parse(body, first_line, breaks)
        return parsed


FORMATS: tuple[Format, ...] = (
    Format("aozora", "reader.formats.aozora", detect.is_aozora),
    Format("markdown", "reader.formats.markdown.markdown", detect.is_markdown),
    Format("plain", "reader.formats.plain", detect.is_plain),
)
"""In the order in which they are tried; the last one fits everything."""


def load(
    source: str | bytes,
    *,
    name: str = "",
    input_format: str = "auto",
    encoding: str | None = None,
    breaks: Breaks = "auto",
    lazily: bool = False,
) -> Document:
    """The post at a path, or of bytes that were read elsewhere (then `name` says from where).

    `input_format` is a name of FORMATS or "auto"; `encoding` any that Python knows, else it is
    found by validation; `breaks`: which line ends mean something. `lazily` reads only the head of
    a long file; the document then grows, see `formats.long.lazy_document`. Raises ReaderError for
    what cannot be read: a missing file, a directory, no permission, a binary, an unknown encoding
    or format.
    """
    known = [entry.name for entry in FORMATS]
    if input_format != "auto" and input_format not in known:
        shown = ", ".join(["auto", *known])
        raise ReaderError("formats.unknown-format", format=harmless_line(input_format), known=shown)
    if isinstance(source, str):
        name = name or source
        if lazily and is_long(source):
            from reader.formats.long.lazy_document import head_of

            return head_of(source, name, LoadOptions(input_format, encoding, breaks))
        source = read_bytes(source)
    return loaded(source, name, LoadOptions(input_format, encoding, breaks))


class LoadOptions(NamedTuple):
    """What the user says of a post before it is read; see `load`."""

    input_format: str
    encoding: str | None
    breaks: Breaks


def loaded(data: bytes, name: str, options: LoadOptions) -> Document:
    """The post of these bytes."""
    source = to_source(data, name=name, encoding=options.encoding)
    return document(begin(source, name, options))


@dataclass(frozen=True, slots=True)
class UnparsedPost:
    """A post whose format and front matter are known and whose body is not parsed yet."""

    source: Source
    name: str
    removed: int
    """How many things were made harmless."""
    front: FrontMatter
    body: str
    first_line: int
    """The line of its file where the body begins, 1-based."""
    kind: Format
    breaks: Breaks


def begin(source: Source, name: str, options: LoadOptions) -> UnparsedPost:
    """What is decided before the body is parsed."""
    text, removed = harmless(source.text)
    front = split(text)
    body = text[front.body :]
    kind = next(
        entry
        for entry in FORMATS
        if entry.name == options.input_format
        or (options.input_format == "auto" and entry.fits(name, body, front.present))
    )
    line = text.count("\n", 0, front.body) + 1
    return UnparsedPost(source, name, removed, front, body, line, kind, options.breaks)


def document(begun: UnparsedPost) -> Document:
    """The post with its body parsed."""
    return finished(begun, begun.kind.parse(begun.body, begun.first_line, begun.breaks))


def finished(begun: UnparsedPost, parsed: Parsed) -> Document:
    """The post of what was decided and of what was parsed."""
    front, kind, source, removed = begun.front, begun.kind, begun.source, begun.removed
    fields = fields_of(front.fields)
    title = fields.title or parsed.title
    blocks = without_echo(parsed.blocks, title)
    return Document(
        blocks=blocks,
        source=harmless_line(begun.name),
        title=title or title_of(blocks),
        author=fields.author or parsed.author,
        date=fields.date,
        tags=fields.tags,
        excerpt=fields.excerpt,
        minutes_stated=fields.minutes,
        front_matter=front.fields,
        format=kind.name,
        encoding=source.encoding,
        encoding_sure=source.sure,
        controls_removed=removed,
        notices=(*notices(source, removed), *front.notices, *parsed.notices),
    )


def notices(source: Source, removed: int) -> list[Notice]:
    """What the reader should be told about the bytes."""
    found: list[Notice] = []
    if source.damaged:
        values = {"count": source.damaged, "encoding": source.encoding}
        found.append(Notice("formats.damaged", values))
    if not source.sure:
        found.append(Notice("formats.encoding-guessed", {"encoding": source.encoding}))
    if removed:
        found.append(Notice("formats.controls", {"count": removed}))
    return found
