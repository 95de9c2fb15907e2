"""The post in reading order: sentences, paragraphs, how far one has come, what is copied."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.book.sentence_order import SentenceOrder
from reader.document import (
    Block,
    Document,
    Fold,
    Kind,
    Passage,
    Piece,
    ReadingOrder,
    Span,
    count_characters,
    whole_text,
)

LINES = (
    "灯台の光が三度まわった。",
    "「もう遅い。」と祖父は言った。",
    "　船は まだ戻らない！　波だけが高い。",
    "見出しのような一行",
    "",
)


def post(*texts: str) -> Document:
    """A post of paragraphs."""
    return Document([Block(Kind.PARAGRAPH, text) for text in texts])


def piece(document: Document, block: int) -> Piece:
    """A whole block as a piece."""
    start = document.starts[block]
    return Piece(start, start + len(document.blocks[block].text))


def fold(document: Document, *blocks: int) -> Fold:
    """A fold of whole blocks."""
    spans = tuple(Span(*piece(document, block)[:2]) for block in blocks)
    characters = sum(count_characters(document.text[a:b]) for a, b in spans)
    return Fold(spans, len(spans), characters, spans[0].start)


def torn() -> tuple[Document, ReadingOrder]:
    """A paragraph torn in two by another one, and a repeat that is folded."""
    document = post(
        "朝の市場は静かだった。魚屋の主人は",
        "広告の一行。",
        "氷を割っていた。客は来ない。",
        "朝。昼。",
    )
    reading: ReadingOrder = [
        Passage((piece(document, 0), piece(document, 2))),
        Passage((piece(document, 1),)),
        fold(document, 3),
    ]
    return document, reading


def all_sentences(order: SentenceOrder) -> list[str]:
    """Every sentence, stepping from the first."""
    found = order.sentence_at(0)
    texts = []
    while found is not None:
        texts.append(order.text_of(found))
        following = order.step(found, 1)
        if following == found:
            break
        found = following
    return texts


def test_a_torn_sentence_is_one_sentence() -> None:
    """A sentence that the file had torn is found from both halves and read as one."""
    document, reading = torn()
    order = SentenceOrder(document, reading)
    head, tail = document.text.index("魚屋"), document.text.index("氷")
    found = order.sentence_at(head)
    assert found is not None
    assert order.text_of(found) == "魚屋の主人は氷を割っていた。"
    assert order.sentence_at(tail) == found
    assert len(found.spans) == 2
    assert not found.covers(document.text.index("広告"))


def test_sentences_follow_the_reading_order() -> None:
    """Steps go through the joined paragraph first, then what tore it, and leave folds out."""
    order = SentenceOrder(*torn())
    assert all_sentences(order) == [
        "朝の市場は静かだった。",
        "魚屋の主人は氷を割っていた。",
        "客は来ない。",
        "広告の一行。",
    ]


def test_an_opened_fold_is_read() -> None:
    """The sentences of a fold that is shown open are stepped through as any other."""
    document, reading = torn()
    order = SentenceOrder(document, reading, opened=[piece(document, 3).start])
    assert all_sentences(order)[-2:] == ["朝。", "昼。"]
    assert order.shown(2)


def test_a_step_too_far_stops_at_the_outermost() -> None:
    """Any number of steps ends at the first or the last sentence."""
    order = SentenceOrder(*torn())
    first = order.sentence_at(0)
    assert first is not None
    last = order.step(first, 99)
    assert order.text_of(last) == "広告の一行。"
    assert order.step(last, -99) == first


def test_an_offset_in_a_fold_leads_to_the_text_after_it() -> None:
    """From inside a fold the next sentence is the first one after it."""
    document = post("一つ目。", "重なる文。", "三つ目。四つ目。")
    reading: ReadingOrder = [whole_text(document)[0], fold(document, 1), whole_text(document)[2]]
    order = SentenceOrder(document, reading)
    for find in (order.sentence_at, order.sentence_from):
        found = find(document.text.index("なる"))
        assert found is not None
        assert order.text_of(found) == "三つ目。"
    assert not order.shown(1)


def test_sentence_from_is_never_the_one_already_begun() -> None:
    """`sentence_from` takes the sentence at its very start, else the following one, else none."""
    order = SentenceOrder(
        post("一つ目。二つ目。", "三つ目。"), whole_text(post("一つ目。二つ目。", "三つ目。"))
    )
    starts = [found.start if (found := order.sentence_from(at)) else None for at in range(11)]
    assert starts == [0, 4, 4, 4, 4, 9, 9, 9, 9, 9, None]


def test_a_folded_run_parts_sentences() -> None:
    """What stands before a run folded inside a paragraph and what follows it are two sentences."""
    document = post("前半の文、ここは重複、後半の文。")
    low, high = document.text.index("ここ"), document.text.index("後半")
    pieces = (Piece(0, low), Piece(low, high, folded=True), Piece(high, len(document.text)))
    order = SentenceOrder(document, [Passage(pieces)])
    assert all_sentences(order) == ["前半の文、", "後半の文。"]
    assert order.paragraph_text(0) == "前半の文、後半の文。"
    assert order.copy(0, 0, 0, len(document.text)) == "前半の文、後半の文。"


def test_paragraphs_back_and_forth() -> None:
    """Paragraph steps leave out folds and empty blocks; back goes to the own start first."""
    document = post("一段落目の文。", "", "畳む。", "四段落目の文。")
    reading: list[Passage | Fold] = list(whole_text(document))
    reading[2] = fold(document, 2)
    order = SentenceOrder(document, reading)
    last = document.starts[3]
    assert order.paragraph(3, 1) == last
    assert order.paragraph(last + 2, -1) == last
    assert order.paragraph(last, -1) == 0
    assert order.paragraph(0, -1) == 0
    assert order.paragraph(last, 1) == last


@pytest.mark.parametrize("count", [700, 3000])
def test_a_very_long_paragraph_has_the_same_sentences(count: int) -> None:
    """A paragraph of 20,000 characters and more gives every sentence once, both ways."""
    parts = [f"{number}番目の船が「出るぞ。」と声をあげて沖へ向かう。" for number in range(count)]
    document = post("前書き。", "".join(parts), "後書き。")
    order = SentenceOrder(document, whole_text(document))
    expected = ["前書き。", *parts, "後書き。"]
    assert all_sentences(order) == expected
    found = order.sentence_at(len(document.text) - 1)
    assert found is not None
    for text in reversed(expected):
        assert order.text_of(found) == text
        found = order.step(found, -1)


def test_a_very_long_paragraph_without_a_stop_ends() -> None:
    """Where no sentence ends for 30,000 characters, steps still come to both ends."""
    document = post("頭。", "あ" * 30_000, "尾。")
    order = SentenceOrder(document, whole_text(document))
    found = order.sentence_at(15_000)
    assert found is not None
    assert found.covers(15_000)
    assert order.text_of(order.step(found, 5)) == "尾。"
    assert order.text_of(order.step(found, -5)) == "頭。"


def test_copy_leaves_folds_out() -> None:
    """A copy has paragraphs on lines of their own, cut at both ends, and no folded text."""
    document = post("一つ目の段落。", "畳まれた段落。", "三つ目の段落。")
    reading: ReadingOrder = [whole_text(document)[0], fold(document, 1), whole_text(document)[2]]
    order = SentenceOrder(document, reading)
    end = document.starts[2] + 3
    assert order.copy(0, 4, 2, end) == "段落。\n三つ目"
    opened = SentenceOrder(document, reading, opened=[document.starts[1]])
    assert opened.copy(0, 4, 2, end) == "段落。\n畳まれた段落。\n三つ目"


def test_copy_of_a_joined_paragraph_is_one_line() -> None:
    """The halves of a torn paragraph are copied as one text without what stands between."""
    order = SentenceOrder(*torn())
    end = order.document.text.index("客")
    assert order.copy(0, 11, 0, end) == "魚屋の主人は氷を割っていた。"


def reading_offsets(order: SentenceOrder) -> list[int]:
    """Offsets in the order in which they are read, with the end of every piece."""
    found: list[int] = []
    for item in order.items:
        parts = item.pieces if isinstance(item, Passage) else item.spans
        found += itertools.chain.from_iterable(range(part[0], part[1] + 1) for part in parts)
    return found


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, ReadingOrder]:
    """A post of which some paragraphs are folded and some are joined with the next but one."""
    texts = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=8))
    document = post(*texts)
    shown: list[Passage | Fold] = []
    block = 0
    while block < len(texts):
        how = draw(st.sampled_from(["plain", "fold", "join", "torn"]))
        if how == "fold":
            shown.append(fold(document, block))
        elif how == "join" and block + 1 < len(texts):
            shown.append(Passage((piece(document, block), piece(document, block + 1))))
            block += 1
        elif how == "torn" and block + 2 < len(texts):
            shown.append(Passage((piece(document, block), piece(document, block + 2))))
            shown.append(Passage((piece(document, block + 1),)))
            block += 2
        else:
            shown.append(Passage((piece(document, block),)))
        block += 1
    return document, shown


@settings(max_examples=150, deadline=None)
@given(readings())
def test_progress_never_falls(given_reading: tuple[Document, ReadingOrder]) -> None:
    """Counted 字 are 0 at the head, all of them at the end, and never fewer further on."""
    order = SentenceOrder(*given_reading)
    order.count()
    assert order.counted
    offsets = reading_offsets(order)
    done = [order.characters_before(offset) for offset in offsets]
    assert done[0] == 0
    assert done[-1] == order.total
    assert order.total == sum(
        count_characters(order.paragraph_text(item)) for item in range(len(order.items))
    )
    assert all(before <= after for before, after in itertools.pairwise(done))


@settings(max_examples=60, deadline=None)
@given(readings())
def test_estimated_progress_never_falls(given_reading: tuple[Document, ReadingOrder]) -> None:
    """Before anything is counted the estimate goes from 0 to the total and never falls."""
    order = SentenceOrder(*given_reading)
    done = [order.characters_before(at) for at in range(len(order.document.text) + 1)]
    assert done[0] == 0
    assert done[-1] == order.total
    assert all(before <= after for before, after in itertools.pairwise(done))


@settings(max_examples=150, deadline=None)
@given(readings(), st.booleans())
def test_every_offset_has_the_sentence_that_covers_it(
    given_reading: tuple[Document, ReadingOrder], open_all: bool
) -> None:
    """Shown text that is no white space lies in the sentence found there; folded text in none."""
    document, reading = given_reading
    ids = [item.id for item in reading if isinstance(item, Fold)] if open_all else []
    order = SentenceOrder(document, reading, ids)
    for offset, character in enumerate(document.text):
        found = order.sentence_at(offset)
        if character.strip() and order.shown(order.item_at(offset)):
            assert found is not None
            assert found.covers(offset)
        elif found is not None:
            assert not found.covers(offset) or not character.strip()
            assert order.shown(found.item)


def test_a_very_long_paragraph_with_spaces_is_never_more_than_itself() -> None:
    """Progress inside a very long paragraph never passes what it is where the next begins."""
    document = post("港　" * 11_000, "次の段落。")
    order = SentenceOrder(document, whole_text(document))
    order.count()
    marks = [0, 9_000, 19_999, 20_001, 21_999, 22_000, document.starts[1], document.starts[1] + 5]
    done = [order.characters_before(offset) for offset in marks]
    assert done == sorted(done)
    assert done[-2:] == [11_000, 11_005]


def test_a_post_without_text() -> None:
    """A post without blocks, and one of a single empty block, have no sentence and no 字."""
    for document in (Document([]), post("")):
        order = SentenceOrder(document, whole_text(document))
        assert order.sentence_at(0) is None
        assert order.sentence_from(0) is None
        assert order.paragraph(0, 1) == order.paragraph(0, -1) == 0
        order.count()
        assert order.characters_before(0) == order.total == 0


def first_outside(order: SentenceOrder, read: list[Span]) -> int | None:
    """The same, looked for item by item."""
    for item in range(len(order.items)):
        span = order.span_of(item)
        inside = any(one.start <= span.start and span.end <= one.end for one in read)
        if order.length_of(item) and not inside:
            return span.start
    return None


@given(st.lists(st.integers(0, 60), max_size=30), st.booleans())
def test_the_first_unread_paragraph_is_found_without_asking_each(
    edges: list[int], folded: bool
) -> None:
    """Whatever was read, side by side or apart, in a post as it stands and in one with folds."""
    document, reading = torn()
    order = SentenceOrder(document, reading if folded else whole_text(document))
    at = sorted(set(edges))
    read = [Span(a, b) for a, b in zip(at[::2], at[1::2], strict=False)]
    assert order.first_outside(read) == first_outside(order, read)


def test_a_line_of_the_file_is_found_among_very_many() -> None:
    """Where a source line begins in the text; between two blocks it is the next one's start."""
    blocks = [
        Block(
            Kind.PARAGRAPH,
            "一行目二行目",
            lines=((0, 10 * n + 1), (3, 10 * n + 2)),
            end_line=10 * n + 2,
        )
        for n in range(1000)
    ]
    document = Document(blocks)
    assert document.offset_of_line(1) == 0
    assert document.offset_of_line(2) == 3
    assert document.offset_of_line(3) == 7
    assert document.offset_of_line(5002) == 500 * 7 + 3
    assert document.offset_of_line(9_992) == 999 * 7 + 3
    assert document.offset_of_line(9_993) is None
