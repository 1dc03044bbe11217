"""“Why?” while something is asked tells the reason and asks again; “ok”, “no” and “why?” where
nothing is asked get a short word back.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claims_of
from tests.journeys.test_corrections import TO_THE_NET, at

OK = (
    "ok",
    "okay",
    "yes",
    "fine",
    "cool",
    "got it",
    "alright",
    "sure",
    "great",
    "k",
    "sounds good",
    "i see",
    "네",
    "알겠습니다",
    "알겠어요",
    "오케이",
    "ㅇㅋ",
    "응",
    "그렇군요",
    "좋아요",
    "네 알겠습니다",
    "아 그렇군요",
    "넵",
)
NO = (
    "no",
    "nope",
    "no thanks",
    "no, that's all",
    "nothing else",
    "no, I'm good",
    "아니요",
    "아뇨",
    "됐어요",
    "괜찮아요",
    "아니에요",
    "아니요 괜찮습니다",
    "아뇨 없어요",
)
WHY_ALONE = ("why?", "why", "how come?", "왜요?", "왜", "왜 그렇죠?")
WHY = [
    line.split("\t")[1]
    for line in Path(__file__).with_name("why.tsv").read_text("utf-8").splitlines()
]
REASON = ("It proves what an outside vendor charged", "외부 업체가 이 활동에 청구한 비용을 증명")
NOT_UNDERSTOOD = ("I cannot answer that", "답변드릴 수 없", "What did you mean")


@pytest.mark.parametrize("typed", WHY)
async def test_why_a_document_is_asked_is_told_with_its_rule(asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200", "no")
    await asha.says(typed)

    assert asha.said.count(REASON[0]) + asha.said.count(REASON[1]) == 2, asha.said
    assert "Rule: " in asha.said or "규정: " in asha.said, asha.said
    asha.sees_not(*NOT_UNDERSTOOD)


ROAD = (
    ("new claim", "Funds, limits and deadlines belong", "Which program and location?"),
    ("CSP indirect reseller", "The activity decides", "Which activity"),
    ("google ads", "It shows beforehand", "What you will need"),
    ("start", "Your answers decide which documents", "Who did the work"),
    ("outside vendors", "The reviewer sees from these answers", "Claim name"),
    ("Autumn ads", "The days tell in which usage period", "First day of the activity"),
    ("3 October", "The days tell in which usage period", "Last day of the activity"),
    ("9 October", "The reviewer reads here", "What did you do"),
    ("We ran Google ads for Microsoft 365 in Korea.", "A claim has one currency", "Currency"),
    ("USD", "The program asks for this figure", "Summary of results"),
    ("10,000 impressions and 250 clicks", "Each invoice and each kind", "Kind of cost"),
    ("media placement", "The reviewer compares it with the name", "Vendor, as on the invoice"),
    ("Contoso", "Costs are claimed without tax", "Net amount, without tax"),
    ("4,200", "Each invoice and each kind", "Is there another cost"),
)


async def test_why_an_answer_is_asked_is_told_all_along(asha: Persona) -> None:
    for answer, reason, asked in ROAD:
        await asha.says(answer)
        await asha.says("why do you need this?")
        asha.sees("Why I ask for this", reason, asked)
        asha.sees_not(*NOT_UNDERSTOOD)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("why do you ask for my currency?", "A claim has one currency"),
        ("why the location?", "Funds, limits and deadlines belong"),
        ("송장 번호는 왜 필요해요?", "The reviewer finds the cost on the invoice by it."),
    ],
)
async def test_the_reason_for_another_answer_is_told(
    asha: Persona, typed: str, reason: str
) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says(typed)

    asha.sees(reason)


async def test_why_takes_no_vendor_name(stage: Stage, asha: Persona) -> None:
    await at(asha, *TO_THE_NET[:-1])
    await asha.says("why?")
    asha.sees("The reviewer compares it with the name on the invoice.", "Vendor, as on the invoice")
    await asha.says("Whyte & Co")
    await asha.says("4,200")

    assert (await claims_of(stage))[0]["expense_lines"][0]["vendor_name"] == "Whyte & Co"


@pytest.mark.parametrize("typed", OK)
async def test_ok_alone_gets_the_ways_on(asha: Persona, typed: str) -> None:
    await asha.says(typed)

    assert "All right\n" in asha.said or "네, 알겠습니다" in asha.said, asha.said
    asha.sees_not(*NOT_UNDERSTOOD)


@pytest.mark.parametrize("typed", NO)
async def test_no_alone_gets_the_ways_on(asha: Persona, typed: str) -> None:
    await asha.says(typed)

    assert "drafts stay saved" in asha.said or "그대로 남아 있습니다" in asha.said, asha.said
    asha.sees_not(*NOT_UNDERSTOOD)


@pytest.mark.parametrize("typed", WHY_ALONE)
async def test_why_alone_is_asked_back(asha: Persona, typed: str) -> None:
    await asha.says(typed)

    assert "Why what?" in asha.said or "어떤 점이 궁금하신가요?" in asha.said, asha.said


@pytest.mark.parametrize("typed", ["thanks", "감사합니다"])
async def test_thanks_stay_welcome(asha: Persona, typed: str) -> None:
    await asha.says(typed)

    assert "You are welcome" in asha.said or "천만에요" in asha.said, asha.said


async def test_why_a_claim_was_rejected_is_another_question(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "no")
    await asha.says("why was my claim rejected?")

    asha.sees_not("Why I ask for this")


async def test_ok_while_a_document_is_asked_asks_again(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "no")
    await asha.says("ok")

    asha.sees("Third-party invoice")
    asha.sees_not(*NOT_UNDERSTOOD)
