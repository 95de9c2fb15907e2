"""Marks to other programs and back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.store import Store, open_store
from tests.store.posts import TEXT, post_of, span


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with marks of every kind on two posts, some moved, one lost."""
    store = open_store(tmp_path / "one")
    post = store.post(post_of(TEXT), "/posts/魚 と市場.txt")
    post.toggle(*span(TEXT, "店の主人は声が大きい。"), section="店", letter="b")
    post.annotate(*span(TEXT, "氷の上で鱗が光っていた。"), note='一行目\n\n> 二行目, "引用"')
    post.annotate(*span(TEXT, "鯖は味噌で煮る"), kind="highlight", color="green")
    post.annotate(*span(TEXT, "解けていく。\n家に着くころ"), kind="highlight")
    text = "序。\n" + TEXT.replace("氷の上で鱗が光っていた。", "").replace("声が", "声はとても")
    store.post(post_of(text), "/posts/魚 と市場.txt").remember(0)
    store.post(post_of(TEXT[::-1], '題に"引用"'), "-").annotate(3, 9, note="=1+1")
    return store


@pytest.mark.parametrize("form", ["annotations", "jsonl"])
def test_round_trip(store: Store, tmp_path: Path, form: str) -> None:
    """Export, import elsewhere, export again: byte for byte the same; twice adds nothing."""
    marks = store.all_annotations()
    assert {mark.state for mark in marks} == {"exact", "moved", "lost"}
    first = store.export(marks, form)
    other = open_store(tmp_path / "two")
    assert other.import_marks(first).added == len(marks) == 5
    assert other.export(other.all_annotations(), form) == first
    again = other.import_marks(first)
    assert (again.added, again.present) == (0, 5)
    assert store.import_marks(first).added == 0
    other.close()
    other = open_store(tmp_path / "two")
    assert other.export(other.all_annotations(), form) == first
    assert sorted(m.note for m in other.post(post_of(TEXT), "/posts/魚 と市場.txt").marks()) == [
        *["", "", ""],
        '一行目\n\n> 二行目, "引用"',
    ]


def test_imported_marks_stand_where_they_stood(store: Store, tmp_path: Path) -> None:
    """On the text they were made on they are exact, even those that the export called lost."""
    other = open_store(tmp_path / "two")
    other.import_marks(store.export(store.all_annotations(), "annotations"))
    marks = other.post(post_of(TEXT), "/anywhere.txt").marks()
    assert [(m.state, TEXT[m.start : m.end] == m.quote) for m in marks] == [("exact", True)] * 4


def test_web_annotation_has_both_selectors(store: Store) -> None:
    """What the W3C model asks for is there, so that other programs can place the quote."""
    page = json.loads(store.export(store.all_annotations(), "annotations"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    for item in page["items"]:
        kinds = [selector["type"] for selector in item["target"]["selector"]]
        assert kinds == ["TextQuoteSelector", "TextPositionSelector"]
        assert item["type"] == "Annotation" and item["target"]["selector"][0]["exact"]


def test_annotations_of_another_program(tmp_path: Path) -> None:
    """They are placed by their quote; where that could be two places they are lost."""
    store = open_store(tmp_path)

    def foreign(name: str, exact: str, prefix: str = "") -> dict[str, object]:
        selector = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix}
        target = {"source": "/posts/a.txt", "selector": selector}
        return {"id": f"https://example.org/{name}", "body": name, "target": target}

    items = [foreign("一", "軒先を借りて"), foreign("二", "鯖", "私は"), foreign("三", "鯖")]
    assert store.import_marks(json.dumps(items)).added == 3
    marks = {mark.note: mark for mark in store.post(post_of(TEXT), "/posts/a.txt").marks()}
    assert marks["一"].start == TEXT.index("軒先を借りて")
    assert marks["二"].start == TEXT.index("鯖を二尾")
    assert marks["三"].state == "lost"


def _row(name: str, exact: str, **more: object) -> dict[str, object]:
    """A row as Hypothesis' API gives it."""
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]"},
        {"type": "TextPositionSelector", "start": 900, "end": 906},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""},
    ]
    stamp = "2024-01-02T10:00:00.123456+00:00"
    row = {"id": name, "created": stamp, "updated": stamp, "uri": "https://example.org/post"}
    target = {"source": "https://example.org/post", "selector": selectors if exact else []}
    return row | {"text": f"{name}の感想", "tags": ["魚"], "target": [target]} | more


