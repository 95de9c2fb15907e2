"""The configuration file: which keys it may have, and in which line a wrong one stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reader.config.settings import FOLDS, Remap
from reader.document import Notice


class KeyRule(NamedTuple):
    """What a key of the file may hold."""

    allowed: tuple[object, ...] | range | type
    """The choices, the range of whole numbers, or the type."""
    automatic: bool = False
    """Whether "auto" is allowed too; it sets nothing."""


_FLAG = (True, False)
RULES: dict[str, KeyRule] = {
    "theme": KeyRule(str),
    "lang": KeyRule(("ja", "en"), automatic=True),
    "measure": KeyRule(range(10, 1001)),
    "wrap": KeyRule(("strict", "normal", "loose", "phrase")),
    "hang": KeyRule(_FLAG),
    "indent": KeyRule((0, 1)),
    "justify": KeyRule(_FLAG),
    "spacing": KeyRule((0, 1, 2, 3)),
    "ruby": KeyRule(("off", "inline", "above")),
    "breaks": KeyRule(("auto", "keep", "join")),
    "ambiguous": KeyRule((1, 2), automatic=True),
    "repeats": KeyRule(("fold", "show")),
    "outline-detail": KeyRule(("coarse", "normal", "fine")),
    "outline": KeyRule(("auto", "show", "hide")),
    "romaji": KeyRule(_FLAG),
    "keys": KeyRule(("less", "vim")),
}
"""Key of the file -> what it may hold. Each is a field of `Settings`, - written for _."""

_LONGEST = 60
"""Characters of a wrong value that a notice shows."""
_DEEPEST = 8
"""Greatest depth of nested tables whose names are joined to the id of a key."""
_MOST_BROKEN_LINES = 20
"""A file with more lines that are not TOML is not a configuration at all."""


@dataclass
class _Findings:
    """The values, keys and notices of a file, collected while the file is read."""

    path: str
    lines: list[str]
    values: dict[str, object] = field(default_factory=dict)
    remaps: list[Remap] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def report(self, sentence: str, line: int, **values: object) -> None:
        self.notices.append(Notice(sentence, {"path": self.path, "line": line, **values}))


def read(text: str, path: str) -> tuple[dict[str, object], list[Remap], list[Notice]]:
    """Fields of `Settings` that the file sets, keys it chooses, and what is wrong in it."""
    found = _Findings(path, text.splitlines())
    for key, value in _parse(found).items():
        if key == "keys" and isinstance(value, dict):
            _take_keys(found, value)
        elif key == "fold" and isinstance(value, dict):
            _take_folds(found, value)
        else:
            _take(found, key.replace("_", "-"), (key,), value)
    return found.values, found.remaps, found.notices


def _take(found: _Findings, name: str, path: tuple[str, ...], value: object) -> None:
    """Check one value and keep it, or report it with the line where it stands."""
    rule = RULES.get(name)
    if rule is None:
        found.report("config.unknown-key", _line_of(found.lines, path), name=path[-1])
    elif rule.automatic and value == "auto":
        pass
    elif _fits(value, rule.allowed):
        found.values[name.replace("-", "_")] = value
    else:
        line = _line_of(found.lines, path)
        found.report(
            "config.wrong-value", line, name=path[-1], value=_written(value), allowed=_allowed(rule)
        )


def _take_keys(found: _Findings, table: Mapping[str, object]) -> None:
    """The `[keys]` table: the set to start from, and keys by binding id."""
    for path, value in _leaves(table):
        name = ".".join(path)
        if name == "preset":
            _take(found, "keys", ("keys", *path), value)
        elif isinstance(value, str):
            found.remaps.append(Remap(name, value, _line_of(found.lines, ("keys", *path))))
        elif isinstance(value, list) and all(isinstance(key, str) for key in value):
            line = _line_of(found.lines, ("keys", *path))
            found.remaps.append(Remap(name, ",".join(value), line))
        else:
            line = _line_of(found.lines, ("keys", *path))
            found.report(
                "config.wrong-value", line, name=name, value=_written(value), allowed='"space,f"'
            )


def _take_folds(found: _Findings, table: Mapping[str, object]) -> None:
    """The `[fold]` table: what a search takes for the same, or not."""
    apart = set()
    for name, value in table.items():
        place = ("fold", name)
        if name not in FOLDS:
            found.report("config.unknown-key", _line_of(found.lines, place), name=name)
        elif not isinstance(value, bool):
            found.report(
                "config.wrong-value",
                _line_of(found.lines, place),
                name=name,
                value=_written(value),
                allowed=_allowed(KeyRule(_FLAG)),
            )
        elif not value:
            apart.add(name)
    found.values["told_apart"] = frozenset(apart)


def _fits(value: object, allowed: tuple[object, ...] | range | type) -> bool:
    if isinstance(allowed, type):
        return isinstance(value, allowed)
    # In Python True == 1; in the file they are different things.
    return any(value == choice and type(value) is type(choice) for choice in allowed)


def _written(value: object) -> str:
    """A value as TOML, shortened to `_LONGEST` characters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = str(value)
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f'"{text}"' if isinstance(value, str) else text


def _allowed(rule: KeyRule) -> str:
    """What a rule allows, in a form that needs no language: 1, 2, "auto"."""
    if isinstance(rule.allowed, range):
        return f"{rule.allowed[0]}…{rule.allowed[-1]}"
    if isinstance(rule.allowed, type):
        return '"…"'
    choices = (*rule.allowed, "auto") if rule.automatic else rule.allowed
    return ", ".join(map(_written, choices))


def _leaves(
    table: Mapping[str, object], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], object]]:
    """The values of nested tables with their paths: `read.top = "g"` is one key to a reader."""
    for key, value in table.items():
        if isinstance(value, dict) and len(above) < _DEEPEST:
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


def _parse(found: _Findings) -> dict[str, Any]:
    """The TOML as values; a line that is not TOML is reported and left out."""
    lines = [*found.lines]
    for _ in range(_MOST_BROKEN_LINES):
        try:
            return tomllib.loads("\n".join(lines))
        except RecursionError:
            found.report("config.not-toml", 1, text="[[[…")
            return {}
        except ValueError as error:  # TOMLDecodeError, and a number of too many figures
            place = re.search(r"at line (\d+)", str(error))
            blamed = _blame(lines, int(place[1]) if place else len(lines))
            text = found.lines[blamed - 1].strip()
            found.report("config.not-toml", blamed, text=text[:_LONGEST])
            lines[blamed - 1] = ""
    return {}


def _blame(lines: list[str], line: int) -> int:
    """The line to leave out: the line that the parser names, or the last line with text above."""
    above = range(min(line, len(lines)), 0, -1)
    return next((number for number in above if lines[number - 1].strip()), 1)


def _line_of(lines: list[str], path: tuple[str, ...]) -> int:
    """The 1-based line where a key is set; 1 if it cannot be told."""
    wanted, table = ".".join(path), ""
    for number, line in enumerate(lines, 1):
        key, equals, _ = line.partition("=")
        if line.lstrip().startswith("["):
            table = f"{_plain(line.strip(' [').partition(']')[0])}."
        elif equals and table + _plain(key) == wanted:
            return number
        if table[:-1] == wanted:
            return number
    return 1


def _plain(dotted: str) -> str:
    """A dotted key without quotes and spaces: `"read.top"` and `read . top` are one."""
    return re.sub(r"[\"'\s]", "", dotted)
