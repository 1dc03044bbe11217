"""A stand-in who has left, lost the role or postpones: whose reminders go where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.domain.partner import Contact, Partner
from bot.storage import contacts
from tests.journeys.conftest import MakeStage
from tests.journeys.reminding import (
    BEFORE,
    FRIDAY_MORNING,
    THURSDAY_MORNING,
    begins_draft,
    comes,
)
from tests.journeys.stage import Persona, Stage


@pytest.fixture
async def stage(stage_of: MakeStage) -> Stage:
    """A bot two weeks before the deadline, at which nobody has funds left."""
    opened = await stage_of(now=BEFORE)
    await opened.control(funds="zero")
    return opened


@pytest.fixture
async def ben(stage: Stage, asha: Persona) -> Persona:
    """Asha is away until 12 February, and Ben stands in."""
    ben = stage.person("Ben")
    await ben.installs()
    await ben.says("hello")
    await begins_draft(asha)
    await asha.says("reminders")
    await asha.clicks("Stand-in")
    await asha.clicks("Save", stand_in=(await contact(stage, "Ben")).contact_id, until="2027-02-12")
    asha.sees("Ben, until 12 February 2027")
    return ben


async def contact(stage: Stage, name: str) -> Contact:
    asha = stage.person("Asha")

    def work(c) -> Contact:
        known = contacts.load_contact(c, asha.tenant, stage.person(name).object_id)
        assert known is not None
        return known[0]

    return await stage.bot.database.run(work)


def without_role(ben: Contact) -> Contact:
    return ben.model_copy(update={"locations": ()})


def at_another_partner(ben: Contact) -> Contact:
    return ben.model_copy(update={"partner": Partner(partner_id="p-other", name="Other")})


@pytest.mark.parametrize("becomes", [without_role, at_another_partner])
async def test_a_stand_in_who_may_not_see_the_claim_any_more_gets_nothing(
    stage: Stage, asha: Persona, ben: Persona, becomes: Callable[[Contact], Contact]
) -> None:
    changed = becomes(await contact(stage, "Ben"))
    await stage.bot.database.run(lambda c: contacts.save_contact(c, changed, stage.clock.now))
    before = len(ben.messages)
    await comes(asha, THURSDAY_MORNING)

    asha.sees("Reminder, 3 days left")
    assert len(ben.messages) == before


async def test_a_stand_in_who_removed_the_bot_leaves_the_reminders_to_oneself(
    asha: Persona, ben: Persona
) -> None:
    await ben.uninstalls()
    await comes(asha, THURSDAY_MORNING)

    asha.sees("Reminder, 3 days left")


async def test_a_stand_in_whose_chat_turns_out_to_be_gone_leaves_the_reminder_to_oneself(
    stage: Stage, asha: Persona, ben: Persona
) -> None:
    stage.channel.refuse_sends = [(403, "ConversationBlockedByUser")]
    await comes(asha, THURSDAY_MORNING)

    asha.sees("Reminder, 3 days left")


async def test_who_cannot_be_reached_is_stood_in_for_by_who_did_so_last(
    stage: Stage, asha: Persona, ben: Persona
) -> None:
    await comes(asha, FRIDAY_MORNING)
    assert "This is for Asha" in ben.messages[-1].words
    await asha.uninstalls()
    before = len(ben.messages)
    await comes(asha, datetime(2027, 2, 14, 0, 0, tzinfo=UTC))

    [told] = ben.messages[before:]
    assert "who named you as stand-in and cannot be reached" in told.words
    assert asha.new == []


async def test_what_a_stand_in_postpones_is_what_was_shown_and_not_their_own(
    asha: Persona, ben: Persona
) -> None:
    await begins_draft(ben, "Ben's ads")
    await comes(ben, THURSDAY_MORNING)
    for_asha = next(m for m in ben.new if "This is for Asha" in m.words)
    await ben.clicks_on(for_asha, "Snooze")
    await ben.clicks("Monday")  # 15 February: still before the deadline of the 16th in Seoul
    ben.sees("I will remind you on 15 February 2027", "about 1 thing")

    await comes(ben, FRIDAY_MORNING)
    assert ["Ben's ads" in m.words for m in ben.new] == [True]

    await comes(asha, datetime(2027, 2, 15, 0, 0, tzinfo=UTC))
    asha.sees("Autumn ads")
