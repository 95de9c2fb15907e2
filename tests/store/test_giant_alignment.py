"""A giant paragraph that was edited is aligned without comparing every character with every."""

from __future__ import annotations

import random
import tracemalloc
from itertools import pairwise

import pytest

from reader.store.anchors import lcs
from reader.store.anchors.align import Alignment


def _edited(text: str, places: random.Random, letters: str | list[str]) -> str:
    characters = list(text)
    for _ in range(60):
        characters[places.randrange(len(characters))] = places.choice(letters)
    return "".join(characters)


@pytest.mark.parametrize("letters", ["珍獣", ["、、", ""]], ids=["words", "punctuation"])
def test_a_giant_sentence_is_aligned_in_little_memory(letters: str | list[str]) -> None:
    """Of 400,000 characters without a full stop, nearly all are known again; comparing all of
    them would take a table of 20 GB."""
    places = random.Random(3)
    old = "".join(places.choices("市場朝早魚並声昼片付はがをに、", k=400_000))
    tracemalloc.start()
    runs = Alignment(old, _edited(old, places, letters)).runs
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(run.size for run in runs) > 0.998 * len(old)
    assert peak < 150 << 20


def test_landmarks_and_the_whole_comparison_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is matched by parts is a true common subsequence, about as long as the longest."""
    places = random.Random(5)
    old = "".join(places.choices("市場朝早魚並声昼片付はがをに、", k=3000))
    new = _edited(old, places, "珍獣")
    whole = sum(run.size for run in lcs.match_characters(old, new))
    monkeypatch.setattr(lcs, "MOST", 10_000)
    runs = lcs.match_characters(old, new)
    assert all(
        old[run.old : run.old + run.size] == new[run.new : run.new + run.size] for run in runs
    )
    assert all(a.old + a.size <= b.old and a.new + a.size <= b.new for a, b in pairwise(runs))
    assert sum(run.size for run in runs) >= 0.99 * whole
