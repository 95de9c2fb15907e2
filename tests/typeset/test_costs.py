"""What it costs to end a line at a place."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from reader.typeset.breaking.context import allowed
from reader.typeset.breaking.costs import NEVER, costs_for, split_cost
from reader.typeset.breaking.rules import YES, pairs

SAMPLE = Path(__file__).parents[2] / "samples" / "video-ai.txt"


def test_no_cost_where_the_model_ends_a_phrase() -> None:
    """At every place of a sample: none where BudouX's own parser ends a phrase and the rules let
    a line end, never where they forbid it, else that of parting something."""
    parser = import_module("budoux").load_default_japanese_parser()
    costs, rules = costs_for("strict", 60), pairs("strict")
    for text in SAMPLE.read_text(encoding="utf-8").split("\n"):
        ends: set[int] = set()
        at = 0
        for chunk in parser.parse(text):
            at += len(chunk)
            ends.add(at)
        for place in range(1, len(text)):
            cost = costs.of(text, place)
            if allowed(rules, text, place) != YES:
                assert cost == NEVER, text[place - 4 : place + 4]
            elif cost == 0:
                assert place in ends, text[place - 4 : place + 4]
            elif place in ends:
                assert text[place - 1] in "0123456789.,第", text[place - 4 : place + 4]


@pytest.mark.parametrize(
    ("text", "at"), [("が3,800億円", 6), ("は第3章に", 2), ("と12月に", 3), ("約５歳で", 2)]
)
def test_a_number_and_what_it_counts_cost_more_than_a_phrase(text: str, at: int) -> None:
    """They are parted only where nothing else is to be had."""
    assert split_cost(40) < costs_for("strict", 40).of(text, at) < NEVER


def test_longer_lines_part_phrases_less() -> None:
    """The longer the line, the dearer a parted phrase."""
    costs = [split_cost(room) for room in range(10, 121)]
    assert costs == sorted(costs)
    assert costs[0] < costs[30] < costs[70]
