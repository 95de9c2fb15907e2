"""Jumps, attention, the column of matches, cut and filtered lines, the date of the title page."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.book.attention import FASTEST, IDLE, Attention
from reader.book.book import Book
from reader.book.jump_list import MOST, JumpList
from reader.book.title_page import title_page
from reader.cells import cell_len, clusters
from reader.document import Document, Span
from reader.formats import load
from reader.typeset import Layout, Options
from reader.typeset.display.display import display
from reader.view.parts.search.match_list import align
from reader.view.widgets.entry import Entry, cut, with_words
from reader.view.widgets.panels import share_read

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
LETTERS = st.lists(
    st.sampled_from(["港", "a", "ｱ", "、", "か\u3099", FAMILY, " "]), max_size=40
).map("".join)


def test_jumps_go_back_and_forward() -> None:
    """Back returns to what was left, forward to where one was; both end."""
    jumps = JumpList()
    jumps.leave(10)
    jumps.leave(50)
    assert jumps.back(90) == 50
    assert jumps.back(50) == 10
    assert jumps.back(10) is None
    assert jumps.forward(10) == 50
    assert jumps.forward(50) == 90
    assert jumps.forward(90) is None
    assert jumps.back(90) == 50


def test_a_new_jump_forgets_what_was_forward() -> None:
    """After a jump from a place gone back to, there is no way forward."""
    jumps = JumpList()
    jumps.leave(10)
    assert jumps.back(90) == 10
    jumps.leave(10)
    assert jumps.forward(40) is None
    assert jumps.back(40) == 10


def test_back_always_goes_somewhere_else() -> None:
    """A place that one stands on already is passed over, and a place left twice is kept once."""
    jumps = JumpList()
    for offset in (10, 50, 50):
        jumps.leave(offset)
    assert jumps.back(50) == 10
    assert jumps.back(10) is None


def test_only_so_many_places_are_kept() -> None:
    """The oldest places are forgotten."""
    jumps = JumpList()
    for offset in range(MOST + 20):
        jumps.leave(offset)
    found = []
    here = 10_000
    while (target := jumps.back(here)) is not None:
        found.append(target)
        here = target
    assert found == list(range(MOST + 19, 19, -1))


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


SHOWN = (Span(0, 100), Span(101, 300))
PACE = 600.0
"""At this pace the 300 字 of the page take 30 seconds."""


@pytest.mark.parametrize(
    ("elapsed", "seconds"),
    [
        (0.0, None),
        (30 / FASTEST - 0.1, None),
        (30 / FASTEST, 30 / FASTEST),
        (30.0, 30.0),
        (30 * IDLE, 30 * IDLE),
        (3600.0, 30 * IDLE),
    ],
)
def test_a_page_is_read_when_it_was_looked_at(elapsed: float, seconds: float | None) -> None:
    """Leafed through, a page is not read; looked at it is, and idle time does not count."""
    clock = Clock()
    attention = Attention(clock)
    attention.look(SHOWN, 300)
    clock.now += elapsed
    read, took = attention.leave(PACE)
    assert read == (SHOWN if seconds is not None else ())
    assert took == pytest.approx(seconds or 0.0)


def test_a_page_is_read_once() -> None:
    """A page that was left as read gives nothing when it is left again."""
    clock = Clock()
    attention = Attention(clock)
    attention.look(SHOWN, 300)
    clock.now += 40
    assert attention.leave(PACE)[0] == SHOWN
    clock.now += 40
    assert attention.leave(PACE) == ((), 0.0)


def test_a_page_asked_about_too_soon_can_still_be_read() -> None:
    """Asked before a page can have been read, the time that it was shown is not lost."""
    clock = Clock()
    attention = Attention(clock)
    attention.look(SHOWN, 300)
    clock.now += 2
    assert attention.leave(PACE) == ((), 0.0)
    clock.now += 18
    read, took = attention.leave(PACE)
    assert read == SHOWN
    assert took == pytest.approx(20.0)


def test_the_time_of_one_page_is_not_the_next_ones() -> None:
    """Another page begins at nought."""
    clock = Clock()
    attention = Attention(clock)
    attention.look(SHOWN, 300)
    clock.now += 60
    attention.look((Span(301, 600),), 300)
    clock.now += 1
    assert attention.leave(PACE) == ((), 0.0)


@given(LETTERS, st.text("港a", min_size=1, max_size=4), LETTERS, st.integers(0, 120))
def test_matches_stand_in_one_column(before: str, match: str, after: str, width: int) -> None:
    """Every match begins at two fifths of the line in cells, after the end of its context."""
    line, (low, high) = align(before, match, after, width)
    assert cell_len(line[:low]) == max(2, width * 2 // 5)
    assert line[low:high] == match
    assert line[high:] == after
    kept = line[:low].lstrip(" ")
    assert before.endswith(kept)
    assert cell_len(before) <= cell_len(line[:low]) or len(kept) < len(before)


def test_a_wide_character_does_not_fill_half_a_column() -> None:
    """Where one cell is left before a wide character, a space stands in it."""
    line, (low, high) = align("朝の市場", "港", "町", 13)
    assert line == " 市場港町"
    assert (low, high) == (3, 4)


@given(LETTERS, st.integers(-1, 60))
@example(FAMILY * 6, 8)
def test_a_cut_line_fits_and_is_as_long_as_may_be(text: str, cells: int) -> None:
    """A text that fits is drawn whole; else whole clusters fill all but the sign and an odd
    cell."""
    shown = cut(text, cells)
    text = display(text).text
    assert cell_len(shown) <= max(0, cells)
    if cell_len(text) <= cells:
        assert shown == text
    elif cells > 0:
        assert shown.endswith("~")
        kept = clusters(shown[:-1])
        assert kept == clusters(text)[: len(kept)]
        assert cell_len(shown) >= cells - 1
    else:
        assert shown == ""


def test_a_cut_line_is_one_line() -> None:
    """A line break in a title becomes a space."""
    assert cut("朝の\n市場", 20) == "朝の 市場"
    assert cut("朝の市場", 5) == "朝の~"


def test_a_fold_that_begins_with_a_rule_can_be_opened() -> None:
    """The row of a fold names it, also where the first thing it hides is `---END---`."""
    paragraph = "川の水位を毎朝はかり、帳面に書きとめました。雨の翌日は高く、三日で戻ります。"
    other = "橋の上からは濁った流れが見えるだけで、舟は一艘も出ていません。漁師は網を繕います。"
    text = f"{paragraph}\n\n{other}\n\n---END---\n\n{paragraph}\n\n{other}\n"
    book = Book(load(text.encode(), name="post.txt"), "ja")
    book.use(book.study())
    layout = Layout(book.flow(60), Options(measure=60))
    row = layout.row(layout.last())
    assert row.kind == "fold"
    assert book.fold_at(row.start) in book.fold_ids


@pytest.mark.parametrize(
    ("needle", "kept"),
    [
        ("ai", ["2 ＡＩの応用"]),
        ("ＡＩ　応用", ["2 ＡＩの応用"]),
        ("えいが", ["3 エイガ祭"]),
        ("ｴｲｶﾞ", ["3 エイガ祭"]),
        ("港 4分", ["1 港の朝"]),
        ("港 5分", []),
        ("節", []),
    ],
)
def test_a_filter_takes_for_the_same_what_a_search_does(needle: str, kept: list[str]) -> None:
    """Width, kana and case are one; all words must stand on the line; headings go."""
    entries = [
        Entry("節"),
        Entry("1 港の朝", 1, right="4分"),
        Entry("2 ＡＩの応用", 2),
        Entry("3 エイガ祭", 3),
    ]
    assert [entry.title for entry in with_words(entries, needle)] == kept


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2025-10-02 16:40:16 +0000", "2025-10-02"),
        ("2025-10-02T16:40:16+00:00", "2025-10-02"),
        ("2025-10-02", "2025-10-02"),
        ("2025-10-02x", "2025-10-02x"),
        ("令和七年の秋", "令和七年の秋"),
        ("", None),
    ],
)
def test_the_title_page_tells_the_day(date: str, shown: str | None) -> None:
    """The time of day is of no use there; a date in words stands as it was written."""
    page = title_page(Document(title="港", date=date, blocks=()), 1)
    assert page.lines[0] == shown if shown else len(page.lines) == 1


@given(
    st.lists(st.integers(0, 80), max_size=20, unique=True).map(sorted),
    st.integers(0, 80),
    st.integers(0, 80),
)
def test_the_share_that_is_read(edges: list[int], start: int, end: int) -> None:
    """The characters of a range that lie in a span, of all that it has."""
    read = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    inside = sum(any(at in range(*span) for span in read) for at in range(start, end))
    assert share_read(start, end, read) == (inside / (end - start) if end > start else 0.0)
