"""Each switch does what it says, and off again."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.backend.client import BackendClient
from bot.domain.partner import Role
from bot.errors import BackendRefused, BackendUnavailable
from tests.backend.builders import INVOICE, KEY, PERSON, TENANT, Sandbox, a_submitted_claim, upload


@pytest.mark.parametrize(
    ("outage", "says", "seconds"),
    [
        ("unavailable", "HTTP 503", None),
        ("unavailable_retry_after", "HTTP 503", 7.0),
        ("throttled", "HTTP 429", 7.0),
        ("server_error", "HTTP 500", None),
        ("html", "text/html", None),
        ("wrong_json", "is not a", None),
        ("another_claim", "another", None),
        ("answer_lost", "Disconnected", None),
    ],
)
async def test_an_outage_is_what_it_is_called(
    outage: str, says: str, seconds: float | None, sandbox: Sandbox, client: BackendClient
) -> None:
    await sandbox.switch(outage=outage, outage_on="directory", retry_after_seconds=7)

    with pytest.raises(BackendUnavailable, match=says) as caught:
        await client.find_contact(TENANT, PERSON)
    assert caught.value.retry_after_seconds == seconds
    assert await client.find_claim(KEY) is None
    await sandbox.switch(outage="none")
    assert await client.find_contact(TENANT, PERSON) is not None


async def test_an_outage_may_last_some_calls(sandbox: Sandbox, client: BackendClient) -> None:
    await sandbox.switch(outage="server_error", outage_on="claims", outage_calls=2)

    for _ in range(2):
        with pytest.raises(BackendUnavailable):
            await client.find_claim(KEY)
    assert await client.find_claim(KEY) is None


async def test_a_hanging_backend_is_let_go_by_switching(sandbox: Sandbox) -> None:
    await sandbox.switch(outage="hang")

    with pytest.raises(BackendUnavailable, match="in time"):
        await sandbox.client(timeout_seconds=0.05).find_claim(KEY)
    waiting = asyncio.create_task(sandbox.client().find_claim(KEY))
    await sandbox.switch(outage="hang")
    await sandbox.switch(outage="none")
    with pytest.raises(BackendUnavailable):
        await waiting


async def test_a_slow_backend_waits_before_it_answers(
    sandbox: Sandbox, client: BackendClient
) -> None:
    await sandbox.switch(slow_seconds=9)
    await client.find_claim(KEY)

    assert sandbox.pauses == [9, 9]


async def test_the_next_claim_is_refused_with_the_chosen_finding(
    sandbox: Sandbox, client: BackendClient
) -> None:
    contact = await client.find_contact(TENANT, PERSON)
    assert contact is not None
    await upload(client, INVOICE)
    claim = a_submitted_claim(contact)
    await sandbox.switch(
        refuse_next_claim="invoice-unreadable", refuse_message="Page 2", refuse_field="doc-1"
    )

    with pytest.raises(BackendRefused) as caught:
        await client.submit_claim(KEY, claim)
    expected = {"code": "invoice-unreadable", "message": "Page 2", "field": "doc-1"}
    assert caught.value.findings == (expected,)
    assert (await client.submit_claim(KEY, claim)).submission_key == KEY


async def test_the_directory_follows_its_switches(sandbox: Sandbox, client: BackendClient) -> None:
    await sandbox.switch(role="global_admin", profile_ready=False, locations=2)
    contact = await client.find_contact(TENANT, PERSON)
    assert contact is not None

    assert len(contact.locations) == 2
    assert contact.locations[1].enrollments[0].roles == (Role.GLOBAL_ADMIN,)
    assert not contact.locations[0].enrollments[0].profile_ready
    await sandbox.switch(role="none")
    nobody = await client.find_contact(TENANT, PERSON)
    assert nobody is not None
    assert nobody.enrollment(nobody.locations[0].location_id, "CSP_IR") is None
    await sandbox.switch(person_known=False)
    assert await client.find_contact(TENANT, PERSON) is None


@pytest.mark.parametrize(("funds", "earned"), [("normal", 20000), ("small", 100), ("zero", 0)])
async def test_the_funds_follow_their_switch(
    funds: str, earned: int, sandbox: Sandbox, client: BackendClient
) -> None:
    await sandbox.switch(funds=funds)

    assert (await client.funds("p-1", "1234567", "CSP_IR", "2026-H2")).remaining == earned


async def test_the_clock_moves_with_its_switch(sandbox: Sandbox) -> None:
    await sandbox.switch(clock_offset_days=1.5)
    async with sandbox.session.get(f"{sandbox.url}/clock") as response:
        clock = await response.json()

    assert clock == {"now": "2026-09-02T21:30:00+00:00", "offset_days": 1.5}


@pytest.mark.parametrize(
    "changes", [{"outage": "fire"}, {"slow_seconds": -1}, {"unknown": 1}, {"locations": "2"}]
)
async def test_a_switch_that_is_none_is_refused(changes: dict[str, Any], sandbox: Sandbox) -> None:
    async with sandbox.session.patch(f"{sandbox.url}/control", json=changes) as response:
        assert response.status == 422


async def test_putting_the_switches_sets_the_others_back(sandbox: Sandbox) -> None:
    await sandbox.switch(locations=2)
    async with sandbox.session.put(f"{sandbox.url}/control", json={"funds": "zero"}) as response:
        switches = await response.json()

    assert (switches["locations"], switches["funds"]) == (1, "zero")
