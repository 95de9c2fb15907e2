"""What a reader may set once for all posts: a TOML file, checked key by key.

A wrong key or value never stops the reading: it becomes a `Notice` with the line of the file,
and everything else in the file still holds.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.config.folders import config_folder, theme_files, user_folder, user_folder_name
from reader.document import Notice
from reader.errors import ReaderError
from reader.records import dataclass, replace

if TYPE_CHECKING:
    from pathlib import Path

    from reader.config.folders import STYLES
    from reader.wording import Lang

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


def __getattr__(name: str) -> Path:
    """`STYLES`, which loads `pathlib`."""
    if name != "STYLES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from reader.config import folders

    return folders.STYLES


FOLDS = (
    "ignored",
    "spaces",
    "width",
    "radicals",
    "kanji",
    "dashes",
    "tildes",
    "quotes",
    "brackets",
    "punctuation",
    "kana",
    "case",
)
"""What a search may take for the same, each to be switched by its name, in the order in which
`reader.search.folds` lays them over one another."""


class Remap(NamedTuple):
    """Keys that the reader chose for one action."""

    id: str
    """A binding's id, as in the help screen: "read.page-down"."""
    keys: str
    """Key names as Textual writes them, parted by commas: "space,f"; "" takes all keys away."""
    line: int
    """Line of the configuration file, to name it if there is no such binding."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every preference, with its default; the command line lays its options over the file's."""

    theme: str = ""
    """Name of a theme, a file of `theme_files()`; "" leaves the choice to the program."""
    lang: Lang | None = None
    """Language of the interface; None asks the locale."""
    measure: int = 80
    """Greatest length of a line, in cells."""
    wrap: str = "strict"
    """"strict", "normal", "loose" (CSS Text 3 §5.3 `line-break`) or "phrase"."""
    hang: bool = True
    """Whether 、 and 。 may hang in a margin of 2 cells."""
    indent: int = 0
    """1: paragraphs begin with one full-width space instead of after a blank line."""
    justify: bool = False
    """Whether lines are filled up to an even right edge."""
    spacing: int = 0
    """Blank rows between two lines."""
    ruby: str = "inline"
    """Readings: "off", "inline" or "above"."""
    ambiguous: int | None = None
    """Cells of an East Asian Ambiguous character; None asks the terminal."""
    repeats: str = "fold"
    """Passages that stand earlier in the post: "fold" or "show"."""
    outline_detail: str = "normal"
    """How finely sections are inferred: "coarse", "normal" or "fine"."""
    outline: str = "auto"
    """The outline panel at the start: "show", "hide", or "auto", by the terminal's width."""
    romaji: bool = True
    """Whether a search in Latin letters also finds Japanese by its reading."""
    told_apart: frozenset[str] = frozenset()
    """Those of `FOLDS` that a search tells apart."""
    keys: str = "less"
    """Which set of keys to start from: "less" or "vim"."""
    remaps: tuple[Remap, ...] = ()
    """Keys chosen for single actions; they go before the set's."""
    given: frozenset[str] = frozenset()
    """Fields that the file or the command line set."""

    def over(self, **values: object) -> Settings:
        """These settings with some set by hand; a value of None sets nothing."""
        chosen: dict[str, Any] = {
            name: value for name, value in values.items() if value is not None
        }
        return replace(self, **chosen, given=self.given | chosen.keys())


def load_settings(path: Path | None = None) -> tuple[Settings, list[Notice]]:
    """The settings of a TOML file, and what in it could not be understood.

    Without a path the user's own file is read, if there is one. Raises ReaderError
    ("config.unreadable") where a file that was asked for by name cannot be read.
    """
    name = str(path) if path else os.path.join(user_folder_name("config"), "config.toml")
    try:
        with open(name, "rb") as file:
            text = file.read().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
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
