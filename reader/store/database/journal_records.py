"""Operations on annotations as records, and how a record changes the database.

The same function applies an operation when it is made, when the journal is replayed and when an
export is brought back, so all three give the same rows. A record is a JSON object:

    {"op": "text", "digest", "post", "title", "author", "characters", "paths", "body"}
    {"op": "put", "rev", "uid", "id", "post", "text", "created", "kind", "note", "color",
     "letter", "section", "start", "end", "quote", "prefix", "suffix", "line", "found"?}
    {"op": "remove", "rev", "uid"}

`found`, where a changed text has moved the annotation, is [digest, start, end, state].
`rev` (microseconds since 1970, always growing for one annotation) decides which of two
operations is the later one, so records may be applied in any order and any number of times.
"""

from __future__ import annotations

import json
import time
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from reader.store.database.record_check import LONGEST_BODY, BadRecord, check, fitted

if TYPE_CHECKING:
    from sqlite3 import Connection

Record: TypeAlias = dict[str, Any]

_MOST_ID = 1 << 31
"""Ids from here on are given anew: the next one would have to be greater still."""
_ANNOTATION = """SELECT a.id, a.uid, a.rev, p.uid, t.digest, a.created, a.kind, a.note, a.color,
    a.letter, a.section, a.start, a.end, a.quote, a.prefix, a.suffix, a.found_line,
    f.digest, a.found_start, a.found_end, a.found_state
    FROM annotations a JOIN posts p ON p.id = a.post JOIN texts t ON t.id = a.text
    JOIN texts f ON f.id = a.found_text"""
_FIELDS = (
    *("id", "uid", "rev", "post", "text", "created", "kind", "note", "color"),
    *("letter", "section", "start", "end", "quote", "prefix", "suffix", "line"),
)

_PUT = """INSERT INTO annotations (id, uid, rev, post, created, kind, note, color, letter, section,
    text, start, end, quote, prefix, suffix,
    found_text, found_start, found_end, found_line, found_state)
    VALUES (:id, :uid, :rev, :post, :created, :kind, :note, :color, :letter, :section,
    :text, :start, :end, :quote, :prefix, :suffix, :text, :start, :end, :line, 'exact')
    ON CONFLICT (uid) DO UPDATE SET rev = excluded.rev, kind = excluded.kind,
    note = excluded.note, color = excluded.color, letter = excluded.letter,
    section = excluded.section WHERE excluded.rev > rev"""


