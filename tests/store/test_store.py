"""Posts, places, marks and what was read, through edits and other paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.document import Span
from reader.formats.input.harmless import harmless_line
from reader.store import OutlineEdit, Store, identity, open_store
from reader.store.identity import openable
from tests.store.posts import TEXT, post_of, span


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store in a directory of its own."""
    return open_store(tmp_path / "state")


def test_toggle_sets_and_takes_away(store: Store) -> None:
    """The same sentence twice leaves no bookmark; a note there is not touched."""
    post = store.post(post_of(TEXT), "/posts/a.txt")
    here = span(TEXT, "店の主人は声が大きい。")
    post.annotate(*here, note="元気")
    mark = post.toggle(*here, section="店")
    assert mark and (mark.quote, mark.line, mark.section) == ("店の主人は声が大きい。", 3, "店")
    assert post.toggle(here.start + 2, here.end) is None
    assert [found.kind for found in post.marks()] == ["note"]


def test_undo_of_a_removal_gives_the_same_mark(store: Store) -> None:
    """`restore` brings back id, note and place, by another Post object too."""
    post = store.post(post_of(TEXT), "/posts/a.txt")
    mark = post.annotate(*span(TEXT, "軒先を借りて"), note="雨宿り", color="green")
    removed = post.remove(mark.id)
    assert removed == mark and post.marks() == []
    assert post.restore(removed).id == mark.id
    removed = post.remove(mark.id)
    assert removed is not None
    again = store.post(post_of(TEXT), "/posts/a.txt").restore(removed)
    assert (again.id, again.uid, again.note, again.color) == (
        mark.id,
        mark.uid,
        "雨宿り",
        "green",
    )


def test_a_letter_belongs_to_one_mark(store: Store) -> None:
    """As in vi, a letter set elsewhere leaves where it was; that mark itself stays."""
    post = store.post(post_of(TEXT), "/posts/a.txt")
    post.toggle(*span(TEXT, "店の主人は声が大きい。"), letter="a")
    post.toggle(*span(TEXT, "帰り道で雨に降られた。"), letter="a")
    assert [(mark.letter, mark.quote[:2]) for mark in post.marks()] == [("", "店の"), ("a", "帰り")]


@pytest.mark.parametrize("path", ["/elsewhere/b.txt", "-"])
def test_a_post_is_its_content(store: Store, path: str) -> None:
    """Renamed, copied, or read from standard input it is the same post."""
    store.post(post_of(TEXT), "/posts/a.txt").toggle(0, 22)
    assert len(store.post(post_of(TEXT), path).marks()) == 1


def test_a_link_is_the_file(store: Store, tmp_path: Path) -> None:
    """Reached by a link, and edited since, it is the same post."""
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("x")
    link.symlink_to(real)
    store.post(post_of(TEXT), str(real)).toggle(0, 22)
    assert len(store.post(post_of(TEXT + "\n追記。"), str(link)).marks()) == 1


def test_renamed_and_edited_at_once(store: Store) -> None:
    """A text at an unknown path that shares most of its sentences is the post, grown; one that
    shares none is another, even at a path that is known."""
    long = "\n".join(f"これは{n}番目の段落で、話は{n * 3}へと続いていきます。" for n in range(60))
    other = "\n".join(f"別の{n}話では、鳥が{n * 5}羽ほど空を横切って飛んだ。" for n in range(60))
    store.post(post_of(long), "/posts/long.txt").toggle(5, 15)
    edited = long.replace("これは7番目", "それは七番目") + "\n終わりに一段落を足した。"
    assert len(store.post(post_of(edited), "/posts/new-name.txt").marks()) == 1
    assert store.post(post_of(other, "鳥"), "/posts/long.txt").marks() == []
    assert len(store.post(post_of(edited, "新題"), "/posts/long.txt").marks()) == 1


EDITS = [
    (TEXT, "exact", "氷の上で鱗が光っていた。"),
    ("まえがきを足した。\n" + TEXT, "exact", "氷の上で鱗が光っていた。"),
    (TEXT.replace("鱗が", "青い鱗が"), "moved", "氷の上で青い鱗が光っていた。"),
    ("\n".join(TEXT.split("\n")[1:] + TEXT.split("\n")[:1]), "moved", "氷の上で鱗が光っていた。"),
    (TEXT.replace("。", "．").replace("、", "，"), "moved", "氷の上で鱗が光っていた．"),
    ("\n".join(TEXT.split("\n")[1:]), "lost", None),
    (TEXT.replace("氷の上で鱗が光っていた。", ""), "lost", None),
]


@pytest.mark.parametrize(("text", "state", "there"), EDITS)
def test_a_mark_follows_its_sentence(store: Store, text: str, state: str, there: str) -> None:
    """After an edit it is where its sentence is; gone, it is kept as lost, and it comes back."""
    quote = "氷の上で鱗が光っていた。"
    mark = store.post(post_of(TEXT), "/posts/a.txt").annotate(*span(TEXT, quote), note="光")
    post = store.post(post_of(text), "/posts/a.txt")
    for _ in range(2):  # as found, and as the database says it was found
        found = post.marks()[0]
        assert (found.id, found.state, found.quote) == (mark.id, state, quote)
        if there:
            assert text[found.start : found.end] == there
            assert found.line == post_of(text).line_of(found.start)
        post.remember(0)
    back = store.post(post_of(TEXT), "/posts/a.txt").marks()[0]
    assert (back.start, back.state) == (mark.start, "exact")


