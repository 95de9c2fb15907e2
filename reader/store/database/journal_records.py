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

import time
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from sqlite3 import Connection

Record: TypeAlias = dict[str, Any]

_MOST = 1 << 60
"""Numbers from here on come from no clock and no text; SQLite's end at 2^63."""
_MOST_ID = 1 << 31
"""Ids from here on are given anew: the next one would have to be greater still."""
_LINES = ("note", "quote", "prefix", "suffix")
"""Texts that may have several lines."""
_KINDS = ("bookmark", "note", "highlight")

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


def apply(connection: Connection, record: Mapping[str, Any]) -> bool:
    """Carry out one record; True where the database now differs.

    A record that is incomplete or of another type raises KeyError, TypeError or ValueError and
    changes nothing that matters; `replay` skips such records.
    """
    operation = _OPERATIONS[record["op"]]
    return operation(connection, sound(record))


def sound(record: Mapping[str, Any]) -> Record:
    """The record as it can be kept: what could act on a terminal is cut out of its texts, which
    come from a command line or from another program's file.

    Raises ValueError for numbers that are none of ours.
    """
    if any(isinstance(value, int) and not 0 <= value < _MOST for value in record.values()):
        raise ValueError(record)
    return {name: _sound(name, value) for name, value in record.items()}


def _sound(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_sound(name, inner) for inner in value]
    if not isinstance(value, str) or value.isprintable():
        return value
    from reader.formats.input.harmless import harmless, harmless_line

    return harmless(value)[0] if name in _LINES else harmless_line(value)


def replay(connection: Connection, records: Iterable[object]) -> int:
    """Apply all records that make sense; how many changed something."""
    changed = 0
    for record in records:
        if not isinstance(record, Mapping):
            continue
        try:
            changed += apply(connection, record)
        except (KeyError, TypeError, ValueError):
            continue
    return changed


def text_record(connection: Connection, text: int) -> Record:
    """The record that brings back a version of a post, its snapshot included."""
    digest, post, body, uid, title, author, characters = connection.execute(
        """SELECT t.digest, t.post, t.body, p.uid, p.title, p.author, p.characters
        FROM texts t JOIN posts p ON p.id = t.post WHERE t.id = ?""",
        (text,),
    ).fetchone()
    paths = connection.execute("SELECT path FROM paths WHERE post = ? ORDER BY path", (post,))
    return {
        "op": "text",
        "digest": digest,
        "post": uid,
        "title": title,
        "author": author,
        "characters": characters,
        "paths": [path for (path,) in paths],
        "body": b64encode(body).decode("ascii") if body is not None else None,
    }


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
    return record


def _text(connection: Connection, record: Mapping[str, Any]) -> bool:
    body = b64decode(record["body"], validate=True) if record["body"] is not None else None
    digest = str(record["digest"])
    post = _post(connection, record)
    for path in record["paths"]:
        connection.execute(
            "INSERT INTO paths VALUES (?, ?, 0) ON CONFLICT DO NOTHING", (str(path), post)
        )
    connection.execute(
        "INSERT INTO texts (digest, post, sketch, body) VALUES (?, ?, x'', ?) ON CONFLICT (digest)"
        " DO UPDATE SET body = coalesce(body, excluded.body)",
        (digest, post, body),
    )
    return bool(connection.execute("SELECT changes()").fetchone()[0])


def _put(connection: Connection, record: Mapping[str, Any]) -> bool:
    uid, rev = str(record["uid"]), int(record["rev"])
    removed = connection.execute("SELECT rev FROM removed WHERE uid = ?", (uid,)).fetchone()
    if removed and removed[0] >= rev:
        return False
    values = {name: str(record[name]) for name in _FIELDS[5:11] + _FIELDS[13:16]}
    numbers = {name: int(record[name]) for name in ("id", "start", "end", "line")}
    if values["kind"] not in _KINDS or numbers["start"] < 0 or numbers["end"] < numbers["start"]:
        raise ValueError(record)
    connection.execute("DELETE FROM removed WHERE uid = ?", (uid,))
    text, post = _version(connection, record)
    taken = connection.execute(
        "SELECT 1 FROM annotations WHERE id = ? AND uid <> ?", (numbers["id"], uid)
    ).fetchone()
    known = connection.execute("SELECT id FROM annotations WHERE uid = ?", (uid,)).fetchone()
    free = not taken and 0 < numbers["id"] < _MOST_ID
    number = known[0] if known else numbers["id"] if free else None
    changed = connection.execute(
        _PUT,
        {**values, **numbers, "id": number, "uid": uid, "rev": rev, "post": post, "text": text},
    )
    if known is None and record.get("found"):
        _set_found(connection, uid, *record["found"])
    return changed.rowcount > 0


def _set_found(connection: Connection, uid: str, digest: str, *found: object) -> None:
    """Note where a later version has the annotation, if that version is known here."""
    start, end, state = found
    if state not in ("exact", "moved", "lost"):
        raise ValueError(state)
    connection.execute(
        """UPDATE annotations SET found_text = t.id, found_start = ?, found_end = ?,
        found_state = ? FROM texts t WHERE t.digest = ? AND uid = ?""",
        (int(str(start)), int(str(end)), state, digest, uid),
    )


def _remove(connection: Connection, record: Mapping[str, Any]) -> bool:
    uid, rev = str(record["uid"]), int(record["rev"])
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


def _post(connection: Connection, record: Mapping[str, Any]) -> int:
    """The post a text record speaks of: the one that has this text, or this uid, or a new one."""
    known = (
        connection.execute(
            "SELECT post FROM texts WHERE digest = ?", (str(record["digest"]),)
        ).fetchone()
        or connection.execute(
            "SELECT id FROM posts WHERE uid = ?", (str(record["post"]),)
        ).fetchone()
    )
    if known:
        return int(known[0])
    made = connection.execute(
        "INSERT INTO posts (uid, title, author, characters) VALUES (?, ?, ?, ?)",
        (
            str(record["post"]),
            str(record["title"]),
            str(record["author"]),
            int(record["characters"]),
        ),
    )
    return int(made.lastrowid or 0)


def _version(connection: Connection, record: Mapping[str, Any]) -> tuple[int, int]:
    """(text, post) of an annotation; made without a snapshot where its text record is missing."""
    digest = str(record["text"])
    query = "SELECT id, post FROM texts WHERE digest = ?"
    row = connection.execute(query, (digest,)).fetchone()
    if row is None:
        bare = {"title": "", "author": "", "characters": 0, "paths": [], "body": None}
        _text(connection, {**bare, "digest": digest, "post": record["post"]})
        row = connection.execute(query, (digest,)).fetchone()
    return int(row[0]), int(row[1])
