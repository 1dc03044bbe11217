from __future__ import annotations

import json

import pytest

from bot.channel.auth import LoopbackAuthentication
from bot.channel.identity import Admission
from bot.errors import StorageUnavailable
from bot.storage.database import Database


def _signed(bot, **more):
    return {
        "Authorization": f"Bearer {bot.channel.token()}",
        "Content-Type": "application/json",
    } | more


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"{}",
        b"[" * 100_000,
        b'{"type": NaN}',
        b"\xff\xfe",
        b'{"a":' * 20_000,
    ],
    ids=lambda body: body[:12].decode("latin-1"),
)
async def test_a_body_that_is_no_activity_is_a_bad_request(bot, body):
    response = await bot.client.post("/api/messages", data=body, headers=_signed(bot))

    assert response.status == 400


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"]
)
async def test_another_content_type_is_refused(bot, kind):
    body = json.dumps(bot.channel.activity())
    headers = _signed(bot) | {"Content-Type": kind}
    response = await bot.client.post("/api/messages", data=body, headers=headers)

    assert response.status == 415


async def test_a_body_over_256_kb_is_refused(bot, root):
    response = await bot.post(bot.channel.activity(text="x" * 300_000))

    assert response.status == 413
    assert root.seen == []


async def test_a_long_body_without_a_length_is_refused(bot):
    async def chunks():
        for _ in range(10):
            yield b" " * 50_000

    response = await bot.client.post("/api/messages", data=chunks(), headers=_signed(bot))

    assert response.status == 413


async def test_a_stranger_learns_nothing_about_bodies(bot):
    response = await bot.client.post("/api/messages", data=b"{")

    assert response.status == 401


async def test_20_000_characters_are_cut_and_the_dialog_knows(bot, root):
    await bot.says("a" * 20_000)

    assert len(root.seen[0].text) == 2000
    assert root.seen[0].text_was_cut


async def test_a_database_that_is_away_means_try_again(make_bot, tmp_path):
    class Away(Database):
        async def run(self, fn, *, write=True):
            raise StorageUnavailable("away")

        run_each = run

    bot = await make_bot(database=Away(f"sqlite:///{tmp_path / 'x.db'}"))

    assert await bot.says("hello") == 503
    assert bot.channel.sent == []


async def test_the_process_says_that_it_is_alive_and_ready(bot):
    for path in ("/healthz", "/readyz"):
        response = await bot.client.get(path)
        assert response.status == 200


async def test_a_failing_check_is_named_without_its_reason(make_bot):
    async def broken():
        raise RuntimeError("password=secret")

    bot = await make_bot(checks={"database": broken})
    response = await bot.client.get("/readyz")
    text = await response.text()

    assert response.status == 503
    assert json.loads(text)["checks"] == {"database": "failing"}
    assert "secret" not in text


async def test_loopback_mode_answers_malformed_bodies_as_well(make_bot):
    bot = await make_bot(authentication=LoopbackAuthentication("127.0.0.1", Admission()))
    headers = {"Content-Type": "application/json"}
    response = await bot.client.post("/api/messages", data=b"{", headers=headers)

    assert response.status == 400
