"""The front matter of a post: found, bounded, parsed as YAML (python-frontmatter), TOML or JSON.

YAML is hostile ground: aliases that explode, tags that build objects, nesting that exhausts the
stack. The block is bounded in size, nesting and aliases; the loader is the safe one; and what it
gives is reduced to what JSON can hold, every string of it harmless.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from reader.document import Notice
from reader.formats.front.simple_fields import simple
from reader.formats.input.harmless import harmless, harmless_line
from reader.patterns import pattern
from reader.records import dataclass, field

_LONGEST = 1 << 16
"""Characters of front matter that are parsed at most."""
_DEEPEST = 40
_MOST_ALIASES = 32
_MOST_VALUES = 20_000

_OPENING = re.compile(r"\s*^---[ \t]*\n", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$\n?", re.MULTILINE)
_TOML_OPENING = pattern(r"\s*^\+\+\+[ \t]*\n", re.MULTILINE)
_TOML_CLOSING = pattern(r"^\+\+\+[ \t]*$\n?", re.MULTILINE)
_TOML_FIELD = pattern(r"^([A-Za-z_][\w.-]*)[ \t]*=(?:[ \t](.*))?$", re.MULTILINE)
_TOML_LINE = pattern(r"at line (\d+)")
_JSON_OPENING = pattern(r"\s*\{\s*(?:\"|\})")
_JSON_CLOSING = pattern(r"^\}[ \t]*$\n?", re.MULTILINE)
_HEXO_LINE = pattern(r"\s*|#.*|\s+\S.*|-\s.*|[A-Za-z_][\w-]*:(?:\s.*)?")
"""A line of YAML as people write it: a field, an item, a line that goes on, a comment."""
_FIRST_FIELDS = frozenset(("title", "layout", "date", "author", "tags", "categories"))
"""Fields that a front matter without an opening line may begin with."""
_FIELD = pattern(r"^([^\s#:'\"\[\]{},&*!|>%@`-][^:\n]*):(?:[ \t](.*))?$", re.MULTILINE)
"""A key and its value, with the white space around them: matched without a way back."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a post, and where the text begins."""

    fields: Mapping[str, object] = field(default_factory=dict)
    """Reduced to what JSON can hold."""
    present: bool = False
    body: int = 0
    """Offset of the first character after the closing line."""
    notices: tuple[Notice, ...] = ()


def split(text: str) -> FrontMatter:
    """The front matter that `text` begins with; an empty one when it has none.

    Known are YAML between lines of `---` (Jekyll, Zenn, Qiita, Obsidian), YAML that begins without
    such a line (Hexo), TOML between lines of `+++` (Hugo, Zola), and a JSON object (Hugo). Broken
    front matter is told with its line, and the text behind it is read.
    """
    head = text[:400].lstrip()
    if head.startswith("---"):
        opening = _OPENING.match(text)
        return _block(text, opening.end(), _CLOSING, _parse, _FIELD) if opening else FrontMatter()
    if head.startswith("+++"):
        opening = _TOML_OPENING.match(text)
        return (
            _block(text, opening.end(), _TOML_CLOSING, _parse_toml, _TOML_FIELD)
            if opening
            else FrontMatter()
        )
    if head.startswith("{"):
        return _json(text)
    return _without_opening(text)


def _block(
    text: str,
    start: int,
    end_line: re.Pattern[str],
    parse: Callable[[str], Any],
    field: re.Pattern[str],
) -> FrontMatter:
    """Front matter whose first line of fields begins at offset `start`. `field`: a line that holds
    a field in this syntax, by which broken front matter is told from text."""
    closing = end_line.search(text, start, start + (_LONGEST << 4))
    if not closing:
        return FrontMatter()
    block = text[start : closing.start()]
    first_line = text.count("\n", 0, start) + 1
    if len(block) > _LONGEST:
        notice = Notice("formats.front-matter-too-large")
        return FrontMatter(_salvage(block[:_LONGEST], field), True, closing.end(), (notice,))
    try:
        value = parse(block)
    except _Broken as broken:
        if not field.search(block):
            return FrontMatter()
        values = {"line": first_line + broken.line, "reason": broken.reason}
        notice = Notice("formats.broken-front-matter", values)
        return FrontMatter(_salvage(block, field), True, closing.end(), (notice,))
    if value is None:
        return FrontMatter({}, True, closing.end())
    if not isinstance(value, dict):
        if isinstance(value, str) and ("。" in value or len(value) > 200):
            return FrontMatter()
        return FrontMatter({}, True, closing.end(), (Notice("formats.front-matter-not-mapping"),))
    return FrontMatter(value, True, closing.end())


