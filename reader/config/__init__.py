"""The reader's settings for all posts, from a TOML file that is checked key by key.

A wrong key or value becomes a `Notice` with its line in the file, and the other keys still hold.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.config.folders import config_folder, theme_files, user_folder, user_folder_name
from reader.config.settings import FOLDS, Remap, Settings
from reader.disk import read_file
from reader.document import Notice
from reader.errors import ReaderError
from reader.records import replace

if TYPE_CHECKING:
    from pathlib import Path

    from reader.config.folders import STYLES

__all__ = [
    "FOLDS",
    "STYLES",
    "Remap",
    "Settings",
    "config_folder",
    "load_settings",
    "theme_files",
    "user_folder",
    "user_folder_name",
]

_MOST = 200_000
"""Bytes of a configuration file."""


def __getattr__(name: str) -> Path:
    """`STYLES`, which loads `pathlib`."""
    if name != "STYLES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from reader.config import folders

    return folders.STYLES


def load_settings(path: Path | None = None) -> tuple[Settings, list[Notice]]:
    """The settings of a TOML file, and a notice for every wrong key or value in the file.

    Without a path the user's own file is read, if there is one. Raises ReaderError
    ("config.unreadable") where a file that was asked for by name cannot be read.
    """
    name = str(path) if path else os.path.join(user_folder_name("config"), "config.toml")
    try:
        text = read_file(name, _MOST).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        if path:
            raise ReaderError("config.unreadable", path=path, reason=reason) from error
        if isinstance(error, FileNotFoundError):
            return Settings(), []
        return Settings(), [Notice("config.unreadable", {"path": name, "reason": reason})]
    # Only a reader who has such a file pays for the TOML parser.
    from reader.config.file import read

    values, remaps, notices = read(text, name)
    return replace(Settings().over(**values), remaps=tuple(remaps)), notices
