"""W3C Web Annotation Data Model (Recommendation of 2017-02-23), as one JSON-LD page.

Each annotation has a TextQuoteSelector and a TextPositionSelector on the text as it was last
read. What the model has no place for (post and version, kind, letter, the anchor as made) is in
one property of our own, so that an import brings back everything but the snapshot of the text.
Annotations of other programs are read too; they are placed by their quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from reader.escaping import json_text
from reader.store.database.journal_records import Record
from reader.store.database.record_check import LONGEST_NAME, BadRecord
from reader.store.exchange import foreign
from reader.store.model import Anchor, Annotation, iso

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OURS = "urn:jreader:state"
_DEEPEST = 4
"""Lists in a page in a collection."""
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


def parse(data: Any, onto: str = "") -> Iterator[tuple[int, list[Record], str]]:
    """The items of a page, a collection, a list or one annotation, as `table.ParsedItem` has them.

    `onto`: absolute path of the post that annotations of other programs are put on; "" for the
    one they name.
    """
    for number, item in enumerate(_items(data), 1):
        try:
            yield number, _records(foreign.as_annotation(item), onto), ""
        except BadRecord as error:
            yield number, [], error.field
        except KeyError as error:
            yield number, [], str(error.args[0]) if error.args else "target"
        except (TypeError, ValueError, AttributeError, IndexError, RecursionError, OverflowError):
            yield number, [], "target"


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
    for _ in range(_DEEPEST):
        if isinstance(data, list):
            return data
        name = next((name for name in foreign.LISTS if isinstance(data, dict) and name in data), "")
        if not name:
            break
        data = data[name]
    return [data] if isinstance(data, dict) and "target" in data else []


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
    start, end = position["start"], position["end"]
    note = foreign.note(item)
    state = item.get(_OURS) or foreign.state(item, source, start, end)
    digest, *made = state["made"]
    post = {
        "op": "text",
        "post": state["post"],
        "title": state["title"],
        "author": state["author"],
        "characters": 0,
        "paths": [source] if source else [],
        "body": None,
    }
    put: Record = {
        "op": "put",
        "rev": _microseconds(item.get("modified") or item.get("created")),
        "uid": foreign.uid(item),
        "id": state["number"],
        "post": state["post"],
        "text": digest,
        "created": str(item.get("created") or _iso(0)[:19] + "+00:00"),
        "kind": _KIND.get(_motivation(item), "note" if note else "highlight"),
        "note": note,
        "color": state["color"],
        "letter": state["letter"],
        "section": state["section"],
        "start": made[0],
        "end": made[1],
        "quote": quote["exact"],
        "prefix": quote.get("prefix", ""),
        "suffix": quote.get("suffix", ""),
        "line": state["line"],
        "found": [state["seen"][0], start, end, state["seen"][1]],
    }
    digests = dict.fromkeys((digest, state["seen"][0]))
    return [*({**post, "digest": name} for name in digests), put]


def _path(source: str) -> str:
    """The file that a source names; an address of the web as it is."""
    parts = urlsplit(source)
    return unquote(parts.path) if parts.scheme == "file" else source


def _motivation(item: dict[str, Any]) -> str:
    found = item.get("motivation", "")
    return str(found[0]) if isinstance(found, list) and found else str(found)


def _iso(microseconds: int) -> str:
    """To the microsecond, so that the revision comes back as it was."""
    return f"{iso(microseconds)[:19]}.{microseconds % 1_000_000:06}Z"


def _microseconds(stamp: object) -> int:
    """A moment as ISO 8601 writes it, in microseconds since 1970. Raises BadRecord."""
    if not stamp:
        return 1
    try:
        at = datetime.fromisoformat(str(stamp)[:LONGEST_NAME].replace("Z", "+00:00"))
    except ValueError as error:
        raise BadRecord("created") from error
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return int(at.replace(microsecond=0).timestamp()) * 1_000_000 + at.microsecond
