"""Drive a bot over HTTP and measure what one turn costs.

One process plays both sides of the channel. A turn is over when the bot's HTTP response and the
expected replies have arrived. A script is {"name", "setup": [steps], "loop": [steps]}; the steps
are told in person.py, and each may say `replies` (number or [least, most], default 1), `expect`
and `refuse` (texts looked for in replies and cards), `name`, `pause` (seconds) and `later`
([least, most] messages that come when the work is done: waited for, not counted as latency).
{c} is the number of the conversation, {n} the round of its loop, {run} the measurement, {today}
the day.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from bench.connector import Connector, Conversation, Reply
from bench.person import activity_of
from bench.usage import usage_of

Script = dict[str, Any]
Step = dict[str, Any]
TODAY_IN = ZoneInfo("America/Los_Angeles")
"""Where the scripted people are, so that no date of theirs lies in the future."""


@dataclass
class Tally:
    """What happened in the turns of one measurement. Units: latency in seconds."""

    turns: int = 0
    errors: int = 0
    missing: int = 0
    wrong: int = 0
    extra: int = 0
    unauthorized: int = 0
    latency: list[float] = field(default_factory=list)
    samples: list[str] = field(default_factory=list)

    @property
    def bad(self) -> int:
        """Everything that must not happen."""
        return self.errors + self.missing + self.wrong + self.extra

    def note(self, step: Step, text: str) -> None:
        """Keep the first few troubles for the report."""
        if len(self.samples) < 10:
            self.samples.append(f"{step.get('name') or str(step)[:60]}: {text}"[:500])


@dataclass(frozen=True)
class Result:
    """One measurement of one bot."""

    tally: Tally
    setup: Tally
    cpu_seconds: float
    wall_seconds: float
    resident_bytes: int

    @property
    def bad(self) -> int:
        """Wrong, missing, extra and refused replies, also while setting up."""
        return self.tally.bad + self.setup.bad

    @property
    def cpu_ms_per_turn(self) -> float:
        """CPU of the bot's process tree per turn."""
        return self.cpu_seconds / max(1, self.tally.turns) * 1000

    def latency_ms(self, share: float) -> float:
        """A quantile of the latency: 0.5 the median, 0.99 the p99."""
        values = sorted(self.tally.latency)
        return values[min(len(values) - 1, int(share * len(values)))] * 1000 if values else 0.0


def load_script(path: Path) -> Script:
    """A script from its file."""
    script: Script = json.loads(path.read_text("utf-8"))
    return script


@dataclass
class Load:
    """How a script is played. `redeliver` is the share of messages that arrive twice."""

    conversations: int = 12
    turns: int = 100
    timeout_seconds: float = 15.0
    redeliver: float = 0.0
    at_once: int = 0  # conversations played at the same time; 0 means all


