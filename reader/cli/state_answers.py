"""The answers from the state database: annotations (`--marks`, `--mark`, `--import-marks`), the
reading history, and `--state`."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reader.cli.opened_post import OpenedPost, open_post, standard_input
from reader.cli.printed import Invocation, tell, write, write_json
from reader.cli.statuses import DONE, MISTAKE, NOTHING_FOUND
from reader.disk import read_file
from reader.document import Notice, Span
from reader.errors import ReaderError
from reader.output import marks as output
from reader.sentences import sentences
from reader.store import Annotation, AnnotationKind, Post, Store, open_store
from reader.wording import Lang, say

MOST = 1 << 28
"""Greatest size of a file for `--import-marks`, in bytes."""
_TOLD = 20
"""Left-out items of a file that are reported singly; the rest is counted."""


@contextmanager
def _store(invocation: Invocation, *, to_write: bool = False) -> Iterator[Store]:
    """The store of a call, closed afterwards; its notices are printed.

    `to_write`: the answer changes the store. Raises ReaderError if the store cannot be read, or
    if the change could not be stored.
    """
    call, _, lang = invocation
    store = open_store(call.state_dir)
    try:
        must_be_whole(store)
        yield store
        kept = store.kept
    finally:
        store.close()
    if to_write and not kept and store.notices:
        raise _not_written(store)
    tell(store.notices, lang)


def must_be_whole(store: Store) -> None:
    """Raise ReaderError if the store could not be read: it would look empty."""
    if not store.whole:
        notice = next((n for n in reversed(store.notices) if "reason" in n.values), None)
        reason = notice.values["reason"] if notice else os.strerror(errno.EIO)
        raise ReaderError("store.unread", folder=str(store.folder), reason=reason)


def _not_written(store: Store) -> ReaderError:
    """The error of an answer whose change could not be stored."""
    notice = store.notices[-1]
    if notice.key == "store.newer":
        return ReaderError("store.newer-left", **notice.values)
    reason = notice.values.get("reason") or os.strerror(errno.EACCES)
    return ReaderError("store.failed", folder=str(store.folder), reason=reason)


def history(invocation: Invocation) -> int:
    """Print the reading history, the last post first."""
    call, _, lang = invocation
    with _store(invocation) as store:
        posts = store.history()
        must_be_whole(store)
    if call.json:
        write_json(output.history_value(posts))
    elif posts:
        write(output.history(posts, lang))
    else:
        write([say("cli.no-history", lang)])
    return DONE


def marks(invocation: Invocation) -> int:
    """Print or export the annotations of a post, or of all posts (`--all`)."""
    call, _, lang = invocation
    with _store(invocation) as store:
        found = (
            store.all_annotations() if call.all else open_post(invocation).kept_in(store).marks()
        )
        must_be_whole(store)
        if call.as_:
            text = store.export(found, call.as_).removesuffix("\n")
            must_be_whole(store)
            write([text])
        elif call.json:
            write_json({"marks": [output.as_value(mark) for mark in found]})
        else:
            write(output.lines(found, lang, sources=call.all))
    return DONE


def mark(invocation: Invocation) -> int:
    """Set a bookmark or note at a source line; a second note at the same place replaces it."""
    call, _, lang = invocation
    opened = open_post(invocation)
    span = _place(opened, call.subject)
    with _store(invocation, to_write=True) as store:
        made = _set(opened, opened.kept_in(store), span, call.note)
    if call.json:
        write_json({"marks": [output.as_value(made)]})
    else:
        write(output.lines([made], lang))
    return DONE


def _set(opened: OpenedPost, post: Post, span: Span, note: str | None) -> Annotation:
    """Annotate a range of the logical text, or change the annotation that stands there."""
    here = [
        mark
        for mark in post.marks()
        if (mark.start, mark.end) == span and mark.kind != "highlight" and mark.state != "lost"
    ]
    if not here:
        section = opened.outline.at(span.start)
        kind: AnnotationKind = "bookmark" if note is None else "note"
        title = section.title if section else ""
        return post.annotate(*span, kind=kind, note=note or "", section=title)
    if note is None:
        return here[0]
    return post.edit(here[0].id, note=note, kind="note") or here[0]


def _place(opened: OpenedPost, subject: str) -> Span:
    """The range of the logical text that LINE or LINE:QUOTE names. Raises ReaderError for another
    form, and for a line or quote that the post does not have."""
    number, colon, quote = subject.partition(":")
    if not number.isascii() or not number.isdigit() or (colon and not quote):
        raise ReaderError("cli.wrong-mark", mark=subject)
    line = int(number)
    found = _quoted(opened, line, quote) if colon else _sentence(opened, line)
    if found is None:
        key = "cli.no-such-quote" if colon else "cli.no-such-line"
        raise ReaderError(key, line=line, quote=quote, source=opened.document.source)
    return found


def _sentence(opened: OpenedPost, line: int) -> Span | None:
    """The first sentence that begins in a source line, else the sentence that continues there."""
    document = opened.document
    for block, start in zip(document.blocks, document.starts, strict=False):
        if not block.line <= line <= block.end_line or not block.text.strip():
            continue
        spans = sentences(block.text)
        begun = [span for span in spans if block.line_at(span.start) == line]
        on = [span for span in spans if block.line_at(span.start) <= line]
        for span in (*begun[:1], *on[-1:]):
            return Span(start + span.start, start + span.end)
    return None


def _quoted(opened: OpenedPost, line: int, quote: str) -> Span | None:
    """The first occurrence of a quote that begins in a source line."""
    document = opened.document
    for block, start in zip(document.blocks, document.starts, strict=False):
        if not block.line <= line <= block.end_line:
            continue
        at = block.text.find(quote)
        while at >= 0:
            if block.line_at(at) == line:
                return Span(start + at, start + at + len(quote))
            at = block.text.find(quote, at + 1)
    return None


def import_marks(invocation: Invocation) -> int:
    """Import a file that `--marks --as annotations` wrote. With a post, annotations of other
    programs, which do not name a post of the store, are attached to it."""
    call, _, lang = invocation
    data = standard_input(MOST) if call.subject == "-" else _read(call.subject)
    onto = opened.path if (opened := open_post(invocation) if call.posts else None) else ""
    with _store(invocation, to_write=True) as store:
        try:
            done = store.import_marks(data.decode("utf-8-sig", errors="replace"), onto)
        except ReaderError as error:
            raise ReaderError("cli.no-marks-in", name=call.subject) from error
    counts = {"added": done.added, "present": done.present, "left_out": len(done.left_out)}
    for item in done.left_out[:_TOLD]:
        tell([Notice("store.item-left-out", item._asdict())], lang, call.subject)
    if len(done.left_out) > _TOLD:
        more = {"count": len(done.left_out) - _TOLD}
        tell([Notice("store.items-left-out", more)], lang, call.subject)
    if call.json:
        write_json({**counts, "items": [item._asdict() for item in done.left_out]})
    else:
        write([say("cli.imported-some" if done.left_out else "cli.imported", lang, **counts)])
    return DONE if done.added or done.present else MISTAKE


def _read(name: str) -> bytes:
    try:
        return read_file(name, MOST)
    except FileNotFoundError as error:
        raise ReaderError("formats.missing", name=name) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReaderError("cli.unreadable", name=name, reason=reason) from error


def state(invocation: Invocation) -> int:
    """Back up, check or restore the state database; 1 if the check finds damage."""
    from reader.store.database import maintenance

    call, _, lang = invocation
    actions: dict[str, Callable[[Path | None], Any]] = {
        "backup": maintenance.backup,
        "check": maintenance.inspect,
        "restore": maintenance.restore,
    }
    done = asdict(actions[call.subject](call.state_dir))
    if bad := done.get("bad"):
        tell([Notice("store.lines-aside", {"count": done["bad_lines"], "path": bad})], lang)
    if call.json:
        write_json(done)
    elif call.subject == "check":
        write([_found(done, lang)])
    else:
        write([say(f"cli.state-{call.subject}", lang, **done)])
    damaged = call.subject == "check" and done["status"] in ("damaged", "unreadable")
    return NOTHING_FOUND if damaged else DONE


def _found(done: dict[str, Any], lang: Lang) -> str:
    """The result of `--state check` as a line; `done`: the fields of `maintenance.inspect`."""
    status = say(f"cli.state.{done['status']}", lang)
    if detail := done["detail"]:
        status = say("cli.state-detail", lang, status=status, detail=detail)
    return say("cli.state-check", lang, **{**done, "status": status}, count=len(done["backups"]))
