"""A claim asked for by a person's name: what the asker can see, and nothing about others."""

from __future__ import annotations

import pytest

from tests.journeys.afterwards import files_claim
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
