"""W3C Web Annotation Data Model (Recommendation of 2017-02-23), as one JSON-LD page.

Each annotation has a TextQuoteSelector and a TextPositionSelector on the text as it was last
read. What the model has no place for (post and version, kind, letter, the anchor as made) is in
one property of our own, so that an import brings back everything but the snapshot of the text.
Annotations of other programs are read too; they are placed by their quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from reader.errors import ReaderError
from reader.escaping import json_text
from reader.store.database.journal_records import Record
from reader.store.exchange import foreign
from reader.store.model import Anchor, Annotation

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OURS = "urn:jreader:state"
_MOTIVATION = {"bookmark": "bookmarking", "note": "commenting", "highlight": "highlighting"}
_KIND = {name: kind for kind, name in _MOTIVATION.items()}


def export(annotations: Sequence[Annotation]) -> str:
    """An AnnotationPage."""
    page = {
        "@context": _CONTEXT,
        "type": "AnnotationPage",
        "items": [_item(mark) for mark in annotations],
    }
    return json_text(page, indent=2) + "\n"


def parse(data: Any, onto: str = "") -> tuple[list[Record], int]:
    """The records of a page, a collection, a list or one annotation, and how many annotations
    were left out because they quote nothing or make no sense.

    `onto`: absolute path of the post that annotations of other programs are put on; "" for the
    one they name. Raises ReaderError where there is none that can be used.
    """
    found: list[Record] = []
    left_out = 0
    for item in _items(data):
        try:
            found.extend(_records(foreign.as_annotation(item), onto))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            left_out += 1
    if not found:
        raise ReaderError("store.not-annotations")
    return found, left_out


def _item(mark: Annotation) -> dict[str, Any]:
    anchor = mark.anchor or Anchor("", "", mark.start, mark.end, "", 0)
    item: dict[str, Any] = {
        "id": f"urn:uuid:{mark.uid}",
        "type": "Annotation",
        "motivation": _MOTIVATION[mark.kind],
        "created": mark.created,
        "modified": _iso(anchor.rev),
    }
    if mark.note:
        item["body"] = {"type": "TextualBody", "value": mark.note, "format": "text/plain"}
    item["target"] = {
        "source": mark.source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": mark.quote,
                "prefix": mark.prefix,
                "suffix": mark.suffix,
            },
            {"type": "TextPositionSelector", "start": mark.start, "end": mark.end},
        ],
    }
    item[_OURS] = {
        "number": mark.id,
        "post": anchor.post,
        "title": mark.title,
        "author": mark.author,
        "section": mark.section,
        "letter": mark.letter,
        "color": mark.color,
        "line": mark.line,
        "made": [anchor.text, anchor.start, anchor.end],
        "seen": [anchor.seen, mark.state],
    }
    return item


def _items(data: Any) -> list[Any]:
    if isinstance(data, list):
        return data
    for name in foreign.LISTS:
        if name in data:
            return _items(data[name])
    return [data] if "target" in data else []


def _records(item: dict[str, Any], onto: str) -> list[Record]:
    target = item["target"]
    target = target[0] if isinstance(target, list) else target
    source = _path(
        target["source"] if isinstance(target["source"], str) else target["source"]["id"]
    )
    selectors = target["selector"]
    selectors = selectors if isinstance(selectors, list) else [selectors]
    if onto and _OURS not in item:
        source = onto
    by_type = {selector["type"]: selector for selector in selectors}
    quote = by_type["TextQuoteSelector"]
    position = by_type.get("TextPositionSelector", {"start": 0, "end": 0})
    start, end = int(position["start"]), int(position["end"])
    note = foreign.note(item)
    state = item.get(_OURS) or foreign.state(item, source, start, end)
    digest, *made = state["made"]
    post = {
        "op": "text",
        "post": str(state["post"]),
        "title": str(state["title"]),
        "author": str(state["author"]),
        "characters": 0,
        "paths": [source] if source else [],
        "body": None,
    }
    put: Record = {
        "op": "put",
        "rev": _microseconds(item.get("modified") or item.get("created")),
        "uid": foreign.uid(item),
        "id": int(state["number"]),
        "post": str(state["post"]),
        "text": str(digest),
        "created": str(item.get("created") or _iso(0)[:19] + "+00:00"),
        "kind": _KIND.get(_motivation(item), "note" if note else "highlight"),
        "note": note,
        "color": str(state["color"]),
        "letter": str(state["letter"]),
        "section": str(state["section"]),
        "start": int(made[0]),
        "end": int(made[1]),
        "quote": str(quote["exact"]),
        "prefix": str(quote.get("prefix", "")),
        "suffix": str(quote.get("suffix", "")),
        "line": int(state["line"]),
        "found": [str(state["seen"][0]), start, end, str(state["seen"][1])],
    }
    digests = dict.fromkeys((str(digest), str(state["seen"][0])))
    return [*({**post, "digest": name} for name in digests), put]


def _path(source: str) -> str:
    """The file that a source names; an address of the web as it is."""
    parts = urlsplit(source)
    return unquote(parts.path) if parts.scheme == "file" else source


def _motivation(item: dict[str, Any]) -> str:
    found = item.get("motivation", "")
    return str(found[0]) if isinstance(found, list) and found else str(found)


def _iso(microseconds: int) -> str:
    at = datetime.fromtimestamp(microseconds // 1_000_000, UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{microseconds % 1_000_000:06}Z"


def _microseconds(stamp: object) -> int:
    if not stamp:
        return 1
    at = datetime.fromisoformat(str(stamp).replace("Z", "+00:00"))
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return int(at.replace(microsecond=0).timestamp()) * 1_000_000 + at.microsecond
