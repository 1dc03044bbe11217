from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta

import pytest

from bot.errors import StateConflict
from bot.storage import conversations
from bot.storage.conversations import ConversationRow, TurnStart
from bot.storage.database import Database
from tests.storage.conftest import NOW

KEY = "msteams|conversation-1"


async def _begin(
    database: Database,
    activity: str = "a1",
    *,
    owner: str = "one",
    at: float = 0,
    lease: bool = True,
) -> TurnStart:
    now = NOW + timedelta(seconds=at)
    return await database.run(
        lambda c: conversations.begin_turn(
            c, KEY, activity, owner=owner, now=now, lease_seconds=30, take_lease=lease
        )
    )


async def _end(
    database: Database, row: ConversationRow, activity: str = "a1", *, owner: str = "one"
) -> ConversationRow:
    def end(c):
        stored = conversations.load_conversation(c, KEY) or ConversationRow(KEY)
        read = stored._replace(version=row.version)
        return conversations.end_turn(c, row, activity, read=read, owner=owner)

    return await database.run(end)


@pytest.mark.parametrize("lease", [False, True])
async def test_a_conversation_is_read_as_it_was_saved(database: Database, lease: bool) -> None:
    start = await _begin(database, lease=lease)
    changed = start.row._replace(
        service_url="https://smba.example/kr/",
        language="ko",
        is_personal=False,
        welcomed_at=NOW,
        dialog_state={"schema": 1, "stack": [{"id": "claim", "답": "예"}]},
    )
    saved = await _end(database, changed)

    again = await _begin(database, "a2", lease=lease)

    assert start == TurnStart(ConversationRow(KEY))
    assert saved == changed._replace(version=1, answered=saved.answered)
    assert again == TurnStart(saved)


@pytest.mark.parametrize("lease", [False, True])
async def test_a_redelivered_activity_is_known(database: Database, lease: bool) -> None:
    await _end(database, (await _begin(database, lease=lease)).row)

    again = await _begin(database, "a1", lease=lease)
    after = await _begin(database, "a2", owner="two", lease=lease)

    assert again.already_seen
    assert not after.already_seen
    assert not after.busy


async def test_a_turn_that_failed_is_not_marked_as_answered(database: Database) -> None:
    await _begin(database)
    await database.run(lambda c: conversations.release_turn(c, KEY, owner="one"))

    again = await _begin(database, owner="two")

    assert again == TurnStart(ConversationRow(KEY))


async def test_one_conversation_has_one_turn_at_a_time(
    database: Database, replica: Database
) -> None:
    starts = await asyncio.gather(_begin(database, owner="one"), _begin(replica, owner="two"))

    assert sorted(start.busy for start in starts) == [False, True]


async def test_a_conversation_is_free_again_after_the_turn(database: Database) -> None:
    start = await _begin(database, owner="one")
    busy = await _begin(database, "a2", owner="two")
    await _end(database, start.row, owner="one")

    free = await _begin(database, "a2", owner="two")

    assert (busy.busy, free.busy) == (True, False)


async def test_the_turn_of_a_dead_process_is_taken_over(database: Database) -> None:
    dead = await _begin(database, owner="dead")
    too_early = await _begin(database, owner="two", at=29)
    taken_over = await _begin(database, owner="two", at=31)

    assert too_early.busy
    assert not taken_over.busy
    with pytest.raises(StateConflict):
        await _end(database, dead.row, owner="dead")
    await _end(database, taken_over.row, owner="two")


@pytest.mark.parametrize("lease", [False, True])
async def test_a_stale_conversation_is_not_saved(database: Database, lease: bool) -> None:
    first = await _begin(database, lease=lease)
    saved = await _end(database, first.row)
    await _begin(database, "a2", lease=lease)

    with pytest.raises(StateConflict, match="moved on from 0"):
        await _end(database, first.row, "a2")

    assert (await _begin(database, "a2", lease=lease)).row == saved


async def test_a_row_saved_outside_a_turn_waits_for_the_turn(database: Database) -> None:
    saved = await _end(database, (await _begin(database)).row)
    blocked = saved._replace(unreachable_reason="blocked", unreachable_since=NOW)

    def save(c):
        return conversations.save_conversation(c, blocked, read_version=1)

    await _begin(database, "a2", owner="two")
    with pytest.raises(StateConflict):
        await database.run(save)
    await database.run(lambda c: conversations.release_turn(c, KEY, owner="two"))
    stored = await database.run(save)

    assert await database.run(lambda c: conversations.load_conversation(c, KEY)) == stored
    assert stored.unreachable_reason == "blocked"


async def test_a_turn_under_way_takes_back_that_the_person_could_not_be_reached(database: Database):
    row = await _end(database, (await _begin(database)).row)
    start = await _begin(database, "a2")

    def speak(c):
        conversations.mark_unreachable(c, start.row, "blocked", NOW)
        conversations.end_turn(c, start.row, "a2", read=start.row, owner="one")
        return conversations.load_conversation(c, KEY)

    stored = await database.run(speak)
    assert (stored.unreachable_reason, stored.unreachable_since) == ("", None)
    assert stored.version == row.version + 1


async def test_who_spoke_since_they_were_looked_up_is_not_marked_as_away(database: Database):
    looked_up = await _end(database, (await _begin(database)).row)
    await _end(database, (await _begin(database, "a2")).row, "a2")
    await database.run(lambda c: conversations.mark_unreachable(c, looked_up, "blocked", NOW))
    stored = await database.run(lambda c: conversations.load_conversation(c, KEY))
    assert stored.unreachable_reason == ""
    await database.run(lambda c: conversations.mark_unreachable(c, stored, "blocked", NOW))
    stored = await database.run(lambda c: conversations.load_conversation(c, KEY))

    assert stored.unreachable_reason == "blocked"


async def test_conversations_of_a_contact_come_last_used_first(database: Database) -> None:
    def save(c):
        for number in range(3):
            row = ConversationRow(
                f"k{number}", contact_id="asha", last_seen_at=NOW + timedelta(days=number)
            )
            conversations.end_turn(
                c, row, f"a{number}", read=ConversationRow(row.conversation_key), owner="one"
            )

    await database.run(save)
    found = await database.run(lambda c: conversations.find_conversations(c, "asha", limit=2))

    assert [row.conversation_key for row in found] == ["k2", "k1"]


async def test_the_last_fifty_activities_are_known_again(database: Database) -> None:
    keys = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(120)]
    for key in keys:
        await _end(database, (await _begin(database, key)).row, key)

    known = [(await _begin(database, key)).already_seen for key in keys]

    assert known == [False] * 50 + [True] * 70
