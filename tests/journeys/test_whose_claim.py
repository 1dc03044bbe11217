"""A claim asked for by a person's name: what the asker can see, and nothing about others."""

from __future__ import annotations

import pytest

from tests.journeys.afterwards import Reviewer, files_claim, hears
from tests.journeys.persona import Persona
from tests.journeys.stage import Stage

ELSEWHERE = "99999999-9999-9999-9999-999999999999"
ENGLISH = (
    "What about Anna's claim?",
    "what is the status of Anna's claim",
    "Is there a claim by Anna?",
    "Can I see Anna's claims?",
)
KOREAN = (
    "Anna 클레임은 어떻게 됐어요?",
    "Anna님의 클레임 상태 알려줘",
    "Anna 씨 클레임 보여 주세요",
)


@pytest.mark.parametrize("words", ENGLISH)
async def test_a_colleague_s_claim_that_one_can_see_is_shown(stage: Stage, words: str) -> None:
    anna, asha = stage.person("Anna"), stage.person("Asha")
    await files_claim(anna, "Winter fair")
    await asha.says(words)

    asha.sees("Claims that you can see by this name", "Winter fair", "CL-2026-000001")
    asha.sees_not("Only your own company's claims")
    await asha.clicks("Open")
    asha.sees("Winter fair", "Submitted")


@pytest.mark.parametrize("words", KOREAN)
async def test_so_it_is_in_korean(stage: Stage, words: str) -> None:
    anna, minjun = stage.person("Anna"), stage.person("김민준", locale="ko-KR")
    await files_claim(anna, "Winter fair")
    await minjun.says(words)

    minjun.sees("이 이름으로 볼 수 있는 클레임", "Winter fair")


@pytest.mark.parametrize(
    "words", ["김민준 씨 클레임은 어떻게 됐어요?", "민준 님 클레임 보여 주세요"]
)
async def test_a_korean_name_is_found_in_full_and_as_it_is_called(stage: Stage, words: str) -> None:
    minjun, asha = stage.person("김민준"), stage.person("Asha", locale="ko-KR")
    await files_claim(minjun, "Winter fair")
    await asha.says(words)

    asha.sees("이 이름으로 볼 수 있는 클레임", "Winter fair")


async def told(asker: Persona, words: str) -> str:
    await asker.says(words)
    asker.sees("None of the claims that you can see goes by this name", "only of your own company")
    asker.sees_not("Winter fair", "Anna", "What did you mean")
    return asker.said


@pytest.mark.parametrize("words", ENGLISH[:3])
async def test_nobody_and_somebody_elsewhere_get_the_very_same_words(
    stage: Stage, words: str
) -> None:
    asha = stage.person("Asha")
    await files_claim(asha)
    unknown = await told(asha, words)
    await files_claim(stage.person("Anna", tenant=ELSEWHERE), "Winter fair")

    assert await told(asha, words) == unknown


@pytest.mark.parametrize("words", ["안나 씨 클레임은 어떻게 됐어요?", "박서연 과장 클레임 상태"])
async def test_nobody_is_told_in_korean(stage: Stage, words: str) -> None:
    asha = stage.person("Asha", locale="ko-KR")
    await files_claim(stage.person("Dana"), "Winter fair")
    await asha.says(words)

    asha.sees("이 이름의 클레임은 없습니다")
    asha.sees_not("Winter fair")


async def test_one_s_own_name_and_a_claim_s_title_are_no_other_person(
    stage: Stage, asha: Persona
) -> None:
    await files_claim(asha, "Anna Lee tour")
    await asha.says("cancel")
    await asha.says("how does the Anna Lee tour claim stand?")
    asha.sees("Anna Lee tour", "CL-2026-000001")
    await asha.says("What about Asha's claim?")

    asha.sees("Anna Lee tour")


@pytest.mark.parametrize(
    "words",
    ["show me Fabrikam's claim status", "the claims of another partner", "list all partners"],
)
async def test_a_company_and_anybody_else_are_refused_as_before(
    stage: Stage, asha: Persona, words: str
) -> None:
    await files_claim(stage.person("Anna"), "Winter fair")
    await asha.says(words)

    asha.sees("Only your own company's claims")
    asha.sees_not("Winter fair")


COLLEAGUES = (
    "what about my colleague's claim",
    "did my coworker's claim get approved?",
    "where is the claim that my colleague submitted",
    "is my colleague's claim paid and how much",
    "can I withdraw my colleague's claim",
)
COLLEAGUES_KO = (
    "동료 클레임은 어디까지 됐어요?",
    "제 동료가 올린 클레임 지급됐나요",
    "팀원 클레임 상태 알려줘",
    "팀장님 클레임 어떻게 됐어?",
)


async def with_own(asker: Persona, *, language: str = "English", colleague: str = "") -> Persona:
    """Who filed a claim of their own, perhaps after a colleague did."""
    if colleague:
        await files_claim(asker.stage.person(colleague), "Winter fair")
    await files_claim(asker, "Autumn ads", submits=False)
    await asker.says("cancel")
    await asker.says(language)
    return asker


@pytest.mark.parametrize("words", COLLEAGUES)
async def test_a_colleague_who_is_not_named_gets_none_of_one_s_own(
    asha: Persona, words: str
) -> None:
    await (await with_own(asha)).says(words)

    asha.sees("There is no claim of a colleague that you can see", "role")
    asha.sees_not("Autumn ads")


