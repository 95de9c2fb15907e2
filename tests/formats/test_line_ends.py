"""Lines that were wrapped are joined, at whatever measure; lines that were meant to stand stand."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats import load
from reader.formats.line_ends import width
from reader.phrases import phrases

_SUBJECTS = ("渡し守は", "町の子どもたちは", "古い橋の上で猫が", "夜の汽車が", "市場の人々は")
_PLACES = ("川の向こうの畑へ", "雪の残る山道を", "灯台のある岬まで", "倉庫の裏の空き地に")
_VERBS = ("荷物を運びつづけた", "歌いながら歩いていった", "何度も振り返って見た", "灯りを運んだ")
_NOT_FIRST = "、。」"
_VERSES = ("舟を待つ", "雨がやむ", "月が出た", "風は北", "灯の消える", "鐘ひとつ", "夜の橋")


def prose(chance: random.Random, sentences: int) -> str:
    """A paragraph of sentences, without white space."""
    return "".join(
        chance.choice(_SUBJECTS) + chance.choice(_PLACES) + "、" + chance.choice(_VERBS) + "。"
        for _ in range(sentences)
    )


def wrapped(text: str, measure: int) -> str:
    """The text in lines of so many cells, none of which begins with 、 or 。."""
    lines = [""]
    for character in text:
        if width(lines[-1] + character) > measure and character not in _NOT_FIRST:
            lines.append("")
        lines[-1] += character
    return "\n".join(lines)


def wrapped_by_phrases(text: str, measure: int) -> str:
    """The text in lines of at most so many cells, each of which ends with a phrase."""
    ends = phrases().ends
    lines, start = [""], 0
    for at in [*(at for at in range(1, len(text)) if ends(text, at)), len(text)]:
        if lines[-1] and width(lines[-1] + text[start:at]) > measure:
            lines.append("")
        lines[-1] += text[start:at]
        start = at
    return "\n".join(lines)


def texts(source: str, name: str, **options: str) -> list[str]:
    """The texts of the blocks that a source becomes."""
    document = load(source.encode(), name=name, **options)  # type: ignore[arg-type]
    return [block.text for block in document.blocks]


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 9999),
    st.integers(24, 90),
    st.lists(st.integers(2, 8), min_size=2, max_size=6),
    st.sampled_from(("post.txt", "post.md")),
)
def test_wrapped_paragraphs_are_joined(
    seed: int, measure: int, lengths: list[int], name: str
) -> None:
    """Paragraphs that were wrapped at any usual measure read as they were, verse among them."""
    chance = random.Random(seed)
    paragraphs = [prose(chance, length) for length in lengths]
    verse = [chance.choice(_VERSES) for _ in range(3)]
    parts = [wrapped(text, measure) for text in paragraphs]
    parts.insert(chance.randrange(len(parts)), "\n".join(verse))
    found = texts("\n\n".join(parts), name)
    assert [text for text in found if text not in _VERSES] == paragraphs
    assert [text for text in found if text in _VERSES] == verse


@pytest.mark.parametrize("measure", [40, 56, 72, 80])
def test_text_wrapped_by_phrases_is_joined(measure: int) -> None:
    """Of lines that end with phrases nearly all are told, at any usual measure."""
    whole = found = 0
    for seed in range(40):
        chance = random.Random(seed)
        paragraphs = [prose(chance, length) for length in (4, 7, 5, 3)]
        source = "\n\n".join(wrapped_by_phrases(text, measure) for text in paragraphs)
        whole += len(paragraphs)
        found += len(set(paragraphs).intersection(texts(source, "post.txt")))
    assert found >= 0.95 * whole


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(_VERSES), min_size=2, max_size=5), min_size=1, max_size=5),
    st.sampled_from(("post.txt", "post.md")),
)
def test_verse_stands(stanzas: list[list[str]], name: str) -> None:
    """No line of verse is joined to the next, and only stanzas are parted by blank rows."""
    source = "\n\n".join("\n".join(stanza) for stanza in stanzas)
    blocks = load(source.encode(), name=name).blocks
    assert [block.text for block in blocks] == [line for stanza in stanzas for line in stanza]
    firsts = [at == 0 for stanza in stanzas for at in range(len(stanza))]
    assert [not block.tight for block in blocks] == firsts


_LATIN = (
    "The ferry crosses the river twice a day, and the people of the town have long known its bell\n"
    "so well that nobody looks up any more when it rings on the other side of the water, not even\n"
    "the children who wait for it every morning."
)


@pytest.mark.parametrize("name", ["post.txt", "post.md"])
def test_wrapped_latin_is_joined_with_spaces(name: str) -> None:
    """English that an editor has filled is one paragraph."""
    assert texts(_LATIN, name) == [_LATIN.replace("\n", " ")]


@pytest.mark.parametrize("name", ["post.txt", "post.md"])
def test_the_user_may_know_better(name: str) -> None:
    """`keep` lets wrapped lines stand, `join` joins verse; signs of lists stand even then."""
    lines = wrapped(prose(random.Random(1), 3), 40)
    assert texts(lines, name, breaks="keep") == lines.split("\n")
    assert texts("舟を待つ\n雨がやむ\n・風は北", name, breaks="join") == [
        "舟を待つ雨がやむ",
        "・風は北",
    ]


@pytest.mark.parametrize("name", ["post.txt", "post.md"])
@pytest.mark.parametrize(
    "line",
    [
        "件名：舟の話",
        "・橋",
        "① 橋",
        "■ 橋",
        "※ 橋",
        "（二）橋",
        "(2) 橋",
        "第三条　橋",
        "第十二条の二　橋",
        "ハ　橋",
        "３　橋",
        "三　橋",
        "4. 橋",
        "[12] 橋",
        "「橋だ」",
        "『橋』",
        "―橋だ",
        "\u3000橋だ。",
        "Q. 橋は",
    ],
)
def test_a_line_that_begins_with_a_sign_stands(name: str, line: str) -> None:
    """After a line of the measure that ends a sentence, too."""
    before = wrapped(prose(random.Random(5), 4), 60) + "\n" + "ここまで川の話をしてきた。"
    assert texts(f"{before}\n{line}\n{line}", name)[-2:] == [line, line]
