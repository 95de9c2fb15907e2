"""How many cells a text takes in a terminal, and what its grapheme clusters are.

The only module that asks for a width. The source is wcwidth (UAX #11 and UAX #29). The figures
are true of a terminal for text that `reader.typeset.display` has made ready: there no variation
selector, joiner, skin tone or lone mark is left over which terminals disagree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from os import environ
from types import ModuleType
from typing import Literal, cast

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

SIMPLE = (
    "\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u202f"
    "-\u205e\u2070-\u20cf\u2100-\u2cee\u2e00-\u3029\u3030-\u3098\u309b-\u3163\u3165-\ua4cf"
    "\uac00-\ud7a3\ue000-\ufaff\ufe30-\ufe6f\uff01-\uff9d\uffa1-\uffdc\uffe0-\uffee\ufffc\ufffd"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001fbff\U00020000-\U0003ffff"
)
"""Characters, as the inside of a regular expression's class, that never join one another into a
cluster (UAX #29: Grapheme_Cluster_Break is Other, LV or LVT) and are drawn as they stand."""

COMPLEX = re.compile(f"[^{SIMPLE}]")
"""Finds a character that may be part of a longer cluster or is not drawn as it stands."""

KNOT = re.compile(f"[{SIMPLE}]?+(?:[^{SIMPLE}]++[{SIMPLE}]?+)++")
"""Matches each run in which clusters may be longer than a character, neighbours included."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def measure_for(ambiguous: int) -> Callable[[str], int]:
    """wcwidth's own measure for inner loops: `cell_len`, but -1 for a text with controls."""
    return _wcswidth if ambiguous == 1 else partial(_wcswidth, ambiguous_width=ambiguous)


def cell_len(text: str, ambiguous: int = 1) -> int:
    """How many cells `text` takes on one row; a control character takes none."""
    cells = _wcswidth(text, None, "auto", ambiguous)
    if cells < 0:
        cells = _wcswidth(_CONTROL.sub("", text), None, "auto", ambiguous)
    return cells


def clusters(text: str) -> list[str]:
    """The grapheme clusters of `text` (UAX #29), which joined are `text` again.

    A few ill-formed sequences (a virama with no consonant before it) are kept in one cluster
    where the standard parts them; no cluster of the standard is ever parted.
    """
    if not COMPLEX.search(text):
        return list(text)
    found: list[str] = []
    at = 0
    for knot in KNOT.finditer(text):
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