def test_a_mark_on_one_of_two_equal_paragraphs(store: Store) -> None:
    """Where its own copy is gone it is lost, not moved to the copy that was there before."""
    twice = TEXT + "\n間に別の段落がある。\n" + TEXT.split("\n")[1]
    at = span(TEXT, "店の主人は声が大きい。")
    store.post(post_of(twice), "/posts/a.txt").toggle(*at)
    gone = twice.replace(TEXT.split("\n")[1] + "\n", "", 1)
    assert gone.count("店の主人") == 1
    assert [m.state for m in store.post(post_of(gone), "/posts/a.txt").marks()] == ["lost"]


def test_what_is_new_since_last_time(store: Store) -> None:
    """Added and removed sentences are counted and their spans given; a moved paragraph is not
    new; listing marks does not use the news up, reading does."""
    store.post(post_of(TEXT), "/posts/a.txt").remember(0)
    parts = TEXT.split("\n")
    text = "\n".join([*parts[1:], parts[0] + "貝も少しあった。", "翌日も市場へ行った。また鯖だ。"])
    text = text.replace("私は鯖を二尾買った。", "")
    change = store.post(post_of(text), "/posts/a.txt").change
    assert change and (change.added, change.removed) == (3, 1)
    assert [text[a:b] for a, b in change.spans] == [
        "貝も少しあった。",
        "翌日も市場へ行った。また鯖だ。",
    ]
    post = store.post(post_of(text), "/posts/a.txt")
    post.toggle(0, 11)
    assert post.change == change
    post.remember(0)
    assert store.post(post_of(text), "/posts/a.txt").change is None


def test_the_place_stays_with_its_sentence(store: Store) -> None:
    """After an edit before it the place is in the same sentence; where that is gone, near."""
    at = TEXT.index("軒先を借りて") + 3
    store.post(post_of(TEXT), "/posts/a.txt").remember(at)
    text = "序文。\n" + TEXT
    place = store.post(post_of(text), "/posts/a.txt").place()
    assert place and text[place.offset :].startswith("借りて") and 0 < place.progress < 1
    gone = TEXT.replace(TEXT.split("\n")[2], "まったく違うことを書いた段落になった。")
    place = store.post(post_of(gone), "/posts/a.txt").place()
    assert place and place.state == "lost" and 0 < place.offset <= len(gone)


def test_read_paragraphs_are_remembered_through_edits(store: Store) -> None:
    """A paragraph stays read where it stands or moves; a rewritten one is unread."""
    parts = TEXT.split("\n")
    post = store.post(post_of(TEXT), "/posts/a.txt")
    post.mark_read([span(TEXT, parts[0]), span(TEXT, parts[2])], seconds=20)
    post.remember(0)
    text = "\n".join(["新しい段落。", parts[2], parts[1], "全部を書きかえてしまった一段落です。"])
    found = store.post(post_of(text), "/posts/a.txt").read_spans()
    assert [text[a:b] for a, b in found] == [parts[2]]


def test_pace_is_measured_and_idle_is_not(store: Store) -> None:
    """The default holds until there is something to go by; what no one reads at is left out."""
    assert store.pace == 500
    line = "字" * 999 + "。"
    post = store.post(post_of("\n".join([line] * 30)), "/posts/a.txt")
    post.mark_read([Span(0, 1000)], seconds=60 * 60)
    assert store.pace == 500
    post.mark_read([Span(n * 1001, n * 1001 + 1000) for n in range(1, 21)], seconds=60 * 20)
    assert 900 < post.pace < 1000


def test_outline_edits_follow_their_sections(store: Store) -> None:
    """They move with the paragraph; a lost one is kept and comes back."""
    post = store.post(post_of(TEXT), "/posts/a.txt")
    at = TEXT.index("帰り道")
    post.set_outline_edits([OutlineEdit("add", at, "雨", 1), OutlineEdit("remove", 0)])
    longer = store.post(post_of("序。\n" + TEXT), "/posts/a.txt")
    assert [edit.start for edit in longer.outline_edits()] == [at + 3, 3]
    without = store.post(post_of("\n".join(TEXT.split("\n")[:2])), "/posts/a.txt")
    edits = without.outline_edits()
    assert [edit.state for edit in edits] == ["lost", "exact"]
    without.set_outline_edits(edits)
    back = store.post(post_of(TEXT), "/posts/a.txt").outline_edits()
    assert [(edit.start, edit.state) for edit in back] == [(at, "exact"), (0, "exact")]


