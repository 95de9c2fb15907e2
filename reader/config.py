"""What a reader may set once for all posts: a TOML file, checked key by key.

A wrong key or value never stops the reading: it becomes a `Notice` with the line of the file,
and everything else in the file still holds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.document import Notice
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.wording import Lang

_HERE = Path(__file__).parent
STYLES = next(path for path in (_HERE / "styles", _HERE.parent / "styles") if path.is_dir())
"""The folder of style sheets and themes: beside the package in a wheel, beside its folder in a
checkout."""


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


class _Rule(NamedTuple):
    """What a key of the file may hold."""

    allowed: tuple[object, ...] | range | type
    """The choices, the range of whole numbers, or the type."""
    values: Mapping[object, object] = {"auto": None}
    """What a written value stands for, where it is not itself."""


_FLAG = (True, False)
RULES: dict[str, _Rule] = {
    "theme": _Rule(str, {}),
    "lang": _Rule(("ja", "en", "auto")),
    "measure": _Rule(range(10, 1001)),
    "wrap": _Rule(("strict", "normal", "loose", "phrase")),
    "hang": _Rule(_FLAG),
    "indent": _Rule((0, 1)),
    "justify": _Rule(_FLAG),
    "spacing": _Rule((0, 1, 2, 3)),
    "ruby": _Rule(("off", "inline", "above")),
    "ambiguous": _Rule((1, 2, "auto")),
    "repeats": _Rule(("fold", "show")),
    "outline-detail": _Rule(("coarse", "normal", "fine")),
    "outline": _Rule(("auto", "show", "hide"), {}),
    "romaji": _Rule(_FLAG),
    "keys": _Rule(("less", "vim")),
}
"""Key of the file -> what it may hold. Each is a field of `Settings`, - written for _."""


@dataclass
class _Findings:
    """What reading a file has found so far."""

    path: Path
    lines: list[str]
    values: dict[str, object] = field(default_factory=dict)
    remaps: list[Remap] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def report(self, sentence: str, line: int, **values: object) -> None:
        self.notices.append(Notice(sentence, {"path": str(self.path), "line": line, **values}))


def load_settings(path: Path | None = None) -> tuple[Settings, list[Notice]]:
    """The settings of a TOML file, and what in it could not be understood.

    Without a path the user's own file is read, if there is one. Raises ReaderError
    ("config.unreadable") where a file that was asked for by name cannot be read.
    """
    asked, path = path is not None, path or config_folder() / "config.toml"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        if asked:
            raise ReaderError("config.unreadable", path=path, reason=error.strerror) from error
        return Settings(), []
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        if asked:
            raise ReaderError("config.unreadable", path=path, reason=reason) from error
        return Settings(), [Notice("config.unreadable", {"path": str(path), "reason": reason})]
    found = _Findings(path, text.splitlines())
    for key, value in _parse(found).items():
        _take(found, key, value)
    settings = Settings().over(**found.values)
    return replace(settings, remaps=tuple(found.remaps)), found.notices


def _take(found: _Findings, key: str, value: object) -> None:
    """Check one top-level key and keep its value, or report it."""
    if key == "keys" and isinstance(value, dict):
        _take_keys(found, value)
        return
    name = key.replace("_", "-")
    rule = RULES.get(name)
    line = _line_of(found.lines, (key,))
    if rule is None:
        found.report("config.unknown-key", line, name=key)
    elif not _fits(value, rule):
        found.report("config.wrong-value", line, name=key, value=value, allowed=describe(name))
    else:
        found.values[name.replace("-", "_")] = rule.values.get(value, value)


def _take_keys(found: _Findings, table: Mapping[str, object]) -> None:
    """The `[keys]` table: the set to start from, and keys by binding id."""
    for path, value in _leaves(table):
        name, line = ".".join(path), _line_of(found.lines, ("keys", *path))
        if name == "preset":
            if _fits(value, RULES["keys"]):
                found.values["keys"] = value
            else:
                found.report(
                    "config.wrong-value", line, name=name, value=value, allowed=describe("keys")
                )
        elif isinstance(value, list) and all(isinstance(key, str) for key in value):
            found.remaps.append(Remap(name, ",".join(value), line))
        elif isinstance(value, str):
            found.remaps.append(Remap(name, value, line))
        else:
            found.report("config.wrong-value", line, name=name, value=value, allowed='"space,f"')


def _fits(value: object, rule: _Rule) -> bool:
    if isinstance(rule.allowed, type):
        return isinstance(value, rule.allowed)
    # In Python True == 1; in the file they are different things.
    return any(value == choice and type(value) is type(choice) for choice in rule.allowed)


def describe(key: str) -> str:
    """What a key of the file may hold, in a form that needs no language: "1, 2, "auto""."""
    allowed = RULES[key].allowed
    if isinstance(allowed, range):
        return f"{allowed[0]}…{allowed[-1]}"
    if isinstance(allowed, type):
        return '"…"'
    written = {True: "true", False: "false"}
    return ", ".join(
        written[choice]
        if isinstance(choice, bool)
        else f'"{choice}"'
        if isinstance(choice, str)
        else str(choice)
        for choice in allowed
    )


def _leaves(
    table: Mapping[str, object], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], object]]:
    """The values of nested tables with their paths: `read.top = "g"` is one key to a reader."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


