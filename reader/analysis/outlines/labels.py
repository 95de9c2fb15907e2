"""Titles for inferred sections: `tag｜lead`.

The tag (`outlines.tags`) says whom or what the section is about or its role, the lead
(`outlines.leads`) is its first telling clause. Both are in the language of the post, and no two
sections of an outline have one title.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from typing import NamedTuple

from reader.analysis.outlines.leads import cut, lead
from reader.analysis.outlines.tags import LONGEST_TAG, TagPart, TermStatistics


class Label(NamedTuple):
    """What a section is called."""

    tag: str
    """Unique in its outline; "" where only the lead is left."""
    lead: str
    """"" where no clause of the section can be cut decently."""


def labels(
    parts: Sequence[TagPart],
    title: str,
    given: Sequence[str] = (),
    taken: Collection[str] = (),
    said: Collection[str] = (),
) -> list[Label]:
    """A label for each of the parts of one text, in order.

    `given`: tags that are wanted, or "" for each. `taken`: titles in use already; `said`: leads.
    """
    statistics = TermStatistics(parts, title)
    used = set(taken)
    order = sorted(range(len(parts)), key=lambda at: (_precedence(parts, at), at))
    leads: list[str] = []
    for part in parts:
        leads.append(lead(part.paragraphs, {*said, *leads}, latin=statistics.latin))
    tags: dict[int, str] = {}
    for at in order:
        wanted = given[at] if given else ""
        own = statistics.qualified(at, wanted) if wanted else statistics.tags(at, leads[at])
        free = (tag for tag in own if tag and tag not in used)
        tags[at] = next(free, "") or _numbered(
            wanted or statistics.plain(at) or leads[at] or cut(title, LONGEST_TAG) or "…", used
        )
        used.add(tags[at])
    return [Label(tags[at], leads[at]) for at in range(len(parts))]


def _numbered(tag: str, used: Collection[str]) -> str:
    """A tag with the first number that makes it another one."""
    return next(one for n in itertools.count(2) if (one := f"{tag}（{n}）") not in used)


def _precedence(parts: Sequence[TagPart], at: int) -> int:
    """Who chooses first: the last conclusion before earlier ones, others as they stand."""
    role = parts[at].role
    if role == "conclusion" and any(part.role == role for part in parts[at + 1 :]):
        return 1
    return 0
