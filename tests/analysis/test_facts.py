"""Names and figures of a text: what is found, what it is worth, where it stands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.facts.find import Facts, find_facts
from reader.analysis.facts.numerals import value_of
from reader.analysis.repeats.fold import fold
from reader.document import Block, Document, Kind, Passage, Piece


def rows(name: str) -> list[list[str]]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]


CASES = rows("figures.txt")


def post(*texts: str) -> Document:
    return Document(
        [
            Block(Kind.PARAGRAPH, text, lines=((0, line),), end_line=line)
            for line, text in enumerate(texts, 1)
        ]
    )


def names(found: Facts) -> dict[str, int]:
    return {name.name: name.count for name in found.names}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_figures(case: list[str]) -> None:
    """Each case of figures.txt is read as it says, whatever stands around it."""
    found = find_facts(post("はじめに。" + case[0] + "。")).figures
    if case[1] == "-":
        assert found == ()
        return
    figure = next(figure for figure in found if figure.text == case[1])
    assert figure.value == pytest.approx(float(case[2]))
    assert figure.unit == case[3]
    assert figure.sentence == case[0] + "。"


@pytest.mark.parametrize("case", rows("names.txt"), ids=lambda case: case[0])
def test_names(case: list[str]) -> None:
    """Each case of names.txt has the names that it says and no other."""
    found = find_facts(post(*case[0].split("|"))).names
    spelled = {"=".join((name.name, *name.aliases)) for name in found}
    assert spelled == set(case[1].split(";")) - {"-"}


@pytest.mark.parametrize("case", rows("subjects.txt"), ids=lambda case: case[0])
def test_subjects(case: list[str]) -> None:
    """Each figure of subjects.txt is said of what stands behind it."""
    found = find_facts(post(case[0])).figures
    assert [(figure.text, figure.subject) for figure in found] == [
        (text, subject) for text, _, subject in (row.partition("=") for row in case[1].split(";"))
    ]


@given(st.integers(0, 9999), st.integers(0, 9999), st.integers(1, 9999))
def test_scales_add_up(large: int, middle: int, small: int) -> None:
    """兆, 億 and 万 written together are one number."""
    assert (
        value_of(f"{large}兆{middle}億{small}万") == large * 10**12 + middle * 10**8 + small * 10**4
    )


@given(st.integers(1, 9999))
def test_kanji_numerals(number: int) -> None:
    """A numeral in kanji is worth what the same number in digits is."""
    written = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("" if digit == 1 and name else "〇一二三四五六七八九"[digit]) + name
    assert value_of(written) == number


def test_a_range_keeps_both_ends() -> None:
    """The lower end of a range is its value, the upper end stands beside it."""
    (figure,) = find_facts(post("回復には3〜5億円かかる。")).figures
    assert (figure.value, figure.upto) == (300_000_000, 500_000_000)


def test_figures_by_size() -> None:
    """Figures of one unit sort by what they are worth, not by how they are written."""
    found = find_facts(post("甲社は9億円、乙社は1兆円、丙社は5,000万円を投じる。"))
    assert [figure.text for figure in found.by_size()] == ["1兆円", "9億円", "5,000万円"]


def test_units_of_one_kind_sort_together_and_dates_come_last() -> None:
    """米ドル and USD are ドル; what is a point in time stands behind what is an amount."""
    found = find_facts(post("2025年に甲は3億米ドル、乙はUSD 5億、丙は4億ドルを投じた。"))
    assert [figure.value for figure in found.by_size()] == [5 * 10**8, 4 * 10**8, 3 * 10**8, 2025]


def test_a_figure_in_quotation_marks_has_the_subject_it_had_before() -> None:
    """「2倍」 alone says nothing; the post has said of what."""
    figures = find_facts(post("燃費が2倍になった。", "「2倍」だ。")).figures
    assert [figure.subject for figure in figures] == ["燃費", "燃費"]


def test_positions_and_lines() -> None:
    """A figure's offsets and line lead back to it in the text and the source."""
    document = post("前置き。", "二つ目の段落に40億円とある。")
    (figure,) = find_facts(document).figures
    assert document.text[figure.start : figure.end] == figure.text == "40億円"
    assert figure.line == 2


def test_names_are_counted_with_their_lines() -> None:
    """A name is counted wherever it stands; its lines ascend, each once."""
    document = post(
        "トルネリアは港を買った。トルネリアの船は速い。", "港町。", "Brixel Labsとトルネリア。"
    )
    found = find_facts(document)
    first = found.names[0]
    assert (first.name, first.count, first.lines) == ("トルネリア", 3, (1, 3))
    assert names(found)["Brixel Labs"] == 1


