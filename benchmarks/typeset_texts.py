"""The texts that typesetting is measured on: shared ones where they are, else the samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.typeset.breaking.urls import may_hold_urls

SHARED = Path("/work/shared")
SAMPLES = Path(__file__).parent.parent / "samples"


def _paragraphs(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if text.startswith("---\n"):
        text = text.partition("\n---\n")[2]
    return [line for line in text.split("\n") if line.strip() and line != "---END---"]


def article() -> list[str]:
    """The paragraphs of one post, without what it repeats behind its end."""
    seed = SHARED / "seeds" / "post.txt"
    if not seed.exists():
        return _paragraphs(sorted(SAMPLES.glob("*.txt"))[0])
    text = seed.read_text(encoding="utf-8").partition("\n---\n")[2].partition("---END")[0]
    return [line for line in text.split("\n") if line.strip() and line != "---"]


def posts(most: int = 30) -> list[str]:
    """The distinct paragraphs of up to `most` posts."""
    folder = SHARED / "corpus" / "posts"
    files = sorted(folder.glob("*")) if folder.exists() else sorted(SAMPLES.glob("*.*"))
    found = [line for path in files[:most] if path.is_file() for line in _paragraphs(path)]
    return list(dict.fromkeys(found))


def ten_posts() -> list[str]:
    """The paragraphs of ten posts far apart in the folder, those with addresses left out."""
    folder = SHARED / "corpus" / "posts"
    files = sorted(path for path in folder.glob("*") if path.is_file()) if folder.exists() else []
    chosen = files[3::9][:10] or sorted(SAMPLES.glob("*.md"))
    return [line for path in chosen for line in _paragraphs(path) if not may_hold_urls(line)]


def grown(size: int) -> list[str]:
    """Paragraphs of `size` bytes in all, made distinct by numbers."""

    def numbered() -> Iterator[str]:
        source = article()
        left, number = size, 0
        while left > 0:
            line = f"{number}番、{source[number % len(source)]}"
            left -= len(line.encode())
            number += 1
            yield line

    return list(numbered())
