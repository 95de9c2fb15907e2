"""A widget that consists of lines which it draws itself: the page, the lists, the bars."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import ClassVar

from rich.style import Style
from textual.css.styles import Styles
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.config import STYLES
from reader.first_page.palette import part_rules

_SHEET = (str(STYLES / "parts.tcss"), "")
_VARIABLE = re.compile(r"\$([\w-]+)")
_rules = cache(part_rules)


class LineWidget(Widget):
    """A widget of lines that fill it: what `render_line` gives is all there is.

    Textual keeps every line, filters it and pads it for borders, which costs more than drawing
    the line. Where there is a border or a filter, Textual still does.

    The parts of a line (a heading, a match ...) have names whose rules stand in
    `styles/parts.tcss`. Textual does not see that sheet: it would parse every rule at the start
    and match each against every widget at each change of style, and a page has thirty parts and
    shows five. A rule is parsed when the part is first drawn.
    """

    PARTS: ClassVar[str] = ""
    """Whose rules in parts.tcss are meant."""
    _looks: dict[tuple[str, ...], Style]

    def look(self, *names: str) -> Style:
        """The widget's own style with those of some of its parts over it, the last on top.

        Raises KeyError for a name that has no rule.
        """
        looks = self.__dict__.setdefault("_looks", {})
        style: Style | None = looks.get(names)
        if style is None:
            style = self.look(*names[:-1]) + self._part(names[-1]) if names else self.rich_style
            looks[names] = style
        return style

    def _part(self, name: str) -> Style:
        """What the rule of a part says."""
        variables = self.app.theme_variables
        rule = _VARIABLE.sub(lambda found: variables[found[1]], _rules(self.PARTS)[name])
        styles = Styles()
        # The parser leaves some values as they are written; they become values when they are set.
        for field, value in Styles.parse(rule, _SHEET).get_rules().items():
            setattr(styles, field, value)
        return styles.partial_rich_style

    def notify_style_update(self) -> None:
        """The theme, the focus or a class has changed: styles are asked for again."""
        self.__dict__.pop("_looks", None)
        super().notify_style_update()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No rule of the style sheet depends on the focus."""
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region."""
        if self.styles.gutter or any(map(_changes, self.app.get_line_filters())):
            return super().render_lines(crop)
        strips = self.plain_lines(crop.line_range)
        left, right = crop.column_span
        if (left, right) != (0, self.size.width):
            strips = [strip.crop(left, right) for strip in strips]
        return strips

    def plain_lines(self, lines: Iterable[int]) -> list[Strip]:
        """Some lines, each as wide as the widget."""
        return [self.render_line(y) for y in lines]


def _changes(line_filter: LineFilter) -> bool:
    """Whether a filter changes anything: colours here are none of a terminal's own sixteen."""
    return not isinstance(line_filter, ANSIToTruecolor)
