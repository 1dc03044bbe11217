"""A fake channel that throttles like the platform and counts what comes: for reminders at volume.

Limits: 7 in 1 s and 60 in 30 s per conversation, 50 in 1 s per tenant; beyond them, and now and
then by chance, 429 with Retry-After; now and then 502; 403 for those who blocked the bot.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter, defaultdict, deque

from aiohttp import web

CONVERSATION_LIMITS = ((7, 1.0), (60, 30.0))
TENANT_LIMIT = (50, 1.0)


class ThrottlingChannel:
    """Takes messages to conversations called "<tenant>:<number>".

    Shape: `throttled` and `down` are the shares of calls answered 429 and 502 by chance; `taken`
    conversation → messages delivered; `over` which limits were passed, how often;
    `busiest` most calls in any one second of a tenant.
    """

    def __init__(
        self,
        *,
        blocked: frozenset[str],
        seed: int = 7,
        throttled: float = 0.01,
        down: float = 0.01,
    ) -> None:
        self._blocked, self._throttled, self._down = blocked, throttled, down
        self._random = random.Random(seed)
        self._calls: dict[str, deque[float]] = defaultdict(deque)
        self.taken: Counter[str] = Counter()
        self.answers: Counter[int] = Counter()
        self.over: Counter[str] = Counter()
        self.busiest = 0
        self.in_hand: set[str] = set()
        self.base_url = ""
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on a free port of loopback."""
        app = web.Application()
        app.router.add_post("/v3/conversations/{conversation}/activities", self._message)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner:
            await self._runner.cleanup()

    async def _message(self, request: web.Request) -> web.Response:
        conversation = request.match_info["conversation"]
        limited = self._count(conversation, time.monotonic())
        body = await request.read()
        self.in_hand.add(conversation)
        try:
            await asyncio.sleep(self._random.uniform(0.01, 0.05))
        finally:
            self.in_hand.discard(conversation)
        status = self._status(conversation, limited)
        self.answers[status] += 1
        if status == 429:
            wait = str(self._random.choice((1, 2, 3)))
            return _refused(429, "Throttled", {"Retry-After": wait})
        if status == 403:
            return _refused(403, "ConversationBlockedByUser", {})
        if status == 502:
            return _refused(502, "BadGateway", {})
        assert json.loads(body)["type"] == "message"
        self.taken[conversation] += 1
        return web.json_response({"id": f"{conversation}-{self.taken[conversation]}"}, status=201)

    def _status(self, conversation: str, limited: bool) -> int:
        if limited:
            return 429
        if conversation in self._blocked:
            return 403
        chance = self._random.random()
        if chance < self._throttled:
            return 429
        return 502 if chance < self._throttled + self._down else 201

    def _count(self, conversation: str, now: float) -> bool:
        tenant = conversation.partition(":")[0]
        over = self._is_over(f"tenant {tenant}", now, (TENANT_LIMIT,), "tenant")
        over = self._is_over(conversation, now, CONVERSATION_LIMITS, "conversation") or over
        recent = self._calls[f"tenant {tenant}"]
        self.busiest = max(self.busiest, sum(1 for at in recent if at > now - 1))
        return over

    def _is_over(
        self, key: str, now: float, limits: tuple[tuple[int, float], ...], name: str
    ) -> bool:
        calls = self._calls[key]
        calls.append(now)
        longest = max(seconds for _, seconds in limits)
        while calls[0] <= now - longest:
            calls.popleft()
        over = any(
            sum(1 for at in calls if at > now - seconds) > count for count, seconds in limits
        )
        self.over[name] += over
        return over


def _refused(status: int, code: str, headers: dict[str, str]) -> web.Response:
    return web.json_response({"error": {"code": code}}, status=status, headers=headers)
