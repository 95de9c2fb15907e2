"""Trains the model that infers sections and writes its data files.

    python -m benchmarks.train_outline [--data FOLDER] [--check] [--write] [--verify] [--show]

FOLDER has the development data (headed-dev.jsonl, unheaded-*.jsonl, essays-*.jsonl; see
`benchmarks.outline_data`). `--check` prints cross-validated figures, `--write` writes
ngrams.bin, vectors.bin, forest.bin and roles.json in reader/analysis/data, `--verify` trains anew
and compares with what is there, `--show` prints the trees that ship. Training takes about three
minutes (`--check` four more) and what jreader itself does not need: `pip install numpy scipy
scikit-learn lightgbm`, into an environment of its own. How it is done: `benchmarks.outline_model`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import struct
import sys
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.outline_data import FOLDER, Text, load_texts
from benchmarks.outline_model import (
    Corpus,
    FirstStages,
    all_rows,
    boosted,
    cross_validated,
    vector_bytes,
)
from benchmarks.outline_quality import tune
from reader.analysis.model import ngrams
from reader.analysis.model.forest import HEAD, LEAVES, read_forests
from reader.analysis.model.roles import ROLES

TARGET = Path(__file__).parent.parent / "reader" / "analysis" / "data"


def write_ngrams(folder: Path, corpus: Corpus, weights: Any) -> None:
    """data/ngrams.bin; see reader.analysis.model.ngrams."""
    largest = np.abs(weights).max(axis=0)
    scales = np.where(largest > 0, largest / 127, 1.0)
    cells = np.rint(weights / scales).astype(int) + 128
    used = np.abs(cells - 128).max(axis=1) >= 3
    groups: list[list[str]] = [[] for _ in ngrams.KINDS]
    for name, keep in zip(corpus.names, used, strict=True):
        if keep:
            groups[int(name[0])].append(name[1:])
    lines = "\n\n".join([" ".join(f"{scale:.6g}" for scale in scales), *map("\n".join, groups)])
    body = lines.encode("utf-8") + b"\0" + cells[used].astype(np.uint8).tobytes()
    (folder / "ngrams.bin").write_bytes(zlib.compress(body, 9))


def write_vectors(folder: Path, corpus: Corpus) -> None:
    """data/vectors.bin; see reader.analysis.model.vectors."""
    names, rows = vector_bytes(corpus, range(len(corpus.texts)))
    body = "\n".join(names).encode("utf-8") + b"\0" + rows
    (folder / "vectors.bin").write_bytes(zlib.compress(body, 9))


Node = tuple[int, float, int, int]
"""Feature, threshold, tree, leaves to the left as bits."""


def nodes_of(tree: Any, number: int, columns: Sequence[int], share: float) -> tuple[Any, Any]:
    """The nodes of one tree in the shape of `reader.analysis.model.forest`, and its leaves' values.

    `share` is what the tree counts among those whose mean is taken.
    """
    nodes: list[Node] = []
    leaves: list[float] = []

    def walk(node: Any) -> None:
        if "split_feature" not in node:
            leaves.append(float(f"{node['leaf_value'] * share:.4g}"))
            return
        first = len(leaves)
        walk(node["left_child"])
        left = (1 << len(leaves)) - (1 << first)
        threshold = float(f"{node['threshold']:.6g}")
        nodes.append((columns[node["split_feature"]], threshold, number, left))
        walk(node["right_child"])

    walk(tree["tree_structure"])
    return nodes, [*leaves, *[0.0] * (LEAVES - len(leaves))]


def forest_bytes(models: Sequence[Any], columns: Sequence[int]) -> bytes:
    """The mean of boosted models as one forest of data/forest.bin."""
    trees = list(itertools.chain.from_iterable(m.dump_model()["tree_info"] for m in models))
    nodes: list[Node] = []
    leaves: list[float] = []
    for number, tree in enumerate(trees):
        found, values = nodes_of(tree, number, columns, 1 / len(models))
        nodes += found
        leaves += values
    parts = [HEAD.pack(len(trees), len(nodes))]
    for column, layout in zip(zip(*sorted(nodes), strict=True), "HdHB", strict=True):
        parts.append(struct.pack(f"<{len(nodes)}{layout}", *column))
    return b"".join([*parts, struct.pack(f"<{len(leaves)}f", *leaves)])


def show(folder: Path) -> None:
    """Prints the nodes of data/forest.bin by feature, then the leaves of each tree."""
    for number, forest in enumerate(read_forests((folder / "forest.bin").read_bytes())):
        print(f"forest {number}: {len(forest.leaves)} trees")
        nodes = zip(forest.features, forest.thresholds, forest.trees, forest.lefts, strict=True)
        for feature, threshold, tree, left in nodes:
            print(f"feature {feature} <= {threshold:g}: tree {tree}, leaves {left:08b}")
        for tree, values in enumerate(forest.leaves):
            print(f"tree {tree}:", *(f"{value:g}" for value in values))


def write_roles(folder: Path, texts: Sequence[Text]) -> None:
    """data/roles.json: how roles follow one another; see reader.analysis.model.roles."""
    size = len(ROLES)
    section = np.full((size, size), 1.0)
    paragraph = np.full((size, size), 0.5)
    ends = np.full((2, size), 0.5)
    share = np.zeros(size)
    for text in texts:
        for starts, roles in zip(text.boundaries, text.roles, strict=True):
            if roles is None:
                continue
            numbers = [ROLES.index(role) for role in roles]
            spans = zip(starts, [*starts[1:], len(text.paragraphs)], strict=True)
            every = [n for n, (a, b) in zip(numbers, spans, strict=True) for _ in range(a, b)]
            ends[0, numbers[0]] += 1
            ends[1, numbers[-1]] += 1
            for table, row in ((section, numbers), (paragraph, every)):
                for one, other in itertools.pairwise(row):
                    table[one, other] += 1
            share += np.bincount(every, minlength=size)
    tables = {
        "section": section,
        "paragraph": paragraph,
        "ends": ends,
        "share": share[None, :],
    }
    rounded = {
        name: [[round(float(v), 5) for v in row] for row in table / table.sum(1, keepdims=True)]
        for name, table in tables.items()
    }
    (folder / "roles.json").write_text(json.dumps(rounded) + "\n", "utf-8")


def write(folder: Path, stages: FirstStages) -> None:
    """Trains on everything and writes the data files."""
    corpus = stages.corpus
    write_roles(folder, corpus.texts)
    write_ngrams(folder, corpus, stages.without(frozenset()))
    write_vectors(folder, corpus)
    rows = all_rows(corpus, stages.outputs(None), None)
    models = boosted(rows, corpus.boundary[corpus.is_gap], 1)
    forests = [forest_bytes(one, columns) for one, columns in models]
    (folder / "forest.bin").write_bytes(struct.pack("<I", len(forests)) + b"".join(forests))


def verify(stages: FirstStages) -> bool:
    """Trains anew and says of each data file whether it is, byte for byte, the one that ships."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, stages)
        same = [
            (one.name, one.read_bytes() == (TARGET / one.name).read_bytes())
            for one in sorted(folder.iterdir())
        ]
    for file, equal in same:
        print(file, "is what ships" if equal else "DIFFERS from what ships")
    return all(equal for _, equal in same)


def main() -> int:
    """Runs what the options ask for; 1 where `--verify` found a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--scores", type=Path, help="where --check keeps the gaps' scores")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--verify", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    if options.show:
        show(TARGET)
        return 0
    corpus = Corpus(load_texts(options.data))
    stages = FirstStages(corpus)
    print(len(corpus.texts), "texts,", len(corpus.names), "features of the first stage")
    if options.check:
        gaps = cross_validated(stages)
        if options.scores:
            options.scores.write_text(json.dumps(gaps), "utf-8")
        tune(corpus.texts, gaps)
    if options.write:
        write(TARGET, stages)
    return 0 if not options.verify or verify(stages) else 1


if __name__ == "__main__":
    sys.exit(main())
