"""The store of a state directory: places, annotations, the reading history, outline changes.

Importing this package is cheap; `open_store` loads SQLite.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from reader.store.model import (
        Annotation,
        AnnotationKind,
        Change,
        Imported,
        OutlineEdit,
        Place,
        Recent,
        State,
    )
    from reader.store.post import Post
    from reader.store.store import Store

__all__ = [
    "Annotation",
    "AnnotationKind",
    "Change",
    "Imported",
    "OutlineEdit",
    "Place",
    "Post",
    "Recent",
    "State",
    "Store",
    "open_store",
]


def open_store(state_dir: Path | None = None) -> Store:
    """The store of a directory, by default the user's data directory (platformdirs).

    Never raises for what is on the disk: a damaged database is restored, a newer one or one
    that cannot be written is opened as a copy in memory, and `Store.notices` says so.
    """
    from reader.store.store import Store

    return Store(state_dir)


def __getattr__(name: str) -> object:
    """The names above, each module loaded when one of its names is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = {"Store": "store", "Post": "post"}.get(name, "model")
    return getattr(import_module(f"reader.store.{home}"), name)
