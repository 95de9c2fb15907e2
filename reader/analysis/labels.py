"""Titles for inferred sections: `tag｜lead`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.sentences import sentences

TAGS = {
    "intro": "導入",
    "implications": "示唆",
    "ethics": "倫理・リスク",
    "advice": "提言",
    "conclusion": "結論",
}
_OPENER = re.compile(
    r"^(?:さて|では|それでは|まず|次に|最後に|一方で?|しかし|また|そして|さらに|もちろん|正直なところ)[、,]?"
)
_LONGEST = 22


class Label(NamedTuple):
    """What a section is called."""

    tag: str
    lead: str


def label(paragraphs: Sequence[str], role: str) -> Label:
    """Tag and lead of a section."""
    text = paragraphs[0] if paragraphs else ""
    found = sentences(text)
    sentence = text[found[0].start : found[0].end] if found else text
    return Label(TAGS.get(role, ""), cut(_OPENER.sub("", sentence)))


def cut(sentence: str) -> str:
    """The beginning of a sentence up to a phrase boundary, at most 22 characters."""
    bare = sentence.strip().rstrip("。！？!?、")
    if len(bare) <= _LONGEST:
        return bare
    from budoux import load_default_japanese_parser

    taken = ""
    for phrase in load_default_japanese_parser().parse(bare[: _LONGEST * 2]):
        if len(taken) + len(phrase) > _LONGEST:
            break
        taken += phrase
    return (taken or bare[:_LONGEST]).rstrip("、。はがをにでともの")
