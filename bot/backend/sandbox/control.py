"""The switches and buttons as JSON, so that a program can play the reviewer."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from aiohttp import web

from bot.backend.sandbox import claims, reviewer, webhooks
from bot.backend.sandbox.requests import answer, path_text, read_json
from bot.backend.sandbox.switches import Switches
from bot.backend.sandbox.world import WORLD


def add_routes(app: web.Application) -> None:
    """Add the control routes to the application."""
    router = app.router
    router.add_get("/control", _switches, allow_head=False)
    router.add_put("/control", _replace)
    router.add_patch("/control", _patch)
    router.add_get("/control/claims", _claims, allow_head=False)
    router.add_post("/control/claims/{reference}/review", _review)
    router.add_get("/control/deliveries", _deliveries, allow_head=False)
    router.add_get("/clock", _clock, allow_head=False)


def held_claim(connection: sqlite3.Connection, reference: str) -> dict[str, Any]:
    """All that is held about one claim: `claim` as received, `state`, `papers` sent later."""
    rows = connection.execute(
        "SELECT kind, at, body FROM papers WHERE reference = ? ORDER BY paper_id", (reference,)
    )
    return {
        "claim": claims.stored_body(connection, reference),
        "state": claims.load_state(connection, reference).model_dump(mode="json"),
        "papers": [{"kind": row[0], "at": row[1], "body": json.loads(row[2])} for row in rows],
    }


def references(connection: sqlite3.Connection, limit: int) -> list[str]:
    """References of the claims received, newest first."""
    rows = connection.execute("SELECT reference FROM claims ORDER BY number DESC LIMIT ?", (limit,))
    return [row[0] for row in rows]


async def _switches(request: web.Request) -> web.Response:
    return answer(request.config_dict[WORLD].switches)


async def _replace(request: web.Request) -> web.Response:
    switches, _ = await read_json(request, Switches)
    return answer(await request.config_dict[WORLD].change(switches))


async def _patch(request: web.Request) -> web.Response:
    world = request.config_dict[WORLD]
    _, changes = await read_json(request, Switches)
    merged = Switches.model_validate(world.switches.model_dump() | changes)
    return answer(await world.change(merged))


async def _claims(request: web.Request) -> web.Response:
    store = request.config_dict[WORLD].store
    held = await store.run(lambda c: [held_claim(c, name) for name in references(c, 1000)])
    return web.json_response({"claims": held})


async def _review(request: web.Request) -> web.Response:
    press, _ = await read_json(request, reviewer.ReviewAction)
    reference = path_text(request, "reference")
    state = await request.config_dict[WORLD].act(
        lambda c, moment: reviewer.review(c, reference, press, moment)
    )
    return answer(state)


async def _deliveries(request: web.Request) -> web.Response:
    store = request.config_dict[WORLD].store
    rows = await store.run(lambda c: webhooks.recent_deliveries(c, 200))
    return web.json_response({"deliveries": rows})


async def _clock(request: web.Request) -> web.Response:
    world = request.config_dict[WORLD]
    content = {"now": world.now().isoformat(), "offset_days": world.switches.clock_offset_days}
    return web.json_response(content)
