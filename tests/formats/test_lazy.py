"""A long file loaded in pieces is the file loaded whole."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reader.document import Document, whole
from reader.formats import lazy, load, plain
from reader.store.identity import digest

SAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "samples").rglob("*")
    if path.suffix in (".txt", ".md")
)
WRAPPED = "".join(
    f"この行は折り返された段落の{number}行目であり幅がそろえてある、\n" for number in range(400)
)
LINES = "".join(f"一行が一段落である。その{number}番目。\n" for number in range(400))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything over four kilobytes is long, and comes in many pieces."""
    monkeypatch.setattr("reader.formats.source.LONG", 4096)
    monkeypatch.setattr(lazy, "HEAD", 4096)
    monkeypatch.setattr(lazy, "FIRST", 300)
    monkeypatch.setattr("reader.formats.rest.PIECE", 500)
    monkeypatch.setattr("reader.formats.pieces.SLAB", 7)
    monkeypatch.setattr(lazy, "SAMPLE", 600)
    monkeypatch.setattr("reader.formats.detect.SAMPLE", 600)
    monkeypatch.setattr(plain, "LEARNED", 600)


def loaded(document: Document) -> list[str]:
    """Loads all of it; what `more` said."""
    document.begin()
    said = []
    deadline = time.monotonic() + 20
    while not document.complete:
        assert time.monotonic() < deadline
        said.append(document.more())
        time.sleep(0.001)
    return said


def same(path: Path) -> Document:
    """The document, loaded both ways and compared in everything."""
    grown = load(str(path), lazily=True)
    loaded(grown)
    expected = load(str(path))
    for name in Document.__match_args__:
        assert getattr(grown, name) == getattr(expected, name), name
    assert list(grown.starts) == list(expected.starts)
    assert grown.text == expected.text
    assert grown.length == expected.length
    assert grown.fingerprint in ("", digest(expected.text, str(path)))
    for start, end in ((0, 50), (7, 2000), (expected.length - 9, expected.length + 9), (5, 5)):
        assert grown.part(start, end) == expected.part(start, end)
    assert whole(grown) == whole(expected)
    return grown


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.usefixtures("small")
def test_every_sample_in_pieces_is_the_sample(path: Path, tmp_path: Path) -> None:
    """Also where a sample is repeated until it is long, with its front matter at the head."""
    same(path)
    grown = tmp_path / path.name
    data = path.read_bytes()
    grown.write_bytes(data + (b"\n\n" + data) * (20_000 // max(1, len(data))))
    same(grown)


@pytest.mark.parametrize(
    "text",
    [
        WRAPPED,
        LINES,
        WRAPPED + "\n\n" + LINES,
        "題名\n\n" + "段落。\n\n" * 3000,
        "題名\n\n" + LINES.replace("\n", "\r\n"),
        "---\ntitle: 題\n---\n" + LINES + "\u3000\n" + WRAPPED,
        "冒頭。\n" * 600 + "長い一行。" * 3000,
        "冒頭。\n" * 600 + "長い一行。" * 3000 + "\n終わり。",
        "冒頭\x1b[31m。\n\n" * 400 + "途中\u202e。\n\n" * 100,
        "漢字《かんじ》の段落 https://example.org/a 。\n\n" * 300,
        "＊\n\n" * 300 + "- 箇条\n- 箇条\n" * 300,
    ],
    ids=lambda text: ascii(text[:12]),
)
@pytest.mark.usefixtures("small")
def test_texts_of_every_habit_are_the_same_in_pieces(text: str, tmp_path: Path) -> None:
    """Wrapped lines, a paragraph a line, one very long line, controls, readings, rules, lists."""
    path = tmp_path / "post.txt"
    path.write_bytes(text.encode())
    same(path)


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-8-sig"])
@pytest.mark.usefixtures("small")
def test_every_encoding_is_the_same_in_the_end(encoding: str, tmp_path: Path) -> None:
    """What is not UTF-8 is loaded whole by the worker; the head is there at once all the same."""
    path = tmp_path / "post.txt"
    path.write_bytes(LINES.encode(encoding))
    assert load(str(path), lazily=True).blocks
    same(path)


@pytest.mark.usefixtures("small")
def test_a_rest_that_breaks_the_promise_of_the_head_replaces_it(tmp_path: Path) -> None:
    """An ASCII head before text in CP932; UTF-8 with a damaged place."""
    path = tmp_path / "post.txt"
    path.write_bytes(b"plain ascii line.\n\n" * 400 + LINES.encode("cp932"))
    grown = load(str(path), lazily=True)
    assert "replaced" in loaded(grown)
    same(path)
    path.write_bytes(LINES.encode() + b"\xff\xfe\n" + LINES.encode())
    assert same(path).notices[0].key == "formats.damaged"


@pytest.mark.usefixtures("small")
def test_offsets_are_exact_from_the_start(tmp_path: Path) -> None:
    """What is loaded never changes place: it is a beginning of the whole text."""
    path = tmp_path / "post.txt"
    path.write_bytes((LINES + "\n\n" + LINES).encode())
    grown = load(str(path), lazily=True)
    expected = load(str(path)).text
    assert not grown.complete
    assert 0 < grown.share < 1
    grown.begin()
    while not grown.complete:
        assert expected.startswith(grown.text)
        grown.more()
    assert grown.text == expected
    assert grown.share == 1


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda path: path.open("ab").write(b"more"), "formats.grown"),
        (lambda path: path.open("r+b").truncate(5000), "formats.shrunk"),
        (lambda path: path.unlink(), "formats.gone"),
        (lambda path: path.write_bytes(path.read_bytes()[::-1]), "formats.rewritten"),
    ],
)
def test_a_file_that_changes_meanwhile_is_noticed_and_harms_nothing(
    change: object, key: str, tmp_path: Path
) -> None:
    """Grown, shrunk, gone, rewritten: the document ends, and says what has become of the file."""
    assert callable(change)
    path = tmp_path / "post.txt"
    path.write_bytes(LINES.encode())
    expected = load(str(path)).text
    grown = load(str(path), lazily=True)
    assert grown.disturbed() == ""
    time.sleep(0.01)
    change(path)
    loaded(grown)
    assert grown.disturbed() == key
    assert grown.blocks
    if key in ("formats.grown", "formats.gone"):
        assert grown.text == expected


