"""JSON as the contract wants it: UTF-8, nothing escaped that need not be."""

from __future__ import annotations

import json


def to_json(value: object) -> str:
    """One JSON document, indented for people, without a final newline."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def to_line(value: object) -> str:
    """One JSON value on one line."""
    return json.dumps(value, ensure_ascii=False)
