"""A burst of the claims office's events keeps nobody waiting for what they sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.journeys import stage as stages
from tests.journeys.afterwards import event_for, files_claim, posts, signed
from tests.journeys.conftest import NOW
from tests.journeys.fake_channel import FakeChannel, Message

BURST = 120


class Watching(FakeChannel):
    """A channel that notes how much of a burst was worked off when a receipt came."""

    def __init__(self) -> None:
        super().__init__()
        self.done_at_receipt: list[int] = []
        self.worked_off: Any = lambda: 0

    def heard(self, message_id: str, body: dict[str, Any]) -> Message:
        message = super().heard(message_id, body)
        if "Receipt:" in message.words:
            self.done_at_receipt.append(self.worked_off())
        return message


async def test_a_receipt_does_not_wait_for_a_burst_of_events(tmp_path: Path) -> None:
    async with stages.AsyncExitStack() as stack:
        channel = Watching()
        await channel.open(stack)
        stage = await stack.enter_async_context(stages.stage(tmp_path, now=NOW, channel=channel))
        asha = stage.person("Asha")
        await files_claim(asha, submits=False)
        for number in range(BURST):
            state = {"reference": f"X{number}", "submission_key": f"k{number}"}
            held = {"state": {**state, "received_at": NOW.isoformat()}}
            body, headers = signed(stage, event_for(held, 2, "in_review"))
            assert await posts(stage, body, headers) < 300
        await asha.clicks("Submit claim", attested="true")
        counts = stage.bot.worker.counts
        channel.worked_off = lambda: counts["job_retryat"]
        before = counts["job_retryat"]
        await asha.waits()
        asha.sees("Receipt")

        [done] = channel.done_at_receipt
        assert done - before < BURST // 4
        assert counts["job_retryat"] - before >= BURST
