from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.channel.connector import Connector, Patience, Place
from bot.channel.throttle import Throttle
from bot.channel.tokens import TokenSource, by_secret
from bot.errors import ConnectorError
from tests.channel.fake_channel import NOW, FakeClock


class Tokens:
    def __init__(self, clock, seconds=3600):
        self.fetched, self.seconds = 0, seconds
        self.source = TokenSource(self.fetch, monotonic=clock)

    async def fetch(self):
        self.fetched += 1
        await asyncio.sleep(0)
        return {"access_token": f"token-{self.fetched}", "expires_in": self.seconds}


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def tokens(clock):
    return Tokens(clock)


@pytest.fixture
async def connector(clock, tokens):
    async with aiohttp.ClientSession() as session:
        yield Connector(
            session,
            token=tokens.source,
            throttle=Throttle(monotonic=clock, sleep=clock.sleep),
            patience=Patience(timeout_seconds=2, retries=2, max_wait_seconds=5),
            sleep=clock.sleep,
            jitter=lambda: 0.5,
            wall_clock=clock,
        )


def at(channel, conversation="a:1"):
    return Place(channel.url, conversation, "tenant")


async def test_a_message_is_posted_and_its_id_returned(connector, channel):
    assert await connector.send(at(channel), {"text": "x"}) == "m1"
    assert channel.headers[0]["Authorization"] == "Bearer token-1"


async def test_forty_sends_at_once_fetch_one_token(connector, channel, tokens):
    await asyncio.gather(*(connector.send(at(channel, f"a:{n}"), {}) for n in range(40)))

    assert tokens.fetched == 1


async def test_a_token_is_renewed_five_minutes_early(connector, channel, tokens, clock):
    await connector.send(at(channel), {})
    clock.seconds += 3299
    await connector.send(at(channel), {})
    assert tokens.fetched == 1

    clock.seconds += 2
    await connector.send(at(channel), {})
    assert tokens.fetched == 2


async def test_a_refused_token_is_replaced_once(connector, channel, tokens):
    channel.refusals.extend([(401, "Unauthorized", {})])

    assert await connector.send(at(channel), {}) == "m2"
    assert channel.headers[1]["Authorization"] == "Bearer token-2"


async def test_a_login_that_refuses_tells_no_secret(clock):
    async def refuse():
        return {"error": "invalid_client", "error_description": "secret abc"}

    with pytest.raises(ConnectorError) as caught:
        await TokenSource(refuse, monotonic=clock).get()

    assert caught.value.code == "TokenUnavailable"
    assert "abc" not in str(caught.value) + caught.value.detail


async def test_a_secret_is_exchanged_for_a_token(aiohttp_login):
    url, asked = aiohttp_login
    async with aiohttp.ClientSession() as session:
        fetch = by_secret(session, app_id="app", secret="s", tenant_id="t", login_url=url)
        answer = await fetch()

    assert answer["access_token"] == "abc"
    assert asked[0]["grant_type"] == "client_credentials"
    assert asked[0]["scope"] == "https://api.botframework.com/.default"


@pytest.fixture
async def aiohttp_login():
    from aiohttp import web
    from aiohttp.test_utils import TestServer

    asked = []

    async def token(request):
        asked.append(dict(await request.post()))
        return web.json_response({"access_token": "abc", "expires_in": 3600})

    app = web.Application()
    app.router.add_post("/t/oauth2/v2.0/token", token)
    server = TestServer(app)
    await server.start_server()
    yield str(server.make_url("")).rstrip("/"), asked
    await server.close()


@pytest.mark.parametrize("status", [412, 429])
async def test_a_message_that_was_not_taken_is_sent_again(connector, channel, clock, status):
    channel.refusals.append((status, "Later", {"Retry-After": "2"}))

    assert await connector.send(at(channel), {}) == "m2"
    assert 2 in clock.slept


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_message_that_may_have_been_taken_is_never_sent_again(connector, channel, status):
    channel.refusals.append((status, "Broken", {}))

    with pytest.raises(ConnectorError) as caught:
        await connector.send(at(channel), {})

    assert caught.value.status == status
    assert len(channel.sent) == 1


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_an_update_is_repeated_with_growing_pauses(connector, channel, clock, status):
    channel.refusals.extend([(status, "Down", {})] * 2)

    assert await connector.update(at(channel), "7", {}) == "m3"
    assert clock.slept == [0.5, 1.0]


async def test_repeating_ends(connector, channel):
    channel.refusals.extend([(429, "Later", {})] * 9)

    with pytest.raises(ConnectorError):
        await connector.send(at(channel), {})

    assert len(channel.sent) == 3


