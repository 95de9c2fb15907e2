"""Which line ends of a text mean something: one notion for plain text and for Markdown.

Lines are joined only where they were wrapped, that is where they reach the measure of their file
(`LineHabit`) or of their run of lines (`RunHabit`). All others were meant to stand: verse, labels,
lists, dialogue, articles of a law. A line that was wrapped stops anywhere in a phrase; lines that
stand stop where a phrase ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import pairwise

from reader.config.settings import Breaks
from reader.patterns import pattern
from reader.phrases import phrases, torn
from reader.records import dataclass


class Break(IntEnum):
    """What a line end is."""

    NONE = 0
    """The line was wrapped: the next one goes on with it."""
    LINE = 1
    """The next line stands under it, without a blank row."""
    PARAGRAPH = 2


_STOPS = frozenset("。．！？!?」』）】》〉〕］…‥”♪.)")
"""How a line ends that may end its paragraph."""
_CONTINUING = frozenset("、，,;はがをにへとでもやのてしりくれきばず")
"""How a line ends that can hardly be a paragraph's end; so do Latin letters and figures."""
_NEVER_FIRST = frozenset("、。，．」』っゃゅょぁぃぅぇぉッャュョァィゥェォ々")
"""How no line begins but one that was cut without regard to JLREQ 3.1.7."""
_SPOKEN = pattern(r"[「『“].*[」』”]|―.*")
"""A line that is all speech."""
_OPENING = "「『（【〈《〔［｛“―"
_SIGN = pattern(
    r"""
      \u3000
    | [・●○■□◆◇▼▽▲△★☆※＊•◎◯→⇒✓✔►▶❶-❿] | [-*+–][ \t\u3000]
    | [①-⑳㉑-㉟㈠-㈩㊀-㊉⑴-⒛Ⅰ-Ⅻⅰ-ⅻ]
    | [(（][0-9０-９]{1,3}[)）] | [(（][一二三四五六七八九十ア-ンa-z]{1,2}[)）]
    | [0-9０-９]{1,3}(?:[.．)）](?![0-9０-９])|[、:：][ \t\u3000]?(?=[^\s0-9０-９]))
    | [0-9０-９一二三四五六七八九十]{1,3}\u3000 | [ア-ンA-Za-zＡ-Ｚａ-ｚ](?:\u3000|[.)][ ])
    | 第[0-9０-９〇一二三四五六七八九十百千]{1,6}[条章節款編部](?:の[二三四五六七八九十])?
        (?:[\u3000 （(]|$)
    | > | \[[0-9]{1,3}\] | [QＱAＡ][.．][ \u3000]?\S
    """,
    re.VERBOSE,
)
_SIGNS = (
    frozenset(
        "\u3000・●○■□◆◇▼▽▲△★☆※＊•◎◯→⇒✓✔►▶❶❷❸❹❺❻❼❽❾❿-*+–(（>[第一二三四五六七八九十"
        "０１２３４５６７８９"
    )
    .union(map(chr, [*range(0x30, 0x7B), *range(0x2160, 0x2180), *range(0x2460, 0x24A0)]))
    .union(map(chr, [*range(0x3220, 0x3290), *range(0x3250, 0x3260), *range(0x30A1, 0x30F4)]))
    .union(map(chr, [*range(0xFF21, 0xFF5B)]))
)
"""What an entry of a list, an article, a quote or a paragraph begins with: most lines are told by
their first character alone."""
_LABEL = pattern(
    r"(?![0-9０-９])[^\s、。，．：:「」『』（）()][^、。，．：:「」『』（）()]{0,9}[:：](?!//)"
    r"|[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})*[ ][^\s0-9０-９a-z][^。、]{0,40}$"
)
"""What a labelled line begins with (`日時：`, `Subject: `), and numbered titles (`2 方法`): not so
sure signs, for a wrapped line may begin so too."""
_FIRST_WORD = pattern(r"[!-~]+")

_SAMPLE = 4000
"""Lines that are enough to learn how a file breaks its lines."""
RUN_SAMPLE = 64
"""Lines of a run that are enough to learn how it does: what is known of a run is bounded."""
_ASKED = 64
"""Line ends that are asked whether they tear a phrase."""
_NARROW = 20
"""Cells of the narrowest measure that text is wrapped at."""
_RUN_NARROW = 30
"""Cells of the narrowest measure that one run of lines tells."""
_BROAD = 60
"""Cells from which lines of one width are no verse."""
_LONGEST_PHRASE = 18
"""Characters of a phrase that a line may begin with."""
_LONG = 40
"""Cells of a lone line that may have been wrapped."""


def width(line: str) -> int:
    """The width of a line as those who wrapped it counted: bytes of CP932, that is, cells."""
    return len(line.encode("cp932", "replace"))


