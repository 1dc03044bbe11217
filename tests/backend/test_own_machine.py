"""The sandbox answers this machine only, whatever a request says of itself."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.backend.sandbox.outage import own_machine
from bot.backend.sandbox.problems import Refusal


async def _handler(request: web.Request) -> web.StreamResponse:
    return web.Response(text="served")


@pytest.mark.parametrize("peer", ["203.0.113.9", "10.0.0.9", "2001:db8::9"])
async def test_a_caller_from_elsewhere_is_refused_though_it_names_this_machine(peer: str) -> None:
    request = make_mocked_request("GET", "/control", headers={"Host": "127.0.0.1:3978"})

    with pytest.raises(Refusal):
        await own_machine(request.clone(remote=peer), _handler)


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1"])
async def test_a_caller_on_this_machine_is_served(peer: str) -> None:
    request = make_mocked_request("GET", "/control", headers={"Host": "127.0.0.1:3978"})

    answer = await own_machine(request.clone(remote=peer), _handler)

    assert answer.status == 200
