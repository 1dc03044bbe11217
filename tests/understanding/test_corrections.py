"""What takes up the last question: a correction, another place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.understanding import Outcome, QuestionContext, Recognition, Slots

Recognize = Callable[..., Recognition]
PAPERS = QuestionContext(
    last_intent="required_documents",
    last_slots=Slots(activity="MD_TRADESHOW", activities=("MD_TRADESHOW",)),
)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no, I meant the deadline", "deadline"),
        ("sorry, I was asking about the invoice", "invoice_help"),
        ("not the documents, the deadline", "deadline"),
        ("no, the csr", "csr_help"),
        ("아니 기한 말이에요", "deadline"),
        ("그게 아니라 송장이요", "invoice_help"),
        ("아뇨, 잔액 말이야", "balance"),
        ("그 deadline 말고 payment는요?", "payment"),
    ],
)
def test_a_correction_asks_the_other_question_about_the_same_thing(
    text: str, intent: str, recognize: Recognize
) -> None:
    found = recognize(text, context=PAPERS)

    assert (found.intent, found.outcome) == (intent, Outcome.ANSWER)
    assert found.slots.activity == "MD_TRADESHOW"


@pytest.mark.parametrize("text", ["no, for a webinar", "아니요 웨비나요", "I meant a webinar"])
def test_a_correction_asks_the_same_question_about_another_thing(
    text: str, recognize: Recognize
) -> None:
    found = recognize(text, context=PAPERS)

    assert (found.intent, found.slots.activity) == ("required_documents", "MD_SEMINAR")


@pytest.mark.parametrize("text", ["what about in Korea?", "한국 시간으로는요?", "and in Japan?"])
def test_another_place_goes_on_with_the_last_question(text: str, recognize: Recognize) -> None:
    context = QuestionContext(last_intent="deadline")

    found = recognize(text, context=context)

    assert (found.intent, found.outcome) == ("deadline", Outcome.ANSWER)
    assert recognize(text).outcome is not Outcome.ANSWER


def test_a_no_before_a_question_of_its_own_is_that_question(recognize: Recognize) -> None:
    found = recognize("no, how long do I have to keep the originals?", context=PAPERS)

    assert found.intent == "retention"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("한도는요?", "eligible_expenses"),
        ("how much is the cap?", "eligible_expenses"),
        ("what must it show?", "core_requirements"),
    ],
)
def test_a_short_question_without_an_activity_is_about_the_last_one(
    text: str, intent: str, recognize: Recognize
) -> None:
    found = recognize(text, context=PAPERS)

    assert (found.intent, found.outcome) == (intent, Outcome.ANSWER)
    assert found.slots.activity == "MD_TRADESHOW"


def test_a_question_in_general_is_not_about_the_last_activity(recognize: Recognize) -> None:
    found = recognize("which documents in general?", context=PAPERS)

    assert (found.intent, found.slots.activity) == ("required_documents", "")


@pytest.mark.parametrize(
    ("text", "work_by"),
    [("대행사 없이 우리가 했으면?", "in_house"), ("for an agency?", "third_party")],
)
def test_a_short_condition_follows_up(text: str, work_by: str, recognize: Recognize) -> None:
    found = recognize(text, context=PAPERS)

    assert found.intent == "required_documents"
    assert found.slots.conditions["work_by"] == (work_by,)


def test_a_paper_that_is_named_after_the_papers_is_one_of_them_or_not(recognize: Recognize) -> None:
    found = recognize("초대장은 꼭 있어야 돼요?", context=PAPERS)

    assert (found.intent, found.outcome) == ("required_documents", Outcome.ANSWER)
    assert (found.slots.activity, found.slots.document) == ("MD_TRADESHOW", "EVT_INVITE")
