"""A running sandbox and things to send to it."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot.backend.client import BackendClient
from bot.backend.contract import SubmittedClaim, submitted_claim
from bot.backend.sandbox import create_sandbox
from bot.domain.claim import Claim, ClaimDocument, ExpenseLine, ExpenseSource
from bot.domain.partner import Contact

NOW = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
TENANT, PERSON = "2d2f7d0e-0000-4000-8000-000000000001", "2d2f7d0e-0000-4000-8000-000000000002"
INVOICE = b"%PDF-1.7 an invoice"
KEY = "submission-0001"


def stream_of(content: bytes) -> Callable[[], AsyncIterator[bytes]]:
    async def chunks() -> AsyncIterator[bytes]:
        yield content[:5]
        yield content[5:]

    return chunks


class Sandbox:
    """A sandbox that can be stopped and started again on the same file; time moves by hand."""

    def __init__(self, path: Path, session: aiohttp.ClientSession) -> None:
        self.path, self.session, self.now = path, session, NOW
        self.pauses: list[float] = []
        self.url = ""

    async def start(self, **settings: Any) -> None:
        app = web.Application()
        sandbox = create_sandbox(
            self.path,
            clock=lambda: self.now,
            client_id="bot",
            client_secret="secret",
            pause=self._pause,
            **settings,
        )
        app.add_subapp("/sandbox/", sandbox)
        self.runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self.runner.addresses[0][1]}/sandbox"

    async def stop(self) -> None:
        await self.runner.cleanup()

    def client(self, **settings: Any) -> BackendClient:
        settings = {"client_id": "bot", "client_secret": "secret"} | settings
        return BackendClient(self.url, session=self.session, clock=lambda: self.now, **settings)

    async def switch(self, **changes: Any) -> None:
        async with self.session.patch(f"{self.url}/control", json=changes) as response:
            assert response.status == 200, await response.text()

    async def press(self, reference: str, action: str, **fields: Any) -> dict[str, Any]:
        url = f"{self.url}/control/claims/{reference}/review"
        async with self.session.post(url, json={"action": action, **fields}) as response:
            assert response.status == 200, await response.text()
            return dict(await response.json())

    async def held(self) -> list[dict[str, Any]]:
        async with self.session.get(f"{self.url}/control/claims") as response:
            return list((await response.json())["claims"])

    async def accept_claim(self, key: str = KEY, **fields: Any) -> str:
        """A claim with one invoice, accepted; its reference."""
        client = self.client()
        contact = await client.find_contact(TENANT, PERSON, name="Kim Minjun")
        assert contact is not None
        await upload(client, INVOICE)
        receipt = await client.submit_claim(key, a_submitted_claim(contact, **fields))
        return receipt.reference

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += timedelta(seconds=seconds)


@contextmanager
def sandbox_in_thread(path: Path) -> Iterator[str]:
    """URL of a sandbox with an event loop of its own, for callers that block."""
    ready = threading.Event()
    found: dict[str, Any] = {}

    async def run() -> None:
        sandbox = create_sandbox(path, clock=lambda: NOW, client_id="bot", client_secret="secret")
        runner = web.AppRunner(sandbox)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        stop = asyncio.Event()
        found.update(port=runner.addresses[0][1], loop=asyncio.get_running_loop(), stop=stop)
        ready.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert ready.wait(10)
    yield f"http://127.0.0.1:{found['port']}"
    found["loop"].call_soon_threadsafe(found["stop"].set)
    thread.join(10)


async def upload(client: BackendClient, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    await client.upload_document(
        sha256, len(content), "application/pdf", "송장.pdf", stream_of(content)
    )
    return sha256


def a_claim(contact: Contact, **fields: Any) -> Claim:
    values: dict[str, Any] = {
        "claim_id": "claim-1",
        "partner_id": contact.partner.partner_id,
        "owner_id": contact.contact_id,
        "created_at": NOW,
        "changed_at": NOW,
        "program": "CSP_IR",
        "location_id": contact.locations[0].location_id,
        "incentive_activity": "DG_PRINT",
        "conditions": {"work_by": ("third_party",)},
        "claim_name": "Autumn print campaign",
        "activity_start": date(2026, 8, 1),
        "activity_end": date(2026, 8, 20),
        "description": "An advertisement in a trade magazine",
        "currency": "USD",
        "contact_name": contact.name,
        "contact_email": contact.email,
        "metrics": {"estimated_reach": "12000"},
        "expense_lines": (a_line(),),
        "documents": (a_document(),),
        "attested_by": contact.contact_id,
        "attested_at": NOW,
        "submitted_at": NOW,
    }
    return Claim(**(values | fields))


def a_line(claimed: str = "1000.00") -> ExpenseLine:
    return ExpenseLine(
        line_id="line-1",
        source=ExpenseSource.THIRD_PARTY,
        expense_type="media_placement",
        vendor_name="Hanguk Media",
        invoice_number="A-17",
        net=Decimal(claimed),
        tax=Decimal("100.00"),
        claimed=Decimal(claimed),
    )


def a_document(content: bytes = INVOICE, **fields: Any) -> ClaimDocument:
    values: dict[str, Any] = {
        "document_id": "doc-1",
        "requirement_id": "invoice",
        "name": "송장.pdf",
        "media_type": "application/pdf",
        "size_bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "received_at": NOW,
        "received_from": "c-1",
    }
    return ClaimDocument(**(values | fields))


def a_submitted_claim(contact: Contact, **fields: Any) -> SubmittedClaim:
    usage_period = fields.pop("usage_period", "2026-H2")
    claim = a_claim(contact, **fields)
    return submitted_claim(claim, contact, usage_period, {"invoice": ("INV_3P",)})
