"""The front matter of a post: found, bounded, parsed by python-frontmatter's YAML handler.

YAML is hostile ground: aliases that explode, tags that build objects, nesting that exhausts the
stack. The block is bounded in size, nesting and aliases; the loader is the safe one; and what it
gives is reduced to what JSON can hold, every string of it harmless.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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
_FIELD = pattern(r"^([^\s#:'\"\[\]{},&*!|>%@`-][^:\n]*):(?:[ \t](.*))?$", re.MULTILINE)
"""A key and its value, with the white space around them: matched without a way back."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the two lines of dashes, and where the text begins."""

    fields: Mapping[str, object] = field(default_factory=dict)
    """Reduced to what JSON can hold."""
    present: bool = False
    body: int = 0
    """Offset of the first character after the closing line."""
    notices: tuple[Notice, ...] = ()


def split(text: str) -> FrontMatter:
    """The front matter that `text` begins with; an empty one when it has none."""
    opening = _OPENING.match(text) if text[:400].lstrip().startswith("---") else None
    if not opening:
        return FrontMatter()
    closing = _CLOSING.search(text, opening.end(), opening.end() + (_LONGEST << 4))
    if not closing:
        return FrontMatter()
    block = text[opening.end() : closing.start()]
    first_line = text.count("\n", 0, opening.end()) + 1
    if len(block) > _LONGEST:
        notice = Notice("formats.front-matter-too-large")
        return FrontMatter(_salvage(block[:_LONGEST]), True, closing.end(), (notice,))
    try:
        value = _parse(block)
    except _Broken as broken:
        if not _FIELD.search(block):
            return FrontMatter()
        values = {"line": first_line + broken.line, "reason": broken.reason}
        notice = Notice("formats.broken-front-matter", values)
        return FrontMatter(_salvage(block), True, closing.end(), (notice,))
    if value is None:
        return FrontMatter({}, True, closing.end())
    if not isinstance(value, dict):
        if isinstance(value, str) and ("。" in value or len(value) > 200):
            return FrontMatter()
        return FrontMatter({}, True, closing.end(), (Notice("formats.front-matter-not-mapping"),))
    return FrontMatter(value, True, closing.end())


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


def _salvage(block: str) -> dict[str, object]:
    """The lines of a broken block that are plainly `key: value`, all of them as text."""
    found: dict[str, object] = {}
    for match in _FIELD.finditer(block):
        value = (match[2] or "").strip()
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        if value:
            found.setdefault(harmless_line(match[1]), harmless_line(value))
    return found
