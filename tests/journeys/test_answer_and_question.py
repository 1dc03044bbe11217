"""An answer with a question in the same message: the answer is taken, the question answered."""

from __future__ import annotations

import pytest

from tests.journeys.fake_channel import actions
from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claims_of
from tests.journeys.test_corrections import FIRST, KOREAN, LAST, TO_A_COST, TO_THE_NET, at
from tests.journeys.test_typed_days import at_the_first_day

NET = "Net amount, without tax"


def answered(partner: Persona) -> set[str]:
    """The intents of the questions that the newest message answers."""
    acts = [
        action.get("data", {}).get("act", {})
        for message in partner.new
        for card in message.cards
        for action in actions(card)
    ]
    return {act["intent"] for act in acts if act.get("kind") == "answer.vote"}


@pytest.mark.parametrize(
    ("typed", "sees", "intent"),
    [
        ("3 October, is that still in time?", [f"{FIRST}: 3 October 2026", LAST], "deadline"),
        ("it started 3 October but what is the deadline?", [f"{FIRST}: 3 Oct"], "deadline"),
        ("3 oct, until when can I claim", [f"{FIRST}: 3 October 2026"], "deadline"),
        ("3 to 9 October, when do we get the money?", [f"{LAST}: 9 October 2026"], "payment"),
        ("from 3 to 9 October - how long do I have to keep the papers?", [LAST], "retention"),
    ],
)
async def test_a_day_is_taken_and_the_question_answered(
    asha: Persona, typed: str, sees: list[str], intent: str
) -> None:
    await at(asha)
    await asha.says(typed)

    asha.sees("✓ Saved: ", *sees)
    assert answered(asha) == {intent}


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("it was 4,200, do I need the invoice?", "invoice_help"),
        ("4200 and when will I be paid?", "payment"),
        ("net was 4200, how long does payment take", "payment"),
        ("4,200 - is VAT covered?", "eligible_expenses"),
    ],
)
async def test_a_sum_is_taken_and_the_question_answered(
    asha: Persona, typed: str, intent: str
) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says(typed)

    asha.sees(f"✓ Saved: {NET}: USD 4,200.00.", "That is all")
    assert answered(asha) == {intent}


@pytest.mark.parametrize(
    ("words", "typed", "sees", "intent"),
    [
        (TO_A_COST[:3], "USD, is tax refundable?", "Currency of the claim: USD", "invoice_help"),
        (
            (*TO_A_COST, "media placement"),
            "Contoso, when do I get paid?",
            "Vendor, as on the invoice: Contoso.",
            "payment",
        ),
        (
            TO_A_COST[:2],
            "We advertised Azure to SMB customers, when will we be paid?",
            "We advertised Azure to SMB customers.",
            "payment",
        ),
        (TO_A_COST[:1], "no, 4 October. when will we be paid?", "→ 4 October 2026", "payment"),
    ],
)
async def test_a_choice_a_name_and_a_correction_are_taken_too(
    asha: Persona, words: tuple[str, ...], typed: str, sees: str, intent: str
) -> None:
    await at(asha, *words)
    await asha.says(typed)

    asha.sees(sees)
    assert answered(asha) & {intent, "eligible_expenses"}


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("10월 3일이요, 그리고 언제 지급되나요?", "payment"),
        ("10월 3일인데 아직 청구 기한 안 지났나요?", "deadline"),
        ("10월 3일이요 마감이 언제예요", "deadline"),
    ],
)
async def test_so_it_is_in_korean(stage: Stage, typed: str, intent: str) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await at_the_first_day(hana, KOREAN)
    await hana.says(typed)

    hana.sees("저장했습니다. 활동 첫날: 2026년 10월 3일", "활동 마지막 날")
    assert answered(hana) == {intent}


@pytest.mark.parametrize(
    "typed",
    [
        "4,200, VAT included?",
        "net: 4,200, VAT is included",
        "maybe 4,200, is that ok?",
        "4,200, 4,300, which one do I take?",
        "is 4,200 too much?",
    ],
)
async def test_a_sum_that_is_not_sure_is_not_taken(asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says(typed)

    asha.sees(NET)
    asha.sees_not(f"{NET}: ", "That is all")


async def test_a_question_in_the_middle_of_a_description_stays_in_it(
    stage: Stage, asha: Persona
) -> None:
    typed = "We asked our customers: are you ready for Copilot? 40 came to our booth."
    await at(asha, *TO_A_COST[:2])
    await asha.says(typed)

    asha.sees("Currency of the claim")
    assert (await claims_of(stage))[0]["description"] == typed
