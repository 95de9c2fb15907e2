"""How much of what stands earlier is folded, how much of what stands once, and at what cost.

    python -m benchmarks.repeats_quality [FOLDER]

The measure is its own and shares no code with the folding: all characters but white space and
asterisks, sentences cut after 。！？, and plain substring search in what stands before. A run is
made of neighbouring sentences that stand earlier as whole sentences, 60 characters or more. A
sentence that stands once counts as folded where the text that is shown does not have it whole.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

from reader.analysis.repeats.fold import fold
from reader.document import Block, Document, Fold, Kind
from reader.formats import load

POSTS = Path("/work/shared/corpus/posts")
"""The development corpus, where it is at hand."""
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[」』）]*|[^。！？]+$")


def hidden(document: Document) -> bytearray:
    """For each character of the logical text whether it is folded."""
    flags = bytearray(len(document.text))
    for entry in fold(document).reading_order:
        if isinstance(entry, Fold):
            spans = [(span.start, span.end) for span in entry.spans]
        else:
            spans = [(piece.start, piece.end) for piece in entry.pieces if piece.folded]
        for start, end in spans:
            flags[start:end] = b"\1" * (end - start)
    return flags


def visible(document: Document) -> str:
    """What a reader sees, in reading order, without white space and asterisks."""
    text = document.text
    shown = "".join(
        text[piece.start : piece.end]
        for entry in fold(document).reading_order
        if not isinstance(entry, Fold)
        for piece in entry.pieces
        if not piece.folded
    )
    return re.sub(r"[\s*]", "", shown)


def judge(document: Document) -> Counter[str]:
    """Characters: in runs that stand earlier, of these folded; standing once, of these folded."""
    flags = hidden(document)
    sentences: list[tuple[str, int, int]] = []
    for block, base in zip(document.blocks, document.starts, strict=False):
        if block.kind in (Kind.CODE, Kind.TABLE, Kind.RULE):
            continue
        for match in _SENTENCE.finditer(block.text):
            key = re.sub(r"[\s*]", "", match.group())
            if key:
                sentences.append((key, base + match.start(), base + match.end()))
    found: Counter[str] = Counter()
    everything = "".join(key for key, _, _ in sentences)
    times = Counter(key for key, _, _ in sentences)
    seen: set[str] = set()
    run: list[tuple[str, int, int]] = []
    for sentence in [*sentences, ("", 0, 0)]:
        if sentence[0] in seen:
            run.append(sentence)
            continue
        if sum(len(key) for key, _, _ in run) >= 60:
            _count(found, "run", run, flags)
        run = []
        seen.add(sentence[0])
    shown = visible(document)
    for key, _, _ in sentences:
        if times[key] == 1 and everything.count(key) == 1:
            found["once"] += len(key)
            found["once folded"] += len(key) * (key not in shown)
    return found


def _count(
    found: Counter[str], name: str, run: list[tuple[str, int, int]], flags: bytearray
) -> None:
    for key, start, end in run:
        found[name] += len(key)
        found[f"{name} folded"] += round(len(key) * sum(flags[start:end]) / max(1, end - start))


def texts() -> dict[str, Document]:
    """Made texts of 30,000 to 3 million characters: distinct, repeating, one line, one sentence."""
    chance = random.Random(7)
    kana = "あいうえおかきくけこさしすせそたちつてとなにぬねの山川海空風雨雪花鳥月"

    def paragraph() -> str:
        return "".join(
            "".join(chance.choices(kana, k=chance.randint(20, 60))) + "。" for _ in range(5)
        )

    distinct = [paragraph() for _ in range(14_000)]
    made = {
        f"distinct, {count * 205 // 1000}k 字": distinct[:count] for count in (150, 1500, 14_000)
    }
    made["100 paragraphs, 140 times"] = distinct[:100] * 140
    made["one line of 1.5M 字"] = ["".join(distinct[:7000])]
    made["one sentence 100,000 times"] = ["今日もまた同じ海を見ている。"] * 100_000
    made["one sentence 100,000 times in a line"] = ["今日もまた同じ海を見ている。" * 100_000]
    made["1.5M 字 without a stop"] = ["".join(distinct[:7000]).replace("。", "")]
    return {
        name: Document([Block(Kind.PARAGRAPH, text) for text in paragraphs])
        for name, paragraphs in made.items()
    }


def cost(document: Document) -> float:
    """CPU milliseconds for 10,000 characters, the better of two."""
    best = float("inf")
    for _ in range(2):
        started = time.process_time()
        fold(document)
        best = min(best, time.process_time() - started)
    return best * 1e7 / max(1, len(document.text))


def measure(folder: Path = POSTS) -> list[dict[str, object]]:
    """Rows for the common report; the shares need the corpus."""
    rows: list[dict[str, object]] = []
    files = sorted(folder.glob("*")) if folder.is_dir() else []
    total: Counter[str] = Counter()
    spent = characters = 0.0
    for file in files:
        document = load(str(file))
        total.update(judge(document))
        spent += cost(document) * len(document.text)
        characters += len(document.text)
    if files:
        rows += [
            _row("runs of 60 字 that stand earlier, folded", total, "run", "≥ 98 %"),
            _row("sentences that stand once, folded", total, "once", "≤ 0.1 %"),
            {
                "what": f"CPU for 10,000 characters, {len(files)} posts",
                "value": round(spent / characters, 2),
                "unit": "ms",
                "bar": "≤ 5",
            },
        ]
    for name, document in texts().items():
        row = {"what": f"CPU for 10,000 characters, {name}", "unit": "ms", "bar": "≤ 5"}
        rows.append({**row, "value": round(cost(document), 2)})
    return rows


def _row(what: str, total: Counter[str], name: str, bar: str) -> dict[str, object]:
    share = 100 * total[f"{name} folded"] / max(1, total[name])
    return {"what": f"{what} ({total[name]} 字)", "value": round(share, 3), "unit": "%", "bar": bar}


def main() -> None:
    """Print the table."""
    from benchmarks.report import table

    print(table(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else POSTS)))


if __name__ == "__main__":
    main()
