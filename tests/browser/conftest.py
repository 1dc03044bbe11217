"""A real bot and a real browser for each test that wants them."""

from __future__ import annotations

import pytest

from tests.browser.bot_process import BotProcess, bundle_folder
from tests.browser.chat import a_browser, chromium
from tests.browser.story import Papers


@pytest.fixture
async def bot(tmp_path):
    if bundle_folder() is None:
        pytest.skip("the Web Chat bundle is not here (npm fetches it: sh .ci/web-tools)")
    process = BotProcess(tmp_path)
    await process.start()
    yield process
    await process.kill()


@pytest.fixture
async def browser():
    if chromium() is None:
        pytest.skip("Chromium is not installed")
    async with a_browser() as one:
        yield one


@pytest.fixture
def papers(tmp_path):
    return Papers.write(tmp_path)
