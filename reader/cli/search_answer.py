"""`--search`: in one post or in several, with grep's exit status."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cli.opened_post import OpenedPost
from reader.cli.printed import (
    Asked,
    colored,
    complain,
    open_post,
    write,
)
from reader.cli.side_by_side import LEAST, side_by_side
from reader.cli.statuses import DONE, MISTAKE, NOTHING_FOUND
from reader.errors import ReaderError
from reader.escaping import json_text
from reader.output import matches as output
from reader.records import replace
from reader.search import Finder, Match, Query, parse
from reader.search.folds import GROUPS
from reader.wording import say_error


def search(asked: Asked) -> int:
    """Print every match in every post; 0 if there is one, 1 if none, 2 if a post was unreadable.

    A post that cannot be read does not keep the others from being searched, as in grep.
    """
    run = _Run(asked)
    if asked[0].json:
        write(run.as_json())
    else:
        write(run.as_lines(), painted=colored(asked[0]))
    if run.failed:
        return MISTAKE
    return DONE if run.found else NOTHING_FOUND


def lines_of(asked: Asked, source: str) -> list[str] | None:
    """A line for each match of one post of a call; None where the post cannot be read."""
    return _Run(asked).lines_of(source)


class _Run:
    """One search, post by post."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        call = asked[0]
        mode = "regex" if call.regex else "exact" if call.exact else "literal"
        self.query: Query = parse(call.subject, mode)  # type: ignore[arg-type]
        self.several = len(call.posts) > 1
        self.found = False
        self.failed = False

    def as_json(self) -> Iterator[str]:
        """The answer as one JSON document, in pieces."""
        yield f'{{"query": {json_text(self.asked[0].subject)}, "matches": ['
        before = ""
        for value in self.as_lines():
            if before:
                yield f"{before},"
            before = value
        if before:
            yield before
        yield "]}"

    def as_lines(self) -> Iterator[str]:
        """One line a match."""
        call, settings, lang = self.asked
        # Whether standard output is a terminal is known here alone.
        call = replace(call, color="always" if colored(call) else "never")
        least = len(call.posts) if "-" in call.posts else LEAST  # standard input is this process's
        for lines in side_by_side(lines_of, (call, settings, lang), call.posts, least):
            if lines is None:
                self.failed = True
            else:
                self.found = self.found or bool(lines)
                yield from lines

    def lines_of(self, source: str) -> list[str] | None:
        """A line for each match of one post; None where it cannot be read."""
        try:
            opened = open_post(self.asked, source)
        except ReaderError as error:
            if not self.several:
                raise
            complain(say_error(error, self.asked[2]), self.asked[2])
            return None
        shown = self._shown(opened)
        # The outline, which names the section, is only looked for where something was found.
        return [*self._told(opened, shown)] if shown else []

    def _shown(self, opened: OpenedPost) -> list[Match]:
        """The matches that stand in what is shown."""
        settings = self.asked[1]
        groups = (name for name in GROUPS if name not in settings.told_apart)
        found = Finder(opened.document, groups=groups).find(self.query, romaji=settings.romaji)
        if found.problem:
            raise ReaderError(found.problem, **found.values)
        shown = list(found.spans)
        if shown and settings.repeats == "fold":
            shown = output.shown_only(shown, opened.reading_order)
        return shown

    def _told(self, opened: OpenedPost, shown: list[Match]) -> Iterator[str]:
        call = self.asked[0]
        source = opened.document.source if self.several else ""
        hits = output.hits(opened.document, opened.outline, shown)
        if call.json:
            return (json_text(output.as_value(hit, source)) for hit in hits)
        return output.lines(hits, opened.outline, source=source, color=colored(call))
