"""A running local chat with a bot at its other end that keeps what it is told."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime

import aiohttp
from aiohttp import web

from bot.channel.webchat import WebChatSettings, add_webchat

CHAT = "/chat/directline"


class LocalBot:
    """The other end: keeps what the chat posts and answers as it is told."""

    def __init__(self):
        self.received = []
        self.answer = (202, None)

    async def post(self, request):
        self.received.append(await request.json())
        status, body = self.answer
        return (
            web.Response(status=status) if body is None else web.json_response(body, status=status)
        )


class Chat:
    """One running server with the chat and the bot in it; starting again keeps the folder."""

    def __init__(self, folder):
        self.folder, self.bot = folder, LocalBot()

    async def start(self):
        self.session = aiohttp.ClientSession()
        app = web.Application()
        app.router.add_post("/api/messages", self.bot.post)
        listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        settings = WebChatSettings(
            base_url=self.url, folder=self.folder / "chat", bundle=self.folder / "bundle"
        )
        now = datetime(2026, 11, 23, tzinfo=UTC)
        add_webchat(app, settings, session=self.session, clock=lambda: now)
        self.runner = web.AppRunner(app)
        await self.runner.setup()
        await web.SockSite(self.runner, listener).start()

    async def stop(self):
        await self.session.close()
        await self.runner.cleanup()

    async def call(self, method, path, **more):
        async with self.session.request(method, self.url + path, **more) as response:
            text = await response.text()
            return response.status, json.loads(text) if text[:1] in "{[" else text

    async def enter(self, user="asha", locale="ko-KR"):
        path = f"{CHAT}/tokens/generate?user={user}&locale={locale}&zone=Asia/Seoul"
        _, grant = await self.call("POST", path)
        return grant["conversationId"]

    async def poll(self, key, watermark=""):
        _, answer = await self.call(
            "GET", f"{CHAT}/conversations/{key}/activities?watermark={watermark}"
        )
        return answer

    async def say(self, key, **activity):
        body = {"type": "message"} | activity
        return await self.call("POST", f"{CHAT}/conversations/{key}/activities", json=body)

    async def bot_says(self, key, **activity):
        body = {"type": "message"} | activity
        path = f"/chat/connector/v3/conversations/{key}/activities"
        _, answer = await self.call("POST", path, json=body)
        return answer["id"]
