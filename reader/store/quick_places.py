"""Where posts were left, in a small file beside the database, for the first page.

The database knows more (it finds the place in an edited or renamed post) but takes as long to
load and ask as all the rest of the way to the first page. What stands here is believed only of a
file that is the very same: path, size and time of its last change.
"""

from __future__ import annotations

import os

NAME = "places"
"""The file, in the state directory: lines of offset, size, time in ns, path, parted by tabs."""
MOST = 200
"""Posts that are remembered, the last ones."""


def look(folder: str, path: str) -> int | None:
    """The offset that a post was left at; None where this file does not know.

    `path` as the user or the working folder has it.
    """
    path = os.path.abspath(path)
    stamp = _stamp(path)
    for line in reversed(_lines(folder)):
        offset, size, changed, known = line.split("\t", 3)
        if known == path:
            return int(offset) if (size, changed) == stamp else None
    return None


def note(folder: str, path: str, offset: int) -> None:
    """Remember where a post is left. What cannot be written is not remembered."""
    path = os.path.abspath(path)
    size, changed = _stamp(path)
    if not size or not path.isprintable():
        return
    lines = [line for line in _lines(folder) if line.split("\t", 3)[3] != path]
    lines = [*lines[1 - MOST :], f"{offset}\t{size}\t{changed}\t{path}"]
    target = os.path.join(folder, NAME)
    fresh = f"{target}.{os.getpid()}"
    try:
        with open(fresh, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write("\n".join(lines) + "\n")
        os.replace(fresh, target)
    except OSError:
        return


def _stamp(path: str) -> tuple[str, str]:
    try:
        found = os.stat(path)
    except OSError:
        return "", ""
    return str(found.st_size), str(found.st_mtime_ns)


def _lines(folder: str) -> list[str]:
    """The lines that are whole."""
    try:
        target = os.path.join(folder, NAME)
        with open(target, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().split("\n")
    except (OSError, ValueError):
        return []
    return [line for line in lines if line.count("\t") == 3 and line.split("\t", 1)[0].isdigit()]
