"""A post opened in an application without a terminal, for tests by Textual's pilot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from reader.config import Settings
from reader.first_page.early_screen import EarlyScreen
from reader.first_page.handover import Handover
from reader.formats import load
from reader.request import Request
from reader.store import open_store
from reader.view.application import ReaderApp
from reader.view.screen import ReadingScreen
from tests.terminal import ROOT

POST = ROOT / "samples" / "video-ai.txt"


@asynccontextmanager
async def opened(
    folder: Path, post: Path = POST, size: tuple[int, int] = (100, 30), **settings: object
) -> AsyncIterator[tuple[ReadingScreen, Pilot[None]]]:
    """A post in an application without a terminal, its outline found."""
    store = open_store(folder)
    request = Request(source=str(post), lang="ja", settings=Settings().over(**settings))
    handover = Handover(EarlyScreen(b""), load(str(post)))
    app = ReaderApp(request, request.settings, store, handover)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        for _ in range(200):
            await pilot.pause(0.02)
            if screen.desk.book.outline is not None:
                break
        yield screen, pilot
    store.close()
