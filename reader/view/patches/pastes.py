"""Pasted text, taken out of what comes from the terminal before Textual parses it.

Textual's parser looks at each character of a paste, so that 400 kB keep the keys waiting for
seconds, and takes an escape character in it for the beginning of a key. A paste is text: it goes
to the screen in one piece, without control characters, and bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and behind pasted text (xterm's bracketed paste, DEC mode 2004)."""
MOST = 1 << 19
"""Characters of a paste; the rest of a longer one is left out."""
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
"""What `reader.formats.input.harmless` cuts out, but for line ends: a paste may come in pieces."""


class Pastes:
    """Parts what is read into keys and pastes; either may come in pieces."""

    def __init__(self) -> None:
        self._pasted: list[str] | None = None
        """What has come of a paste whose end has not."""
        self._left = MOST
        self._rest = ""
        """The beginning of what may become a sign of START or END."""

    def parted(self, text: str) -> Iterator[tuple[str, bool]]:
        """Pieces of the text, each with whether it is a whole paste."""
        text, self._rest = self._rest + text, ""
        while text:
            sign = START if self._pasted is None else END
            piece, found, text = text.partition(sign)
            if not found:
                # Two characters of START may be a key of their own: the parser waits for more.
                piece, self._rest = _without_begun(piece, sign, 3 if sign == START else 1)
            if self._pasted is None:
                if piece:
                    yield piece, False
                if found:
                    self._pasted, self._left = [], MOST
                continue
            self._pasted.append(_CONTROLS.sub("", piece)[: self._left])
            self._left -= len(self._pasted[-1])
            if found:
                whole, self._pasted = "".join(self._pasted), None
                yield whole, True


def _without_begun(text: str, sign: str, least: int) -> tuple[str, str]:
    """The text without the first `least` or more characters of a sign at its end, and these."""
    for size in range(len(sign) - 1, least - 1, -1):
        if text.endswith(sign[:size]):
            return text[:-size], text[-size:]
    return text, ""
