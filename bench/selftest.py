"""Does the instrument see what it must see? A toy bot with known faults; each count must be exact.

python -m bench.selftest
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

from aiohttp import ClientSession, web

from bench.connector import CARD, Connector
from bench.signer import Signer
from bench.turns import Load, Result, Script, drive

SESSION = web.AppKey("session", ClientSession)
CARD_SHOWN = {
    "type": "AdaptiveCard",
    "body": [
        {
            "type": "ActionSet",
            "actions": [{"type": "Action.Submit", "title": "send it", "data": {"x": "n1"}}],
        }
    ],
    "actions": [{"type": "Action.Execute", "verb": "done", "title": "done", "data": {"x": 1}}],
}
ECHO: Script = {"loop": [{"text": "hi {c} {n}", "expect": "echo: hi {c} {n}"}]}
FULL: Script = {
    "loop": [
        {"text": "a", "expect": "echo: a"},
        {"click": "send", "inputs": {"f": "v"}, "expect": ["n1", "'f': 'v'"]},
        {"click": "done", "expect": "ok {'x': 1}"},
        {"file": {"kind": "png", "size": 3000}, "expect": "bytes: 29"},
    ]
}
CASES: tuple[tuple[str, Script, dict[str, int]], ...] = (
    ("", ECHO, {}),
    ("", FULL, {}),
    ("fails", ECHO, {"errors": 10}),
    ("silent", ECHO, {"missing": 10}),
    ("wrong", ECHO, {"wrong": 10}),
    ("double", ECHO, {"extra": 10}),
    ("late", ECHO, {"extra": 10}),
    ("redelivered", ECHO, {"extra": 10}),
    ("unsigned", ECHO, {"errors": 10}),
)


class Toy:
    """An echo bot that does one thing wrong."""

    def __init__(self) -> None:
        self.fault = ""

    async def messages(self, request: web.Request) -> web.Response:
        """One turn."""
        activity = await request.json()
        if self.fault == "fails":
            return web.Response(status=500)
        if self.fault == "unsigned" and "Authorization" not in request.headers:
            return web.Response(status=401)
        if activity["type"] == "invoke":
            return web.json_response({"value": f"ok {activity['value']['action']['data']}"})
        if self.fault != "silent":
            await self._answer(request.app[SESSION], activity)
        return web.Response(status=202)

    async def _answer(self, session: ClientSession, activity: dict[str, Any]) -> None:
        text = f"echo: {activity.get('text') or activity.get('value')}"
        for attachment in activity.get("attachments") or []:
            async with session.get(attachment["content"]["downloadUrl"]) as response:
                text += f" bytes: {len(await response.read())}"
        chat = activity["conversation"]["id"]
        place = f"{activity['serviceUrl']}/v3/conversations/{chat}/activities"
        body: dict[str, Any] = {
            "type": "message",
            "text": "nonsense" if self.fault == "wrong" else text,
            "replyToId": activity["id"],
            "attachments": [{"contentType": CARD, "content": CARD_SHOWN}],
        }
        for _ in range(2 if self.fault == "double" else 1):
            await session.post(f"{place}/{activity['id']}", json=body)
        if self.fault == "late":
            await session.post(f"{place}/gone", json=body | {"replyToId": "another"})


async def _measure(url: str, toy: Toy, fault: str, script: Script) -> Result:
    toy.fault = fault
    connector = Connector()
    stop = await connector.start()
    load = Load(
        conversations=2,
        turns=5 if script is ECHO else 8,
        timeout_seconds=0.3 if fault == "silent" else 5.0,
        redeliver=1.0 if fault == "redelivered" else 0.0,
    )
    try:
        return await drive(connector, url, [os.getpid()], script, load)
    finally:
        await stop()


async def _signed(url: str, toy: Toy) -> tuple[int, int]:
    toy.fault = "unsigned"
    connector = Connector(signer=Signer("app"))
    stop = await connector.start()
    try:
        result = await drive(connector, url, [os.getpid()], ECHO, Load(conversations=2, turns=5))
    finally:
        await stop()
    return result.bad, result.tally.unauthorized


async def check() -> list[str]:
    """What the instrument saw wrongly; empty when every count is exact."""
    toy, app, session = Toy(), web.Application(), ClientSession()
    app[SESSION] = session
    app.router.add_post("/api/messages", toy.messages)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
    wrong = []
    async with session:
        for fault, script, expected in CASES:
            tally = (await _measure(url, toy, fault, script)).tally
            counts = {k: getattr(tally, k) for k in ("errors", "missing", "wrong", "extra")}
            seen = {name: count for name, count in counts.items() if count}
            if seen != expected or tally.turns != (10 if script is ECHO else 16):
                wrong.append(f"{fault or 'no fault'}: {seen} instead of {expected} {tally.samples}")
        if (signed := await _signed(url, toy)) != (0, 10):
            wrong.append(f"signed requests: bad and unauthorized are {signed} instead of (0, 10)")
    await runner.cleanup()
    return wrong


def main() -> int:
    """Print what was seen wrongly; 1 if anything was."""
    wrong = asyncio.run(check())
    print("\n".join(wrong) or "the instrument sees every fault")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
