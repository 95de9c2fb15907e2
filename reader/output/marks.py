"""Bookmarks, notes and the reading history, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.book.progress import show_minutes
from reader.store import Annotation, Recent
from reader.wording import Lang, say

_QUOTE = 60
"""Characters of a quote that a line shows."""


def as_value(mark: Annotation) -> Mapping[str, object]:
    """One entry of `--marks --json`."""
    return {
        "id": mark.id,
        "created": mark.created,
        "kind": mark.kind,
        "source": mark.source,
        "section": mark.section,
        "line": mark.line,
        "quote": mark.quote,
        "note": mark.note,
        "state": mark.state,
        "color": mark.color,
        "letter": mark.letter,
    }


def lines(marks: Sequence[Annotation], lang: Lang, *, sources: bool = False) -> Iterator[str]:
    """One line a mark, and one for each line of its note; `sources` names the post of each."""
    for mark in marks:
        words = [
            str(mark.id),
            mark.source or mark.title if sources else "",
            say("output.line", lang, line=mark.line),
            f"[{mark.section}]" if mark.section else "",
            _short(mark.quote),
            "" if mark.state == "exact" else f"({say(f'output.state.{mark.state}', lang)})",
        ]
        yield "  ".join(word for word in words if word)
        yield from (f"    {line}" for line in mark.note.splitlines())


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= _QUOTE else f"{flat[:_QUOTE]}…"


def history(posts: Iterable[Recent], lang: Lang) -> Iterator[str]:
    """What was read last, one line a post."""
    for post in posts:
        path = post.path or say("output.recent.stdin", lang)
        words = [
            f"{round(100 * post.progress):3d}%",
            say("output.recent.left", lang, minutes=show_minutes(post.minutes)),
            say("output.recent.marks", lang, count=post.marks) if post.marks else "",
            post.title or say("output.untitled", lang),
            path if post.exists or not post.path else f"{path} {say('output.recent.gone', lang)}",
        ]
        yield "  ".join(word for word in words if word)


def history_value(posts: Iterable[Recent]) -> Mapping[str, object]:
    """The reading history as JSON."""
    return {
        "posts": [
            {
                "source": post.path,
                "title": post.title,
                "progress": round(post.progress, 4),
                "minutes": round(post.minutes, 1),
                "marks": post.marks,
                "exists": post.exists,
                "read": post.last_read,
            }
            for post in posts
        ]
    }
