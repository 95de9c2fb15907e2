"""Whatever bytes come in, what comes out is a Document of harmless text or a ReaderError."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import Document, Kind
from reader.errors import ReaderError
from reader.formats import FORMATS, load
from reader.wording import say, say_error

_POSTS = Path(__file__).parents[3] / "shared" / "corpus" / "posts"
_BIDI = set("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NAMES = ("post.txt", "post.md")
_FORMATS = ("auto", *(entry.name for entry in FORMATS))

_FRAGMENTS = (
    "---\n",
    "title: 題\n",
    "tags: [a, b]\n",
    "\n",
    "\r\n",
    "\r",
    "\f",
    "\0",
    "\x1b]0;x\x07",
    "\x1b[31m",
    "\x1b",
    "\x9b1m",
    "\u202e",
    "# ",
    "## 見出し",
    "＃ 題",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "```\n",
    "    ",
    "| a | b |\n|---|---|\n",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "[",
    "](",
    ")",
    "![",
    "[^1]",
    "[^1]: 注",
    "^[",
    "<ruby>",
    "<rt>",
    "</rt>",
    "</ruby>",
    "<br>",
    "<em class='sesame'>",
    "</em>",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<script>",
    "{% raw %}",
    "{{ x | y }}",
    "{: .a}",
    "{漢字|かんじ}",
    "漢字《かんじ》",
    "｜",
    "《《",
    "》》",
    "［＃",
    "］",
    "※",
    "「語」に傍点",
    "「語」は中見出し",
    "&#27;",
    "&lt;",
    "\\",
    "https://a.jp/b",
    "漢字",
    "かな。",
    "カナ",
    "Latin ",
    "\u3000",
    "  \n",
    "---END---\n",
    "=====\n",
    "\ud800",
    "\ufeff",
    "\ufffd",
    "\t",
    "e\u0301",
    "👍🏽",
)


def strings(value: object) -> Iterator[str]:
    """Every string in a value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(key)
            yield from strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)


def check(document: Document, lines_of_file: int | None = None) -> None:
    """The promises that every document keeps."""
    said = [say(notice.key, "ja", **notice.values) for notice in document.notices]
    fields = (document.title, document.author, document.date, document.excerpt, document.source)
    for text in (*fields, *document.tags, *said):
        assert "\n" not in text and "\t" not in text
        assert_harmless(text)
    for text in strings(dict(document.front_matter)):
        assert_harmless(text)
    json.dumps(dict(document.front_matter), allow_nan=False)
    assert document.text == "\n".join(block.text for block in document.blocks)
    before = 1
    for block in document.blocks:
        allowed = "\n" if block.kind is Kind.CODE else "\n\t" if block.kind is Kind.TABLE else ""
        assert_harmless(block.text.translate({ord(c): None for c in allowed}), newlines=False)
        assert_harmless(block.label, newlines=False)
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= len(block.text)
            assert_harmless(mark.value, newlines=False)
        assert [mark.start for mark in block.marks] == sorted(mark.start for mark in block.marks)
        offsets, numbers = zip(*block.lines, strict=True)
        assert offsets[0] == 0 and list(offsets) == sorted(set(offsets))
        assert list(numbers) == sorted(numbers) and offsets[-1] <= len(block.text)
        assert before <= block.line <= numbers[-1] <= block.end_line
        before = block.line
        if lines_of_file is not None:
            assert block.end_line <= lines_of_file


def assert_harmless(text: str, *, newlines: bool = True) -> None:
    """No control but a line end or tab where these are allowed, no bidi control, no surrogate."""
    for character in text:
        category = unicodedata.category(character)
        assert category != "Cs"
        assert category != "Cc" or (newlines and character in "\n\t"), ascii(text)
        assert character not in _BIDI


def read(data: bytes, **options: Any) -> Document | None:
    """The document, checked; None where it is refused with a sentence."""
    try:
        document = load(data, **options)
    except ReaderError as error:
        sentence = say_error(error, "en")
        assert sentence and "\n" not in sentence
        return None
    if document.encoding == "utf-8":
        text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        check(document, text.count("\n") + 1)
    else:
        check(document)
    return document


@given(st.binary(max_size=300), st.sampled_from(_NAMES))
@settings(max_examples=300, deadline=None)
def test_random_bytes(data: bytes, name: str) -> None:
    """Random bytes are refused with a sentence or read as harmless text."""
    read(data, name=name)


@given(
    st.lists(st.sampled_from(_FRAGMENTS), max_size=40).map("".join),
    st.sampled_from(_NAMES),
    st.sampled_from(_FORMATS),
)
@settings(max_examples=600, deadline=None)
def test_fragments_of_markup(text: str, name: str, input_format: str) -> None:
    """Pieces of markup in any order make a sound document in every format."""
    read(text.encode("utf-8", "surrogatepass"), name=name, input_format=input_format)


@given(
    st.lists(st.sampled_from(_FRAGMENTS), max_size=20).map("".join),
    st.sampled_from(("utf-16", "utf-16-le", "cp932", "euc_jp", "iso2022_jp", "utf-8-sig")),
    st.integers(0, 3),
)
@settings(max_examples=200, deadline=None)
def test_cut_text_in_any_encoding(text: str, encoding: str, cut: int) -> None:
    """A text in any encoding, cut in the middle of a character, is read or refused."""
    data = text.encode(encoding, "replace")
    read(data[: len(data) - cut], name="post.txt")


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_front_matter_of_anything(text: str) -> None:
    """Anything between two lines of dashes is a front matter or text, never an exception."""
    read(f"---\n{text}\n---\n本文。\n".encode("utf-8", "surrogatepass"), name="post.txt")


@pytest.mark.skipif(not _POSTS.is_dir(), reason="the corpus is not part of the project")
def test_every_post_and_its_cuts() -> None:
    """Every post of the corpus, whole and cut at random places, makes a sound document."""
    chance = random.Random(20261124)
    for path in sorted(_POSTS.iterdir())[::8]:
        data = path.read_bytes()
        assert read(data, name=path.name) is not None
        for _ in range(2):
            start, end = sorted(chance.sample(range(len(data)), 2))
            assert read(data[start:end], name=path.name) is not None
