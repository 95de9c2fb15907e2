"""The tables of the state database, and how an older one becomes the present one.

`PRAGMA user_version` counts the migrations that a database has been through. A migration is a
function that is run once, in order, in the same transaction as the ones after it; a backup is
made before (`database.opening`). A database with more migrations than this program knows
was written by a newer one and is left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

APPLICATION_ID = 0x6A724452
""""jrDR": tells our database from an empty or a foreign file (PRAGMA application_id)."""

_FIRST = (
    # A post is its content; uid names it in the journal.
    """CREATE TABLE posts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        author TEXT NOT NULL,
        characters INTEGER NOT NULL,
        progress REAL NOT NULL DEFAULT 0,
        last_read INTEGER)""",
    # Every version of a post that was met. body: zlib of UTF-8, or NULL where it is not needed.
    # sketch: see reader.store.identity.
    """CREATE TABLE texts (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        post INTEGER NOT NULL REFERENCES posts(id),
        sketch BLOB NOT NULL,
        body BLOB)""",
    "CREATE INDEX texts_post ON texts(post)",
    """CREATE TABLE paths (
        path TEXT PRIMARY KEY,
        post INTEGER NOT NULL REFERENCES posts(id),
        seen INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX paths_post ON paths(post)",
    # text, start, end, quote, prefix, suffix: the anchor, as made. found_*: where it was in the
    # text that was last read.
    """CREATE TABLE annotations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL,
        post INTEGER NOT NULL REFERENCES posts(id),
        created TEXT NOT NULL,
        kind TEXT NOT NULL,
        note TEXT NOT NULL,
        color TEXT NOT NULL,
        letter TEXT NOT NULL,
        section TEXT NOT NULL,
        text INTEGER NOT NULL REFERENCES texts(id),
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        found_text INTEGER NOT NULL,
        found_start INTEGER NOT NULL,
        found_end INTEGER NOT NULL,
        found_line INTEGER NOT NULL,
        found_state TEXT NOT NULL)""",
    "CREATE INDEX annotations_post ON annotations(post)",
    # Removed annotations, so that an older journal line cannot bring one back.
    "CREATE TABLE removed (uid TEXT PRIMARY KEY, rev INTEGER NOT NULL) WITHOUT ROWID",
    # Place and read paragraphs, for each version that was read. sentence: where the sentence
    # that held the place starts. spans: JSON list of [start, end].
    """CREATE TABLE reading (
        post INTEGER NOT NULL REFERENCES posts(id),
        text INTEGER NOT NULL REFERENCES texts(id),
        place INTEGER NOT NULL,
        sentence INTEGER NOT NULL,
        sentence_end INTEGER NOT NULL,
        progress REAL NOT NULL,
        spans TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (post, text)) WITHOUT ROWID""",
    # One row for each change of the outline by hand, in the order they were made; text, start
    # and end (of the sentence there) are its anchor.
    """CREATE TABLE outline (
        post INTEGER NOT NULL REFERENCES posts(id),
        position INTEGER NOT NULL,
        text INTEGER NOT NULL REFERENCES texts(id),
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        action TEXT NOT NULL,
        title TEXT NOT NULL,
        level INTEGER NOT NULL,
        PRIMARY KEY (post, position)) WITHOUT ROWID""",
    "CREATE TABLE searches (query TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID",
    # journal: bytes of journal.jsonl that this database holds. pace: "characters minutes".
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)


def _create(connection: Connection) -> None:
    for statement in _FIRST:
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_create,)
"""To change the tables, add a function here; never change one that was released."""

VERSION = len(MIGRATIONS)


def version(connection: Connection) -> int:
    """How many migrations a database has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Connection, migrations: tuple[Callable[[Connection], None], ...]) -> None:
    """Bring a database up to date, inside the transaction that the caller has begun."""
    for step in migrations[version(connection) :]:
        step(connection)
    connection.execute(f"PRAGMA user_version = {len(migrations)}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
