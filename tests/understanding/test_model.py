"""The model file belongs to the files it was trained from."""

from __future__ import annotations

from bot.understanding import INTENTS, SmallTalk, model, patterns
from bot.understanding.recognizer import LABEL


def test_the_model_was_trained_from_the_present_files() -> None:
    trained_from = model.load_model().fingerprint

    assert trained_from == patterns.fingerprint(), "run: python -m bot.understanding.train"


def test_the_model_knows_every_intent_and_every_small_talk() -> None:
    labels = set(model.load_model().labels)

    assert labels == {*INTENTS, *(LABEL + talk.value for talk in SmallTalk)}


def test_the_model_file_is_small() -> None:
    assert model.PATH.stat().st_size < 6_000_000


def test_the_same_files_give_the_same_sentences() -> None:
    first = patterns.examples()

    assert patterns.examples() == first
