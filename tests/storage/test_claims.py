from __future__ import annotations

import asyncio
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.domain.claim import Claim, DocumentState
from bot.errors import ClaimConflict
from bot.storage import claims
from bot.storage.database import Database
from tests.storage.builders import a_claim, a_document, a_line, insert_claims
from tests.storage.conftest import NOW


async def test_a_claim_is_read_as_it_was_saved(database: Database) -> None:
    claim = a_claim(
        claim_name="가을 세미나 '; drop table claims; --",
        conditions={"work_by": ("third_party",)},
        activity_start=date(2026, 11, 2),
        currency="KRW",
        expense_lines=(a_line("1234567"),),
        documents=(a_document("ab"),),
    )
    await insert_claims(database, claim)

    stored = await database.run(lambda c: claims.load_claim(c, "claim-1"), write=False)

    assert stored == claim.model_copy(update={"version": 1})


async def test_a_claim_id_is_taken_once(database: Database) -> None:
    await insert_claims(database, a_claim())

    with pytest.raises(ClaimConflict, match="claim-1 exists already"):
        await insert_claims(database, a_claim())


async def test_of_two_writers_one_wins(database: Database, replica: Database) -> None:
    await insert_claims(database, a_claim())

    async def save(where: Database, name: str) -> Claim:
        renamed = a_claim(claim_name=name)
        return await where.run(lambda c: claims.save_claim(c, renamed, read_version=1))

    outcomes = await asyncio.gather(
        save(database, "one"), save(replica, "two"), return_exceptions=True
    )
    stored = await database.run(lambda c: claims.load_claim(c, "claim-1"))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Claim", "ClaimConflict"]
    assert [stored] == [outcome for outcome in outcomes if isinstance(outcome, Claim)]
    assert stored.version == 2


async def test_a_claim_as_a_turn_read_it_is_saved_only_over_that_version(
    database: Database, replica: Database
) -> None:
    await insert_claims(database, a_claim(claim_name="first"))
    renamed = a_claim(claim_name="second")

    def read_and_save(c):  # one connection, as in the thread that writes
        claims.read_claim(c, "claim-1")
        held = claims.held_as_read(c, "claim-1", 1)
        return claims.save_claim(c, renamed, read_version=1, held=held)

    def save_again(c):
        held = claims.held_as_read(c, "claim-1", 1)
        return claims.save_claim(c, renamed, read_version=1, held=held)

    saved = await database.run(read_and_save)
    with pytest.raises(ClaimConflict, match="version 1"):
        await database.run(save_again)

    found = await replica.run(
        lambda c: claims.list_claims(c, partner_id="partner-1", text="second")
    )
    assert found == [saved]
    assert (
        await replica.run(lambda c: claims.list_claims(c, partner_id="partner-1", text="first"))
        == []
    )


async def test_another_version_or_claim_than_was_read_is_not_held(database: Database) -> None:
    await insert_claims(database, a_claim())
    await database.run(lambda c: claims.read_claim(c, "claim-1"))

    def look(c):
        return claims.held_as_read(c, "claim-1", 2), claims.held_as_read(c, "claim-2", 1)

    assert await database.run(look) == (None, None)


async def test_a_refused_save_leaves_nothing_behind(database: Database) -> None:
    await insert_claims(database, a_claim(claim_name="first"))

    def save(c):
        claims.add_event(c, "claim-1", NOW, "asha", "Asha", "renamed")
        claims.save_claim(c, a_claim(claim_name="stale"), read_version=7)

    with pytest.raises(ClaimConflict, match="version 7"):
        await database.run(save)

    assert await database.run(lambda c: claims.events_of(c, "claim-1")) == []


async def test_a_claim_that_is_not_there_cannot_be_saved(database: Database) -> None:
    with pytest.raises(ClaimConflict):
        await database.run(lambda c: claims.save_claim(c, a_claim(), read_version=0))


async def test_history_is_newest_first_and_keeps_who_and_what(database: Database) -> None:
    def write(c):
        for number in range(3):
            at = NOW + timedelta(minutes=number)
            claims.add_event(c, "claim-1", at, "asha", "김아샤", f"code-{number}", {"n": "1"})
        claims.add_event(c, "claim-2", NOW, "asha", "김아샤", "other")

    await database.run(write)
    history = await database.run(lambda c: claims.events_of(c, "claim-1", 2))

    assert [entry.code for entry in history] == ["code-2", "code-1"]
    assert history[0] == claims.HistoryEntry(
        NOW + timedelta(minutes=2), "asha", "김아샤", "code-2", {"n": "1"}
    )


async def test_claims_are_found_by_what_names_them_elsewhere(database: Database) -> None:
    await insert_claims(
        database,
        a_claim("a", backend_reference="CLM-1", submission_key="key-1"),
        a_claim("b"),
        a_claim("c"),
    )

    by_reference = await database.run(lambda c: claims.find_by_reference(c, "CLM-1"))
    by_key = await database.run(lambda c: claims.find_by_submission_key(c, "key-1"))

    assert by_reference.claim_id == by_key.claim_id == "a"
    assert await database.run(lambda c: claims.find_by_reference(c, "CLM-2")) is None


async def test_a_claim_is_found_by_its_present_name_after_any_change(database: Database) -> None:
    await insert_claims(database, a_claim(claim_name="Autumn"))

    def change(c, **values: object) -> tuple[bool, bool]:
        held = claims.hold_claim(c, "claim-1")
        assert held is not None
        changed = held.claim.model_copy(update=values)
        claims.save_claim(c, changed, read_version=held.claim.version, held=held)
        return tuple(claims.is_name_taken(c, "partner-1", n, "other") for n in ("Autumn", "Winter"))

    seen = [
        await database.run(lambda c, values=values: change(c, **values))
        for values in ({"description": "x"}, {"claim_name": "Winter"}, {"comments": "y"})
    ]

    assert seen == [(True, False), (False, True), (False, True)]


async def test_the_same_document_in_another_claim_is_noticed(database: Database) -> None:
    old = a_document("ff", state=DocumentState.SUPERSEDED)
    await insert_claims(
        database,
        a_claim("a", documents=(a_document("ee"), old)),
        a_claim("b", documents=(a_document("ee"),)),
        a_claim("x", documents=(a_document("ee"),), partner_id="partner-2"),
    )

    def using(sha256: str, but: str = "") -> list[str]:
        return lambda c: claims.claims_using_document(c, "partner-1", sha256, except_claim_id=but)

    assert await database.run(using("ee")) == ["a", "b"]
    assert await database.run(using("ee", "a")) == ["b"]
    assert await database.run(using("ff")) == []


async def test_the_same_invoice_in_another_claim_is_noticed(database: Database) -> None:
    await insert_claims(database, a_claim(expense_lines=(a_line("50.00"),)))

    def using(number: str, claimed: str) -> list[str]:
        return lambda c: claims.claims_using_invoice(
            c, "partner-1", "FABRIKAM ads", number, Decimal(claimed)
        )

    assert await database.run(using("inv 42", "50")) == ["claim-1"]
    assert await database.run(using("inv 42", "49.99")) == []
    assert await database.run(using("inv 43", "50")) == []
