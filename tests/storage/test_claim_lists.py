from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.domain.claim import Claim, ClaimStatus
from bot.storage import claims
from bot.storage.database import Database
from tests.storage.builders import a_claim, a_line, insert_claims
from tests.storage.conftest import NOW


async def test_pages_follow_each_other_without_gap_or_repeat(database: Database) -> None:
    statuses = list(ClaimStatus)
    stored = [
        a_claim(
            f"claim-{n:02}",
            status=statuses[n % len(statuses)],
            changed_at=NOW + timedelta(seconds=n // 4),  # several in the same second
        )
        for n in range(40)
    ]
    await insert_claims(database, *stored, a_claim("foreign", partner_id="partner-2"))

    seen: list[str] = []
    before = None
    for _ in range(9):
        page = await database.run(
            lambda c, b=before: claims.list_claims(c, partner_id="partner-1", before=b, limit=5),
            write=False,
        )
        seen += [claim.claim_id for claim in page]
        before = (page[-1].changed_at, page[-1].claim_id) if page else before

    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 40


async def test_lists_are_narrowed_by_owner_and_status(database: Database) -> None:
    await insert_claims(
        database,
        a_claim("a"),
        a_claim("b", owner_id="minsu"),
        a_claim("c", status=ClaimStatus.PAID),
        a_claim("d", partner_id="partner-2"),
    )

    drafts = await database.run(lambda c: claims.open_drafts(c, "asha", partner_id="partner-1"))
    paid = await database.run(
        lambda c: claims.list_claims(c, partner_id="partner-1", statuses=[ClaimStatus.PAID])
    )

    assert [claim.claim_id for claim in drafts] == ["a"]
    assert [claim.claim_id for claim in paid] == ["c"]


async def _found(database: Database, text: str, **narrow: object) -> list[str]:
    found = await database.run(
        lambda c: claims.list_claims(c, partner_id="partner-1", text=text, **narrow)
    )
    return [claim.claim_id for claim in found]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("webinar", ["w"]),
        ("AUTUMN web", ["w"]),
        ("autumn", ["w", "p"]),
        ("세미나", ["s"]),
        ("세미", ["s"]),
        ("1234", ["s"]),
        ("CLM-2026-001234", ["s"]),
        ("print webinar", []),
        ("inar", []),
        ("100%", []),
        ("_", []),
        ("!?", []),
    ],
)
async def test_search_finds_words_by_their_beginning(
    database: Database, text: str, ids: list[str]
) -> None:
    await insert_claims(
        database,
        a_claim("p", claim_name="Autumn print"),
        a_claim("w", claim_name="Autumn Webinar 2026"),
        a_claim("s", claim_name="가을 세미나에서", backend_reference="CLM-2026-001234"),
        a_claim("x", claim_name="Autumn webinar", partner_id="partner-2"),
    )

    assert await _found(database, text) == ids


async def test_search_forgets_the_old_name(database: Database) -> None:
    await insert_claims(database, a_claim(claim_name="Autumn"))
    renamed = a_claim(claim_name="Winter")
    await database.run(lambda c: claims.save_claim(c, renamed, read_version=1))

    assert await _found(database, "autumn") == []
    assert await _found(database, "winter") == ["claim-1"]


async def test_a_common_word_is_found_in_order_too(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.claims.lists.FEW_MATCHES", 0)
    await insert_claims(
        database,
        *(a_claim(f"c{n}", claim_name=f"Webinar {n}") for n in range(5)),
        a_claim("other", claim_name="Print"),
    )

    assert await _found(database, "webinar", limit=3) == ["c4", "c3", "c2"]


async def test_claimed_money_is_summed_exactly_per_currency(database: Database) -> None:
    def claim(claim_id: str, claimed: str, **changes: object) -> Claim:
        values = {"location_id": "seoul", "program": "AZURE", "incentive_activity": "DG_WEB"}
        values |= {"currency": "USD", "status": ClaimStatus.SUBMITTED}
        return a_claim(claim_id, expense_lines=(a_line(claimed),), **values | changes)

    await insert_claims(
        database,
        claim("a", "0.10"),
        claim("b", "0.20"),
        claim("c", "1000", currency="KRW"),
        claim("d", "7", status=ClaimStatus.DRAFT),
        claim("e", "7", status=ClaimStatus.REJECTED),
        claim("f", "7", location_id="busan"),
        usage_period="2026-H2",
    )
    await insert_claims(database, claim("g", "7"), usage_period="2026-H1")

    money = await database.run(
        lambda c: claims.money_claimed(
            c,
            partner_id="partner-1",
            location_id="seoul",
            program="AZURE",
            usage_period="2026-H2",
            incentive_activity="DG_WEB",
        )
    )

    assert money == {"USD": Decimal("0.30"), "KRW": Decimal(1000)}


async def test_deadlines_stay_until_they_are_told_anew(database: Database) -> None:
    day = date(2027, 1, 14)
    await insert_claims(database, a_claim(), usage_period="2026-H2", deadline=day)
    await database.run(lambda c: claims.save_claim(c, a_claim(), read_version=1))

    def due(first: date, last: date):
        return lambda c: claims.claims_by_deadline(
            c, status=ClaimStatus.DRAFT, first=first, last=last
        )

    found = await database.run(due(day, day))
    moved = date(2027, 2, 1)
    await database.run(
        lambda c: claims.save_claim(
            c, a_claim(), read_version=2, usage_period="2026-H2", deadline=moved
        )
    )

    assert [(claim.version, *rest) for claim, *rest in found] == [(2, day, "2026-H2")]
    assert await database.run(due(day, day)) == []
    assert len(await database.run(due(day, moved))) == 1


async def test_deadlines_come_page_by_page(database: Database) -> None:
    for day in (3, 1, 2):
        pair = (a_claim(f"b{day}"), a_claim(f"a{day}"))
        await insert_claims(database, *pair, deadline=date(2027, 1, day))

    found: list[str] = []
    after = None
    for _ in range(4):
        page = await database.run(
            lambda c, a=after: claims.claims_by_deadline(
                c,
                status=ClaimStatus.DRAFT,
                first=date(2027, 1, 1),
                last=date(2027, 1, 3),
                after=a,
                limit=2,
            )
        )
        found += [claim.claim_id for claim, _, _ in page]
        after = (page[-1][1], page[-1][0].claim_id) if page else after

    assert found == ["a1", "b1", "a2", "b2", "a3", "b3"]


async def test_a_name_is_taken_by_another_open_claim_of_the_partner_only(
    database: Database,
) -> None:
    await insert_claims(
        database,
        a_claim("mine", claim_name="Autumn Fair"),
        a_claim("sent", claim_name="Spring fair", status=ClaimStatus.SUBMITTED),
        a_claim("open", claim_name="Winter fair"),
        a_claim("theirs", claim_name="Summer fair", partner_id="other"),
    )

    def taken(c):
        names = ("autumn fair", "Spring fair", "WINTER fair", "Summer fair", "Winter")
        return [name for name in names if claims.is_name_taken(c, "partner-1", name, "mine")]

    assert await database.run(taken) == ["WINTER fair"]
