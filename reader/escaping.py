"""Foreign text, written so that the program which reads it takes all of it for text.

One function for each reader: a Markdown renderer (CommonMark 0.31.2, and what Obsidian and its
plugins take for commands besides), a spreadsheet, a JSON parser that prints on a terminal, and a
shell.
"""

from __future__ import annotations

import json
import re

_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~$=%^!&{}#]")
_LINE_START = re.compile(r"(?:[-+]|\d{1,9}(?=[.)]))")
_WORD = re.compile(r"#(?=\w)")
_TICKS = re.compile("`+")
_FORMULA = re.compile(r"\s*[-=+@\t\r－＝＋＠]")
_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def markdown(text: str, *, tags: bool = False) -> str:
    """Lines that Markdown shows as they are: no code, links, pictures, HTML or commands of plugins.

    `tags`: words after # stay tags, as Obsidian has them. Spaces before a line, which could make
    code of it, are left out.
    """
    return "\n".join(_markdown_line(line.lstrip(" \t"), tags) for line in text.splitlines())


def _markdown_line(line: str, tags: bool) -> str:
    words = _WORD.split(line) if tags else [line]
    escaped = "#".join(_MARKDOWN.sub(r"\\\g<0>", word) for word in words)
    start = _LINE_START.match(line)
    if start and start[0].isdigit():
        escaped = f"{start[0]}\\{escaped[start.end() :]}"
    elif start:
        escaped = f"\\{escaped}"
    return escaped.replace("::", ":\\:")  # a field of Dataview


def markdown_code(text: str) -> str:
    """A text of one line as a code span, in a fence longer than any within (CommonMark 6.1)."""
    fence = "`" * (1 + max((len(ticks[0]) for ticks in _TICKS.finditer(text)), default=0))
    space = " " if text[:1] in ("`", " ") or text[-1:] in ("`", " ") else ""
    return f"{fence}{space}{text}{space}{fence}"


def csv_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: a ' stands before what would begin one."""
    return f"'{text}" if _FORMULA.match(text) else text


def json_text(value: object, *, indent: int | None = None, compact: bool = False) -> str:
    """One JSON document without a final newline. Japanese is not escaped; what could act on a
    terminal, or is no character, is."""
    separators = (",", ":") if compact else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def shell_path(path: str) -> str:
    """A path as one word of a POSIX shell, which no program takes for an option."""
    import shlex

    path = " ".join(path.splitlines())
    return shlex.quote(f"./{path}" if path.startswith("-") and path != "-" else path or "-")
