"""Theme files: colours by name, in TOML, checked before anything is drawn with them.

A theme may come from anybody. Only the names below and colours of the form #rrggbb or #rgb are
taken, so that neither the style sheet nor the terminal ever gets another text from a theme.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from reader.config.folders import STYLES_NAME, user_folder_name
from reader.disk import is_file, read_file
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Mapping

NEEDED = ("primary", "foreground", "background")
"""Colours that every theme names."""
OTHERS = ("secondary", "accent", "warning", "error", "success", "surface", "panel")
"""Colours that are those of the built-in theme, dark or light, where a theme names none."""
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_LARGEST = 1 << 16
"""Bytes of a theme file."""


class ThemeColors(NamedTuple):
    """A theme that can be drawn with."""

    dark: bool
    """Whether text is light on a dark ground."""
    colors: dict[str, str]
    """Each of NEEDED and OTHERS -> "#rrggbb"."""
    variables: dict[str, str]
    """Name of a variable of the style sheets -> "#rrggbb"; all those of the built-in themes."""


def theme_file(name: str) -> str:
    """The file of a theme: the user's, who may have one of the same name, before our own."""
    own = f"{user_folder_name('config')}/themes/{name}.toml"
    return own if is_file(own) else f"{STYLES_NAME}/themes/{name}.toml"


def read_theme(path: str) -> ThemeColors:
    """The theme of a file. Raises ReaderError, whose values name the file, for one that cannot be
    read, lacks a colour that is needed, or holds anything else than colours."""
    data = _parsed(path)
    dark = data.pop("dark", True)
    if not isinstance(dark, bool):
        raise _wrong(path, "dark", dark)
    variables = data.pop("variables", {})
    if not isinstance(variables, dict):
        raise _wrong(path, "variables", variables)
    missing = next((name for name in NEEDED if name not in data), None)
    if missing:
        raise ReaderError("config.theme-missing", path=path, name=missing)
    built_in = f"{STYLES_NAME}/themes/{'dark' if dark else 'light'}.toml"
    own = ThemeColors(dark, {}, {}) if path == built_in else read_theme(built_in)
    return ThemeColors(
        dark,
        own.colors | _checked(path, data, {*NEEDED, *OTHERS}),
        own.variables | _checked(path, variables, set(own.variables) or set(variables)),
    )


def _parsed(path: str) -> dict[str, object]:
    try:
        return tomllib.loads(read_file(path, _LARGEST).decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ReaderError("config.theme-unreadable", path=path, reason=reason) from error


def _checked(path: str, values: Mapping[str, object], known: set[str]) -> dict[str, str]:
    """The values as colours of six figures."""
    found = {}
    for name, value in values.items():
        if name not in known:
            raise ReaderError("config.theme-unknown", path=path, name=name)
        if not isinstance(value, str) or not _COLOR.fullmatch(value):
            raise _wrong(path, name, value)
        short = len(value) == 4
        found[name] = "#" + "".join(digit * 2 for digit in value[1:]) if short else value
    return found


def _wrong(path: str, name: str, value: object) -> ReaderError:
    shown = "".join(sign if sign.isprintable() else "?" for sign in str(value)[:40])
    return ReaderError("config.theme-value", path=path, name=name, value=shown)
