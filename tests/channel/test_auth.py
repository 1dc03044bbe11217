from __future__ import annotations

import base64
import json

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.channel.auth import LoopbackAuthentication
from bot.channel.identity import Admission
from bot.errors import AuthRefused, SettingsError
from tests.channel.fake_channel import APP_ID, KEYS, NOW, TENANT


async def _status(bot, token, **changes):
    response = await bot.post(bot.channel.activity(**changes), token)
    return response.status


async def test_a_valid_token_is_taken(bot):
    assert await _status(bot, bot.channel.token()) == 202
    assert bot.channel.texts == ["1: hello"]


async def test_no_header_is_refused(bot):
    response = await bot.client.post("/api/messages", json=bot.channel.activity())

    assert response.status == 401


@pytest.mark.parametrize(
    "header", ["Bearer garbage", "Bearer a.b.c", "Basic xyz", "Bearer", "Bearer  x y"]
)
async def test_garbage_is_refused(bot, header):
    response = await bot.client.post(
        "/api/messages", json=bot.channel.activity(), headers={"Authorization": header}
    )

    assert response.status == 401


async def test_an_expired_token_is_refused(bot):
    assert await _status(bot, bot.channel.token(exp=int(NOW) - 301)) == 401
    assert bot.channel.sent == []


async def test_a_forged_signature_under_a_known_key_id_is_refused(bot):
    assert await _status(bot, bot.channel.token(key=KEYS[1])) == 401


async def test_an_unknown_key_id_is_refused(bot):
    assert await _status(bot, bot.channel.token(key=KEYS[1], kid="nobody")) == 401


async def test_algorithm_none_is_refused(bot):
    head = {"alg": "none", "kid": "key-0", "typ": "JWT"}
    claims = {"iss": "https://api.botframework.com", "aud": APP_ID, "exp": int(NOW) + 60}
    parts = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (head, claims)
    )
    token = b".".join((*parts, b"")).decode()

    assert await _status(bot, token) == 401


async def test_a_symmetric_signature_is_refused(bot):
    secret = "the public key is no secret and must not become one"

    assert await _status(bot, bot.channel.token(key=secret, algorithm="HS256")) == 401


async def test_a_token_of_the_future_is_refused(bot):
    assert await _status(bot, bot.channel.token(nbf=int(NOW) + 301)) == 401


async def test_a_channel_the_key_does_not_endorse_is_refused(make_bot):
    bot = await make_bot(admission=Admission(channels={"msteams", "webchat"}))

    assert await _status(bot, bot.channel.token(), channelId="webchat") == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-app"},
        {"iss": "https://evil.example"},
        {"serviceurl": "https://smba.example/other"},
        {"serviceurl": 7},
        {"exp": "soon"},
        {"exp": None},
        {"exp": True},
    ],
    ids=str,
)
async def test_a_wrong_claim_is_refused(bot, claims):
    assert await _status(bot, bot.channel.token(**claims)) == 401


@pytest.mark.parametrize("claim", ["exp", "aud", "iss", "serviceurl"])
async def test_a_missing_claim_is_refused(bot, claim):
    assert await _status(bot, bot.channel.token(without=(claim,))) == 401


async def test_the_emulator_issuer_is_refused(bot):
    issuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"

    assert await _status(bot, bot.channel.token(iss=issuer)) == 401


async def test_a_token_is_good_after_the_keys_rotated(bot):
    await _status(bot, bot.channel.token())
    bot.channel.published = {"key-1": (KEYS[1], ["msteams"])}
    bot.clock.seconds += 301

    assert await _status(bot, bot.channel.token(key=KEYS[1], kid="key-1")) == 202


async def test_a_remembered_token_is_forgotten_when_its_key_was_withdrawn(bot):
    old = bot.channel.token()
    await _status(bot, old)
    bot.channel.published = {"key-1": (KEYS[1], ["msteams"])}
    bot.clock.seconds += 301
    await _status(bot, bot.channel.token(key=KEYS[1], kid="key-1"))

    assert await _status(bot, old) == 401


