"""The rows on the screen: scrolling, and the sentence on top that outlives every resize."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import Block, Document, Kind
from reader.page.viewport import KEPT, Viewport
from reader.typeset import Header, Layout, Options, flow

PARTS = (
    "坂の上の写真館は、毎年春になると古い看板を塗り直す。",
    "「まだ乾いていない。」と店主が言うので、客は裏口から入る。",
    "撮影は十分ほどで終わるが、待合室では誰も急がない。",
)
BLOCKS = [
    Block(Kind.HEADING, "写真館の春", 1),
    *(Block(Kind.PARAGRAPH, PARTS[n % 3] * (1 + n % 4)) for n in range(14)),
    Block(Kind.ITEM, PARTS[1], 1, label="•"),
    Block(Kind.PARAGRAPH, "短い結び。"),
]
DOCUMENT = Document(BLOCKS)
LENGTH = len(DOCUMENT.text)


def layout(width: int, *, title: bool = False) -> Layout:
    """The post at a width, with or without a title page."""
    header = Header("写真館の春", ("書き手", "2031-04-01")) if title else None
    return Layout(flow(DOCUMENT, header=header), Options(measure=width))


def viewport(width: int = 40, height: int = 10, *, title: bool = False) -> Viewport:
    """A window onto the post."""
    return Viewport(layout(width, title=title), height)


widths = st.integers(20, 200)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, LENGTH - 1),
    st.integers(1, 40),
    widths,
    st.lists(st.tuples(widths, st.integers(1, 60)), min_size=1, max_size=6),
    st.booleans(),
)
def test_the_sentence_on_top_stays_through_resizes(
    offset: int, height: int, width: int, sizes: list[tuple[int, int]], title: bool
) -> None:
    """After any number of resizes the anchor is unchanged and its row is on the screen."""
    view = viewport(width, height, title=title)
    view.show(offset, row=0)
    if view.top == view.layout.first():
        return  # the head stays the head: the next test
    anchor = view.anchor
    for measure, rows in sizes:
        view.set_height(rows)
        view.set_layout(view.layout.relayout(Options(measure=measure)))
        assert view.anchor == anchor
        assert view.row_of(anchor) is not None
        view.set_height(max(1, rows // 2))
        assert view.row_of(anchor) is not None
    view.set_height(height)
    view.set_layout(view.layout.relayout(Options(measure=width)))
    assert view.row_of(anchor) == 0 or view.at_end


def test_a_list_over_the_head_leaves_the_head() -> None:
    """Few rows show the first of the title page, not the sentence that they have no room for."""
    view = viewport(40, 20, title=True)
    view.scroll_rows(3)
    view.scroll_to_top()
    view.set_height(2)
    assert view.top == view.layout.first()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60), widths, widths, st.booleans())
def test_there_and_back_is_where_one_was(rows: int, width: int, other: int, title: bool) -> None:
    """Also where the top is a row without text, of the title page or between two paragraphs."""
    view = viewport(width, 6, title=title)
    view.scroll_rows(rows)
    top, shown = view.top, view.window
    view.set_layout(layout(other, title=title))
    view.set_layout(layout(width, title=title))
    assert (view.top, view.window) == (top, shown)


@pytest.mark.parametrize("title", [False, True])
def test_the_head_stays_the_head(title: bool) -> None:
    """Who has not scrolled sees the first row at every width and height."""
    view = viewport(60, 10, title=title)
    for width in (20, 200, 37, 60):
        view.set_height(width // 4)
        view.set_layout(view.layout.relayout(Options(measure=width)))
        assert view.top == view.layout.first()


def test_a_screen_that_holds_everything_forgets_no_place() -> None:
    """Widened until all is on the screen and narrowed again, the same row is on top."""
    view = viewport(30, 12)
    view.scroll_rows(17)
    top, anchor = view.top, view.anchor
    view.set_height(500)
    assert view.top == view.layout.first()
    view.set_layout(view.layout.relayout(Options(measure=120)))
    view.set_layout(view.layout.relayout(Options(measure=30)))
    view.set_height(12)
    assert view.top == top or view.row_of(anchor) == 0


def test_another_height_keeps_the_top() -> None:
    """The same row is on top after the screen became high, low and as before."""
    view = viewport(40, 10)
    view.scroll_to_bottom()
    top = view.top
    view.set_height(30)
    assert len(view.window.rows) == 30
    assert view.at_end
    view.set_height(4)
    assert view.top == top
    view.set_height(10)
    assert view.top == top


def test_scrolling_stops_at_both_ends() -> None:
    """Nothing moves beyond the first row, nor beyond the last row on a full screen."""
    view = viewport()
    assert not view.scroll_rows(-1)
    assert view.top == view.layout.first()
    assert view.scroll_to_bottom()
    assert view.at_end
    assert len(view.window.rows) == view.height
    assert not view.scroll_rows(1)
    assert not view.scroll_pages(1)
    assert view.scroll_rows(-10_000)
    assert view.top == view.layout.first()
    assert not view.scroll_to_top()


def test_pages_overlap_and_meet_every_row() -> None:
    """Paging shows every row, keeps the last rows of a page on top, and ends at the end."""
    view = viewport()
    seen = set(view.window.places)
    before = view.window.places
    while view.scroll_pages(1):
        seen.update(view.window.places)
        if not view.at_end:
            assert view.window.places[:KEPT] == before[-KEPT:]
        before = view.window.places
    assert view.at_end
    view.layout.settle(5)
    assert len(seen) == view.layout.height()[0]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, LENGTH - 1), widths, st.integers(1, 40))
def test_show_puts_the_offset_on_the_row_asked_for(offset: int, width: int, height: int) -> None:
    """With row=0 an offset is on top, unless the end of the text is on the screen before."""
    view = viewport(width, height)
    view.show(offset, row=0)
    assert view.row_of(offset) == 0 or view.at_end
    assert view.row_of(offset) is not None
    if view.row_of(offset) == 0:
        assert view.anchor == offset


def test_show_moves_only_when_it_must() -> None:
    """Without a row, an offset on the screen moves nothing; one off it gets text before it."""
    view = viewport(40, 12)
    assert not view.show(view.window.spans()[-1].start)
    far = LENGTH * 2 // 3
    assert view.show(far)
    assert view.row_of(far) == 4
    top = view.top
    assert not view.show(far)
    assert view.top == top


@settings(max_examples=60, deadline=None)
@given(widths, st.integers(1, 40))
def test_the_fraction_goes_from_nought_to_one(width: int, height: int) -> None:
    """The fraction is 0 at the head, 1 at the end, and never falls on the way."""
    view = viewport(width, height)
    view.layout.settle(5)
    if view.at_end:
        assert view.fraction == 1.0
        return
    assert view.fraction == 0.0
    last = 0.0
    while view.scroll_rows(7):
        assert last <= view.fraction <= 1.0
        last = view.fraction
    assert last == 1.0


def test_scroll_to_fraction() -> None:
    """A fraction is a share of all rows: the head, the end, and the half between."""
    view = viewport()
    view.layout.settle(5)
    view.scroll_to_fraction(1.0)
    assert view.at_end
    view.scroll_to_fraction(0.5)
    assert view.fraction == pytest.approx(0.5, abs=0.02)
    view.scroll_to_fraction(0.0)
    assert view.top == view.layout.first()


def test_a_post_without_text_has_a_window() -> None:
    """A post without blocks shows one empty row and cannot be scrolled."""
    view = Viewport(Layout(flow(Document([])), Options(measure=40)), 10)
    assert [row.text for row in view.window.rows] == [""]
    assert not view.scroll_rows(1)
    assert not view.scroll_to_bottom()
    assert view.fraction == 1.0
