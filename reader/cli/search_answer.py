"""The answer of `--search`, in a single post or in several, with grep's exit statuses."""

from __future__ import annotations

from collections.abc import Iterator

from reader.cli.opened_post import OpenedPost, open_post
from reader.cli.printed import Invocation, colored, complain, write
from reader.cli.side_by_side import LEAST, side_by_side
from reader.cli.statuses import DONE, MISTAKE, NOTHING_FOUND
from reader.errors import ReaderError
from reader.escaping import json_text
from reader.output import matches as output
from reader.records import replace
from reader.search import Finder, Match, Query, parse
from reader.search.folds import GROUPS
from reader.wording import say_error


def search(invocation: Invocation) -> int:
    """Print every match in every post; return 0 if there are matches, 1 if there are none, and 2
    if a post could not be read. As in grep, the other posts are searched all the same."""
    run = _SearchAnswer(invocation)
    if invocation.call.json:
        write(run.as_json())
    else:
        write(run.as_lines(), painted=colored(invocation.call))
    if run.failed:
        return MISTAKE
    return DONE if run.found else NOTHING_FOUND


def lines_of(invocation: Invocation, source: str) -> list[str] | None:
    """The printed line of each match in a post; None if the post cannot be read. Runs in another
    process where there are many posts."""
    return _SearchAnswer(invocation).lines_of(source)


class _SearchAnswer:
    """A search that goes through the posts of a call."""

    def __init__(self, invocation: Invocation) -> None:
        self.invocation = invocation
        call = invocation.call
        mode = "regex" if call.regex else "exact" if call.exact else "literal"
        self.query: Query = parse(call.subject, mode)  # type: ignore[arg-type]
        self.several = len(call.posts) > 1
        self.found = False
        self.failed = False

    def as_json(self) -> Iterator[str]:
        """The pieces of the answer as a JSON document."""
        yield f'{{"query": {json_text(self.invocation.call.subject)}, "matches": ['
        before = ""
        for value in self.as_lines():
            if before:
                yield f"{before},"
            before = value
        if before:
            yield before
        yield "]}"

    def as_lines(self) -> Iterator[str]:
        """The lines of all posts, in the order of the call; sets `found` and `failed`."""
        call, settings, lang = self.invocation
        # Another process cannot see whether standard output is a terminal.
        call = replace(call, color="always" if colored(call) else "never")
        least = len(call.posts) if "-" in call.posts else LEAST  # standard input is this process's
        for lines in side_by_side(lines_of, Invocation(call, settings, lang), call.posts, least):
            if lines is None:
                self.failed = True
            else:
                self.found = self.found or bool(lines)
                yield from lines

    def lines_of(self, source: str) -> list[str] | None:
        """The printed line of each match in a post; None if the post cannot be read and there are
        others. Raises ReaderError for the only post, and for a wrong query."""
        try:
            opened = open_post(self.invocation, source)
        except ReaderError as error:
            if not self.several:
                raise
            complain(say_error(error, self.invocation.lang), self.invocation.lang)
            return None
        shown = self._shown(opened)
        # The outline names the section of each match; it is slow, and not needed without matches.
        return [*self._told(opened, shown)] if shown else []

    def _shown(self, opened: OpenedPost) -> list[Match]:
        """The matches outside of folded repeats. Raises ReaderError for a wrong query."""
        settings = self.invocation.settings
        groups = (name for name in GROUPS if name not in settings.told_apart)
        found = Finder(opened.document, groups=groups).find(self.query, romaji=settings.romaji)
        if found.problem:
            raise ReaderError(found.problem, **found.values)
        shown = list(found.spans)
        if shown and settings.repeats == "fold":
            shown = output.shown_only(shown, opened.reading_order)
        return shown

    def _told(self, opened: OpenedPost, shown: list[Match]) -> Iterator[str]:
        call = self.invocation.call
        source = opened.document.source if self.several else ""
        hits = output.hits(opened.document, opened.outline, shown)
        if call.json:
            return (json_text(output.as_value(hit, source)) for hit in hits)
        return output.lines(hits, opened.outline, source=source, color=colored(call))
