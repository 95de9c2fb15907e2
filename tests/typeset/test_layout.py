"""Layout: rows, their places, and the way between a row and the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import (
    Block,
    Document,
    Fold,
    Kind,
    Mark,
    MarkKind,
    Passage,
    Piece,
    Span,
    whole_text,
)
from reader.typeset import Header, Layout, Options, Place, Row, RowKind, flow
from reader.typeset.parting import LONGEST, parts

SENTENCE = "北の港町では、朝ごとに船が「出るぞ」と声をかけあい、沖へ向かう。"


def paragraph(text: str, **fields: object) -> Block:
    """A paragraph block."""
    return Block(Kind.PARAGRAPH, text, **fields)  # type: ignore[arg-type]


def mixed() -> Document:
    """A document with a block of every kind."""
    return Document(
        [
            Block(Kind.HEADING, "港町の朝", 1),
            paragraph(SENTENCE * 4),
            paragraph("「はやく」と誰かが呼んだ。"),
            Block(Kind.ITEM, SENTENCE * 2, 1, label="•"),
            Block(Kind.ITEM, "短い項目", 2, label="1.", depth=1),
            Block(Kind.QUOTE, SENTENCE * 3, quote=1),
            Block(Kind.CODE, "def sail():\n\n    return '沖'\n" + "x" * 90),
            Block(Kind.TABLE, "船\t人数\t積み荷\n北丸\t12\t" + SENTENCE, label="lrl"),
            Block(Kind.RULE, ""),
            paragraph("北の漢字かんじだ。", marks=(Mark(2, 4, MarkKind.RUBY, "かんじ"),)),
            Block(Kind.NOTE, SENTENCE * 2, label="1"),
            paragraph(""),
        ]
    )


def rows(layout: Layout) -> Iterator[tuple[Place, Row]]:
    """Every row, stepping from the first."""
    place = layout.first()
    while True:
        yield place, layout.row(place)
        following = layout.step(place, 1)
        if following == place:
            return
        place = following


options = st.builds(
    Options,
    measure=st.integers(1, 100),
    wrap=st.sampled_from(["strict", "normal", "loose", "phrase"]),
    hang=st.booleans(),
    indent=st.integers(0, 1),
    justify=st.booleans(),
    ruby=st.sampled_from(["off", "inline", "above"]),
    spacing=st.integers(0, 2),
    ambiguous=st.sampled_from([1, 2]),
    tight=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(options)
def test_rows_agree_with_places(chosen: Options) -> None:
    """Row by row: the count, the numbers, the print and the way back to the text all agree."""
    layout = Layout(flow(mixed(), header=Header("港町", ("編集部",))), chosen)
    found = list(rows(layout))
    assert layout.settle(10)
    assert layout.height() == (len(found), True)
    assert list(layout.texts()) == [row.text for _, row in found]
    for number, (place, row) in enumerate(found):
        assert layout.index_of(place) == number
        assert layout.place_at(number) == place
        assert layout.step(layout.first(), number) == place
        assert layout.step(layout.last(), number + 1 - len(found)) == place
        assert layout.offset_of(place) == row.start
        assert len(row.offsets) == len(row.text)
        assert row.text == row.text.rstrip(" ")
        if row.kind not in (RowKind.GAP, RowKind.RUBY) and any(o >= 0 for o in row.offsets):
            assert layout.place_of(row.start) == place


@settings(max_examples=60, deadline=None)
@given(options)
def test_no_row_is_wider_than_the_measure(chosen: Options) -> None:
    """Every kind of block keeps to the measure, 2 cells of hanging aside."""
    layout = Layout(flow(mixed(), header=Header("港町", ("編集部",))), chosen)
    for _, row in rows(layout):
        alone = len(row.text.strip(" │|─-")) <= 1
        assert row.cells <= chosen.measure + 2 * chosen.hang or alone, row


@settings(max_examples=60, deadline=None)
@given(options)
def test_every_character_is_shown_once(chosen: Options) -> None:
    """Each character of the logical text that is not white space is on just one row."""
    document = mixed()
    shown = [o for _, row in rows(Layout(flow(document), chosen)) for o in row.offsets if o >= 0]
    text = document.text
    assert sorted(o for o in shown if not text[o].isspace()) == [
        at for at, character in enumerate(text) if not character.isspace()
    ]


@settings(max_examples=60, deadline=None)
@given(options, st.data())
def test_the_place_survives_a_change_of_options(chosen: Options, data: st.DataObject) -> None:
    """The row of an offset shows it, in the new layout as in the old."""
    document = mixed()
    layout = Layout(flow(document), Options(40)).relayout(chosen)
    offset = data.draw(st.integers(0, len(document.text) - 1))
    row = layout.row(layout.place_of(offset))
    if not document.text[offset].isspace():
        assert offset in row.offsets
        assert row.cells_of(offset, offset + 1)


def test_offset_at_a_cell() -> None:
    """A click gives the character under it; on what is inserted, the next one of the text."""
    layout = Layout(flow(Document([Block(Kind.ITEM, "漢字aかな", 1, label="•")])), Options(40))
    row = layout.row(layout.first())
    assert row.text == "• 漢字aかな"
    assert [row.offset_at(cell) for cell in range(12)] == [0, 0, 0, 0, 1, 1, 2, 3, 3, 4, 4, 4]
    assert row.cells_of(1, 3) == [(4, 7)]


def test_indent_of_books() -> None:
    """字下げ: a full-width space, none before a bracket, and no blank row between paragraphs."""
    document = Document([paragraph("朝だ。"), paragraph("「朝だ。」"), paragraph("　朝だ。")])
    layout = Layout(flow(document), Options(40, indent=1))
    assert list(layout.texts()) == ["　朝だ。", "「朝だ。」", "　朝だ。"]
    assert layout.row(layout.first()).offsets == (-1, 0, 1, 2)


def test_one_blank_row_between_blocks() -> None:
    """One blank row parts any two blocks; the items of a list only unless they are set tight."""
    items = [Block(Kind.ITEM, name, 1, label="•") for name in "甲乙"]
    document = Document([paragraph("朝。"), *items])
    assert list(Layout(flow(document), Options(40)).texts()) == ["朝。", "", "• 甲", "", "• 乙"]
    tight = Layout(flow(document), Options(40, tight=True))
    assert list(tight.texts()) == ["朝。", "", "• 甲", "• 乙"]


def test_table_in_columns() -> None:
    """Columns are aligned by cells, with a rule under the head; wide cells are broken."""
    document = Document([Block(Kind.TABLE, "船\t人\n北丸\t12\n大黒丸\t3", label="lr")])
    assert list(Layout(flow(document), Options(40)).texts()) == [
        "船      人",
        "──────  ──",
        "北丸    12",
        "大黒丸   3",
    ]
    assert next(iter(Layout(flow(document), Options(8)).texts())) == "船    人"


def test_code_is_cut_by_cells() -> None:
    """Code keeps its spaces and is cut where it is too long, without kinsoku."""
    document = Document([Block(Kind.CODE, "if a:\n    b = [1, 2]")])
    assert list(Layout(flow(document), Options(9)).texts()) == ["if a:", "    b = [", "1, 2]"]


def test_justified_lines_are_flush() -> None:
    """A cell or two is added after a stop or between scripts, and is not of the text."""
    text = "朝の港ではAIという船が、静かに出てゆく「北丸」を見送っていた。"
    layout = Layout(flow(Document([paragraph(text)])), Options(22, justify=True))
    found = [row for _, row in rows(layout)]
    lines = ["朝の港では AI という船", "が、静かに出てゆく「北", "丸」を見送っていた。"]
    assert [row.text for row in found] == lines
    shown = [o for row in found for o in row.offsets if o >= 0]
    assert shown == list(range(len(text)))


def test_a_justified_line_reaches_the_margin_or_is_left_alone() -> None:
    """Two cells stand at one place where there is no other; without any the line stays short."""
    options = Options(22, justify=True)
    one = Layout(flow(Document([paragraph("朝の港では、船を静か「北丸」と")])), options)
    assert list(one.texts()) == ["朝の港では、  船を静か", "「北丸」と"]
    none = Layout(flow(Document([paragraph("朝の港では船たち静か「北丸」と")])), options)
    assert list(none.texts()) == ["朝の港では船たち静か", "「北丸」と"]


def test_fold_is_one_row_for_all_it_hides() -> None:
    """A folded passage is one row; every offset in it leads there."""
    document = Document([paragraph("朝。"), paragraph("昼の港。"), paragraph("夜。")])
    fold = Fold((Span(3, 7),), 1, 4, 3)
    reading = [*whole_text(document)[:1], fold, *whole_text(document)[2:]]
    shown = flow(document, reading, fold_label=lambda fold: f"⋯ 既出 {fold.characters}字")
    layout = Layout(shown, Options(40))
    assert list(layout.texts()) == ["朝。", "", "⋯ 既出 4字", "", "夜。"]
    assert {layout.place_of(offset) for offset in range(3, 7)} == {Place(1, 1)}
    row = layout.row(Place(1, 1))
    assert (row.kind, row.start, row.end) == (RowKind.FOLD, 3, 7)
    assert row.cells_of(4, 5) == [(0, row.cells)]
    opened = Layout(flow(document, reading, opened={3}), Options(40))
    assert list(opened.texts()) == ["朝。", "", "昼の港。", "", "夜。"]


def test_joined_halves_are_one_text() -> None:
    """Two pieces of a cut paragraph are set without a mark, a folded piece between as ⋯."""
    document = Document([paragraph("朝の港"), paragraph("別の話。"), paragraph("は静かだ。")])
    joined = Passage((Piece(0, 3), Piece(9, 14)))
    layout = Layout(
        flow(document, [joined, Passage((Piece(4, 8, True), Piece(4, 8)))]), Options(40)
    )
    assert list(layout.texts()) == ["朝の港は静かだ。", "", "⋯別の話。"]
    assert layout.row(layout.place_of(10)).text == "朝の港は静かだ。"
    assert layout.row(Place(0, 0)).offsets == (0, 1, 2, 9, 10, 11, 12, 13)


def test_headings_are_set_by_phrases() -> None:
    """A heading that does not fit on a line ends its lines with phrases in every mode."""
    text = "美しい港町の朝をゆっくりと歩いてみる"
    document = Document([paragraph(text), paragraph(text)])
    layout = Layout(flow(document, headings={0: 2}), Options(22))
    assert layout.row(Place(0, 0)).kind is RowKind.HEADING
    assert layout.row(Place(0, 0)).text == "美しい港町の朝を"
    assert layout.row(Place(1, 1)).text == "美しい港町の朝をゆっく"


def test_readings_above_have_their_row() -> None:
    """With ruby above, a line with readings has a row over it, and only such a line."""
    block = paragraph("北の漢字だ。", marks=(Mark(2, 4, MarkKind.RUBY, "かんじ"),))
    layout = Layout(flow(Document([block, paragraph("朝。")])), Options(40, ruby="above"))
    kinds = [row.kind for _, row in rows(layout)]
    assert kinds == [RowKind.RUBY, RowKind.TEXT, RowKind.GAP, RowKind.TEXT]
    assert layout.row(Place(0, 0)).text.strip() == "かんじ"


@pytest.mark.parametrize("wrap", ["strict", "phrase"])
def test_one_very_long_line(wrap: str) -> None:
    """A paragraph of a megabyte is set in parts, of which only what is shown is broken."""
    document = Document([paragraph(SENTENCE * 12_000)])
    layout = Layout(flow(document), Options(60, wrap=wrap))  # type: ignore[arg-type]
    assert len(layout.flow) > len(document.text) // LONGEST
    offset = len(document.text) // 2
    place = layout.place_of(offset)
    assert offset in layout.row(place).offsets
    assert len(layout._sets) == 1
    page = [layout.row(layout.step(place, n)) for n in range(40)]
    assert all(row.kind is RowKind.TEXT for row in page)
    assert all(a.end == b.start for a, b in pairwise(page))


def test_estimates_are_near() -> None:
    """The height before anything is typeset is within 3 % of what it turns out to be."""
    document = Document([paragraph(SENTENCE * (1 + n % 9)) for n in range(3000)])
    layout = Layout(flow(document), Options(60))
    estimate, exact = layout.height()
    assert not exact
    assert layout.settle(60)
    assert abs(estimate - layout.height()[0]) < 0.03 * layout.height()[0]


def test_an_empty_document_has_a_place() -> None:
    """Nothing to read is one empty row."""
    layout = Layout(flow(Document([])), Options(40))
    assert layout.first() == layout.last() == layout.step(layout.first(), 5) == layout.place_of(3)
    assert layout.row(layout.first()).text == ""
    assert layout.place_at(7) == layout.first()


@pytest.mark.parametrize("before", [10, 100, 500])
def test_a_giant_is_parted_behind_the_last_sentence_in_reach(before: int) -> None:
    """However far before the limit that sentence ends, as long as it is in reach."""
    text = "甲" * (LONGEST - before - 1) + "。" + "乙" * LONGEST
    assert parts(text, RowKind.TEXT)[0] == (0, LONGEST - before)


def test_the_rows_of_a_giant_are_estimated_by_a_sample() -> None:
    """Parts of half latin, half wide text: the guess is near before any of it is counted."""
    text = "ab cd 山の道を行く人の声がする。" * 60_000
    layout = Layout(flow(Document([Block(Kind.PARAGRAPH, text)])), Options(measure=40))
    guess, exact = layout.height()
    while not layout.settle(1.0):
        pass
    assert not exact and guess == pytest.approx(layout.height()[0], rel=0.05)


@given(st.lists(st.sampled_from([0, 1, 30, LONGEST - 2, LONGEST, LONGEST * 3]), max_size=40))
@settings(max_examples=40, deadline=None)
def test_giants_are_found_wherever_they_stand(lengths: list[int]) -> None:
    """Each item of a paragraph that is several begins where the flow says that it does."""
    found = flow(Document([paragraph("文" * length) for length in lengths]))
    assert len(found) == sum(max(1, -(-length // LONGEST)) for length in lengths)
    for index, item in enumerate(found):
        if item.text:
            assert found.item_of(item.start) == index


def test_a_giant_that_was_torn_is_parted_where_its_pieces_stand() -> None:
    """A folded piece and a gap before the second half shift what comes behind them."""
    document = Document([paragraph(text * 5000) for text in "甲乙丙"])
    starts = document.starts
    torn = Passage((Piece(0, 5000), Piece(starts[1], starts[1] + 9, True), Piece(starts[2], 15002)))
    found = flow(document, [torn])
    assert len(found) > 2
    for index, item in enumerate(found):
        assert found.item_of(item.logical(len(item.text) - 1)) == index
        assert document.text[item.start] == item.text[0]
