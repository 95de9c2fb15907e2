"""Messages of the screens to the application."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenPost(Message):
    """Another post is to be opened."""

    path: str
    """As `reader.store.identity.openable` takes it."""


@dataclass
class PlaceShown(Message):
    """The page shows the place that was waited for: keys that were kept back may act."""
