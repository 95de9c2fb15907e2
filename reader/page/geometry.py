"""Where everything stands on a screen of so many cells.

Nothing here knows Textual: the first page is painted by the same numbers before it is loaded.
"""

from __future__ import annotations

from reader.config import Settings
from reader.typeset import Options

GUTTER = 2
"""Cells left of the text: a sign and a space."""
HANG = 2
"""Cells right of the text that a hanging 、 or 。 may take (JLREQ 3.8.2)."""
BAR = 1
"""Cells of the scrollbar."""
NARROW = 20
"""Cells below which a page has no gutter and no scrollbar."""
TOP, BOTTOM = 1, 1
"""Rows above the page (title and section) and below it (status)."""
SHOWN_FROM = 70
"""Columns of the terminal below which the outline is hidden until asked for."""


def margins(width: int) -> tuple[int, int]:
    """Cells of the gutter and of the scrollbar on a page of that width."""
    return (GUTTER, BAR) if width >= NARROW else (0, 0)


def measure_for(width: int, wanted: int, hang: bool) -> int:
    """The measure that fits a page of `width` cells: at most `wanted`, even where it can be."""
    gutter, bar = margins(width)
    room = width - gutter - bar - (HANG if hang and width >= NARROW else 0)
    fitting = max(1, min(room, wanted))
    return fitting - fitting % 2 if 1 < fitting < wanted else fitting


def text_column(width: int, measure: int) -> int:
    """Cells before the text on a page of `width` cells: the column stands in its middle."""
    gutter, bar = margins(width)
    return max(gutter, (width - bar - measure) // 2)


def panel_width(columns: int) -> int:
    """Cells of the outline in a terminal of so many columns."""
    wanted = 40 if columns >= 140 else 32 if columns >= 100 else 24
    return min(wanted, max(8, columns // 2))


def most_rows(rows: int) -> int:
    """Rows that a list under the page may take in a terminal of so many: a line above the page,
    one of the page, one to type in and the status are left."""
    return max(3, rows - TOP - BOTTOM - 2)


def panel_shown(setting: str, columns: int) -> bool:
    """Whether the outline stands beside the page at the start; `setting` is `Settings.outline`."""
    return setting == "show" or (setting == "auto" and columns >= SHOWN_FROM)


def page_width(setting: str, columns: int) -> int:
    """Cells that are left for the page at the start."""
    return columns - (panel_width(columns) if panel_shown(setting, columns) else 0)


def options_for(settings: Settings, width: int | None = None) -> Options:
    """How a post is set on a page of `width` cells; None: at the measure of the settings."""
    measure = settings.measure
    if width is not None:
        measure = measure_for(width, measure, settings.hang)
    return Options(
        measure=measure,
        wrap=settings.wrap,  # type: ignore[arg-type]  # checked by the configuration
        hang=settings.hang,
        indent=settings.indent,
        justify=settings.justify,
        ruby=settings.ruby,  # type: ignore[arg-type]
        spacing=settings.spacing,
        tight=True,
        ambiguous=settings.ambiguous or 1,
    )
