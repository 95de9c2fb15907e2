"""Labels of inferred sections that no editor would let stand: ends, beginnings, cut words, doubles.

    python -m benchmarks.label_quality [--all]

Outlines of every post of the corpus and of every document of the outline's development data, at
each detail. Judges that share nothing with the code that makes labels:

- particles: the last token that a label ends with is none of a list of particles;
- scripts: neither end of a label parts a katakana word, a kanji compound, a Latin word, a number,
  or a number from what it counts, where the label stands in its section;
- phrases: BudouX's own parser lets a phrase end where the label ends, or after the particle there;
- words: an analyser (lindera, where `jreader[ja]` is installed) has a word begin where the label
  begins and end where it ends, its last word is no particle, its first one no conjunction;
- openings: a label opens with none of a list of conjunctions;
- doubles: no title and no label stands twice in one outline;
- brackets: quotes and brackets are closed.

A flag is a question and no verdict: `--all` prints each with what stands around it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from benchmarks.outline_data import FOLDER, load_texts
from reader.analysis import Section, fold, outline
from reader.document import Block, Document, Kind
from reader.formats import load

POSTS = FOLDER.parent / "posts"
DETAILS = ("coarse", "normal", "fine")
_PARTICLES = """
は が を に へ と も の や か で から まで より など だけ ほど しか ばかり ながら ので のに
けど けれど けれども について として にとって によって において に対して
とは では には とも でも への との からの での ても たり ば にも とともに にもかかわらず
ね よ な わ よね よな かな かい からも からね
"""
PARTICLES = tuple(_PARTICLES.split())
_CONJUNCTIONS = """
しかし だが でも そして また さらに さて では それでは ところで ところが つまり すなわち
例えば たとえば したがって 従って よって ゆえに なぜなら だから ですから 一方 他方 ただし
ただ なお もっとも とはいえ それでも それから それに そこで すると こうして まず 次に 最後に
加えて しかも あるいは または および ならびに そのため その上 ちなみに けれども けれど
にもかかわらず もちろん
"""
CONJUNCTIONS = tuple(_CONJUNCTIONS.split())
_KATAKANA = "ァ-ヺーｦ-ﾟ"
_KANJI = "々〆〇㐀-䶿一-鿿豈-龎"
_RUNS = tuple(
    re.compile(text)
    for text in (
        rf"[{_KATAKANA}]{{2}}",
        rf"[{_KANJI}]{{2}}",
        "[A-Za-z0-9０-９Ａ-Ｚａ-ｚ]{2}",
        "[0-9０-９][%％]",
        rf"[0-9０-９〇一二三四五六七八九十百千万億兆][{_KANJI}{_KATAKANA}つ%％]",
    )
)
_DECIMAL = re.compile("[0-9０-９][,，.．][0-9０-９]")
_BRACKETS = ("「」", "『』", "（）", "()", "【】", "〈〉", "《》", "“”")


@dataclass(frozen=True)
class Label:
    """A title or a lead, where it stands."""

    text: str
    field: str
    """"tag" or "lead"."""
    section: str
    """The text of its section."""
    where: str


def outlines() -> Iterator[tuple[str, Document, tuple[Section, ...]]]:
    """Name, document and inferred sections of everything, at each detail."""
    documents = [(path.name, load(str(path))) for path in sorted(POSTS.glob("*"))]
    for number, text in enumerate(load_texts()):
        blocks = [Block(Kind.PARAGRAPH, paragraph) for paragraph in text.paragraphs]
        documents.append((f"{text.kind} {number}", Document(blocks, title=text.title)))
    for name, document in documents:
        reading = fold(document).reading_order if name.endswith((".md", ".txt")) else None
        for detail in DETAILS:
            found = outline(document, reading, detail=detail)  # type: ignore[arg-type]
            yield f"{name} {detail}", document, found.sections


_TAGS = frozenset(("導入", "示唆", "可能性", "倫理・リスク", "提言", "技術", "結論"))
"""Tags of roles, which need not stand in the text."""


def labels_of(name: str, document: Document, sections: tuple[Section, ...]) -> Iterator[Label]:
    """The titles and leads that were made for inferred sections."""
    for section in sections:
        if section.inferred:
            text = document.text[section.start : section.end]
            yield Label(section.title, "tag", text, f"{name} {section.id}")
            if section.lead and section.lead != section.title:
                yield Label(section.lead, "lead", text, f"{name} {section.id}")


def _places(label: Label) -> tuple[str, list[tuple[int, int]]]:
    """The text of the section, and where in it the label stands; [] for a role or a number."""
    for text in (label.section, unicodedata.normalize("NFKC", label.section)):
        found = [(match.start(), match.end()) for match in re.finditer(re.escape(label.text), text)]
        if found:
            return text, found
    return "", []


def _anywhere(label: Label, bad: Callable[[str, int, int], bool]) -> bool:
    """Whether a label is bad wherever it stands; each part of a joined tag by itself."""
    if label.text in _TAGS:
        return False
    parts = label.text.split("・") if label.field == "tag" else [label.text]
    for part in parts if not _places(label)[1] else [label.text]:
        text, places = _places(Label(part, label.field, label.section, ""))
        if places and all(bad(text, start, end) for start, end in places):
            return True
    return False


def ends_in_particle(label: Label) -> bool:
    """particles"""
    return label.text.endswith(PARTICLES) and not label.text.endswith(("こと", "もの"))


def parts_a_run(label: Label) -> bool:
    """scripts"""

    def bad(text: str, start: int, end: int) -> bool:
        around = [text[max(0, at - 1) : at + 1] for at in (start, end)]
        wider = [text[max(0, at - n) : at + 3 - n] for at in (start, end) for n in (1, 2)]
        return any(run.fullmatch(pair) for pair in around for run in _RUNS) or any(
            _DECIMAL.fullmatch(three) for three in wider
        )

    return _anywhere(label, bad)


@cache
def _parser() -> Callable[[str], list[str]]:
    import budoux

    parse: Callable[[str], list[str]] = budoux.load_default_japanese_parser().parse
    return parse


def parts_a_phrase(label: Label) -> bool:
    """phrases"""
    if label.field == "tag":
        return False

    def bad(text: str, start: int, end: int) -> bool:
        line = text[start : end + 20].split("\n")[0]
        size = end - start
        if len(line) <= size or not line[size].isalnum():
            return False
        ends: set[int] = set()
        for phrase in _parser()(line):
            ends.add(max(ends, default=0) + len(phrase))
        after = (size + len(word) for word in ("", *PARTICLES) if line.startswith(word, size))
        return not any(at in ends or line[at : at + 1] in "、，,。！？!?" for at in after)

    return _anywhere(label, bad)


@cache
def _tokenizer() -> Callable[[str], list[tuple[str, str]]]:
    from lindera import TokenizerBuilder  # type: ignore[import-not-found,import-untyped,unused-ignore]

    builder = TokenizerBuilder()
    builder.set_dictionary("embedded://ipadic")
    builder.set_mode("normal")
    tokenizer = builder.build()

    def tokens(text: str) -> list[tuple[str, str]]:
        return [(one.surface, ",".join(one.details[:2])) for one in tokenizer.tokenize(text)]

    return tokens


def _words(text: str, start: int, end: int) -> tuple[set[int], dict[int, str]]:
    """Where words begin around a label, counted from its start, and where they end with the class
    of each: of the sentence that it stands in."""
    begin = max(text.rfind("\n", 0, start), text.rfind("。", 0, start)) + 1
    line = text[begin : end + 12].split("\n")[0]
    starts: set[int] = set()
    ends: dict[int, str] = {}
    at = begin - start
    for surface, kind in _tokenizer()(line):
        at = line.index(surface, at + start - begin) + begin - start
        starts.add(at)
        at += len(surface)
        ends[at] = kind
    return starts, ends


def parts_a_word(label: Label) -> bool:
    """words"""

    def bad(text: str, start: int, end: int) -> bool:
        starts, ends = _words(text, start, end)
        return 0 not in starts or end - start not in ends

    return _anywhere(label, bad)


def last_word_is_a_particle(label: Label) -> bool:
    """words: particle"""

    def bad(text: str, start: int, end: int) -> bool:
        return _words(text, start, end)[1].get(end - start, "").startswith("助詞")

    return _anywhere(label, bad)


def first_word_is_a_conjunction(label: Label) -> bool:
    """words: conjunction"""
    return _tokenizer()(label.text)[0][1].startswith("接続詞")


def opens_with_a_conjunction(label: Label) -> bool:
    """openings"""
    for word in CONJUNCTIONS:
        rest = label.text[len(word) :]
        if label.text.startswith(word) and (not rest or not "ぁ" <= rest[0] <= "ゟ"):
            return True
    return label.text.startswith(tuple(f"{word}、" for word in CONJUNCTIONS))


def is_open(label: Label) -> bool:
    """brackets"""
    return any(label.text.count(a) != label.text.count(b) for a, b in _BRACKETS)


JUDGES: tuple[Callable[[Label], bool], ...] = (
    ends_in_particle, parts_a_run, parts_a_phrase, opens_with_a_conjunction, is_open,
)  # fmt: skip
ANALYSED = (parts_a_word, last_word_is_a_particle, first_word_is_a_conjunction)
"""Judges that need the analyser."""


def doubles(sections: tuple[Section, ...]) -> list[str]:
    """Titles and labels of inferred sections that another entry of the outline has too."""
    found = []
    for names in ([s.title for s in sections], [s.label for s in sections]):
        often = Counter(names)
        found += [
            name
            for name, section in zip(names, sections, strict=True)
            if often[name] > 1 and section.inferred
        ]
    return found


def flags() -> tuple[int, dict[str, list[tuple[str, str, str]]]]:
    """How many labels were judged; judge -> (label, around, where) of each that it flags."""
    judges = (*JUDGES, *(ANALYSED if find_spec("lindera") else ()))
    found: dict[str, list[tuple[str, str, str]]] = {str(one.__doc__): [] for one in judges}
    found["doubles"] = []
    count = 0
    seen: dict[tuple[str, str, str], list[str]] = {}
    for name, document, sections in outlines():
        found["doubles"] += [(text, "", name) for text in doubles(sections)]
        for label in labels_of(name, document, sections):
            count += 1
            key = (label.text, label.field, label.section)
            if key not in seen:
                seen[key] = [str(one.__doc__) for one in judges if one(label)]
            for judge in seen[key]:
                found[judge].append((label.text, _around(label), label.where))
    return count, found


def _around(label: Label) -> str:
    text, places = _places(label)
    if not places:
        return ""
    start, end = places[0]
    return f"{text[max(0, start - 8) : start]}[{label.text}]{text[end : end + 12]}".replace(
        "\n", " "
    )


def measure() -> list[dict[str, object]]:
    """Rows for the common report; [] without the development data."""
    if not FOLDER.is_dir():
        return []
    count, found = flags()
    return [
        {"what": f"labels flagged by {judge}, of {count}", "value": len(rows), "unit": "", "bar": 0}
        for judge, rows in found.items()
    ]


def main() -> None:
    """Prints how many labels each judge flags, and with --all each flag once."""
    count, found = flags()
    print(count, "labels;", ", ".join(f"{name} {len(rows)}" for name, rows in found.items()))
    if "--all" in sys.argv:
        for judge, rows in found.items():
            print(f"\n## {judge}")
            once = {(text, around): where for text, around, where in rows}
            for (text, around), where in once.items():
                print(text, around, where, sep="\t")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    main()
