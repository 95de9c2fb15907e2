"""Messages of the screens to the application."""

from __future__ import annotations

from textual.message import Message

from reader.records import dataclass


@dataclass
class OpenPost(Message):
    """Another post is to be opened."""

    path: str
    """As `reader.store.identity.openable` takes it."""


@dataclass
class PlaceShown(Message):
    """The page shows the place that was waited for: keys that were kept back may act."""