class Driver:
    """Plays a script in many conversations of one connector against one endpoint."""

    def __init__(
        self, connector: Connector, endpoint: str, session: ClientSession, load: Load
    ) -> None:
        self._connector, self._endpoint, self._session, self._load = (
            connector,
            endpoint,
            session,
            load,
        )
        self._chance = random.Random(7)

    async def turn(self, conversation: Conversation, step: Step, tally: Tally) -> None:
        """One step: send, wait for the replies, compare them with what the step expects."""
        conversation.replies, conversation.arrived = [], asyncio.Event()
        tally.turns += 1
        started = time.perf_counter()
        try:
            activity = activity_of(self._connector, conversation, step)
            conversation.sent_id = activity["id"]
            is_invoke = activity["type"] == "invoke"
            status, answer = await self._post(activity)
        except (LookupError, ClientError, TimeoutError) as error:
            tally.errors += 1
            tally.note(step, f"{type(error).__name__}: {error}")
            return
        if status >= 400:
            tally.errors += 1
            tally.note(step, f"HTTP {status}: {answer[:200]}")
            return
        ended = time.perf_counter()
        if is_invoke:
            conversation.take(Reply("invoke", answer, ended))
        least, most = _expected(step, is_invoke)
        soon, late = step.get("later", [0, 0])
        awaited = _texts(step, "expect") if late else []
        deadline = started + self._load.timeout_seconds
        await self._wait(conversation, least + soon, awaited, deadline)
        answers = sorted(reply.at for reply in conversation.replies)[:least]
        tally.latency.append(max([ended, *answers]) - started)
        self._compare(conversation, step, least + soon, most + late, tally)
        if not is_invoke and self._chance.random() < self._load.redeliver:
            before = len(conversation.replies)
            await self._post(activity)
            tally.extra += len(conversation.replies) - before

    async def _post(self, activity: dict[str, Any]) -> tuple[int, str]:
        headers = {"Content-Type": "application/json"}
        if self._connector.signer:
            token = self._connector.signer.token(self._connector.base_url)
            headers["Authorization"] = f"Bearer {token}"
        body = json.dumps(activity).encode()
        async with self._session.post(self._endpoint, data=body, headers=headers) as response:
            return response.status, (await response.read()).decode(errors="replace")

    async def _wait(
        self, conversation: Conversation, least: int, awaited: list[str], deadline: float
    ) -> None:
        while (left := deadline - time.perf_counter()) > 0:
            seen = conversation.seen
            if len(conversation.replies) >= least and all(text in seen for text in awaited):
                return
            conversation.arrived.clear()
            try:
                await asyncio.wait_for(conversation.arrived.wait(), left)
            except TimeoutError:
                return

    def _compare(
        self, conversation: Conversation, step: Step, least: int, most: int, tally: Tally
    ) -> None:
        replies = conversation.replies
        if len(replies) < least:
            tally.missing += 1
            tally.note(step, f"{len(replies)} of {least} replies")
        if len(replies) > most:
            tally.extra += len(replies) - most
            tally.note(step, f"{len(replies)} replies, at most {most}: {replies[-1].text[:200]}")
        if self._connector.signer:
            tally.unauthorized += sum(not reply.authorized for reply in replies)
        seen = conversation.seen
        absent = [text for text in _texts(step, "expect") if text not in seen]
        absent += [f"not {text}" for text in _texts(step, "refuse") if text in seen]
        if absent and replies:
            tally.wrong += 1
            tally.note(step, f"expected {absent}, got {seen!r}")


def _expected(step: Step, is_invoke: bool) -> tuple[int, int]:
    replies = step.get("replies", 0 if is_invoke else 1)
    least, most = (replies, replies) if isinstance(replies, int) else replies
    own = 1 if is_invoke else 0
    return least + own, most + own


def _texts(step: Step, key: str) -> list[str]:
    given = step.get(key, [])
    return [given] if isinstance(given, str) else given


def fill(value: Any, **names: object) -> Any:
    """A step with {c}, {n} and {run} filled in, at any depth."""
    if isinstance(value, str):
        for name, filled in names.items():
            value = value.replace("{" + name + "}", str(filled))
        return value
    if isinstance(value, dict):
        return {key: fill(inner, **names) for key, inner in value.items()}
    if isinstance(value, list):
        return [fill(inner, **names) for inner in value]
    return value


async def drive(
    connector: Connector, endpoint: str, pids: Sequence[int], script: Script, load: Load
) -> Result:
    """Play a script; setting up is counted apart and not measured."""
    run, today, setup, measured = uuid4().hex[:8], datetime.now(TODAY_IN).date(), Tally(), Tally()
    opened = [connector.open_conversation(number, run) for number in range(load.conversations)]
    gate = asyncio.Semaphore(load.at_once or load.conversations)
    timeout = ClientTimeout(total=load.timeout_seconds)
    async with ClientSession(connector=TCPConnector(limit=0), timeout=timeout) as session:
        driver = Driver(connector, endpoint, session, load)

        async def play(
            conversation: Conversation, steps: Sequence[Step], count: int, to: Tally
        ) -> None:
            async with gate:
                for turn in range(count):
                    round_, place = divmod(turn, len(steps))
                    names = {"c": conversation.number, "n": round_, "run": run, "today": today}
                    step = fill(steps[place], **names)
                    await driver.turn(conversation, step, to)
                    await asyncio.sleep(step.get("pause", 0))

        first = script.get("setup", [])
        await asyncio.gather(*(play(c, first, len(first), setup) for c in opened))
        before, started = usage_of(pids), time.perf_counter()
        await asyncio.gather(*(play(c, script["loop"], load.turns, measured) for c in opened))
        wall = time.perf_counter() - started
        await asyncio.sleep(0.05)
        after = usage_of(pids)
    measured.extra += sum(conversation.strays for conversation in opened)
    for conversation in opened:
        del connector.conversations[conversation.conversation_id]
    return Result(
        measured, setup, after.cpu_seconds - before.cpu_seconds, wall, after.resident_bytes
    )
