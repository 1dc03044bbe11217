"""What cannot be read is not asked for with the same words again and again; a number in a sentence
is read.
"""

from __future__ import annotations

import pytest

from tests.journeys.fake_channel import inputs
from tests.journeys.filing import Filing
from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claims_of
from tests.journeys.test_corrections import DESCRIPTION, at


async def test_the_second_time_the_card_is_shown(asha: Persona) -> None:
    await at(asha)
    await asha.says("sometime in autumn 3 or so")
    asha.sees("I could not read this as one day")
    await asha.says("the usual 3")

    card = asha.new[-1].card
    assert card is not None
    assert "activity_start" in {one["id"] for one in inputs(card)}
    asha.sees("I could not read this as one day", "You can also fill in the card")
    await asha.says("3 October")
    asha.sees("✓ Saved")


async def test_a_readable_answer_between_begins_anew(asha: Persona) -> None:
    await at(asha)
    await asha.says("the usual 3")
    await asha.says("3 October")
    await asha.says("the usual 3")

    asha.sees_not("You can also fill in the card")


async def at_the_visitors(asha: Persona) -> None:
    await Filing(asha).starts(activity="MD_TRADESHOW")
    for text in ("start", "outside vendors", "Expo booth", "3 October", "5 October"):
        await asha.says(text)
    await asha.says(DESCRIPTION)
    await asha.says("USD")
    asha.sees("Estimated attendees")


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("bout 400 ppl came by", "400"),
        ("방문객은 4천 명 정도예요", "4000"),
        ("참가자 5만명쯤 왔어요", "50000"),
        ("we counted 1,250 badges", "1250"),
        ("about 2 thousand people saw it", "2000"),
        ("방문객이 2만 정도 왔어요", "20000"),
    ],
)
async def test_the_only_number_of_a_sentence_is_read(
    stage: Stage, asha: Persona, typed: str, count: str
) -> None:
    await at_the_visitors(asha)
    await asha.says(typed)

    assert (await claims_of(stage))[0]["metrics"] == {"estimated_visitors": count}


@pytest.mark.parametrize(
    "typed",
    ["on 3 November", "400 or 500", "not 400", "USD 400", "12.5", "3 November", "5 dozen guests"],
)
async def test_another_number_is_not(stage: Stage, asha: Persona, typed: str) -> None:
    await at_the_visitors(asha)
    await asha.says(typed)

    assert (await claims_of(stage))[0]["metrics"] == {}
