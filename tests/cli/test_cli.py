"""The command line keeps its contract: answers, exit statuses, one line for a mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "video-ai.txt"
POST = "題名\n\n最初の段落です。二つ目の文もあります。\n\n動画の話をします。動画は楽しい。\n"


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.txt"
    path.write_text(POST, encoding="utf-8")
    return path


def run(
    *words: str | Path, env: dict[str, str] | None = None, data: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reader", *map(str, words)],
        input=data,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        check=False,
    )


def answer(*words: str | Path, **options: bytes) -> dict[str, object]:
    done = run(*words, "--json", **options)  # type: ignore[arg-type]
    assert done.returncode == 0, done.stderr
    value: dict[str, object] = json.loads(done.stdout)
    return value


def test_printing_fills_the_measure_and_no_more(post: Path) -> None:
    """In a pipe the post is printed, no row over the measure, no space at an end, no escape."""
    printed = run("--width", "20", "--no-header", post).stdout.decode()
    assert "\x1b" not in printed
    assert all(len(line.encode("utf-16-le")) // 2 <= 10 for line in printed.splitlines())
    assert printed.replace("\n", "").endswith("動画の話をします。動画は楽しい。")
    assert "\x1b[" in run("--print", "--color", "always", post).stdout.decode()


def test_a_very_long_post_is_printed_as_the_reader_shows_it(tmp_path: Path) -> None:
    """Beyond the length that the reader studies, repeats are folded in print only if asked; it
    is said, on standard error, and nothing of the text is left out."""
    post = tmp_path / "long.txt"
    paragraph = "港の朝は早い。" * 12
    post.write_text(f"{paragraph}\n\n" * 38_000, encoding="utf-8")
    printed = run("--print", "--no-header", post)
    assert printed.stdout.decode().replace("\n", "") == paragraph * 38_000
    assert b"--repeats fold" in printed.stderr
    folded = run("--print", "--no-header", "--repeats", "fold", post)
    assert len(folded.stdout) < 1000
    assert folded.stderr == b""


def test_standard_input_reads_like_the_file(post: Path) -> None:
    """`-` is the same post as its file."""
    assert run("--print", "-", data=POST.encode()).stdout == run("--print", post).stdout


def test_json_answers_have_their_fields(post: Path) -> None:
    """Each answer in JSON has the fields of the contract, and Japanese is not escaped."""
    sections = answer("--outline", SAMPLE)["sections"]
    assert isinstance(sections, list)
    assert sections[0].keys() >= {
        "id",
        "level",
        "title",
        "role",
        "inferred",
        "line",
        "start",
        "end",
    }
    stats = answer("--stats", SAMPLE)
    assert stats["format"] == "plain"
    assert isinstance(stats["repeated_share"], float)
    lines = answer("--print", post)["lines"]
    assert isinstance(lines, list)
    assert {"text", "start", "end"} == lines[0].keys()
    assert "動画".encode() in run("--search", "動画", "--json", post).stdout


def test_a_search_says_like_grep_whether_it_found(post: Path) -> None:
    """0 with matches in their sentences, 1 with an empty answer, 2 for a wrong expression."""
    matches = answer("--search", "動画", post)["matches"]
    assert isinstance(matches, list)
    assert [(m["line"], m["before"], m["after"]) for m in matches] == [
        (5, "", "の話をします。"),
        (5, "", "は楽しい。"),
    ]
    none = run("--search", "鯨", "--json", post)
    assert (none.returncode, json.loads(none.stdout)["matches"]) == (1, [])
    assert run("--search", "(", "--regex", post).returncode == 2
    several = run("--search", "動画", post, SAMPLE)
    assert several.returncode == 0
    assert several.stdout.decode().startswith(str(post))


def test_what_is_one_in_a_search_can_be_told_apart(tmp_path: Path) -> None:
    """By the command line, by the file, and by both together the command line's; 1 where nothing
    is left."""
    post, config = tmp_path / "post.txt", tmp_path / "config.toml"
    post.write_text("港のＡＩと、みなとのaiと、ミナトのAIです。\n", encoding="utf-8")
    config.write_text("[fold]\nkana = false\n", encoding="utf-8")

    def found(query: str, *options: str | Path) -> list[object]:
        done = run("--search", query, "--json", *options, post)
        assert done.returncode == (0 if json.loads(done.stdout)["matches"] else 1)
        return [match["text"] for match in json.loads(done.stdout)["matches"]]

    assert found("みなと", "--romaji", "off") == ["みなと", "ミナト"]
    assert found("みなと", "--no-fold", "kana") == ["みなと"]
    assert found("みなと", "--config", config) == ["みなと"]
    assert found("みなと", "--config", config, "--no-fold", "case") == ["みなと", "ミナト"]
    assert found("ai") == ["ＡＩ", "ai", "AI"]
    assert found("ai", "--no-fold", "case, width", "--romaji", "off") == ["ai"]
    assert found("ﾐﾅﾄ", "--no-fold", "width") == []


def test_marks_come_back(post: Path, tmp_path: Path) -> None:
    """A mark that is set is listed; the same place again replaces its note; what was exported
    and brought in elsewhere is exported to the same bytes."""
    here, there = ("--state-dir", str(tmp_path / "a")), ("--state-dir", str(tmp_path / "b"))
    assert run("--mark", "3", post, *here).returncode == 0
    run("--mark", "5:動画は", "--note", "一", post, *here)
    run("--mark", "5:動画は", "--note", "二", post, *here)
    marks = answer("--marks", post, *here)["marks"]
    assert isinstance(marks, list)
    assert [(m["quote"], m["note"], m["state"]) for m in marks] == [
        ("最初の段落です。", "", "exact"),
        ("動画は", "二", "exact"),
    ]
    exported = run("--marks", "--all", "--as", "annotations", *here).stdout
    (tmp_path / "marks.json").write_bytes(exported)
    for _ in range(2):
        assert run("--import-marks", tmp_path / "marks.json", *there).returncode == 0
    assert run("--marks", "--all", "--as", "annotations", *there).stdout == exported


@pytest.mark.parametrize(
    "words",
    [
        ["--nothing"],
        ["--width", "0", "x"],
        ["--search", "x", "--no-fold", "colour", str(SAMPLE)],
        ["--no-fold", "kana", str(SAMPLE)],
        ["--print"],
        ["--print", "--stats", "x"],
        ["missing.txt"],
        ["."],
        ["--encoding", "nonsense", str(SAMPLE)],
        ["--config", "missing.toml", str(SAMPLE)],
        ["--mark", "9999", str(SAMPLE)],
        ["--mark", "x", str(SAMPLE)],
        ["--import-marks", "missing.json"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_mistake_is_one_line(words: list[str], lang: str, tmp_path: Path) -> None:
    """Status 2, nothing printed, one line that names the program, in the interface's language."""
    done = run("--lang", lang, "--state-dir", tmp_path, *words)
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (2, b"", 1)
    assert lines[0].startswith("jreader: ")


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_japanese_comes_through_any_locale(locale: dict[str, str], post: Path) -> None:
    """A locale that has no Japanese gets UTF-8, not a traceback."""
    done = run("--print", post, env=locale)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "動画は楽しい。" in done.stdout.decode()


