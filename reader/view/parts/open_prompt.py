"""Opening another post by its path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from reader.view.parts.looks import LookActions
from reader.view.paths import common_start, completions, meant
from reader.wording import say

if TYPE_CHECKING:
    from reader.view.application import ReaderApp


class OpenActions(LookActions):
    """The line in which a path is typed, with completion."""

    _named_at = ""
    """The path of which it was said what it can become."""

    def action_open_post(self) -> None:
        """Ask for a path."""
        self.prompt.open("open", say("view.open.label", self.lang))

    def folders(self) -> list[Path]:
        """Where a relative path is looked for: where jreader was called, and beside the post."""
        beside = [] if self.path in ("", "-") else [Path(self.path).parent]
        return [Path.cwd(), *beside]

    def complete_path(self, typed: str) -> None:
        """Tab: as much of the path as is certain, and what it can become."""
        found = completions(typed, self.folders())
        if not found:
            self.prompt.say(say("view.open.none", self.lang))
            return
        certain = common_start(found)
        if len(certain) > len(typed):
            self.prompt.put(certain)
            typed = certain
        names = [path.rstrip("/").rpartition("/")[2] for path in found]
        if len(found) == 1:
            self.prompt.clear()
        else:
            self._named_at = typed
            self.prompt.say("  ".join(names))

    def forget_names(self, typed: str) -> None:
        """What a path can become is of no more use once more of it is typed; the field has the
        room."""
        if typed != self._named_at:
            self.prompt.clear()

    def open_typed(self, typed: str) -> None:
        """Enter."""
        if typed.strip():
            cast("ReaderApp", self.app).open_post(meant(typed.strip(), self.folders()))