async def test_a_withdrawn_key_is_good_for_a_day_at_most_though_no_other_is_heard_of(bot):
    await _status(bot, bot.channel.token())
    bot.channel.published = {"key-1": (KEYS[1], ["msteams"])}
    bot.clock.seconds += 86_401

    assert await _status(bot, bot.channel.token(exp=int(NOW) + 100_000)) == 401


async def test_a_remembered_token_expires(bot):
    token = bot.channel.token(exp=int(NOW) + 60)
    await _status(bot, token)
    bot.clock.seconds += 361

    assert await _status(bot, token) == 401


async def test_unknown_key_ids_do_not_make_us_read_the_keys_again_and_again(bot):
    for number in range(5):
        await _status(bot, bot.channel.token(key=KEYS[1], kid=f"unknown-{number}"))

    assert bot.channel.key_reads == 1


async def test_keys_that_cannot_be_read_mean_try_again(bot):
    bot.channel.keys_status = 500

    assert await _status(bot, bot.channel.token()) == 503


async def test_old_keys_stay_in_use_while_new_ones_cannot_be_read(bot):
    await _status(bot, bot.channel.token())
    bot.channel.keys_status = 500
    bot.clock.seconds += 90_000

    assert await _status(bot, bot.channel.token(exp=int(NOW) + 100_000)) == 202


async def test_a_foreign_tenant_is_refused(make_bot):
    bot = await make_bot(admission=Admission(tenants={"another"}))

    assert await _status(bot, bot.channel.token()) == 401


async def test_a_listed_tenant_is_let_in(make_bot):
    bot = await make_bot(admission=Admission(tenants={TENANT}))

    assert await _status(bot, bot.channel.token()) == 202


async def test_an_unlisted_channel_is_refused(make_bot):
    bot = await make_bot(admission=Admission(channels={"webchat"}))

    assert await _status(bot, bot.channel.token()) == 401


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "", "bot.example", "::"])  # noqa: S104
def test_without_an_app_id_the_bot_refuses_to_listen_beyond_loopback(host):
    with pytest.raises(SettingsError, match="loopback"):
        LoopbackAuthentication(host, Admission())


async def test_without_an_app_id_a_loopback_request_is_let_in(make_bot):
    bot = await make_bot(authentication=LoopbackAuthentication("127.0.0.1", Admission()))
    response = await bot.client.post("/api/messages", json=bot.channel.activity())

    assert response.status == 202


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:3978"},
        {"Origin": "https://evil.example"},
    ],
    ids=str,
)
async def test_a_rebound_name_or_a_foreign_page_is_refused(make_bot, headers):
    bot = await make_bot(authentication=LoopbackAuthentication("127.0.0.1", Admission()))
    response = await bot.client.post("/api/messages", json=bot.channel.activity(), headers=headers)

    assert response.status == 401


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.example/",
        "http://127.0.0.1@evil.example",
        "http://127.0.0.1.evil.example",
        "file:///x",
    ],
)
async def test_without_an_app_id_answers_stay_on_this_machine(make_bot, url):
    bot = await make_bot(authentication=LoopbackAuthentication("localhost", Admission()))
    response = await bot.client.post("/api/messages", json=bot.channel.activity(serviceUrl=url))

    assert response.status == 401


async def test_a_peer_on_another_machine_is_refused():
    authentication = LoopbackAuthentication("127.0.0.1", Admission())
    request = make_mocked_request("POST", "/api/messages", headers={"Host": "127.0.0.1"})

    with pytest.raises(AuthRefused, match="peer"):
        await authentication.identify(request.clone(remote="10.0.0.7"))


async def test_the_service_url_of_another_call_is_refused(bot):
    token = bot.channel.token()
    await _status(bot, token)

    assert await _status(bot, token, serviceUrl="https://evil.example") == 401
