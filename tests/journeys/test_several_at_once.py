"""Two questions in one message, a wish and a question, an answer and a question."""

from __future__ import annotations

import pytest

from tests.journeys.persona import Persona
from tests.journeys.stage import Stage
from tests.journeys.stored import claims_of
from tests.journeys.test_questions_in_between import goes_on
from tests.journeys.test_road_in_words import ENGLISH, KOREAN


@pytest.mark.parametrize(
    "text",
    [
        "What documents do I need for a webinar? And when is the deadline?",
        "what documents do I need for a webinar and when is the deadline",
        "Dear team,\nwe are new here. Which documents are needed for a webinar?\n"
        "And until when can we claim? Kind regards, Asha",
    ],
)
async def test_two_questions_get_two_answers(text: str, asha: Persona) -> None:
    await asha.says(text)

    asha.sees("Documents for: Customer seminar", "Claim deadline")
    assert len(asha.new) == 1


async def test_two_questions_in_korean_and_in_the_middle_of_a_claim(stage: Stage) -> None:
    asha = stage.person("Asha", locale="ko-KR")
    for words in KOREAN[:2]:
        await goes_on(asha, words)
    await asha.says("세미나에는 어떤 서류가 필요한가요? 그리고 기한은 언제예요?")

    asha.sees("필요한 서류: 고객 세미나", "클레임 기한", "활동")
    assert len(await claims_of(stage)) == 1


async def test_three_questions_in_one_korean_sentence_get_three_answers(stage: Stage) -> None:
    asha = stage.person("Asha", locale="ko-KR")
    await asha.says("세미나 서류 뭐 필요하고, 케이터링도 되고, 언제까지 청구해야 하나요?")

    asha.sees("필요한 서류: 고객 세미나", "케이터링", "클레임 기한")


async def test_one_question_in_two_sentences_gets_one_answer(asha: Persona) -> None:
    await asha.says("What documents do I need for a webinar? Which papers for it?")

    (message,) = asha.new
    assert message.words.count("Documents for: Customer seminar") == 1


async def test_a_wish_to_start_and_a_question_get_both(stage: Stage, asha: Persona) -> None:
    await asha.says(
        "We ran a webinar with an agency on 3 August for 12,000 euro, start a claim. "
        "Can I claim the wine too?"
    )

    asha.sees("Alcohol is not reimbursed", "I noted", "EUR 12,000.00")
    assert (await claims_of(stage))[0]["incentive_activity"] == "MD_SEMINAR"


async def test_an_answer_and_a_question_get_both(stage: Stage, asha: Persona) -> None:
    for words in ENGLISH[:6]:
        await goes_on(asha, words)
    await asha.says("3 September 2026. What is a CSR?")

    asha.sees("Certification Statement and Report", "Last day of the activity")
    assert (await claims_of(stage))[0]["activity_start"] == "2026-09-03"


async def test_an_answer_to_a_cost_and_a_question_get_both(stage: Stage, asha: Persona) -> None:
    for words in ENGLISH[:13]:
        await goes_on(asha, words)
    await asha.says("1,200.50 USD. Is VAT covered?")
    asha.sees("VAT that you can recover is not a cost")
    await asha.says("that is all")

    assert [line["net"] for line in (await claims_of(stage))[0]["expense_lines"]] == ["1200.50"]


async def test_a_letter_is_answered_for_the_case_it_tells(asha: Persona) -> None:
    await asha.says(
        "Dear team,\nlast month we held our first seminar for customers. An agency did all of the "
        "work, sixty guests came and there was a good dinner afterwards.\nWhich documents do I "
        "have to hand in? And until when can I claim it?\nKind regards, Asha, Marketing Lead"
    )

    asha.sees("Documents for: Customer seminar", "done by outside vendors", "Third-party inv")
    asha.sees("For an activity on 1 October 2026 – 31 October 2026 the claim window is open")


async def test_the_day_that_answers_a_step_is_the_day_of_the_question_beside_it(
    asha: Persona,
) -> None:
    for words in ENGLISH[:6]:
        await goes_on(asha, words)
    await asha.says("3 September 2026. Is it too late for that?")

    asha.sees("For an activity on 3 September 2026 the claim window is open")


async def test_a_letter_that_asks_to_be_told_is_no_wish_to_be_reminded(asha: Persona) -> None:
    for words in ENGLISH[:6]:
        await goes_on(asha, words)
    await asha.says(
        "Hello team, my finance colleague says that the invoice of the agency was issued to our "
        "parent company and she is not sure about that. Besides, it is only a photo of the paper. "
        "Could you please let me know whether this is a problem? And does the ad have to show our "
        "logo? Many thanks, Asha"
    )

    asha.sees("What it must show: Digital advertising", "First day of the activity")
    asha.sees_not("Drafts: switch off")