def test_a_short_file_is_loaded_at_once(tmp_path: Path) -> None:
    """Asking for it lazily changes nothing."""
    path = tmp_path / "post.txt"
    path.write_text("短い。\n\n文章。", encoding="utf-8")
    assert load(str(path), lazily=True) == load(str(path))
    assert load(str(path), lazily=True).complete


@pytest.mark.usefixtures("small")
def test_a_paragraph_of_very_many_lines_takes_linear_time(tmp_path: Path) -> None:
    """A paragraph that does not end is not gone through again with every piece."""
    path = tmp_path / "post.txt"
    line = "この行は折り返された段落の一部であり幅がそろえてあるので、\n"
    taken = []
    for times in (2000, 8000):
        path.write_bytes((line * times).encode())
        grown = load(str(path), lazily=True)
        began = time.thread_time()
        worker = grown._rest  # type: ignore[attr-defined]
        worker.work()
        taken.append(time.thread_time() - began)
        grown.more()
        assert grown.complete
    assert taken[1] < 12 * taken[0] + 0.05


@pytest.mark.usefixtures("small")
def test_a_long_file_that_is_loaded_whole_is_named_as_it_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paragraph without a line end takes the place of its head, and has the store's name."""
    monkeypatch.setattr("reader.formats.rest.NAMED", 100)
    path = tmp_path / "line.txt"
    path.write_text("題\n\n" + "長い一行の中にある文です。" * 4000, "utf-8")
    found = same(path)
    assert found.fingerprint == digest(found.text, str(path))
