"""Which modules are loaded when the first page is painted.

`python -m tests.first_page.first_page_modules`
writes them to first_page_modules.txt, for the test that fails on anything new."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.terminal import ROOT, Terminal

LIST = Path(__file__).with_name("first_page_modules.txt")
_PROGRAM = """
import sys
before = set(sys.modules)
from reader.first_page.early_screen import EarlyScreen
paint = EarlyScreen.paint
def painted(self, data):
    names = sorted(set(sys.modules) - before)
    open(sys.argv.pop(), "w").write("\\n".join(names))
    raise SystemExit
EarlyScreen.paint = painted
from reader.cli import main
main(sys.argv[1:-1])
"""


def loaded() -> list[str]:
    """The modules that come with the first page, beyond those of the bare interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "modules"
        post = ROOT / "samples" / "video-ai.txt"
        command: list[str | Path] = [sys.executable, "-c", _PROGRAM, post, answer]
        with Terminal(command, home=Path(folder)) as terminal:
            terminal.exit_status()
            assert answer.exists(), terminal.text
        return answer.read_text("utf-8").split("\n")


if __name__ == "__main__":
    LIST.write_text("\n".join(loaded()) + "\n", "utf-8")
