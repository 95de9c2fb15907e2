"""The wheel holds what the program needs, and the samples are what they claim to be."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = Path("/work/shared/seeds/post.txt")


def test_the_wheel_has_styles_and_data(tmp_path: Path) -> None:
    """Every style, theme and data file is inside."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    for path in (ROOT / "styles").rglob("*"):
        if path.is_file():
            assert f"reader/styles/{path.relative_to(ROOT / 'styles').as_posix()}" in names
    for path in (ROOT / "reader").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(ROOT).as_posix() in names


def test_the_samples_are_our_own_and_of_many_kinds() -> None:
    """At least five posts, one in CP932, one of 100,000 characters, one with repeats."""
    samples = {path.name: path.read_bytes() for path in (ROOT / "samples").iterdir()}
    assert len(samples) >= 5
    assert "髙橋" in samples["shotengai-cp932.txt"].decode("cp932")
    assert len(samples["long.txt"].decode()) >= 100_000
    assert samples["video-ai.txt"].decode().count("---END---") >= 3


def test_the_long_sample_is_what_its_script_writes() -> None:
    """Anyone can make it again."""
    from tools.make_long_sample import diary

    assert (ROOT / "samples" / "long.txt").read_text("utf-8") == diary()


@pytest.mark.skipif(not SEED.exists(), reason="the seed post is not part of the project")
def test_no_sentence_of_the_seed() -> None:
    """No sample has a sentence of somebody else's post."""
    seed = {s for s in _sentences(SEED.read_text("utf-8")) if re.search("[ぁ-ん]{2}", s)}
    mine = set(_sentences((ROOT / "samples" / "video-ai.txt").read_text("utf-8")))
    assert not (seed & mine)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split("[。？！\n]", text)]
