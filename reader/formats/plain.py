"""Plain text: paragraphs, rules, and what is drawn with characters.

A blank line ends a paragraph, and U+3000 at the head of a line always starts one (JLREQ 3.5.1).
What the other line ends mean inside a run of lines without a blank one, `line_ends` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.config.settings import Breaks
from reader.document import Block, Kind
from reader.formats.draft import Segment
from reader.formats.drawings import as_drawn, drawings, is_drawn
from reader.formats.line_ends import Break, LineHabit, RunHabit
from reader.formats.links import linked
from reader.formats.notation import notated, written
from reader.formats.parsed import Parsed, join_lines
from reader.formats.separators import is_rule, rule
from reader.patterns import pattern
from reader.records import dataclass, replace

_STRIPPED = " \t"
_TRAILING = " \t\u3000"
LEARNED = 1 << 16
"""Characters from which the habit of a file is learned."""
_HEADERS = pattern(r"(?:From|To|Cc|Date|Reply-To|Message-ID|差出人|送信者|宛先|日付|送信日時)[:：]")
_SUBJECT = pattern(r"(?:Subject|件名)[:：][ \t\u3000]*(?P<subject>\S.*)")
_MOST_HEADERS = 30


def parse(body: str, first_line: int, breaks: Breaks = "auto") -> Parsed:
    """The paragraphs and rules of a text whose first line is line `first_line` of its file."""
    runs, _ = runs_of(body.split("\n"), first_line)
    return Parsed(read(body, list(blocks_of(runs, habit_of(body, breaks)))), subject(body))


def habit_of(body: str, breaks: Breaks = "auto") -> LineHabit:
    """How a text uses its line ends, learned from its head: a long one is all of one kind."""
    runs, blank = runs_of(body[:LEARNED].split("\n"), 1)
    return LineHabit.of((run.stripped for run in runs), blank, breaks)


def subject(body: str) -> str:
    """The subject of a mail that begins with its headers; "" of other texts."""
    found, others = "", 0
    for line in body[:LEARNED].lstrip("\n").split("\n", _MOST_HEADERS)[:_MOST_HEADERS]:
        if not line.strip():
            break
        if match := _SUBJECT.match(line):
            found = match["subject"].strip()
        others += _HEADERS.match(line) is not None
    return found if others else ""


def read(body: str, blocks: list[Block]) -> list[Block]:
    """The blocks of a body with their notations and addresses read."""
    if written(body):
        return [found for block in blocks if (found := _read(block))]
    return blocks


def _read(block: Block) -> Block | None:
    """The block with its notations and addresses read; None where it was all notation."""
    if block.kind is Kind.CODE or not written(block.text):
        return block
    before = Segment(block.text, [], list(block.lines))
    segment = linked(notated(before))
    if segment is before:
        return block
    if not segment.text.strip():
        return None
    return replace(block, text=segment.text, marks=tuple(segment.marks), lines=tuple(segment.lines))


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run of lines in the middle of which a text was cut, before the first line of a block."""

    habit: RunHabit
    tight: bool
    """As `Block.tight` of that block."""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that no blank line parts."""

    number: int
    """Of the first line, 1-based."""
    lines: list[str]
    """With the white space before them."""
    rule: bool = False
    """Whether it is one line that only parts others."""

    @property
    def stripped(self) -> list[str]:
        """The lines without the white space around them, tabs as spaces."""
        return [line.lstrip(_STRIPPED).replace("\t", " ") for line in self.lines]


def runs_of(lines: Sequence[str], first: int) -> tuple[list[Run], bool]:
    """Runs of lines, and whether blank lines part any two of them.

    A rule is a run of its own, and parts as little as it says: it is no blank line. Under a line
    that is drawn it belongs to what is drawn.
    """
    runs: list[Run] = []
    blank = False
    gap = False
    open_run: list[str] | None = None
    for number, line in enumerate(lines, first):
        raw = line.rstrip(_TRAILING)
        text = raw.lstrip(_STRIPPED)
        if not text:
            open_run = None
            gap = True
        elif is_rule(text) and not (open_run and is_drawn(open_run[-1])):
            runs.append(Run(number, [text], rule=True))
            open_run = None
        else:
            blank = blank or (gap and bool(runs))
            gap = False
            if open_run is None:
                open_run = []
                runs.append(Run(number, open_run))
            open_run.append(raw)
    return runs, blank


def blocks_of(
    runs: Sequence[Run], habit: LineHabit, open_run: OpenRun | None = None
) -> Iterator[Block]:
    """The paragraphs, rules and drawings of runs as they stand, notations and all.

    `open_run`: what the first of them goes on with. No more of what comes before a block has a
    part in it, so a text can be cut there.
    """
    for run in runs:
        if run.rule:
            yield rule(run.lines[0], run.number)
        elif len(run.lines) == 1 and open_run is None:
            yield join_lines(run.stripped, run.number)
        else:
            yield from _of_run(run, habit, open_run)
        open_run = None


def _sets_in(line: str, following: str) -> bool:
    """Whether a line is indented by spaces as the first one of a paragraph is."""
    return following[0] == " " != line[0] and line[-1] in "。．.！？!?」』）"


def _of_run(run: Run, habit: LineHabit, open_run: OpenRun | None) -> Iterator[Block]:
    texts = run.stripped
    own = open_run.habit if open_run else habit.of_run(texts)
    drawn = drawings(run.lines) if habit.breaks == "auto" else []
    edges = [0, *(edge for lines in drawn for edge in lines), len(run.lines)]
    tight = open_run is not None and open_run.tight
    for number, (start, stop) in enumerate(pairwise(edges)):
        if number % 2:
            shown = as_drawn(run.lines[start:stop], run.number + start)
            places, end_line = tuple(shown.lines), run.number + stop - 1
            yield Block(Kind.CODE, shown.text, lines=places, end_line=end_line)
            tight = False
            continue
        for at in range(start + 1, stop + 1):
            end = Break.LINE if at == stop else own.between(texts[at - 1], texts[at])
            if end is Break.NONE and _sets_in(run.lines[at - 1], run.lines[at]):
                end = Break.PARAGRAPH
            if end is not Break.NONE:
                yield join_lines(texts[start:at], run.number + start, tight=tight)
                start, tight = at, end is Break.LINE
