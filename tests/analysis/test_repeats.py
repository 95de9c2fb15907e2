"""Repeats are folded, cut halves joined, and nothing is lost or hidden that stands once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis.repeats.fold import Folding, fold
from reader.document import Block, Document, Fold, Kind, Passage, whole_text

_WHO = ("漁師", "司書", "大工", "灯台守", "郵便配達", "校長", "時計屋", "庭師", "船長", "薬剤師")
_WHERE = ("港の倉庫", "古い図書館", "丘の上の駅", "雪の残る畑", "市場の裏手", "川べりの家")
_WHAT = ("手紙を拾い", "網を繕い", "鐘を鳴らし", "地図を写し", "灯りを点け", "橋を渡り")
_END = ("朝を待った", "町へ戻った", "友を呼んだ", "黙って笑った", "歌を覚えた", "戸を閉めた")

SEED = Path("/work/shared/seeds/post.txt")


def prose(seed: int, paragraphs: int, sentences: int = 3) -> list[str]:
    """Paragraphs of distinct sentences; the same seed gives the same text."""
    chance = random.Random(seed)
    numbers = chance.sample(range(100, 9999), paragraphs * sentences)
    lines = [
        f"{chance.choice(_WHO)}は{chance.choice(_WHERE)}で{number}枚目の"
        f"{chance.choice(_WHAT)}、{chance.choice(_END)}。"
        for number in numbers
    ]
    return ["".join(lines[at : at + sentences]) for at in range(0, len(lines), sentences)]


def post(*texts: str, title: str = "") -> Document:
    """A document of paragraphs; "---" is a rule and "# x" a heading."""
    blocks = []
    for line, text in enumerate(texts, 1):
        if text.strip("-") in ("", "END"):
            block = Block(Kind.RULE, "", lines=((0, line),), end_line=line, label=text)
        elif text.startswith("# "):
            block = Block(Kind.HEADING, text[2:], 2, lines=((0, line),), end_line=line)
        else:
            block = Block(Kind.PARAGRAPH, text, lines=((0, line),), end_line=line)
        blocks.append(block)
    return Document(blocks, title=title)


def shown(document: Document, folding: Folding) -> str:
    """The text that is shown, white space left out."""
    pieces = [
        document.text[piece.start : piece.end]
        for entry in folding.reading_order
        if isinstance(entry, Passage)
        for piece in entry.pieces
        if not piece.folded
    ]
    return "".join("".join(pieces).split())


def marks(folding: Folding) -> int:
    """How many folds or folded pieces a reader sees."""
    return sum(
        entry.paragraphs > 0
        if isinstance(entry, Fold)
        else sum(piece.folded for piece in entry.pieces)
        for entry in folding.reading_order
    )


def assert_whole(document: Document, folding: Folding) -> None:
    """Every character of the logical text is in just one piece or fold."""
    count = [0] * len(document.text)
    for entry in folding.reading_order:
        for part in entry.spans if isinstance(entry, Fold) else entry.pieces:
            for at in range(part[0], part[1]):
                count[at] += 1
    expected = [1] * len(document.text)
    for end in document.starts[1:-1]:
        expected[end - 1] = 0
    assert count == expected
    ids = [entry.id for entry in folding.reading_order if isinstance(entry, Fold)]
    assert len(ids) == len(set(ids))


def squeeze(*texts: str) -> str:
    return "".join("".join(texts).split())


def test_text_without_repeats_is_shown_whole() -> None:
    """A text in which nothing stands twice is read as it stands."""
    document = post("# 港", *prose(1, 8), "---", *prose(2, 3))
    folding = fold(document)
    assert list(folding.reading_order) == list(whole_text(document))
    assert folding.repeats == ()
    assert folding.characters == folding.characters_unique


def test_empty_document() -> None:
    """A post without text has a reading without entries."""
    assert list(fold(Document([])).reading_order) == []


@pytest.mark.parametrize("at", [0, 2, 5])
def test_a_paragraph_twice_is_folded(at: int) -> None:
    """The second copy becomes one quiet line, wherever it stands."""
    text = prose(3, 6)
    document = post(*text, text[at], "終わりに、町の人はみな眠った。")
    folding = fold(document)
    assert shown(document, folding) == squeeze(*text, "終わりに、町の人はみな眠った。")
    (repeat,) = folding.repeats
    assert (repeat.line, repeat.of_line, repeat.kind) == (7, at + 1, "exact")
    assert repeat.characters == len(text[at])
    assert document.text[repeat.start : repeat.end] == text[at]


def test_one_number_or_word_makes_another_sentence() -> None:
    """A sentence in which a single word or number differs is never folded."""
    one = "造船所の去年の受注額は3,800億円に達し、前の年を12%上回ったと社長が港の集まりで話した。"
    texts = [
        one,
        one.replace("3,800", "3,900"),
        one.replace("社長", "会長"),
        one.replace("12%", "2%"),
    ]
    document = post(*texts)
    assert shown(document, fold(document)) == squeeze(*texts)


def test_a_lone_refrain_stays() -> None:
    """A short sentence that comes back is the author's, not a copy."""
    text = prose(4, 4)
    refrain = "それでも船は出る。"
    document = post(text[0] + refrain, text[1], refrain, text[2] + refrain + text[3], refrain)
    assert list(fold(document).reading_order) == list(whole_text(document))


