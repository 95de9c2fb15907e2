"""Paths as they are typed: what one can become, and which file it means."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from reader.disk import absolute, exists

MOST = 2000
"""Entries of a folder that are looked at."""


def completions(typed: str, folders: Sequence[Path]) -> list[str]:
    """The paths that begin with what is typed, in order; folders end in "/".

    A relative path is looked for in each of `folders`. Names that cannot be shown harmlessly, and
    hidden ones unless their dot is typed, are left out.
    """
    head, tail = _parted(typed)
    wanted = _folded(tail)
    found = {
        head + entry.name + ("/" if _is_folder(entry) else "")
        for folder in _bases(head, folders)
        for entry in _listed(folder)
        if _folded(entry.name).startswith(wanted)
        and entry.name.isprintable()
        and (tail.startswith(".") or not entry.name.startswith("."))
    }
    return sorted(found)


def current_folder() -> Path:
    """The folder that one stands in; "." where it is gone."""
    return Path(absolute("."))


def common_start(paths: Sequence[str]) -> str:
    """What all completions have in common."""
    first, last = min(paths), max(paths)
    size = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    return first[:size] if size is not None else min(first, last, key=len)


def meant(typed: str, folders: Sequence[Path]) -> str:
    """The path that a typed one means: in the first of `folders` that has it, else as typed."""
    path = Path(_home(typed))
    found = (str(folder / path) for folder in folders if exists(folder / path))
    return next(found, str(path))


def _parted(typed: str) -> tuple[str, str]:
    """The folder of a typed path with its last slash, and the rest."""
    slash = max(typed.rfind("/"), typed.rfind(os.sep))
    return typed[: slash + 1], typed[slash + 1 :]


def _home(path: str) -> str:
    if path.startswith("~"):
        with suppress(RuntimeError):  # no such user
            return str(Path(path).expanduser())
    return path


def _bases(head: str, folders: Sequence[Path]) -> Iterator[Path]:
    inside = Path(_home(head)) if head else Path()
    yield from [inside] if inside.is_absolute() else [folder / inside for folder in folders]


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(folder) as entries:
        return list(islice(entries, MOST))
    return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    with suppress(OSError):
        return entry.is_dir()
    return False


def _folded(name: str) -> str:
    """Names are compared without case; a file system may keep が as か and its mark."""
    return normalize("NFC", name).casefold()
