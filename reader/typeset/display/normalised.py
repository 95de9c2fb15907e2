"""A text without what terminals draw in different ways.

They disagree on how wide variation selectors, joiners, skin tones and lone marks are. A drawn
text has none of them left, so that the cells counted are the cells drawn.
"""

from __future__ import annotations

from array import array
from unicodedata import normalize

from reader.cells import cell_len, clusters, knots
from reader.patterns import pattern
from reader.typeset.display.drawn_text import LONE, Display

# What terminals draw in more than one way (ten were measured) and what shows nothing by itself:
# variation selectors, joiners, marks of direction, skin tones, the keycap, tags, controls.
_DROPPED = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U0001f3fb-\U0001f3ff"
    "\U000e0000-\U000e0fff]+"
)
_ZWJ = "\u200d"
_FLAG_A = 0x1F1E6
_SPACING = {"\u3099": "\u309b", "\u309a": "\u309c"}
"""Lone marks that have a form of their own."""


def _shown(cluster: str) -> str:
    """What is drawn for one grapheme cluster."""
    kept = _DROPPED.sub("", cluster.lstrip(_ZWJ).split(_ZWJ, 1)[0])
    if len(kept) > 1:
        kept = normalize("NFC", kept)
    elif kept and 0 <= ord(kept) - _FLAG_A < 26:
        return chr(ord("A") + ord(kept) - _FLAG_A)
    if kept and cell_len(kept) == 0 and kept != "\n":
        return _SPACING.get(kept, LONE + kept)
    return kept


class _Builder:
    """Collects a drawn text with its way back."""

    def __init__(self, tab: int, ambiguous: int) -> None:
        self.parts: list[str] = []
        self.source = array("l")
        self.groups: list[tuple[int, int]] = []
        self._tab = tab
        self._ambiguous = ambiguous
        self._tab_end = (0, 0)

    def plain(self, text: str, offset: int) -> None:
        """Adds characters that are drawn as they stand."""
        self.parts.append(text)
        self.source.extend(range(offset, offset + len(text)))

    def cluster(self, cluster: str, offset: int) -> None:
        """Adds one cluster as it is drawn."""
        if cluster == "\t":
            self._spaces(offset)
            return
        shown = _shown(cluster)
        if shown == cluster:
            self.plain(shown, offset)
        else:
            self.parts.append(shown)
            self.source.extend([offset] * len(shown))
        if len(shown) > 1:
            end = len(self.source)
            self.groups.append((end - len(shown), end))

    def _spaces(self, offset: int) -> None:
        """Adds a tab as spaces up to the next stop of its line."""
        part, column = self._tab_end
        _, newline, tail = "".join(self.parts[part:]).rpartition("\n")
        column = cell_len(tail, self._ambiguous) + (0 if newline else column)
        spaces = self._tab - column % self._tab
        self.parts.append(" " * spaces)
        self.source.extend([offset] * spaces)
        self._tab_end = (len(self.parts), column + spaces)


def normalised(text: str, tab: int, ambiguous: int) -> Display:
    """`text` without what terminals draw in different ways."""
    builder = _Builder(tab, ambiguous)
    at = 0
    for knot in knots(text):
        builder.plain(text[at : knot.start()], at)
        at = knot.start()
        for cluster in clusters(knot[0]):
            builder.cluster(cluster, at)
            at += len(cluster)
    builder.plain(text[at:], at)
    builder.source.append(len(text))
    drawn = "".join(builder.parts)
    if drawn == text:
        return Display(text, text, groups=tuple(builder.groups))
    return Display(drawn, drawn, builder.source, groups=tuple(builder.groups))
