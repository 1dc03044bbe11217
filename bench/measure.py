"""Every figure of the table: under load, in memory, over a million claims, of the jobs."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import goals
from bench.bot_server import Bot, backend
from bench.compare import Contestant, compare, ratio
from bench.goals import Figure
from bench.growth import add_claims
from bench.jobs import job_cpu_ms, takeover_seconds
from bench.questions import question_cost
from bench.reminders import Volume, on_own_postgres
from bench.servers import floor, stock
from bench.sweep import sweep
from bench.turns import Load, Result, drive, load_script

SCRIPTS = Path(__file__).resolve().parent / "scripts"
MIB = 2**20
PARTS = ("load", "memory", "growth", "jobs", "questions", "reminders")


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    rounds: int
    claims_per_round: int
    starts: int
    conversations: int
    stored_claims: int
    growth_rounds: int
    jobs: int
    reminders: Volume
    with_stock: bool


FULL = Size(5, 5, 5, 2000, 1_000_000, 5, 2000, Volume(), with_stock=True)
SHORT_VOLUME = Volume(people=300, tenants=6, lease_seconds=3, down=0)
"""Without 502, after which a message waits half a minute."""
SMOKE = Size(1, 1, 2, 200, 20_000, 1, 300, SHORT_VOLUME, with_stock=False)


class Bench:
    """One run in a folder of its own. `chosen` names the parts to measure, empty means all."""

    def __init__(self, size: Size, folder: Path, chosen: frozenset[str]) -> None:
        self._size, self._folder, self._chosen = size, folder, chosen
        self._backend = backend(folder / "backend")
        self.troubles: list[str] = []
        self.claim = load_script(SCRIPTS / "claim20.json")

    async def measure(self) -> list[Figure]:
        """All figures, in the order of the table."""
        await self._backend.start()
        measures = (
            self._under_load,
            self._memory,
            self._growth,
            self._jobs,
            self._questions,
            self._reminders,
        )
        figures: list[Figure] = []
        try:
            for name, part in zip(PARTS, measures, strict=True):
                if self._chosen and name not in self._chosen:
                    continue
                print(f"measuring {name} ...", file=sys.stderr, flush=True)
                figures += await part()
        finally:
            self._backend.stop()
        return figures

    def _bot(self, name: str) -> Bot:
        return Bot(self._folder / name, f"http://127.0.0.1:{self._backend.port}", name)

    def _load(self, claims: int) -> Load:
        return Load(turns=claims * len(self.claim["loop"]))

    async def _under_load(self) -> list[Figure]:
        bot = self._bot("bot")
        ours = Contestant(bot.server(), self.claim, redeliver=0.1)
        reference = Contestant(floor(self._folder / "floor"), load_script(SCRIPTS / "floor20.json"))
        others, why_not = self._stock()
        everybody = [ours, reference, *others]

        def forget_the_start() -> None:
            bot.stall_file.unlink(missing_ok=True)

        await self._contest(
            everybody, self._size.claims_per_round, self._size.rounds, forget_the_start
        )
        if reference.bad or any(other.bad for other in others):
            raise RuntimeError(f"a reference bot answered wrongly: {reference.troubles}")
        self._tell(ours)
        stock_ratio = ratio(ours, others[0], _cpu) if others else None
        return [
            Figure(goals.CPU_TO_FLOOR, ratio(ours, reference, _cpu), _per_turn(ours, reference)),
            Figure(goals.CPU_TO_STOCK, stock_ratio, why_not),
            Figure(goals.BAD_REPLIES, ours.bad),
            Figure(goals.P99_TO_FLOOR, ratio(ours, reference, lambda r: r.latency_ms(0.99))),
            Figure(goals.LOOP_STALL, bot.longest_stall_ms()),
        ]

    def _stock(self) -> tuple[list[Contestant], str]:
        if not self._size.with_stock:
            return [], "smoke"
        try:
            return [Contestant(stock(), load_script(SCRIPTS / "form.json"))], ""
        except RuntimeError as error:
            return [], str(error)

    async def _memory(self) -> list[Figure]:
        server = self._bot("memory").server()
        await server.start()  # the first start makes the schema
        server.stop()
        starts = []
        for _ in range(self._size.starts):
            starts.append(await server.start())
            server.stop()
        last = await server.start()
        hello = load_script(SCRIPTS / "hello.json")
        load = Load(
            conversations=self._size.conversations,
            turns=len(hello["loop"]),
            at_once=12,
        )
        result = await drive(server.connector, server.endpoint, server.pids, hello, load)
        server.stop()
        self.troubles += result.tally.samples
        remark = (
            "" if self._size.conversations == 2000 else f"{self._size.conversations} conversations"
        )
        return [
            Figure(goals.MEMORY_AT_START, last.resident_bytes / MIB),
            Figure(goals.MEMORY_LATER, result.resident_bytes / MIB, remark),
            Figure(goals.START_CPU, median(start.cpu_seconds for start in starts)),
            *([Figure(goals.BAD_REPLIES, result.bad, "hello")] if result.bad else []),
        ]

    async def _growth(self) -> list[Figure]:
        small, large = self._bot("small"), self._bot("large")
        first = Contestant(large.server(), self.claim)
        await self._contest([first], 1, 1)
        self._tell(first)
        add_claims(large.folder / "bot.db", self._size.stored_claims)
        few, many = (Contestant(bot.server(), self.claim) for bot in (small, large))
        await self._contest([few, many], self._size.claims_per_round, self._size.growth_rounds)
        self._tell(many)
        remark = (
            "" if self._size.stored_claims == 1_000_000 else f"{self._size.stored_claims:,} claims"
        )
        return [Figure(goals.GROWTH, ratio(many, few, _cpu), remark)]

    async def _jobs(self) -> list[Figure]:
        cpu = await job_cpu_ms(self._folder / "jobs", self._size.jobs)
        late = await takeover_seconds(self._folder / "takeover")
        return [Figure(goals.JOB_CPU, cpu), Figure(goals.TAKEOVER, late)]

    async def _questions(self) -> list[Figure]:
        cost = await asyncio.to_thread(question_cost)
        return [
            Figure(goals.QUESTION_CPU, cost.median_ms),
            Figure(goals.QUESTION_GROWTH, cost.growth),
            Figure(goals.QUESTION_START, cost.start_seconds),
            Figure(goals.QUESTION_MEMORY, cost.start_megabytes),
        ]

    async def _reminders(self) -> list[Figure]:
        size = self._size.reminders
        try:
            told = await on_own_postgres(size, self._folder / "reminders")
        except RuntimeError as error:
            whole = (goals.REMINDERS_WRONG, goals.REMINDER_MEMORY)
            return [*(Figure(goal, None, str(error)) for goal in whole), await self._sweep()]
        first, last = told.memory
        twice = f"{told.twice} of {told.in_flight} in flight at the kill came twice"
        grew = f"{size.people:,} reminders, {first:.0f} to {last:.0f} MiB"
        return [
            Figure(goals.REMINDERS_WRONG, told.wrong, twice),
            Figure(goals.REMINDER_MEMORY, last - first, grew),
            await self._sweep(),
        ]

    async def _sweep(self) -> Figure:
        """The first sweep of a day that has a step, the same number of drafts due."""
        stored, folder = self._size.stored_claims, self._folder
        few = await sweep(folder / "sweep-few.db", 1000)
        many = await sweep(folder / "sweep-many.db", stored)
        name = "CPU ms, first of the day"
        remark = "" if stored == 1_000_000 else f"{stored:,} claims"
        return Figure(goals.SWEEP_GROWTH, _number(many[name]) / _number(few[name]), remark)

    async def _contest(
        self,
        contestants: list[Contestant],
        claims: int,
        rounds: int,
        warmed_up: Callable[[], None] = lambda: None,
    ) -> None:
        for contestant in contestants:
            await contestant.server.start()
        try:
            await compare(contestants, self._load(claims), rounds, warmed_up=warmed_up)
        finally:
            for contestant in contestants:
                contestant.server.stop()

    def _tell(self, contestant: Contestant) -> None:
        self.troubles += contestant.troubles


def _number(value: object) -> float:
    assert isinstance(value, float)
    return value


def _cpu(result: Result) -> float:
    return result.cpu_ms_per_turn


def _per_turn(ours: Contestant, reference: Contestant) -> str:
    return f"{ours.cpu_ms:.2f} ms against {reference.cpu_ms:.2f} ms"
