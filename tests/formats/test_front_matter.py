"""Front matter as the platforms write it: YAML, TOML, JSON, and Hexo's without a first line."""

from __future__ import annotations

import pytest

from reader.document import Document
from reader.formats import load


def loaded(text: str) -> Document:
    """A Markdown post of this text."""
    return load(text.encode(), name="post.md")


TOML = """+++
title = "川沿いの道"
date = 2023-11-02T07:30:00+09:00
tags = ["川", "朝"]
weight = 3
[params]
cover = "a.png"
+++

川の道を歩く。
"""
JSON = """{
  "title": "川沿いの道",
  "date": "2023-11-02",
  "tags": ["川", "朝"]
}

川の道を歩く。
"""
HEXO = """title: 川沿いの道
date: 2023-11-02 07:30:00
tags:
- 川
- 朝
---

川の道を歩く。
"""


@pytest.mark.parametrize("text", [TOML, JSON, HEXO], ids=["toml", "json", "hexo"])
def test_every_syntax_gives_the_same_fields(text: str) -> None:
    """Title, date and tags; the text begins behind the front matter, with its line."""
    document = loaded(text)
    assert (document.title, document.tags) == ("川沿いの道", ("川", "朝"))
    assert document.date.startswith("2023-11-02")
    (block,) = document.blocks
    assert block.text == "川の道を歩く。"
    assert text.split("\n")[block.line - 1] == block.text
    assert not document.notices


@pytest.mark.parametrize(
    ("fields", "date", "tags"),
    [
        ("published: true\ntopics: [python, 猫]", "", ("python", "猫")),
        ("published: false\npublished_at: 2022-01-03", "2022-01-03", ()),
        ("pubDate: 2022-01-03\nlastmod: 2023-04-05\ncategories: [日記]", "2022-01-03", ("日記",)),
        ("publishDate: 2022-01-03", "2022-01-03", ()),
        ("lastmod: 2023-04-05", "2023-04-05", ()),
        ("published: 2022-01-03", "2022-01-03", ()),
        ("tags: [甲]\ncategories: [乙]", "", ("甲",)),
        ("date: false\ncreated: 2022-01-03", "2022-01-03", ()),
    ],
)
def test_names_of_the_platforms(fields: str, date: str, tags: tuple[str, ...]) -> None:
    """A truth value is no date; the first name that holds something wins."""
    document = loaded(f"---\ntitle: 題\n{fields}\n---\n\n本文です。\n")
    assert (document.date, document.tags) == (date, tags)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("+++\ntitle = '題'\ndate = = 3\n+++\n\n本文です。\n", 3),
        ('{\n "title": "題",\n "date": 3 4\n}\n\n本文です。\n', 3),
    ],
    ids=["toml", "json"],
)
def test_what_is_broken_is_said_with_its_line(text: str, line: int) -> None:
    """The text is read all the same."""
    document = loaded(text)
    (notice,) = document.notices
    assert (notice.key, notice.values["line"]) == ("formats.broken-front-matter", line)
    assert [block.text for block in document.blocks] == ["本文です。"]


@pytest.mark.parametrize(
    "text",
    [
        "+++\n閉じない三つの印です。\n\n本文です。\n",
        "{「かっこ」で始まる文です。}\n\n本文です。\n",
        '{"only": "an object"}\n',
        '{"title": "何も続かない"}\n',
        "title: で始まる文です。\n\n本文です。\n\n---\n\n次の文です。\n",
        "注意：始めに読む。\n---\n本文です。\n",
        "+++\n" + "a = 1\n" * 100 + "本文です。\n",
        "{" * 3000 + "本文です。\n",
    ],
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    """Nothing of it is swallowed."""
    document = loaded(text)
    shown = "".join(block.text for block in document.blocks)
    letters = [one for one in text if one.isalpha()]
    assert [one for one in shown if one.isalpha()] == letters


def test_hostile_toml_and_json_are_bounded() -> None:
    """Deep nesting and numbers without end are told or left as text, not raised."""
    for text in (
        "+++\na = " + "[" * 5000 + "\n+++\n本文です。\n",
        "+++\na = " + "9" * 5000 + "\n+++\n本文です。\n",
        '{"title": ' + "[" * 5000 + "\n}\n\n本文です。\n",
        '{"title": ' + "9" * 5000 + "\n}\n\n本文です。\n",
        "+++\na = 1e999\n+++\n本文です。\n",
    ):
        assert loaded(text).blocks[-1].text.endswith("本文です。")
