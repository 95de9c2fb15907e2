"""What is kept between two readings: marks, history, the state database."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.cli.opened_post import OpenedPost, standard_input
from reader.cli.printed import Asked, open_post, tell, write, write_json
from reader.cli.statuses import DONE, MISTAKE, NOTHING_FOUND
from reader.disk import read_file
from reader.document import Notice, Span
from reader.errors import ReaderError
from reader.output import marks as output
from reader.records import asdict
from reader.sentences import sentences
from reader.store import Annotation, AnnotationKind, Post, Store, open_store
from reader.wording import Lang, say

MOST = 1 << 28
"""Bytes of a file of marks."""
_TOLD = 20
"""Items that are named one by one where they are left out."""


@contextmanager
def _store(asked: Asked, *, to_write: bool = False) -> Iterator[Store]:
    """The store of a call, closed afterwards; what it has to say is told.

    Raises ReaderError where something is to be written and cannot be kept.
    """
    call, _, lang = asked
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
    """Raises ReaderError where what is kept cannot be read: it would look as if nothing were."""
    if not store.whole:
        notice = next((n for n in reversed(store.notices) if "reason" in n.values), None)
        reason = notice.values["reason"] if notice else os.strerror(errno.EIO)
        raise ReaderError("store.unread", folder=str(store.folder), reason=reason)


def _not_written(store: Store) -> ReaderError:
    """What an answer says that had something to write and could not: nothing is put aside."""
    notice = store.notices[-1]
    if notice.key == "store.newer":
        return ReaderError("store.newer-left", **notice.values)
    reason = notice.values.get("reason") or os.strerror(errno.EACCES)
    return ReaderError("store.failed", folder=str(store.folder), reason=reason)


def history(asked: Asked) -> int:
    """What was read last."""
    call, _, lang = asked
    with _store(asked) as store:
        posts = store.history()
        must_be_whole(store)
    if call.json:
        write_json(output.history_value(posts))
    elif posts:
        write(output.history(posts, lang))
    else:
        write([say("cli.no-history", lang)])
    return DONE


def marks(asked: Asked) -> int:
    """The marks of a post, or of all."""
    call, _, lang = asked
    with _store(asked) as store:
        found = store.all_annotations() if call.all else open_post(asked).kept_in(store).marks()
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


def mark(asked: Asked) -> int:
    """Set a mark at a source line; the same place again replaces the note."""
    call, _, lang = asked
    opened = open_post(asked)
    span = _place(opened, call.subject)
    with _store(asked, to_write=True) as store:
        made = _set(opened, opened.kept_in(store), span, call.note)
    if call.json:
        write_json({"marks": [output.as_value(made)]})
    else:
        write(output.lines([made], lang))
    return DONE


def _set(opened: OpenedPost, post: Post, span: Span, note: str | None) -> Annotation:
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
    """The range that LINE or LINE:QUOTE means, in the logical text."""
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
    """The first sentence that begins in a line, else the one that goes on there."""
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
    """The first place of a quote that begins in a line."""
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


def import_marks(asked: Asked) -> int:
    """Bring back what `--marks --as annotations` wrote; other programs' onto the post, if given."""
    call, _, lang = asked
    data = standard_input(MOST) if call.subject == "-" else _read(call.subject)
    onto = opened.path if (opened := open_post(asked) if call.posts else None) else ""
    with _store(asked, to_write=True) as store:
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


def state(asked: Asked) -> int:
    """Back the state database up, look at it, or restore it."""
    from reader.store.database import maintenance

    call, _, lang = asked
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
    """What was found in the state database, in a line."""
    status = say(f"cli.state.{done['status']}", lang)
    if detail := done["detail"]:
        status = say("cli.state-detail", lang, status=status, detail=detail)
    return say("cli.state-check", lang, **{**done, "status": status}, count=len(done["backups"]))
