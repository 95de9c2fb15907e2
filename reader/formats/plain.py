"""Plain text: where its paragraphs end, and which of its line ends mean nothing.

A blank line ends a paragraph. Inside a run of lines without one, files differ: lines may be
wrapped at one width, or each may be a paragraph of its own. What the run's line ends look like
decides (`LineHabit`), and U+3000 at the head of a line always starts a paragraph (JLREQ 3.5.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.document import Block
from reader.formats.draft import Segment
from reader.formats.links import linked
from reader.formats.notation import notated, written
from reader.formats.parsed import Parsed, join_lines
from reader.formats.separators import is_rule, rule
from reader.patterns import pattern
from reader.records import dataclass, replace

_OPENING = "「『（【〈《〔［｛“"
_STOP = pattern(r"[。．！？!?」』）】》〉〕］…‥”♪][ \t\u3000]*$|[.)]$")
"""How a line ends that may end its paragraph."""
_BULLET = pattern(
    r"[・●○■□◆◇▼▽▲△★☆※＊•◎◯→⇒✓✔]|[-*+–][ \t\u3000]"
    r"|[0-9０-９]{1,3}[.．)）、:：][ \t\u3000]?\S|[(（][0-9０-９]{1,3}[)）]"
    r"|[①-⑳㈠-㈩Ⅰ-Ⅻ]|[A-Za-z][.)][ ]"
)
"""How an entry of a list or a title line begins."""
_CONTINUES = pattern(r"[、，,はがをにへとでもやのてしりくれきがばず]$|[A-Za-z0-9,;]$")
"""How a line ends that can hardly be a paragraph's end."""

_STRIPPED = " \t"
_TRAILING = " \t\u3000"
LEARNED = 1 << 16
"""Characters from which the habit of a file is learned."""
_SAMPLE = 4000
"""Lines that are enough to learn how a file breaks its lines."""


def parse(body: str, first_line: int) -> Parsed:
    """The paragraphs and rules of a text whose first line is line `first_line` of its file."""
    lines = body.replace("\t", " ").split("\n")
    return Parsed(read(body, paragraphs(lines, first_line, habit_of(body))))


def habit_of(body: str) -> LineHabit:
    """How a text uses its line ends, learned from its head: a long one is all of one kind."""
    return LineHabit.of(*_runs(body[:LEARNED].replace("\t", " ").split("\n"), 1))


def paragraphs(lines: Sequence[str], first_line: int, habit: LineHabit) -> list[Block]:
    """The paragraphs and rules of some lines as they stand, notations and all.

    What comes before the first line of a block has no part in it, so a text can be cut there.
    """
    return list(_blocks(_runs(lines, first_line)[0], habit))


def read(body: str, blocks: list[Block]) -> list[Block]:
    """The blocks of a body with their notations and addresses read."""
    if written(body):
        return [found for block in blocks if (found := _read(block))]
    return blocks


def _read(block: Block) -> Block | None:
    """The block with its notations and addresses read; None where it was all notation."""
    if not written(block.text):
        return block
    before = Segment(block.text, [], list(block.lines))
    segment = linked(notated(before))
    if segment is before:
        return block
    if not segment.text.strip():
        return None
    return replace(block, text=segment.text, marks=tuple(segment.marks), lines=tuple(segment.lines))


def _runs(lines: Sequence[str], first: int) -> tuple[list[tuple[int, list[str]]], bool]:
    """Runs of lines as (line number, lines), and whether blank lines part any two of them.

    A rule is a run of its own, and parts as little as it says: it is no blank line.
    """
    runs: list[tuple[int, list[str]]] = []
    blank = False
    gap = False
    open_run: list[str] | None = None
    for number, line in enumerate(lines, first):
        text = line.strip(_STRIPPED).rstrip(_TRAILING)
        if not text:
            open_run = None
            gap = True
        elif is_rule(text):
            runs.append((number, [text]))
            open_run = None
        else:
            blank = blank or (gap and bool(runs))
            gap = False
            if open_run is None:
                open_run = []
                runs.append((number, open_run))
            open_run.append(text)
    return runs, blank


def _blocks(runs: Sequence[tuple[int, list[str]]], habit: LineHabit) -> Iterator[Block]:
    for number, lines in runs:
        if len(lines) == 1:
            if is_rule(lines[0]):
                yield rule(lines[0], number)
            else:
                yield join_lines(lines, number)
            continue
        start = 0
        for index in range(1, len(lines) + 1):
            if index == len(lines) or habit.parts(lines[index - 1], lines[index]):
                yield join_lines(lines[start:index], number + start)
                start = index


def _width(line: str) -> int:
    """The width of a line as those who wrapped it counted: bytes of CP932, that is, cells."""
    return len(line.encode("cp932", "replace"))


@dataclass(frozen=True, slots=True)
class LineHabit:
    """How a file uses the line ends inside its runs of lines."""

    blank: bool
    """Blank lines part its paragraphs."""
    width: int = 0
    """The width at which its lines are wrapped; 0 where they are not."""
    each: bool = False
    """Every line is a paragraph, though there are blank lines too."""

    @classmethod
    def of(cls, runs: Sequence[tuple[int, list[str]]], blank: bool) -> LineHabit:
        """Learned from the lines that another one follows."""
        followed: list[str] = []
        for _, lines in runs:
            followed += lines[:-1]
            if len(followed) > _SAMPLE:
                break
        if not followed:
            return cls(blank)
        broken = sorted(_width(line) for line in followed if not _STOP.search(line))
        if len(broken) > 1 or (broken and not blank):
            width = broken[-1 - len(broken) // 20]
            full = sum(at >= width - max(4, width // 6) for at in broken)
            if width >= 20 and full >= 0.7 * len(broken) and len(broken) * 4 > len(followed):
                return cls(blank, width=width)
        each = len(followed) >= 6 and len(broken) <= 0.2 * len(followed)
        return cls(blank, each=each)

    def parts(self, line: str, following: str) -> bool:
        """Whether a paragraph ends between two lines that no blank line parts."""
        if following[0] == "\u3000" or _BULLET.match(following):
            return True
        stopped = _STOP.search(line) is not None
        if self.width:
            width = _width(line)
            if following[0] in _OPENING and stopped:
                return True
            return width < (self.width - max(4, self.width // 10) if stopped else 0.6 * self.width)
        if following[0] in _OPENING and (stopped or not self.blank):
            return True
        if stopped:
            return not self.blank or self.each
        return not self.blank and not _CONTINUES.search(line)
