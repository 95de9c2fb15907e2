"""How the model that infers sections is trained, and what it says of texts it did not see.

Two stages. A linear model over n-grams and terms says, for each paragraph, what speaks for a
boundary, for a sub-section and for each role. Its outputs for documents that it was not trained
on go, with the measured features of `reader.analysis.model.features` and the likeness of both
sides in a space of term vectors, into boosted trees. Weights and vectors are kept for
terms found in several documents only, so that what is learnt are phrases and subjects, not names.

Every choice of chance has its seed: on one machine the same texts give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import svds
from sklearn.linear_model import LogisticRegression

from benchmarks.outline_data import Text
from reader.analysis.model import ngrams
from reader.analysis.model.features import gap_columns, gap_rows
from reader.analysis.model.lanes import Lanes
from reader.analysis.model.profiles import Profile, profiles
from reader.analysis.model.roles import ROLES
from reader.analysis.model.segmentation import blended, polite_share
from reader.analysis.model.terms import terms

FOLDS = 5
DOCUMENTS = 6
"""Documents that a feature of the first stage must be found in."""
PENALTY = 0.03
"""C of the first stage's logistic regressions."""
AWAY = (-2, -1, 0, 1)
DIMENSIONS = 24
"""Of the space of terms."""
OFTEN, SPREAD = 6, 3
"""Paragraphs and documents that a term with a vector must be found in."""
ROUNDS = 130
SAMPLES = 2
"""Models of each kind whose mean is taken: they differ in what columns a split may choose from."""
COLUMNS = 120
"""Features that a model of the second stage may use; the others tell it next to nothing."""
TREES: dict[str, Any] = {
    "objective": "cross_entropy",
    "learning_rate": 0.1,
    "num_leaves": 8,
    "min_data_in_leaf": 30,
    "feature_fraction_bynode": 0.15,
    "lambda_l2": 10.0,
    "max_bin": 127,
    "use_missing": False,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


class Corpus:
    """The development texts with everything that does not depend on a fold."""

    def __init__(self, texts: Sequence[Text], documents: int = DOCUMENTS) -> None:
        self.texts = texts
        self.profiles = [profiles(text.paragraphs) for text in texts]
        titled = [set(terms(text.title)) for text in texts]
        keys = [[features(p, t) for p in ps] for ps, t in zip(self.profiles, titled, strict=True)]
        found = Counter(key for rows in keys for key in set().union(*rows))
        self.names = sorted(key for key, times in found.items() if times >= documents)
        index = {key: column for column, key in enumerate(self.names)}
        cells = [sorted(index[k] for k in row if k in index) for rows in keys for row in rows]
        pointers = np.cumsum([0, *map(len, cells)])
        columns = np.array([column for row in cells for column in row])
        shape = (len(cells), len(index))
        self.binary = sp.csr_matrix((np.ones(len(columns)), columns, pointers), shape=shape)
        self.starts = np.cumsum([0, *(len(text.paragraphs) for text in texts)])
        self.of_text = np.repeat(np.arange(len(texts)), np.diff(self.starts))
        self.fold = np.array([texts[at].fold for at in self.of_text])
        self.is_gap = np.ones(len(cells), bool)
        self.is_gap[self.starts[:-1]] = False
        self.boundary = np.concatenate([text.share(text.boundaries) for text in texts])
        self.sub = np.concatenate([text.share(text.subs, text.boundaries) for text in texts])
        self.roles = np.concatenate([text.role_shares() for text in texts])

    def around(self) -> Any:
        """The binary features of the four paragraphs around each gap, side by side."""
        count = self.binary.shape[0]
        blocks = []
        for away in AWAY:
            at = np.arange(count) + away
            inside = (at >= 0) & (at < count)
            inside &= self.of_text[np.clip(at, 0, count - 1)] == self.of_text
            rows = self.binary[np.clip(at, 0, count - 1)]
            blocks.append(sp.diags(inside.astype(float)) @ rows)
        return sp.hstack(blocks).tocsr()


def features(found: Profile, titled: set[str]) -> set[str]:
    """The features of the first stage: index of the kind, then the key."""
    kinds = enumerate(ngrams.keys(found, titled))
    return {f"{kind}{key}" for kind, keys in kinds for key in keys}


def linear(features: Any, share: Any, penalty: float) -> Any:
    """Coefficients of a logistic regression on soft labels."""
    twice = sp.vstack([features, features])
    labels = np.r_[np.ones(len(share)), np.zeros(len(share))]
    weights = np.r_[share, 1 - share]
    used = weights > 0
    model = LogisticRegression(C=penalty, solver="liblinear", tol=1e-6, random_state=1)
    model.fit(twice[used], labels[used], sample_weight=weights[used])
    return model.coef_[0]


def first_stage(corpus: Corpus, around: Any, training: Any) -> Any:
    """Weights of the first stage, one row a feature, one column a lane."""
    size = len(corpus.names)
    weights = np.zeros((size, len(ngrams.LANES)))
    for lane, share in ((0, corpus.boundary), (4, corpus.sub)):
        used = training & corpus.is_gap & ~np.isnan(share)
        found = linear(around[used], share[used], PENALTY)
        weights[:, lane : lane + 4] = found.reshape(4, size).T
    used = training & ~np.isnan(corpus.roles[:, 0])
    for role in range(len(ROLES)):
        share = corpus.roles[used, role]
        weights[:, 8 + role] = linear(corpus.binary[used], share, PENALTY)
    return weights


class FirstStages:
    """First stages by the folds that they did not see; each is trained once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._around = corpus.around()
        self._trained: dict[frozenset[int], Any] = {}

    def without(self, hidden: frozenset[int]) -> Any:
        """The weights of the model that did not see those folds."""
        if hidden not in self._trained:
            training = ~np.isin(self.corpus.fold, list(hidden))
            self._trained[hidden] = first_stage(self.corpus, self._around, training)
        return self._trained[hidden]

    def outputs(self, outside: int | None) -> Any:
        """Outputs for every paragraph by models that did not see its document.

        `outside` is a fold that no model may see; its own paragraphs get the model of all others.
        """
        outputs = np.zeros((self.corpus.binary.shape[0], len(ngrams.LANES)))
        for fold in range(FOLDS):
            hidden = frozenset({fold} if outside is None else {fold, outside})
            here = self.corpus.fold == fold
            outputs[here] = self.corpus.binary[here] @ self.without(hidden)
        return outputs


def term_vectors(corpus: Corpus, chosen: Sequence[int]) -> Lanes:
    """Vectors of the terms of those texts; see reader.analysis.model.vectors."""
    names, rows = vector_bytes(corpus, chosen)
    return Lanes(names, rows)


def vector_bytes(corpus: Corpus, chosen: Sequence[int]) -> tuple[list[str], bytes]:
    """The terms and their rows, one byte a dimension.

    A term's vector has its idf as its length. Signs of the dimensions are fixed: the largest
    entry of each is positive.
    """
    paragraphs = [one.counts.keys() for at in chosen for one in corpus.profiles[at]]
    often = Counter(term for terms in paragraphs for term in terms)
    spread = Counter(
        term for at in chosen for term in set().union(*(p.counts for p in corpus.profiles[at]))
    )
    names = sorted(t for t, times in often.items() if times >= OFTEN and spread[t] >= SPREAD)
    index = {term: column for column, term in enumerate(names)}
    cells = [sorted(index[term] for term in terms if term in index) for terms in paragraphs]
    pointers = np.cumsum([0, *map(len, cells)])
    columns = np.array([column for row in cells for column in row])
    shape = (len(paragraphs), len(names))
    binary = sp.csr_matrix((np.ones(len(columns)), columns, pointers), shape=shape)
    both = (binary.T @ binary).tocoo()
    times = np.array([often[name] for name in names], float)
    information = np.log(both.data * len(paragraphs) / (times[both.row] * times[both.col]))
    kept = (information > 0) & (both.data >= 2)
    cells = (information[kept], (both.row[kept], both.col[kept]))
    table = sp.csr_matrix(cells, shape=both.shape)
    left, singular, _ = svds(table, k=DIMENSIONS, v0=np.ones(len(names)))
    space = left * np.sqrt(singular)
    space *= np.sign(space[np.abs(space).argmax(axis=0), range(DIMENSIONS)])
    space /= np.linalg.norm(space, axis=1, keepdims=True) + 1e-9
    space *= np.log(len(paragraphs) / times)[:, None]
    whole = np.rint(space * 127 / np.abs(space).max()).astype(int) + 128
    return names, whole.astype(np.uint8).tobytes()


def design(corpus: Corpus, outputs: Any, vectors: Lanes, at: int) -> list[list[float]]:
    """The rows of one text for the second stage."""
    rows = outputs[corpus.starts[at] : corpus.starts[at + 1]].tolist()
    text = corpus.texts[at]
    return list(gap_rows(corpus.profiles[at], text.title, ngrams.extra(rows), vectors))


def boost(rows: Any, share: Any, seed: int) -> lightgbm.Booster:
    """Boosted trees on soft labels."""
    return lightgbm.train({**TREES, "seed": seed}, lightgbm.Dataset(rows, share), ROUNDS)


def own_columns(width: int) -> list[list[int]]:
    """The columns that each model of the forest may use: all, and those measured only.

    The reader blends the two (`reader.analysis.model.segmentation.blended`).
    """
    learnt = gap_columns()
    return [list(range(width)), [at for at in range(width) if at not in learnt]]


def boosted(rows: Any, share: Any, seed: int) -> list[tuple[list[lightgbm.Booster], list[int]]]:
    """The models of each forest with the columns that they use."""
    forests = []
    for columns in own_columns(rows.shape[1]):
        gains = boost(rows[:, columns], share, seed).feature_importance("gain")
        best = np.sort(np.argsort(-gains, kind="stable")[:COLUMNS])
        chosen = [columns[column] for column in best]
        models = [boost(rows[:, chosen], share, seed + at) for at in range(SAMPLES)]
        forests.append((models, chosen))
    return forests


def score(models: Sequence[lightgbm.Booster], rows: Any) -> Any:
    """The mean of the models' log-odds."""
    return np.mean([model.predict(rows, raw_score=True) for model in models], axis=0)


def all_rows(corpus: Corpus, outputs: Any, outside: int | None) -> Any:
    """The rows of all texts; the vectors of terms are made without those of a fold."""
    texts = corpus.texts
    vectors = term_vectors(corpus, [at for at, t in enumerate(texts) if t.fold != outside])
    return np.array(
        [row for at in range(len(texts)) for row in design(corpus, outputs, vectors, at)]
    )


def cross_validated(stages: FirstStages) -> list[list[float]]:
    """For each text the scores of its gaps by models that never saw a text of its source."""
    corpus = stages.corpus
    gap_fold = corpus.fold[corpus.is_gap]
    share = corpus.boundary[corpus.is_gap]
    scores = np.zeros(len(share))
    polite = np.array([polite_share(found) for found in corpus.profiles])
    polite = polite[corpus.of_text[corpus.is_gap]]
    for fold in range(FOLDS):
        rows = all_rows(corpus, stages.outputs(fold), fold)
        training = gap_fold != fold
        models = boosted(rows[training], share[training], 1)
        found = [score(one, rows[:, columns]) for one, columns in models]
        scores[~training] = list(map(blended, *(f[~training] for f in found), polite[~training]))
    parts = np.split(scores, np.cumsum([len(t.paragraphs) - 1 for t in corpus.texts])[:-1])
    return [[0.0, *part.tolist()] for part in parts]
