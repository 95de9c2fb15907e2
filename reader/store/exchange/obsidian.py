"""Markdown for Obsidian: front matter, then one block for each annotation.

A block is the quote, the note, the command that leads back, and an id (`^jreader-12`) that other
notes can link to.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reader.escaping import json_text, markdown, markdown_code, shell_path
from reader.store.model import Annotation


def export(annotations: Sequence[Annotation]) -> str:
    """The annotations of one post under its sections, or of several under their titles."""
    posts = [list(group) for _, group in groupby(annotations, _post)]
    parts = [_front_matter(posts)]
    for post in posts:
        if len(posts) > 1:
            parts.append(f"# {_line(post[0].title or post[0].source)}")
        section = ""
        for mark in post:
            if mark.section != section:
                section = mark.section
                parts.append(f"## {_line(section)}")
            parts.append(_block(mark))
    return "\n\n".join(parts) + "\n"


def _post(mark: Annotation) -> tuple[str, str]:
    return mark.source, mark.title


def _front_matter(posts: list[list[Annotation]]) -> str:
    lines = ["---"]
    if len(posts) == 1:
        first = posts[0][0]
        for name in ("title", "author", "source"):
            if value := getattr(first, name):
                # A JSON string is a YAML string too.
                lines.append(f"{name}: {json_text(value)}")
    lines += [f"marks: {sum(map(len, posts))}", "tags:", "  - jreader", "---"]
    return "\n".join(lines)


def _block(mark: Annotation) -> str:
    color = "".join(filter(str.isalnum, mark.color))
    tags = [f"#{mark.kind}", *([f"#{mark.kind}/{color}"] if color else [])]
    if mark.state == "lost":
        tags.append("#lost")
    parts = ["\n".join(f"> {line}".rstrip() for line in markdown(mark.quote).split("\n"))]
    if mark.note:
        parts.append(markdown(mark.note, tags=True))
    day = _line(mark.created[:10])
    parts.append(f"{markdown_code(_command(mark))} {' '.join(tags)} {day} ^jreader-{mark.id}")
    return "\n\n".join(parts)


def _command(mark: Annotation) -> str:
    return f"jreader {shell_path(mark.source)} --goto mark:{mark.id}"


def _line(text: str) -> str:
    return markdown(" ".join(text.split()) or "-")
