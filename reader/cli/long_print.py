"""A long post, typeset: set by several processes, handed on in order."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial

from reader.cli.opened_post import OpenedPost
from reader.cli.side_by_side import side_by_side
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

    Its characters, which the title page tells, are counted while the copies are at work.
    """
    layout = opened.layout(width, counted=False)
    front, rest = printing.parts(layout)
    texts = _made(layout, rest)
    following = next(texts, b"")
    sys.stdout.flush()
    if front:
        _write(_encoded(opened.layout(width), front))
    while following:
        _write(following)
        following = next(texts, b"")


def _made(layout: Layout, parts: list[range]) -> Iterator[bytes]:
    return side_by_side(partial(_encoded, layout), parts, least=_LEAST)


def _encoded(layout: Layout, part: range) -> bytes:
    """A part as it is written: encoded by the process that sets it, for one is to hand on all."""
    stream = sys.stdout
    text = printing.part(layout, part) + "\n"
    return text.encode(stream.encoding or "utf-8", stream.errors or "strict")


def _write(data: bytes) -> None:
    stream = sys.stdout
    if sys.platform == "win32" or not hasattr(stream, "buffer"):
        # Its line ends are its own, or it was put there by a program that called `main`.
        stream.write(data.decode(stream.encoding or "utf-8"))
    else:
        stream.buffer.write(data)
