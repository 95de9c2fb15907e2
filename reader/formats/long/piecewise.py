"""Plain text parsed as it comes, piece by piece: the blocks are those of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.document import Block, Kind
from reader.formats import plain
from reader.formats.drawings import is_indented
from reader.formats.input.harmless import harmless
from reader.formats.input.source import one_line_end
from reader.formats.line_ends import RUN_SAMPLE, LineHabit
from reader.formats.long.slabs import GIANT, Slab

SLAB = 1 << 10
"""Blocks that are kept together at most."""


class NotInPieces(Exception):
    """The rest of the file is not what its head promised."""


class Parser:
    """Parses plain text in pieces that end with a line.

    The last blocks of a piece may go on in the next one: they are parsed again with it.
    """

    def __init__(self, habit: LineHabit, first_line: int) -> None:
        self.habit = habit
        self._line = first_line
        self._kept = ""
        self._run: plain.OpenRun | None = None
        """The run that `_kept` begins in the middle of."""

    def parse(self, text: str, *, last: bool) -> list[Block]:
        """The blocks that are certain; `last` where nothing follows."""
        if not last and len(text) < len(self._kept):
            # A paragraph of very many lines is not to be gone through for each of them.
            self._kept += text
            return []
        text = self._kept + text
        lines = text.split("\n")
        if not last:
            lines.pop()
        runs, _ = plain.runs_of(lines, self._line)
        found = list(plain.blocks_of(runs, self.habit, self._run))
        if not last and lines:
            begins = self._cut(runs, found) - self._line if runs else len(lines)
            self._kept = "".join(line + "\n" for line in lines[begins:])
            self._line += begins
        return plain.read(text, found)

    def _cut(self, runs: list[plain.Run], found: list[Block]) -> int:
        """Takes away the last blocks, which what follows may change; the line they begin at."""
        run = runs[-1]
        before = self._run if len(runs) == 1 else None
        if not run.rule and (before or len(run.lines) >= RUN_SAMPLE):
            while (block := found.pop()).line > run.number:
                first = run.lines[block.line - run.number]
                if block.kind is Kind.CODE is found[-1].kind or not (
                    block.kind is Kind.CODE or is_indented(first)
                ):
                    habit = before.habit if before else self.habit.of_run(run.stripped)
                    self._run = plain.OpenRun(habit, block.tight)
                    return block.line
        else:
            while found and found[-1].line >= run.number:
                found.pop()
        self._run = before
        return run.number


def slabs(blocks: Sequence[Block]) -> Iterator[Slab]:
    """The blocks in slabs of a size that takes no time to make; a giant has one of its own, of
    which its text need not be cut out again."""
    begun = 0
    for at, block in enumerate(blocks, 1):
        giant = len(block.text) > GIANT
        if giant and at - 1 > begun:
            yield Slab(blocks[begun : at - 1])
            begun = at - 1
        if giant or at - begun == SLAB or at == len(blocks):
            yield Slab(blocks[begun:at])
            begun = at


def decoded(data: bytes) -> tuple[str, int]:
    """The harmless text of some lines, and what was cut out. Raises NotInPieces."""
    if b"\x1b$" in data:
        raise NotInPieces
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise NotInPieces from None
    return harmless(one_line_end(text))
