"""Reminders at volume: two replicas on one PostgreSQL, one killed in the middle.

python -m bench.reminders              starts a throw-away PostgreSQL and prints the figures
python -m bench.reminders --people 400 --tenants 4     a short one
python -m bench.reminders sweep        cost of the planning sweep over 1,000 and 1,000,000 claims
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from bench.replica import Replica
from bench.servers import ROOT
from bench.throttling import ThrottlingChannel
from bot.domain.claim import Claim
from bot.domain.partner import Contact, Partner
from bot.storage import claims, contacts, conversations
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.storage.tables import jobs, reminder_log

DEADLINE = date(2027, 2, 15)
BEGIN = datetime(2027, 2, 12, 0, 0, 0, tzinfo=UTC)
"""Nine o'clock in Seoul on the last step before the last day."""
_BATCH = 500


def person(number: int, tenants: int) -> str:
    """Conversation of one person: tenant and number."""
    return f"t{number % tenants}:{number}"


def add_person(c: Connection, number: int, tenants: int, service_url: str) -> None:
    """A contact with a chat and one open draft of the present deadline."""
    who, before = person(number, tenants), datetime(2027, 1, 4, tzinfo=UTC)
    tenant = who.partition(":")[0]
    contact = Contact(
        contact_id=who,
        tenant_id=tenant,
        object_id=who,
        name=f"Person {number}",
        partner=Partner(partner_id=f"p-{tenant}", name=tenant),
    )
    contacts.save_contact(c, contact, before)
    row = ConversationRow(
        f"msteams|{who}",
        channel_id="msteams",
        conversation_id=who,
        service_url=service_url,
        bot_id="28:bot",
        user_id=f"29:{who}",
        tenant_id=tenant,
        object_id=who,
        contact_id=who,
        language="ko" if number % 2 else "en",
        time_zone="Asia/Seoul",
        last_seen_at=before,
    )
    unknown = ConversationRow(row.conversation_key)
    conversations.end_turn(c, row, f"hello {who}", read=unknown, owner="bench")
    add_draft(c, f"claim {who}", who, f"p-{tenant}", DEADLINE)


def add_draft(c: Connection, claim_id: str, owner: str, partner: str, deadline: date) -> None:
    """One open draft."""
    made = datetime(2027, 1, 4, tzinfo=UTC)
    draft = Claim(
        claim_id=claim_id,
        partner_id=partner,
        owner_id=owner,
        created_at=made,
        changed_at=made,
        program="",
        incentive_activity="DG_DIGITAL",
        claim_name="Autumn ads",
        activity_start=date(2026, 9, 3),
        activity_end=date(2026, 10, 2),
    )
    claims.insert_claim(c, draft, usage_period="2026-H2", deadline=deadline)


async def fill(database: Database, people: int, tenants: int, service_url: str) -> None:
    """Everybody with a chat and a draft."""
    for start in range(0, people, _BATCH):

        def add(c: Connection, first: int = start) -> None:
            for number in range(first, min(first + _BATCH, people)):
                add_person(c, number, tenants, service_url)

        await database.run(add)


async def until(check: Callable[[], Awaitable[bool]], seconds: float) -> None:
    """Look again and again until it is so."""
    async with asyncio.timeout(seconds):
        while not await check():
            await asyncio.sleep(0.1)


def _pending(c: Connection) -> int:
    waiting = select(func.count()).where(jobs.c.kind == "remind", jobs.c.run_at.is_not(None))
    count: int = c.execute(waiting).scalar_one()
    return count


def _held(c: Connection) -> set[tuple[str, str]]:
    """Owner and conversation of every reminder that is being sent."""
    rows = c.execute(
        select(jobs.c.owner, reminder_log.c.sent_to)
        .join(reminder_log, reminder_log.c.reminder_key == jobs.c.job_key)
        .where(jobs.c.state == "leased", reminder_log.c.state == "sending")
    )
    return {(row.owner, row.sent_to) for row in rows}


