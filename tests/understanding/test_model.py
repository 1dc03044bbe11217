"""The model file belongs to the files it was trained from, and its weights are added up rightly."""

from __future__ import annotations

import random
from math import exp
from pathlib import Path

import pytest

from bot.understanding import INTENTS, SmallTalk, model, patterns
from bot.understanding.values import SMALLTALK


def test_the_model_was_trained_from_the_present_files() -> None:
    trained_from = model.load_model().fingerprint

    assert trained_from == patterns.fingerprint(), "run: python -m bot.understanding.train"


def test_the_model_knows_every_intent_and_every_small_talk() -> None:
    labels = set(model.load_model().labels)

    assert labels == {*INTENTS, *(SMALLTALK + talk.value for talk in SmallTalk)}


def test_the_model_file_is_small() -> None:
    assert model.PATH.stat().st_size < 12_000_000


def test_the_same_files_give_the_same_sentences() -> None:
    first = patterns.examples()

    assert patterns.examples() == first


def written(path: Path, labels: int, weights: dict[int, list[int]]) -> model.Model:
    head = {
        "labels": [f"label {number}" for number in range(labels)],
        "scale": [0.01 * (number + 1) for number in range(labels)],
        "bias": [0.1 * number for number in range(labels)],
        "temperature": 0.5,
        "known": ["ad", "광고"],
        "fingerprint": "f",
    }
    rows = b"".join(
        bytes(weight + model.ZERO for weight in weights[key]) for key in sorted(weights)
    )
    path.write_bytes(model.model_bytes(head, sorted(weights), rows))
    return model.load_model(path)


def expected(labels: int, weights: dict[int, list[int]], text: dict[int, float]) -> list[float]:
    scores = []
    for label in range(labels):
        known = sum(w * weights[key][label] for key, w in text.items() if key in weights)
        scores.append((known * 0.01 * (label + 1) + 0.1 * label) / 0.5)
    powers = [exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]


@pytest.mark.parametrize("labels", [1, 2, 5, 32])
@pytest.mark.parametrize("features", [0, 1, 256, 257, 1500])
def test_probabilities_follow_from_the_sum_of_the_known_rows(
    tmp_path: Path, labels: int, features: int
) -> None:
    chance = random.Random(labels * 10_000 + features)
    keys = {0, 2**32 - 1, *(chance.randrange(2**32) for _ in range(2000))}
    weights = {key: [chance.randint(-127, 127) for _ in range(labels)] for key in keys}
    unknown = {chance.randrange(2**32): 0.3 for _ in range(50)}
    text = {key: chance.choice((0.2, 0.5, 1.1)) for key in list(weights)[:features]} | unknown
    made = written(tmp_path / "model.bin", labels, weights)

    assert made.probabilities(text) == pytest.approx(expected(labels, weights, text), abs=1e-9)


@pytest.mark.parametrize("extreme", [-127, 127])
def test_many_rows_of_extreme_weights_do_not_overflow(tmp_path: Path, extreme: int) -> None:
    weights = {key: [extreme, 0] for key in range(0, 4_000_000, 4000)}
    made = written(tmp_path / "model.bin", 2, weights)
    text = dict.fromkeys(weights, 0.001)

    assert made.probabilities(text) == pytest.approx(expected(2, weights, text), abs=1e-9)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(b"PK\x03\x04 an older model\n")

    with pytest.raises(ValueError, match="no model for this program"):
        model.load_model(path)
