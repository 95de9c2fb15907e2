"""`--facts`: tables whose columns stand under one another, and JSON with all that is known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cells import cell_len
from reader.cli import main

POST = (
    "トルネリア（Tornelia）は2025年に1兆2,000億円を投じた。\n\n"
    "Torneliaの船は3〜5割速い。船大工は千人いる。\n"
)


@pytest.fixture
def post(tmp_path: Path) -> str:
    path = tmp_path / "post.txt"
    path.write_text(POST, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_tables(post: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Names, then figures; the last column of each table begins at one cell, whatever the scripts
    before it."""
    assert main(["--facts", "--lang", lang, post]) == 0
    names, figures = capsys.readouterr().out.split("\n\n")
    assert "(1)" in names.splitlines()[0] and "(3)" in figures.splitlines()[0]
    assert "トルネリア（Tornelia）" in names
    lines = figures.splitlines()[2:]
    starts = {
        cell_len(line[: line.index(s)])
        for line, s in zip(lines, ["トル", "トル", "Tor"], strict=True)
    }
    assert len(starts) == 1


def test_json(post: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The fields of the contract, and what was added to them."""
    assert main(["--facts", "--json", post]) == 0
    said = json.loads(capsys.readouterr().out)
    (name,) = said["names"]
    assert (name["name"], name["count"], name["lines"]) == ("トルネリア", 3, [1, 3])
    assert name["aliases"] == ["Tornelia"]
    year, amount, share = said["figures"]
    assert (year["value"], year["unit"], year["line"]) == (2025, "年", 1)
    assert (amount["text"], amount["value"], amount["unit"]) == (
        "1兆2,000億円",
        1200000000000,
        "円",
    )
    assert amount["sentence"] == POST.split("\n")[0]
    assert (share["value"], share["upto"], share["subject"]) == (3, 5, "Torneliaの船")


def test_a_post_without_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said that there are none; an answer is given."""
    path = tmp_path / "empty.txt"
    path.write_text("何もない。\n", encoding="utf-8")
    assert main(["--facts", "--lang", "ja", str(path)]) == 0
    assert capsys.readouterr().out.count("なし") == 2
