"""How the page looks: folds, ruby, measure, spacing, theme, the outline beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.config import theme_files
from reader.page.geometry import SHOWN_FROM
from reader.records import replace

if TYPE_CHECKING:
    from reader.typeset import Options
    from reader.view.desk import Desk
    from reader.view.parts.picture import Picture

RUBY = ("off", "inline", "above")
WRAPS = ("strict", "phrase")
SPACINGS = (0, 1)
SHORTEST, LONGEST = 20, 200
"""Bounds of the measure that keys can reach, in cells."""


class Looks:
    """Keys of the group "look", and keys that show and hide the outline panel."""

    def __init__(self, desk: Desk, picture: Picture) -> None:
        self.desk, self.picture = desk, picture
        self._outline_before = False
        """Whether the outline stood beside the page before the text was shown alone."""
        self._narrowed = True
        """Whether it would stand there if the terminal were wider."""

    def toggle_fold(self) -> None:
        """Open the fold at hand, or close the one that the reader is in."""
        book, rows = self.desk.book, self.desk.page.view.window.rows
        shown = [row.start for row in rows if row.kind == "fold"]
        here = book.fold_at(self.desk.here_offset())
        if here is not None and here in book.opened:
            self.set_folds(book.opened - {here})
        elif shown:
            target = book.fold_at(shown[0])
            self.set_folds(book.opened | ({target} if target is not None else set()))
        elif seen := book.opened.intersection(book.fold_at(row.start) for row in rows):
            self.set_folds(book.opened - {min(seen)})
        else:
            self.desk.say("view.fold.none-here" if book.fold_ids else "view.fold.none")

    def toggle_folds(self) -> None:
        """Open all repeats, or fold them all."""
        ids = set(self.desk.book.fold_ids)
        if not ids:
            self.desk.say("view.fold.none")
            return
        opening = not ids <= self.desk.book.opened
        self.set_folds(ids if opening else set())
        self.desk.say("view.fold.opened" if opening else "view.fold.closed")

    def set_folds(self, opened: set[int]) -> None:
        """Open these folds of repeats (their numbers) and close all others."""
        self.desk.book.opened = opened
        self.desk.book.refold()
        self.desk.current = None
        self.picture.reflow()

    def cycle_ruby(self) -> None:
        """Ruby not shown, in brackets behind its base, or above it."""
        mode = RUBY[(RUBY.index(self.desk.options.ruby) + 1) % len(RUBY)]
        self._set(replace(self.desk.options, ruby=mode), f"view.ruby.{mode}")  # type: ignore[arg-type]

    def cycle_wrap(self) -> None:
        """Lines that end wherever the rules of line breaking allow, or between phrases."""
        before = self.desk.options.wrap
        wrap = WRAPS[(WRAPS.index(before) + 1) % 2] if before in WRAPS else WRAPS[0]
        self._set(replace(self.desk.options, wrap=wrap), f"view.wrap.{wrap}")  # type: ignore[arg-type]

    def cycle_spacing(self) -> None:
        """An empty row between two rows of text, or none."""
        rows = (self.desk.options.spacing + 1) % len(SPACINGS)
        self._set(replace(self.desk.options, spacing=rows), "view.spacing", rows=rows)

    def toggle_indent(self) -> None:
        """Part paragraphs by an indent of the first line, or by a blank line."""
        indent = 1 - min(1, self.desk.options.indent)
        self._set(replace(self.desk.options, indent=indent), f"view.indent.{indent}")

    def _set(self, options: Options, notice: str, **values: object) -> None:
        self.desk.say(notice, **values)
        self.picture.relayout(options)

    def measure(self, change: int) -> None:
        """A wider column, or a narrower one, by so many cells."""
        wanted = min(max(self.desk.options.measure + change, SHORTEST), LONGEST)
        self.desk.settings = self.desk.settings.over(measure=wanted)
        self.picture.relayout()
        self.desk.say("view.measure", cells=self.desk.options.measure)

    def cycle_theme(self) -> None:
        """The next of jreader's own themes and the user's."""
        app = self.desk.screen.app
        own = set(theme_files())
        names = sorted(name for name in app.available_themes if name in own)
        at = names.index(app.theme) if app.theme in names else -1
        app.theme = names[(at + 1) % len(names)]
        self.desk.say("view.theme", name=app.theme)

    def zen(self) -> None:
        """The text alone, or everything again.

        The two lines keep their rows, so that the text does not jump, and what has to be said is
        still said in the lower one.
        """
        alone = not self.desk.status.quiet
        if alone:
            self._outline_before = bool(self.desk.outline_panel.display)
        self.desk.top_line.be_quiet(alone)
        self.desk.status.be_quiet(alone)
        self.picture.show_panel(self._outline_before and not alone)

    # -- outline panel

    def toggle_outline(self) -> None:
        """Show the outline beside the page, or hide it."""
        self.picture.show_panel(not self.desk.outline_panel.display)

    def fit_outline(self, before: int, columns: int) -> None:
        """The terminal has another width: of itself the outline stands in a wide one alone."""
        if self.desk.settings.outline != "auto" or self.desk.status.quiet:
            return
        if columns < SHOWN_FROM <= before:
            self._narrowed = self.desk.outline_panel.display
            self.picture.show_panel(False)
        elif before < SHOWN_FROM <= columns and self._narrowed:
            self.picture.show_panel(True)

    def focus_outline(self) -> None:
        """Show the outline, and let it have the keys."""
        self.picture.show_panel(True)
        self.desk.screen.set_focus(self.desk.outline_panel)
