"""Requests at the door of a bot with an app id: only the channel's own, only well formed."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack

import jwt
import pytest
from aiohttp import web
from jwt.algorithms import RSAAlgorithm

from tests.channel.fake_channel import APP_ID, ISSUER, KEYS
from tests.journeys.fake_channel import FakeChannel
from tests.ports import listener

FAR_AHEAD = 4_102_444_800
"""In the year 2100: the tokens of these journeys are judged by the real clock."""


async def issuer(stack: AsyncExitStack, endorsements: tuple[str, ...] = ("msteams",)) -> str:
    """Announces the channel's keys, and hands the bot its own token."""
    record = json.loads(RSAAlgorithm.to_jwk(KEYS[0].public_key()))
    record |= {"kid": "key-0", "endorsements": list(endorsements)}
    listens, port = listener()
    base = f"http://127.0.0.1:{port}"

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/openid":
            return web.json_response({"issuer": ISSUER, "jwks_uri": f"{base}/keys"})
        if request.path == "/keys":
            return web.json_response({"keys": [record]})
        return web.json_response({"access_token": "out", "expires_in": 3600})

    application = web.Application()
    application.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.SockSite(runner, listens).start()
    return base


@pytest.fixture
async def guarded(stage_of):
    """A bot with an app id."""
    async with AsyncExitStack() as stack:
        base = await issuer(stack)
        yield await stage_of(
            app_id=APP_ID,
            app_tenant_id="22222222-2222-2222-2222-222222222222",
            app_password="secret",
            openid_url=f"{base}/openid",
            login_url=base,
            backend_url="sandbox",
        )


def token(channel: FakeChannel, *, key=KEYS[0], kid="key-0", without="", **changes):
    claims = {"iss": ISSUER, "aud": APP_ID, "serviceurl": channel.base, "nbf": 0, "exp": FAR_AHEAD}
    claims |= changes
    claims.pop(without, None)
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": kid})


BAD_TOKENS = {
    "forged": {"key": KEYS[1]},
    "of an unknown key": {"kid": "key-9"},
    "expired": {"exp": 1_700_000_000},
    "of tomorrow": {"nbf": FAR_AHEAD - 10},
    "for another bot": {"aud": "33333333-1111-4111-8111-111111111111"},
    "of another issuer": {"iss": "https://sts.windows.net/x/"},
    "for another service": {"serviceurl": "https://smba.trafficmanager.net/kr/"},
    "without a service": {"without": "serviceurl"},
    "without an end": {"without": "exp"},
}


async def test_a_partner_with_a_good_token_is_answered(guarded):
    asha = guarded.person("Asha")
    asha.headers = {"Authorization": f"Bearer {token(guarded.channel)}"}
    await asha.says("hi")

    assert asha.status == 202
    asha.sees("Hello, Asha")


async def test_no_bad_token_is_let_in(guarded):
    asha = guarded.person("Asha")
    for case, changes in BAD_TOKENS.items():
        asha.headers = {"Authorization": f"Bearer {token(guarded.channel, **changes)}"}
        await asha.says("hi")
        assert (case, asha.status) == (case, 401)
    for header in ({}, {"Authorization": "Bearer "}, {"Authorization": "Basic YTpi"}):
        asha.headers = header
        await asha.says("hi")
        assert asha.status == 401

    assert asha.messages == []


async def test_an_activity_for_another_service_url_than_its_token_is_refused(guarded):
    asha = guarded.person("Asha")
    asha.headers = {"Authorization": f"Bearer {token(guarded.channel)}"}
    await asha.sends(asha.activity(text="hi", serviceUrl="https://smba.trafficmanager.net/kr/"))

    assert (asha.status, asha.messages) == (401, [])


BODIES = {
    "cut off": ('{"type": "message"', "application/json", 400),
    "no object": ("[1, 2, 3]", "application/json", 400),
    "empty": ("", "application/json", 400),
    "not a number": ('{"type": "message", "value": NaN}', "application/json", 400),
    "deep": ("[" * 5000 + "]" * 5000, "application/json", 400),
    "nothing in it": ("{}", "application/json", 400),
    "no utf-8": (b'{"type": "\xff\xfe"}', "application/json", 400),
    "a form": ("type=message", "application/x-www-form-urlencoded", 415),
    "text": ('{"type": "message"}', "text/plain", 415),
    "huge": ('{"a": "' + "x" * 300_000 + '"}', "application/json", 413),
}


@pytest.mark.parametrize(("body", "kind", "status"), BODIES.values(), ids=BODIES.keys())
async def test_a_body_that_is_no_activity_is_refused_and_the_bot_goes_on(
    stage, asha, caplog, body, kind, status
):
    posting = stage.session.post(
        f"{stage.base}/api/messages", data=body, headers={"Content-Type": kind}
    )
    async with posting as response:
        assert response.status == status
    await asha.says("hi")

    asha.sees("Hello, Asha")
    assert not caplog.records


async def test_another_tenant_and_another_channel_are_not_served(stage_of):
    stage = await stage_of(allowed_tenants=("22222222-2222-2222-2222-222222222222",))
    eve = stage.person("Eve", tenant="99999999-2222-2222-2222-222222222222")
    await eve.says("hi")
    assert (eve.status, eve.messages) == (401, [])
    asha = stage.person("Asha")
    asha.channel_id = "slack"
    await asha.says("hi")

    assert (asha.status, asha.messages) == (401, [])


async def test_hundreds_of_bad_requests_do_not_keep_a_partner_waiting(stage, asha):
    async def bad():
        async with stage.session.post(f"{stage.base}/api/messages", data="{") as response:
            return response.status

    statuses, _ = await asyncio.gather(
        asyncio.gather(*(bad() for _ in range(200))), asha.says("hi")
    )

    assert set(statuses) <= {400, 415}
    asha.sees("Hello, Asha")


async def test_a_body_that_is_not_packed_as_it_says_is_refused(stage, asha, caplog):
    body = json.dumps(asha.activity(text="hello")).encode()
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    url = f"{stage.base}/api/messages"
    async with stage.session.post(url, data=body, headers=headers) as response:
        assert response.status == 400
    assert "turn_failed" not in caplog.text


async def test_a_service_url_with_a_port_that_cannot_be_is_refused(asha, caplog):
    await asha.sends(asha.activity(text="hello", serviceUrl="http://127.0.0.1:99999"))
    assert asha.status == 401
    assert caplog.records == []


NOBODY = ({"aadObjectId": None}, {"aadObjectId": "a\x00b"}, {"aadObjectId": 5})


@pytest.mark.parametrize("sender", NOBODY, ids=str)
async def test_somebody_whom_the_channel_does_not_name_is_told_what_to_do(asha, caplog, sender):
    activity = asha.activity(text="my claims")
    await asha.sends({**activity, "from": {**activity["from"], **sender}})
    asha.sees_not("wrong on our side")
    assert asha.new
    assert caplog.records == []


async def test_a_message_without_a_tenant_is_answered(asha, caplog):
    activity = asha.activity(text="my claims", channelData={})
    conversation = {k: v for k, v in activity["conversation"].items() if k != "tenantId"}
    await asha.sends({**activity, "conversation": conversation})
    asha.sees_not("wrong on our side")
    assert asha.new
    assert caplog.records == []
