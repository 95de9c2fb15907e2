"""The way back from a folded text to its source is exact."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.folds import GROUPS, Folds

ROOT = Path(__file__).resolve().parents[2]
EXOTIC = (
    "㍿㌔㋿①⑴㈱ℓ½ﬁ…㎏ﷺßİﾞﾟ゛゜ｶﾊｳかは\u3099\u309aeo\u0301\u0308"
    "葛\U000e0100\ufe0f\u200b\u200d\u00ad\ufeff國﨑神⻑⼀ー-―～"
    "“」【　\tAaＺｱァﾊﾟ動画\n\v\ufdd0\ufdd1👨👩가ㄱᅡᆨ"
)
texts = st.text(st.sampled_from(EXOTIC) | st.characters(exclude_categories=["Cs"]), max_size=24)
FOLDS = Folds()


@given(texts, st.data())
@settings(max_examples=400, deadline=None)
def test_a_match_leads_back_to_text_that_folds_to_it(text: str, data: st.DataObject) -> None:
    """The source of any folded span folds to something that holds that span."""
    folded = FOLDS(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.source(start, end)
    assert 0 <= first < last <= len(text)
    assert folded.text[start:end] in FOLDS.plain(text[first:last])


@given(texts)
@settings(max_examples=300, deadline=None)
def test_the_map_covers_the_text_in_order(text: str) -> None:
    """Folded characters come from the text from left to right: they share a cluster or follow
    one another, and what lies between two is ignored."""
    folded = FOLDS(text)
    places = [folded.source(at, at + 1) for at in range(len(folded.text))]
    reach = 0
    for before, after in zip([(0, 0), *places], places, strict=False):
        assert after == before or after[0] >= before[1]
        if after != before:
            assert FOLDS.plain(text[before[1] : after[0]]) == ""
            reach = after[1]
    assert FOLDS.plain(text[reach:]) == ""


@given(texts)
@settings(max_examples=300, deadline=None)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A query that is folded already finds what the unfolded one finds."""
    once = FOLDS.plain(text)
    assert FOLDS.plain(once) == once


@pytest.mark.parametrize(
    ("group", "one", "other"),
    [
        ("ignored", "葛\U000e0100", "葛"),
        ("spaces", "a\u3000b", "a b"),
        ("width", "Ａ", "a"),
        ("radicals", "⻑", "長"),
        ("kanji", "國", "国"),
        ("dashes", "a―b", "a-b"),
        ("tildes", "〜", "～"),
        ("quotes", "“", "”"),
        ("brackets", "「", "『"),
        ("punctuation", "、", ","),
        ("kana", "ア", "あ"),
        ("case", "A", "a"),
    ],
)
def test_each_group_can_be_switched_off(group: str, one: str, other: str) -> None:
    """A pair is one character to search just where the group that folds it holds."""
    without = Folds(name for name in GROUPS if name != group)
    assert Folds().plain(one) == Folds().plain(other)
    assert without.plain(one) != without.plain(other)


def test_an_unknown_group_is_an_error() -> None:
    """A misspelt group does not go unnoticed."""
    with pytest.raises(KeyError):
        Folds(["widht"])


def test_the_table_is_what_the_script_makes() -> None:
    """folds.txt is generated, never edited by hand."""
    script = ROOT / "tools" / "make_folds.py"
    if not script.exists():
        pytest.skip("tools/ is not part of an installed package")
    made = (ROOT / "reader" / "search" / "folds.txt").read_text(encoding="ascii")
    if unicodedata.unidata_version not in made.partition("\n")[0]:
        pytest.skip("another version of Unicode than the table was made from")
    sys.path.insert(0, str(script.parent))
    try:
        import make_folds  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    assert make_folds.table() == made
