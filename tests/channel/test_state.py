from __future__ import annotations

import pytest
from botbuilder.dialogs import DialogInstance, DialogState

from bot.channel.state import decode_state, encode_state
from bot.errors import NotStorable


async def test_state_of_component_dialogs_comes_back():
    inner = DialogState([DialogInstance("prompt", {"asked": ["a", 1, None, True, 0.5]})])
    stack = DialogState([DialogInstance("root", {"dialogs": inner, "claim_id": "c"})])
    back = decode_state(encode_state(stack, 1), 1)

    assert back.dialog_stack[0].state["claim_id"] == "c"
    assert back.dialog_stack[0].state["dialogs"].dialog_stack[0].state == {
        "asked": ["a", 1, None, True, 0.5]
    }


@pytest.mark.parametrize(
    "value", [object(), {1: "x"}, {"$stack": []}, float("nan"), b"x", {"x"}, "x" * 70_000], ids=repr
)
def test_what_is_not_plain_json_is_refused(value):
    with pytest.raises(NotStorable):
        encode_state(DialogState([DialogInstance("root", {"value": value})]), 1)
