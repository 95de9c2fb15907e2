"""`--search`: in one post or in several, with grep's exit status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.cli.answers import (
    DONE,
    MISTAKE,
    NOTHING_FOUND,
    Asked,
    colored,
    complain,
    open_post,
    write,
)
from reader.cli.opened import Opened
from reader.errors import ReaderError
from reader.output import matches as output
from reader.output.json_text import to_line
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
        write(run.as_lines())
    if run.failed:
        return MISTAKE
    return DONE if run.found else NOTHING_FOUND


class _Run:
    """One search, post by post."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        call = asked[0]
        mode = "regex" if call.regex else "exact" if call.exact else "literal"
        self.query: Query = parse(call.subject, mode)  # type: ignore[arg-type]
        self.several = len(call.posts) > 1
        self.found = 0
        self.failed = False

    def as_json(self) -> Iterator[str]:
        """The answer as one JSON document, in pieces."""
        yield f'{{"query": {to_line(self.asked[0].subject)}, "matches": ['
        before = ""
        for value in self._values():
            if before:
                yield f"{before},"
            before = to_line(value)
        if before:
            yield before
        yield "]}"

    def _values(self) -> Iterator[Mapping[str, object]]:
        for opened, found in self._posts():
            source = opened.document.source if self.several else ""
            for hit in output.hits(opened.document, opened.outline, found):
                yield output.as_value(hit, source)

    def as_lines(self) -> Iterator[str]:
        """One line a match."""
        for opened, found in self._posts():
            yield from output.lines(
                output.hits(opened.document, opened.outline, found),
                opened.outline,
                source=opened.document.source if self.several else "",
                color=colored(self.asked[0]),
            )

    def _posts(self) -> Iterator[tuple[Opened, list[Match]]]:
        """The posts in which something was found, with what is shown of it."""
        call, settings, lang = self.asked
        for source in call.posts:
            try:
                opened = open_post(self.asked, source)
            except ReaderError as error:
                if not self.several:
                    raise
                self.failed = True
                complain(say_error(error, lang), lang)
                continue
            groups = (name for name in GROUPS if name not in settings.told_apart)
            finder = Finder(opened.document, groups=groups)
            found = finder.find(self.query, romaji=settings.romaji)
            if found.problem:
                raise ReaderError(found.problem, **found.values)
            shown = list(found.spans)
            if shown and settings.repeats == "fold":
                shown = output.shown_only(shown, opened.reading)
            self.found += len(shown)
            if shown:
                yield opened, shown
