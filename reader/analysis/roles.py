"""The roles of sections: what part a section plays in the argument of a post."""

from __future__ import annotations

ROLES = ("intro", "topic", "implications", "ethics", "advice", "conclusion")
"""In the order in which an argument usually takes them."""
