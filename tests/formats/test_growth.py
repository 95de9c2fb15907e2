"""Reading takes work that grows with the text, for every kind of hostile text.

The quick part of `python -m tests.formats.growth`, which opens each kind at full length.
"""

from __future__ import annotations

from time import process_time

import pytest

from reader.document import MarkKind
from reader.formats import load
from reader.formats.draft import DEEPEST, Draft
from tests.formats.growth import steps
from tests.formats.hostile import KINDS

_SHORT, _LONG = 8_000, 24_000
_TIMES = 6.0
"""Between 3, which is right for three times the text, and 9, which is its square."""
_SLIGHT = 0.25
"""Seconds of work that need no second look."""


def _seconds(name: str, size: int) -> float:
    data = KINDS[name](size).encode("utf-8", "surrogatepass")
    began = process_time()
    load(data, name="hostile.md")
    return process_time() - began


@pytest.mark.parametrize("name", KINDS)
def test_loading_grows_with_the_text(name: str) -> None:
    """Three times the text takes about three times as long; a noisy machine may try again."""
    for _ in range(3):
        long = _seconds(name, _LONG)
        if long < _SLIGHT or long < _TIMES * _seconds(name, _SHORT):
            return
    pytest.fail(f"{name}: {long:.2f} s for {_LONG} characters")


@pytest.mark.parametrize(
    "name",
    ["bold, a break each", "quotes", "hard breaks", "backticks", "one-letter lines", "items"],
)
def test_opening_grows_with_the_text(name: str) -> None:
    """So do repeats, outline, search, facts and the first page, where there are very many lines."""
    for _ in range(3):
        long, short = (sum(steps(KINDS[name](size)).values()) for size in (_LONG, _SHORT))
        if long < 4 * _SLIGHT or long < _TIMES * short:
            return
    pytest.fail(f"{name}: {long:.2f} s for {_LONG} characters")


def test_open_marks_are_bounded() -> None:
    """A break inside any number of open marks begins a segment of at most DEEPEST of them, and
    each close ends the mark that was opened for it."""
    draft = Draft()
    for _ in range(3 * DEEPEST):
        draft.open(MarkKind.STRONG)
    for _ in range(4):
        draft.text("市場", 1)
        draft.hard()
    for _ in range(3 * DEEPEST):
        draft.close(MarkKind.STRONG)
    draft.text("朝", 1)
    segments = draft.finish()
    assert [len(segment.marks) for segment in segments] == [*[DEEPEST] * 4, 0]


def test_links_after_very_many_brackets_are_read() -> None:
    """Brackets that begin nothing are text, and do not hide the links beside them."""
    text = "[" * 2000 + " 文 [魚](https://example.org/a) " + "![" * 600 + "[朝][a]\n\n[a]: b\n"
    block = load(text.encode(), name="a.md", input_format="markdown").blocks[0]
    links = [mark for mark in block.marks if mark.kind is MarkKind.LINK]
    assert [block.text[mark.start : mark.end] for mark in links] == ["魚", "朝"]
    assert block.text.startswith("[" * 2000)


def test_merge_keys_in_merge_keys_are_bounded() -> None:
    """Mappings that each merge the one before many times are read or refused at once."""
    levels = "".join(
        f"k{n}: &k{n} {{<<: [{', '.join([f'*k{n - 1}'] * 3)}]}}\n" for n in range(1, 40)
    )
    began = process_time()
    load(f"---\nk0: &k0 {{題: 市場}}\n{levels}---\n本文。\n".encode(), name="a.md")
    assert process_time() - began < 3
