"""A screen that draws the widgets which changed, and no others, and as soon as it can.

Textual's compositor draws every widget that the changed region touches, cuts all lines of the
screen at every edge of a widget and lays the pieces over one another, sixty times a second at
most. A page that turns is one widget beside others: its lines can be written as they are. What
overlaps, what is new or moved, and what is behind another screen is left to the compositor, whose
state is the same after either. This reaches beyond Textual's public names
(`Screen._compositor_refresh` and what it works with).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from time import monotonic

from rich.console import Console
from rich.style import Style
from textual import events
from textual._compositor import Compositor, CompositorUpdate
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from reader.view.patches.part_styles import SparingWidget

LONGEST = 0.1
"""Seconds for which nothing is drawn while keys wait."""


class LineWidget(SparingWidget):
    """A widget of lines that fill it: what `render_line` gives is all there is.

    Textual keeps every line, filters it and pads it for borders, which costs more than drawing
    one. Where there is a border or a filter, it still does.
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


def _changes(one: LineFilter) -> bool:
    """Whether a filter changes anything: colours here are none of a terminal's own sixteen."""
    return not isinstance(one, ANSIToTruecolor)


class Lines(CompositorUpdate):
    """Lines that are written where they stand."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, int, Strip]] = []

    def add(self, x: int, y: int, strips: Iterable[Strip]) -> None:
        """Strips under one another, the first at a cell of the screen."""
        self._lines += [(x, y + below, strip) for below, strip in enumerate(strips)]

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal for them."""
        return "".join(
            [f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self._lines]
        )


class DirectScreen(Screen[None]):
    """Draws what changed by the shortest way that gives the same screen."""

    held = False
    """Whether nothing is drawn: the first page stands, painted before Textual was loaded."""
    _map: object = None
    _put_off = 0.0
    """When a drawing was first put off since the last one; 0: none was."""
    _alone: dict[Widget, Region] = {}  # noqa: RUF012 - never changed, only replaced

    def paint_now(self) -> None:
        """Draw at once what has changed, unless the next key is here already.

        Otherwise it is drawn at the next sixtieth of a second.
        """
        if not self.is_current or self.app._batch_count or self._key_waits():
            return
        # Those that have said so already are forgotten by what follows, drawn or not.
        dirty = self._dirty_widgets | {one for one in self._tiles() if one._repaint_required}
        # What is about to appear is drawn when it is laid out. Named here it would make the
        # compositor lay it out by itself, and find nothing changed when the layout comes.
        dirty &= self._compositor.visible_widgets.keys()
        if dirty:
            for widget in dirty:
                widget._repaint_required = False
            self._compositor.update_widgets(dirty)
            self._compositor_refresh()

    def _key_waits(self) -> bool:
        """Whether a key has come that is not acted on yet."""
        return any(map(_holds_key, (self.app, self.focused)))

    def _on_timer_update(self) -> None:
        """What a key will change at once need not be laid out and drawn before, unless keys come
        without end."""
        if self._key_waits():
            self._put_off = self._put_off or monotonic()
            if monotonic() - self._put_off < LONGEST:
                return  # the timer runs on
        self._put_off = 0.0
        super()._on_timer_update()

    def paint_all_now(self) -> None:
        """Draw the whole screen at once, and nothing of it a second time for having changed."""
        for widget in self._compositor.visible_widgets:
            widget._repaint_required = False
        self._dirty_widgets.clear()
        self._dirty_widgets.add(self)
        self._compositor.update_widgets(self._dirty_widgets)
        self._compositor_refresh()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Lay out and draw anew.

        A widget of another size asks for both once more, for its virtual size is another too.
        What is drawn here has all of it already.
        """
        before = {
            widget: (widget._size, widget._layout_required, widget._repaint_required)
            for widget in self._compositor.visible_widgets
        }
        super()._refresh_layout(size, scroll)
        for widget in self._compositor.visible_widgets:
            known, laid_out, drawn = before.get(widget, (widget._size, False, False))
            if known != widget._size and not widget.styles.auto_dimensions:
                widget._layout_required = laid_out
                widget._repaint_required = drawn

    async def _on_idle(self, event: events.Idle) -> None:
        """Textual lays out and draws sixty times a second at most; what nobody sees need not
        wait for the next time."""
        if self.held and not self.app._batch_count:
            self._on_timer_update()

    def _compositor_refresh(self) -> None:
        if self.held:
            return  # Textual draws the screen three times until it stands, each time all of it
        app = self.app
        if self is app.screen and not (app.is_inline or app.is_headless or app._background_screens):
            lines = self._changed_lines()
            if lines is not None:
                app._display(self, lines)  # type: ignore[arg-type]  # it takes such an update
                self._dirty_widgets.clear()
                app._update_mouse_over(self)
                return
        super()._compositor_refresh()

    def _changed_lines(self) -> Lines | None:
        """What the dirty regions show; None where the widgets alone cannot say that."""
        dirty = self._compositor._dirty_regions
        screen = self._compositor.size.region
        changed = _outermost(dirty)
        if sum(one.area for one in changed) >= screen.area:
            changed = [screen]
        found = [_covering(self._tiles(), one) for one in changed]
        if not all(found):
            return None
        dirty.clear()
        lines = Lines()
        for widget, region, part in chain.from_iterable(found):
            lines.add(part.x, part.y, widget.render_lines(part.translate(-region.offset)))
        return lines if found else None

    def _tiles(self) -> dict[Widget, Region]:
        """The widgets that nothing else overlaps but what holds them, with their regions."""
        shown = self._compositor.visible_widgets
        if shown is not self._map:
            self._map, self._alone = shown, _alone(self._compositor)
        return self._alone


def _holds_key(pump: MessagePump | None) -> bool:
    """Whether a key is among the messages that an application or a widget has yet to take."""
    waiting: Iterable[object] = () if pump is None else pump._message_queue.values
    return any(isinstance(message, events.Key) for message in waiting)


def _outermost(regions: Iterable[Region]) -> list[Region]:
    """Regions without those that lie in another: a layout names what moved, and all of its parts,
    as they were and as they are."""
    kept: list[Region] = []
    for region in sorted(regions, key=lambda one: one.area, reverse=True):
        if not any(one.contains_region(region) for one in kept):
            kept.append(region)
    return kept


def _covering(
    tiles: Mapping[Widget, Region], changed: Region
) -> list[tuple[Widget, Region, Region]]:
    """The widgets that together show a region, each with its own and its part of that."""
    found = [
        (widget, region, region.intersection(changed))
        for widget, region in tiles.items()
        if region.overlaps(changed)
    ]
    return found if sum(part.area for _, _, part in found) == changed.area else []


def _alone(compositor: Compositor) -> dict[Widget, Region]:
    shown = compositor.visible_widgets
    found: dict[Widget, Region] = {}
    for widget, (region, clip) in shown.items():
        others = (
            other.overlaps(region)
            for one, (other, _) in shown.items()
            if one is not widget and one not in widget.ancestors
        )
        if clip.contains_region(region) and not any(others):
            found[widget] = region
    return found
