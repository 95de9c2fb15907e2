"""Looking at the disk: looking a path up may fail, and what stands there may be no file.

A folder that may not be searched, a name that is too long, a network that has gone: `Path.exists`
raises for some of these, and what is asked here never does. Only `os` is used: the way to the first
page goes through here.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO


def status(path: str | os.PathLike[str]) -> os.stat_result | None:
    """What the system tells of a path, links followed; None where it tells nothing."""
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def exists(path: str | os.PathLike[str]) -> bool:
    """Whether something is there, as far as the system tells."""
    return status(path) is not None


def is_file(path: str | os.PathLike[str]) -> bool:
    """Whether a regular file is there: no folder, pipe or device."""
    found = status(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def may_be_there(path: str | os.PathLike[str]) -> bool:
    """False only where the system says that nothing is there."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def is_link(path: str | os.PathLike[str]) -> bool:
    """Whether a symbolic link is there."""
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def open_file(path: str | os.PathLike[str], flags: int = os.O_RDONLY) -> int:
    """The descriptor of a regular file, or of a device; never waits for a pipe's other end.

    `flags` as for `os.open`; a file that it makes is for its owner only. Raises OSError, also for
    what is no file.
    """
    extra = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags | extra, 0o600)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode) or (stat.S_ISCHR(mode) and not flags & (os.O_WRONLY | os.O_RDWR)):
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, "not a file", os.fspath(path))


def read_file(path: str | os.PathLike[str], most: int) -> bytes:
    """The bytes of a file. Raises OSError, also where it is no file or has more than `most`."""
    with os.fdopen(open_file(path), "rb") as file:
        data = read_all(file, most)
    if data is None:
        size = f"{most / 1_000_000:g} MB"
        raise OSError(errno.EFBIG, f"more than {size}", os.fspath(path))
    return data


def read_all(file: BinaryIO, most: int) -> bytes | None:
    """All that an open file or pipe has; None where that is more than `most` bytes."""
    pieces: list[bytes] = []
    while piece := file.read(1 << 20):
        pieces.append(piece)
        most -= len(piece)
        if most < 0:
            return None
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def replace_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Put a file of these bytes in a path's place, all or nothing, for its owner only; a link is
    replaced, not followed. Raises OSError."""
    fresh = f"{os.fspath(path)}.{os.getpid()}.new"
    with suppress(FileNotFoundError):
        os.unlink(fresh)
    descriptor = open_file(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    except OSError:
        os.unlink(fresh)
        raise


def absolute(path: str) -> str:
    """`os.path.abspath`, also where the current folder is gone."""
    try:
        return os.path.abspath(path)
    except OSError:
        return path
