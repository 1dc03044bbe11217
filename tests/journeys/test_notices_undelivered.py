"""What the claims office decides is told where the person can still be reached."""

from __future__ import annotations

import pytest

from tests.journeys.afterwards import Reviewer, files_claim, hears, notices
from tests.journeys.stage import Persona, Stage


@pytest.fixture
async def phone(stage: Stage, asha: Persona) -> Persona:
    """A second chat of the same person, spoken in last."""
    await files_claim(asha)
    stage.clock.moves(minutes=1)
    phone = stage.person("Asha", device="phone")
    await phone.says("my claims")
    return phone


@pytest.mark.parametrize(
    "refusal", [(404, "ConversationNotFound"), (403, "BotNotInConversationRoster")]
)
async def test_where_the_newest_chat_is_gone_the_other_one_is_told(
    stage: Stage, asha: Persona, phone: Persona, refusal: tuple[int, str]
) -> None:
    await Reviewer(stage).presses("start_review")
    stage.channel.refuse_sends = [refusal]
    await hears(asha)

    assert notices(asha, "Under review") == 1
    assert notices(phone, "Under review") == 0


async def test_where_every_chat_is_gone_it_stops_and_the_claim_tells_when_they_are_back(
    stage: Stage, asha: Persona, phone: Persona
) -> None:
    await Reviewer(stage).presses("start_review")
    stage.channel.refuse_sends = [(404, "ConversationNotFound")] * 2
    await hears(asha)
    assert stage.channel.refuse_sends == []
    assert notices(asha, "Under review") + notices(phone, "Under review") == 0

    await phone.says("status")
    phone.sees("Under review")
    await Reviewer(stage).presses("approve")
    await hears(phone)

    assert notices(phone, "Approved") == 1
