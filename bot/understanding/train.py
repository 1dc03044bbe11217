"""Train the recognizer: `python -m bot.understanding.train` writes `model.npz`.

Needs scikit-learn, which is installed for development only; at run time the weights are applied
with numpy. The result depends on nothing but the files: no clock, no chance that is not seeded by
a line's own text.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bot.understanding import features as of_text
from bot.understanding import lexicon as lexicons
from bot.understanding import model as trained
from bot.understanding import patterns

INVERSE_PENALTY = 12.0
FOLDS = 4
MIN_LINES = 2
"""A feature or piece of a word seen in fewer patterns says nothing about sentences yet unseen."""
OUTSIDE = ("out_of_scope", "smalltalk")
MODEL_LIMIT_BYTES = 3_000_000


def train(path: Path = trained.PATH) -> str:
    """Train on all utterances, calibrate on sentences held out by pattern, write the model.

    Gives a summary.
    """
    examples = patterns.examples()
    lexicon = lexicons.load_lexicon()
    readings = [of_text.read(example.text, lexicon) for example in examples]
    known = known_words(examples, readings)
    rows = [of_text.features(reading, known) for reading in readings]
    hashes = _frequent(rows, examples)
    matrix = _matrix(rows, hashes)
    weights = np.array([example.weight for example in examples])
    labels = np.array([example.label for example in examples])
    temperature, accuracy = _calibrate(matrix, labels, weights, examples)
    classifier = _fit(matrix, labels, weights)
    _write(path, classifier, hashes, known, temperature)
    size = path.stat().st_size
    if size > MODEL_LIMIT_BYTES:
        raise SystemExit(f"{path} has {size} bytes, more than {MODEL_LIMIT_BYTES}")
    return (
        f"{len(examples)} sentences, {len(hashes)} features, {len(classifier.classes_)} labels, "
        f"{size} bytes, temperature {temperature:.2f}, held-out patterns right {accuracy:.3f}"
    )


def fingerprint() -> str:
    """What the model file must carry to belong to the present utterances and lexicon."""
    return patterns.fingerprint()


def known_words(
    examples: Sequence[patterns.Example], readings: Sequence[of_text.Reading]
) -> frozenset[str]:
    """Pieces of words that occur in several patterns in scope."""
    lines: dict[str, set[str]] = defaultdict(set)
    for example, reading in zip(examples, readings, strict=True):
        if not example.label.startswith(OUTSIDE):
            for piece in of_text.known_pieces(reading):
                lines[piece].add(example.line)
    return frozenset(piece for piece, where in lines.items() if len(where) >= MIN_LINES)


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


def _fit(
    matrix: csr_matrix, labels: npt.NDArray[np.str_], weights: npt.NDArray[np.float64]
) -> LogisticRegression:
    count = Counter(labels)
    balance = np.array([(len(labels) / len(count) / count[label]) ** 0.5 for label in labels])
    classifier = LogisticRegression(C=INVERSE_PENALTY, max_iter=300, tol=1e-3)
    return classifier.fit(matrix, labels, sample_weight=weights * balance)


def _calibrate(
    matrix: csr_matrix,
    labels: npt.NDArray[np.str_],
    weights: npt.NDArray[np.float64],
    examples: Sequence[patterns.Example],
) -> tuple[float, float]:
    """The temperature with the least surprise on held-out patterns.

    And how many of these were right.
    """
    groups = np.array([example.line for example in examples])
    scores, truth, shares = [], [], []
    for kept, held in GroupKFold(FOLDS).split(matrix, labels, groups):
        classifier = _fit(matrix[kept], labels[kept], weights[kept])
        scores.append(classifier.decision_function(matrix[held]))
        truth.append(np.searchsorted(classifier.classes_, labels[held]))
        shares.append(weights[held])
    score, right = np.concatenate(scores), np.concatenate(truth)
    share = np.concatenate(shares)
    accuracy = float(np.average(score.argmax(axis=1) == right, weights=share))
    best = min(np.arange(0.4, 3.0, 0.05), key=lambda t: _surprise(score / t, right, share))
    return float(best), accuracy


def _surprise(
    score: npt.NDArray[np.float64], right: npt.NDArray[np.intp], share: npt.NDArray[np.float64]
) -> float:
    shifted = score - score.max(axis=1, keepdims=True)
    log = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-np.average(log[np.arange(len(right)), right], weights=share))


def _write(
    path: Path,
    classifier: LogisticRegression,
    hashes: npt.NDArray[np.uint32],
    known: frozenset[str],
    temperature: float,
) -> None:
    coefficients = classifier.coef_
    scale = np.abs(coefficients).max(axis=1) / 127
    rows = np.round(coefficients / scale[:, None]).astype(np.int8).T
    used = np.abs(rows).max(axis=1) > 1
    np.savez_compressed(
        path,
        labels=np.array(classifier.classes_),
        hashes=hashes[used],
        weights=np.ascontiguousarray(rows[used]),
        scale=scale.astype(np.float32),
        bias=classifier.intercept_.astype(np.float32),
        temperature=np.float32(temperature),
        known=np.frombuffer("\n".join(sorted(known)).encode(), dtype=np.uint8),
        fingerprint=np.array(fingerprint()),
    )


if __name__ == "__main__":
    sys.stdout.write(train() + "\n")
