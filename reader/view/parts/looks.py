"""How the page looks: folds, readings, measure, spacing, theme; files and the outline panel."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from contextlib import suppress

from reader.cells import cell_len
from reader.page.geometry import SHOWN_FROM
from reader.records import replace
from reader.view.keys import PANEL, READING, Key, describe, show_keys
from reader.view.parts.facts import FactActions
from reader.view.widgets.entry import Entry
from reader.wording import say

RUBY = ("off", "inline", "above")
WRAPS = ("strict", "phrase")
SPACINGS = (0, 1)
SHORTEST, LONGEST = 20, 200
"""Bounds of the measure that keys can reach, in cells."""


class LookActions(FactActions):
    """Actions of the groups "look" and "program"."""

    _outline_before = False
    """Whether the outline stood beside the page before the text was shown alone."""
    _narrowed = True
    """Whether it would stand there if the terminal were wider."""

    def action_toggle_fold(self) -> None:
        """Open the fold at hand, or close the one that the reader is in."""
        rows = self.page.view.window.rows
        ids = set(self.book.fold_ids)
        shown = [row.start for row in rows if row.kind == "fold"]
        here = self.book.fold_at(self.here_offset())
        if here is not None and here in self.book.opened:
            self._set_folds(self.book.opened - {here})
        elif shown:
            target = self.book.fold_at(shown[0])
            self._set_folds(self.book.opened | ({target} if target is not None else set()))
        elif seen := self.book.opened.intersection(self.book.fold_at(row.start) for row in rows):
            self._set_folds(self.book.opened - {min(seen)})
        else:
            self.say("view.fold.none-here" if ids else "view.fold.none")

    def action_toggle_folds(self) -> None:
        """Open all repeats, or fold them all."""
        ids = set(self.book.fold_ids)
        if not ids:
            self.say("view.fold.none")
            return
        opening = not ids <= self.book.opened
        self._set_folds(ids if opening else set())
        self.say("view.fold.opened" if opening else "view.fold.closed")

    def _set_folds(self, opened: set[int]) -> None:
        self.book.opened = opened
        self.book.refold()
        self.current = None
        self.reflow()

    def _set_option(self, notice: str, **values: object) -> None:
        self.say(notice, **values)
        self.relayout()

    def action_cycle_ruby(self) -> None:
        mode = RUBY[(RUBY.index(self.options.ruby) + 1) % len(RUBY)]
        self.options = replace(self.options, ruby=mode)  # type: ignore[arg-type]
        self._set_option(f"view.ruby.{mode}")

    def action_cycle_wrap(self) -> None:
        wrap = WRAPS[(WRAPS.index(self.options.wrap) + 1) % 2] if self.options.wrap in WRAPS else ""
        self.options = replace(self.options, wrap=wrap or "strict")  # type: ignore[arg-type]
        self._set_option(f"view.wrap.{self.options.wrap}")

    def action_cycle_spacing(self) -> None:
        rows = (self.options.spacing + 1) % len(SPACINGS)
        self.options = replace(self.options, spacing=rows)
        self._set_option("view.spacing", rows=rows)

    def action_toggle_indent(self) -> None:
        indent = 1 - min(1, self.options.indent)
        self.options = replace(self.options, indent=indent)
        self._set_option(f"view.indent.{indent}")

    def action_measure(self, change: int) -> None:
        wanted = min(max(self.options.measure + change, SHORTEST), LONGEST)
        self.settings = self.settings.over(measure=wanted)
        self.relayout()
        self.say("view.measure", cells=self.options.measure)

    def action_cycle_theme(self) -> None:
        names = sorted(name for name in self.app.available_themes if name in self.themes)
        at = names.index(self.app.theme) if self.app.theme in names else -1
        self.app.theme = names[(at + 1) % len(names)]
        self.say("view.theme", name=self.app.theme)

    @property
    def themes(self) -> set[str]:
        """Names of jreader's own themes and the user's."""
        from reader.config import theme_files

        return set(theme_files())

    def action_zen(self) -> None:
        """The text alone, or everything again.

        The two lines keep their rows, so that the text does not jump, and what has to be said is
        still said in the lower one.
        """
        alone = not self.status.quiet
        if alone:
            self._outline_before = bool(self.outline_panel.display)
        self.top_line.be_quiet(alone)
        self.status.be_quiet(alone)
        self._show_panel(self._outline_before and not alone)

    # -- outline panel

    def action_toggle_outline(self) -> None:
        self._show_panel(not self.outline_panel.display)

    def fit_outline(self, before: int, columns: int) -> None:
        """The terminal has another width: of itself the outline stands in a wide one alone."""
        if self.settings.outline != "auto" or self.status.quiet:
            return
        if columns < SHOWN_FROM <= before:
            self._narrowed = self.outline_panel.display
            self._show_panel(False)
        elif before < SHOWN_FROM <= columns and self._narrowed:
            self._show_panel(True)

    def _show_panel(self, shown: bool) -> None:
        self.outline_panel.display = shown
        if shown:
            self.show_outline()
        elif self.focused is self.outline_panel:
            self.set_focus(self.page)

    def action_focus_outline(self) -> None:
        self.outline_panel.display = True
        self.show_outline()
        self.set_focus(self.outline_panel)

    def show_outline(self) -> None:
        """Draw the outline anew, if it is to be seen."""
        raise NotImplementedError

    # -- lists about the program and the post

    def action_help(self) -> None:
        entries: list[Entry] = []
        group = ""
        column = max(cell_len(show_keys(self.keys_of(row))) for row in (*READING, *PANEL))
        for row in (*READING, *PANEL):
            if row.group != group:
                group = row.group
                entries.append(Entry(say(f"view.group.{group}", self.lang)))
            keys = show_keys(self.keys_of(row))
            keys += " " * (column - cell_len(keys))
            entries.append(Entry(keys, row, lead=describe(row, self.lang), level=1))
        self.show_list("help", say("view.help.title", self.lang), entries)

    def keys_of(self, row: Key) -> str:
        """The keys that reach an action now."""
        return self.app._keymap.get(row.id, row.keys)

    # -- files

    def action_editor(self) -> None:
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        try:
            command = shlex.split(editor)
        except ValueError:  # a quotation mark is missing
            self.say("view.editor.failed", editor=editor)
            return
        if self.path == "-":
            self.say("view.editor.stdin")
        elif not command or not command[0]:
            self.say("view.editor.none")
        else:
            line = self.book.document.line_of(self.here_offset())
            if command[0].rpartition("/")[2] in ("vi", "vim", "nvim", "nano", "emacs", "kak", "hx"):
                command.append(f"+{line}")
            # Before the screen is given away: it comes back only with the next key.
            if not shutil.which(command[0]):
                self.say("view.editor.failed", editor=command[0])
                return
            with self.app.suspend(), suppress(OSError, ValueError):
                subprocess.run([*command, self.path], check=False)
            self.action_reload()

    def action_reload(self) -> None:
        """Read the file again; the place is found again by its text."""
        raise NotImplementedError
