"""The application: puts post, store, theme, keys and screens together."""

from __future__ import annotations

import signal

from reader.document import Document
from reader.formats import load
from reader.request import Request
from reader.store import open_store
from reader.view.terminal import ask_ambiguous
from reader.view.textual_fixes import agree_on_cells, use_plain_chrome


def run(request: Request) -> int:
    """Open what was asked for and stay until the reader leaves; the exit status.

    Raises ReaderError for a post that cannot be read, before anything is drawn.
    """
    document = _load(request) if request.source else None
    settings, typed = request.settings, b""
    if settings.ambiguous is None:
        answer = ask_ambiguous()
        settings, typed = settings.over(ambiguous=answer.ambiguous or 1), answer.typed
    # Before Textual is imported: what takes Rich's measure by name takes ours then.
    agree_on_cells(settings.ambiguous or 1)
    from reader.view.application import ReaderApp

    if settings.ambiguous == 2:
        use_plain_chrome()
    store = open_store(request.state_dir)
    try:
        app = ReaderApp(request, settings, store, document, replay_keys=typed)
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), app.leave_at_once)
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
    )