def _slack(measure: int) -> int:
    """Cells that a wrapped line may be short of its measure: what could not stand at its end."""
    return max(4, measure // 6)


def _stops(line: str) -> bool:
    return line.rstrip("\u3000")[-1:] in _STOPS


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence goes on over a line end, by its words."""
    last = line[-1]
    return last in _CONTINUING or (last.isascii() and last.isalnum()) or torn(line, following)


def is_entry(line: str) -> bool:
    """Whether a line begins with a sign of what begins there."""
    return line[0] in _SIGNS and _SIGN.match(line) is not None


def _word(line: str) -> int:
    """Cells, one for the space included, of the Latin word that a line begins with."""
    word = _FIRST_WORD.match(line)
    return min(20, word.end() + 1) if word else 0


def _reaches(at: int, following: str, measure: int) -> bool:
    """Whether a line of `at` cells is as long as it can be: the word or phrase that the next one
    begins with would not have stood on it."""
    if at + _word(following) >= measure - _slack(measure):
        return True
    if at + 2 * _LONGEST_PHRASE <= measure:
        return False
    head = following[:_LONGEST_PHRASE]
    ends = phrases().ends
    phrase = next((at for at in range(1, len(head)) if ends(head, at)), len(head))
    return at + width(head[:phrase]) > measure


def _measure(pairs: Sequence[tuple[str, str]], least: int, share: float) -> int:
    """The width at which lines are wrapped that others follow; 0 where they are not.

    `pairs`: lines and the ones that follow; `least`: the narrowest measure; `share`: how many of
    the line ends inside sentences tear a phrase there, at least.
    """
    broken = [(width(line), line, following) for line, following in pairs]
    broken = [entry for entry in broken if not _stops(entry[1])]
    if not broken or len(broken) * 4 <= len(pairs):
        return 0
    measure = sorted(at for at, _, _ in broken)[-1 - len(broken) // 20]
    # Verse and labels stand in wrapped texts too: of short lines nothing is learned.
    broken = [entry for entry in broken if entry[0] >= 0.6 * measure]
    full = [entry for entry in broken if _reaches(entry[0], entry[2], measure)]
    if measure < least or len(full) < max(0.7 * len(broken), 3 if measure < _LONG else 0):
        return 0
    if sum(width(line) > measure + 4 for line, _ in pairs) > 0.1 * len(pairs):
        return 0
    if measure >= _BROAD and len(full) > 1 and all(at > measure - 4 for at, _, _ in broken):
        return measure
    asked = full[:: 1 + len(full) // _ASKED]
    if sum(_goes_on(line, after) for _, line, after in asked) < share * len(asked):
        return 0
    return measure


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines of a run that might go on in the next one, with that."""
    for line, following in pairwise(lines):
        if not is_entry(following):
            yield line, following


@dataclass(frozen=True, slots=True)
class RunHabit:
    """How a run of lines uses its line ends: the habit of its file, and what it shows itself."""

    file: LineHabit
    measure: int
    dialogue: bool
    """Somebody speaks in it: each of its lines is a paragraph of a story."""

    def between(self, line: str, following: str) -> Break:
        """What the line end between two lines without white space around them is."""
        stopped = _stops(line)
        if not self._stands(line, following, stopped):
            return Break.NONE
        if "\u3000" in (line[0], following[0]) or self.dialogue or (self.file.each and stopped):
            return Break.PARAGRAPH
        listed = not stopped or is_entry(following) or _labelled(following)
        return Break.LINE if self.file.blank or listed else Break.PARAGRAPH

    def _stands(self, line: str, following: str, stopped: bool) -> bool:
        breaks = self.file.breaks
        if breaks == "keep" or is_entry(following) or (line[0] == ">" != following[0]):
            return True
        if following[0] in _NEVER_FIRST:
            return False
        at = width(line)
        full = self.file.blank and 0 < self.measure - 2 <= at <= self.measure + 2
        if following[0] in _OPENING and stopped and not full:
            return True
        if breaks == "join":
            return False
        if not self.measure:
            after = width(following)
            near = at >= _LONG and after <= at + max(4, at // 10)
            return stopped or not near or not _goes_on(line, following) or _labelled(following)
        if stopped:
            near = at >= self.measure - max(4, self.measure // 10) or (
                self.file.blank and _reaches(at, following, self.measure)
            )
            return not near or _labelled(following)
        if _reaches(at, following, self.measure):
            return _labelled(following) and not _goes_on(line, following)
        return at < 0.6 * self.measure or not _goes_on(line, following)


def _labelled(line: str) -> bool:
    return _LABEL.match(line) is not None


@dataclass(frozen=True, slots=True)
class LineHabit:
    """How a file uses the line ends inside its runs of lines."""

    breaks: Breaks = "auto"
    """auto: as the lines look; keep: every line stands; join: only blank lines, U+3000 and signs
    of lists part."""
    blank: bool = True
    """Blank lines part its paragraphs."""
    measure: int = 0
    """The width in cells at which its lines are wrapped; 0 where they are not."""
    each: bool = False
    """Every line is a paragraph, though there are blank lines too."""

    @classmethod
    def of(cls, runs: Iterable[Sequence[str]], blank: bool, breaks: Breaks = "auto") -> LineHabit:
        """Learned from runs of lines that no blank line parts."""
        if breaks != "auto":
            return cls(breaks, blank)
        followed: list[tuple[str, str]] = []
        for lines in runs:
            if len(lines) > 1:
                followed += _pairs(lines[:_SAMPLE])
            if len(followed) > _SAMPLE:
                break
        if measure := _measure(followed, _NARROW, 0.3) if len(followed) > 1 else 0:
            return cls(breaks, blank, measure)
        stopped = sum(_stops(line) for line, _ in followed)
        return cls(breaks, blank, each=len(followed) >= 6 and stopped >= 0.8 * len(followed))

    def of_run(self, lines: Sequence[str]) -> RunHabit:
        """How a run of this file does, of which these are the first lines."""
        head = lines[:RUN_SAMPLE]
        measure = self.measure
        # No character is more than two cells wide.
        if self.breaks == "auto" and len(head) > 3 and 2 * max(map(len, head)) >= _RUN_NARROW:
            measure = _measure(list(_pairs(head)), _RUN_NARROW, 0.5) or measure
        return RunHabit(self, measure, any(_SPOKEN.fullmatch(line) for line in head))
