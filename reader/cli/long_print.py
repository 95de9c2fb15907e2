"""A long post, typeset: set by several processes, handed on in order."""

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
"""Blocks from which on a post is set by several processes."""
_LEAST = 8
"""Parts for each of them."""


def is_long(opened: OpenedPost) -> bool:
    """Whether a post is worth more than one process."""
    return len(opened.document.blocks) >= LONG


def print_long(opened: OpenedPost, width: int) -> None:
    """Write what `printing.plain` gives of a post, a part at a time.

    Its characters, which the title page tells, are counted while the processes are at work.
    """
    layout = opened.layout(width, counted=False)
    front, rest = printing.parts(layout)
    stream = sys.stdout
    coding = (stream.encoding or "utf-8", stream.errors or "strict")
    context = _Context(opened.call, opened.settings, width, coding)
    # Standard input has been read by this process: the others have no way to it.
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
    """What a process needs to set parts of a post."""

    call: Call
    settings: Settings
    width: int
    coding: tuple[str, str]
    """Encoding of standard output, and what becomes of characters that it lacks."""


@lru_cache(maxsize=1)
def _layout(call: Call, settings: Settings, width: int) -> Layout:
    return OpenedPost(call.posts[0], call, settings).layout(width, counted=False)


def encoded_part(context: _Context, part: range) -> bytes:
    """The rows of some items of a post, encoded."""
    layout = _layout(context.call, context.settings, context.width)
    return _encoded(layout, context.coding, part)


def _encoded(layout: Layout, coding: tuple[str, str], part: range) -> bytes:
    """A part as it is written. The process that sets it encodes it, because a single process hands
    all parts on."""
    return f"{printing.part(layout, part)}\n".encode(*coding)


def _write(data: bytes) -> None:
    stream = sys.stdout
    if sys.platform == "win32" or not hasattr(stream, "buffer"):
        # Its line ends are its own, or it was put there by a program that called `main`.
        stream.write(data.decode(stream.encoding or "utf-8"))
    else:
        stream.buffer.write(data)
