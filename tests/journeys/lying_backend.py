"""A claims API that tells lies: a true one, with somebody in between who changes its answers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.journeys.conftest import MakeStage
from tests.journeys.stage import Stage
from tests.ports import listener

Lie = Callable[[Any], Any]


class LyingBackend:
    """Hands every call on to the sandbox of `truth` and changes the answers.

    Shape: `lies` pattern of method and path → what makes another answer of the true one; `refuses`
    pattern → the status with which it is refused without a word.
    """

    def __init__(self, truth: Stage) -> None:
        self.truth, self.lies = truth, dict[str, Lie]()
        self.refuses = dict[str, int]()
        self.base = ""

    async def opens(self) -> web.AppRunner:
        """Serve until the runner is cleaned up."""
        server = web.Application()
        server.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=0)
        await runner.setup()
        listens, port = listener()
        await web.SockSite(runner, listens).start()
        self.base = f"http://127.0.0.1:{port}"
        return runner

    async def _answer(self, request: web.Request) -> web.Response:
        place = f"{request.method} {request.path}"
        for pattern, status in self.refuses.items():
            if re.fullmatch(pattern, place):
                problem = {"type": "about:blank", "title": "", "status": status}
                kind = "application/problem+json"
                return web.json_response(problem, status=status, content_type=kind)
        named = ("Authorization", "Content-Type", "Document-Name", "Idempotency-Key")
        headers = {name: request.headers[name] for name in named if name in request.headers}
        url = f"{self.truth.base}/sandbox{request.path_qs}"
        body = await request.read()
        async with self.truth.session.request(
            request.method, url, data=body, headers=headers
        ) as real:
            status, kind, text = real.status, real.content_type, await real.read()
        for pattern, lie in self.lies.items():
            if status < 300 and re.fullmatch(pattern, place):
                text = json.dumps(lie(json.loads(text))).encode()
        return web.Response(status=status, body=text, content_type=kind)


def tells(**values: Any) -> Lie:
    """The true answer with other values in some places."""
    return lambda answer: {**answer, **values}


async def lying_stage(
    stage_of: MakeStage, runners: list[web.AppRunner], **settings: Any
) -> tuple[Stage, LyingBackend]:
    """A bot whose claims API can be made to lie."""
    liar = LyingBackend(await stage_of(folder="truth"))
    runners.append(await liar.opens())
    secret = "sandbox-secret"
    bot = await stage_of(
        folder="bot", backend_url=liar.base, backend_client_secret=secret, **settings
    )
    return bot, liar