def test_a_run_inside_a_paragraph_is_one_sign() -> None:
    """A long run in a paragraph that goes on becomes one folded piece in it."""
    text = prose(5, 4)
    document = post(*text, "前置きを一つ置く。" + text[1] + text[2] + "ここからは新しい話になる。")
    folding = fold(document)
    last = folding.reading_order[-1]
    assert isinstance(last, Passage)
    assert [piece.folded for piece in last.pieces] == [False, True, False]
    assert shown(document, folding) == squeeze(
        *text, "前置きを一つ置く。ここからは新しい話になる。"
    )
    assert_whole(document, folding)


def test_a_heading_goes_with_its_folded_text_only() -> None:
    """A heading over folded text is folded; one over new text, or alone, is shown again."""
    text = prose(6, 5)
    document = post("# 港の話", *text[:3], "# 港の話", text[1], text[2], "# 港の話", text[3])
    folding = fold(document)
    assert shown(document, folding) == squeeze("港の話", *text[:3], "港の話", text[3])


def test_a_glued_heading_is_known_again() -> None:
    """A copy that has set heading and text on one line is the same text."""
    text = prose(7, 3)
    document = post("# 川の話", text[0], text[1], "---END---", "川の話 " + text[0] + " " + text[1])
    folding = fold(document)
    assert shown(document, folding) == squeeze("川の話", text[0], text[1])
    assert [repeat.kind for repeat in folding.repeats] == ["reflowed"]


def test_the_title_in_a_reflowed_copy_is_a_repeat() -> None:
    """The title that a copy starts with is not shown a second time."""
    text = prose(8, 3)
    title = "港町の一年を数える"
    document = post(*text, "---END---", title + " " + " ".join(text), title=title)
    assert shown(document, fold(document)) == squeeze(*text)
    lone = post(title + "？ " + text[0], title=title + "？")
    assert shown(lone, fold(lone)) == squeeze(text[0])


def test_halves_parted_by_a_rule_are_one_paragraph() -> None:
    """A fragment that continues where a cut one stopped is joined, without a mark."""
    text = prose(9, 4)
    cut = text[1][:50]
    document = post(text[0], cut, "---END---", text[1][50:], text[2])
    folding = fold(document)
    assert shown(document, folding) == squeeze(*text[:3])
    assert marks(folding) == 0
    assert any(isinstance(e, Passage) and len(e.pieces) == 2 for e in folding.reading_order)
    assert_whole(document, folding)


