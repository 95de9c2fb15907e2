"""Lines that end with phrases: which places are used, and how good the lines are together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cells import cell_len
from reader.phrases import phrases
from reader.typeset import wrap
from reader.typeset.breaking.context import allowed
from reader.typeset.breaking.phrase_pieces import pieces
from reader.typeset.breaking.rules import YES, pairs

SAMPLE = Path(__file__).parents[2] / "samples" / "video-ai.txt"
WORDS = [
    "港町では、",
    "朝ごとに",
    "船が",
    "「出るぞ」と",
    "声を",
    "かけあい、",
    "沖へ",
    "向かう。",
    "大規模ロボティクススタートアップの",
    "Stable Diffusion",
    "3,800億円を",
    "投じた。",
]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map("".join)


def paragraphs() -> list[str]:
    """The paragraphs of a sample of several lines."""
    lines = SAMPLE.read_text(encoding="utf-8").split("\n")
    return [line for line in lines if len(line) > 120]


def ends(text: str) -> set[int]:
    """Where lines may end and the model finds the end of a phrase."""
    rules = pairs("strict")
    model = phrases()
    return {
        at for at in range(1, len(text)) if allowed(rules, text, at) == YES and model.ends(text, at)
    }


def line_starts(text: str, lines: list[str]) -> list[int]:
    """Offset of each line but the first."""
    found: list[int] = []
    at = 0
    for line in lines:
        at = text.index(line, at)
        found.append(at)
        at += len(line)
    return found[1:]


def cheapest(text: str, width: int) -> int:
    """The least sum of squared gaps of lines that all end with phrases; all ways are tried."""
    costs = {0: 0}
    last: list[int] = []
    edges = [0, *sorted(ends(text))]
    for number, start in enumerate(edges):
        if start not in costs:
            continue
        if cell_len(text[start:]) <= width:
            last.append(costs[start])
            continue
        for end in edges[number + 1 :]:
            gap = width - cell_len(text[start:end])
            if gap < 0:
                break
            cost = costs[start] + gap * gap
            costs[end] = min(cost, costs.get(end, cost))
    return min(last)


@given(st.text("あいうとにのをが漢字カナーAI 1「」（）。、！", max_size=60))
def test_pieces_joined_are_the_text(text: str) -> None:
    """Pieces are never empty and lose nothing."""
    found = pieces(text, 0, len(text))
    assert "".join(found) == text
    assert "" not in found


def test_pieces_end_where_phrases_do() -> None:
    """Of the ends that the model finds 19 in 20 are ends of pieces, and the other way round."""
    known = found = common = 0
    for text in paragraphs():
        at = 0
        offered: set[int] = set()
        for piece in pieces(text, 0, len(text)):
            at += len(piece)
            offered.add(at)
        true = ends(text)
        offered.discard(len(text))
        known += len(true)
        found += len(offered)
        common += len(true & offered)
    assert common >= 0.95 * known
    assert common >= 0.9 * found


@pytest.mark.parametrize("width", [40, 60, 80])
def test_few_phrases_are_parted(width: int) -> None:
    """Not one line in twenty ends inside of a phrase."""
    parted = lines = 0
    for text in paragraphs():
        broken = wrap(text, width, mode="phrase")
        lines += len(broken)
        starts = line_starts(text, broken)
        parted += sum(at not in ends(text) and text[at - 1] not in " \u3000" for at in starts)
    assert parted <= lines / 20


@pytest.mark.parametrize("width", [40, 60, 80])
def test_lines_are_even(width: int) -> None:
    """Taken together the lines are at most a tenth worse than the best that part no phrase."""
    best = own = 0
    for text in paragraphs():
        best += cheapest(text, width)
        lines = wrap(text, width, mode="phrase")
        own += sum((width - cell_len(line)) ** 2 for line in lines[:-1])
    assert own <= 1.1 * best


@settings(max_examples=100, deadline=None)
@given(texts, st.integers(1, 90), st.booleans())
def test_every_way_of_asking_fits(text: str, width: int, hang: bool) -> None:
    """However the lines are chosen, none is too wide and nothing is lost."""
    lines = wrap(text, width, mode="phrase", hang=hang)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert cell_len(line) <= width + 2 * hang or len(line) == 1


def test_a_long_text_is_set_in_stretches() -> None:
    """A text far longer than a stretch comes out whole, with lines as even as a short one's."""
    text = "".join(WORDS) * 40
    lines = wrap(text, 60, mode="phrase")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert min(map(cell_len, lines[:-1])) > 20


def test_a_number_stays_with_what_it_counts() -> None:
    """3,800億 is parted only where nothing else fits."""
    text = "今後三年間でクラウドの設備に3,800億円を投じるという計画である。"
    for width in range(20, 60):
        assert not any(line.endswith("3,800") for line in wrap(text, width, mode="phrase"))


def test_no_last_line_of_one_character() -> None:
    """JLREQ 3.5.4: the last line is not one character and a full stop."""
    text = "彼の書いた本は、ここに長く、いつまでも静かに残る木。"
    for width in range(20, 52):
        assert len(wrap(text, width, mode="phrase")[-1]) > 2


def test_characters_without_a_width_fill_no_line() -> None:
    """However many of them stand on one character, the text has its lines, and none is lost."""
    text = "か" + "\u3099" * 3000 + "わく喉を、港の水で潤す。" * 3
    lines = wrap(text, 20, mode="phrase")
    assert "".join(lines) == text
    assert len(lines) == 4
