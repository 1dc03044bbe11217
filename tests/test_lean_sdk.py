"""The SDK works without the packages that are left out of it, and says so where it would not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.lean_sdk import LEFT_OUT
from tests.source_tree import ROOT


def _run(code: str) -> str:
    """What a fresh interpreter prints; this one may have loaded anything."""
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_the_bot_loads_nothing_that_is_left_out() -> None:
    seen = _run(
        "import sys, app, dialogs.main\n"
        "from bot.lean_sdk import LEFT_OUT\n"
        "print([n for n in sorted(sys.modules) if n.startswith(tuple(LEFT_OUT)) and "
        "getattr(sys.modules[n], '__file__', None)])"
    )

    assert seen == "[]\n"


def test_a_dialog_inside_a_dialog_runs_without_them() -> None:
    seen = _run(
        """
import asyncio
import dialogs
from botbuilder.core import TurnContext
from botbuilder.core.adapters import TestAdapter
from botbuilder.dialogs import (
    ComponentDialog, Dialog, DialogContext, DialogSet, DialogState, WaterfallDialog)
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

class Inner(Dialog):
    async def begin_dialog(self, dc, options=None):
        dc.active_dialog.state["n"] = options["n"]
        return Dialog.end_of_turn
    async def continue_dialog(self, dc):
        return await dc.end_dialog(dc.active_dialog.state["n"] + 1)

async def begin(step):
    return await step.begin_dialog("inner", {"n": 1})

async def end(step):
    return await step.end_dialog(step.result)

class Outer(ComponentDialog):
    def __init__(self):
        super().__init__("outer")
        self.add_dialog(WaterfallDialog("steps", [begin, end]))
        self.add_dialog(Inner("inner"))
        self.initial_dialog_id = "steps"

async def main():
    state, known = DialogState([]), DialogSet(object())
    known.add(Outer())
    account = ChannelAccount(id="a", name="a")
    activity = Activity(type="message", text="hi", channel_id="test", recipient=account,
        from_property=account, conversation=ConversationAccount(id="c"))
    context = TurnContext(TestAdapter(), activity)
    await DialogContext(known, context, state).begin_dialog("outer")
    result = await DialogContext(known, context, state).continue_dialog()
    print(result.status.name, result.result, len(state.dialog_stack))

asyncio.run(main())
"""
    )

    assert seen == "Complete 2 0\n"


def test_who_calls_what_is_left_out_is_told_where_to_look() -> None:
    seen = _run(
        "import dialogs\nfrom botbuilder.dialogs.prompts.number_prompt import recognize_number\n"
        "try:\n    recognize_number('two', 'en')\nexcept NotImplementedError as e:\n    print(e)"
    )

    assert "recognizers_number.recognize_number" in seen
    assert "bot.lean_sdk" in seen


def test_who_asks_for_the_memory_of_dialogs_is_told_where_to_look() -> None:
    seen = _run(
        "import dialogs\nfrom botbuilder.core import TurnContext\n"
        "from botbuilder.core.adapters import TestAdapter\n"
        "from botbuilder.dialogs import DialogContext, DialogSet, DialogState\n"
        "from botbuilder.schema import Activity\n"
        "context = TurnContext(TestAdapter(), Activity(type='message'))\n"
        "dc = DialogContext(DialogSet(object()), context, DialogState([]))\n"
        "try:\n    dc.state.get_memory_snapshot()\nexcept NotImplementedError as e:\n    print(e)"
    )

    assert "memory scopes are left out" in seen
    assert "bot.lean_sdk" in seen


def test_the_sdks_own_clients_are_kept_away_from_the_bot() -> None:
    seen = _run(
        "import sys, app\nprint(sorted(set(sys.modules) & {'msal', 'requests', 'jsonpickle'}))"
    )

    assert seen == "[]\n"


def test_who_needs_them_afterwards_gets_the_packages_themselves() -> None:
    seen = _run(
        "import bot.channel, msal, requests\n"
        "print(msal.ManagedIdentityClient.__module__)\n"
        "print(requests.Session().headers['Accept'])"
    )

    assert seen == "msal.managed_identity\n*/*\n"


def test_without_the_hook_the_packages_are_back() -> None:
    seen = _run("import botbuilder.dialogs, recognizers_text\nprint(recognizers_text.__file__)")

    assert "site-packages" in seen


@pytest.mark.parametrize("package", sorted(LEFT_OUT))
def test_nobody_of_ours_imports_what_is_left_out(package: str) -> None:
    files = [p for folder in ("bot", "dialogs", "cards") for p in (ROOT / folder).rglob("*.py")]
    users = [path for path in files if f"import {package}" in path.read_text("utf-8")]

    assert users == []
