"""The application: puts post, store, theme, keys and screens together."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.document import Notice
from reader.first_page.handover import Handover
from reader.formats.input.harmless import harmless_line
from reader.request import Request
from reader.store import open_store
from reader.view.patches.cells import agree_on_cells, use_plain_chrome
from reader.wording import Lang, say

if TYPE_CHECKING:
    from reader.view.application import ReaderApp


_COLOR_SYSTEMS = frozenset({"auto", "standard", "256", "truecolor", "windows"})
"""The values of TEXTUAL_COLOR_SYSTEM that Rich knows; it fails with any other."""


def run(request: Request, handover: Handover) -> int:
    """Open what was asked for and stay until the reader leaves; the exit status."""
    if os.environ.get("TEXTUAL_COLOR_SYSTEM", "auto") not in _COLOR_SYSTEMS:
        del os.environ["TEXTUAL_COLOR_SYSTEM"]
    settings, screen = request.settings, handover.screen
    # Textual reads this when it is imported: the frames that it draws in a second at the most, 60
    # without it. What a key changes may take two frames (page, then outline): the second would be
    # on the screen 16 ms after the first.
    os.environ.setdefault("TEXTUAL_FPS", "1000")
    from reader.view.application import ReaderApp
    from reader.view.patches.driver import import_driver
    from reader.view.patches.unstyled import forgive_unstyled

    import_driver()
    forgive_unstyled()
    ambiguous = settings.ambiguous or handover.ambiguous
    if ambiguous is None:
        # The terminal has had all the time of loading Textual to answer.
        ambiguous = screen.answer(wait=True)
    settings = settings.over(ambiguous=ambiguous or 1)
    agree_on_cells(settings.ambiguous or 1)
    if settings.ambiguous == 2:
        use_plain_chrome()
    store = handover.store or open_store(request.state_dir)
    app: ReaderApp | None = None
    try:
        app = ReaderApp(request, settings, store, handover)
        app.run()
        if app.fault is not None:
            raise app.fault
        return app.return_code or 0
    finally:
        said = len(store.notices)
        store.rescue()
        store.close()
        _tell(store.notices[said:], request.lang)
        for fault in app.faults if app else ():
            message = say(fault.key, request.lang, **fault.values)
            _print(say("cli.error", request.lang, message=message))


def _tell(notices: Sequence[Notice], lang: Lang) -> None:
    """What came up when the screen was gone already."""
    for notice in notices:
        _print(say(notice.key, lang, **notice.values))


def _print(message: str) -> None:
    """One line on standard error, harmless to a terminal, where anything can be written there."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(harmless_line(message), file=sys.stderr)
