"""On how many cores this process may run."""

from __future__ import annotations

import os


def cores() -> int:
    """At least 1; where the system does not tell what is allowed, all that there are."""
    asked = getattr(os, "sched_getaffinity", None)
    return len(asked(0)) if asked else os.cpu_count() or 1
