"""The development data of the outline, read into one shape and parted into folds.

A fold holds whole sources: texts that share a long paragraph, and all essays of one author,
lie in the same one.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.analysis.model.roles import ROLES

FOLDER = Path(__file__).parent.parent.parent / "shared" / "corpus" / "outline"
FILES = {
    "headed": ("headed-dev.jsonl",),
    "posts": ("unheaded-dev.jsonl", "unheaded-edited-dev.jsonl"),
    "posts of two editors": ("unheaded-two-editors-dev.jsonl",),
    "essays": ("essays-edited-dev.jsonl",),
    "essays of two editors": ("essays-two-editors-dev.jsonl",),
}
_FOLDS = 5
_SHARED = 60
"""Characters at the start of a paragraph that make two texts one source."""


@dataclass
class Text:
    """One document with what its editors marked; one entry of each list is one editor."""

    kind: str
    title: str
    paragraphs: list[str]
    source: str
    boundaries: list[list[int]]
    subs: list[list[int] | None]
    labels: list[list[str] | None]
    roles: list[list[str] | None]
    fold: int = field(default=0)

    def share(self, *marked: Sequence[Sequence[int] | None]) -> list[float]:
        """For each paragraph the share of the editors who marked it in any of the lists.

        NaN throughout where an editor did not mark this at all.
        """
        if any(entry is None for entries in marked for entry in entries):
            return [float("nan")] * len(self.paragraphs)
        editors = list(zip(*marked, strict=True))
        return [
            sum(any(at in (entry or ()) for entry in editor) for editor in editors) / len(editors)
            for at in range(len(self.paragraphs))
        ]

    def role_shares(self) -> list[list[float]]:
        """For each paragraph the share of the editors who gave its section each role."""
        rows = [[0.0] * len(ROLES) for _ in self.paragraphs]
        for starts, roles in zip(self.boundaries, self.roles, strict=True):
            if roles is None:
                return [[float("nan")] * len(ROLES) for _ in self.paragraphs]
            for at, row in enumerate(rows):
                section = max(n for n, start in enumerate(starts) if start <= at)
                row[ROLES.index(roles[section])] += 1 / len(self.boundaries)
        return rows


def load_texts(folder: Path = FOLDER) -> list[Text]:
    """All development texts with their folds."""
    texts = [
        _text(kind, json.loads(line), f"{name}:{number}")
        for kind, names in FILES.items()
        for name in names
        for number, line in enumerate((folder / name).read_text("utf-8").splitlines())
    ]
    _merge_sources(texts)
    _fold(texts)
    return texts


def _text(kind: str, entry: dict[str, Any], source: str) -> Text:
    editors = [entry["A"], entry["B"]] if "A" in entry else [entry]
    return Text(
        kind,
        entry.get("title", ""),
        entry["paragraphs"],
        entry.get("author", source),
        [sorted({0, *editor["boundaries"]}) for editor in editors],
        [editor.get("sub") for editor in editors],
        [editor.get("labels", editor.get("headings")) for editor in editors],
        [editor.get("roles") for editor in editors],
    )


def _merge_sources(texts: Sequence[Text]) -> None:
    """Gives one source to texts that share a long paragraph."""
    first: dict[str, str] = {}
    same: dict[str, str] = {}

    def root(source: str) -> str:
        while same.get(source, source) != source:
            source = same[source]
        return source

    for text in texts:
        for paragraph in text.paragraphs:
            if len(paragraph) > _SHARED:
                other = first.setdefault(paragraph[:_SHARED], text.source)
                if root(other) != root(text.source):
                    same[root(text.source)] = root(other)
    for text in texts:
        text.source = root(text.source)


def _fold(texts: Sequence[Text]) -> None:
    """Parts the sources into folds that have about as many texts of each kind."""
    groups: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        groups[text.source].append(text)
    order = sorted(groups)
    random.Random(7).shuffle(order)
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * _FOLDS)
    for source in sorted(order, key=lambda name: -len(groups[name])):
        held = counts[groups[source][0].kind]
        fold = held.index(min(held))
        for text in groups[source]:
            text.fold = fold
            counts[text.kind][fold] += 1
