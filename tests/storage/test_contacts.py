from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from bot.domain.partner import Contact, Enrollment, Funds, Location, Partner, Role
from bot.storage import contacts
from bot.storage.database import Database
from tests.storage.conftest import NOW

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
    balance = Funds(
        partner_id="partner-1",
        location_id="seoul",
        program="AZURE",
        usage_period="2026-H2",
        currency="USD",
        earned=Decimal("1000.10"),
        claimed=Decimal(0),
        remaining=Decimal("1000.10"),
        as_of=NOW,
    )
    await database.run(lambda c: contacts.save_funds(c, balance, NOW))
    key = ("partner-1", "seoul", "AZURE")

    assert await database.run(lambda c: contacts.load_funds(c, *key, "2026-H2")) == (balance, NOW)
    assert await database.run(lambda c: contacts.load_funds(c, *key, "2026-H1")) is None
