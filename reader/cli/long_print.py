"""`--print` of a long post: parts of it are typeset by several processes and written in order."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reader.cli.opened_post import OpenedPost
from reader.cli.options import Call
from reader.cli.side_by_side import side_by_side
from reader.config import Settings
from reader.output import printing
from reader.typeset import Layout

LONG = 4096
"""Number of blocks from which on several processes typeset a post."""
_LEAST = 8
"""Least number of parts for each process."""


def is_long(opened: OpenedPost) -> bool:
    """Whether a post has enough blocks for more than one process."""
    return len(opened.document.blocks) >= LONG


def print_long(opened: OpenedPost, width: int) -> None:
    """Write the lines of `printing.plain` for a post, part by part; `width` in cells.

    This process counts the characters for the title page while the others typeset the text.
    """
    layout = opened.layout(width, counted=False)
    front, rest = printing.parts(layout)
    stream = sys.stdout
    coding = (stream.encoding or "utf-8", stream.errors or "strict")
    context = _Context(opened.call, opened.settings, width, coding)
    # A post from standard input cannot be read again by another process.
    least = len(rest) + 1 if opened.source == "-" else _LEAST
    texts: Iterator[bytes]
    if len(rest) < 2 * least:
        texts = (_encoded(layout, coding, part) for part in rest)
    else:
        texts = side_by_side(encoded_part, context, rest, least)
    following = next(texts, b"")
    sys.stdout.flush()
    if front:
        _write(_encoded(opened.layout(width), coding, front))
    while following:
        _write(following)
        following = next(texts, b"")


class _Context(NamedTuple):
    """Everything that a process needs for typesetting parts of a post."""

    call: Call
    settings: Settings
    width: int
    coding: tuple[str, str]
    """Encoding and error handler of standard output, as for `str.encode`."""


@lru_cache(maxsize=1)
def _layout(call: Call, settings: Settings, width: int) -> Layout:
    return OpenedPost(call.posts[0], call, settings).layout(width, counted=False)


def encoded_part(context: _Context, part: range) -> bytes:
    """The rows of a range of items, encoded for standard output; runs in another process."""
    layout = _layout(context.call, context.settings, context.width)
    return _encoded(layout, context.coding, part)


def _encoded(layout: Layout, coding: tuple[str, str], part: range) -> bytes:
    """The rows of a range of items, encoded here because the process that writes all parts is the
    slowest of all."""
    return f"{printing.part(layout, part)}\n".encode(*coding)


def _write(data: bytes) -> None:
    stream = sys.stdout
    if sys.platform == "win32" or not hasattr(stream, "buffer"):
        # Windows translates line ends in the text layer; a program that calls `main` may have
        # replaced standard output by a stream without bytes.
        stream.write(data.decode(stream.encoding or "utf-8"))
    else:
        stream.buffer.write(data)
