"""The two lines around the page: the section on top, the status at the bottom."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from reader.cells import cell_len
from reader.view.widgets.entry import cut
from reader.view.widgets.line_widget import LineWidget


class Bar(LineWidget):
    """A line that can be silent: its row stays, in the colour of the page."""

    quiet = False

    def be_quiet(self, quiet: bool) -> None:
        """Say nothing but what has to be said, or speak again."""
        self.quiet = quiet
        self.refresh()


class TopLine(Bar):
    """The post's title and the section that is being read, while its own heading scrolls."""

    PARTS = "TopLine"

    def __init__(self) -> None:
        super().__init__(id="top")
        self._title = self._section = ""

    def show(self, title: str, section: str) -> None:
        """Say where the reader is."""
        if (title, section) != (self._title, self._section):
            self._title, self._section = title, section
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if self.quiet:
            return Strip([Segment(" " * width, self.look())])
        section = cut(self._section, width - 2)
        room = width - cell_len(section) - 5
        title = cut(self._title, room) if room > 8 else ""
        segments = [Segment(" " + title, self.look())]
        if section:
            style = self.look("top--section")
            segments.append(Segment((" › " if title else "") + section, style))
        return Strip(segments).adjust_cell_length(width, self.look())


class StatusLine(Bar):
    """Section, characters read, per cent, minutes left; or a notice until the next key."""

    PARTS = "StatusLine"

    def __init__(self) -> None:
        super().__init__(id="status")
        self._section = ""
        self._facts: tuple[str, ...] = ()
        self._notice = ""

    @property
    def notice(self) -> str:
        """What is being said, "" for nothing."""
        return self._notice

    def show(self, section: str, facts: tuple[str, ...]) -> None:
        """`facts` from the most to the least important: the last go first where room is short."""
        if (section, facts) != (self._section, self._facts):
            self._section, self._facts = section, facts
            self.refresh()

    def say(self, notice: str) -> None:
        """Show a notice in place of the section; "" takes it away."""
        if notice != self._notice:
            self._notice = notice
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if self.quiet and not self._notice:
            return Strip([Segment(" " * width, self.look("status--quiet"))])
        left, name = self._notice or self._section, "status--section"
        if self._notice:
            name = "status--notice"
        facts = [] if self.quiet else list(self._facts)
        # A notice cut off may not say what is wrong; how far the reader is can be seen again.
        least = cell_len(left) if self._notice else 8
        while facts and cell_len("  ".join(facts)) > width - least - 3:
            facts.pop()
        right = "  ".join(facts) + " " if facts else ""
        room = max(0, width - cell_len(right) - 1)
        shown = " " + cut(left, room - 1) if room > 1 else ""
        strip = Strip([Segment(shown, self.look(name))]).adjust_cell_length(
            width - cell_len(right), self.look()
        )
        return Strip.join([strip, Strip([Segment(right, self.look())])])