def test_history(store: Store, tmp_path: Path) -> None:
    """What was read, the last first; a file that is gone is shown as such."""
    here = tmp_path / "here.txt"
    here.write_text("x")
    store.post(post_of(TEXT, "甲"), str(here)).remember(50, 0.5)
    other = store.post(post_of(TEXT[::-1], "乙"), "/gone.txt")
    other.remember(0)
    other.toggle(0, 9)
    found = [(r.title, r.exists, r.marks, r.progress) for r in store.history()]
    assert found == [("乙", False, 1, 0.0), ("甲", True, 0, 0.5)]
    assert store.history(1)[0].path == str(Path("/gone.txt").resolve())


def test_two_readers_see_each_other(tmp_path: Path) -> None:
    """A mark of another jreader is noticed and shown, from an empty directory on."""
    one, two = open_store(tmp_path), open_store(tmp_path)
    post_one = one.post(post_of(TEXT), "/posts/a.txt")
    post_two = two.post(post_of(TEXT), "/posts/a.txt")
    assert post_two.marks() == [] and not two.changed()
    post_one.toggle(0, 22)
    assert two.changed() and len(post_two.marks()) == 1
    assert not two.changed()
    post_two.toggle(30, 40)
    assert one.changed() and len(post_one.marks()) == 2


def test_searches_are_remembered(store: Store) -> None:
    """The last search is first; the same one is kept once."""
    for query in ("鯖", "雨", "鯖"):
        store.remember_search(query)
    assert store.searches() == ["鯖", "雨"]


def test_texts_without_a_sentence(store: Store) -> None:
    """An empty post and one of a few characters can be opened, marked and left."""
    for text in ("", "\n\n", "短"):
        post = store.post(post_of(text, ""), f"/posts/{len(text)}.txt")
        post.toggle(0, 5)
        post.remember(3)
        assert post.place() is not None
        assert len(post.marks()) == 1


@pytest.mark.parametrize(
    "name", ["caf\udce9.txt", "e\x1b[31m\n.txt", "全角　空白.txt", "a\u202eb.txt"]
)
def test_names_that_are_no_text(store: Store, name: str) -> None:
    """A file whose name is not UTF-8, or would act on a terminal, is kept under a name that can be
    shown, and leads back to the file."""
    post = store.post(post_of(TEXT), f"/posts/{name}")
    post.annotate(0, 9)
    post.remember(20)
    (recent,) = store.history()
    assert harmless_line(recent.path) == recent.path
    assert openable(recent.path) == f"/posts/{name}"
    assert [mark.source for mark in store.all_annotations()] == [recent.path]


def test_all_marks_name_the_file_that_is_there(store: Store, tmp_path: Path) -> None:
    """Of several paths of a post the list of all marks has one that still exists."""
    old, new = tmp_path / "a.txt", tmp_path / "b.txt"
    new.write_text(TEXT, encoding="utf-8")
    store.post(post_of(TEXT), str(new)).annotate(0, 9)
    store.post(post_of(TEXT), str(old)).remember(0)
    assert [mark.source for mark in store.all_annotations()] == [str(new)]
    new.unlink()
    assert [mark.source for mark in store.all_annotations()] == [str(old)]


def test_the_same_place_is_written_once(tmp_path: Path) -> None:
    """Nothing is written where just that was kept, unless someone else has written since."""
    store = open_store(tmp_path / "state")
    post = store.post(post_of(TEXT), "/posts/a.txt")
    assert post.remember(40, 0.3, 100)
    assert not post.remember(40, 0.3, 100)
    other = open_store(tmp_path / "state")
    other.post(post_of(TEXT), "/posts/a.txt").remember(5, 0.0, 100)
    other.close()
    assert post.remember(40, 0.3, 100)
    place = post.place()
    assert place is not None and place.offset == 40
    assert post.remember(41, 0.3, 100)
    store.close()


def test_place_and_what_was_read_in_one_write(store: Store) -> None:
    """`remember` takes what `mark_read` does, and keeps it even where the place is the same."""
    post = store.post(post_of(TEXT), "/posts/a.txt")
    paragraph = span(TEXT, TEXT.split("\n")[1])
    post.remember(0, 0.0, 100)
    before = post.pace
    assert post.remember(0, 0.0, 100, read=[paragraph], seconds=3.0)
    assert post.read_spans() == [paragraph]
    assert post.pace > before
    assert not post.remember(0, 0.0, 100, read=[paragraph], seconds=3.0)


def test_a_prepared_version_is_kept_like_any_other(tmp_path: Path) -> None:
    """What is worked out beforehand is what the first write would have worked out."""
    kept = []
    for name, prepared in (("one", False), ("two", True)):
        store = open_store(tmp_path / name)
        post = store.post(post_of(TEXT), "/posts/a.txt")
        if prepared:
            post.prepare()
        post.remember(7, 0.1, 100)
        kept.append(store._database.read("SELECT digest, sketch, body FROM texts"))
        store.close()
    assert kept[0] == kept[1]


def test_a_text_without_a_sentence_is_sketched_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often its place is kept: of a long one that takes a second."""
    asked: list[str] = []

    def sketch(text: str) -> bytes:
        asked.append(text)
        return b""

    monkeypatch.setattr(identity, "sketch", sketch)
    post = store.post(post_of("あ\nい\nう\nえ"), "/posts/a.txt")
    for offset in (0, 2, 4, 6):
        assert post.remember(offset)
    assert len(asked) == 1
