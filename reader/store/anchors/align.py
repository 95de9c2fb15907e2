"""Which characters of an old text are which characters of a new one.

In four steps, each on what the one before left over:

1. equal sentences in the same order (weighted longest common subsequence);
2. the same with punctuation, width and white space left out;
3. characters, inside each gap that has text on both sides; what is only there by chance, because
   Japanese has few very common characters, is thrown out again sentence by sentence;
4. text that was moved: paragraphs, then sentences, that are new are compared with those that
   are gone, by their pairs of neighbouring characters.

No character of the new text is the image of two: a second copy of a paragraph is new text, and
what stood on a copy that is gone is not found on another copy that was there before.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

from reader.document import Span
from reader.store.anchors.chance import UNIT, without_chance
from reader.store.anchors.lcs import CommonRun, common_prefix, match_characters, match_units
from reader.store.anchors.moves import find_moves
from reader.store.anchors.slides import covers, slides

_NOT_SAID = re.compile(r"[\W_]+")


class Alignment:
    """An alignment of two texts."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self.runs = align(old, new)
        """What stayed in order, ascending in both texts."""
        self._ordered = [run.old for run in self.runs]
        self._fresh = self.fresh()
        moved = find_moves(old, new, self._gone(), self._fresh)
        self._all = sorted([*self.runs, *moved])
        self._starts = [run.old for run in self._all]

    def kept(self, start: int, end: int) -> list[CommonRun]:
        """What became of a range of the old text: runs cut to it, ascending in the old text.

        Moved text counts; a range that partly stayed and partly moved has both.
        """
        index = max(0, bisect_right(self._starts, start) - 1)
        found: list[CommonRun] = []
        for run in self._all[index:]:
            if run.old >= end:
                break
            low, high = max(run.old, start), min(run.old + run.size, end)
            if low < high:
                found.append(CommonRun(low, run.new + low - run.old, high - low))
        return found

    def stayed(self, start: int, end: int) -> bool:
        """Whether a range is part of one run that kept its order."""
        index = bisect_right(self._ordered, start) - 1
        return index >= 0 and self.runs[index].old + self.runs[index].size >= end

    def stands_anew(self, start: int, end: int) -> bool:
        """Whether new text repeats a range of the old one to the letter."""
        return self.old[start:end] in self._fresh_text

    def repeated(self, start: int, end: int) -> bool:
        """Whether the old text has what stands in a range more than once."""
        quote = self.old[start:end]
        return self.old.find(quote) < start or self.old.find(quote, start + 1) >= 0

    def doubtful(self, start: int, end: int, image: int) -> bool:
        """Whether a range that stayed, and stands at `image` now, might as well be its copy: a
        passage beside it that is gone or new could have been this one."""
        here = image + end - start
        return covers(self._gone_slides, start, end) or covers(self._fresh_slides, image, here)

    def near(self, offset: int) -> int:
        """About where an offset of the old text is: at the end of what is kept before it."""
        index = bisect_right(self._ordered, offset) - 1
        if index < 0:
            return 0
        run = self.runs[index]
        return run.new + min(offset - run.old, run.size)

    def fresh(self) -> list[Span]:
        """Ranges of the new text that are not the image, in order, of old text."""
        return _between([Span(run.new, run.new + run.size) for run in self.runs], len(self.new))

    @cached_property
    def _fresh_text(self) -> str:
        """All new text; what stands in no text parts the pieces."""
        return "\0".join(self.new[low:high] for low, high in self._fresh)

    @cached_property
    def _gone_slides(self) -> list[Span]:
        return slides(self.old, self._gone())

    @cached_property
    def _fresh_slides(self) -> list[Span]:
        return slides(self.new, self._fresh)

    def _gone(self) -> list[Span]:
        return _between([Span(run.old, run.old + run.size) for run in self.runs], len(self.old))


