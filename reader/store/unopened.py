"""The stand-in for a stored post until its whole text is loaded.

The store identifies a post by its whole text, so annotations and the place of a long file are
available only at the end of loading.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from reader.document import Span

if TYPE_CHECKING:
    from reader.store import Annotation, OutlineEdit, Place
    from reader.store.model import Change


class PostRecord(Protocol):
    """What can be asked of a post whether all of it is loaded (`Post`) or not (`UnopenedPost`).

    Changes of marks and outline are no part of it: only `Post` can write them.
    """

    @property
    def change(self) -> Change | None: ...
    def marks(self) -> list[Annotation]: ...
    def mark(self, number: int) -> Annotation | None: ...
    def place(self) -> Place | None: ...
    def prepare(self) -> None: ...
    def remember(
        self,
        offset: int,
        progress: float | None = None,
        characters: int | None = None,
        *,
        read: Iterable[Span] = (),
        seconds: float = 0.0,
    ) -> bool: ...
    def read_spans(self) -> list[Span]: ...
    def mark_read(self, spans: Iterable[Span], seconds: float = 0.0) -> None: ...
    def outline_edits(self) -> list[OutlineEdit]: ...


class UnopenedPost:
    """A post without annotations and place; collects read paragraphs for the `Post` to come."""

    change: Change | None = None

    def __init__(self) -> None:
        self.read: list[tuple[list[Span], float]] = []
        """What `mark_read` was told."""

    def marks(self) -> list[Annotation]:
        return []

    def mark(self, number: int) -> None:
        return None

    def place(self) -> Place | None:
        return None

    def prepare(self) -> None:
        """Nothing will be written."""

    def remember(
        self,
        offset: int,
        progress: float | None = None,
        characters: int | None = None,
        *,
        read: Iterable[Span] = (),
        seconds: float = 0.0,
    ) -> bool:
        """False: the place that was kept before stays."""
        return False

    def read_spans(self) -> list[Span]:
        return []

    def mark_read(self, spans: Iterable[Span], seconds: float = 0.0) -> None:
        self.read.append((list(spans), seconds))

    def outline_edits(self) -> list[OutlineEdit]:
        return []