def test_a_closed_pipe_is_no_fault() -> None:
    """The reader of the pipe may leave at any time: status 0 and silence."""
    with subprocess.Popen(
        [sys.executable, "-m", "reader", "--print", "samples/long.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


def test_a_wrong_configuration_is_told_by_line(post: Path, tmp_path: Path) -> None:
    """A fault in the file is reported with its line; the rest holds, and the post is printed."""
    config = tmp_path / "config.toml"
    config.write_text(
        'measure = 20\nwrap = "loosely"\ntheme = washi\nindent = 1\n', encoding="utf-8"
    )
    done = run("--print", "--config", config, post)
    told = done.stderr.decode()
    assert done.returncode == 0
    assert "line 2" in told
    assert "line 3" in told
    assert max(map(len, done.stdout.decode().splitlines())) <= 10


def test_what_is_odd_about_a_post_names_the_post(post: Path, tmp_path: Path) -> None:
    """Of several posts that are searched, each complaint says whose it is, on one line."""
    broken = tmp_path / "broken.md"
    broken.write_text(f"---\ntitle: [\n---\n{POST}", encoding="utf-8")
    done = run("--search", "動画", broken, tmp_path / "missing.txt", post)
    told = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert [line.split(": ")[:2] for line in told] == [
        ["jreader", str(broken)],
        ["jreader", str(tmp_path / "missing.txt")],
    ]
    assert str(post) in done.stdout.decode()


def ended(program: str, *words: str) -> subprocess.CompletedProcess[str]:
    """What a program of Python says that ends by `reader.cli.run`."""
    program = f"import sys\nfrom reader.cli import run\nsys.argv[0] = 'jreader'\n{program}\nrun()"
    return subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, timeout=60
    )


def test_the_quick_end_loses_nothing() -> None:
    """Output in a buffer is written, what was registered for the end is done, the status holds."""
    said = ended("import atexit; atexit.register(print, 'at the end')", "--version")
    assert said.stdout.split("\n")[1:] == ["at the end", ""]
    assert said.returncode == 0
    assert ended("", "--no-such-option").returncode == 2
    assert ended("", "--search", "無い語", str(SAMPLE)).returncode == 1


def test_a_profiler_sees_the_end() -> None:
    """The interpreter ends by itself where someone measures it."""
    said = subprocess.run(
        [sys.executable, "-m", "cProfile", "-m", "reader", "--version"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "function calls" in said.stdout


@pytest.mark.parametrize(
    ("lang", "status", "counts"),
    [("ja", "正常。", "しおり1件"), ("en", "sound;", "marks: 1, backups: 1")],
)
def test_the_state_is_said_in_the_language(
    post: Path, tmp_path: Path, lang: str, status: str, counts: str
) -> None:
    """`--state check` says in one language what it found, also before there is anything."""
    where = ("--lang", lang, "--state-dir", tmp_path / "state")
    missing = run("--state", "check", *where).stdout.decode()
    assert {"ja": "まだありません", "en": "not there yet"}[lang] in missing
    run("--mark", "3", *where, post)
    run("--state", "backup", *where)
    line = run("--state", "check", *where).stdout.decode()
    assert status in line and counts in line
    assert " ;" not in line and " 、" not in line


def test_a_repeat_of_one_line_is_not_a_range(tmp_path: Path) -> None:
    """`--stats` names one line where a repeat is one."""
    post = tmp_path / "post.txt"
    same = "この町の図書館では、閉架の本も朝のうちなら取り出せます。" * 40
    post.write_text(f"{same}\n\n間の段落です。\n\n{same}\n", "utf-8")
    assert "  5行目は1行目と同じ（1,120字" in run("--stats", "--lang", "ja", post).stdout.decode()
    assert "  line 5 stands at line 1 (" in run("--stats", "--lang", "en", post).stdout.decode()


def test_a_form_for_an_answer_that_has_none() -> None:
    """The sentence says which answers have forms."""
    refused = run("--print", "--as", "md", "--lang", "en", SAMPLE)
    assert refused.returncode == 2
    assert refused.stderr == b"jreader: --as is for --outline and --marks only\n"


def test_print_says_where_links_lead(tmp_path: Path) -> None:
    """In notes with numbers that no footnote has, in brackets, or not; one number an address."""
    post = tmp_path / "links.md"
    post.write_text(
        "[船](https://a.jp/x)と[舟](https://b.jp)と[船](https://a.jp/x)、https://c.jp[^1]。\n\n"
        "| [帆](https://d.jp) |\n|---|\n| 白 |\n\n[^1]: 注。\n",
        encoding="utf-8",
    )

    def printed(*words: str) -> str:
        return run("--print", "--no-header", *words, post).stdout.decode()

    notes = printed()
    assert "船[2]と舟[3]と船[2]、https://c.jp[1]。" in notes
    assert "帆[4]\n" in notes
    end = ["", "[2] https://a.jp/x", "[3] https://b.jp", "[4] https://d.jp"]
    assert notes.splitlines()[-4:] == end
    assert "船（https://a.jp/x）と舟" in printed("--links", "inline").replace("\n", "")
    assert "https://b.jp" not in printed("--links", "none")
    assert json.loads(printed("--json"))["lines"][0]["text"].startswith("船と舟と船、")


def test_print_keeps_what_the_screen_cannot_show(tmp_path: Path) -> None:
    """Variation selectors, joiners and skin tones are printed, in cells of tables too."""
    text = "葛\U000e0100城の👨\u200d👩\u200d👧と☺\ufe0f、👍🏽。"
    post = tmp_path / "variants.md"
    post.write_text(f"{text}\n\n| 列 | {text} |\n|---|---|\n| 葛\U000e0100 | 一 |\n", "utf-8")
    lines = run("--print", "--no-header", post).stdout.decode().splitlines()
    assert lines[0] == text
    assert lines[2].split() == ["列", text]
    assert lines[4].split() == ["葛\U000e0100", "一"]
    found = answer("--print", "--no-header", post)["lines"]
    assert isinstance(found, list) and found[0]["text"] == text
