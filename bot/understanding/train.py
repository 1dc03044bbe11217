"""Train the recognizer: `python -m bot.understanding.train` writes `model.bin`.

Needs scikit-learn and numpy, which are installed for development only. The result depends on
nothing but the files: no clock, no chance that is not seeded by a line's own text.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

from bot.understanding import features as of_text
from bot.understanding import lexicon as lexicons
from bot.understanding import model as trained
from bot.understanding import patterns
from bot.understanding.words import blank, is_latin, normalize, stem, tokens

INVERSE_PENALTY = 1.0
SMOOTHING = 0.02
BAYES_SHARE = 0.1
"""Makes the scores of naive Bayes spread as far as those of the support vectors."""
OWN = "own"
"""Folder of the sentences written beside the patterns; the others are by writers of their own."""
MIN_LINES = 2
"""A feature of fewer lines says nothing about new sentences."""
MAX_FEATURES = 300_000
"""The others hardly tell labels apart."""
MODEL_LIMIT_BYTES = 12_000_000


def train(path: Path = trained.PATH) -> str:
    """Train on all utterances, calibrate on writers left out, write the model.

    Gives a summary.
    """
    examples = patterns.examples()
    known = known_words(examples)
    lexicon = lexicons.load_lexicon(known)
    rows = [of_text.features(of_text.read(example.text, lexicon)) for example in examples]
    hashes = _frequent(rows, examples)
    matrix = _matrix(rows, hashes)
    weights = np.array([example.weight for example in examples])
    labels = np.array([example.label for example in examples])
    temperature, accuracy = _calibrate(matrix, labels, weights, examples)
    fitted = _fit(matrix, labels, weights)
    _write(path, fitted, hashes, known, temperature)
    size = path.stat().st_size
    if size > MODEL_LIMIT_BYTES:
        raise SystemExit(f"{path} has {size} bytes, more than {MODEL_LIMIT_BYTES}")
    return (
        f"{len(examples)} sentences, {len(hashes)} features, {len(fitted.labels)} labels, "
        f"{size} bytes, temperature {temperature:.2f}, unseen writers right {accuracy:.3f}"
    )


def fingerprint() -> str:
    """What the model file must carry to belong to the present utterances and lexicon."""
    return patterns.fingerprint()


def known_words(examples: Sequence[patterns.Example]) -> frozenset[str]:
    """English stems that occur in several lines, and so are no typing mistakes."""
    lines: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for word in tokens(blank(normalize(example.text))):
            if is_latin(word) and len(word) > 1:
                lines[stem(word)].add(example.line)
    return frozenset(word for word, where in lines.items() if len(where) >= MIN_LINES)


def _frequent(
    rows: Sequence[dict[int, float]], examples: Sequence[patterns.Example]
) -> npt.NDArray[np.uint32]:
    lines: dict[int, set[str]] = defaultdict(set)
    for row, example in zip(rows, examples, strict=True):
        for key in row:
            if len(lines[key]) < MIN_LINES:
                lines[key].add(example.line)
    return np.array(sorted(k for k, v in lines.items() if len(v) >= MIN_LINES), dtype=np.uint32)


def _matrix(rows: Sequence[dict[int, float]], hashes: npt.NDArray[np.uint32]) -> csr_matrix:
    column = {int(key): at for at, key in enumerate(hashes)}
    values, columns, starts = [], [], [0]
    for row in rows:
        kept = sorted((column[key], value) for key, value in row.items() if key in column)
        columns += [at for at, _ in kept]
        values += [value for _, value in kept]
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(rows), len(hashes)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A linear model: one row of weights per label."""

    labels: npt.NDArray[np.str_]
    weights: npt.NDArray[np.float64]
    bias: npt.NDArray[np.float64]

    def scores(self, matrix: csr_matrix) -> npt.NDArray[np.float64]:
        """Scores of sentences (rows) per label (columns)."""
        result: npt.NDArray[np.float64] = matrix @ self.weights.T + self.bias
        return result


