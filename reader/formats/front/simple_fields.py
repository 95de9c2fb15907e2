"""Front matter so plain that it needs no YAML parser, which takes longer to import than to run.

`simple` answers only where every line is `key: value` in a form whose meaning in YAML 1.1 is
beyond doubt, and gives None otherwise: YAML stays the authority. A test compares the two.
"""

from __future__ import annotations

import re

from reader.patterns import pattern

_LINE = pattern(
    r"""
    (?P<key> [A-Za-z_][A-Za-z0-9_-]{0,60} ) :
    [ ]+
    (?: "(?P<double> [^"\\]* )"
      | '(?P<single> [^']* )'
      | \[ [ ]* (?P<list> (?: "[^"\\]*" (?: ,[ ]* "[^"\\]*" )* )? ) [ ]* \]
      | (?P<number> 0 | [1-9][0-9]{0,8} )
      | (?P<moment> [12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])
                    (?:[ ][0-2][0-9]:[0-5][0-9]:[0-5][0-9][ ][+-][0-9]{4})? )
      | (?P<word> (?![0-9ー、。・（）「」_./ -]) [A-Za-z0-9ぁ-ゖァ-ヺー一-鿿、。・（）「」_./ -]+ )
    )
    [ ]*
    """,
    re.VERBOSE,
)
_ITEM = pattern(r'"([^"]*)"')
_ODD = pattern("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that YAML has rules of its own for."""
_RESERVED = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""Words that YAML 1.1 reads as no text, in any case."""
_TRUTH = {"true": True, "false": False}


def simple(block: str) -> dict[str, object] | None:
    """The fields of a block of trivially simple lines; None where a parser must say.

    >>> simple('title: "題"\\nreading_time: 8')
    {'title': '題', 'reading_time': 8}
    """
    if _ODD.search(block):
        return None
    fields: dict[str, object] = {}
    for line in block.split("\n"):
        if not line.strip(" "):
            continue
        match = _LINE.fullmatch(line)
        if not match or match["key"] in fields or match["key"].lower() in _RESERVED:
            return None
        value = _value(match)
        if value is None:
            return None
        fields[match["key"]] = value
    return fields


def _value(match: re.Match[str]) -> object:
    """The value of one line; None where it is a word that means something."""
    if match["number"]:
        return int(match["number"])
    if match["list"] is not None:
        return _ITEM.findall(match["list"])
    if match["word"]:
        word = match["word"].rstrip(" ")
        return _TRUTH.get(word) if word.lower() in _RESERVED else word
    return next(match[name] for name in ("double", "single", "moment") if match[name] is not None)
