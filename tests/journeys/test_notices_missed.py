"""What fell due while nobody could be spoken to is told when they are back: once, if it matters."""

from __future__ import annotations

import pytest

from bot.notices import came_back
from bot.storage import conversations
from tests.journeys.afterwards import ITEMS, Reviewer, files_claim, hears, notices
from tests.journeys.stage import Persona, Stage


@pytest.fixture
async def away(stage: Stage, asha: Persona) -> Persona:
    """Somebody who filed a claim and then removed the bot."""
    await files_claim(asha)
    await asha.uninstalls()
    return asha


async def test_who_installs_again_is_told_the_decision_they_missed_once(
    stage: Stage, away: Persona
) -> None:
    await Reviewer(stage).presses("start_review")
    await Reviewer(stage).presses("approve")
    await hears(away)
    assert away.new == []
    stage.clock.moves(days=3)
    await away.installs()
    away.sees("Welcome")
    await hears(away)

    assert notices(away, "Approved") == 1
    assert notices(away, "Under review") == 0
    await away.uninstalls()
    await away.installs()
    await hears(away)
    assert notices(away, "Approved") == 1


async def test_who_writes_after_blocking_the_bot_is_told(stage: Stage, asha: Persona) -> None:
    await files_claim(asha)
    await Reviewer(stage).presses("start_review")
    stage.channel.refuse_sends = [(403, "ConversationBlockedByUser")]
    await hears(asha)
    assert notices(asha, "Under review") == 0
    await asha.says("hello")
    await hears(asha)

    assert notices(asha, "Under review") == 1
    await asha.says("hello")
    await hears(asha)
    assert notices(asha, "Under review") == 1


async def test_who_comes_back_in_another_chat_is_told_there(stage: Stage, away: Persona) -> None:
    await Reviewer(stage).presses("start_review")
    await hears(away)
    phone = stage.person("Asha", device="phone")
    await phone.says("hello")
    await hears(phone)

    assert notices(phone, "Under review") == 1
    assert notices(away, "Under review") == 0


@pytest.mark.parametrize(("days", "told"), [(1, 1), (40, 0)])
async def test_a_request_is_told_while_it_can_still_be_answered(
    stage: Stage, away: Persona, days: int, told: int
) -> None:
    await Reviewer(stage).presses("start_review")
    await Reviewer(stage).presses("request", items=ITEMS)
    await hears(away)
    stage.clock.moves(days=days)
    await away.installs()
    await hears(away)

    assert notices(away, "The reviewer asks: Autumn ads") == told


async def test_a_receipt_that_was_missed_is_told_unless_the_claim_has_moved_on(
    stage: Stage, asha: Persona
) -> None:
    await files_claim(asha, submits=False)
    await asha.clicks("Submit claim", attested="true")
    await asha.uninstalls()
    await hears(asha)
    assert notices(asha, "Receipt: your claim is accepted for review") == 0
    await asha.installs()
    await hears(asha)

    assert notices(asha, "Receipt: your claim is accepted for review") == 1


async def test_a_receipt_is_not_told_after_what_came_later(stage: Stage, asha: Persona) -> None:
    await files_claim(asha, submits=False)
    await asha.clicks("Submit claim", attested="true")
    await asha.uninstalls()
    await hears(asha)
    await Reviewer(stage).presses("start_review")
    await hears(asha)
    await asha.installs()
    await hears(asha)

    assert notices(asha, "Receipt: your claim is accepted for review") == 0
    assert notices(asha, "Under review") == 1


async def test_who_leaves_again_at_once_is_told_the_next_time(stage: Stage, away: Persona) -> None:
    await Reviewer(stage).presses("start_review")
    await hears(away)
    await away.installs()
    await away.uninstalls()
    await hears(away)
    assert notices(away, "Under review") == 0
    stage.clock.moves(hours=1)
    await away.says("hello")
    await hears(away)

    assert notices(away, "Under review") == 1


async def test_in_korean_too(stage: Stage) -> None:
    minjun = stage.person("민준")
    await files_claim(minjun)
    await minjun.says("한국어")
    await minjun.uninstalls()
    await Reviewer(stage).presses("start_review")
    await hears(minjun)
    await minjun.installs()
    await hears(minjun)

    minjun.sees("검토 중")


@pytest.mark.parametrize("fails_first", [False, True])
async def test_a_turn_that_is_saved_late_loses_nothing(
    stage: Stage, away: Persona, fails_first: bool
) -> None:
    database, row = stage.bot.database, await _row(stage, away)
    await Reviewer(stage).presses("start_review")
    await hears(away)
    await came_back(database, row.contact_id, "a slow turn", stage.clock.now)
    await hears(away)
    if fails_first:  # the channel delivers the same activity again, later
        stage.clock.moves(minutes=3)
        await hears(away)
        await came_back(database, row.contact_id, "a slow turn", stage.clock.now)
    assert notices(away, "Under review") == 0
    open_again = row._replace(unreachable_reason="", unreachable_since=None)
    await database.run(
        lambda c: conversations.save_conversation(c, open_again, read_version=row.version)
    )
    await hears(away)

    assert notices(away, "Under review") == 1


async def test_who_was_taken_for_another_is_told_when_known(stage: Stage, asha: Persona) -> None:
    await files_claim(asha)
    await hears(asha)
    await Reviewer(stage).presses("start_review")
    row = await _row(stage, asha)
    another = row._replace(contact_id="c-another")
    await stage.bot.database.run(
        lambda c: conversations.save_conversation(c, another, read_version=row.version)
    )
    await hears(asha)
    assert notices(asha, "Under review") == 0
    await asha.says("hello")
    await hears(asha)

    assert notices(asha, "Under review") == 1


async def _row(stage: Stage, partner: Persona) -> conversations.ConversationRow:
    key = f"msteams|{partner.conversation_id}"
    row = await stage.bot.database.run(lambda c: conversations.load_conversation(c, key))
    assert row is not None
    return row