def next_rev(after: int = 0) -> int:
    """A revision later than now and than `after`, whatever the clock says."""
    return max(time.time_ns() // 1000, after + 1)


def apply(connection: Connection, record: Record) -> bool:
    """Carry out one record that is sound (`record_check.check`); True where the database now
    differs."""
    return _OPERATIONS[record["op"]](connection, record)


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """All or nothing of what is done inside, in the caller's transaction.

    Raises BadRecord where the tables refuse what a record says; faults of the disk go on as
    they are.
    """
    import sqlite3

    connection.execute("SAVEPOINT record")
    try:
        yield
    except (
        BadRecord,
        OverflowError,
        sqlite3.IntegrityError,
        sqlite3.DataError,
        sqlite3.InterfaceError,
        sqlite3.ProgrammingError,
    ) as error:
        connection.execute("ROLLBACK TO record")
        connection.execute("RELEASE record")
        raise error if isinstance(error, BadRecord) else BadRecord("op") from error
    connection.execute("RELEASE record")


def replay(connection: Connection, lines: Iterable[bytes]) -> Iterator[bytes]:
    """Apply all records that lines of the journal hold; yields the lines that hold none."""
    for line in lines:
        try:
            record = check(parsed(line))
            with savepoint(connection):
                apply(connection, record)
        except BadRecord:
            yield line


def parsed(line: bytes | str) -> object:
    """What a line says. Raises BadRecord where it is no JSON, or nested too deeply."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRecord("JSON") from error


def is_record(line: bytes) -> bool:
    """Whether a line of the journal can be used."""
    try:
        check(parsed(line))
    except BadRecord:
        return False
    return True


def text_record(connection: Connection, text: int) -> Record:
    """The record that brings back a version of a post, its snapshot included."""
    digest, post, body, uid, title, author, characters = connection.execute(
        """SELECT t.digest, t.post, t.body, p.uid, p.title, p.author, p.characters
        FROM texts t JOIN posts p ON p.id = t.post WHERE t.id = ?""",
        (text,),
    ).fetchone()
    paths = connection.execute("SELECT path FROM paths WHERE post = ? ORDER BY path", (post,))
    kept = body is not None and len(body) <= LONGEST_BODY // 4 * 3
    record = {
        "op": "text",
        "digest": digest,
        "post": uid,
        "title": title,
        "author": author,
        "characters": characters,
        "paths": [path for (path,) in paths],
        "body": b64encode(body).decode("ascii") if kept else None,
    }
    return fitted(record)


def annotation_record(connection: Connection, uid: str) -> Record | None:
    """The record that brings back an annotation as it is now; None where there is none."""
    row = connection.execute(f"{_ANNOTATION} WHERE a.uid = ?", (uid,)).fetchone()
    return _as_record(row) if row else None


def everything(connection: Connection) -> list[Record]:
    """Records from which all annotations of a database can be made again."""
    texts = connection.execute(
        "SELECT text FROM annotations UNION SELECT found_text FROM annotations ORDER BY 1"
    ).fetchall()
    rows = connection.execute(f"{_ANNOTATION} ORDER BY a.id").fetchall()
    removed = connection.execute("SELECT uid, rev FROM removed ORDER BY rev").fetchall()
    return [
        *(text_record(connection, text) for (text,) in texts),
        *(_as_record(row) for row in rows),
        *({"op": "remove", "uid": uid, "rev": rev} for uid, rev in removed),
    ]


def _as_record(row: tuple[Any, ...]) -> Record:
    record: Record = {"op": "put", **dict(zip(_FIELDS, row, strict=False))}
    found = list(row[len(_FIELDS) :])
    if found != [record["text"], record["start"], record["end"], "exact"]:
        record["found"] = found
    return {name: value for name, value in fitted(record).items() if value is not None}


def _text(connection: Connection, record: Record) -> bool:
    body = b64decode(record["body"], validate=True) if record["body"] is not None else None
    digest = record["digest"]
    post = _post(connection, record)
    for path in record["paths"]:
        connection.execute(
            "INSERT INTO paths VALUES (?, ?, 0) ON CONFLICT DO NOTHING", (path, post)
        )
    connection.execute(
        "INSERT INTO texts (digest, post, sketch, body) VALUES (?, ?, x'', ?) ON CONFLICT (digest)"
        " DO UPDATE SET body = coalesce(body, excluded.body)",
        (digest, post, body),
    )
    return bool(connection.execute("SELECT changes()").fetchone()[0])


def _put(connection: Connection, record: Record) -> bool:
    uid, rev = record["uid"], record["rev"]
    removed = connection.execute("SELECT rev FROM removed WHERE uid = ?", (uid,)).fetchone()
    if removed and removed[0] >= rev:
        return False
    connection.execute("DELETE FROM removed WHERE uid = ?", (uid,))
    text, post = _version(connection, record)
    taken = connection.execute(
        "SELECT 1 FROM annotations WHERE id = ? AND uid <> ?", (record["id"], uid)
    ).fetchone()
    known = connection.execute("SELECT id FROM annotations WHERE uid = ?", (uid,)).fetchone()
    free = not taken and 0 < record["id"] < _MOST_ID
    number = known[0] if known else record["id"] if free else None
    changed = connection.execute(
        _PUT,
        {**record, "id": number, "post": post, "text": text, "found": None},
    )
    if known is None and record.get("found"):
        _set_found(connection, uid, *record["found"])
    return changed.rowcount > 0


def _set_found(connection: Connection, uid: str, digest: str, *found: object) -> None:
    """Note where a later version has the annotation, if that version is known here."""
    connection.execute(
        """UPDATE annotations SET found_text = t.id, found_start = ?, found_end = ?,
        found_state = ? FROM texts t WHERE t.digest = ? AND uid = ?""",
        (*found, digest, uid),
    )


def _remove(connection: Connection, record: Record) -> bool:
    uid, rev = record["uid"], record["rev"]
    gone = connection.execute("DELETE FROM annotations WHERE uid = ? AND rev < ?", (uid, rev))
    changed = gone.rowcount > 0
    if not connection.execute("SELECT 1 FROM annotations WHERE uid = ?", (uid,)).fetchone():
        connection.execute(
            "INSERT INTO removed VALUES (?, ?) ON CONFLICT (uid) DO UPDATE"
            " SET rev = max(rev, excluded.rev)",
            (uid, rev),
        )
    return changed


_OPERATIONS = {"text": _text, "put": _put, "remove": _remove}


def _post(connection: Connection, record: Record) -> int:
    """The post a text record speaks of: the one that has this text, or this uid, or a new one."""
    known = (
        connection.execute(
            "SELECT post FROM texts WHERE digest = ?", (record["digest"],)
        ).fetchone()
        or connection.execute("SELECT id FROM posts WHERE uid = ?", (record["post"],)).fetchone()
    )
    if known:
        return int(known[0])
    made = connection.execute(
        "INSERT INTO posts (uid, title, author, characters) VALUES (?, ?, ?, ?)",
        (
            record["post"],
            record["title"],
            record["author"],
            record["characters"],
        ),
    )
    return int(made.lastrowid or 0)


def _version(connection: Connection, record: Record) -> tuple[int, int]:
    """(text, post) of an annotation; made without a snapshot where its text record is missing."""
    digest = record["text"]
    query = "SELECT id, post FROM texts WHERE digest = ?"
    row = connection.execute(query, (digest,)).fetchone()
    if row is None:
        bare = {"title": "", "author": "", "characters": 0, "paths": [], "body": None}
        _text(connection, {**bare, "digest": digest, "post": record["post"]})
        row = connection.execute(query, (digest,)).fetchone()
    return int(row[0]), int(row[1])
