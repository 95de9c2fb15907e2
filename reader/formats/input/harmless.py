"""Text that cannot act on a terminal: controls, escape sequences and bidi overrides are cut out.

What is cut, each counted once:

- escape sequences of ECMA-48, whole: CSI, OSC, DCS, SOS, PM, APC (in their 7-bit and C1 forms)
  and the two- and three-character ones. One that never ends loses only its introducer, so that
  no text is lost with it;
- every other C0 and C1 control but tab and line feed;
- bidi embeddings, overrides, isolates and marks (UAX #9), deprecated format characters and
  interlinear annotation (U+206A..U+206F, U+FFF9..U+FFFB), which reorder or hide text;
- lone surrogates, which no output can encode (shown as U+FFFD).

A vertical tab, form feed, NEL, U+2028 or U+2029 parts text without being a line of the file, so
it becomes a space, or nothing between two Japanese characters; source lines stay what they are.
"""

from __future__ import annotations

import re

from reader.formats.line_joining import is_japanese
from reader.patterns import pattern

_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""One character that is not left as it is. Most texts have none, and pay one search."""

_STRING_BODY = r"[^\x07\x18\x1a\x1b\x80-\x9f\n]{0,4096}"
"""The inside of a control string. A line end, another introducer or 4,096 characters end it
too: what claims to reach further is taken as unterminated."""
_STRING_END = r"(?: \x1b\\ | \x9c | [\x07\x18\x1a] )"

_HARMFUL = pattern(
    rf"""
      (?P<sequence>
        (?: \x1b\[ | \x9b ) [0-?]{{0,256}} [ -/]{{0,16}} [@-~]
      | (?: \x1b[\]PX^_] | [\x90\x98\x9d-\x9f] ) {_STRING_BODY} {_STRING_END}
      | \x1b [ -/]{{1,8}} [0-~]
      | \x1b [0-OQ-WYZ\\`-~]
      )
    | (?P<introducer> \x1b [\[\]PX^_]? )
    | (?P<break> [\x0b\x0c\x85\u2028\u2029]+ )
    | (?P<surrogate> [\ud800-\udfff] )
    | (?P<single> [\x00-\x08\x0d-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]
                | [\ufeff\ufff9-\ufffb] )
    """,
    re.VERBOSE,
)
_STEP = 1 << 18
"""Characters that are looked through at once: two milliseconds."""
_SPACES = re.compile(r"[ \t\n]+")


def harmless(text: str) -> tuple[str, int]:
    """The text without what could act on a terminal, and how many things were cut out of it.

    Line feeds and tabs stay, so the line of every character stays the same.

    >>> harmless("\\x1b]0;owned\\x07安全\\x1b[31mな\\x1b[0m文")
    ('安全な文', 3)
    """
    found = _suspect(text, 0)
    if not found:
        return text, 0
    count = 0
    pieces: list[str] = []
    done = 0
    while found:
        # What is harmful begins with a suspect: looked for by it, a long text with one goes through
        # in a twentieth of the time.
        match = _HARMFUL.match(text, found.start())
        assert match, "every suspect is harmful by itself"
        count += 1
        pieces.append(text[done : match.start()])
        done = match.end()
        if match.lastgroup == "break":
            before, after = text[max(0, match.start() - 1) : match.start()], text[done : done + 1]
            pieces.append("" if is_japanese(before) and is_japanese(after) else " ")
        elif match.lastgroup == "surrogate":
            pieces.append("\ufffd")
        found = _suspect(text, done)
    pieces.append(text[done:])
    return "".join(pieces), count


def _suspect(text: str, at: int) -> re.Match[str] | None:
    """The first suspect from an offset on; looked for in steps, since one call through megabytes
    would keep the interpreter from the screen."""
    for start in range(at, len(text), _STEP):
        if found := _SUSPECT.search(text, start, start + _STEP):
            return found
    return None


def harmless_line(text: str) -> str:
    """The text made harmless and put on one line, for titles, labels and messages."""
    return _SPACES.sub(" ", harmless(text)[0]).strip()
