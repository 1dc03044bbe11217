"""The reminder log, snoozes, and who may be due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.claim import ClaimStatus
from bot.domain.partner import Contact, Partner
from bot.storage import contacts, conversations
from bot.storage import reminders as stored
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.storage.reminders import LogEntry, LogState
from tests.storage.builders import a_claim, insert_claims
from tests.storage.conftest import NOW

DAY = date(2027, 2, 11)


def an_entry(key: str = "remind:asha:digest:2027-02-11", **changes) -> LogEntry:
    entry = LogEntry(key, "asha", "asha", DAY, NOW, {"draft:claim-1": "draft_deadline 3"})
    return replace(entry, **changes)


async def test_an_entry_comes_back_as_it_was_written(database: Database) -> None:
    entry = an_entry(is_urgent=True, state=LogState.SENDING, via="chat")
    await database.run(lambda c: stored.save_entry(c, entry))

    assert await database.run(lambda c: stored.load_entry(c, entry.reminder_key)) == entry


async def test_what_became_of_a_reminder_is_noted(database: Database) -> None:
    entry = an_entry(state=LogState.SENDING)
    await database.run(lambda c: stored.save_entry(c, entry))
    later = NOW + timedelta(seconds=1)

    def settle(c):
        stored.settle_entry(
            c, entry.reminder_key, LogState.DELIVERED, later, via="chat", activity_id="7"
        )
        return stored.load_entry(c, entry.reminder_key)

    found = await database.run(settle)
    assert (found.state, found.via, found.activity_id, found.changed_at) == (
        LogState.DELIVERED,
        "chat",
        "7",
        later,
    )


async def test_a_reminder_is_taken_note_of_once(database: Database) -> None:
    await database.run(lambda c: stored.save_entry(c, an_entry()))
    key = an_entry().reminder_key

    first = await database.run(lambda c: stored.acknowledge(c, key, NOW))
    again = await database.run(lambda c: stored.acknowledge(c, key, NOW + timedelta(hours=1)))

    assert (first, again) == (True, False)


async def test_whoever_spoke_after_a_reminder_has_taken_note(database: Database) -> None:
    spoke = NOW + timedelta(hours=1)
    row = ConversationRow("msteams|a", contact_id="asha", last_seen_at=spoke)

    def write(c):
        conversations.end_turn(c, row, "hello", read=ConversationRow("msteams|a"), owner="me")
        stored.save_entry(c, an_entry(state=LogState.DELIVERED))
        other = an_entry("other", sent_to="ben", state=LogState.DELIVERED)
        stored.save_entry(c, other)
        return stored.acknowledge_answered(c, spoke, timedelta(hours=24))

    assert await database.run(write) == 1


async def test_the_log_is_read_page_by_page(database: Database) -> None:
    def write(c):
        for number in range(5):
            stored.save_entry(c, an_entry(f"key-{number}"))
        first = stored.entries(c, limit=3)
        after = (first[-1].changed_at, first[-1].reminder_key)
        return [e.reminder_key for e in (*first, *stored.entries(c, after=after, limit=3))]

    assert await database.run(write) == [f"key-{number}" for number in range(5)]


async def test_a_new_snooze_takes_the_place_of_the_old_one(database: Database) -> None:
    def write(c):
        for day in (DAY, DAY + timedelta(days=1)):
            stored.save_snooze(c, "asha", "draft:claim-1", day)
        return stored.snoozes_of(c, "asha")

    assert await database.run(write) == {"draft:claim-1": date(2027, 2, 12)}


async def test_those_whose_snooze_ends_are_found_by_its_day(database: Database) -> None:
    def write(c):
        stored.save_snooze(c, "asha", "draft:claim-1", DAY)
        stored.save_snooze(c, "ben", "draft:claim-2", DAY + timedelta(days=5))
        return stored.snoozers(c, DAY, DAY + timedelta(days=1))

    assert await database.run(write) == {"asha"}


async def test_the_deadlines_of_open_drafts_are_found_each_once(database: Database) -> None:
    for number, deadline in enumerate((DAY, DAY, date(2027, 8, 15))):
        await insert_claims(database, a_claim(f"claim-{number}"), deadline=deadline)
    sent = a_claim("sent", status=ClaimStatus.SUBMITTED)
    await insert_claims(database, sent, deadline=date(2027, 3, 1))

    found = await database.run(lambda c: stored.draft_deadlines(c, DAY, date(2027, 12, 31)))

    assert found == [DAY, date(2027, 8, 15)]


async def test_owners_of_due_drafts_come_page_by_page(database: Database) -> None:
    for number in range(5):
        draft = a_claim(f"claim-{number}", owner_id=f"owner-{number}")
        await insert_claims(database, draft, deadline=DAY)

    def read(c):
        first, after = stored.draft_owners(c, DAY, limit=3)
        second, end = stored.draft_owners(c, DAY, after=after, limit=3)
        return first | second, end

    assert await database.run(read) == ({f"owner-{number}" for number in range(5)}, "")


async def test_drafts_without_a_date_have_owners_too(database: Database) -> None:
    await insert_claims(database, a_claim("undated"), deadline=None)

    assert await database.run(lambda c: stored.draft_owners(c, None)) == ({"asha"}, "")


async def test_contacts_are_walked_through_in_order(database: Database) -> None:
    def write(c):
        for number in range(5):
            person = Contact(
                contact_id=f"person-{number}",
                tenant_id=f"tenant-{number % 2}",
                object_id=f"object-{number}",
                name="Somebody",
                partner=Partner(partner_id="p", name="P"),
            )
            contacts.save_contact(c, person, NOW)
        seen, after = stored.contacts_page(c, limit=3)
        rest, end = stored.contacts_page(c, after=after, limit=3)
        return [p.contact_id for p in (*seen, *rest)], end

    order = [f"person-{number}" for number in (0, 2, 4, 1, 3)]
    assert await database.run(write) == (order, None)
