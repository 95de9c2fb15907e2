"""A widget that consists of lines which it draws itself: the page, the lists, the bars."""

from __future__ import annotations

from collections.abc import Iterable

from rich.style import Style
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region
from textual.strip import Strip

from reader.view.patches.part_styles import SparingWidget


class LineWidget(SparingWidget):
    """A widget of lines that fill it: what `render_line` gives is all there is.

    Textual keeps every line, filters it and pads it for borders, which costs more than drawing
    the line. Where there is a border or a filter, Textual still does.
    """

    _looks: dict[tuple[bool, tuple[str, ...]], Style]

    def look(self, *names: str) -> Style:
        """The widget's own style with those of some of its parts over it, the last on top."""
        looks = self.__dict__.setdefault("_looks", {})
        key = (self.has_focus, names)
        style: Style | None = looks.get(key)
        if style is None:
            style = self.base
            for name in names:
                style += self.get_component_rich_style(name, partial=True)
            looks[key] = style
        return style

    def notify_style_update(self) -> None:
        """The theme, the focus or a class has changed: styles are asked for again."""
        self.__dict__.pop("_looks", None)
        super().notify_style_update()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No rule of the style sheet depends on the focus; only looks do, and they know it."""
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
