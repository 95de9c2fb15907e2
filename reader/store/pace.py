"""The reader's pace in 字 a minute, without idle time, measured over all posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.store.database.database import Database
from reader.document import PACE
from reader.store.database.transaction import Transaction

SLOWEST, FASTEST = 100.0, 3000.0
"""字 a minute; a page that was left slower or faster was not read."""
_PRIOR = 2_000.0
"""字 that the default weighs: after as many, measured pace and default count the same."""
_MEMORY = 60_000.0
"""字 after which older reading counts less and less."""


def pace(database: Database) -> float:
    """The reader's pace, `document.PACE` where nothing was measured."""
    characters, minutes = _measured(database.read("SELECT value FROM meta WHERE key = 'pace'"))
    found = (_PRIOR + characters) / (_PRIOR / PACE + minutes)
    return min(max(found, SLOWEST), FASTEST)


def add(transaction: Transaction, characters: int, seconds: float) -> None:
    """Count characters that were read in so many seconds at the screen."""
    if characters <= 0 or not SLOWEST <= characters * 60 / max(seconds, 1e-3) <= FASTEST:
        return
    rows = transaction.execute("SELECT value FROM meta WHERE key = 'pace'").fetchall()
    before, minutes = _measured(rows)
    total, time = before + characters, minutes + seconds / 60
    fade = min(1.0, _MEMORY / total)
    transaction.execute(
        "INSERT OR REPLACE INTO meta VALUES ('pace', ?)",
        (f"{total * fade:.1f} {time * fade:.3f}",),
    )


def _measured(rows: list[tuple[str]]) -> tuple[float, float]:
    try:
        characters, minutes = map(float, rows[0][0].split())
    except (IndexError, ValueError, AttributeError):
        return 0.0, 0.0
    return characters, minutes
