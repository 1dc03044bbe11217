"""A claim is accepted once, whole, and for good; what is wrong with it is said."""

from __future__ import annotations

import asyncio
import hashlib
import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.backend.client import BackendClient
from bot.domain.partner import Contact, Role
from bot.errors import BackendRefused, BackendUnavailable
from tests.backend.builders import (
    INVOICE,
    KEY,
    NOW,
    PERSON,
    TENANT,
    Sandbox,
    a_document,
    a_line,
    a_submitted_claim,
    upload,
)

COLLEAGUE = "2d2f7d0e-0000-4000-8000-000000000003"


async def known(client: BackendClient, person: str = PERSON, tenant: str = TENANT) -> Contact:
    contact = await client.find_contact(tenant, person, name="Kim Minjun")
    assert contact is not None
    return contact


async def refused_codes(client: BackendClient, contact: Contact, **fields: Any) -> list[str]:
    with pytest.raises(BackendRefused) as caught:
        await client.submit_claim(KEY, a_submitted_claim(contact, **fields))
    assert caught.value.status == 422
    return [finding["code"] for finding in caught.value.findings]


async def test_everyone_is_an_admin_of_the_partner_of_their_tenant(client: BackendClient) -> None:
    asha, minjun = await known(client), await known(client, COLLEAGUE)
    stranger = await known(client, tenant="another-tenant")

    assert asha.partner == minjun.partner
    assert asha.partner != stranger.partner
    programs = [e.program for e in asha.locations[0].enrollments]
    assert programs == ["CSP_IR", "SURFACE_ADR", "MANAGED_RESELLER"]
    assert all(e.profile_ready for e in asha.locations[0].enrollments)
    assert {e.roles for e in asha.locations[0].enrollments} == {(Role.INCENTIVES_ADMIN,)}
    colleagues = await client.colleagues(asha.partner.partner_id)
    assert {c.contact_id for c in colleagues} == {asha.contact_id, minjun.contact_id}


async def test_two_identical_submissions_at_once_are_one_claim(
    sandbox: Sandbox, client: BackendClient
) -> None:
    contact = await known(client)
    await upload(client, INVOICE)
    claim = a_submitted_claim(contact)

    receipts = await asyncio.gather(*(client.submit_claim(KEY, claim) for _ in range(12)))

    assert len({receipt.reference for receipt in receipts}) == 1
    assert len(await sandbox.held()) == 1


async def test_a_key_with_other_content_is_refused(client: BackendClient) -> None:
    contact = await known(client)
    await upload(client, INVOICE)
    await client.submit_claim(KEY, a_submitted_claim(contact))

    with pytest.raises(BackendRefused) as caught:
        await client.submit_claim(KEY, a_submitted_claim(contact, comments="changed"))
    assert (caught.value.status, caught.value.code) == (422, "idempotency-key-reused")


async def test_a_refused_claim_does_not_use_its_key_up(client: BackendClient) -> None:
    contact = await known(client)

    assert await refused_codes(client, contact) == ["document-missing"]
    await upload(client, INVOICE)
    receipt = await client.submit_claim(KEY, a_submitted_claim(contact))
    assert receipt.submission_key == KEY


async def test_accepted_claims_are_taken_from_the_funds(
    sandbox: Sandbox, client: BackendClient
) -> None:
    reference = await sandbox.accept_claim()
    contact = await known(client)
    place = (contact.partner.partner_id, contact.locations[0].location_id, "CSP_IR", "2026-H2")
    funds = await client.funds(*place)

    assert (funds.earned, funds.claimed, funds.remaining) == (20000, 1000, 19000)
    assert funds.claimed_by_activity == {"DG_PRINT": Decimal(1000)}
    await sandbox.press(reference, "start_review")
    await sandbox.press(reference, "reject", reasons=[{"text": "No proof"}])
    assert (await client.funds(*place)).remaining == 20000


FAULTS: Mapping[str, dict[str, Any]] = {
    "document-missing": {"documents": (a_document(b"never uploaded"),)},
    "document-size": {"documents": (a_document(size_bytes=3),)},
    "document-unclear": {"documents": (a_document(url="https://a.example/"),)},
    "funds-exceeded": {"expense_lines": (a_line("20000.01"),)},
    "amount-mismatch": {"expense_lines": (a_line("0"),)},
    "period-closed": {"usage_period": "2026-H1"},
    "dates-outside-period": {"activity_start": date(2026, 6, 30)},
    "role-missing": {"program": "HOSTING"},
    "contact-unknown": {"partner_id": "p-another"},
}


@pytest.mark.parametrize("code", FAULTS)
async def test_a_claim_with_a_fault_is_refused_by_its_name(
    code: str, client: BackendClient
) -> None:
    contact = await known(client)
    await upload(client, INVOICE)

    assert await refused_codes(client, contact, **FAULTS[code]) == [code]


