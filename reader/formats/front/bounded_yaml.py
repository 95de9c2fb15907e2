"""YAML within bounds: python-frontmatter's handler over a safe loader that counts.

Apart from `front_matter`, which imports it only when a post has front matter that needs it:
PyYAML takes longer to import than most posts take to load.
"""

from __future__ import annotations

from typing import Any

from frontmatter.default_handlers import YAMLHandler
from yaml import SafeLoader, YAMLError
from yaml.events import AliasEvent, CollectionStartEvent
from yaml.nodes import Node

__all__ = ["YAMLError", "load"]


def load(block: str, *, deepest: int, most_aliases: int) -> Any:
    """The value of a YAML block.

    Raises YAMLError for what is not YAML, or is nested deeper or has more aliases than allowed;
    and whatever the construction of a scalar raises (a month 13 is a ValueError).
    """

    class Loader(SafeLoader):
        """SafeLoader, but bounded. PyYAML's C loader would recurse past the stack's end."""

        depth = 0
        aliases = 0

        def compose_node(self, parent: Any, index: Any) -> Node | None:
            if self.check_event(AliasEvent):
                self.aliases += 1
                if self.aliases > most_aliases:
                    raise YAMLError("too many aliases")
            if not self.check_event(CollectionStartEvent):
                return super().compose_node(parent, index)
            self.depth += 1
            if self.depth > deepest:
                raise YAMLError("nested too deeply")
            node = super().compose_node(parent, index)
            self.depth -= 1
            return node

    return YAMLHandler().load(block, Loader=Loader)