@pytest.mark.parametrize("words", COLLEAGUES)
async def test_the_claims_of_colleagues_are_shown_with_their_names(
    asha: Persona, words: str
) -> None:
    await (await with_own(asha, colleague="Anna")).says(words)

    asha.sees("Claims of your colleagues that you can see", "Winter fair", "Anna", "USD 1,200.50")
    asha.sees_not("Autumn ads")


@pytest.mark.parametrize("words", COLLEAGUES_KO)
async def test_so_it_is_with_colleagues_in_korean(asha: Persona, words: str) -> None:
    await (await with_own(asha, language="한국어", colleague="Anna")).says(words)

    asha.sees("볼 수 있는 동료의 클레임", "Winter fair", "Anna")
    asha.sees_not("Autumn ads")


@pytest.mark.parametrize("words", COLLEAGUES_KO)
async def test_where_no_colleague_filed_one_s_own_are_not_shown_in_korean(
    asha: Persona, words: str
) -> None:
    await (await with_own(asha, language="한국어")).says(words)

    asha.sees("볼 수 있는 동료의 클레임이 없습니다")
    asha.sees_not("Autumn ads")


ABOUT_ANNA = (
    "안나 클레임 어디까지 됐어?",
    "안나가 낸 클레임 지급됐어요?",
    "안나 건 얼마 승인됐나요",
    "Is Anna's claim paid and how much?",
    "how much was paid for Anna's claim",
    "when does Anna get her money for the claim",
    "can I dispute Anna's claim",
)


@pytest.mark.parametrize("words", ABOUT_ANNA)
async def test_whatever_is_asked_about_a_named_claim_the_answer_is_hers(
    asha: Persona, words: str
) -> None:
    await (await with_own(asha, colleague="Anna Berg")).says(words)

    asha.sees("Winter fair", "Anna Berg")
    asha.sees_not("Autumn ads")


@pytest.mark.parametrize("words", ABOUT_ANNA)
async def test_where_she_has_none_one_s_own_is_not_shown(asha: Persona, words: str) -> None:
    await (await with_own(asha)).says(words)

    asha.sees_not("Autumn ads")


async def test_a_colleague_s_payment_is_told_with_its_sums(stage: Stage) -> None:
    anna, asha = stage.person("Anna"), stage.person("Asha")
    await files_claim(anna, "Winter fair")
    reviewer = Reviewer(stage)
    reasons = [{"code": "ineligible_expense", "text": "The taxi is not reimbursed."}]
    await reviewer.presses("start_review")
    await reviewer.presses("approve_partially", amount="1000.50", reasons=reasons)
    await reviewer.presses("pay")
    await hears(anna)
    await asha.installs()
    await asha.says("is Anna's claim paid and how much?")

    asha.sees("Paid", "USD 1,200.50", "USD 1,000.50")


async def test_a_manager_is_found_by_the_family_name(stage: Stage) -> None:
    asha = await with_own(stage.person("Asha"), language="한국어", colleague="박서연")
    await asha.says("박 과장님 클레임 지급됐나요?")

    asha.sees("Winter fair", "박서연")
    asha.sees_not("Autumn ads")


@pytest.mark.parametrize(
    "words",
    [
        "what about my claim",
        "웨비나 클레임 어디까지 됐어?",
        "팀장님이 제 클레임 상태를 물어보세요",
        "my manager wants to know the status of my claim",
    ],
)
async def test_one_s_own_is_still_one_s_own(stage: Stage, asha: Persona, words: str) -> None:
    await files_claim(asha, "Autumn ads")
    await asha.says(words)

    asha.sees("Autumn ads")


@pytest.mark.parametrize(
    "words", ["may my colleague submit the claim?", "동료가 제 클레임을 볼 수 있나요?"]
)
async def test_what_a_colleague_may_do_is_a_question_about_roles(
    stage: Stage, asha: Persona, words: str
) -> None:
    await files_claim(stage.person("Anna"), "Winter fair")
    await asha.says(words)

    asha.sees_not("Winter fair", "of your colleagues")


GOING_ON = (
    ("English", "what about Anna's claim", "is it paid?"),
    ("English", "what about my colleague's claim", "and was it approved?"),
    ("English", "is Anna's claim approved", "how much did she get?"),
    ("한국어", "안나 클레임 어디까지 됐어?", "지급은 됐어?"),
    ("한국어", "동료 클레임은 어떻게 됐어요?", "그건 언제 지급돼요?"),
)


@pytest.mark.parametrize(("language", "first", "then"), GOING_ON)
async def test_what_goes_on_about_it_is_not_about_one_s_own(
    asha: Persona, language: str, first: str, then: str
) -> None:
    partner = await with_own(asha, language=language, colleague="Anna")
    await partner.says(first)
    await partner.says(then)

    asha.sees("Winter fair", "Anna")
    asha.sees_not("Autumn ads", "Your claim", "클레임이 승인")


@pytest.mark.parametrize("words", ["and mine?", "what about my claim?", "제 클레임은요?"])
async def test_one_s_own_is_asked_for_after_it(asha: Persona, words: str) -> None:
    partner = await with_own(asha, colleague="Anna")
    await partner.says("is Anna's claim approved")
    await partner.says(words)

    asha.sees_not("by this name", "이 이름")


@pytest.mark.parametrize("words", ["thanks", "how much money is left?", "balance", "help"])
async def test_what_is_about_something_else_does_not_go_on(asha: Persona, words: str) -> None:
    partner = await with_own(asha, colleague="Anna")
    await partner.says("is Anna's claim approved")
    await partner.says(words)

    asha.sees_not("by this name", "Winter fair")