async def test_exactly_the_remaining_funds_may_be_claimed(client: BackendClient) -> None:
    contact = await known(client)
    await upload(client, INVOICE)
    claim = a_submitted_claim(contact, expense_lines=(a_line("20000.00"),))

    assert (await client.submit_claim(KEY, claim)).status == "submitted"


@pytest.mark.parametrize(("hours", "is_accepted"), [(71, True), (73, False)])
async def test_a_claim_pressed_in_time_may_arrive_late(
    hours: int, is_accepted: bool, sandbox: Sandbox, client: BackendClient
) -> None:
    last_minute = NOW.replace(year=2027, month=2, day=16, hour=7, minute=59)
    contact = await known(client)
    await upload(client, INVOICE)
    sandbox.now = last_minute + timedelta(hours=hours)
    claim = a_submitted_claim(contact, submitted_at=last_minute, attested_at=last_minute)

    if is_accepted:
        assert (await client.submit_claim(KEY, claim)).status == "submitted"
    else:
        with pytest.raises(BackendRefused, match="claim-refused"):
            await client.submit_claim(KEY, claim)


async def test_bytes_with_another_hash_are_refused(client: BackendClient) -> None:
    sha256 = hashlib.sha256(b"promised").hexdigest()

    with pytest.raises(BackendRefused) as caught:
        await client.upload_document(sha256, 5, "a/b", "a", _stream(b"other"))
    assert caught.value.code == "hash-differs"
    assert await client.has_document(sha256) is False


async def test_a_document_over_the_limit_is_refused(sandbox: Sandbox) -> None:
    await sandbox.stop()
    await sandbox.start(max_document_bytes=10)
    client = sandbox.client()

    with pytest.raises(BackendRefused) as caught:
        await upload(client, b"eleven bytes")
    assert caught.value.status == 413


async def test_a_lost_answer_leaves_one_claim(sandbox: Sandbox, client: BackendClient) -> None:
    contact = await known(client)
    await upload(client, INVOICE)
    claim = a_submitted_claim(contact)
    await sandbox.switch(outage="answer_lost", outage_on="claims", outage_calls=1)

    with pytest.raises(BackendUnavailable):
        await client.submit_claim(KEY, claim)
    found = await client.find_claim(KEY)
    assert found is not None
    assert await client.submit_claim(KEY, claim) == found
    assert len(await sandbox.held()) == 1


async def test_what_was_accepted_survives_a_restart(sandbox: Sandbox) -> None:
    reference = await sandbox.accept_claim()
    await sandbox.switch(locations=2)
    await sandbox.stop()
    await sandbox.start()

    receipt = await sandbox.client().find_claim(KEY)

    assert receipt is not None
    assert receipt.reference == reference
    assert len((await known(sandbox.client())).locations) == 2


PROGRAM = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from aiohttp import web
from bot.backend.sandbox import create_sandbox

async def main():
    now = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
    app = web.Application()
    app.add_subapp("/sandbox/", create_sandbox(
        Path(sys.argv[1]), clock=lambda: now, client_id="bot", client_secret="secret"))
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_what_was_accepted_survives_a_kill(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "killed.sqlite"
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = await asyncio.to_thread(process.stdout.readline)
        stable, sandbox.url = sandbox.url, f"http://127.0.0.1:{port.strip()}/sandbox"
        reference = await sandbox.accept_claim()
        process.send_signal(signal.SIGKILL)
    sandbox.url = stable
    await sandbox.stop()
    sandbox.path = path
    await sandbox.start()

    held = await sandbox.held()

    assert [one["state"]["reference"] for one in held] == [reference]
    url = f"{sandbox.url}/documents/{hashlib.sha256(INVOICE).hexdigest()}"
    async with sandbox.session.get(url) as response:
        assert await response.read() == INVOICE


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"[]", b"\xff", b'{"tenant_id": NaN}', b"[" * 5000, b'"\\ud800"', b"{}"],
)
async def test_a_body_that_is_no_query_is_refused(body: bytes, sandbox: Sandbox) -> None:
    form = {"grant_type": "client_credentials", "client_id": "bot", "client_secret": "secret"}
    async with sandbox.session.post(f"{sandbox.url}/oauth2/token", data=form) as response:
        token = json.loads(await response.text())["access_token"]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    url = f"{sandbox.url}/v1/contacts/find"
    async with sandbox.session.post(url, data=body, headers=headers) as response:
        assert response.status in (400, 422)
        assert response.content_type == "application/problem+json"


def _stream(content: bytes) -> Any:
    async def chunks() -> Any:
        yield content

    return chunks
