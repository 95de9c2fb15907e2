"""What other programs' annotations say, in our terms.

Two shapes are known besides the W3C's own: a row of Hypothesis' API (`{"rows": [...]}`) and of the
file that its client exports (`{"annotations": [...]}`), which have `uri`, `text`, `tags` and
`updated` where the model has `target.source`, bodies and `modified`.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

from reader.store.database.record_check import BadRecord

LISTS = ("items", "first", "rows", "annotations")
"""Where a page, a collection or an export has its annotations."""


def as_annotation(item: Any) -> Any:
    """A row of Hypothesis as a Web Annotation; anything else as it is."""
    if not isinstance(item, dict) or "uri" not in item:
        return item
    tags = [{"purpose": "tagging", "value": tag} for tag in item.get("tags") or []]
    titles = (item.get("document") or {}).get("title") or [""]
    title = titles[0] if isinstance(titles, list) else titles
    return {
        **item,
        "modified": item.get("updated"),
        "body": [{"value": item.get("text") or ""}, *tags],
        "title": title if isinstance(title, str) else "",
    }


def note(item: dict[str, Any]) -> str:
    """The bodies of an annotation, one below the other; tags as #words on a line at the end."""
    bodies = item.get("body") or item.get("bodyValue") or []
    bodies = bodies if isinstance(bodies, list) else [bodies]
    texts: list[str] = []
    tags: list[str] = []
    for body in bodies:
        tagging = isinstance(body, dict) and body.get("purpose") == "tagging"
        value = body if isinstance(body, str) else body.get("value") or ""
        if not isinstance(value, str):
            raise BadRecord("body")
        if value:
            (tags if tagging else texts).append(f"#{value}" if tagging else value)
    return "\n".join([*texts, *([" ".join(tags)] if tags else [])])


def state(item: dict[str, Any], source: str, start: int, end: int) -> dict[str, Any]:
    """The annotation stands on a version of the source that we do not have."""
    name = blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    made = [f"import-{name}", start, max(start, end)]
    return {
        **dict.fromkeys(("author", "section", "letter", "color"), ""),
        "title": item.get("title") or "",
        "number": 0,
        "line": 1,
        "post": name,
        "made": made,
        "seen": [made[0], "lost"],
    }


def uid(item: dict[str, Any]) -> str:
    """32 hex digits that are the same at every import: ours, or made of the name or the whole."""
    name = str(item.get("id") or json.dumps(item, sort_keys=True, ensure_ascii=False))
    ours = name.removeprefix("urn:uuid:")
    if len(ours) == 32 and ours != name:
        return ours
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
