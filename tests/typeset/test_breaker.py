"""The quick ways of breaking lines give what the careful one gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.typeset.breaking.bounds import Bounds, summed
from reader.typeset.breaking.breaker import Breaker, breaker

ORDINARY = "あいうっゃ漢字東京カタカナー、。「」『』（）！？…―・々〜～ abcXYZ019,.%$-“”　①○ｶ"
texts = st.text(alphabet=ORDINARY, max_size=300)
breakers = st.builds(
    breaker,
    st.sampled_from(["strict", "normal", "loose"]),
    st.sampled_from([1, 2]),
    st.booleans(),
)


@settings(max_examples=400, deadline=None)
@given(texts, st.integers(1, 60), st.integers(1, 60), breakers)
def test_lines_are_the_same_however_they_are_found(
    text: str, room: int, first: int, found: Breaker
) -> None:
    """Counting slices, counting every character and cutting out rows agree on every line."""
    sums, joined = summed(text, found.ambiguous)
    careful = found._careful(text, room, first, Bounds(sums, joined, joined))
    assert found.lines(text, room, first) == careful
    careful = found._careful(text, room, room, Bounds(sums, joined, joined))
    assert found.plain_rows(text, room) == [text[start:end] for start, end in careful]


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("ああっ！？！？……。", 14, ["あ", "あっ！？！？", "……。"]),
        ("ああっ！？！？……。", 10, ["あ", "あ", "っ！？！？", "……。"]),
        ("え！？！？！？……。", 16, ["え！？！？！？", "……。"]),
        ("え" + "…" * 8 + "。", 12, ["え", "…" * 6, "……。"]),
        ("え！？！？！？。", 10, ["え！？！？", "！？。"]),
        ("え――――――！", 10, ["え", "―――――", "―！"]),
    ],
)
def test_what_yields_first_where_a_line_has_no_place_to_end(
    text: str, room: int, lines: list[str]
) -> None:
    """…… and ―― begin a line, then small kana, then ！ and ？; …… are parted last."""
    found = breaker("strict", 2).lines(text, room)
    assert [text[start:end] for start, end in found] == lines
