"""What was saved last is known without asking the database, and only then."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.domain.claim import Claim
from bot.errors import ClaimConflict, StateConflict
from bot.storage import claims, conversations
from bot.storage.conversations import ConversationRow, WrittenState
from bot.storage.database import Database
from bot.storage.recent import Lately
from tests.storage.builders import a_claim, insert_claims
from tests.storage.conftest import NOW, on_postgresql, on_sqlite

KEY = "msteams|a:1"


@pytest.fixture
async def database(database: Database) -> Database:
    """A database as it is served."""
    database.serve_alone()
    return database


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def kept(limit: int = 2, clock: Seconds | None = None) -> Lately[str]:
    return Lately(limit=limit, seconds=60, clock=clock or Seconds())


def test_a_value_is_known_once_its_transaction_is_committed() -> None:
    lately = kept()
    lately.note("one", "first")
    assert lately.get("one") is None

    lately.committed()
    assert lately.get("one") == "first"


def test_nobody_sees_the_old_value_while_the_new_one_is_on_its_way() -> None:
    lately = kept()
    lately.note("one", "first")
    lately.committed()

    lately.note("one", "second")
    assert lately.get("one") is None

    lately.rolled_back()
    lately.committed()
    assert lately.get("one") is None


def test_a_dropped_value_does_not_come_back_with_the_commit() -> None:
    lately = kept()
    lately.note("one", "first")
    lately.drop("one")
    lately.committed()

    assert lately.get("one") is None


def test_a_value_is_known_for_its_time() -> None:
    clock = Seconds()
    lately = kept(clock=clock)
    lately.note("one", "first")
    lately.committed()

    clock.now += 60
    assert lately.get("one") == "first"

    clock.now += 0.1
    assert lately.get("one") is None


def test_it_keeps_the_last_few() -> None:
    lately = kept(limit=2)
    for key in ("one", "two", "three"):
        lately.note(key, key)
        lately.committed()

    assert [lately.get(key) for key in ("one", "two", "three")] == [None, "two", "three"]


def test_what_is_saved_again_is_not_the_oldest() -> None:
    lately = kept(limit=2)
    for key in ("one", "two", "one", "three"):
        lately.note(key, key)
        lately.committed()

    assert [lately.get(key) for key in ("one", "two", "three")] == ["one", None, "three"]


@on_sqlite
async def test_a_saved_claim_need_not_be_read(database: Database) -> None:
    await insert_claims(database, a_claim(claim_name="first"))
    assert _known_claim(database) == a_claim(claim_name="first", version=1)

    renamed = a_claim(claim_name="second")
    saved = await database.run(lambda c: claims.save_claim(c, renamed, read_version=1))

    assert _known_claim(database) == saved
    assert await database.run(lambda c: claims.load_claim(c, "claim-1")) == saved


@on_sqlite
async def test_a_transaction_that_fails_leaves_the_claim_to_be_read(database: Database) -> None:
    await insert_claims(database, a_claim(claim_name="first"))

    def save_and_fail(c):
        claims.save_claim(c, a_claim(claim_name="second"), read_version=1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.run(save_and_fail)

    assert _known_claim(database) is None
    read = await database.run(lambda c: claims.read_claim(c, "claim-1"))
    assert read == _known_claim(database) == a_claim(claim_name="first", version=1)


@on_sqlite
async def test_a_claim_that_others_changed_beside_is_read_after_the_conflict(
    database: Database,
) -> None:
    await insert_claims(database, a_claim(claim_name="first"))
    await database.run(lambda c: c.execute(text("update claims set version = 2")))

    with pytest.raises(ClaimConflict):
        await database.run(lambda c: claims.save_claim(c, a_claim(), read_version=1))

    assert _known_claim(database) is None


@on_sqlite
async def test_what_a_claim_is_found_by_follows_each_save(database: Database) -> None:
    await insert_claims(database, a_claim(claim_name="first"))

    for number, name in enumerate(("second", "third", "second"), start=1):

        def rename(c, version=number, name=name):
            held = claims.held_as_read(c, "claim-1", version)
            assert held is not None
            return claims.save_claim(
                c, a_claim(claim_name=name), read_version=version, held=held, usage_period=name
            )

        await database.run(rename)
        period = await database.run(lambda c: c.execute(text("select usage_period from claims")))
        assert period.scalar() == name
        for word in ("first", "second", "third"):
            found = await database.run(
                lambda c, word=word: claims.list_claims(c, partner_id="partner-1", text=word)
            )
            assert bool(found) == (word == name)


@on_sqlite
async def test_a_saved_conversation_need_not_be_read(database: Database) -> None:
    saved = await _turn(database, {"step": ["one"]})
    known = _known_row(database)

    assert known is not None
    assert known == saved
    assert known == await database.run(lambda c: conversations.load_conversation(c, KEY))


@on_sqlite
async def test_a_turn_cannot_change_what_the_next_one_finds(database: Database) -> None:
    await _turn(database, {"step": ["one"]})
    known = _known_row(database)
    assert known is not None
    known.dialog_state["step"].append("two")

    again = _known_row(database)
    assert again is not None
    assert again.dialog_state == {"step": ["one"]}


@on_sqlite
async def test_an_answered_activity_is_known_without_reading(database: Database) -> None:
    await _turn(database, {})
    recent = database.recent
    assert recent is not None

    def is_known(activity_key: str) -> bool:
        start = conversations.resumed_turn(recent, KEY, activity_key, None)
        return start is not None and start.already_seen

    assert (is_known("a" * 32), is_known("b" * 32)) == (True, False)


@on_sqlite
async def test_who_was_found_unreachable_is_read_again(database: Database) -> None:
    row = await _turn(database, {})
    await database.run(lambda c: conversations.mark_unreachable(c, row, "blocked", NOW))

    assert _known_row(database) is None


@on_sqlite
async def test_a_conversation_that_others_changed_beside_is_read_after_the_conflict(
    database: Database,
) -> None:
    await _turn(database, {})
    await database.run(lambda c: c.execute(text("delete from conversations")))

    with pytest.raises(StateConflict):
        await _turn(database, {})

    assert _known_row(database) is None
    await _turn(database, {})


@on_sqlite
async def test_a_file_that_nobody_holds_is_read(database_url: str) -> None:
    opened = Database(database_url)

    assert opened.recent is None


@on_postgresql
async def test_where_replicas_save_too_everything_is_read(database: Database) -> None:
    await insert_claims(database, a_claim())
    await _turn(database, {})

    assert database.recent is None


def _known_claim(database: Database) -> Claim | None:
    assert database.recent is not None
    return claims.recent_claim(database.recent, "claim-1")


def _known_row(database: Database) -> ConversationRow | None:
    assert database.recent is not None
    start = conversations.resumed_turn(database.recent, KEY, "f" * 32, None)
    return start and start.row


async def _turn(database: Database, state: dict[str, object]) -> ConversationRow:
    """One turn, from what is known or what is read."""
    read = _known_row(database) if database.recent else None
    if read is None:
        loaded = await database.run(lambda c: conversations.load_conversation(c, KEY))
        read = loaded or ConversationRow(KEY)
    text = WrittenState(state, str(state).replace("'", '"'))
    row = read._replace(dialog_state=text, last_seen_at=NOW)

    def end(c):
        return conversations.end_turn(c, row, "a" * 32, read=read, owner="bot-1")

    return await database.run_each(end)