def align(old: str, new: str) -> list[CommonRun]:
    """The runs that two texts have in common, in order."""
    head = _whole_units(old, common_prefix(old, new))
    tail = min(
        common_prefix(
            old[: head - 1 if head else None : -1], new[: head - 1 if head else None : -1]
        ),
        min(len(old), len(new)) - head,
    )
    tail -= _cut_unit(old, len(old) - tail)
    middle = _shifted(
        _by_units(old[head : len(old) - tail], new[head : len(new) - tail]), head, head
    )
    ends = [CommonRun(0, 0, head), *middle, CommonRun(len(old) - tail, len(new) - tail, tail)]
    return _joined(ends)


def _by_units(old: str, new: str) -> list[CommonRun]:
    """Steps 1 to 3."""
    return _split(old, new, str, lambda a, b: _split(a, b, _said, _by_characters))


def _split(
    old: str,
    new: str,
    key: Callable[[str], str],
    inside: Callable[[str, str], list[CommonRun]],
) -> list[CommonRun]:
    """Align sentences of equal key; `inside` aligns the gaps, and sentences that differ."""
    if not old or not new:
        return []
    olds, news = UNIT.findall(old), UNIT.findall(new)
    keys = [key(unit) for unit in olds]
    pairs = match_units(keys, [key(unit) for unit in news], [len(unit) for unit in keys])
    starts_old, starts_new = _starts(olds), _starts(news)
    runs: list[CommonRun] = []
    i = j = 0
    for a, b in [*(pair for pair in pairs if keys[pair[0]]), (len(olds), len(news))]:
        x, y = starts_old[i], starts_new[j]
        gap = inside(old[x : starts_old[a]], new[y : starts_new[b]])
        runs.extend(_shifted(gap, x, y))
        if a < len(olds):
            x, y = starts_old[a], starts_new[b]
            if olds[a] == news[b]:
                runs.append(CommonRun(x, y, len(olds[a])))
            else:
                runs.extend(_shifted(_by_place(olds[a], news[b]), x, y))
        i, j = a + 1, b + 1
    return _joined(runs)


def _by_characters(old: str, new: str) -> list[CommonRun]:
    """Step 3: the characters of a gap."""
    if not old or not new:
        return []
    return without_chance(old, match_characters(old, new))


def _by_place(old: str, new: str) -> list[CommonRun]:
    """The characters of sentences that say the same: of the same length, where they stand."""
    if len(old) != len(new):
        return match_characters(old, new)
    apart = [at for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    ends = zip([-1, *apart], [*apart, len(old)], strict=True)
    return [CommonRun(low + 1, low + 1, high - low - 1) for low, high in ends if high - low > 1]


def _said(unit: str) -> str:
    """A sentence without what normalisation of punctuation changes."""
    return _NOT_SAID.sub("", unicodedata.normalize("NFKC", unit)).casefold()


def _whole_units(text: str, end: int) -> int:
    """The end of the last whole paragraph in the first `end` characters."""
    return end if end == len(text) else text.rfind("\n", 0, end) + 1


def _cut_unit(text: str, start: int) -> int:
    """How many characters from `start` on belong to a paragraph that began before it."""
    if start == 0 or text[start - 1] == "\n":
        return 0
    end = text.find("\n", start)
    return (len(text) if end < 0 else end + 1) - start


def _shifted(runs: list[CommonRun], old: int, new: int) -> list[CommonRun]:
    return [CommonRun(run.old + old, run.new + new, run.size) for run in runs]


def _joined(runs: list[CommonRun]) -> list[CommonRun]:
    found: list[CommonRun] = []
    for run in runs:
        if not run.size:
            continue
        if found:
            last = found[-1]
            if (last.old + last.size, last.new + last.size) == (run.old, run.new):
                found[-1] = last._replace(size=last.size + run.size)
                continue
        found.append(run)
    return found


def _between(spans: Sequence[Span], length: int) -> list[Span]:
    found: list[Span] = []
    at = 0
    for span in [*spans, Span(length, length)]:
        if span.start > at:
            found.append(Span(at, span.start))
        at = max(at, span.end)
    return found


def _starts(units: list[str]) -> list[int]:
    found = [0]
    for unit in units:
        found.append(found[-1] + len(unit))
    return found
