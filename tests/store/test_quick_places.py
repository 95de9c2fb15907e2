"""The small file of places for the first page."""

from __future__ import annotations

from pathlib import Path

from reader.store.quick_places import MOST, NAME, look, look_for_block, note


def post(folder: Path, name: str = "post.txt", text: str = "本文") -> str:
    """A file with that text."""
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_what_was_noted_is_known(tmp_path: Path) -> None:
    """The last place of a post, and none of a post that was never left."""
    path, other = post(tmp_path), post(tmp_path, "別の 記事.txt")
    note(str(tmp_path), path, 12)
    note(str(tmp_path), path, 34)
    assert look(str(tmp_path), path) == 34
    assert look(str(tmp_path), other) is None


def test_the_block_of_a_place(tmp_path: Path) -> None:
    """It is known as it was noted; without one the offset is known all the same."""
    path = post(tmp_path)
    note(str(tmp_path), path, 12, (3, 4, 123456))
    assert look(str(tmp_path), path) == 12
    assert look_for_block(str(tmp_path), path) == (3, 4, 123456)
    note(str(tmp_path), path, 13)
    assert look(str(tmp_path), path) == 13
    assert look_for_block(str(tmp_path), path) is None


def test_paths_that_mean_the_same(tmp_path: Path) -> None:
    """A path with .. in it is the path that it leads to."""
    path = post(tmp_path)
    (tmp_path / "folder").mkdir()
    note(str(tmp_path), f"{tmp_path}/folder/../post.txt", 5)
    assert look(str(tmp_path), path) == 5


def test_a_changed_file_is_another(tmp_path: Path) -> None:
    """Where size or time differ, only the database can say where the place is now."""
    path = post(tmp_path)
    note(str(tmp_path), path, 12)
    post(tmp_path, text="本文が変わった")
    assert look(str(tmp_path), path) is None


def test_it_stays_small(tmp_path: Path) -> None:
    """The last posts are remembered, the others forgotten."""
    paths = [post(tmp_path, f"{number}.txt") for number in range(MOST + 5)]
    for number, path in enumerate(paths):
        note(str(tmp_path), path, number + 1)
    assert look(str(tmp_path), paths[-1]) == MOST + 5
    assert look(str(tmp_path), paths[0]) is None


def test_damage_harms_nothing(tmp_path: Path) -> None:
    """Lines that are not ours are passed over, and a folder that is not there is no error."""
    path = post(tmp_path)
    (tmp_path / NAME).write_bytes(b"\xff\x00broken\nx\t1\t2\t3\n7\t8\n")
    assert look(str(tmp_path), path) is None
    note(str(tmp_path), path, 3)
    assert look(str(tmp_path), path) == 3
    note(str(tmp_path / "none"), path, 3)
    note(str(tmp_path), "-", 3)
