"""Which stored post a document belongs to.

A post is identified by its text, whatever its path. An unknown text belongs to the post of its
path, as a new version; or to the post that it shares most of its sentences with (a file renamed
and edited); or else to a new post. A text that shares no sentence with the post of its path is a
new post, too.
"""

from __future__ import annotations

import os
import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from zlib import crc32

from reader import disk

if TYPE_CHECKING:
    from reader.document import Document

SKETCH = 128
"""Sentences kept of a text to know it again by: those with the smallest hashes."""
ENOUGH = 16
"""Sentences that a text needs for its sketch to prove that it is another post."""
SHARED = 0.5
"""Share of the smaller sketch that must be common for an unknown text at an unknown path."""
_SHORT = 16
"""Characters below which a text is known by its path too: two files that say "test"."""
LONGEST = 1_000_000
"""Characters that a sketch is made from, so that opening a huge post does not wait."""

_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_STOP = re.compile(r"[。．！？!?\n]+")

Query = Callable[..., list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class KnownPost:
    """The rows of the database that belong to a text."""

    post: int | None
    """Row id of the text's post; None for a new post."""
    text: int | None
    """Row id of the text, a version of the post; None for a new version."""


def absolute(path: str) -> str:
    """The path that names a file, links resolved; "" for what is not a file that stays.

    Bytes of a name that are no UTF-8, and characters that could act on a terminal, are written
    as escapes (\\udce9, \\u001b): what is kept is shown in lists and exports.
    """
    if path in ("", "-") or path.startswith(("/dev/", "/proc/")):
        return ""
    try:
        real = os.path.realpath(path)
    except (OSError, ValueError):  # the current folder is gone
        real = path
    if real.isprintable():
        return real
    from reader.formats.input.harmless import harmless_line

    return "".join(
        c if c == " " or harmless_line(f"a{c}a") == f"a{c}a" else f"\\u{ord(c):04x}" for c in real
    )


def openable(path: str) -> str:
    """The path of the file that `absolute` gave a name to."""
    if _ESCAPE.search(path) and not disk.exists(path):
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), path)
    return path


def digest(text: str, path: str) -> str:
    """The name of a version: BLAKE2b of the text (128 bits) as hex digits. The path is hashed
    with a text shorter than `_SHORT`, which several posts may share."""
    salt = path if len(text) < _SHORT else ""
    return blake2b(f"{text}\0{salt}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def sketch(text: str) -> bytes:
    """The smallest hashes of a text's sentences, as 32-bit numbers (bottom-k sketch)."""
    found = {
        crc32(piece.encode("utf-8", "surrogatepass"))
        for piece in map(str.strip, _between_stops(text[:LONGEST]))
        if len(piece) >= 8
    }
    return array("I", sorted(found)[:SKETCH]).tobytes()


def _between_stops(text: str) -> Iterator[str]:
    """The pieces of `_STOP.split`, singly: a single call for a long text would hold up the
    screen."""
    done = 0
    for stop in _STOP.finditer(text):
        yield text[done : stop.start()]
        done = stop.end()
    yield text[done:]


def resolve(
    query: Query,
    document: Document,
    path: str,
    name: Callable[[], str],
    drawn: Callable[[], bytes],
) -> KnownPost:
    """The post and version of a document at an absolute path ("" for none).

    `query(sql, values)` returns rows; `name()` is the digest and `drawn()` the sketch, which take
    a huge text a while and are asked for only where something is kept.
    """
    if not query("SELECT 1 FROM texts LIMIT 1"):
        return KnownPost(None, None)
    version = query("SELECT post, id FROM texts WHERE digest = ?", (name(),))
    if version:
        return KnownPost(*version[0])
    here = query("SELECT post FROM paths WHERE path = ?", (path,)) if path else []
    mine = _hashes(drawn())
    if here and not _unrelated(query, here[0][0], document, mine):
        return KnownPost(here[0][0], None)
    return KnownPost(_most_alike(query, mine), None)


def _unrelated(query: Query, post: int, document: Document, mine: set[int]) -> bool:
    """Whether a stored post and a document share neither title nor sentences."""
    title = query("SELECT title FROM posts WHERE id = ?", (post,))
    if title and title[0][0] == document.title != "":
        return False
    theirs = [_hashes(row[0]) for row in query("SELECT sketch FROM texts WHERE post = ?", (post,))]
    if len(mine) < ENOUGH or any(len(other) < ENOUGH for other in theirs):
        return False
    return not any(_common(mine, other) for other in theirs)


def _most_alike(query: Query, mine: set[int]) -> int | None:
    if len(mine) < ENOUGH // 2:
        return None
    best = max(
        (
            (_common(mine, theirs), post)
            for post, theirs in (
                (post, _hashes(data)) for post, data in query("SELECT post, sketch FROM texts")
            )
            if len(theirs) >= ENOUGH // 2
        ),
        default=(0.0, None),
    )
    return best[1] if best[0] >= SHARED else None


def _common(first: set[int], second: set[int]) -> float:
    """Share of the smaller sketch's hashes that are in the larger sketch, among the hashes up to
    the greatest that both sketches could hold."""
    full = len(first) == len(second) == SKETCH
    reach = min(max(first), max(second)) if full else 1 << 32
    left = {value for value in first if value <= reach}
    right = {value for value in second if value <= reach}
    return len(left & right) / max(1, min(len(left), len(right)))


def _hashes(data: object) -> set[int]:
    values = array("I")
    if not isinstance(data, bytes):  # another program has written there
        return set()
    values.frombytes(data[: len(data) // 4 * 4])
    return set(values)
