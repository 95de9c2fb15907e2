"""HTML inside running text: tags go, their text stays, and a few of them are marks.

Works on a Draft as the tags come by, in Markdown paragraphs and in blocks of HTML alike.
"""

from __future__ import annotations

import html
from collections.abc import Collection

from reader.document import MarkKind
from reader.formats.draft import Draft
from reader.patterns import pattern

_MARKS = {
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "dfn": MarkKind.EMPHASIS,
    "s": MarkKind.STRIKE,
    "del": MarkKind.STRIKE,
    "strike": MarkKind.STRIKE,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
}
"""Element -> the mark of what it holds."""
SILENT = frozenset({"script", "style", "template", "head", "title", "noscript"})
"""Elements whose content is no text."""

_TAG = pattern(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>[^<>]*)>")
_END_TAG = pattern(r"</([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = pattern(r"""(?<![A-Za-z-])([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")


class Tags:
    """Feeds text and tags to a draft, and keeps track of the elements that change text."""

    def __init__(self, draft: Draft, closed: Collection[str]) -> None:
        """closed: names of elements that end in the text, in lower case; what is to be silent and
        never ends is not."""
        self.draft = draft
        self._closed = closed
        self._ruby = -1
        """Where the base began, in the draft's segment; -1 outside of ruby."""
        self._reading: list[str] | None = None
        self._line = 0
        """The source line of the last tag."""
        self._inside = ""
        """rt, rp, or a silent element whose text is not shown."""
        self._em: list[MarkKind] = []

    def text(self, text: str, line: int) -> None:
        """Text between tags, already without entities."""
        if self._inside:
            if self._reading is not None:
                self._reading.append(text)
            return
        self.draft.text(text, line)

    def tag(self, source: str, line: int) -> None:
        """One tag, comment or declaration as it stands in the source."""
        self._line = line
        match = _TAG.fullmatch(source)
        if not match:
            return
        name = match["name"].lower()
        ends = bool(match["end"])
        if name in ("ruby", "rt", "rp", "rb", "rtc"):
            self._ruby_tag(name, ends)
        elif name in SILENT:
            self._inside = "" if ends or name not in self._closed else name
        elif name == "br":
            self.draft.hard()
        elif name == "img":
            self._image(_attributes(match["attributes"]), line)
        elif name == "a":
            self._anchor(ends, _attributes(match["attributes"]))
        elif name in _MARKS:
            self._mark(name, ends, match["attributes"])

    @property
    def in_ruby(self) -> bool:
        """Whether a base or its reading is open: no line ends between them."""
        return self._ruby >= 0

    def finish(self) -> None:
        """A reading that is open ends here."""
        if self._reading is not None:
            reading = "".join(self._reading).strip()
            if 0 <= self._ruby < self.draft.length and reading:
                self.draft.mark(self._ruby, MarkKind.RUBY, reading)
            elif reading:
                self.draft.text(f"（{reading}）", self._line)
            self._reading = None
            self._ruby = self.draft.length

    def _mark(self, name: str, ends: bool, attributes: str) -> None:
        if name != "em":
            (self.draft.close if ends else self.draft.open)(_MARKS[name])
        elif ends:
            self.draft.close(self._em.pop() if self._em else MarkKind.EMPHASIS)
        else:
            dots = "sesame" in _attributes(attributes).get("class", "")
            self._em.append(MarkKind.DOTS if dots else MarkKind.EMPHASIS)
            self.draft.open(self._em[-1], "﹅" if dots else "")

    def _anchor(self, ends: bool, attributes: dict[str, str]) -> None:
        if ends:
            self.draft.close(MarkKind.LINK)
        elif attributes.get("href"):
            self.draft.open(MarkKind.LINK, attributes["href"])

    def _image(self, attributes: dict[str, str], line: int) -> None:
        start = self.draft.length
        self.draft.text(attributes.get("alt") or attributes.get("title") or "", line)
        self.draft.mark(start, MarkKind.IMAGE, attributes.get("src", ""))

    def _ruby_tag(self, name: str, ends: bool) -> None:
        """Bases and readings by turns; an open rt ends where the next element begins."""
        self.finish()
        self._inside = "" if ends or name not in ("rt", "rp") or self._ruby < 0 else name
        if self._inside == "rt":
            self._reading = []
        if name == "ruby":
            self._ruby = -1 if ends else self.draft.length


def closed_in(source: str) -> set[str]:
    """The names of the elements that end in a source, in lower case."""
    return {match[1].lower() for match in _END_TAG.finditer(source)}


def _attributes(source: str) -> dict[str, str]:
    """The attributes of a tag by lower-case name, entities decoded."""
    return {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(source)
    }
