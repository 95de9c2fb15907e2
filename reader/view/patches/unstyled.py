"""A widget that is drawn before the style sheet has reached it does not end the reader.

Textual asks the styles of a widget's parts (`get_component_styles`, a public name) while it draws,
and raises KeyError for a widget that was mounted, or is being removed, in the same moment: an
editor that opens between two frames ended the program. The widget looks as a whole then, for one
frame. Without the patch the error is back; nothing else depends on it.
"""

from __future__ import annotations

from textual.css.styles import RenderStyles
from textual.dom import DOMNode


def forgive_unstyled() -> None:
    """Let parts without styles look like their widget; to be called before the application runs."""
    known = DOMNode.get_component_styles

    def get_component_styles(self: DOMNode, *names: str) -> RenderStyles:
        try:
            return known(self, *names)
        except KeyError:
            styles: RenderStyles = self.styles
            return styles

    if known.__name__ != "get_component_styles" or known.__module__ != __name__:
        DOMNode.get_component_styles = get_component_styles  # type: ignore[method-assign]
