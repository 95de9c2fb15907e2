"""Readings: inline in brackets, or above their base and apart from one another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cells import cell_len
from reader.document import Mark, MarkKind
from reader.typeset import wrap
from reader.typeset.display.display import display
from reader.typeset.display.drawn_text import Display
from reader.typeset.display.ruby_room import reading_row, row_above, spread


def annotated(written: str) -> tuple[str, list[Mark]]:
    """A text and its marks from {base|reading}; the reading ﹅ stands for emphasis dots."""
    text = ""
    marks: list[Mark] = []
    for part in re.split(r"(\{[^}]*\})", written):
        if not part.startswith("{"):
            text += part
            continue
        base, _, reading = part[1:-1].partition("|")
        kind = MarkKind.DOTS if reading == "﹅" else MarkKind.RUBY
        marks.append(Mark(len(text), len(text) + len(base), kind, reading))
        text += base
    return text, marks


def shown(written: str, ruby: str) -> Display:
    """What is drawn for a text written so."""
    text, marks = annotated(written)
    return display(text, marks, ruby=ruby)


CASES = [
    # reading as long as its base
    ("{山|やま}", ["やま", " 山 "]),
    # hangs over kana on both sides, up to one kana
    ("は{都|みやこ}に", ["みやこ", "は都に"]),
    # does not hang over an ideograph: the base is spaced out
    ("大{都|みやこ}会", ["  みやこ", "大  都  会"]),
    # dots over all but punctuation
    ("ここ{が。大|﹅}事", ["    ﹅  ﹅", "ここが。大事"]),
]


@pytest.mark.parametrize(("written", "rows"), CASES)
def test_above(written: str, rows: list[str]) -> None:
    """The row of readings and the row below it, as they stand in cells."""
    made = shown(written, "above")
    row = reading_row(made.text, made.overlay, 80)
    assert made.text == rows[1]
    assert row == rows[0]


def test_readings_of_neighbours_stay_apart() -> None:
    """Two bases side by side: the longer reading gets room, and a cell parts the readings."""
    made = shown("{東京|とうきょう}{都|と}", "above")
    row = reading_row(made.text, made.overlay, 80)
    assert row == "とうきょう と"
    assert made.text.replace(" ", "") == "東京都"


def test_inline() -> None:
    """A reading stands in brackets behind its base; both and the brackets are one group."""
    made = shown("彼は{東京|とうきょう}、{都|と}へ", "inline")
    assert made.text == "彼は東京(とうきょう)、都(と)へ"
    assert made.groups == ((2, 11), (12, 16))
    assert [tuple(style) for style in made.styles] == [
        (4, 11, MarkKind.RUBY, "とうきょう"),
        (13, 16, MarkKind.RUBY, "と"),
    ]


def test_off() -> None:
    """Without readings the text is as it is; emphasis dots are a style then."""
    made = shown("{東京|とうきょう}の{要点|﹅}", "off")
    assert made.text == "東京の要点"
    assert [tuple(style) for style in made.styles] == [(3, 5, MarkKind.DOTS, "﹅")]
    assert made.overlay == ()


def test_the_full_stop_stays_with_the_bracket() -> None:
    """Inline brackets obey kinsoku: none of ( and 。 is on the wrong side of a line end."""
    text = shown("川を{渡|わた}る。{橋|はし}。{村|むら}、{森|もり}。", "inline").text
    for width in range(8, 40):
        for line in wrap(text, width):
            assert not line.startswith((")", "。", "、"))
            assert not line.endswith("(")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "は", "のが", "、", "国", "大国", "a"]),
            st.sampled_from(["山", "東京", "不思議"]),
            st.sampled_from(["や", "やま", "とうきょう", "ふしぎなこと"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_two_readings_meet(parts: list[tuple[str, str, str]]) -> None:
    """In a row wide enough each reading stands whole, in order, where its base is near."""
    written = "".join(f"{before}{{{base}|{reading}}}" for before, base, reading in parts)
    made = shown(written, "above")
    width = cell_len(made.text) + 40
    row = reading_row(made.text, made.overlay, width)
    assert row.replace(" ", "") == "".join(reading for _, _, reading in parts)
    column = 0
    for overlay in made.overlay:
        at = row.index(overlay.reading, column)
        start = cell_len(row[:at])
        base = cell_len(made.text[: overlay.start])
        # Only at the edge of the row is a reading moved inwards.
        assert start >= base - 2
        assert start <= base + cell_len(made.text[overlay.start : overlay.end]) + 2
        column = at + len(overlay.reading)


@given(st.integers(1, 9), st.integers(0, 30))
def test_spread_gives_all_of_it(clusters: int, cells: int) -> None:
    """Space spread over a base adds up, is nowhere negative, and is as even as cells allow."""
    shares = spread(clusters, cells)
    assert sum(shares) == cells
    assert min(shares) >= 0
    assert len(shares) == clusters + 1
    inner = shares[1:-1]
    assert not inner or max(inner) - min(inner) <= 1 + cells // clusters // 2


def test_the_row_of_one_line() -> None:
    """A line takes only its own readings, moved with its indent and its added space."""
    made = shown("{山|やま}と{川|かわ}", "above")
    parts = [(-1, -1, "　"), (0, len(made.text), "")]
    row = row_above(made.overlay, made.text, parts, 40)
    plain = row_above(made.overlay, made.text, parts[1:], 40)
    assert row.lstrip() == plain.lstrip()
    first_only = row_above(made.overlay, made.text, [(0, made.overlay[0].end, "")], 40)
    assert "かわ" not in first_only
    assert (
        row_above(
            made.overlay, made.text, [(made.text.index("と"), made.text.index("と") + 1, "")], 40
        )
        == ""
    )


@given(st.integers(2, 20))
def test_a_row_is_never_too_wide(width: int) -> None:
    """Readings longer than the row are cut, not drawn over its edge."""
    made = shown("{山|やまのなまえ}{川|かわのなまえ}", "above")
    assert cell_len(reading_row(made.text, made.overlay, width)) <= width
