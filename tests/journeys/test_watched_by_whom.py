"""Who may read `/metrics`: this machine, or whoever has the token."""

from __future__ import annotations

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.errors import AuthRefused, SettingsError
from bot.metrics.page import admit
from bot.settings import Settings
from tests.journeys.conftest import MakeStage
from tests.journeys.stage import Stage

TOKEN = "0123456789abcdef0123456789abcdef"


async def _status(stage: Stage, headers: dict[str, str]) -> int:
    async with stage.session.get(f"{stage.base}/metrics", headers=headers) as response:
        text = await response.text()
        assert ("claims_bot" in text) == (response.status == 200)
        assert response.headers.get("WWW-Authenticate") == (
            "Bearer" if response.status == 401 else None
        )
        return response.status


async def test_without_a_token_it_is_for_this_machine(stage: Stage) -> None:
    assert await _status(stage, {}) == 200
    assert await _status(stage, {"Host": "localhost:3978"}) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "bot.example"},
        {"Origin": "https://evil.example"},
        {"X-Forwarded-For": "203.0.113.7"},
        {"X-Real-IP": "203.0.113.7"},
        {"Forwarded": "for=203.0.113.7"},
        {"Via": "1.1 proxy"},
        {"X-Forwarded-For": "203.0.113.7", "Authorization": f"Bearer {TOKEN}"},
    ],
    ids=str,
)
async def test_what_came_from_elsewhere_by_a_proxy_is_refused(
    stage: Stage, headers: dict[str, str]
) -> None:
    assert await _status(stage, headers) == 403


def test_a_peer_on_another_machine_is_refused() -> None:
    request = make_mocked_request("GET", "/metrics", headers={"Host": "127.0.0.1"})
    admit(request.clone(remote="127.0.0.1"), b"")

    with pytest.raises(AuthRefused, match="peer"):
        admit(request.clone(remote="10.0.0.7"), b"")


async def test_with_a_token_it_is_for_whoever_has_it(stage_of: MakeStage) -> None:
    stage = await stage_of(metrics_token=TOKEN)

    for scheme in ("Bearer", "bearer"):
        sent = {"Host": "bot.example", "Authorization": f"{scheme} {TOKEN}"}
        assert await _status(stage, {**sent, "X-Forwarded-For": "203.0.113.7"}) == 200


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}0",
        f"Bearer  {TOKEN}",
        f"Bearer {TOKEN.upper()}",
        f"Basic {TOKEN}",
        TOKEN,
        "Bearer sésame",
    ],
)
async def test_whoever_has_another_token_or_none_is_refused(stage_of: MakeStage, said: str) -> None:
    stage = await stage_of(metrics_token=TOKEN)

    assert await _status(stage, {"Authorization": said} if said else {}) == 401


@pytest.mark.parametrize("token", ["short", "fifteen-letters", "with a space in it", "é" * 20])
def test_a_token_that_can_be_guessed_or_not_be_sent_stops_the_start(token: str) -> None:
    with pytest.raises(SettingsError, match="METRICS_TOKEN is no token") as told:
        Settings.from_environment({"METRICS_TOKEN": token})

    assert token not in str(told.value)
    assert Settings.from_environment({"METRICS_TOKEN": TOKEN}).metrics_token == TOKEN
