"""Long documents for measurements: the sample posts, paragraph by paragraph, grown to a size."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from tests.terminal import ROOT

SOURCES = ("video-ai.txt", "lighthouse.txt", "long.txt")
"""The samples that lend their paragraphs."""
FIRST = "測り始めの一行目です。"
"""What stands at the very beginning: the first text that can be read."""
SOUGHT = "目印になる赤い鳥居"
"""What is searched for: it stands once, at nine tenths of the document."""
AFTER_SOUGHT = "が川の向こうに立っています。"
"""What follows it, and is seen only where it was found."""


def _paragraphs() -> list[str]:
    texts = ((ROOT / "samples" / name).read_text("utf-8") for name in SOURCES)
    bodies = (text.rpartition("\n---\n")[2] for text in texts)
    return [line for body in bodies for line in body.splitlines() if len(line) > 20]


def grown(folder: Path, size: int) -> Path:
    """A post of about `size` bytes in `folder`, every paragraph numbered so that none repeats."""
    path = folder / f"grown-{size}.txt"
    if path.exists():
        return path
    written, marked = 0, False
    with path.open("wb") as file:
        written += file.write(f"{FIRST}\n\n".encode())
        for number, paragraph in enumerate(cycle(_paragraphs()), 1):
            if written >= size:
                break
            if not marked and written >= size * 0.9:
                marked = True
                written += file.write(f"{SOUGHT}{AFTER_SOUGHT}\n\n".encode())
            written += file.write(f"{number}番。{paragraph}\n\n".encode())
    return path
