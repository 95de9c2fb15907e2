"""The fields of a front matter that the reader itself uses, taken as tolerantly as writers write.

One table says which names mean which field, in the order in which they are asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from reader.formats.input.harmless import harmless_line
from reader.patterns import pattern
from reader.records import dataclass

NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "タイトル", "題名", "表題"),
    "author": ("author", "authors", "著者", "作者", "筆者"),
    "date": (
        "date",
        "published_at",
        "publishedAt",
        "pubDate",
        "pubdate",
        "publishDate",
        "published",
        "created",
        "created_at",
        "createdAt",
        "日付",
        "公開日",
        "updated_at",
        "lastmod",
        "updated",
    ),
    "tags": (
        "tags",
        "tag",
        "topics",
        "keywords",
        "categories",
        "category",
        "タグ",
        "カテゴリー",
        "分類",
    ),
    "excerpt": ("excerpt", "description", "summary", "概要", "要約"),
    "minutes": ("reading_time", "read_time", "readingTime", "minutes", "読了時間"),
}
"""Field -> the keys of the front matter that may hold it, the first that holds something wins."""
_PLATFORMS = frozenset(
    ("layout", "emoji", "type", "published", "draft", "slug", "permalink", "id", "private", "math")
)
"""Keys that tell a platform how to publish, and a reader nothing."""

_NUMBER = pattern(r"\d+(?:\.\d+)?")
_MOMENT = pattern(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(?:([+-]\d\d):(\d\d)(?::\d\d)?)?")
_COMMA = pattern(r"[,、，]")
_MOST_MINUTES = 100_000


@dataclass(frozen=True, slots=True)
class Fields:
    """What the title page shows; "" or None where the front matter is silent."""

    title: str = ""
    author: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    excerpt: str = ""
    minutes: float | None = None


def fields_of(front_matter: Mapping[str, object]) -> Fields:
    """The fields of a front matter that is already reduced to what JSON can hold."""
    if not front_matter:
        return Fields()

    def value(field: str) -> object:
        for name in NAMES[field]:
            found = front_matter.get(name)
            # `published: true` says whether a post is public, not when.
            if found not in (None, "", [], {}) and not isinstance(found, bool):
                return found
        return None

    return Fields(
        title=_line(value("title")),
        author=_line(value("author")),
        date=_moment(_line(value("date"))),
        tags=_tags(value("tags")),
        excerpt=_line(value("excerpt")),
        minutes=_minutes(value("minutes")),
    )


def other_fields(front_matter: Mapping[str, object]) -> list[str]:
    """The keys of a front matter that the reader has no use for, in their order."""
    known = _PLATFORMS.union(*NAMES.values())
    return [name for name in front_matter if name not in known]


def _line(value: object) -> str:
    """Any value as one line of text: lists by commas, a mapping by its `name`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        named = value.get("name")
        return _line(named) if named else ", ".join(filter(None, map(_line, value.values())))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_line, value)))
    return harmless_line(str(value))


def _moment(text: str) -> str:
    """An ISO moment as Jekyll writes it, YYYY-MM-DD HH:MM:SS +ZZZZ; anything else as it is."""
    match = _MOMENT.fullmatch(text)
    if not match:
        return text
    zone = f" {match[3]}{match[4]}" if match[3] else ""
    return f"{match[1]} {match[2]}{zone}"


def _tags(value: object) -> tuple[str, ...]:
    """Tags of a list, or of a string with commas, or as Jekyll has it with spaces."""
    if value is None:
        return ()
    if isinstance(value, str):
        parts = _COMMA.split(value) if _COMMA.search(value) else value.split()
        return tuple(filter(None, map(harmless_line, parts)))
    if isinstance(value, list):
        return tuple(dict.fromkeys(filter(None, map(_line, value))))
    return (_line(value),)


def _minutes(value: object) -> float | None:
    """A number of minutes, also as text ("8分")."""
    if isinstance(value, bool) or value is None:
        return None
    match = _NUMBER.search(_line(value))
    if not match:
        return None
    minutes = float(match[0][:12])
    return minutes if 0 < minutes <= _MOST_MINUTES else None
