"""What an operator sets is what the running bot keeps to."""

from __future__ import annotations

from contextlib import AsyncExitStack

import pytest

from tests.channel.fake_channel import APP_ID
from tests.journeys.stage import TENANT
from tests.journeys.test_bad_requests import issuer, token

ELSEWHERE = "99999999-2222-2222-2222-222222222222"


@pytest.fixture
async def signed_in(stage_of):
    """Stages of bots with an app id, whose channel signs for Teams and for its web chat."""
    async with AsyncExitStack() as stack:
        base = await issuer(stack, endorsements=("msteams", "webchat"))

        async def make(**settings):
            return await stage_of(
                app_id=APP_ID,
                app_tenant_id=TENANT,
                app_password="secret",
                openid_url=f"{base}/openid",
                login_url=base,
                backend_url="sandbox",
                **settings,
            )

        yield make


async def greets(stage, *, channel="msteams", tenant=TENANT):
    """Status and words of an answer to somebody with a good token."""
    person = stage.person("Asha", tenant=tenant, device=channel)
    person.channel_id = channel
    person.headers = {"Authorization": f"Bearer {token(stage.channel)}"}
    await person.says("hi")
    return person.status, "Hello, Asha" in person.said


async def test_with_an_app_id_only_the_channels_of_the_settings_are_served(signed_in):
    usual, wide = await signed_in(), await signed_in(folder="wide", allowed_channels=("webchat",))

    assert await greets(usual) == (202, True)
    assert await greets(usual, channel="webchat") == (401, False)
    assert await greets(wide) == (401, False)
    assert await greets(wide, channel="webchat") == (202, True)


async def test_with_an_app_id_only_the_tenants_of_the_settings_are_served(signed_in):
    usual, narrow = await signed_in(), await signed_in(folder="one", allowed_tenants=(TENANT,))

    assert await greets(usual, tenant=ELSEWHERE) == (202, True)
    assert await greets(narrow, tenant=ELSEWHERE) == (401, False)
    assert await greets(narrow) == (202, True)


async def test_a_conversation_hears_no_more_than_its_window_lets_through(stage_of):
    stage = await stage_of(conversation_send_windows=("2/3600",))
    asha, bora = stage.person("Asha"), stage.person("Bora")
    for _ in range(3):
        await asha.says("hi")
    await bora.says("hi")

    assert (len(asha.messages), len(bora.messages)) == (2, 1)


async def test_a_tenant_hears_no_more_than_its_window_lets_through(stage_of):
    stage = await stage_of(tenant_send_windows=("2/3600",))
    colleagues = [stage.person(name) for name in ("Asha", "Bora", "Chan")]
    eve = stage.person("Eve", tenant=ELSEWHERE)
    for person in (*colleagues, eve):
        await person.says("hi")

    assert [len(person.messages) for person in (*colleagues, eve)] == [1, 1, 0, 1]


async def test_a_bot_without_its_database_says_that_it_is_not_ready(stage):
    async def asked(path):
        async with stage.session.get(f"{stage.base}{path}") as response:
            return response.status, (await response.json())["status"]

    assert [await asked("/healthz"), await asked("/readyz")] == [(200, "ok"), (200, "ok")]
    await stage.bot.database.close()

    assert [await asked("/healthz"), await asked("/readyz")] == [(200, "ok"), (503, "failing")]
