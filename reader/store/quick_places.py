"""The places of the last posts in a small file beside the database, for the first page.

The database finds the place in an edited or renamed post, too, but loading SQLite takes as long as
all the rest of the way to the first page. A place in this file counts only for a post with the
same path, size and time of modification.
"""

from __future__ import annotations

import os
from contextlib import suppress

from reader.disk import absolute, read_file, replace_file, status

NAME = "places"
"""The file, in the state directory: lines of place, size, time in ns, path, parted by tabs. A place
is an offset or, parted by commas, an offset and its block."""
MOST = 200
"""Greatest number of posts in the file; the oldest are dropped."""
_LARGEST = 1 << 21
"""Greatest size of the file in bytes; a larger file was not written by jreader."""


def look(folder: str, path: str) -> int | None:
    """The offset that a post was left at; None where this file does not know.

    `path` as the user or the working folder has it.
    """
    found = _look(folder, path)
    return found[0] if found else None


def look_for_block(folder: str, path: str) -> tuple[int, int, int] | None:
    """What `note` was told of the block that the post was left in; None where it was not."""
    found = _look(folder, path)
    return (found[1], found[2], found[3]) if found and len(found) == 4 else None


def note(folder: str, path: str, offset: int, block: tuple[int, int, int] | None = None) -> None:
    """Remember where a post is left. What cannot be written is not remembered.

    `block`: the source line where the block of the offset begins, the offset in it, and
    `check_of` its text, by which it can be shown before all that stands before it is loaded.
    """
    path = absolute(path)
    size, changed = _stamp(path)
    if not size or not path.isprintable():
        return
    place = ",".join(map(str, (offset, *(block or ()))))
    lines = [line for line in _lines(folder) if line.split("\t", 3)[3] != path]
    lines = [*lines[1 - MOST :], f"{place}\t{size}\t{changed}\t{path}"]
    data = "\n".join(lines) + "\n"
    with suppress(OSError):
        replace_file(os.path.join(folder, NAME), data.encode("utf-8", "surrogateescape"))


def _look(folder: str, path: str) -> list[int] | None:
    path = absolute(path)
    stamp = _stamp(path)
    for line in reversed(_lines(folder)):
        place, size, changed, known = line.split("\t", 3)
        if known == path:
            return [int(part) for part in place.split(",")] if (size, changed) == stamp else None
    return None


def _stamp(path: str) -> tuple[str, str]:
    found = status(path)
    return (str(found.st_size), str(found.st_mtime_ns)) if found else ("", "")


def _lines(folder: str) -> list[str]:
    """The lines that are whole."""
    try:
        data = read_file(os.path.join(folder, NAME), _LARGEST)
    except (OSError, ValueError):
        return []
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    return [line for line in lines if line.count("\t") == 3 and _is_place(line.partition("\t")[0])]


def _is_place(text: str) -> bool:
    """Whether a text is an offset, or an offset and its block."""
    numbers = text.split(",")
    sound = all(part.isascii() and part.isdigit() and len(part) < 16 for part in numbers)
    return sound and len(numbers) in (1, 4)