def _without_opening(text: str) -> FrontMatter:
    """Hexo's front matter: fields from the first line on, then a line of `---`. The first field is
    one that a post has, and no line before the end is anything but YAML."""
    first = _FIELD.match(text)
    if not first or first[1] not in _FIRST_FIELDS:
        return FrontMatter()
    closing = _CLOSING.search(text, first.end(), _LONGEST)
    if not closing:
        return FrontMatter()
    lines = text[: closing.start()].split("\n")
    if not all(map(_HEXO_LINE.fullmatch, lines)):
        return FrontMatter()
    found = _block(text, 0, _CLOSING, _parse, _FIELD)
    return FrontMatter() if found.notices else found


def _json(text: str) -> FrontMatter:
    """A JSON object at the head of a file whose text follows on a line of its own. An object with
    no field that a post has, or with nothing behind it, is the text itself."""
    import json

    start = text.index("{")
    named = any(f'"{name}"' in text[: start + _LONGEST] for name in _FIRST_FIELDS)
    if not named or not _JSON_OPENING.match(text):
        return FrontMatter()
    try:
        value, end = json.JSONDecoder().raw_decode(text[: start + _LONGEST], start)
        value = _Reduction().reduce(value)
    except json.JSONDecodeError as error:
        closing = _JSON_CLOSING.search(text, start, start + _LONGEST)
        if not closing or not text[closing.end() :].strip():
            return FrontMatter()
        values = {"line": text.count("\n", 0, error.pos) + 1, "reason": error.msg}
        notice = Notice("formats.broken-front-matter", values)
        return FrontMatter({}, True, closing.end(), (notice,))
    except (RecursionError, ValueError, _Broken):
        return FrontMatter()
    rest = text[end:]
    if not isinstance(value, dict) or not rest.strip() or rest.lstrip(" \t")[:1] != "\n":
        return FrontMatter()
    return FrontMatter(value, True, end + rest.index("\n") + 1)


class _Broken(Exception):
    """YAML that cannot be read: the reason on one line, and the 0-based line in the block."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = harmless_line(reason)[:200]
        self.line = line


def _parse(block: str) -> Any:
    """The value of a YAML block, reduced. Raises _Broken."""
    if not block.strip():
        return None
    if (fields := simple(block)) is not None:
        return fields
    from reader.formats.front.bounded_yaml import YAMLError, load

    try:
        return _Reduction().reduce(load(block, deepest=_DEEPEST, most_aliases=_MOST_ALIASES))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        raise _Broken(str(reason), mark.line if mark else 0) from None
    except RecursionError:
        raise _Broken("nested too deeply") from None
    except (
        ValueError,
        TypeError,
        OverflowError,
        ArithmeticError,
        LookupError,
        AttributeError,
    ) as error:
        raise _Broken(str(error) or type(error).__name__) from None


def _parse_toml(block: str) -> Any:
    """The value of a TOML block, reduced. Raises _Broken."""
    import tomllib

    try:
        return _Reduction().reduce(tomllib.loads(block))
    except tomllib.TOMLDecodeError as error:
        at = _TOML_LINE.search(str(error))
        reason = str(error).partition(" (at ")[0]
        raise _Broken(reason, int(at[1][:9]) - 1 if at else 0) from None
    except (RecursionError, ValueError, OverflowError) as error:
        raise _Broken(str(error) or "nested too deeply") from None


class _Reduction:
    """Turns what YAML gives into what JSON can hold, within a number of values."""

    def __init__(self) -> None:
        self._left = _MOST_VALUES

    def reduce(self, value: Any, depth: int = 0) -> Any:
        """The value as str, int, float, bool, None, list or dict. Raises _Broken."""
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST + 1:
            raise _Broken("too many values")
        if isinstance(value, str):
            return harmless(value)[0]
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, int):
            return value if value.bit_length() <= 64 else hex(value)[:100]
        if isinstance(value, float):
            return value if isfinite(value) else str(value)
        if isinstance(value, dict):
            return {self._key(key): self.reduce(item, depth + 1) for key, item in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.reduce(item, depth + 1) for item in value]
        if hasattr(value, "isoformat"):  # a date, a time or both
            return str(value.isoformat())
        return harmless(
            value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        )[0]

    def _key(self, key: Any) -> str:
        reduced = self.reduce(key, _DEEPEST)
        return reduced if isinstance(reduced, str) else str(reduced)


def _salvage(block: str, field: re.Pattern[str]) -> dict[str, object]:
    """The lines of a broken block that are plainly a key and its value, all of them as text."""
    found: dict[str, object] = {}
    for match in field.finditer(block):
        value = (match[2] or "").strip()
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        if value:
            found.setdefault(harmless_line(match[1]), harmless_line(value))
    return found
