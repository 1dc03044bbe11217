"""Play a claim and photograph it: `python -m tests.browser.pictures`.

Writes the review card to docs/pictures, and every step in light and dark, wide and narrow, English
and Korean to build/pictures, for people to look at.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser

from tests.browser.bot_process import ROOT, BotProcess, bundle_folder
from tests.browser.chat import Chat, a_browser, chromium
from tests.browser.story import Papers, file_a_claim, file_a_claim_in_korean

FOR_DOCS = ROOT / "docs/pictures"
TO_LOOK_AT = ROOT / "build/pictures"
TALL = 2400
"""Pixels in which any one card has room."""
SETTLE_MS = 400
"""Web Chat scrolls smoothly; a picture waits until it stands still."""


@dataclass(frozen=True)
class Look:
    """One way to look at the chat."""

    name: str
    size: tuple[int, int]
    is_dark: bool = False
    is_korean: bool = False
    card_for_docs: str = ""


LOOKS = (
    Look("light", (900, 1000), card_for_docs="review-card.png"),
    Look("dark", (900, 1000), is_dark=True),
    Look("phone", (390, 844)),
    Look("phone-dark-korean", (390, 844), is_dark=True, is_korean=True),
    Look("korean", (900, 1000), is_korean=True, card_for_docs="review-card-korean.png"),
)


async def photograph(browser: Browser, bot: BotProcess, look: Look, papers: Papers) -> None:
    """One claim by one person in one look."""
    locale = "ko-KR" if look.is_korean else "en-US"
    chat = await Chat.open(
        browser, bot.base, user=look.name, locale=locale, size=look.size, dark=look.is_dark
    )
    folder = TO_LOOK_AT / look.name
    folder.mkdir(parents=True, exist_ok=True)
    taken = []

    async def take(step: str) -> None:
        taken.append(step)
        await chat.page.wait_for_timeout(SETTLE_MS)
        await chat.page.screenshot(path=folder / f"{len(taken):02}-{step}.png")
        if step in ("review", "receipt"):
            await chat.page.set_viewport_size({"width": look.size[0], "height": TALL})
            card = await chat.feed.locator(".ac-adaptiveCard").last.screenshot()
            await chat.page.set_viewport_size({"width": look.size[0], "height": look.size[1]})
            (folder / f"{step}-card.png").write_bytes(card)
            if step == "review" and look.card_for_docs:
                (FOR_DOCS / look.card_for_docs).write_bytes(card)

    play = file_a_claim_in_korean if look.is_korean else file_a_claim
    await play(chat, papers, take)
    await chat.page.context.close()


async def photograph_all(wanted: set[str]) -> None:
    """Every look, each with a fresh bot, so that nobody's claim resembles another's."""
    FOR_DOCS.mkdir(parents=True, exist_ok=True)
    async with a_browser() as browser:
        for look in LOOKS:
            if wanted and look.name not in wanted:
                continue
            with tempfile.TemporaryDirectory() as scratch:
                bot = BotProcess(Path(scratch))
                await bot.start()
                try:
                    await photograph(browser, bot, look, Papers.write(Path(scratch)))
                finally:
                    await bot.kill()


if __name__ == "__main__":
    if chromium() is None or bundle_folder() is None:
        sys.exit("Chromium and the Web Chat bundle are needed (sh .ci/web-tools)")
    asyncio.run(photograph_all(set(sys.argv[1:])))
