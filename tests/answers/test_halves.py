"""“Who pays and when?” is one question: a half that says nothing alone is not answered alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answers import Answers, Case
from bot.answers.halves import completed, is_half
from tests.answers.test_several import asked_in

Cases = Callable[..., Case]


@pytest.mark.parametrize(
    ("language", "text", "intents"),
    [
        ("en", "who pays and when?", ["payment"]),
        ("en", "who gets the money and when?", ["payment"]),
        ("en", "how do I dispute a rejection and until when?", ["dispute"]),
        ("en", "how much budget is left and until when?", ["balance"]),
        ("en", "what do I need to send and by when?", ["required_documents", "deadline"]),
        ("ko", "누가 지급하고 언제요?", ["payment"]),
        ("ko", "언제, 얼마나 받나요?", ["payment"]),
    ],
)
def test_a_half_asks_what_its_other_half_says(
    answers: Answers, case: Cases, language: str, text: str, intents: list[str]
) -> None:
    assert asked_in(answers, case(language), text) == intents


@pytest.mark.parametrize("part", ["when?", "and until when", "if so how?", "언제요?"])
def test_an_interrogative_alone_is_a_half(part: str) -> None:
    assert is_half(part)


@pytest.mark.parametrize("part", ["when do you pay?", "how big", "언제 지급하나요?"])
def test_what_says_something_is_no_half(part: str) -> None:
    assert not is_half(part)


def test_halves_alone_stay_as_they_are() -> None:
    assert completed(("when?", "how?")) == ("when?", "how?")