@pytest.mark.parametrize("name", ["rows", "annotations"])
def test_hypothesis(tmp_path: Path, name: str) -> None:
    """What its API and its client give is put on the post that is named, notes and tags with it;
    what quotes nothing is counted; the same again adds nothing."""
    store = open_store(tmp_path)
    data = json.dumps(
        {name: [_row("甲", "軒先を借りて"), _row("乙", ""), _row("丙", "ここにない")]}
    )
    done = store.import_marks(data, "/posts/a.txt")
    assert (done.added, [item.number for item in done.left_out]) == (2, [2])
    marks = {mark.note: mark for mark in store.post(post_of(TEXT), "/posts/a.txt").marks()}
    assert set(marks) == {"甲の感想\n#魚", "丙の感想\n#魚"}
    assert marks["甲の感想\n#魚"].start == TEXT.index("軒先を借りて")
    assert marks["丙の感想\n#魚"].state == "lost"
    again = store.import_marks(data, "/posts/a.txt")
    assert (again.added, again.present, len(again.left_out)) == (0, 2, 1)
    with pytest.raises(ReaderError, match=r"store\.not-annotations"):
        store.import_marks(json.dumps({name: [_row("乙", "")]}))


@pytest.mark.parametrize(
    "data",
    ["", "text", "3", "{}", "[]", '{"items": [3]}', '{"op": 3', '[{"target": {}}]', "[" * 9999],
)
def test_what_is_no_export_is_refused(tmp_path: Path, data: str) -> None:
    """One error that says so; nothing is written."""
    store = open_store(tmp_path / "state")
    with pytest.raises(ReaderError, match=r"store\.not-annotations"):
        store.import_marks(data)
    assert not (tmp_path / "state").exists()


def test_hostile_records_are_left_out(tmp_path: Path) -> None:
    """A line of jsonl with a wrong type or range changes nothing and stops nothing."""
    store = open_store(tmp_path)
    good = {"op": "put", "rev": 5, "uid": "u", "id": 1, "post": "p", "text": "t", "line": 1}
    good |= dict.fromkeys(("created", "note", "color", "letter", "section", "prefix", "suffix"), "")
    good |= {"kind": "note", "start": 0, "end": 3, "quote": "abc"}
    bad = [good | {"start": -1}, good | {"kind": "x"}, good | {"rev": "soon"}, {"op": "drop"}]
    lines = "\n".join(json.dumps(record) for record in [*bad, good])
    assert store.import_marks(lines).added == 1


def test_what_is_brought_in_cannot_act_on_a_terminal(tmp_path: Path) -> None:
    """Escape sequences and half characters are cut out of every text; the note's lines stay."""
    store = open_store(tmp_path)
    post = store.post(post_of(TEXT), "/posts/a.txt")
    mark = post.annotate(0, 9, note="一\x1b]0;x\x07行\n二\ud800行", section="節\x1b[31m\n名")
    assert (mark.note, mark.section) == ("一行\n二\ufffd行", "節 名")


def test_numbers_of_no_clock_are_left_out(tmp_path: Path) -> None:
    """A huge revision is refused; a huge id is given anew, so that later marks can have one."""
    store = open_store(tmp_path)
    post = store.post(post_of(TEXT), "/posts/a.txt")
    post.annotate(0, 9)
    lines = store.export(post.marks(), "jsonl").splitlines()
    record = json.loads(lines[-1])
    huge = record | {"uid": "u1", "rev": 1 << 70}
    far = record | {"uid": "u2", "id": (1 << 60) - 1}
    assert store.import_marks(json.dumps(huge)).added == 0
    assert store.import_marks(json.dumps(far)).added == 1
    assert post.annotate(20, 29).id < 10


def test_csv_is_what_readwise_reads(store: Store) -> None:
    """The header is Readwise's; commas, quotes and newlines of notes survive."""
    rows = list(csv.DictReader(io.StringIO(store.export(store.all_annotations(), "csv"))))
    assert list(rows[0]) == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    assert '一行目\n\n> 二行目, "引用"' in [row["Note"] for row in rows]
    assert len(rows) == 5


def test_markdown_leads_back(store: Store) -> None:
    """Front matter, one block with its id for each mark, and the command that opens it."""
    marks = store.post(post_of(TEXT), "/posts/魚 と市場.txt").marks()
    text = store.export(marks, "md")
    assert text.startswith('---\ntitle: "市場"\n')
    for mark in marks:
        assert f"^jreader-{mark.id}\n" in text
        assert f"jreader '{mark.source}' --goto mark:{mark.id}" in text
    assert store.export([], "md").endswith("---\n")
