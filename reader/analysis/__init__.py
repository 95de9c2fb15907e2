"""What can be known of a post by reading it: outline, repeats, statistics, facts.

Names are loaded when first used, so that a page that needs one analysis does not pay for all.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.analysis.facts.find import Facts, find_facts
    from reader.analysis.outlines.edits import OutlineChange, edited
    from reader.analysis.outlines.headings import heading_blocks
    from reader.analysis.outlines.sections import outline
    from reader.analysis.outlines.tree import Outline, Section
    from reader.analysis.repeats.fold import Folding, Repeat, fold
    from reader.analysis.statistics import Statistics, measure_post

__all__ = [
    "Facts",
    "Folding",
    "Outline",
    "OutlineChange",
    "Repeat",
    "Section",
    "Statistics",
    "edited",
    "find_facts",
    "fold",
    "heading_blocks",
    "measure_post",
    "outline",
]

_HOME = {
    "OutlineChange": "outlines.edits",
    "edited": "outlines.edits",
    "Outline": "outlines.tree",
    "Section": "outlines.tree",
    "outline": "outlines.sections",
    "heading_blocks": "outlines.headings",
    "Folding": "repeats.fold",
    "Repeat": "repeats.fold",
    "fold": "repeats.fold",
    "Statistics": "statistics",
    "measure_post": "statistics",
    "Facts": "facts.find",
    "find_facts": "facts.find",
}
"""Where each name lives: name -> module of this package."""


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
