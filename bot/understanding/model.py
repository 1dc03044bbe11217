"""The trained weights and how they are applied: a sum of rows, one per feature, and a softmax."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

PATH = Path(__file__).parent / "model.npz"


@dataclass(frozen=True, slots=True)
class Model:
    """Labels, feature hashes in ascending order and their weights (one row per hash.

    One column per label).

    Shape: weights are whole numbers, to be multiplied by `scale`; `known` are the pieces of words
    that the training sentences in scope are made of; `fingerprint` tells which files the model was
    trained from.
    """

    labels: tuple[str, ...]
    hashes: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.int8]
    scale: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    temperature: float
    known: frozenset[str]
    fingerprint: str

    def probabilities(self, weighted: Mapping[int, float]) -> npt.NDArray[np.float32]:
        """One probability per label, in the order of `labels`.

        Unknown features count for nothing.
        """
        keys = np.fromiter(weighted.keys(), dtype=np.uint32, count=len(weighted))
        values = np.fromiter(weighted.values(), dtype=np.float32, count=len(weighted))
        rows = np.minimum(np.searchsorted(self.hashes, keys), len(self.hashes) - 1)
        here = self.hashes[rows] == keys
        scores = values[here] @ self.weights[rows[here]].astype(np.float32) * self.scale + self.bias
        scores /= self.temperature
        powers = np.exp(scores - scores.max())
        result: npt.NDArray[np.float32] = powers / powers.sum()
        return result


def load_model(path: Path = PATH) -> Model:
    """Read the model file.

    Raises: FileNotFoundError if it was never trained, see `bot.understanding.train`.
    """
    with np.load(path, allow_pickle=False) as arrays:
        return Model(
            labels=tuple(str(label) for label in arrays["labels"]),
            hashes=arrays["hashes"],
            weights=arrays["weights"],
            scale=arrays["scale"],
            bias=arrays["bias"],
            temperature=float(arrays["temperature"]),
            known=frozenset(bytes(arrays["known"]).decode().split("\n")),
            fingerprint=str(arrays["fingerprint"]),
        )
