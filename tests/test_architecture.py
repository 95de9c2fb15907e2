"""Printed answers come without a screen, and fast."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = str(ROOT / "samples" / "video-ai.txt")

PROBE = """
import sys
from reader.cli import main
main(sys.argv[1:])
heavy = {name.split('.')[0] for name in sys.modules} & {'textual', 'rich', 'asyncio', 'argparse'}
print('HEAVY', sorted(heavy), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [
        ["--print", SAMPLE],
        ["--outline", "--json", SAMPLE],
        ["--search", "動画", SAMPLE],
        ["--stats", SAMPLE],
        ["--marks", SAMPLE],
        ["--mark", "14", SAMPLE],
        ["--help"],
        ["--version"],
        ["--nothing"],
    ],
    ids=lambda words: words[0],
)
def test_printed_answers_load_no_screen(words: list[str], tmp_path: Path) -> None:
    """Neither Textual nor Rich nor what they need is loaded for an answer in print."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "--state-dir", str(tmp_path), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert "HEAVY []" in done.stderr
