"""Addresses in running text, which are broken only where they do not fit on a line alone."""

from __future__ import annotations

from collections.abc import Iterator

from reader.patterns import pattern

_URL = pattern(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/)[!-;=?-~]+")
_AFTER = ".,:;!?'\")]}"
"""What stands at the end of an address belongs to the sentence."""


def may_hold_urls(text: str) -> bool:
    """A cheap test that is true of every text with an address in it."""
    return "/" in text or "www." in text


def urls(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of addresses: with a scheme, with www., or a domain with a path.

    >>> [text[a:b] for text in ["詳細はhttps://example.com/a?b=1。"] for a, b in urls(text)]
    ['https://example.com/a?b=1']
    """
    for match in _URL.finditer(text):
        start, end = match.span()
        address = text[start:end].rstrip(_AFTER)
        if address.count("(") > address.count(")") and text[start + len(address) : end][:1] == ")":
            address += ")"
        yield start, start + len(address)
