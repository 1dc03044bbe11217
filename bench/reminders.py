"""Reminders at volume: two replicas on one PostgreSQL, one killed in the middle.

python -m bench.reminders              starts a throw-away PostgreSQL and prints the figures
python -m bench.reminders --people 400 --tenants 4     a short one
python -m bench.reminders replica …    one replica (used by the above)
python -m bench.reminders sweep        cost of the planning sweep over 1,000 and 1,000,000 claims
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

import app as composition
from bench.servers import ROOT
from bench.throttling import ThrottlingChannel
from bench.usage import usage_of
from bot.domain.claim import Claim
from bot.domain.partner import Contact, Partner
from bot.settings import Settings
from bot.storage import claims, contacts, conversations
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.storage.tables import jobs, reminder_log

DEADLINE = date(2027, 2, 15)
BEGIN = datetime(2027, 2, 12, 0, 0, 0, tzinfo=UTC)
"""Nine o'clock in Seoul on the last step before the last day."""
LEASE_SECONDS = 10.0
MIB = 2**20
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
    conversations.end_turn(c, row, f"hello {who}", read_version=0, owner="bench")
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


async def replica(url: str, name: str, folder: Path, behind_seconds: float) -> None:
    """The whole bot on a shifted clock until killed; tells its memory every second."""

    def clock() -> datetime:
        return datetime.fromtimestamp(time.time() - behind_seconds, UTC)

    settings = Settings(
        database_url=url,
        var_folder=str(folder),
        job_lease_seconds=LEASE_SECONDS,
        reminder_days_before=(30, 14, 7, 3, 1, 0),
    )
    async with AsyncExitStack() as stack:
        await composition.build(settings, stack, clock=clock)
        while True:
            line = {"name": name, "rss": usage_of([os.getpid()]).resident_bytes}
            print(json.dumps(line), flush=True)
            await asyncio.sleep(1)


class Replica:
    """A replica in a process of its own, with the memory it told."""

    def __init__(self, url: str, name: str, folder: Path, behind_seconds: float) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "bench.reminders", "replica"]
        command += ["--url", url, "--name", name, "--folder", str(folder)]
        command += ["--behind", str(behind_seconds)]
        self._out = folder.with_suffix(".out")
        self._file = self._out.open("w")
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=self._file)

    def memory(self) -> list[float]:
        """MiB, once a second."""
        lines = self._out.read_text().splitlines()
        return [json.loads(line)["rss"] / MIB for line in lines if line.endswith("}")]

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.wait()
        self._file.close()


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


async def volume(url: str, people: int, tenants: int, folder: Path) -> dict[str, object]:
    """Remind everybody with two replicas, kill one at 40 %, and tell what became of it."""
    blocked = frozenset(person(number, tenants) for number in range(7, people, 100))
    channel = ThrottlingChannel(blocked=blocked)
    await channel.start()
    database = Database(url)
    await database.open()
    await database.migrate()
    await fill(database, people, tenants, channel.base_url)
    behind = time.time() - BEGIN.timestamp()
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    a, b = (Replica(url, name, folder / name, behind) for name in ("a", "b"))
    began = time.monotonic()
    try:
        in_flight = await _kill_in_the_middle(a, database, channel, people)
        await _finish(database, people)
        seconds = time.monotonic() - began
        states = await database.run(_states, write=False)
    finally:
        a.kill()
        b.kill()
        await channel.stop()
        await database.close()
    figures = {"reminders": people, "blocked": len(blocked), "log": states}
    figures |= _counted(channel, people - len(blocked), in_flight)
    memory = b.memory()
    kept = [round(memory[i], 1) for i in (min(5, len(memory) - 1), len(memory) // 2, -1)]
    return figures | {"seconds": round(seconds, 1), "memory of the survivor, MiB": kept}


async def _kill_in_the_middle(
    victim: Replica, database: Database, channel: ThrottlingChannel, people: int
) -> set[str]:
    """Kill -9 at 40 %; the conversations whose message it was just sending."""

    async def is_under_way() -> bool:
        return len(channel.taken) >= people * 0.4

    await until(is_under_way, 900)
    victim.kill()
    held = await database.run(_held, write=False)
    await asyncio.sleep(LEASE_SECONDS / 3)
    # what the dead one held is held still, until its leases end
    still = held & await database.run(_held, write=False)
    return {who for _, who in still}


async def _finish(database: Database, people: int) -> None:
    async def is_done() -> bool:
        planned = sum((await database.run(_states, write=False)).values())
        return planned >= people and not await database.run(_pending, write=False)

    await until(is_done, 900)


def _counted(channel: ThrottlingChannel, reachable: int, in_flight: set[str]) -> dict[str, object]:
    twice = {who for who, count in channel.taken.items() if count > 1}
    return {
        "delivered": len(channel.taken),
        "missing": reachable - len(channel.taken),
        "in flight of the killed one": len(in_flight),
        "delivered twice": len(twice),
        "delivered twice and not in flight": len(twice - in_flight),
        "answers": dict(channel.answers),
        "limits passed": dict(+channel.over),
        "most calls of a tenant in a second": channel.busiest,
    }


def main() -> int:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="volume", choices=["volume", "replica", "sweep"])
    parser.add_argument("--url", default=os.environ.get("TEST_POSTGRES_URL", ""))
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--tenants", type=int, default=20)
    parser.add_argument("--stored", type=int, default=1_000_000)
    parser.add_argument("--name", default="")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--behind", type=float, default=0)
    given = parser.parse_args()
    if given.part == "replica":
        asyncio.run(replica(given.url, given.name, given.folder, given.behind))
        return 0
    folder = Path(tempfile.mkdtemp(prefix="reminders-"))
    if given.part == "sweep":
        from bench.sweep import sweep

        for stored in (1_000, given.stored):
            print(json.dumps(asyncio.run(sweep(folder / f"{stored}.db", stored))))
        return 0
    url = given.url or _postgres()
    try:
        result = asyncio.run(volume(url, given.people, given.tenants, folder))
    finally:
        if not given.url:
            subprocess.run(["sh", ".ci/postgres.sh", "stop", url], cwd=ROOT, check=False)
    for name, value in result.items():
        print(f"{name}: {value}")
    wrong = ("missing", "limits passed", "delivered twice and not in flight")
    return 1 if any(result[name] for name in wrong) else 0


def _postgres() -> str:
    started = subprocess.run(
        ["sh", ".ci/postgres.sh"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return started.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
