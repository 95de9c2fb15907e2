"""Each case of cases.txt: a source, and the blocks that it becomes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.document import Block
from reader.formats import load

_CASES = Path(__file__).with_name("cases.txt").read_text(encoding="utf-8")
_HEAD = re.compile(r"(?P<title>.+?) \[(?P<format>\w+)\](?: \((?P<name>[^)]+)\))?")
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([tn\\]))")


def cases() -> list[tuple[str, str, str, str, str]]:
    """(title, format, name, source, expected) of every case."""
    found = []
    for case in re.split(r"^== ", _CASES, flags=re.MULTILINE)[1:]:
        head, _, rest = case.partition("\n")
        source, _, expected = rest.partition("\n=>\n")
        match = _HEAD.fullmatch(head)
        assert match, head
        values = (match["format"], match["name"] or "post", source, expected.strip())
        found.append((match["title"], *values))
    return found


def unescaped(text: str) -> str:
    """Escapes of the case file as the characters that they stand for."""

    def character(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else {"t": "\t", "n": "\n", "\\": "\\"}[match[3]]

    return _ESCAPE.sub(character, text)


def shown(block: Block) -> str:
    """A block as the case file has it."""
    level = str(block.level or "")
    label = f' "{block.label}"' if block.label else ""
    marks = [
        f"{mark.kind} '{block.text[mark.start : mark.end]}' {mark.value}".strip()
        for mark in block.marks
    ]
    if block.tight:
        label += " tight"
    end = " | " + " ; ".join(marks) if marks else ""
    return f"{block.kind}{level} {block.line}-{block.end_line}{label} | {block.text}{end}".strip()


@pytest.mark.parametrize(
    ("title", "input_format", "name", "source", "expected"), cases(), ids=lambda value: value[:50]
)
def test_case(title: str, input_format: str, name: str, source: str, expected: str) -> None:
    """The source becomes just the blocks of the case."""
    document = load(unescaped(source).encode(), name=name, input_format=input_format)
    assert [shown(block) for block in document.blocks] == [
        unescaped(line) for line in expected.split("\n")
    ]
