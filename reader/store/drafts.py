"""Drafts: the note that is being written in a post, in a small file beside the database.

A draft has its own file because it must be stored within a second, even while the database is
locked, damaged or of a newer jreader. What is read from a file is checked.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from reader.disk import read_file
from reader.document import Span

FOLDER = "drafts"
"""The folder of the files, in the state directory."""
_LARGEST = 1 << 20
"""Bytes of a file; a larger one is no draft."""


class Draft(NamedTuple):
    """A note whose editor was open."""

    text: str
    """What was typed."""
    uid: str
    """`Annotation.uid` of the note that is edited; "" for a new one."""
    start: int
    end: int
    """Offsets of the sentence that the note is about, in the text that was open."""
    quote: str
    """The sentence itself, by which its place is found in a changed text."""

    def place(self, text: str) -> Span | None:
        """Where the sentence stands in a text: where it was, or else nearest to that; None where
        it does not stand in the text."""
        if text[self.start : self.end] == self.quote:
            return Span(self.start, self.end)
        after = text.find(self.quote, self.start)
        before = text.rfind(self.quote, 0, max(0, self.start) + len(self.quote))
        found = [at for at in (before, after) if at >= 0]
        if not self.quote or not found:
            return None
        at = min(found, key=lambda offset: abs(offset - self.start))
        return Span(at, at + len(self.quote))


def keep(folder: Path, path: str, draft: Draft) -> bool:
    """Keep the draft of a post, in place of an earlier one; False where it cannot be written.

    `folder`: the state directory. `path`: the post's, absolute.
    """
    import json

    target = _file(folder, path)
    fresh = target.with_suffix(f".{os.getpid()}")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(fresh, flags, 0o600), "w", encoding="utf-8") as file:
            json.dump(draft._asdict(), file, ensure_ascii=True)
        fresh.replace(target)
    except OSError:
        return False
    return True


def kept(folder: Path, path: str) -> Draft | None:
    """The draft of a post; None where there is none, or none that makes sense."""
    target = _file(folder, path)
    try:
        data = read_file(target, _LARGEST)
    except OSError:
        return None
    import json

    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.keys() != set(Draft._fields):
        return None
    texts = [found[name] for name in ("text", "uid", "quote")]
    numbers = [found[name] for name in ("start", "end")]
    if not all(isinstance(text, str) for text in texts):
        return None
    if not all(type(number) is int and 0 <= number < 1 << 40 for number in numbers):
        return None
    return Draft(**found) if found["text"].strip() else None


def drop(folder: Path, path: str) -> None:
    """Forget the draft of a post."""
    with suppress(OSError):
        _file(folder, path).unlink()


def _file(folder: Path, path: str) -> Path:
    name = blake2b(path.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return folder / FOLDER / f"{name}.json"
