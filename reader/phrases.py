"""Where a Japanese phrase (文節) ends, asked of one place at a time.

The model is BudouX's (budoux.parser): a sum of weights of the characters around a place, which
does not depend on what was decided elsewhere. So only the few places where a line might end are
asked, not the whole text.
"""

from __future__ import annotations

from functools import cache
from typing import Any

_Weights = dict[str, int]

BEFORE = AFTER = 3
"""Characters before and after a place that the model looks at."""
_EDGE = "\0"
"""Stands for characters beyond the text; the model has no weights for it."""


def _model() -> dict[str, _Weights]:
    """BudouX's Japanese model, read without the package around it where that can be done."""
    import json
    from importlib.machinery import PathFinder
    from pathlib import Path

    package = PathFinder.find_spec("budoux")
    for folder in (package and package.submodule_search_locations) or ():
        file = Path(folder) / "models" / "ja.json"
        if file.exists():
            found: dict[str, _Weights] = json.loads(file.read_text(encoding="utf-8"))
            return found
    import budoux

    parser: Any = budoux.load_default_japanese_parser()
    model: dict[str, _Weights] = parser.model
    return model


_PLACES = {
    **{f"UW{number}": slice(number - 1, number) for number in range(1, 7)},
    **{f"BW{number}": slice(number, number + 2) for number in range(1, 4)},
    **{f"TW{number}": slice(number - 1, number + 2) for number in range(1, 5)},
}
"""BudouX's names of features -> which of the six characters around a place they weigh: one (U),
two (B) or three (T) of them."""


class Phrases:
    """Tells whether a phrase ends at a place."""

    def __init__(self, model: dict[str, _Weights]) -> None:
        """model: a name of a feature -> what each character or string of them weighs."""
        self._base = -0.5 * sum(sum(weights.values()) for weights in model.values())
        self._features = [(weights.get, _PLACES[name]) for name, weights in model.items()]

    def ends_in(self, window: str) -> bool:
        """Whether a phrase ends in the middle of the six characters around a place."""
        return sum([weigh(window[part], 0) for weigh, part in self._features]) + self._base > 0

    def ends(self, text: str, at: int) -> bool:
        """Whether a phrase ends before the character at `at` (0 < at < length)."""
        return self.ends_in(window(text, at))


def window(text: str, at: int) -> str:
    """The six characters around a place; fewer only where the text ends behind it."""
    if at >= BEFORE:
        return text[at - BEFORE : at + AFTER]
    return _EDGE * (BEFORE - at) + text[: at + AFTER]


@cache
def phrases() -> Phrases:
    """The model; loaded when first asked for."""
    return Phrases(_model())
