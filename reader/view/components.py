"""Component styles that are worked out when they are first drawn with.

Textual matches every component class of a widget against the whole style sheet at each change of
style: mounting, focus, a class that is added. A page has thirty of them and shows five; the rest
would be half of the style work before the first page. This reaches beyond Textual's public names
(`Stylesheet._process_component_classes` does the same for all classes at once).
"""

from __future__ import annotations

from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.widget import Widget


class SparingWidget(Widget):
    """A widget whose component styles are only kept up to date for those in use."""

    def _get_component_classes(self) -> frozenset[str]:  # type: ignore[override]
        """What the style sheet brings up to date: the component classes in use."""
        return frozenset(self._component_styles)

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of components; KeyError for a name that COMPONENT_CLASSES has not."""
        known = type(self).COMPONENT_CLASSES
        for name in names:
            if name not in self._component_styles and name in known:
                virtual = DOMNode(classes=name)
                virtual._attach(self)
                self.app.stylesheet.apply(virtual, animate=False)
                self._component_styles[name] = virtual.styles
        return super().get_component_styles(*names)
