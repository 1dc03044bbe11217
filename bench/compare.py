"""Several servers in one run, interleaved (A B C, B C A, ...): the machine's moods cancel out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.servers import Server
from bench.turns import Load, Result, Script, drive


@dataclass
class Contestant:
    """A started server, the script it gets and what came out, one result per round."""

    server: Server
    script: Script
    redeliver: float = 0.0
    warm_up: list[Result] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)

    @property
    def bad(self) -> int:
        """Wrong, missing, extra and refused replies of all rounds, the warm-up's too."""
        return sum(result.bad for result in (*self.warm_up, *self.results))

    @property
    def troubles(self) -> list[str]:
        """The first few of them, in words."""
        played = (*self.warm_up, *self.results)
        return [text for r in played for text in (*r.setup.samples, *r.tally.samples)][:5]

    @property
    def cpu_ms(self) -> float:
        """CPU per turn, median of the rounds."""
        return median(result.cpu_ms_per_turn for result in self.results)

    def latency_ms(self, share: float) -> float:
        """A quantile of the latency, median of the rounds."""
        return median(result.latency_ms(share) for result in self.results)


async def compare(
    contestants: Sequence[Contestant],
    load: Load,
    rounds: int,
    *,
    warmed_up: Callable[[], None] = lambda: None,
) -> None:
    """Measure every contestant in every round. The round before the first one is thrown away."""
    for round_ in range(rounds + 1):
        first = round_ % len(contestants)
        for contestant in [*contestants[first:], *contestants[:first]]:
            result = await _once(contestant, load, warm_up=round_ == 0)
            (contestant.results if round_ else contestant.warm_up).append(result)
            await asyncio.sleep(0.1)
        if round_ == 0:
            warmed_up()


async def _once(contestant: Contestant, load: Load, *, warm_up: bool) -> Result:
    server, script = contestant.server, contestant.script
    least = len(script["loop"])
    played = Load(
        conversations=load.conversations,
        turns=least if warm_up else load.turns,
        timeout_seconds=load.timeout_seconds,
        redeliver=contestant.redeliver,
        at_once=load.at_once,
    )
    return await drive(server.connector, server.endpoint, server.pids, script, played)


def ratio(one: Contestant, other: Contestant, figure: Callable[[Result], float]) -> float:
    """Median over the rounds of figure(one) / figure(other) in the same round."""
    pairs = zip(one.results, other.results, strict=True)
    return median(figure(a) / figure(b) for a, b in pairs if figure(b))
