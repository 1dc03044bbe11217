"""A scripted partner who files one complete claim over HTTP, and tells what happened."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import aiohttp

from bot.catalog import load_catalog
from bot.domain import periods

WAIT_SECONDS = 30.0
Say = Callable[[str], None]


class DemoFailed(RuntimeError):
    """The scripted claim did not come through; the message says at which step."""


class ScriptedPartner:
    """Talks through the local chat's Direct Line, as the page does."""

    def __init__(self, session: aiohttp.ClientSession, base: str, who: str, say: Say) -> None:
        self._session, self._base, self._who, self._say = session, base, who, say
        self._line = f"{base}/chat/directline/conversations/a:chat-{who}"
        self.number = f"2026-{who.rpartition('-')[2]}"  # used twice, an invoice is asked about
        self._watermark = "-"
        self._cards: list[dict[str, Any]] = []
        self.words = ""

    async def arrive(self) -> None:
        """Open the chat; the bot greets."""
        url = f"{self._base}/chat/directline/tokens/generate"
        query = {"user": self._who, "locale": "en-US", "zone": "Asia/Seoul"}
        async with self._session.post(url, params=query) as response:
            response.raise_for_status()
        await self.hear("Welcome")

    async def types(self, text: str, expect: str) -> None:
        """Type a message and wait for the answer that says `expect`."""
        self._say(f"  Partner: {text}")
        await self._post({"type": "message", "text": text})
        await self.hear(expect)

    async def presses(self, title: str, expect: str, **values: str) -> None:
        """Press a button of the newest card that has it, with inputs filled in."""
        action = next(
            (
                a
                for card in reversed(self._cards)
                for a in _actions(card)
                if a.get("title") == title
            ),
            None,
        )
        if action is None:
            raise DemoFailed(f"there is no button {title!r}")
        shown = "".join(f", {name}={value}" for name, value in values.items())
        self._say(f"  Partner: [{title}{shown}]")
        await self._post({"type": "message", "value": {**action.get("data", {}), **values}})
        await self.hear(expect)

    async def sends(self, name: str, content: bytes, expect: str) -> None:
        """Attach a file."""
        self._say(f"  Partner: attaches {name} ({len(content)} bytes)")
        form = aiohttp.FormData()
        form.add_field(
            "activity",
            json.dumps({"type": "message"}),
            content_type="application/vnd.microsoft.activity",
        )
        form.add_field("file", content, filename=name, content_type="application/octet-stream")
        async with self._session.post(f"{self._line}/upload", data=form) as response:
            response.raise_for_status()
        await self.hear(expect)

    async def _post(self, activity: dict[str, Any]) -> None:
        async with self._session.post(f"{self._line}/activities", json=activity) as response:
            response.raise_for_status()

    async def hear(self, expect: str) -> None:
        """Take in what the bot says until it says this. Raises: DemoFailed when it does not."""
        deadline, heard = asyncio.get_running_loop().time() + WAIT_SECONDS, ""
        while asyncio.get_running_loop().time() < deadline:
            query = {"watermark": self._watermark}
            async with self._session.get(f"{self._line}/activities", params=query) as response:
                answer = await response.json()
            self._watermark = answer["watermark"]
            for activity in answer["activities"]:
                heard += self._take(activity)
            if expect in heard:
                self.words = heard
                return
            await asyncio.sleep(0.05)
        raise DemoFailed(f"the bot did not say {expect!r}; it said: {heard[:500]!r}")

    def _take(self, activity: dict[str, Any]) -> str:
        if activity.get("from", {}).get("role") == "user" or activity.get("type") != "message":
            return ""
        words = activity.get("text") or ""
        for attachment in activity.get("attachments") or []:
            if isinstance(attachment.get("content"), dict):
                self._cards.append(attachment["content"])
                words += attachment["content"].get("fallbackText", "")
        if words:
            first = [line for line in words.splitlines() if line.strip()][:2]
            self._say(f"  Bot:     {' | '.join(first)}")
        return words + "\n"


