"""Reading `/metrics` as Prometheus does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.journeys.stage import Stage
from tests.metrics.strict import Family, families_of


@dataclass(frozen=True)
class Scrape:
    """One answer, read strictly."""

    text: str
    families: Mapping[str, Family]

    def of(self, name: str, **labels: str) -> float:
        """A value of the bot's own families, 0 nowhere: what is asked for is always there."""
        return self.families[f"claims_bot_{name}"].samples["", tuple(labels.items())]

    def part(self, name: str, suffix: str) -> float:
        """The sum or number of a histogram."""
        return self.families[f"claims_bot_{name}"].samples[suffix, ()]

    def has(self, name: str) -> bool:
        """Whether one of the bot's own families is there."""
        return f"claims_bot_{name}" in self.families


async def scrape(stage: Stage) -> Scrape:
    """What is told now. What stands in the database is read anew."""
    stage.clock.moves(seconds=10)
    return await scrape_again(stage)


async def scrape_again(stage: Stage) -> Scrape:
    """What is told in the same moment."""
    async with stage.session.get(f"{stage.base}/metrics") as response:
        assert response.status == 200
        assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        text = await response.text()
    return Scrape(text, families_of(text))
