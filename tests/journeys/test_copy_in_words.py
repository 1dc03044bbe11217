"""“Clone my claim”, typed: it leads to the button that copies the claim that is meant."""

from __future__ import annotations

import pytest

from tests.journeys.afterwards import files_claim
from tests.journeys.stage import Persona, actions

COPY = "claim.clone"


@pytest.mark.parametrize(
    "words",
    [
        "clone my claim",
        "Please copy this claim into a new draft.",
        "can I duplicate my claim Autumn ads?",
        "make a copy of Autumn ads",
        "new claim from CL-2026-000001",
        "copy claim number CL-2026-000001",
        "Copy to new draft",
        "내 클레임 복사해줘",
        "클레임을 복제하고 싶어요",
        "Autumn ads를 새 클레임으로 복사해 주세요",
        "CL-2026-000001 복사해 줘",
        "Autumn ads 클레임을 복사할 수 있나요?",
        "새 클레임으로 복사",
    ],
)
async def test_the_wish_to_copy_leads_to_the_button_of_the_claim(asha: Persona, words: str) -> None:
    await files_claim(asha)
    await asha.says("hello")
    await asha.says(words)

    assert len(asha.new) == 1
    asha.sees("Autumn ads")
    await asha.clicks(COPY)
    assert "Copied from" in asha.said or "복사했습니다" in asha.said


async def test_of_several_claims_each_has_its_button(asha: Persona) -> None:
    await _two_claims(asha)
    await asha.says("clone my claim")

    assert len(asha.new) == 1
    asha.sees("Which claim do you mean?", "Autumn ads", "Winter ads")
    await asha.clicks(COPY)
    asha.sees("Copied from")


async def test_a_name_says_which_of_several(asha: Persona) -> None:
    await _two_claims(asha)
    await asha.says("clone autumn ads")

    asha.sees("Autumn ads")
    asha.sees_not("Winter ads")


async def test_a_draft_is_gone_on_with_instead(asha: Persona) -> None:
    await files_claim(asha, submits=False)
    await asha.says("copy claim Autumn ads")

    asha.sees("is still a draft")
    await asha.clicks("Continue")
    asha.sees("Review:")


async def test_a_name_that_no_claim_has_is_said(asha: Persona) -> None:
    await files_claim(asha)
    await asha.says("clone my claim Winter gala")

    asha.sees("I found no claim called “Winter gala”")


async def test_without_any_claim_there_is_nothing_to_copy(asha: Persona) -> None:
    await asha.installs()
    await asha.says("clone my claim")

    asha.sees("There is no claim to copy yet")


@pytest.mark.parametrize("words", ["copy of the flyer for Contoso", "광고 사본"])
async def test_the_name_of_a_claim_may_speak_of_copies(asha: Persona, words: str) -> None:
    await asha.installs()
    await asha.says("new claim")
    await asha.says("CSP indirect reseller")
    await asha.clicks("Save and continue", incentive_activity="DG_DIGITAL")
    await asha.clicks("Start")
    await asha.clicks("Save and continue", condition_work_by="third_party")
    await asha.says(words)

    assert COPY not in _kinds(asha)
    await asha.says("my claims")
    asha.sees(words)


async def test_a_claim_being_filed_is_not_lost_by_the_wish(asha: Persona) -> None:
    await files_claim(asha)
    await asha.says("new claim")
    await asha.says("CSP indirect reseller")
    await asha.says("clone Autumn ads claim")
    assert COPY in _kinds(asha)

    await asha.says("continue")
    asha.sees_not("Copied from")


async def _two_claims(asha: Persona) -> None:
    await files_claim(asha, "Autumn ads")
    await asha.says("cancel")
    asha.stage.clock.moves(minutes=1)
    await files_claim(asha, "Winter ads")
    await asha.says("cancel")


def _kinds(partner: Persona) -> set[str]:
    return {
        action["data"]["act"]["kind"] for message in partner.new for action in actions(message.card)
    }