def _parse(found: _Findings) -> dict[str, Any]:
    """The TOML as values; a line that is not TOML is reported and left out."""
    import re
    import tomllib

    lines = [*found.lines]
    for _ in range(min(len(lines) + 1, 50)):
        try:
            return tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            line = int(place[1]) if place else len(lines)
            blamed = _blame(lines, line)
            found.report("config.not-toml", blamed, text=found.lines[blamed - 1].strip()[:60])
            lines[blamed - 1] = ""
    return {}


def _blame(lines: list[str], line: int) -> int:
    """The line to leave out: the one that the parser names, or the last before it with text."""
    return next(at for at in (*range(min(line, len(lines)), 0, -1), 1) if at == 1 or lines[at - 1])


def _line_of(lines: list[str], path: tuple[str, ...]) -> int:
    """The 1-based line where a key is set; 1 if it cannot be told."""
    import re

    table: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            table = _names(header[1])
            if table == path:
                return number
        elif (assigned := re.match(r"\s*([\w.\"' \t-]+?)\s*=", line)) and (
            (*table, *_names(assigned[1])) == path
            or ".".join((*table, *_names(assigned[1]))) == ".".join(path)
        ):
            return number
    return 1


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))


def config_folder() -> Path:
    """Where the user's `config.toml` and own themes are."""
    return user_folder("config")


def user_folder(kind: str) -> Path:
    """The user's folder for jreader's "config" or "data", as platformdirs knows it.

    On Linux the rule is that of the XDG base directory specification and is answered without
    loading platformdirs, which takes as long as the rest of the way to the first page.
    """
    if sys.platform == "linux":
        default = {"config": ".config", "data": ".local/share"}[kind]
        base = os.environ.get(f"XDG_{kind.upper()}_HOME", "").strip()
        return Path(base or Path("~").expanduser() / default) / "jreader"
    import platformdirs

    find = {"config": platformdirs.user_config_path, "data": platformdirs.user_data_path}[kind]
    return find("jreader", appauthor=False)


def theme_files(folder: Path | None = None) -> dict[str, Path]:
    """Name -> TOML file of every theme: the program's own, then the user's in `themes/` of the
    configuration folder, which go before them."""
    folders = (STYLES / "themes", (folder or config_folder()) / "themes")
    return {path.stem: path for place in folders for path in sorted(place.glob("*.toml"))}


FIELDS = frozenset(entry.name for entry in fields(Settings))
"""Names of all settings."""
