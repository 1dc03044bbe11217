"""A claim on its way to a reviewer, and the reviewer's buttons, for journeys after submission."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from bot.backend.signature import SIGNATURE_HEADER, TIMESTAMP_HEADER, sign
from bot.settings import DEFAULT_WEBHOOK_SECRET
from tests import samples
from tests.journeys.stage import Persona, Stage

PERIOD = ("3 September 2026", "2026-10-02")
ITEMS = (
    {"kind": "INV_3P", "comment": "The invoice shows no dates."},
    {"question": "How many people saw the ad?", "comment": ""},
)


async def files_claim(partner: Persona, name: str = "Autumn ads", *, submits: bool = True) -> None:
    """From hello to a submitted claim, the receipt included."""
    await partner.installs()
    await partner.says("new claim")
    await partner.says("CSP indirect reseller")
    await partner.clicks("Save and continue", incentive_activity="DG_DIGITAL")
    await partner.clicks("Start")
    await partner.clicks("Save and continue", condition_work_by="third_party")
    for words in (name, *PERIOD):
        await partner.says(words)
    await partner.says("We ran Google ads for Microsoft 365 and Azure in Korea.")
    await partner.says("USD")
    await partner.says("10,000 impressions and 250 clicks")
    await partner.clicks(
        "Save and continue",
        expense_type="media_placement",
        vendor_name="Contoso Media",
        invoice_number=f"A-{name}",
        net="1200.50",
    )
    await partner.clicks("That is all")
    for number in range(4):
        await partner.uploads((f"file{number}.pdf", samples.pdf(f"{name} {number}")))
        if "Review:" in partner.new[-1].words:
            break
    else:
        await partner.says("https://contoso.example/landing")
    if submits:
        await partner.clicks("Submit claim", attested="true")
        await partner.waits()
        partner.sees("Receipt")


class Reviewer:
    """Somebody at the claims office, by the buttons of the sandbox."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def held(self, reference: str = "") -> dict[str, Any]:
        """The claim as the backend holds it."""
        async with self.stage.session.get(f"{self.stage.base}/sandbox/control/claims") as answer:
            claims = (await answer.json())["claims"]
        found: dict[str, Any] = next(
            c for c in claims if reference in ("", c["state"]["reference"])
        )
        return found

    async def presses(self, action: str, **fields: Any) -> dict[str, Any]:
        """Press a button about the newest claim; its webhooks have arrived afterwards."""
        reference = fields.pop("reference", "") or (await self.held())["state"]["reference"]
        url = f"{self.stage.base}/sandbox/control/claims/{reference}/review"
        async with self.stage.session.post(url, json={"action": action, **fields}) as answer:
            assert answer.status == 200, await answer.text()
            state: dict[str, Any] = await answer.json()
        await self.delivers()
        return state

    async def delivers(self) -> None:
        """Wait until no webhook is on its way."""
        for _ in range(400):
            if all(d["state"] != "waiting" or d["attempts"] for d in await self.deliveries()):
                return
            await asyncio.sleep(0)
        raise AssertionError("webhooks are still on their way")

    async def deliveries(self) -> list[dict[str, Any]]:
        """What became of each webhook, newest first."""
        url = f"{self.stage.base}/sandbox/control/deliveries"
        async with self.stage.session.get(url) as answer:
            rows: list[dict[str, Any]] = (await answer.json())["deliveries"]
            return rows


def signed(
    stage: Stage, event: Any, *, secret: str = DEFAULT_WEBHOOK_SECRET, age_seconds: int = 0
) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a webhook."""
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    timestamp = str(int(stage.clock.now.timestamp()) - age_seconds)
    headers = {
        "Content-Type": "application/json",
        TIMESTAMP_HEADER: timestamp,
        SIGNATURE_HEADER: sign(secret, timestamp, body),
    }
    return body, headers


async def posts(stage: Stage, body: bytes, headers: dict[str, str]) -> int:
    """Send a webhook; gives the status."""
    url = f"{stage.base}/api/backend-events"
    async with stage.session.post(url, data=body, headers=headers) as answer:
        return answer.status


async def hears(partner: Persona) -> Persona:
    """Let time pass until every paced message was sent, and collect them."""
    before = len(partner.messages)
    for _ in range(4):
        partner.stage.clock.moves(seconds=5)
        await partner.stage.work()
    partner.new = partner.messages[before:]
    return partner


def event_for(held: dict[str, Any], sequence: int, status: str, **fields: Any) -> dict[str, Any]:
    """An event of a claim as the claims office would write it."""
    state = held["state"]
    return {
        "event_id": f"ev-{state['reference']}-{sequence}",
        "type": "claim.status_changed",
        "reference": state["reference"],
        "submission_key": state["submission_key"],
        "sequence": sequence,
        "occurred_at": state["received_at"],
        "status": status,
        "actor_name": "Robin Reviewer",
        **fields,
    }


def notices(partner: Persona, title: str) -> int:
    """How many messages of this chat begin with a title; the card updated in place is none."""
    return sum(
        title in message.words.splitlines()[:4]
        for message in partner.messages
        if not message.replaced
    )