def _states(c: Connection) -> dict[str, int]:
    rows = c.execute(select(reminder_log.c.state, func.count()).group_by(reminder_log.c.state))
    return {row.state: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class Volume:
    """How much, and how contrary the channel is: shares of 429 and of 502."""

    people: int = 10_000
    tenants: int = 20
    lease_seconds: float = 10.0
    throttled: float = 0.01
    down: float = 0.01


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of it. Units: `memory` in MiB of the survivor: at the kill, at the end."""

    log: dict[str, int]
    delivered: int
    missing: int
    twice: int
    twice_not_in_flight: int
    in_flight: int
    over: dict[str, int]
    busiest: int
    answers: dict[int, int]
    seconds: float
    memory: tuple[float, float]

    @property
    def wrong(self) -> int:
        """Reminders lost, doubled without the kill's excuse, limits passed."""
        return self.missing + self.twice_not_in_flight + sum(self.over.values())


async def volume(url: str, size: Volume, folder: Path) -> Reminded:
    """Remind everybody with two replicas, kill one at 40 %, and tell what became of it."""
    blocked = frozenset(person(number, size.tenants) for number in range(7, size.people, 100))
    channel = ThrottlingChannel(blocked=blocked, throttled=size.throttled, down=size.down)
    await channel.start()
    database = Database(url)
    await database.open()
    await database.migrate()
    await fill(database, size.people, size.tenants, channel.base_url)
    behind, lease = time.time() - BEGIN.timestamp(), size.lease_seconds
    a, b = (
        Replica(url, name, folder / name, behind_seconds=behind, lease_seconds=lease)
        for name in ("a", "b")
    )
    began = time.monotonic()
    try:
        in_flight = await _kill_in_the_middle(a, database, channel, size)
        at_kill = len(b.memory())
        await _finish(database, size.people)
        seconds = time.monotonic() - began
        log = await database.run(_states, write=False)
    finally:
        a.kill()
        b.kill()
        await channel.stop()
        await database.close()
    memory = b.memory()
    return _counted(
        channel,
        size.people - len(blocked),
        in_flight,
        log=log,
        seconds=seconds,
        memory=(memory[at_kill - 1], memory[-1]),
    )


async def _kill_in_the_middle(
    victim: Replica, database: Database, channel: ThrottlingChannel, size: Volume
) -> set[str]:
    """Kill -9 at 40 %; the conversations whose message it was just sending."""

    async def is_under_way() -> bool:
        return len(channel.taken) >= size.people * 0.4

    await until(is_under_way, 900)
    victim.kill()
    held = await database.run(_held, write=False)
    await asyncio.sleep(size.lease_seconds / 3)
    # what the dead one held is held still, until its leases end
    still = held & await database.run(_held, write=False)
    return {who for _, who in still}


async def _finish(database: Database, people: int) -> None:
    async def is_done() -> bool:
        planned = sum((await database.run(_states, write=False)).values())
        return planned >= people and not await database.run(_pending, write=False)

    await until(is_done, 900)


def _counted(
    channel: ThrottlingChannel,
    reachable: int,
    in_flight: set[str],
    *,
    log: dict[str, int],
    seconds: float,
    memory: tuple[float, float],
) -> Reminded:
    twice = {who for who, count in channel.taken.items() if count > 1}
    return Reminded(
        log=log,
        delivered=len(channel.taken),
        missing=reachable - len(channel.taken),
        twice=len(twice),
        twice_not_in_flight=len(twice - in_flight),
        in_flight=len(in_flight),
        over=dict(+channel.over),
        busiest=channel.busiest,
        answers=dict(channel.answers),
        seconds=round(seconds, 1),
        memory=memory,
    )


async def on_own_postgres(size: Volume, folder: Path) -> Reminded:
    """The same on a throw-away server. Raises: RuntimeError where none can be started."""
    command = ["sh", ".ci/postgres.sh"]
    started = await asyncio.to_thread(
        subprocess.run, command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    url = started.stdout.strip()
    if started.returncode or not url:
        raise RuntimeError("no PostgreSQL server can be started here")
    try:
        return await volume(url, size, folder)
    finally:
        stop = [*command, "stop", url]
        await asyncio.to_thread(subprocess.run, stop, cwd=ROOT, check=False)


def main() -> int:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="volume", choices=["volume", "sweep"])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--tenants", type=int, default=20)
    parser.add_argument("--stored", type=int, default=1_000_000)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="reminders-"))
    if given.part == "sweep":
        from bench.sweep import sweep

        for stored in (1_000, given.stored):
            print(json.dumps(asyncio.run(sweep(folder / f"{stored}.db", stored))))
        return 0
    result = asyncio.run(on_own_postgres(Volume(given.people, given.tenants), folder))
    for name in Reminded.__dataclass_fields__:
        print(f"{name}: {getattr(result, name)}")
    return 1 if result.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
