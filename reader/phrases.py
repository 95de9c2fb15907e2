"""Where a Japanese phrase (文節) ends, asked of one place at a time.

The model is BudouX's (budoux.parser): a sum of weights of the characters around a place, which
does not depend on what was decided elsewhere. So only the few places where a line might end are
asked, not the whole text.
"""

from __future__ import annotations

from functools import cache
from typing import Any

_Weights = dict[str, int]


def _model() -> dict[str, _Weights]:
    """BudouX's Japanese model, read without the package around it where that can be done."""
    import json
    import os
    from contextlib import suppress
    from importlib.machinery import PathFinder

    package = PathFinder.find_spec("budoux")
    for folder in (package and package.submodule_search_locations) or ():
        # Before the first page, which need not wait for pathlib.
        with suppress(FileNotFoundError):
            with open(os.path.join(folder, "models", "ja.json"), "rb") as file:  # noqa: PTH118, PTH123
                found: dict[str, _Weights] = json.loads(file.read())
            return found
    import budoux

    parser: Any = budoux.load_default_japanese_parser()
    model: dict[str, _Weights] = parser.model
    return model


_Feature = tuple[dict[str, int], slice]
"""Weights, and the part of a stretch of text that they are looked up for."""


class _Sum(dict[str, int]):
    """A stretch of text -> what all of its features weigh; filled with what is met."""

    _MOST = 1 << 15

    def __init__(self, *features: _Feature) -> None:
        super().__init__()
        self._features = [(weights.get, part) for weights, part in features]

    def __missing__(self, stretch: str) -> int:
        if len(self) >= self._MOST:
            self.clear()
        found = self[stretch] = sum(weigh(stretch[part], 0) for weigh, part in self._features)
        return found


class Phrases:
    """Tells whether a phrase ends at a place."""

    def __init__(self, model: dict[str, _Weights]) -> None:
        """model: BudouX's names of features: U, B, T for 1, 2, 3 characters, W and a number."""

        def feature(name: str, start: int, stop: int) -> _Feature:
            return model.get(name, {}), slice(start, stop)

        self._base = -0.5 * sum(sum(weights.values()) for weights in model.values())
        self._before = _Sum(
            feature("UW1", 0, 1),
            feature("UW2", 1, 2),
            feature("UW3", 2, 3),
            feature("BW1", 1, 3),
            feature("TW1", 0, 3),
        )
        self._across = _Sum(feature("BW2", 1, 3), feature("TW2", 0, 3), feature("TW3", 1, 4))
        self._after = _Sum(
            feature("UW4", 0, 1),
            feature("UW5", 1, 2),
            feature("UW6", 2, 3),
            feature("BW3", 0, 2),
            feature("TW4", 0, 3),
        )

    def ends(self, text: str, at: int) -> bool:
        """Whether a phrase ends before the character at `at` (0 < at < length)."""
        if at < 3:
            return self._ends_at_edge(text, at)
        return (
            self._before[text[at - 3 : at]]
            + self._across[text[at - 2 : at + 2]]
            + self._after[text[at : at + 3]]
            + self._base
            > 0
        )

    def _ends_at_edge(self, text: str, at: int) -> bool:
        padded = "\0" * (3 - at) + text[: at + 3]
        return self.ends(padded, 3)


@cache
def phrases() -> Phrases:
    """The model; loaded when first asked for."""
    return Phrases(_model())


_EDGE = 6
"""Characters on both sides of a cut by which a phrase is told."""


def torn(before: str, after: str) -> bool:
    """Whether a cut between two texts that are not empty lies inside a phrase."""
    if not before[-1].isalnum() or not after[0].isalnum():
        return False
    head = before[-_EDGE:]
    return not phrases().ends(head + after[:_EDGE], len(head))
