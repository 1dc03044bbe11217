"""The edge of the sandbox: who may call, how it fails on command, errors as problem details."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.backend.sandbox.problems import Refusal, problem_response
from bot.backend.sandbox.switches import Switches
from bot.backend.sandbox.world import WORLD, World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
HANG_SECONDS = 600
HTML = "<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>"
STRANGER: dict[str, str] = {
    "reference": "CL-1999-000001",
    "submission_key": "another-submission",
    "content_hash": "0" * 64,
    "sha256": "0" * 64,
    "object_id": "00000000-0000-0000-0000-000000000000",
    "partner_id": "p-another",
}


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer refusals, and aiohttp's own errors, as problem details."""
    try:
        return await handler(request)
    except Refusal as refusal:
        return problem_response(refusal)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        headers = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
        code = error.reason.lower().replace(" ", "-")
        return problem_response(Refusal(error.status, code, "", headers=headers))


@web.middleware
async def own_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Serve callers who address this machine; a page elsewhere cannot post here."""
    peer = ip_address(request.remote or "0.0.0.0")  # noqa: S104  nobody, not an address to bind
    if not peer.is_loopback:
        raise Refusal(403, "foreign-peer", "The sandbox answers this machine only.")
    if _host(f"//{request.host}") not in LOOPBACK:
        raise Refusal(403, "foreign-host", "The sandbox answers on this machine only.")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Refusal(403, "foreign-origin", "The sandbox takes no requests of other sites.")
    return await handler(request)


@web.middleware
async def outage(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Fail as switched, for the part of the API that is switched."""
    world = request.config_dict[WORLD]
    part = _part(request)
    if not part:
        return await handler(request)
    if world.switches.slow_seconds:
        await world.pause(world.switches.slow_seconds)
    switches = world.switches
    if switches.outage == "none" or switches.outage_on not in ("everything", part):
        return await handler(request)
    if switches.outage_calls:
        left = switches.outage_calls - 1
        kind = switches.outage if left else "none"
        left_over = switches.model_copy(update={"outage_calls": left, "outage": kind})
        await world.change(left_over, let_go=False)
    return await _fail(world, switches, request, handler)


async def _fail(
    world: World, switches: Switches, request: web.Request, handler: Handler
) -> web.StreamResponse:
    waits = {"Retry-After": str(switches.retry_after_seconds)}
    match switches.outage:
        case "unavailable":
            raise Refusal(503, "unavailable", "Switched off.")
        case "unavailable_retry_after":
            raise Refusal(503, "unavailable", "Switched off.", headers=waits)
        case "throttled":
            raise Refusal(429, "throttled", "Too many calls.", headers=waits)
        case "server_error":
            raise Refusal(500, "internal-error", "Switched to fail.")
        case "html":
            return web.Response(text=HTML, content_type="text/html")
        case "wrong_json":
            return web.json_response({"unexpected": ["answer", 1, None]})
        case "hang":
            with suppress(TimeoutError):
                await asyncio.wait_for(world.switched.wait(), HANG_SECONDS)
            raise Refusal(503, "unavailable", "It hung.")
        case "answer_lost":
            await handler(request)
            return _lost(request)
        case _:
            return _about_another(await handler(request))


def _lost(request: web.Request) -> web.StreamResponse:
    """Drop the connection; what was done stays done."""
    if request.transport is not None:
        request.transport.close()
    return web.Response(status=503)


def _about_another(response: web.StreamResponse) -> web.StreamResponse:
    """The same answer with everybody's names exchanged."""
    if not isinstance(response, web.Response) or response.content_type != "application/json":
        return response
    content = json.loads(response.text or "null")
    return web.json_response(_exchanged(content), status=response.status)


def _exchanged(content: Any) -> Any:
    if isinstance(content, list):
        return [_exchanged(part) for part in content]
    if isinstance(content, dict):
        return {name: STRANGER.get(name, _exchanged(part)) for name, part in content.items()}
    return content


def _part(request: web.Request) -> str:
    """Which part of the API a request is for; empty for the page and its switches."""
    resource = request.match_info.route.resource
    path = resource.canonical if resource else ""
    for mark, part in (
        ("/oauth2/token", "token"),
        ("/v1/contacts", "directory"),
        ("/v1/partners", "directory"),
        ("/v1/documents", "documents"),
        ("/v1/claims", "claims"),
        ("/v1/events", "events"),
    ):
        if mark in path:
            return part
    return ""


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
