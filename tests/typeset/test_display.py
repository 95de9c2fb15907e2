"""The drawn text: true cells, and a way back to the text it shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cells import cell_len, clusters
from reader.document import Mark, MarkKind
from reader.typeset.display.display import display
from reader.typeset.display.drawn_text import Display

LETTERS = st.sampled_from(
    "あ漢字ーa 。「」\t\ne\u0301か\u3099\u309a\u200d\u200b\ufe0f\u20e3👍👨🏽🇯🇵가\ufa19※"
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text with marks that may lie anywhere, some of them partly outside."""
    text = draw(st.text(LETTERS, max_size=40))
    marks = draw(
        st.lists(
            st.builds(
                Mark,
                st.integers(-1, 40),
                st.integers(0, 42),
                st.sampled_from([MarkKind.RUBY, MarkKind.DOTS, MarkKind.STRONG]),
                st.sampled_from(["かな", "とうきょう", "", "ｶﾞ", "か\u3099"]),
            ),
            max_size=5,
        )
    )
    return text, sorted(marks, key=lambda mark: mark.start)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("か\u3099は\u309ae\u0301", "がぱé"),
        ("葛\U000e0100城", "葛城"),
        ("1\ufe0f\u20e3と☎\ufe0f", "1と☎"),
        ("👍🏽👨\u200d👩\u200d👧。", "👍👨。"),
        ("🇯🇵🇯。", "🇯🇵J。"),
        ("あ\u200bい\u2060う\ufeff\u00ad", "あいう"),
        ("\u3099か", "゛か"),
        ("\u0301a", "\u25cc\u0301a"),
        ("神\ufa19", "神\ufa19"),
        ("a\tあ\tb\n\tc", "a   あ  b\n    c"),
        ("\x1b[31m赤\x07", "[31m赤"),
    ],
)
def test_drawn(text: str, drawn: str) -> None:
    """What terminals draw in different ways is drawn in one way."""
    assert display(text).text == drawn


def test_plain_text_is_itself() -> None:
    """Where nothing has to change there is no map and no copy."""
    text = "「普通の文だ。」※1…―"
    shown = display(text, [Mark(1, 3, MarkKind.STRONG)])
    assert shown.text is text
    assert shown.source is None
    assert [tuple(style) for style in shown.styles] == [(1, 3, MarkKind.STRONG, "")]


def test_back_to_the_text() -> None:
    """Offsets of dropped and composed characters lead to the cluster that shows them."""
    text = "か\u3099👨\u200d👩あ"
    shown = display(text)
    assert shown.text == "が👨あ"
    assert [shown.offset(index) for index in range(4)] == [0, 2, 5, 6]
    assert [shown.index(offset) for offset in range(7)] == [0, 0, 1, 1, 1, 2, 3]


@given(marked(), st.sampled_from(["off", "inline", "above"]), st.sampled_from([1, 2]))
def test_the_map_is_sound(case: tuple[str, list[Mark]], ruby: str, ambiguous: int) -> None:
    """The map never falls, stays inside the text, and ends where the text ends."""
    text, marks = case
    shown = display(text, marks, ruby=ruby, ambiguous=ambiguous)
    offsets = [shown.offset(index) for index in range(len(shown.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert all(0 <= offset < len(text) for offset in offsets[:-1])
    assert len(shown.breaking) == len(shown.text)
    for offset in range(len(text) + 1):
        assert 0 <= shown.index(offset) <= len(shown.text)


@given(marked(), st.sampled_from(["off", "inline", "above"]))
def test_ranges_are_sound(case: tuple[str, list[Mark]], ruby: str) -> None:
    """Groups and insertions are sorted and apart; no range leaves the text or cuts a cluster."""
    text, marks = case
    shown = display(text, marks, ruby=ruby)
    for ranges in (shown.groups, shown.inserted):
        edge = 0
        for start, end in ranges:
            assert edge <= start < end <= len(shown.text)
            edge = end
    for style in shown.styles:
        assert 0 <= style.start < style.end <= len(shown.text)
    for start, end, *_ in shown.overlay:
        assert 0 <= start < end <= len(shown.text)


@given(st.text(LETTERS, max_size=40))
def test_long_clusters_are_groups(text: str) -> None:
    """No line can end inside a cluster of the drawn text: each longer one is a group."""
    shown = display(text)
    at = 0
    for cluster in clusters(shown.text):
        end = at + len(cluster)
        if len(cluster) > 1:
            assert any(start <= at and end <= stop for start, stop in shown.groups)
        at = end


@given(marked(), st.sampled_from(["off", "inline", "above"]))
def test_the_text_shows_whole(case: tuple[str, list[Mark]], ruby: str) -> None:
    """Readings only add: without what is inserted the drawn text is the same in every mode."""
    text, marks = case
    shown = display(text, marks, ruby=ruby)
    assert without_insertions(shown) == display(text).text


@given(st.text(LETTERS.filter(lambda letter: letter not in "\t\n"), max_size=30))
def test_cells_add_up(text: str) -> None:
    """The drawn clusters' cells add up to the cells of the whole."""
    shown = display(text).text
    assert sum(map(cell_len, clusters(shown))) == cell_len(shown)


def without_insertions(shown: Display) -> str:
    """The drawn text with what was inserted taken out."""
    kept = list(shown.text)
    for start, end in reversed(shown.inserted):
        del kept[start:end]
    return "".join(kept)
