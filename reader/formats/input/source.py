"""From what the user named to text: bytes are read, decoded and their line ends made one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from reader.disk import read_all
from reader.errors import ReaderError
from reader.formats.input.encodings import decode
from reader.formats.input.harmless import harmless_line
from reader.limits import MOST_BYTES
from reader.records import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A file as text."""

    text: str
    """With "\\n" as the only line end."""
    encoding: str
    """The encoding it was read in, in Python's name for it."""
    sure: bool
    """False where other encodings would fit as well."""
    damaged: int
    """How many places could not be decoded; each is a U+FFFD in the text."""


def read_bytes(path: str) -> bytes:
    """The contents of a file, a pipe or a device.

    Raises ReaderError with a key of its own for what is missing, is a directory, or may not be
    read.
    """
    shown = harmless_line(path)
    try:
        if os.path.isdir(path):
            raise ReaderError("formats.directory", name=shown)
        with open(path, "rb") as file:
            data = read_all(file, MOST_BYTES)
        if data is None:
            raise ReaderError("formats.too-large", name=shown, most=MOST_BYTES // 1_000_000)
        return data
    except FileNotFoundError:
        raise ReaderError("formats.missing", name=shown) from None
    except PermissionError:
        raise ReaderError("formats.no-permission", name=shown) from None
    except IsADirectoryError:
        raise ReaderError("formats.directory", name=shown) from None
    except ValueError:
        raise ReaderError("formats.missing", name=shown) from None
    except OSError as error:
        reason = harmless_line(error.strerror or str(error))
        raise ReaderError("formats.unreadable", name=shown, reason=reason) from None


LONG = 2_000_000
"""Bytes above which a file is loaded while it is read."""


def is_long(path: str) -> bool:
    """Whether a path is a file, and a long one."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    return status.st_size > LONG and stat.S_ISREG(status.st_mode)


STRETCH = 1 << 17
"""Characters of a long text that are worked on at once: some milliseconds of work."""


def stretches(text: str) -> Iterator[str]:
    """The text cut behind line ends, so that work on a long one lets others have their turns."""
    at = 0
    while at < len(text):
        end = text.find("\n", at + STRETCH) + 1 or len(text)
        yield text[at:end]
        at = end


def one_line_end(text: str) -> str:
    """The text with "\n" as the only line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def must_be_file(path: str) -> None:
    """Raises ReaderError for what is there and is neither a file nor a directory: reading a pipe
    may wait for ever, and a device may never end."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return  # `read_bytes` says it better
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise ReaderError("formats.no-file", name=harmless_line(path))


def to_source(data: bytes, *, name: str, encoding: str | None = None) -> Source:
    """The text of a file's bytes, decoded by detection or by the encoding that was asked for.

    Raises ReaderError when it is a binary, or the encoding is unknown.
    """
    decoded = decode(data, encoding=encoding, name=harmless_line(name))
    text = "".join(map(one_line_end, stretches(decoded.text)))
    return Source(text, decoded.encoding, decoded.sure, decoded.damaged)
