"""A channel's file service and a name service, as small working programs on loopback."""

from __future__ import annotations

import asyncio
import gzip
import socket

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from tests import samples

FILE = samples.pdf(size=200_000)
BIG_FILE = samples.pdf(size=2_500_000)


class Channel:
    """A channel's file service on loopback; remembers what it was asked with."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.released = asyncio.Event()
        application = web.Application()
        application.router.add_get("/{name}", self.serve)
        self.server = TestServer(application)

    def url(self, name: str) -> str:
        return str(self.server.make_url(f"/{name}"))

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        name = request.match_info["name"]
        if name.isdecimal():
            return web.Response(status=int(name), text="<html>no</html>")
        response: web.StreamResponse = await getattr(self, name)(request)
        return response

    async def file(self, _: web.Request) -> web.StreamResponse:
        return web.Response(body=FILE, content_type="application/pdf")

    async def big(self, _: web.Request) -> web.StreamResponse:
        return web.Response(body=BIG_FILE, content_type="application/pdf")

    async def unannounced(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(FILE)
        return response

    async def packed(self, _: web.Request) -> web.StreamResponse:
        body = gzip.compress(bytes(50_000_000))
        return web.Response(body=body, headers={"Content-Encoding": "gzip"})

    async def announced(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(2 * 2**30)})
        await response.prepare(request)
        return response

    async def endless(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(bytes(50_000))

    async def lying(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "5000"})
        await response.prepare(request)
        await response.write(b"short")
        assert request.transport
        request.transport.close()
        return response

    async def slow(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"%PDF-")
        await self.released.wait()
        return response

    async def circle(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/circle")

    async def moved(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/file")

    async def inward(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("http://169.254.169.254/latest/meta-data")


class Names(AbstractResolver):
    """A name service that answers every name with the same addresses."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=one, port=port, family=family, proto=0, flags=0)
            for one in self.addresses
        ]

    async def close(self) -> None:
        return
