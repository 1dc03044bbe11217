"""The floor under the figures of docs/understanding.md, on sentences that were not trained on."""

from __future__ import annotations

import pytest

from bot.understanding import INTENTS, OUT_OF_SCOPE, Outcome, Recognizer, patterns
from tests.understanding.heldout import (
    TODAY,
    measure,
    measure_all,
    sampled_slots,
    slot_misses,
)
from tests.understanding.heldout_files import BLIND, PLAINEST, by_intent, sentences

LANGUAGES = ("en", "ko")


@pytest.mark.parametrize("language", LANGUAGES)
def test_heldout_questions_are_understood(recognizer: Recognizer, language: str) -> None:
    score = measure(recognizer, f"{language}_*.tsv")

    assert score.right / score.total >= 0.96


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bot_is_hardly_ever_sure_and_wrong(recognizer: Recognizer, language: str) -> None:
    score = measure(recognizer, f"{language}_*.tsv")

    assert score.wrong_confident / score.total <= 0.02


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_out_of_scope_are_not_answered(recognizer: Recognizer, language: str) -> None:
    score = measure(recognizer, f"{language}_*.tsv")

    assert score.let_through / score.outside <= 0.05


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_of_people_who_did_not_know_the_training_files_are_understood(
    recognizer: Recognizer, language: str
) -> None:
    asked = [pair for folder in BLIND for pair in by_intent(language, folder)]

    score = measure_all(recognizer, asked)

    assert score.right / score.total >= 0.94
    assert score.wrong_confident / score.total <= 0.02
    assert score.let_through <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plainest_questions_are_answered_and_not_asked_back(
    recognizer: Recognizer, language: str
) -> None:
    asked = list(by_intent(language, PLAINEST))

    missed = [
        (intent, text)
        for intent, text in asked
        for found in [recognizer.recognize(text, today=TODAY)]
        if (found.intent, found.outcome) != (intent, Outcome.ANSWER)
    ]

    assert missed == []
    assert {intent for intent, _ in asked} == set(INTENTS) - {OUT_OF_SCOPE}


def test_nine_in_ten_slots_are_right(recognizer: Recognizer) -> None:
    total, misses = slot_misses(recognizer)

    assert len(misses) / total <= 0.1, misses


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_sampled_sentences_say_is_found_and_nothing_else(
    recognizer: Recognizer, language: str
) -> None:
    score = sampled_slots(recognizer, language)

    assert score.right / score.values >= 0.95, score.misses
    assert score.unsaid / score.values <= 0.05, score.misses


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_heldout_sentences_and_utterances(language: str) -> None:
    held = {intent for intent, _ in sentences(f"{language}_*.tsv")}
    trained = {path.name for path in patterns.FOLDER.glob(f"*.{language}.txt")}

    assert held == set(INTENTS)
    assert {f"{intent}.{language}.txt" for intent in INTENTS} <= trained


def test_no_pattern_expands_to_a_heldout_sentence() -> None:
    trained = {_letters(example.text) for example in patterns.examples()}

    copied = [text for _, text in sentences("*_*.tsv") if _letters(text) in trained]

    assert copied == []


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
