"""Many conversations at once, with activities that come twice and late, and a database that throws
everybody out: one whole claim each.
"""

from __future__ import annotations

import asyncio
import random
import uuid
from contextlib import suppress

from bot.errors import StorageUnavailable
from tests.journeys.filing import Filing
from tests.journeys.persona import Persona
from tests.storage.conftest import database_url, on_postgresql

__all__ = ["database_url"]

PEOPLE = 24


class Repeated(Persona):
    """Every activity comes up to three times at once, and an old one now and then again."""

    def __init__(self, *given, **more) -> None:
        super().__init__(*given, **more)
        self._past: list = []
        self._chance = random.Random(self.name)

    async def sends(self, activity):
        """Deliver in disorder; the bot's answers to all of it are what is new."""
        before = len(self.messages)
        batch = [activity] * self._chance.choice([1, 1, 2, 3])
        batch += [self._chance.choice(self._past)] if self._past else []
        self._chance.shuffle(batch)
        statuses = await asyncio.gather(*(self._post(one) for one in batch))
        assert set(statuses) <= {200, 202}
        self._past.append(activity)
        self.new = self.messages[before:]
        return self

    async def _post(self, activity) -> int:
        at = f"{self.stage.base}/api/messages"
        while True:
            async with self.stage.session.post(at, json=activity) as response:
                if response.status != 503:  # delivered again, as the channel does
                    return response.status


async def one_claim(stage, number, persona=Repeated):
    tenant = str(uuid.uuid5(uuid.NAMESPACE_URL, f"tenant {number % 4}"))
    partner = persona(stage, f"Partner {number}", "en-US", tenant, "desktop")
    plan = {"claim_name": f"Claim {number}", "invoice_number": f"A-{number}", "net": "10"}
    filing = Filing(partner, plan=plan)
    await filing.starts()
    await filing.goes_on()
    await filing.submits()
    return filing


async def each_has_one_whole_claim(stage, filings):
    for _ in range(12):
        while await stage.work():
            pass
        stage.clock.moves(seconds=30)
    received = {one["claim"]["claim_name"]: one["claim"] for one in await stage.received()}
    assert len(await stage.received()) == len(received) == len(filings)
    for filing in filings:
        claim = received[filing._plan["claim_name"]]
        assert len(claim["expense_lines"]) == 1
        documents = {d["requirement_id"]: d for d in claim["documents"]}
        assert len(claim["documents"]) == len(documents) == 4
        for requirement, content in filing.sent.items():
            assert await stage.held(documents[requirement]["sha256"]) == content
        said = [message.words for message in filing.partner.messages]
        assert sum("Receipt: your claim is accepted" in words for words in said) == 1


async def test_many_conversations_with_repeated_activities_end_in_one_claim_each(stage, caplog):
    filings = await asyncio.gather(*(one_claim(stage, number) for number in range(PEOPLE)))

    await each_has_one_whole_claim(stage, filings)
    assert not caplog.records


async def test_two_devices_that_file_one_draft_together_send_it_once(stage):
    desktop, phone = (stage.person("Asha", device=name) for name in ("desktop", "phone"))
    filing = Filing(desktop)
    await filing.starts()
    await filing.goes_on()
    await phone.says("continue")
    presses = [one.press("claim.submit", {"attested": "true"}) for one in (desktop, phone)]
    await asyncio.gather(desktop.sends(presses[0]), phone.sends(presses[1]))
    said = desktop.said + phone.said
    second = ("Nothing was done twice; here is how it stands now", "nothing was sent twice")
    assert any(words in said for words in second)  # it read the claim before or after the first
    while await stage.work():
        pass

    [received] = await stage.received()
    assert len(received["claim"]["documents"]) == 4


class Insistent(Repeated):
    """Everybody is thrown out of the database now and then; after an apology they try again."""

    async def sends(self, activity):
        """Send, and send anew what went wrong."""
        database = self.stage.bot.database
        if self._chance.random() < 0.15:
            with suppress(StorageUnavailable):  # two may throw each other out
                await database.run(lambda c: c.exec_driver_sql(_THROW_OUT).all(), write=False)
        for attempt in range(20):
            await super().sends({**activity, "id": f"{activity['id']}.{attempt}"})
            if "Something went wrong on our side" not in self.said:
                return self
        raise AssertionError("it never went right")


@on_postgresql
async def test_a_database_that_throws_everybody_out_costs_no_claim(stage_of, database_url):
    stage = await stage_of(database_url=database_url)
    people = (one_claim(stage, number, Insistent) for number in range(4))

    await each_has_one_whole_claim(stage, await asyncio.gather(*people))


_THROW_OUT = """select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid()"""