def test_a_join_draws_no_row_of_its_own() -> None:
    """What a join has hidden makes no row, unless it is opened."""
    from reader.typeset import Layout, Options, flow

    text = prose(9, 4)
    document = post(text[0], text[1][:50], "---END---", text[1][50:], text[2])
    reading = fold(document).reading_order
    drawn = "".join(Layout(flow(document, reading), Options(measure=40)).texts())
    assert "⋯" not in drawn
    assert squeeze(drawn) == squeeze(*text[:3])
    (hidden,) = (entry for entry in reading if isinstance(entry, Fold))
    assert len(flow(document, reading, opened={hidden.id})) == len(flow(document, reading)) + 1


def test_a_first_copy_cut_short_is_completed() -> None:
    """A first copy that stops inside a sentence goes on with the rest of a later one."""
    text = prose(10, 5)
    document = post(text[0], text[1][:55], "---END---", text[0], text[1], text[2])
    folding = fold(document)
    assert shown(document, folding) == squeeze(*text[:3])
    assert_whole(document, folding)


def test_new_text_before_a_completing_sentence_stays_in_its_place() -> None:
    """A later copy with other text before it gives the cut one its rest, and nothing else."""
    text = prose(13, 5)
    cut = text[1][:60]
    document = post(text[0], cut, "---END---", text[2] + text[1], text[3])
    folding = fold(document)
    seen = shown(document, folding)
    assert all(squeeze(part) in seen for part in text[:4])
    assert len(seen) == len(squeeze(*text[:4]))
    assert_whole(document, folding)


def test_two_ends_for_one_cut_are_both_shown() -> None:
    """Where two later sentences start as the cut one does, the first completes it."""
    text = prose(14, 2)
    start = "港の組合が秋に出した報告によれば、この十年で船の数は"
    document = post(
        text[0], start, "---END---", start + "半分になった。", text[1], start + "二倍になった。"
    )
    seen = shown(document, fold(document))
    assert start + "半分になった。" in seen
    assert start + "二倍になった。" in seen


def test_a_sentence_of_its_own_is_not_joined_to_a_cut_one() -> None:
    """After a rule, a paragraph with an opening of its own starts a new one."""
    text = prose(11, 3)
    document = post(text[0][:50], "---", "しかし、" + text[1])
    assert all(
        len(entry.pieces) == 1
        for entry in fold(document).reading_order
        if isinstance(entry, Passage)
    )


def test_a_line_that_looks_like_a_heading_is_not_completed() -> None:
    """A short line that the next paragraph starts with is a heading, not a cut sentence."""
    text = prose(12, 2)
    document = post(
        "共同組合とは", "共同組合とは、漁師が網と船を持ち寄る集まりのことである。", *text
    )
    assert list(fold(document).reading_order) == list(whole_text(document))


def test_code_and_tables_are_compared_whole() -> None:
    """A line of code that stands again in another block is not folded."""
    code = "\n".join(f"total = total + price[{n}]  # 合計に加える" for n in range(5))
    blocks = [
        Block(Kind.CODE, code),
        Block(Kind.CODE, code + "\nprint(total)"),
        Block(Kind.CODE, code),
    ]
    document = Document(blocks)
    folding = fold(document)
    assert shown(document, folding) == squeeze(code, code, "print(total)")


SEEDS = st.integers(0, 10_000)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.data())
def test_copies_cut_and_reflowed_fold_back(seed: int, data: st.DataObject) -> None:
    """Whatever copies follow a text, cut anywhere and in other lines, it is shown once."""
    text = prose(seed, 5)
    parts = list(text)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len("".join(text)) - 120))
        stop = data.draw(st.integers(start + 100, len("".join(text))))
        parts.append("---END---")
        parts.extend(_window(text, start, stop, data.draw(st.sampled_from(["lines", "one"]))))
    document = post(*parts)
    folding = fold(document)
    assert_whole(document, folding)
    assert shown(document, folding) == squeeze(*text)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.data())
