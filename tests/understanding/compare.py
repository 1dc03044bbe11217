"""Other ways to recognize, on the same sentences: `python -m tests.understanding.compare`.

Top-1 accuracy only; what each costs at start is measured by importing its library alone.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from bot.understanding import features as of_text
from bot.understanding import patterns, train
from bot.understanding.lexicon import load_lexicon
from bot.understanding.words import normalize
from tests.understanding.heldout_files import sentences

Predict = Callable[[Sequence[str]], Sequence[str]]
IMPORT = (
    "import time;from pathlib import Path;"
    "r=lambda:int(Path('/proc/self/statm').read_text().split()[1])*4096/1e6;"
    "a,m=time.process_time(),r();import {};"
    "print(f'{{time.process_time()-a:.2f}} s, {{r()-m:.0f}} MB')"
)
LIBRARIES = ("numpy", "rapidfuzz.process", "sklearn.linear_model,sklearn.feature_extraction.text")


def _nearest(examples: Sequence[patterns.Example]) -> Predict:
    texts = [normalize(example.text) for example in examples]

    def predict(asked: Sequence[str]) -> list[str]:
        found = (
            process.extractOne(normalize(text), texts, scorer=fuzz.token_sort_ratio)
            for text in asked
        )
        return [examples[at].label for _, _, at in found]

    return predict


def _characters(examples: Sequence[patterns.Example]) -> Predict:
    pipeline = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), preprocessor=normalize, min_df=3),
        LogisticRegression(C=12.0, max_iter=200, tol=1e-3),
    )
    pipeline.fit([e.text for e in examples], [e.label for e in examples])
    return lambda asked: list(pipeline.predict(asked))


def _blocks(examples: Sequence[patterns.Example], kept: str) -> Predict:
    lexicon = load_lexicon(train.known_words(examples))
    weights = dict(of_text.BLOCK_WEIGHTS)
    of_text.BLOCK_WEIGHTS.update({block: 1e-9 for block in weights if block not in kept})
    rows = [of_text.features(of_text.read(example.text, lexicon)) for example in examples]
    hashes = train._frequent(rows, examples)
    labels = np.array([example.label for example in examples])
    shares = np.array([example.weight for example in examples])
    fitted = train._fit(train._matrix(rows, hashes), labels, shares)
    asked_rows = {
        text: of_text.features(of_text.read(text, lexicon)) for _, text in sentences("*_*.tsv")
    }
    of_text.BLOCK_WEIGHTS.update(weights)

    def predict(asked: Sequence[str]) -> list[str]:
        scores = fitted.scores(train._matrix([asked_rows[text] for text in asked], hashes))
        return [str(label) for label in fitted.labels[scores.argmax(axis=1)]]

    return predict


def _accuracy(predict: Predict, pattern: str) -> float:
    intents, texts = zip(*sentences(pattern), strict=True)
    said = ["out_of_scope" if s.startswith("smalltalk") else s for s in predict(texts)]
    return sum(str(a) == str(b) for a, b in zip(intents, said, strict=True)) / len(intents)


def main() -> None:
    for library in LIBRARIES:
        done = subprocess.run(
            [sys.executable, "-c", IMPORT.format(library)],
            capture_output=True,
            text=True,
            check=True,
        )
        sys.stdout.write(f"import {library}: {done.stdout}")
    examples = patterns.examples()
    ways: dict[str, Callable[[], Predict]] = {
        "nearest sentence (rapidfuzz)": lambda: _nearest(examples),
        "character n-grams, scikit-learn": lambda: _characters(examples),
        "concepts only": lambda: _blocks(examples, "cp"),
        "words and n-grams, no concepts": lambda: _blocks(examples, "wbnxs"),
        "hybrid (chosen)": lambda: _blocks(examples, "cpwbnxs"),
    }
    for name, make in ways.items():
        predict, started = make(), time.process_time()
        figures = {
            pattern: f"{_accuracy(predict, pattern):.3f}"
            for pattern in ("en_first.tsv", "en_fresh.tsv", "ko_first.tsv", "ko_fresh.tsv")
        }
        sys.stdout.write(f"{name}: {figures}, {time.process_time() - started:.1f} s CPU asked\n")


if __name__ == "__main__":
    main()
