from __future__ import annotations

import pytest

from bot.domain.conversation import ActionAnswer


def an_execute(channel, **act):
    action = {"type": "Action.Execute", "verb": "x", "data": {"act": {"kind": "save", **act}}}
    value = {"action": action, "trigger": "manual"}
    return channel.activity(type="invoke", name="adaptiveCard/action", text=None, value=value)


async def test_an_execute_is_answered_with_the_card_in_the_response(bot, root):
    card = {"type": "AdaptiveCard", "body": []}

    async def script(dc, incoming, conversation):
        dc.context.turn_state["answer"] = ActionAnswer(card=card)

    root.script = script
    response = await bot.post(an_execute(bot.channel, v=3))

    assert response.status == 200
    assert await response.json() == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.card.adaptive",
        "value": card,
    }
    assert root.seen[0].action.version == 3


@pytest.mark.parametrize("message", ["", "저장했습니다"])
async def test_an_execute_is_answered_with_a_message(bot, root, message):
    async def script(dc, incoming, conversation):
        dc.context.turn_state["answer"] = ActionAnswer(message=message) if message else None

    root.script = script
    response = await bot.post(an_execute(bot.channel))

    assert await response.json() == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": message,
    }


async def test_a_redelivered_execute_gets_the_same_answer_and_is_done_once(bot, root):
    async def script(dc, incoming, conversation):
        dc.context.turn_state["answer"] = ActionAnswer(message=f"turn {len(root.seen)}")

    root.script = script
    activity = an_execute(bot.channel)
    answers = [await (await bot.post(activity)).json() for _ in range(2)]

    assert answers[0] == answers[1]
    assert len(root.seen) == 1


async def test_an_execute_that_another_instance_answered_is_acknowledged(make_bot, root):
    one, two = await make_bot(owner="one"), await make_bot(owner="two")
    activity = an_execute(one.channel)
    await one.post(activity)
    response = await two.post(activity)

    assert response.status == 200
    assert (await response.json())["type"] == "application/vnd.microsoft.activity.message"
    assert len(root.seen) == 1


async def test_a_failed_execute_tells_the_number_in_its_answer_only(bot, root):
    root.script = _failing
    response = await bot.post(an_execute(bot.channel))

    assert (await response.json())["value"] == "[ko] failed REF-1"
    assert bot.channel.texts == []


@pytest.mark.parametrize("name", ["fileConsent/other", "signin/verifyState", "", None, 7])
async def test_an_unknown_invoke_is_not_implemented(bot, root, name):
    response = await bot.post(bot.channel.activity(type="invoke", name=name, value={"x": 1}))

    assert response.status == 501
    assert root.seen == []


async def _failing(dc, incoming, conversation):
    raise ValueError("boom")