def _fit(
    matrix: csr_matrix, labels: npt.NDArray[np.str_], weights: npt.NDArray[np.float64]
) -> Fitted:
    """Linear support vectors and naive Bayes, added up.

    The first are better on wordings they know, the second on those of new writers.
    """
    total: Counter[str] = Counter()
    for label, weight in zip(labels, weights, strict=True):
        total[label] += weight
    middle = sum(total.values()) / len(total)
    share = weights * np.array([(middle / total[label]) ** 0.5 for label in labels])
    rarity = _rarity(matrix)
    scaled = csr_matrix(matrix @ diags(rarity))
    vectors = LinearSVC(C=INVERSE_PENALTY, max_iter=200, tol=0.05, random_state=0)
    vectors.fit(scaled, labels, sample_weight=share)
    bayes = MultinomialNB(alpha=SMOOTHING, fit_prior=False)
    bayes.fit(scaled, labels, sample_weight=share)
    likelihood = bayes.feature_log_prob_ - bayes.feature_log_prob_.mean(axis=0)
    return Fitted(
        labels=vectors.classes_,
        weights=(vectors.coef_ + BAYES_SHARE * likelihood) * rarity,
        bias=vectors.intercept_,
    )


def _rarity(matrix: csr_matrix) -> npt.NDArray[np.float64]:
    found = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rarity = np.log((1 + matrix.shape[0]) / (1 + found))
    result: npt.NDArray[np.float64] = rarity / rarity.mean()
    return result


def _calibrate(
    matrix: csr_matrix,
    labels: npt.NDArray[np.str_],
    weights: npt.NDArray[np.float64],
    examples: Sequence[patterns.Example],
) -> tuple[float, float]:
    """The temperature with the least surprise on sentences of a writer who was left out.

    And how many of these were right.
    """
    writers = np.array([example.writer for example in examples])
    scores, truth = [], []
    for writer in sorted(set(writers) - {"", OWN}):
        held = writers == writer
        fitted = _fit(matrix[~held], labels[~held], weights[~held])
        scores.append(fitted.scores(matrix[held]))
        truth.append(np.searchsorted(fitted.labels, labels[held]))
    score, right = np.concatenate(scores), np.concatenate(truth)
    accuracy = float(np.mean(score.argmax(axis=1) == right))
    best = min(np.arange(0.05, 3.0, 0.01), key=lambda t: _surprise(score / t, right))
    return float(best), accuracy


def _surprise(score: npt.NDArray[np.float64], right: npt.NDArray[np.intp]) -> float:
    shifted = score - score.max(axis=1, keepdims=True)
    log = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-np.mean(log[np.arange(len(right)), right]))


def _write(
    path: Path,
    fitted: Fitted,
    hashes: npt.NDArray[np.uint32],
    known: frozenset[str],
    temperature: float,
) -> None:
    scale = np.abs(fitted.weights).max(axis=1) / 127
    rows = np.round(fitted.weights / scale[:, None]).astype(np.int16).T
    telling = _most_telling(rows)
    head = {
        "labels": [str(label) for label in fitted.labels],
        "scale": [float(number) for number in scale],
        "bias": [float(number) for number in fitted.bias],
        "temperature": temperature,
        "known": sorted(known),
        "fingerprint": fingerprint(),
    }
    kept = (rows[telling] + trained.ZERO).astype(np.uint8)
    path.write_bytes(
        trained.model_bytes(head, hashes[telling].tolist(), np.ascontiguousarray(kept).tobytes())
    )


def _most_telling(rows: npt.NDArray[np.int16]) -> npt.NDArray[np.bool_]:
    """The features that tell labels apart best: what speaks for all alike says nothing."""
    spread = rows.max(axis=1) - rows.min(axis=1)
    if len(spread) <= MAX_FEATURES:
        return np.ones(len(spread), dtype=np.bool_)
    chosen = np.zeros(len(spread), dtype=np.bool_)
    chosen[np.argsort(-spread, kind="stable")[:MAX_FEATURES]] = True
    return chosen


if __name__ == "__main__":
    sys.stdout.write(train() + "\n")
