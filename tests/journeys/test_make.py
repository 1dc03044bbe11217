"""The two commands of the first screen, as somebody types them."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest

from tests.journeys.processes import PATIENCE_SECONDS, ROOT, until
from tests.ports import own_port


class Maker:
    """`make` with what it would install taken as there, on a port and a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, own_port()
        self.base = f"http://127.0.0.1:{self.port}"

    async def begins(self, target: str) -> asyncio.subprocess.Process:
        venv = sys.prefix
        there = (f"{venv}/.runtime-installed", "build/.web-tools")
        taken = [word for stamp in there for word in ("-o", stamp)]
        names = ("APP_ID", "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS", "HOST")
        environment = {name: value for name, value in os.environ.items() if name not in names}
        environment |= {"PORT": str(self.port), "VAR_FOLDER": str(self.folder)}
        return await asyncio.create_subprocess_exec(
            "make", *taken, f"VENV={venv}", target,
            cwd=ROOT, env=environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip

    async def answers(self, path: str) -> int:
        async with aiohttp.ClientSession() as session:
            try:
                async with session.get(self.base + path) as response:
                    return response.status
            except aiohttp.ClientError:
                return 0

    async def serves(self) -> bool:
        return await self.answers("/healthz") == 200


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not there")
async def test_make_run_serves_on_the_port_that_was_chosen_and_make_demo_files_a_claim(tmp_path):
    maker = Maker(tmp_path)
    running = await maker.begins("run")
    try:
        await until(maker.serves)
        for path in ("/readyz", "/chat", "/sandbox/"):
            assert (path, await maker.answers(path)) == (path, 200)
        demo = await maker.begins("demo")
        async with asyncio.timeout(PATIENCE_SECONDS):
            said, _ = await demo.communicate()
        url = f"{maker.base}/sandbox/control/claims"
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            held = (await response.json())["claims"]
    finally:
        with suppress(ProcessLookupError):
            running.terminate()
        told, _ = await running.communicate()

    assert demo.returncode == 0, said.decode()
    assert f"Done: {held[0]['state']['reference']}".encode() in said
    assert len(held) == 1
    assert f"{maker.base}/chat".encode() in told
