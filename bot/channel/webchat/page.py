"""The chat page and the Web Chat bundle it needs."""

from __future__ import annotations

import asyncio
import logging
import shutil
import tarfile
import tempfile
from contextlib import suppress
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from aiohttp import web

log = logging.getLogger("bot.channel.webchat")

VERSION = "4.18.1"
CDN_HOST = "https://cdn.botframework.com"
CDN_URL = f"{CDN_HOST}/botframework-webchat/{VERSION}/webchat.js"
NPM_SECONDS = 120

_HERE = Path(__file__).parent
_MEMBER = "package/dist/webchat.js"
_POLICY = (
    "default-src 'self'; "
    f"script-src 'self' {CDN_HOST} blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; "
    "font-src 'self' data:; connect-src 'self' ws: blob:; worker-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


class Page:
    """`/chat`, with Web Chat from our folder when it is there, else from Microsoft's CDN."""

    def __init__(self, bundle: Path, sandbox_path: str) -> None:
        self._bundle, self._sandbox_path = bundle, sandbox_path

    def routes(self) -> tuple[tuple[str, str, Any], ...]:
        """Method, path and handler of each route."""
        return (
            ("GET", "/", self.home),
            ("GET", "/chat", self.page),
            ("GET", "/chat/webchat.js", self.webchat),
            ("GET", "/chat/chat.js", self.script),
            ("GET", "/chat/chat.css", self.style),
        )

    async def home(self, request: web.Request) -> web.Response:
        """Go to the chat."""
        query = f"?{request.query_string}" if request.query_string else ""
        raise web.HTTPFound("/chat" + query)

    async def page(self, request: web.Request) -> web.Response:
        """The page itself."""
        has_bundle = await asyncio.to_thread((self._bundle / "webchat.js").is_file)
        source = "/chat/webchat.js" if has_bundle else CDN_URL
        template = Template(await asyncio.to_thread((_HERE / "page.html").read_text, "utf-8"))
        html = template.substitute(source=escape(source), sandbox=escape(self._sandbox_path))
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
        return web.Response(text=html, content_type="text/html", headers=headers)

    async def webchat(self, request: web.Request) -> web.StreamResponse:
        """Web Chat."""
        path = self._bundle / "webchat.js"
        if not await asyncio.to_thread(path.is_file):
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Content-Type": "text/javascript; charset=utf-8"})

    async def script(self, request: web.Request) -> web.StreamResponse:
        """What starts Web Chat."""
        headers = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-store"}
        return web.FileResponse(_HERE / "chat.js", headers=headers)

    async def style(self, request: web.Request) -> web.StreamResponse:
        """What the page looks like."""
        headers = {"Content-Type": "text/css; charset=utf-8", "Cache-Control": "no-store"}
        return web.FileResponse(_HERE / "chat.css", headers=headers)


async def ensure_bundle(folder: Path) -> bool:
    """Put `webchat.js` into the folder by npm, unless it is there; False when it cannot."""
    if await asyncio.to_thread((folder / "webchat.js").is_file):
        return True
    npm = shutil.which("npm")
    if npm is None:
        return False
    try:
        with tempfile.TemporaryDirectory() as scratch:
            await _pack(npm, scratch)
            await asyncio.to_thread(_unpack, Path(scratch), folder)
    except (OSError, TimeoutError, KeyError, tarfile.TarError) as error:
        log.info("webchat_from_cdn reason=%s", type(error).__name__)
        return False
    return True


async def _pack(npm: str, scratch: str) -> None:
    process = await asyncio.create_subprocess_exec(
        npm,
        "pack",
        "--silent",
        f"botframework-webchat@{VERSION}",
        cwd=scratch,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(NPM_SECONDS):
            code = await process.wait()
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):  # it ended just now
                process.kill()
            await process.wait()
    if code:
        raise OSError("npm pack failed")


def _unpack(scratch: Path, folder: Path) -> None:
    package = next(iter(scratch.glob("*.tgz")), None)
    if package is None:
        raise OSError("npm packed nothing")
    with tarfile.open(package) as archive:
        bundle = archive.extractfile(_MEMBER)
        if bundle is None:
            raise OSError("no bundle in the package")
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / "webchat.js.partial"
        with partial.open("wb") as file:
            shutil.copyfileobj(bundle, file)
        partial.replace(folder / "webchat.js")
