"""Themes: one TOML file each, turned into Textual's."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from textual.theme import Theme

from reader.config import STYLES

THEME_DEFAULTS: dict[str, str] = tomllib.loads(
    (STYLES / "themes" / "dark.toml").read_text(encoding="utf-8")
)["variables"]
"""Colours that only jreader's themes name, for those that do not."""


def load_theme(path: Path) -> Theme:
    """The theme of a file; its name is the file's.

    Raises OSError, tomllib.TOMLDecodeError, or TypeError for a field that no theme has.
    """
    return Theme(name=path.stem, **tomllib.loads(path.read_text(encoding="utf-8")))


def default_theme() -> str:
    """ "light" where the terminal says that its background is light, else "dark".

    COLORFGBG holds "foreground;background" as ANSI colour numbers; 7 and 9 to 15 are light.
    """
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    light = background.isdigit() and (int(background) == 7 or 9 <= int(background) <= 15)
    return "light" if light else "dark"
