"""How many cells a text takes in a terminal, and what its grapheme clusters are.

The only module that asks for a width. The source is wcwidth (UAX #11 and UAX #29). The figures
are true of a terminal for text that `typeset.display` has made ready: there no variation selector,
joiner, skin tone or lone mark is left over which terminals disagree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from os import environ
from types import ModuleType
from typing import Literal, cast

from reader.patterns import pattern

Ambiguous = Literal[1, 2]
"""Cells of a character that UAX #11 calls East Asian Ambiguous (※ … ― ○ α)."""


def _compiled_wcwidth() -> ModuleType | None:
    """The compiled half of wcwidth, loaded without the package around it.

    `import wcwidth` runs twenty modules that measuring never needs (base64, hashlib, textwrap)
    and costs more than all of jreader up to its first page.
    """
    if environ.get("WCWIDTH_PYTHON"):
        return None
    package = PathFinder.find_spec("wcwidth")
    if package is None or package.submodule_search_locations is None:
        return None
    name = "wcwidth._wcwidth_c"
    spec = PathFinder.find_spec(name, package.submodule_search_locations)
    if spec is None or spec.loader is None:
        return None
    try:
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    except ImportError:
        return None
    return module


def _measures() -> tuple[Callable[..., int], Callable[[str], Iterator[str]]]:
    module = _compiled_wcwidth()
    if module is not None and hasattr(module, "wcswidth") and hasattr(module, "iter_graphemes"):
        return module.wcswidth, module.iter_graphemes
    import wcwidth

    return wcwidth.wcswidth, cast("Callable[[str], Iterator[str]]", wcwidth.iter_graphemes)


_wcswidth, _iter_graphemes = _measures()

_COMPLEX_BELOW = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u0300-\u036f\u0483-\u0489\u0530-\u1dff\u2000-\u200f"
    "\u2028-\u202e\u205f-\u206f\u20d0-\u20ff\u2cef-\u2dff\u302a-\u302f\u3099-\u309a\u3164"
    "\ua4d0-\uabff\ud7a4-\udfff\ufb00-\ufe2f\ufe70-\uff00\uff9e-\uffa0\uffdd-\uffdf"
    "\uffef-\ufffb"
)
_COMPLEX = _COMPLEX_BELOW + (
    "\ufffe-\U0001efff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U0001fc00-\U0001ffff"
    "\U00040000-\U0010ffff"
)
"""Characters, as the inside of a regular expression's class, that may join another into a cluster
(UAX #29) or are not drawn as they stand. All others have Grapheme_Cluster_Break Other, LV or LVT.
The smaller half of Unicode is named, since a class takes its time to compile by its characters."""

_UNUSUAL = re.compile(f"[{_COMPLEX_BELOW}\ufffe-\U0010ffff]")
"""Finds what is rare in Japanese text. A search costs more for each range beyond U+FFFF, a fifth
of all line breaking if they are those of `_COMPLEX`."""


def is_complex(text: str) -> bool:
    """Whether a character may be part of a longer cluster or is not drawn as it stands."""
    return _UNUSUAL.search(text) is not None and _complex().search(text) is not None


_ORDINARY = pattern(
    "[^\n -~‘’“”…\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff5e]"
)


def is_ordinary(text: str) -> bool:
    """Whether all of the text is of the characters that Japanese is mostly written in.

    Such a text is not complex. For those who go through a long text: asking takes half the time
    that `is_complex` takes, but the first question costs two milliseconds.
    """
    return _ORDINARY.search(text) is None


@cache
def _complex() -> re.Pattern[str]:
    return re.compile(f"[{_COMPLEX}]")


_CONTROL = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def measure_for(ambiguous: int) -> Callable[[str], int]:
    """wcwidth's own measure for inner loops: `cell_len`, but -1 for a text with controls."""
    return _wcswidth if ambiguous == 1 else partial(_wcswidth, ambiguous_width=ambiguous)


def cell_len(text: str, ambiguous: int = 1) -> int:
    """How many cells `text` takes on one row; a control character takes none."""
    cells = _wcswidth(text, None, "auto", ambiguous)
    if cells < 0:
        cells = _wcswidth(_CONTROL.sub("", text), None, "auto", ambiguous)
    return cells


@cache
def _knot() -> re.Pattern[str]:
    """Compiled when first needed: most posts never do, and it takes milliseconds."""
    return re.compile(f"[^{_COMPLEX}]?+(?:[{_COMPLEX}]++[^{_COMPLEX}]?+)++")


def knots(text: str) -> Iterator[re.Match[str]]:
    """Each run in which clusters may be longer than a character, neighbours included."""
    return _knot().finditer(text)


def clusters(text: str) -> list[str]:
    """The grapheme clusters of `text` (UAX #29), which joined are `text` again.

    A few ill-formed sequences (a virama with no consonant before it) are kept in one cluster
    where the standard parts them; no cluster of the standard is ever parted.
    """
    if not is_complex(text):
        return list(text)
    found: list[str] = []
    at = 0
    for knot in knots(text):
        found += text[at : knot.start()]
        found += _iter_graphemes(knot[0])
        at = knot.end()
    found += text[at:]
    return found


def fitting(text: str, cells: int, ambiguous: int = 1) -> int:
    """The offset into `text` of the last end of a cluster that lies within `cells` cells."""
    if cell_len(text, ambiguous) <= cells:
        return len(text)
    offset = 0
    for cluster in clusters(text):
        cells -= cell_len(cluster, ambiguous)
        if cells < 0:
            break
        offset += len(cluster)
    return offset


def fit(text: str, cells: int, ambiguous: int = 1) -> str:
    """`text` cut or filled with spaces to exactly `cells` cells."""
    text = text[: fitting(text, cells, ambiguous)]
    return text + " " * (cells - cell_len(text, ambiguous))
