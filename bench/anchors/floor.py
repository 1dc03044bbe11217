"""R, the reference floor: the least that a bot with a claim's duties must do on aiohttp.

Checks the RS256 signature, reads and writes one 4 KB state row through SQLAlchemy Core in a thread,
fetches, hashes and stores offered files, answers with a 3 KB card over one shared session.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jwt
import sqlalchemy as sa
from aiohttp import ClientSession, TCPConnector, web
from sqlalchemy.dialects.sqlite import insert
from yarl import URL

PADDING = "x" * 4056
CHOICES = [{"title": f"선택 {n}", "value": str(n)} for n in range(6)]
CARD = {
    "type": "AdaptiveCard",
    "version": "1.4",
    "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
    "body": [
        {"type": "Input.ChoiceSet", "id": f"f{n}", "label": f"항목 {n}", "choices": CHOICES}
        for n in range(8)
    ],
    "actions": [{"type": "Action.Submit", "title": "next", "data": {"nonce": "n" * 12}}],
}
TABLE = sa.Table(
    "state",
    sa.MetaData(),
    sa.Column("k", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
READ = sa.select(TABLE.c.version, TABLE.c.body).where(TABLE.c.k == sa.bindparam("key"))
_NEW = insert(TABLE)
WRITE = _NEW.on_conflict_do_update(
    index_elements=["k"], set_={"version": _NEW.excluded.version, "body": _NEW.excluded.body}
)


class State:
    """One row per conversation, one hop and one transaction per turn."""

    def __init__(self, path: Path) -> None:
        connect = {"check_same_thread": False}
        self._engine = sa.create_engine(
            f"sqlite:///{path}", poolclass=sa.StaticPool, connect_args=connect
        )
        self._thread = ThreadPoolExecutor(1)
        sa.event.listen(self._engine, "connect", _prepare)
        TABLE.metadata.create_all(self._engine)

    async def turn(self, key: str) -> None:
        """Read, change, write."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._turn, key)

    def _turn(self, key: str) -> None:
        with self._engine.begin() as connection:
            row = connection.execute(READ, {"key": key}).first()
            state = json.loads(row.body) if row else {"n": 0, "padding": PADDING}
            state["n"] += 1
            version = (row.version if row else 0) + 1
            connection.execute(WRITE, {"k": key, "version": version, "body": json.dumps(state)})


def _prepare(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=wal", "synchronous=normal", "cache_size=-16000"):
        connection.execute(f"pragma {pragma}")


class Floor:
    """The bot."""

    def __init__(self, session: ClientSession, state: State, keys_url: str, folder: Path) -> None:
        self._session, self._state, self._keys_url, self._folder = session, state, keys_url, folder
        self._keys: dict[str, Any] = {}

    async def messages(self, request: web.Request) -> web.Response:
        """One turn."""
        await self._check(request.headers["Authorization"].partition(" ")[2])
        activity = json.loads(await request.read())
        await self._state.turn(activity["conversation"]["id"])
        for attachment in activity.get("attachments") or []:
            await self._keep(attachment["content"]["downloadUrl"])
        await self._answer(activity)
        return web.Response(status=202)

    async def _check(self, token: str) -> None:
        if not self._keys:
            async with self._session.get(self._keys_url) as response:
                for key in (await response.json())["keys"]:
                    self._keys[key["kid"]] = jwt.algorithms.RSAAlgorithm.from_jwk(key)
        key = self._keys[jwt.get_unverified_header(token)["kid"]]
        jwt.decode(token, key, algorithms=["RS256"], options={"verify_aud": False})

    async def _keep(self, url: str) -> None:
        digest, parts = hashlib.sha256(), []
        async with self._session.get(url) as response:
            async for part in response.content.iter_chunked(65536):
                digest.update(part)
                parts.append(part)
        path = self._folder / digest.hexdigest()[:16]
        await asyncio.to_thread(path.write_bytes, b"".join(parts))

    async def _answer(self, activity: dict[str, Any]) -> None:
        body = {
            "type": "message",
            "text": "echo: " + activity.get("text", ""),
            "replyToId": activity["id"],
            "from": activity["recipient"],
            "recipient": activity["from"],
            "conversation": activity["conversation"],
            "channelId": activity["channelId"],
            "serviceUrl": activity["serviceUrl"],
            "attachments": [
                {"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD}
            ],
        }
        chat = quote(activity["conversation"]["id"], safe="")
        url = f"{activity['serviceUrl']}/v3/conversations/{chat}/activities/{activity['id']}"
        headers = {"Content-Type": "application/json", "Authorization": "Bearer x"}
        data = json.dumps(body).encode()
        async with self._session.post(
            URL(url, encoded=True), data=data, headers=headers
        ) as response:
            await response.read()


async def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--connector", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        state = State(options.folder / "floor.db")
        floor = Floor(session, state, options.connector + "/keys", options.folder)
        app = web.Application()
        app.router.add_post("/api/messages", floor.messages)
        app.router.add_get("/readyz", _ready)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", options.port).start()
        await asyncio.Event().wait()


async def _ready(_: web.Request) -> web.Response:
    return web.Response()


if __name__ == "__main__":
    asyncio.run(main())