def _actions(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("type") in ("Action.Submit", "Action.Execute"):
            yield node
        for value in node.values():
            yield from _actions(value)
    elif isinstance(node, list):
        for one in node:
            yield from _actions(one)


async def run_demo(base: str, now: datetime, who: str, say: Say) -> str:
    """File one claim at a running bot with embedded defaults. Gives the backend's reference.

    Raises: DemoFailed, aiohttp.ClientError.
    """
    timeout = aiohttp.ClientTimeout(total=WAIT_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        partner = ScriptedPartner(session, base, who, say)
        files = {
            "invoice.pdf": pdf(f"Invoice {partner.number}, Contoso Media, search ads"),
            "ad.png": png(),
            "results.pdf": pdf("120,000 impressions, 840 clicks"),
        }
        say("Transcript")
        await _file_claim(partner, _day(now), files)
        say("\nReceipt\n" + "\n".join(f"  {line}" for line in partner.words.strip().splitlines()))
        return await _check(session, base, who, files, say)


async def _file_claim(partner: ScriptedPartner, day: date, files: dict[str, bytes]) -> None:
    await partner.arrive()
    await partner.types("new claim", "Program and location")
    await partner.types("CSP indirect reseller", "What was the money spent on?")
    await partner.types("google ads", "What you will need")
    await partner.presses("Start", "A few questions first")
    await partner.presses(
        "Save and continue", "About the activity", condition_work_by="third_party"
    )
    await partner.presses(
        "Save and continue",
        "One cost",
        claim_name=f"Autumn search ads {partner.number}",
        activity_start=day.isoformat(),
        activity_end=day.isoformat(),
        description="Search ads for Microsoft 365 Business Premium in Korea.",
        currency="USD",
        metric_result_summary="120,000 impressions and 840 clicks",
    )
    await partner.presses(
        "Save and continue",
        "Costs of this claim",
        expense_type="media_placement",
        vendor_name="Contoso Media",
        invoice_number=partner.number,
        net="1,200.50",
        tax="120.05",
    )
    await partner.presses("That is all", "Third-party invoice")
    await partner.sends("invoice.pdf", files["invoice.pdf"], "Screenshot of the live digital ad")
    await partner.sends("ad.png", files["ad.png"], "Landing page address")
    await partner.types("https://contoso.example/microsoft-365", "Summary of results")
    await partner.sends("results.pdf", files["results.pdf"], "Review:")
    await partner.presses("Submit claim", "Receipt:", attested="true")


async def _check(
    session: aiohttp.ClientSession, base: str, who: str, files: dict[str, bytes], say: Say
) -> str:
    """Ask the sandbox what it holds, and compare the documents byte for byte."""
    async with session.get(f"{base}/sandbox/control/claims") as response:
        held = (await response.json())["claims"]

    mine = [c for c in held if c["claim"]["submitted_by"]["name"] == who.replace("-", " ").title()]
    if len(mine) != 1:
        raise DemoFailed(f"the backend holds {len(mine)} claims of this partner, not one")
    claim = mine[0]
    state = claim["state"]
    say(f"\nWhat the backend holds: {state['reference']}, status {state['status']}")
    wanted = {hashlib.sha256(content).hexdigest(): name for name, content in files.items()}
    for document in claim["claim"]["documents"]:
        line = document["url"] or f"{document['sha256'][:16]}…, {document['size_bytes']} bytes"
        if document["sha256"]:
            url = f"{base}/sandbox/documents/{document['sha256']}"
            async with session.get(url) as response:
                same = hashlib.sha256(await response.read()).hexdigest() == document["sha256"]
            if not same or wanted.pop(document["sha256"], None) is None:
                raise DemoFailed(f"{document['name']} is not what was sent")
            line += ", byte for byte as sent"
        say(f"  {document['requirement_id']}: {document['name']} ({line})")
    if wanted:
        raise DemoFailed(f"the backend lacks {sorted(wanted.values())}")
    return str(state["reference"])


def _day(now: datetime) -> date:
    """A day whose activity can be claimed now."""
    program = load_catalog().programs["CSP_IR"]
    usage = periods.open_usage_period(now, program)
    return min(usage.last, max(usage.first, now.date() - timedelta(days=7)))


def pdf(text: str) -> bytes:
    """A whole one-page PDF with one line of ASCII text."""
    content = f"BT /F1 14 Tf 72 770 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % (len(objects) + 1, table)


def png(width: int = 320, height: int = 180) -> bytes:
    """A whole picture: a color gradient."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = b"".join(
        b"\0" + bytes(v for x in range(width) for v in (x * 255 // width, y * 255 // height, 160))
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


async def demo(base: str, now: datetime, who: str, say: Say) -> int:
    """The demo against a running bot, or against one started for it. Gives the exit code."""
    started = None if await _answers(base) else await _start(base, say)
    try:
        reference = await run_demo(base, now, who, say)
        say(f"\nDone: {reference}. See it at {base}/sandbox/claims/{reference}")
    except (DemoFailed, aiohttp.ClientError, TimeoutError) as error:
        say(f"\nThe demo failed: {error}")
        return 1
    finally:
        if started is not None:
            started.terminate()
            await started.wait()
    return 0


async def _answers(base: str) -> bool:
    timeout = aiohttp.ClientTimeout(total=2)
    with suppress(aiohttp.ClientError, TimeoutError):
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{base}/readyz") as response,
        ):
            return response.status == 200
    return False


async def _start(base: str, say: Say) -> asyncio.subprocess.Process:
    say("No bot is running there; starting one for the demo.")
    env = {"DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true", **os.environ}  # as `make run`
    silent = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(sys.executable, "app.py", stdout=silent, env=env)
    for _ in range(300):
        if process.returncode is None and await _answers(base):
            return process
        await asyncio.sleep(0.1)
    with suppress(ProcessLookupError):
        process.terminate()
    raise DemoFailed("the bot did not start")
