"""A person at the chat page: a real Chromium, driven the way hands do."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

WAIT_MS = 20_000
ONLY_LOOPBACK = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"


def chromium() -> str | None:
    """The path of a Chromium on this machine, or nothing."""
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


@asynccontextmanager
async def a_browser() -> AsyncIterator[Browser]:
    """One Chromium without a window, which reaches nothing but this machine."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", ONLY_LOOPBACK]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield browser
        await browser.close()


class Chat:
    """One open chat page and what its person does there; the impatient press every button twice."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.is_impatient = False
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    @classmethod
    async def open(
        cls,
        browser: Browser,
        base: str,
        *,
        user: str = "asha",
        locale: str = "en-US",
        size: tuple[int, int] = (900, 1000),
        dark: bool = False,
    ) -> Chat:
        """A new window of a person."""
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            locale=locale,
            timezone_id="Asia/Seoul",
        )
        context.set_default_timeout(WAIT_MS)
        chat = cls(await context.new_page())
        await chat.page.goto(f"{base}/chat?locale={locale}&user={user}")
        return chat

    @property
    def feed(self) -> Locator:
        """Everything said so far; outside of it Web Chat repeats it for screen readers."""
        return self.page.locator("[role=feed]")

    def card(self, title: str) -> Locator:
        """The newest card with these words."""
        return self.feed.locator(".ac-adaptiveCard", has_text=title).last

    async def sees(self, words: str) -> None:
        """Wait until the newest card has these words."""
        newest = self.feed.locator(".ac-adaptiveCard").last
        await expect(newest).to_contain_text(words, timeout=WAIT_MS)

    async def hears(self, words: str) -> None:
        """Wait until the newest message, card or not, has these words."""
        newest = self.feed.locator(".webchat__basic-transcript__activity").last
        await expect(newest).to_contain_text(words, timeout=WAIT_MS)

    async def is_told(self, words: str) -> None:
        """Wait until the page itself says this, outside of the conversation."""
        told = self.page.locator(".webchat__toaster, .webchat__connectivityStatus")
        await expect(told.filter(has_text=words).first).to_be_visible(timeout=WAIT_MS)

    async def says(self, text: str) -> None:
        """Type a message and send it."""
        box = self.page.locator("[data-id=webchat-sendbox-input]")
        await box.fill(text)
        await box.press("Enter")

    def button(self, card: str, title: str) -> Locator:
        """A button of a card."""
        return self.card(card).get_by_role("button", name=title)

    async def presses(self, card: str, title: str) -> None:
        """Press a button of a card."""
        await self.button(card, title).last.click(click_count=2 if self.is_impatient else 1)

    async def presses_and_is_heard(self, card: str, title: str) -> None:
        """Press a button of a card, and wait until the server has taken the press."""
        async with self.page.expect_response("**/activities") as answer:
            await self.presses(card, title)
        await (await answer.value).finished()

    async def fills(self, card: str, **values: str) -> None:
        """Fill fields of a form, named by their ids."""
        for name, value in values.items():
            await self.fill(card, name, value)

    async def fill(self, card: str, name: str, value: str) -> None:
        """Fill one field, whatever it is."""
        field = self.card(card).locator(f"[id='{name}']").locator("input, select, textarea").first
        if await field.evaluate("one => one.tagName") == "SELECT":
            await field.select_option(value)
        elif await field.get_attribute("type") == "checkbox":
            await field.check()
        elif await field.get_attribute("type") == "radio":
            await self.card(card).locator(f"[id='{name}'] input[value='{value}']").check()
        else:
            await field.fill(value)

    async def uploads(self, *files: Path) -> None:
        """Hand over files with the paper clip, in one message."""
        async with self.page.expect_file_chooser() as chooser:
            await self.page.locator(
                "button:has(+ input[type=file]), .webchat__upload-button"
            ).last.click()
        await (await chooser.value).set_files([str(file) for file in files])

    async def all_lines(self) -> list[str]:
        """Every line of every card."""
        cards = await self.feed.locator(".ac-adaptiveCard").all_inner_texts()
        return [line for card in cards for line in card.splitlines()]
