"""Two instances of the bot, each with its own connections, on one database."""

from __future__ import annotations

import asyncio

import pytest

from bot.storage.conversations import load_conversation
from bot.storage.database import Database
from tests.storage.conftest import database_url

__all__ = ["database_url"]


@pytest.fixture
async def replicas(make_bot, database_url):
    databases = [Database(database_url) for _ in range(2)]
    for database in databases:
        database.shared = True  # leases work on SQLite as well as on PostgreSQL
        await database.open()
        await database.migrate()
    yield [await make_bot(database=one, owner=f"bot-{n}") for n, one in enumerate(databases)]
    for database in databases:
        await database.close()


async def test_an_activity_delivered_to_two_instances_is_answered_once(replicas, channel):
    one, two = replicas
    activity = channel.activity()
    statuses = await asyncio.gather(*(bot.post(activity) for bot in (one, two, one, two)))

    assert [response.status for response in statuses] == [202] * 4
    assert channel.texts == ["1: hello"]


async def test_turns_of_two_instances_run_one_at_a_time(replicas, root):
    async def script(dc, incoming, conversation):
        await asyncio.sleep(0)
        await dc.context.send_activity(incoming.text)

    root.script = script
    statuses = await asyncio.gather(*(bot.says("x") for bot in replicas * 4))
    row = await replicas[0].database.run(lambda c: load_conversation(c, "msteams|a:1"), write=False)

    assert statuses == [202] * 8
    assert (root.most_at_once, len(root.seen)) == (1, 8)
    assert row.dialog_state["stack"][0][1]["turns"] == 8


async def test_a_failed_turn_gives_the_conversation_back_to_the_other_instance(replicas, root):
    async def failing(dc, incoming, conversation):
        raise ValueError("boom")

    one, two = replicas
    root.script = failing
    await one.says("boom")
    root.script = None

    assert await two.says("hello") == 202
    assert two.channel.texts[-1] == "1: hello"
