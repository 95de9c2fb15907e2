"""The roles of sections: what part a section plays in the argument of a post.

What the words of its paragraphs say of each role is weighed against which role usually follows
which, and which one usually opens and closes a text (data/roles.json); the best sequence is
found by Viterbi's algorithm.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from operator import mul
from pathlib import Path

from reader.analysis.model.cohesion import dot
from reader.patterns import pattern

_FILE = Path(__file__).parents[1] / "data" / "roles.json"
ROLES = ("intro", "topic", "implications", "ethics", "advice", "conclusion")
"""In the order in which an argument usually takes them."""
_EVIDENCE = 3.0
"""How much the words count against the sequence."""

_CUES = (
    (
        2,
        pattern(
            r"(?:何を|なにを|どんな).{0,8}(?:意味|教え|示|もたら|物語)|意味する(?:の|もの)|示唆"
        ),
        6.0,
    ),
    (1, pattern(r"^.{0,6}技術(?:的|者)?(?:な|の)?(?:視点|観点|側面|面|角度)"), 2.5),
)
"""Index of a role, what an opening sentence that speaks for it has, and how much that counts."""


@cache
def _table() -> dict[str, list[list[float]]]:
    """Probabilities: "section", of each role in the section after one of each; "paragraph", the
    same from paragraph to paragraph; "ends", of the first and of the last section; "share", of
    each role over all paragraphs."""
    import json

    table: dict[str, list[list[float]]] = json.loads(_FILE.read_text("utf-8"))
    return table


@cache
def _sequence() -> tuple[list[float], list[list[float]], list[float]]:
    """Log probabilities of the first role, of each role after each, and of the last."""
    table = _table()
    first, last = ([math.log(value) for value in row] for row in table["ends"])
    return first, [[math.log(value) for value in row] for row in table["section"]], last


def changes(shares: Sequence[Sequence[float]]) -> list[float]:
    """For each paragraph how likely its role is not that of the paragraph before it.

    The posterior of a hidden Markov model whose states are the roles (forward-backward, scaled).
    """
    step = _table()["paragraph"]
    columns = list(zip(*step, strict=True))
    stay = [row[at] for at, row in enumerate(step)]
    rare = _table()["share"][0]
    seen = [
        [max(share, 1e-4) / part for share, part in zip(row, rare, strict=True)] for row in shares
    ]
    forward: list[list[float]] = []
    for row in seen:
        came = [dot(forward[-1], column) for column in columns] if forward else rare
        forward.append(_scaled(list(map(mul, came, row))))
    after = [1.0] * len(ROLES)
    result = [0.0] * len(seen)
    for at in range(len(seen) - 1, 0, -1):
        here = list(map(mul, seen[at], after))
        before = forward[at - 1]
        reached = [dot(row, here) for row in step]
        total = dot(before, reached)
        stays = dot(list(map(mul, before, stay)), here)
        result[at] = 1 - stays / total if total else 0.0
        after = _scaled(reached)
    return result


def _scaled(row: list[float]) -> list[float]:
    total = sum(row) or 1.0
    return [value / total for value in row]


def assign(
    sections: Sequence[Sequence[Sequence[float]]], openings: Sequence[str] = ()
) -> list[str]:
    """The role of each section, given the shares of the roles in each of its paragraphs.

    `openings` are the first sentences of the sections; what they ask or announce counts too.
    """
    if not sections:
        return []
    first, follow, last = _sequence()
    words = [_evidence(section) for section in sections]
    for row, opening in zip(words, openings, strict=False):
        for at, cue, weight in _CUES:
            if cue.search(opening):
                row[at] += weight
    best = [start + word for start, word in zip(first, words[0], strict=True)]
    back: list[list[int]] = []
    for word in words[1:]:
        came = [
            max(range(len(ROLES)), key=lambda a, to=to: best[a] + follow[a][to])  # type: ignore[misc]
            for to in range(len(ROLES))
        ]
        best = [best[a] + follow[a][to] + word[to] for to, a in enumerate(came)]
        back.append(came)
    role = max(range(len(ROLES)), key=lambda at: best[at] + last[at])
    path = [role]
    for came in reversed(back):
        path.append(came[path[-1]])
    return [ROLES[at] for at in reversed(path)]


def _evidence(section: Sequence[Sequence[float]]) -> list[float]:
    """What the paragraphs of a section say of each role; the first one counts twice."""
    rows = [section[0], *section] if section else [[1.0] * len(ROLES)]
    return [
        _EVIDENCE * sum(math.log(row[at] + 0.02) for row in rows) / len(rows)
        for at in range(len(ROLES))
    ]