def test_windows_in_order_make_one_text(seed: int, data: st.DataObject) -> None:
    """Pieces of a text, each starting where or before the last one stopped, are one text."""
    text = prose(seed, 6)
    length = len("".join(text))
    cut = data.draw(st.integers(80, length - 80))
    back = data.draw(st.one_of(st.just(0), st.integers(32, min(cut, 150))))
    parts = [
        *_window(text, 0, cut, "lines"),
        "---END---",
        *_window(text, cut - back, length, "one"),
    ]
    document = post(*parts)
    folding = fold(document)
    assert_whole(document, folding)
    assert shown(document, folding) == squeeze(*text)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.lists(st.integers(0, 9), min_size=2, max_size=24))
def test_nothing_that_stands_once_is_hidden(seed: int, order: list[int]) -> None:
    """In any mix of sentences, every sentence that is hidden stands in what is shown."""
    stock = "".join(prose(seed, 5, 2)).split("。")[:10]
    document = post(*(stock[at] + "。" for at in order))
    folding = fold(document)
    assert_whole(document, folding)
    for at in order:
        assert stock[at] + "。" in shown(document, folding)


def _window(text: list[str], start: int, stop: int, shape: str) -> list[str]:
    """The characters from `start` to `stop` of a text, in its paragraphs or as one line."""
    found = []
    base = 0
    for paragraph in text:
        part = paragraph[max(0, start - base) : max(0, stop - base)]
        if part:
            found.append(part)
        base += len(paragraph)
    return found if shape == "lines" else [" ".join(found)]


@pytest.mark.skipif(not SEED.exists(), reason="the seed post is not on this machine")
def test_the_seed_is_shown_once() -> None:
    """The seed reads as its first part; its third and fourth parts alone read so too."""
    from reader.formats import load

    document = load(str(SEED))
    folding = fold(document)
    assert folding.characters_unique == 6360
    raw = SEED.read_text(encoding="utf-8")
    head, body = raw[4:].split("\n---\n", 1)
    halves = "---END---".join(body.split("---END---")[2:4])
    again = load(f"---\n{head}\n---\n{halves}".encode(), name="post.txt")
    assert shown(again, fold(again)) == shown(document, folding)
    assert marks(fold(again)) == 0


_LEAD = "駅前の店に灯がともり、町の人が一人また一人と集まって、去年の夏と同じように続いた長い"


@pytest.mark.parametrize(
    ("end", "rule", "after"),
    [
        ("話のあとで「またね」", "＊＊＊", "\u3000翌朝は霧だった。"),
        ("話。「わかるね」", "◇　◇　◇", "春になっても船は戻らなかった。"),
        ("夜のこと――", "", "……返事はない。"),
        ("夜の物語", "---", "々という字の話をしよう。"),
        ("夜の交通の変化", "* * *", "交通の話はここまでにする。"),
        ("夜でした（拍手）", "───", "○議長　採決いたします。"),
        ("話を待つ弟", "---", "と妹の話を書く。"),
        ("夜が過ぎ、", "", "\u3000を知らせる鐘が鳴った。"),
    ],
)
def test_scenes_and_paragraphs_without_copies_stay(end: str, rule: str, after: str) -> None:
    """Where nothing stands twice, no rule goes and no paragraph is joined to another, however
    they end and begin."""
    blocks = [
        Block(Kind.RULE, "", label=text) if text == rule else Block(Kind.PARAGRAPH, text)
        for text in (_LEAD + end, rule, after)
        if text
    ]
    document = Document(blocks)
    assert list(fold(document).reading_order) == list(whole_text(document))


def test_an_end_mark_between_two_sentences_stays() -> None:
    """An end mark does not join what stands on its sides where neither side shows a cut."""
    text = prose(15, 2)
    document = post(text[0] + "客は皆「おやすみ」", "---END---", "翌朝、" + text[1])
    assert list(fold(document).reading_order) == list(whole_text(document))
