"""The hook for hand-overs: posted once, tried again, given up only when it is refused for good."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.questions import QuestionDesk
from bot.storage.database import Database
from bot.support import SupportHook
from bot.worker import Worker
from tests.storage.test_answers import ASHA

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class HelpDesk:
    """A help desk that answers as it is told."""

    def __init__(self) -> None:
        self.answers = [200]
        self.heard: list[dict[str, Any]] = []
        self.now = NOW

    async def serve(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        return web.Response(status=self.answers.pop(0) if self.answers else 200)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'bot.db'}")
    await opened.open()
    await opened.migrate()
    yield opened
    await opened.close()


async def work(database: Database, desk: HelpDesk, *, moments: int = 1) -> None:
    application = web.Application()
    application.router.add_post("/hook", desk.serve)
    async with TestServer(application) as server, aiohttp.ClientSession() as session:
        url = str(server.make_url("/hook"))
        hook = SupportHook(database, session, url, clock=lambda: desk.now)
        worker = Worker(database, {"support": hook}, owner="w", clock=lambda: desk.now)
        for _ in range(moments):
            await worker.run_due()
            desk.now = desk.now.replace(hour=desk.now.hour + 1)


async def test_what_the_partner_saw_is_posted_once(database: Database) -> None:
    desk = HelpDesk()
    body = {"question": "Where is my money?", "name": "Asha"}
    await QuestionDesk(database, has_hook=True).hand_over(ASHA, "H1", body, claim_id="", now=NOW)

    await work(database, desk, moments=2)

    assert desk.heard == [{"handover_id": "H1", "at": NOW.isoformat(), **body}]


async def test_an_outage_is_waited_out(database: Database) -> None:
    desk = HelpDesk()
    desk.answers = [503, 429, 202]
    await QuestionDesk(database, has_hook=True).hand_over(
        ASHA, "H1", {"question": "?"}, claim_id="", now=NOW
    )

    await work(database, desk, moments=5)

    assert len(desk.heard) == 3


async def test_a_refusal_for_good_is_not_repeated(database: Database) -> None:
    desk = HelpDesk()
    desk.answers = [404, 200]
    await QuestionDesk(database, has_hook=True).hand_over(
        ASHA, "H1", {"question": "?"}, claim_id="", now=NOW
    )

    await work(database, desk, moments=3)

    assert len(desk.heard) == 1
