"""Killed in the middle of turns, at moments nobody chose: the claim once, whole, byte for byte."""

from __future__ import annotations

import asyncio
import random

import aiohttp

from tests.journeys.filing import Filing
from tests.journeys.persona import Persona
from tests.journeys.processes import Process, claimable_day, outside, process, until
from tests.journeys.stage import TENANT
from tests.journeys.test_crash import told
from tests.journeys.test_submitting import whole

__all__ = ["outside", "process"]


class Redelivered(Persona):
    """A partner whose channel delivers again until somebody answers; `crashes` kill on the way."""

    process: Process
    crashes: random.Random

    async def sends(self, activity):
        """Deliver once into a process that dies meanwhile, if it is to, and then until answered."""
        before = len(self.messages)
        if self.crashes.random() < self.odds:
            first = asyncio.create_task(self._post(activity))
            for _ in range(self.crashes.randrange(400)):
                await asyncio.sleep(0)
            await self.process.is_killed()
            self.lives += 1
            await first
            await self.process.starts()
        await until(lambda: self._post(activity))
        self.new = self.messages[before:]
        return self

    async def _post(self, activity) -> bool:
        at = f"{self.stage.base}/api/messages"
        try:
            async with self.stage.session.post(at, json=activity) as response:
                self.status = response.status
                return response.status < 500
        except (aiohttp.ClientError, OSError):
            return False

    odds = 0.0
    lives = 0


async def test_a_claim_that_is_filed_through_random_deaths_arrives_once(process, outside):
    day = claimable_day(outside)
    asha = Redelivered(outside, "Asha", "en-US", TENANT, "desktop")
    asha.process, asha.crashes, asha.odds = process, random.Random(3), 0.2
    filing = Filing(asha, plan={"activity_start": day, "activity_end": day})
    await process.starts()
    await filing.starts()
    await filing.goes_on()
    await filing.submits()
    asha.odds = 0.0
    await process.is_killed()
    await process.starts()
    await until(lambda: told(asha) >= 1)

    assert asha.lives > 1
    received = await whole(outside, filing)
    assert len(received["claim"]["documents"]) == 4
    assert len(received["claim"]["expense_lines"]) == 1
    assert process.claim()["status"] == "submitted"