def test_an_alias_needs_the_text_to_show_it() -> None:
    """Two spellings are one name only where the text sets one in brackets after the other."""
    shown = find_facts(post("トルネリア（Tornelia）は港を買った。", "Torneliaの船が着く。"))
    assert [(n.name, n.aliases, n.count) for n in shown.names] == [("トルネリア", ("Tornelia",), 3)]
    apart = find_facts(post("トルネリアは港を買った。", "Torneliaの船が着く。"))
    assert names(apart) == {"トルネリア": 1, "Tornelia": 1}
    other = find_facts(post("トルネリア（Brixel）は新しい。トルネリアは港にある。"))
    assert set(names(other)) == {"トルネリア", "Brixel"}


def test_initials_are_an_alias() -> None:
    """A short form of capitals belongs to the words whose initials it has."""
    found = find_facts(post("Harbor Light Network（HLN）が動く。", "HLNは速い。"))
    assert [(n.name, n.count) for n in found.names] == [("Harbor Light Network", 3)]


def test_common_words_are_no_names() -> None:
    """General katakana words, their compounds, and abbreviations stay out of the list."""
    text = "データは資源だ。クラウドサービスが伸び、AIとGPUは高い。ユーザーはスムーズに動く。"
    assert names(find_facts(post(text))) == {}


def test_words_of_a_dictionary_are_no_names() -> None:
    """Common nouns in katakana and the rest of an English term are none, whatever particle stands
    behind them; a percentage is not part of a name."""
    text = "ウェアラブルデバイスは、Mixture of Expertsも、CAGR 28%の市場で、ランプは売れた。"
    names = {name.name for name in find_facts(Document((Block(Kind.PARAGRAPH, text),))).names}
    assert not names & {"ウェアラブルデバイス", "of Experts", "CAGR 28", "ランプ"}


def test_a_word_used_as_a_verb_is_no_name() -> None:
    """A katakana word that the text uses with する or な is vocabulary."""
    assert (
        names(find_facts(post("彼はグラブリする。グラブリは楽しい。ポワニな町。ポワニは町。")))
        == {}
    )


def test_folded_text_is_not_counted_twice() -> None:
    """With a reading that folds repeats, a copy adds neither names nor figures."""
    text = "トルネリアは40億円で港を買い、次の年には同じ町の造船所と倉庫も手に入れたので、"
    text += "町の人は驚き、議会は三日も話し合ったという。"
    document = post(text, text)
    found = find_facts(document, fold(document).reading_order)
    assert names(found) == {"トルネリア": 1}
    assert [figure.text for figure in found.figures] == ["40億円"]


def test_a_name_across_a_join_is_one() -> None:
    """What a join brings together is read as one text."""
    document = post("港を買ったのはトルネ", "リアだった。トルネリアは大きい。")
    reading = [Passage((Piece(0, 10), Piece(11, len(document.text))))]
    assert names(find_facts(document, reading)) == {"トルネリア": 2}


@pytest.mark.parametrize(
    "numeral", ["9" * 5_000, "9" * 500 + ".5", "二" * 5_000, "1," + "000," * 99]
)
def test_digits_without_an_end_are_no_figure(numeral: str) -> None:
    """What no number can hold breaks nothing, and its last digits are no figure."""
    assert find_facts(post(f"費用は{numeral}円だ。")).figures == ()


def test_a_line_begins_with_a_figure() -> None:
    """What the line before ends with does not belong to it."""
    found = find_facts(post("1–3 月\t47\n4–6 月\t29\n7–9 月\t50")).figures
    assert [(figure.value, figure.upto) for figure in found] == [(1, 3), (4, 6), (7, 9)]


def test_what_a_name_is_used_as_counts_among_what_was_looked_at() -> None:
    """A word of a long post that is used as words are is none, however often it stands there."""
    assert names(find_facts(post("アリババする。" * 200))) == {}


PIECES = [
    "大学",
    "ァ",
    "Aa of ",
    "1億円、",
    "（AB）",
    "日本",
    "株式会社",
    "「",
    "A・",
    "1〜",
    "千",
    "トルネリアは",
    "x@",
    "あ1円",
]


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_grows_with_the_text(piece: str) -> None:
    """Four times the text takes about four times the time, whatever is repeated without an end."""
    times = []
    for length in (5_000, 20_000):
        document = post(piece * (length // len(piece)))
        start = time.process_time()
        find_facts(document)
        times.append(time.process_time() - start)
    assert times[1] < max(8 * times[0], 0.5)


def test_code_is_left_out() -> None:
    """Code holds no facts."""
    assert find_facts(Document([Block(Kind.CODE, "Budget = 40億円")])) == Facts((), ())


@given(
    st.text(
        alphabet="0123456789,.兆億万千百十一二三〇年月日円割%$〜から約トルネAb（）、。 \n",
        max_size=80,
    )
)
def test_any_text_gives_facts(text: str) -> None:
    """No text breaks it, and every figure and name stands where it says."""
    document = post(text.replace("\n", ""))
    found = find_facts(document)
    for figure in found.figures:
        assert document.text[figure.start : figure.end] == figure.text
    for name in found.names:
        assert document.text[name.start :].startswith(name.name)
