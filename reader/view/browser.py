"""Handing an address of a post to the browser, without anything drawn over the reader."""

from __future__ import annotations

import subprocess
import sys
import webbrowser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

_OPEN = "import sys, webbrowser; webbrowser.open(sys.argv[1])"


def open_address(app: App[None], address: str) -> str:
    """Open an address; the key of the sentence that tells what has happened.

    A browser with windows of its own is started by a process whose output goes nowhere. A browser
    for the terminal (w3m, lynx, www-browser) gets the screen until it ends. Where there is no
    browser, or none that can be started, the address is copied to the clipboard (OSC 52).
    """
    try:
        browser = webbrowser.get()
        if type(browser) is webbrowser.GenericBrowser:
            with app.suspend():
                opened = browser.open(address)
            if not opened:
                raise webbrowser.Error(address)
        else:
            nowhere = subprocess.DEVNULL
            subprocess.Popen(
                [sys.executable, "-I", "-c", _OPEN, address],
                stdin=nowhere,
                stdout=nowhere,
                stderr=nowhere,
                start_new_session=True,
            )
    except (webbrowser.Error, OSError):
        app.copy_to_clipboard(address)
        return "view.links.copied"
    return "view.links.opened"
