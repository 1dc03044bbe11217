"""The stock SDK's form bot, as Microsoft's samples have it: CloudAdapter, waterfall dialog, memory.

No authentication and nothing stored. Needs botbuilder-integration-aiohttp: its own environment.
"""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from aiohttp import web
from botbuilder.core import (
    ActivityHandler,
    ConversationState,
    MemoryStorage,
    MessageFactory,
    TurnContext,
    UserState,
)
from botbuilder.dialogs import ComponentDialog, DialogSet, DialogTurnStatus, WaterfallDialog
from botbuilder.dialogs.prompts import PromptOptions, TextPrompt
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication


class Form(ComponentDialog):
    """Three questions and a summary."""

    def __init__(self) -> None:
        super().__init__("form")
        self.add_dialog(TextPrompt("text"))
        self.add_dialog(WaterfallDialog("steps", [self._name, self._item, self._note, self._done]))
        self.initial_dialog_id = "steps"

    async def _ask(self, step: Any, text: str) -> Any:
        return await step.prompt("text", PromptOptions(prompt=MessageFactory.text(text)))

    async def _name(self, step: Any) -> Any:
        return await self._ask(step, "Your name?")

    async def _item(self, step: Any) -> Any:
        step.values["name"] = step.result
        return await self._ask(step, "Which item?")

    async def _note(self, step: Any) -> Any:
        step.values["item"] = step.result
        return await self._ask(step, "Any note?")

    async def _done(self, step: Any) -> Any:
        values = step.values
        await step.context.send_activity(
            f"done: {values['name']} / {values['item']} / {step.result}"
        )
        return await step.end_dialog(dict(values))


class Bot(ActivityHandler):
    """Continues the form or begins it."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._conversation, self._user = ConversationState(storage), UserState(storage)
        self._dialogs = DialogSet(self._conversation.create_property("DialogState"))
        self._dialogs.add(Form())

    async def on_turn(self, context: TurnContext) -> None:
        """Run the turn and save both states."""
        await super().on_turn(context)
        await self._conversation.save_changes(context)
        await self._user.save_changes(context)

    async def on_message_activity(self, context: TurnContext) -> None:
        """One message."""
        dialogs = await self._dialogs.create_context(context)
        if (await dialogs.continue_dialog()).status == DialogTurnStatus.Empty:
            await dialogs.begin_dialog("form")


class Config:
    """No credentials: authentication is off."""

    APP_ID, APP_PASSWORD, APP_TYPE, APP_TENANTID = "", "", "MultiTenant", ""


async def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(Config()))
    bot = Bot(MemoryStorage())

    async def messages(request: web.Request) -> web.Response | None:
        return await adapter.process(request, bot)

    async def ready(_: web.Request) -> web.Response:
        return web.Response()

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    app.router.add_get("/readyz", ready)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
