"""The open text in the database: its row, its snapshot, and its alignment with older versions."""

from __future__ import annotations

import time
import zlib
from functools import cached_property
from os import urandom
from typing import TYPE_CHECKING

from reader.document import Document, Span, count_characters
from reader.store import identity
from reader.store.database.database import Database
from reader.store.database.journal_records import text_record
from reader.store.database.transaction import Transaction
from reader.store.identity import KnownPost

if TYPE_CHECKING:
    from reader.store.anchors.align import Alignment

LONGEST_SNAPSHOT = 3_000_000
"""Characters beyond which a version that holds no annotation is not kept for comparison."""
KEPT_READINGS = 3
"""Versions of a post whose place and read paragraphs are kept."""


class Version:
    """One document in one database."""

    def __init__(self, database: Database, document: Document, path: str) -> None:
        self.database = database
        self.document = document
        self.path = identity.absolute(path)
        """Absolute, links resolved; "" for standard input."""
        self._known: KnownPost | None = None
        self._generation = -1
        self._looked: tuple[int, int] | None = None
        """The database's state when `known` was last looked up; None: something was written."""
        self._alignments: dict[int, Alignment | None] = {}
        self.read: tuple[object, list[Span]] | None = None
        """Cache of `reading_place.spans`: the state that the spans were computed from, and the
        spans."""
        self._body = b""
        """The packed snapshot that `prepare` made."""
        self._empty: int | None = None
        """Row id of a text without sentences: its empty sketch is final, not missing."""

    @cached_property
    def digest(self) -> str:
        """Names this version of the text."""
        return self.document.fingerprint or identity.digest(self.document.text, self.path)

    @cached_property
    def sketch(self) -> bytes:
        """Tells whether another version is of the same post."""
        return identity.sketch(self.document.part(0, identity.LONGEST))

    def prepare(self) -> None:
        """Work out what the first write of this version needs, which takes a while for a long
        text; may be called in another thread."""
        if self.known.text is None:
            _ = self.digest, self.sketch
            if self.document.length <= LONGEST_SNAPSHOT:
                self._body = pack(self.document.text)

    @property
    def known(self) -> KnownPost:
        """Row ids of post and text, where they are in the database."""
        if self._known is None or self._generation != self.database.generation:
            self._known = identity.resolve(
                self.database.read,
                self.document,
                self.path,
                lambda: self.digest,
                lambda: self.sketch,
            )
            self._generation = self.database.generation
            self._alignments.clear()
        elif self._known.text is None and self._looked != self.database.data_version():
            # This version has been written meanwhile, by us or by another jreader.
            query = "SELECT post, id FROM texts WHERE digest = ?"
            rows = self.database.read(query, (self.digest,))
            if rows:
                self._known = KnownPost(*rows[0])
        else:
            return self._known
        self._looked = self.database.data_version()
        return self._known

    @property
    def _most_of_old(self) -> int:
        """Bytes of an older version that is worth comparing: one that is many times as long as
        the text is no version of it, and marks are found by their quotes."""
        return 4 * (LONGEST_SNAPSHOT + 4 * self.document.length)

    def alignment(self, text: int) -> Alignment | None:
        """The alignment from a stored version to the open text; None without a snapshot."""
        self.known  # noqa: B018 - clears what belongs to another database
        if text not in self._alignments:
            rows = self.database.read("SELECT body FROM texts WHERE id = ?", (text,))
            old = unpack(rows[0][0], self._most_of_old) if rows else None
            from reader.store.anchors.align import Alignment  # only a changed text needs it

            self._alignments[text] = None if old is None else Alignment(old, self.document.text)
        return self._alignments[text]

    def ensure(self, transaction: Transaction, *, annotated: bool = False) -> KnownPost:
        """The row ids of post and text, made where missing; the path noted as an alias.

        With `annotated` the snapshot is kept, and given to the journal when it is new.
        """

        def query(sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
            return transaction.execute(sql, values).fetchall()

        document = self.document
        self._looked = None
        known = identity.resolve(
            query, document, self.path, lambda: self.digest, lambda: self.sketch
        )
        post = known.post if known.post is not None else self._new_post(transaction)
        text = known.text
        if text is None:
            text = transaction.execute(
                "INSERT INTO texts (digest, post, sketch) VALUES (?, ?, x'')", (self.digest, post)
            ).lastrowid
            assert text is not None
        self._describe(transaction, post, text)
        if self.path:
            transaction.execute(
                "INSERT INTO paths VALUES (?, ?, ?) ON CONFLICT (path)"
                " DO UPDATE SET post = excluded.post, seen = excluded.seen",
                (self.path, post, time.time_ns() // 1000),
            )
        self._snapshot(transaction, text, annotated)
        return KnownPost(post, text)

    def _new_post(self, transaction: Transaction) -> int:
        made = transaction.execute(
            "INSERT INTO posts (uid, title, author, characters) VALUES (?, ?, ?, 0)",
            (urandom(16).hex(), self.document.title, self.document.author),
        )
        assert made.lastrowid is not None
        return made.lastrowid

    def _describe(self, transaction: Transaction, post: int, text: int) -> None:
        """Fill in what a version says of itself, the first time that its text is at hand."""
        query = "SELECT 1 FROM texts WHERE id = ? AND sketch = x''"
        if text != self._empty and transaction.execute(query, (text,)).fetchone():
            document = self.document
            self._empty = None if self.sketch else text
            transaction.execute("UPDATE texts SET sketch = ? WHERE id = ?", (self.sketch, text))
            transaction.execute(
                "UPDATE posts SET title = ?, author = ?, characters = ? WHERE id = ?",
                (document.title, document.author, _counted(document), post),
            )

    def _snapshot(self, transaction: Transaction, text: int, annotated: bool) -> None:
        body = transaction.execute("SELECT body FROM texts WHERE id = ?", (text,)).fetchone()[0]
        if body is None and (annotated or self.document.length <= LONGEST_SNAPSHOT):
            transaction.execute(
                "UPDATE texts SET body = ? WHERE id = ?",
                (self._body or pack(self.document.text), text),
            )
        self._body = b""
        if (
            annotated
            and not transaction.execute(
                "SELECT 1 FROM annotations WHERE text = ? LIMIT 1", (text,)
            ).fetchone()
        ):
            transaction.records.append(text_record(transaction.connection, text))


def _counted(document: Document) -> int:
    counted = document.characters
    return counted[-1] if counted is not None else count_characters(document.text)


def pack(text: str) -> bytes:
    """A text as it is kept in a snapshot."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6 if len(text) < 1 << 19 else 1)


def unpack(body: bytes | None, most: int) -> str | None:
    """The text of a snapshot; None where there is none, where it cannot be read, and where it has
    more than `most` bytes: some kilobytes may unpack to gigabytes."""
    if not isinstance(body, bytes):
        return None
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(body, most)
        return text.decode("utf-8", "surrogatepass") if unpacking.eof else None
    except (zlib.error, UnicodeDecodeError):
        return None


def prune(transaction: Transaction, post: int) -> None:
    """Forget places and snapshots of versions that nothing needs any more."""
    old = transaction.execute(
        "SELECT text FROM reading WHERE post = ? ORDER BY at DESC LIMIT -1 OFFSET ?",
        (post, KEPT_READINGS),
    ).fetchall()
    for (text,) in old:
        transaction.execute("DELETE FROM reading WHERE post = ? AND text = ?", (post, text))
    transaction.execute(
        """UPDATE texts SET body = NULL WHERE post = ? AND body IS NOT NULL
        AND id NOT IN (SELECT text FROM annotations WHERE post = ?)
        AND id NOT IN (SELECT found_text FROM annotations WHERE post = ?)
        AND id NOT IN (SELECT text FROM reading WHERE post = ?)
        AND id NOT IN (SELECT text FROM outline WHERE post = ?)""",
        (post,) * 5,
    )
