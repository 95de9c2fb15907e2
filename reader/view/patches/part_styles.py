"""Styles of the parts of a widget, each worked out when it is first drawn with.

Textual parses every rule of a style sheet at the start, and matches every component class of a
widget against all of them at each change of style: mounting, focus, a class that is added. A page
has thirty and shows five. Here the rules of the parts stand in a sheet of their own, which Textual
does not see; its parser is given one rule at a time. This reaches beyond its public names
(`Stylesheet._process_component_classes` is what it does for all classes at once).
"""

from __future__ import annotations

import re
from functools import cache
from typing import ClassVar

from rich.style import Style
from textual.css.styles import RenderStyles, Styles
from textual.dom import DOMNode
from textual.events import Key
from textual.widget import Widget

from reader.config import STYLES
from reader.first_page.palette import part_rules

_SHEET = (str(STYLES / "parts.tcss"), "")
_VARIABLE = re.compile(r"\$([\w-]+)")
_rules = cache(part_rules)


class SparingWidget(Widget):
    """A widget that draws with the styles of its parts."""

    PARTS: ClassVar[str] = ""
    """Whose rules in parts.tcss are meant."""
    _base: Style | None = None

    @property
    def base(self) -> Style:
        """`rich_style`, kept: the widget's own, which parts lie upon."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def _get_component_classes(self) -> frozenset[str]:  # type: ignore[override]
        """None that the style sheet knows."""
        return frozenset()

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of parts; KeyError for a name that has no rule."""
        for name in names:
            if name not in self._component_styles:
                self._component_styles[name] = self._styles_by(_rules(self.PARTS)[name])
        return super().get_component_styles(*names)

    def _styles_by(self, rule: str) -> RenderStyles:
        variables = self.app.theme_variables
        part = DOMNode()
        part._attach(self)
        parsed = Styles.parse(_VARIABLE.sub(lambda found: variables[found[1]], rule), _SHEET)
        for field, value in parsed.get_rules().items():
            setattr(part._css_styles, field, value)
        return part.styles

    def notify_style_update(self) -> None:
        """The theme, the focus or a class has changed: colours are asked for again."""
        self._component_styles.clear()
        self._base = None
        super().notify_style_update()


async def own_key(widget: Widget, event: Key) -> bool:
    """Do at once what a key is bound to in the widget that has the focus; whether it is bound
    there.

    Textual looks a key up only after its event has bubbled to the application: of keys that come
    in one burst, the letters behind it would have had their turn before it.
    """
    for node, bindings in widget.screen._binding_chain:
        found = bindings.key_to_bindings.get(event.key, ()) if node is widget else ()
        for binding in found:
            if not binding.priority:
                event.stop()
                event.prevent_default()
                await widget.run_action(binding.action)
                return True
    return False
