"""A text as it is drawn: its characters, and the way back from each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reader.records import dataclass

LONE = "\u25cc"
"""The base given to a lone mark."""


class Overlay(NamedTuple):
    """Something small that stands over a range of a text."""

    start: int
    end: int
    """Offsets into the text, end excluded; the range includes space set around a base."""
    reading: str
    lead: int = 0
    """Cells from where the range begins to where the reading does; negative: it hangs over."""


class Style(NamedTuple):
    """How a range of a drawn text looks."""

    start: int
    end: int
    """Offsets into the drawn text, end excluded."""
    kind: str
    """A `MarkKind`. RUBY is a reading that is set inline, with its brackets."""
    value: str = ""
    """The mark's value: the address of a link, a reading ..."""


@dataclass(frozen=True, slots=True)
class Display:
    """A text as it is drawn, before it is broken into rows."""

    text: str
    """What is drawn."""
    breaking: str
    """`text` for the rules of line breaking, of the same length: space that was set around a
    base stands as the base's own characters. Often the same object as `text`."""
    source: Sequence[int] | None = None
    """For each character of `text` and for its end, an offset into the text given: that of the
    character it shows or, where it is inserted, of the one before. Never falls. None: the same."""
    inserted: tuple[tuple[int, int], ...] = ()
    """Ranges of `text` that show nothing of the text given (readings, the space around a base).
    Sorted; they do not overlap."""
    groups: tuple[tuple[int, int], ...] = ()
    """Ranges of `text` in which no line may end: clusters, a base with its reading. Sorted; they
    do not overlap."""
    styles: tuple[Style, ...] = ()
    """From the marks, in offsets into `text`, sorted by start."""
    overlay: tuple[Overlay, ...] = ()
    """What stands on the row above, in offsets into `text`, sorted; with ruby `above` only."""

    def offset(self, index: int) -> int:
        """The offset into the text given of the character at `index` of the drawn text."""
        return index if self.source is None else self.source[index]

    def written(self, text: str, start: int, end: int) -> str:
        """What `text`, the text given, has where a range of the drawn text shows it: with the
        variation selectors and joiners that are not drawn."""
        source = self.source
        if source is None:
            return self.text[start:end]
        parts: list[str] = []
        ranges = (range(max(low, start), min(high, end)) for low, high in self.inserted)
        set_in = {at for places in ranges for at in places}
        at = start
        while at < end:
            after = at + 1
            if at in set_in:
                parts.append(self.text[at])
                at = after
                continue
            while after < len(source) and (source[after] == source[at] and after not in set_in):
                after += 1
            behind = after
            while behind + 1 < len(source) and source[behind] == source[at]:
                behind += 1
            drawn, given = self.text[at:after], text[source[at] : source[behind]]
            # Neither a tab that is drawn as spaces nor the end of a cell or of its row.
            cluster = given[:1] + given[1:].partition("\n")[0].partition("\t")[0]
            parts.append(drawn if given[:1] == "\t" or drawn[0] == LONE else cluster)
            at = after
        return "".join(parts)

    def index(self, offset: int) -> int:
        """The first index of the drawn text that shows the character at `offset`.

        A character that is not drawn gives the cluster that it is in.
        """
        if self.source is None:
            return offset
        at = bisect_right(self.source, offset) - 1
        return bisect_left(self.source, self.source[at]) if at > 0 else 0
