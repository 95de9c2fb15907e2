"""The outline as a tree, as Markdown and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reader.analysis import Section
from reader.book.progress import show_minutes
from reader.document import PACE, Document
from reader.escaping import markdown as markdown_text
from reader.wording import Lang, say


def tree(sections: Sequence[Section], lang: Lang) -> Iterator[str]:
    """One line a section, indented by level."""
    for section in sections:
        indent = "  " * (section.level - 1)
        yield f"{indent}{section.id} {_titled(section)} {_counted(section, lang)}"
    if any(section.inferred for section in sections):
        yield ""
        yield say("output.inferred", lang)


def markdown(document: Document, sections: Sequence[Section], lang: Lang) -> Iterator[str]:
    """A nested list under the post's title."""
    if document.title:
        yield f"# {markdown_text(document.title)}"
        yield ""
    for section in sections:
        title = markdown_text(section.label)
        title = f"*{title}*" if section.inferred else title
        yield f"{'    ' * (section.level - 1)}- {section.id} {title} {_counted(section, lang)}"


def as_value(document: Document, sections: Sequence[Section]) -> Mapping[str, object]:
    """What `--outline --json` says."""
    return {
        "title": document.title,
        "source": document.source,
        "sections": [
            {
                "id": section.id,
                "level": section.level,
                "title": section.title,
                "role": section.role,
                "inferred": section.inferred,
                "line": section.line,
                "start": section.start,
                "end": section.end,
                "paragraphs": section.paragraphs,
                "characters": section.characters,
                "minutes": round(section.characters / PACE, 1),
                "lead": section.lead,
            }
            for section in sections
        ],
    }


def _titled(section: Section) -> str:
    return section.mark + section.label


def _counted(section: Section, lang: Lang) -> str:
    return say(
        "output.section",
        lang,
        characters=f"{section.characters:,}",
        minutes=show_minutes(section.characters / PACE),
        line=section.line,
    )
