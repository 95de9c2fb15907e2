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


class _Side(dict[str, int]):
    """Three characters on one side of a place -> what they weigh; filled with what is met."""

    _MOST = 1 << 15

    def __init__(self, model: dict[str, _Weights], names: str, pair: slice) -> None:
        super().__init__()
        self._first, self._second, self._third, self._pairs, self._triples = (
            model.get(name, {}).get for name in names.split()
        )
        self._pair = pair

    def __missing__(self, key: str) -> int:
        if len(self) >= self._MOST:
            self.clear()
        found = self._pairs(key[self._pair], 0) + self._triples(key, 0)
        for weigh, character in zip((self._first, self._second, self._third), key, strict=False):
            found += weigh(character, 0)
        self[key] = found
        return found


class Phrases:
    """Tells whether a phrase ends at a place."""

    def __init__(self, model: dict[str, _Weights]) -> None:
        get = model.get
        self._base = -0.5 * sum(sum(weights.values()) for weights in model.values())
        self._left = _Side(model, "UW1 UW2 UW3 BW1 TW1", slice(1, 3))
        self._right = _Side(model, "UW4 UW5 UW6 BW3 TW4", slice(0, 2))
        self._pair = get("BW2", {}).get
        self._before = get("TW2", {}).get
        self._after = get("TW3", {}).get

    def ends(self, text: str, at: int) -> bool:
        """Whether a phrase ends before the character at `at` (0 < at < length)."""
        if at < 3:
            return self._ends_at_edge(text, at)
        return (
            self._left[text[at - 3 : at]]
            + self._right[text[at : at + 3]]
            + self._pair(text[at - 1 : at + 1], 0)
            + self._before(text[at - 2 : at + 1], 0)
            + self._after(text[at - 1 : at + 2], 0)
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
