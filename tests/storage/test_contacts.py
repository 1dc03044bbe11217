from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from bot.domain.partner import Contact, Enrollment, Funds, Location, Partner, Role
from bot.storage import contacts
from bot.storage.database import Database
from tests.storage.conftest import NOW, on_sqlite

ASHA = Contact(
    contact_id="asha",
    tenant_id="tenant-1",
    object_id="object-1",
    name="Asha Rao",
    partner=Partner(partner_id="partner-1", name="Contoso"),
    locations=(
        Location(
            location_id="seoul",
            name="서울",
            enrollments=(
                Enrollment(program="AZURE", roles=(Role.INCENTIVES_USER,), profile_ready=True),
            ),
        ),
    ),
)


async def test_a_contact_is_found_by_channel_identity_and_by_id(database: Database) -> None:
    await database.run(lambda c: contacts.save_contact(c, ASHA, NOW))
    renamed = ASHA.model_copy(update={"name": "Asha Kim"})
    later = NOW + timedelta(hours=1)
    await database.run(lambda c: contacts.save_contact(c, renamed, later))

    found = await database.run(lambda c: contacts.load_contact(c, "tenant-1", "object-1"))
    by_id = await database.run(lambda c: contacts.load_contact_by_id(c, "asha"))

    assert found == by_id == (renamed, later)
    assert await database.run(lambda c: contacts.load_contact(c, "tenant-2", "object-1")) is None
    assert await database.run(lambda c: contacts.colleagues(c, "partner-1")) == [renamed]


async def test_preferences_replace_the_old_ones(database: Database) -> None:
    assert await database.run(lambda c: contacts.load_preferences(c, "asha")) == {}

    for values in ({"language": "en", "program": "AZURE"}, {"language": "ko"}):
        await database.run(lambda c, v=values: contacts.save_preferences(c, "asha", v))

    assert await database.run(lambda c: contacts.load_preferences(c, "asha")) == {"language": "ko"}


async def test_funds_are_kept_as_last_heard(database: Database) -> None:
    balance = a_balance("2026-H2")
    await database.run(lambda c: contacts.save_funds(c, balance, NOW))
    key = ("partner-1", "seoul", "AZURE")

    assert await database.run(lambda c: contacts.load_funds(c, *key, "2026-H2")) == (balance, NOW)
    assert await database.run(lambda c: contacts.load_funds(c, *key, "2026-H1")) is None


@on_sqlite
async def test_a_balance_need_not_be_read_until_it_has_changed(database: Database) -> None:
    database.serve_alone()
    balance, other = a_balance("2026-H2"), a_balance("2026-H1")
    elsewhere = a_balance("2026-H2", program="OTHER")

    def known(one: Funds) -> tuple[Funds, datetime] | None:
        assert database.recent is not None
        place = (one.partner_id, one.location_id, one.program, one.usage_period)
        return contacts.recent_funds(database.recent, *place)

    for one in (balance, other, elsewhere):
        assert known(one) is None
        await database.run(lambda c, one=one: contacts.save_funds(c, one, NOW))
        assert known(one) == (one, NOW)

    def forget(c):
        contacts.forget_funds(c, balance.partner_id, balance.location_id, balance.program)

    await database.run(forget)
    assert [known(one) for one in (balance, other, elsewhere)] == [None, None, (elsewhere, NOW)]


@on_sqlite
async def test_a_balance_that_was_read_is_known(database: Database) -> None:
    database.serve_alone()
    balance = a_balance("2026-H2")
    await database.run(lambda c: contacts.save_funds(c, balance, NOW))
    assert database.recent is not None
    database.recent.funds.drop_under("")
    place = (balance.partner_id, balance.location_id, balance.program, "2026-H2")
    await database.run_each(lambda c: contacts.load_funds(c, *place))

    assert contacts.recent_funds(database.recent, *place) == (balance, NOW)


def a_balance(usage_period: str, program: str = "AZURE") -> Funds:
    return Funds(
        partner_id="partner-1",
        location_id="seoul",
        program=program,
        usage_period=usage_period,
        currency="USD",
        earned=Decimal("1000.10"),
        claimed=Decimal(0),
        remaining=Decimal("1000.10"),
        as_of=NOW,
    )
