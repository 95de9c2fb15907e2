"""The application: puts post, store, theme, keys and screens together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from reader.document import Document
from reader.formats import load
from reader.request import Request
from reader.store import open_store
from reader.view.terminal import Answer, ask_ambiguous
from reader.view.textual_fixes import agree_on_cells, use_plain_chrome


def run(request: Request) -> int:
    """Open what was asked for and stay until the reader leaves; the exit status.

    Raises ReaderError for a post that cannot be read, before anything is drawn.
    """
    document = _load(request) if request.source else None
    settings = request.settings
    with ThreadPoolExecutor(1) as pool:
        # The terminal may take its time to answer: Textual is imported meanwhile.
        asked = pool.submit(ask_ambiguous) if settings.ambiguous is None else None
        from reader.view.application import ReaderApp

        answer = asked.result() if asked else Answer(settings.ambiguous, b"")
    settings = settings.over(ambiguous=answer.ambiguous or 1)
    agree_on_cells(settings.ambiguous or 1)
    if settings.ambiguous == 2:
        use_plain_chrome()
    store = open_store(request.state_dir)
    try:
        app = ReaderApp(request, settings, store, document, replay_keys=answer.typed)
        app.run()
        return app.return_code or 0
    finally:
        store.close()


def _load(request: Request) -> Document:
    return load(
        request.source if request.data is None else request.data,
        name=request.source,
        input_format=request.input_format,
        encoding=request.encoding,
        lazily=True,
    )