async def test_a_long_retry_after_is_handed_up(connector, channel, clock):
    channel.refusals.append((429, "Later", {"Retry-After": "120"}))

    with pytest.raises(ConnectorError) as caught:
        await connector.send(at(channel), {})

    assert caught.value.retry_after_seconds == 120
    assert clock.slept == []

    with pytest.raises(ConnectorError):
        await connector.send(at(channel), {})
    assert len(channel.sent) == 1


async def test_retry_after_may_be_a_date(connector, channel):
    from email.utils import formatdate

    channel.refusals.append((429, "Later", {"Retry-After": formatdate(NOW + 60, usegmt=True)}))

    with pytest.raises(ConnectorError) as caught:
        await connector.send(at(channel), {})

    assert caught.value.retry_after_seconds == 60


async def test_other_refusals_are_not_repeated(connector, channel):
    channel.refusals.append((403, "ConversationBlockedByUser", {}))

    with pytest.raises(ConnectorError) as caught:
        await connector.send(at(channel), {})

    assert (caught.value.status, caught.value.code) == (403, "ConversationBlockedByUser")
    assert len(channel.sent) == 1


async def test_an_unreachable_service_is_tried_again_and_then_told(
    connector, clock, unused_tcp_port
):
    with pytest.raises(ConnectorError) as caught:
        await connector.send(Place(f"http://127.0.0.1:{unused_tcp_port}", "a:1"), {})

    assert (caught.value.status, caught.value.code) == (0, "NotReachable")
    assert clock.slept == [0.5, 1.0]


@pytest.fixture
def unused_tcp_port():
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


async def test_the_token_never_travels_in_the_clear(connector):
    with pytest.raises(ConnectorError, match="InsecureServiceUrl"):
        await connector.send(Place("http://smba.example", "a:1"), {})


async def test_lone_surrogates_and_korean_can_be_sent(connector, channel):
    await connector.send(at(channel), {"text": "한국어 \ud800"})

    assert channel.sent[0][2]["text"] == "한국어 ?"


async def test_the_eighth_message_of_a_second_waits(clock, connector, channel):
    for _ in range(8):
        await connector.send(at(channel), {})

    assert clock.slept == [1.0]


async def test_sixty_in_thirty_seconds_is_the_limit(clock):
    throttle = Throttle(
        conversation_windows=((60, 30),), tenant_windows=(), monotonic=clock, sleep=clock.sleep
    )
    for _ in range(60):
        await throttle.wait("c", "t", 5)

    with pytest.raises(ConnectorError) as caught:
        await throttle.wait("c", "t", 5)
    assert caught.value.retry_after_seconds == 30


async def test_a_tenant_has_its_own_limit(clock):
    throttle = Throttle(tenant_windows=((50, 1),), monotonic=clock, sleep=clock.sleep)
    for number in range(51):
        await throttle.wait(f"c{number}", "t", 5)

    assert clock.slept == [1.0]


async def test_no_window_ever_lets_more_through(clock):
    throttle = Throttle(monotonic=clock, sleep=clock.sleep, tenant_windows=())
    starts = []
    for _ in range(70):
        await throttle.wait("c", "t", 100)
        starts.append(clock.seconds)
        clock.seconds += 0.05

    for count, seconds in ((7, 1), (8, 2), (60, 30)):
        for first, beyond in zip(starts, starts[count:], strict=False):
            assert beyond - first >= seconds - 1e-6


@pytest.mark.parametrize(
    ("status", "attempts", "result"),
    [
        (400, 1, "refused"),
        (403, 1, "refused"),
        (401, 2, "unauthorized"),
        (429, 3, "throttled"),
        (500, 1, "failed"),
    ],
)
async def test_every_attempt_is_counted_by_what_became_of_it(
    connector, channel, status, attempts, result
):
    channel.refusals.extend([(status, "X", {})] * attempts)
    with pytest.raises(ConnectorError):
        await connector.send(at(channel), {})
    await connector.send(at(channel), {})

    assert connector.counts == {result: attempts, "taken": 1}


async def test_a_message_without_a_token_or_without_anybody_there_is_counted(connector, tokens):
    nobody = Place("http://127.0.0.1:9", "a:1", "tenant")
    with pytest.raises(ConnectorError):
        await connector.send(nobody, {})
    assert connector.counts == {"unanswered": 3}

    tokens.source.forget("token-1")

    async def refuses():
        raise OSError("login")

    tokens.source._fetch = refuses
    with pytest.raises(ConnectorError):
        await connector.send(nobody, {})
    assert connector.counts == {"unanswered": 3, "without_token": 1}
