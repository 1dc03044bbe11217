"""“My claim” is one's own: a colleague's is given as such where there is none, never acted on."""

from __future__ import annotations

import pytest

from tests.journeys.afterwards import Reviewer, files_claim, hears
from tests.journeys.persona import Persona
from tests.journeys.stage import Stage

MINE = (
    "what about my claim",
    "is my claim approved?",
    "show me my claim",
    "is the claim approved?",
)
MINE_KO = ("내 건 어떻게 됐어요", "제 클레임 상태 알려주세요", "제가 낸 클레임 어떻게 됐나요")


@pytest.fixture
async def hers(stage: Stage) -> Stage:
    """Anna has a claim that was paid."""
    anna, reviewer = stage.person("Anna"), Reviewer(stage)
    await files_claim(anna, "Winter fair")
    await reviewer.presses("start_review")
    await reviewer.presses("approve")
    await reviewer.presses("pay")
    await hears(anna)
    return stage


async def comes(stage: Stage, words: str) -> Persona:
    """Somebody without a claim, who speaks the language of these words."""
    asha = stage.person("Asha", locale="en-US" if words.isascii() else "ko-KR")
    await asha.installs()
    return asha


@pytest.mark.parametrize("words", MINE)
async def test_who_has_none_is_told_so_and_offered_a_colleague_s(hers: Stage, words: str) -> None:
    asha = await comes(hers, words)
    await asha.says(words)

    asha.sees("No claim of your own", "claims of colleagues that you can see")
    asha.sees("Winter fair", "Anna")
    await asha.clicks("Open")
    asha.sees("Winter fair", "Colleague", "Anna")


@pytest.mark.parametrize("words", MINE_KO)
async def test_so_it_is_in_korean(hers: Stage, words: str) -> None:
    asha = await comes(hers, words)
    await asha.says(words)

    asha.sees("본인의 클레임이 없습니다", "볼 수 있는 동료의 클레임", "Winter fair", "Anna")


@pytest.mark.parametrize("words", MINE + MINE_KO)
async def test_one_s_own_is_shown_alone(hers: Stage, words: str) -> None:
    asha = await comes(hers, "")
    await files_claim(asha, "Autumn ads")
    await asha.says("cancel")
    await asha.says("English" if words.isascii() else "한국어")
    await asha.says(words)

    asha.sees("Autumn ads")
    asha.sees_not("Winter fair")


@pytest.mark.parametrize("words", ["when do I get my money", "when will I be paid", "is it paid?"])
async def test_a_colleague_s_payment_is_not_one_s_own(hers: Stage, words: str) -> None:
    asha = await comes(hers, words)
    await files_claim(asha, "Autumn ads")
    await asha.says("cancel")
    await asha.says(words)

    asha.sees("You have no claim of your own in this state", "Winter fair", "Anna")
    asha.sees_not("Your claim is marked as paid")


@pytest.mark.parametrize("words", ["withdraw my claim", "withdraw the claim", "제 청구 철회할게요"])
async def test_a_colleague_s_claim_is_not_withdrawn_as_one_s_own(stage: Stage, words: str) -> None:
    await files_claim(stage.person("Anna"), "Winter fair")
    asha = await comes(stage, words)
    await asha.says(words)

    asha.sees("Winter fair", "Anna")
    asha.sees_not("Withdraw this claim?", "철회하시겠습니까")
    await asha.says("yes" if words.isascii() else "네")
    assert (await stage.received())[0]["state"]["status"] == "submitted"


async def test_one_s_own_is_meant_while_a_colleague_s_is_open(hers: Stage) -> None:
    asha = await comes(hers, "")
    await files_claim(asha, "Autumn ads")
    await asha.says("what is the status of Anna's claim")
    await asha.clicks("Open")
    await asha.says("what about my claim")

    asha.sees("Autumn ads")
    asha.sees_not("Winter fair")


async def test_our_claims_are_those_of_the_company(hers: Stage) -> None:
    asha = await comes(hers, "")
    await files_claim(asha, "Autumn ads")
    await asha.says("cancel")
    await asha.says("how are our claims doing")

    asha.sees("Autumn ads", "Winter fair", "Anna")


async def test_the_list_says_whose_a_colleague_s_claim_is(hers: Stage) -> None:
    asha = await comes(hers, "")
    await asha.says("my claims")

    asha.sees("Winter fair", "Anna")


async def test_nothing_is_told_of_a_claim_that_one_may_not_see(stage: Stage) -> None:
    elsewhere = "99999999-9999-9999-9999-999999999999"
    await files_claim(stage.person("Anna", tenant=elsewhere), "Winter fair")
    asha = await comes(stage, "")
    await asha.says("what about my claim")

    asha.sees("There are no claims here yet")
    asha.sees_not("Winter fair", "Anna", "colleague")


GOING_ON = ("is it paid?", "지급은 됐어?", "what did she get?")


@pytest.mark.parametrize("words", GOING_ON)
async def test_a_colleague_is_forgotten_once_one_opens_a_claim_of_one_s_own(
    hers: Stage, words: str
) -> None:
    asha = await comes(hers, "")
    await files_claim(asha, "Autumn ads")
    own = next(one for one in reversed(asha.messages) if "My claims" in one.words)
    await asha.says("what is the status of Anna's claim")
    await asha.clicks_on(own, "menu.claims")
    await asha.clicks("Open")
    asha.sees("Autumn ads")
    await asha.says(words)

    asha.sees_not("Winter fair", "by this name")


async def test_it_stays_forgotten_when_that_claim_is_left(hers: Stage) -> None:
    asha = await comes(hers, "")
    await files_claim(asha, "Autumn ads")
    await asha.says("cancel")
    await asha.says("what is the status of Anna's claim")
    await asha.says("my claims")
    await asha.clicks("Open")
    asha.sees("Autumn ads")
    await asha.says("cancel")
    await asha.says("and was it approved?")

    asha.sees_not("by this name")
