"""Where the links of a printed post lead: behind each link, or in notes at its end."""

from __future__ import annotations

from typing import Literal

from reader.document import Block, Document, Mark, MarkKind
from reader.records import replace

Links = Literal["inline", "notes", "none"]


def with_addresses(document: Document, links: Links) -> tuple[Document, list[str]]:
    """The post, in which the value of each link is what `Options.links` sets behind it, and the
    lines of the notes at the end.

    `notes`: `[1]`, one number an address, none that a footnote of the post has. An address that
    is shown already has nothing behind it.
    """
    if links == "none":
        return document, []
    taken = {
        m.value for block in document.blocks for m in block.marks if m.kind is MarkKind.NOTE_REF
    }
    labels: dict[str, str] = {}
    number = 0

    def behind(block: Block, mark: Mark) -> str:
        nonlocal number
        shown = block.text[mark.start : mark.end]
        if mark.value in (shown, f"mailto:{shown}") or mark.value.startswith("#"):
            return ""
        if links == "inline":
            return f"（{mark.value}）"
        while mark.value not in labels:
            number += 1
            if str(number) not in taken:
                labels[mark.value] = f"[{number}]"
        return labels[mark.value]

    blocks = [
        replace(
            block,
            marks=tuple(
                replace(mark, value=behind(block, mark)) if mark.kind is MarkKind.LINK else mark
                for mark in block.marks
            ),
        )
        if any(mark.kind is MarkKind.LINK for mark in block.marks)
        else block
        for block in document.blocks
    ]
    notes = [f"{label} {address}" for address, label in labels.items()]
    return replace(document, blocks=blocks), ["", *notes] if notes else []
