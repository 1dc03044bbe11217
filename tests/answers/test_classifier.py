"""The optional classifier: it may name an intent, and any failure means no opinion."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.answers.classifier import Classifier, classifier_from
from bot.settings import Settings

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
LABELS = ("deadline", "payment", "out_of_scope")


class FakeModel:
    """An OpenAI-compatible endpoint that says what it is told to."""

    def __init__(self) -> None:
        self.reply: Any = {"intent": "payment"}
        self.status = 200
        self.hangs = False
        self.heard: list[dict[str, Any]] = []
        self.keys: list[str] = []

    async def serve(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        self.keys.append(request.headers.get("Authorization", ""))
        if self.hangs:
            await asyncio.Event().wait()
        content = self.reply if isinstance(self.reply, str) else json.dumps(self.reply)
        body = {"choices": [{"message": {"role": "assistant", "content": content}}]}
        return web.json_response(body, status=self.status)


@asynccontextmanager
async def a_classifier(model: FakeModel, **more: Any) -> AsyncIterator[Classifier]:
    application = web.Application()
    application.router.add_post("/v1/chat/completions", model.serve)
    async with TestServer(application) as server, aiohttp.ClientSession() as session:
        given = {"timeout_seconds": 5.0, "daily_budget": 10, "clock": lambda: NOW, **more}
        yield Classifier(
            session,
            url=str(server.make_url("/v1/")),
            model="tiny",
            api_key="secret",
            labels=LABELS,
            **given,
        )


async def test_it_names_one_of_our_intents() -> None:
    model = FakeModel()
    async with a_classifier(model) as classifier:
        assert await classifier.classify("when is the cash coming") == "payment"
    assert model.keys == ["Bearer secret"]


async def test_it_hears_nothing_personal() -> None:
    model = FakeModel()
    async with a_classifier(model) as classifier:
        await classifier.classify("Asha at asha@contoso.com, 010-1234-5678", ["Asha"])

    heard = json.dumps(model.heard[0]["messages"][1])

    assert "[name]" in heard
    assert not any(part in heard for part in ("Asha", "contoso", "1234"))


@pytest.mark.parametrize(
    "reply",
    [{"intent": "give_money"}, {"label": "payment"}, "payment", "", [], {"intent": ["payment"]}],
)
async def test_anything_but_a_known_label_is_no_opinion(reply: Any) -> None:
    model = FakeModel()
    model.reply = reply if isinstance(reply, str) else json.dumps(reply)
    async with a_classifier(model) as classifier:
        assert await classifier.classify("when is the cash coming") is None


@pytest.mark.parametrize("status", [302, 400, 401, 429, 500])
async def test_a_failing_endpoint_is_no_opinion(status: int) -> None:
    model = FakeModel()
    model.status = status
    async with a_classifier(model) as classifier:
        assert await classifier.classify("when is the cash coming") is None


async def test_a_slow_endpoint_is_no_opinion() -> None:
    model = FakeModel()
    model.hangs = True
    async with a_classifier(model, timeout_seconds=0.05) as classifier:
        assert await classifier.classify("when is the cash coming") is None


async def test_a_dead_endpoint_is_no_opinion() -> None:
    async with aiohttp.ClientSession() as session:
        dead = Classifier(
            session,
            url="http://127.0.0.1:9",
            model="tiny",
            api_key="",
            labels=LABELS,
            timeout_seconds=1.0,
            daily_budget=10,
            clock=lambda: NOW,
        )

        assert await dead.classify("when is the cash coming") is None


async def test_the_daily_budget_is_kept_and_renewed() -> None:
    model, now = FakeModel(), [NOW]
    async with a_classifier(model, daily_budget=2, clock=lambda: now[0]) as classifier:
        said = [await classifier.classify("when is the cash coming") for _ in range(3)]
        now[0] += timedelta(days=1)
        said.append(await classifier.classify("when is the cash coming"))

    assert said == ["payment", "payment", None, "payment"]
    assert len(model.heard) == 3


async def test_it_is_off_unless_an_address_is_set() -> None:
    async with aiohttp.ClientSession() as session:
        assert classifier_from(Settings(), session, lambda: NOW) is None
