from __future__ import annotations

import asyncio
import logging

from sqlalchemy import text

from bot.channel.order import OrderLimits
from bot.domain.inputs import IncomingKind
from bot.storage.conversations import load_conversation
from tests.channel.conftest import ScriptedDialog
from tests.channel.fake_channel import APP_ID, TENANT

KEY = "msteams|a:1"


async def _row(bot):
    return await bot.database.run(lambda c: load_conversation(c, KEY), write=False)


async def test_dialog_state_lasts_from_turn_to_turn(bot):
    await bot.says("one")
    await bot.says("two")

    assert bot.channel.texts == ["1: one", "2: two"]


async def test_an_answer_goes_back_to_where_the_question_came_from(bot):
    await bot.says("one", id="act/1+;x")
    method, path, body = bot.channel.sent[0]

    assert (method, path) == ("POST", "/v3/conversations/a%3A1/activities/act%2F1%2B%3Bx")
    assert body["recipient"]["id"] == "29:asha"
    assert body["from"]["id"] == f"28:{APP_ID}"
    assert bot.channel.headers[0]["Authorization"] == "Bearer out"


async def test_a_redelivered_activity_is_answered_once(bot):
    activity = bot.channel.activity()
    first, again = await bot.post(activity), await bot.post(activity)

    assert (first.status, again.status) == (202, 202)
    assert bot.channel.texts == ["1: hello"]


async def test_an_activity_delivered_twice_at_once_is_answered_once(bot):
    activity = bot.channel.activity()
    await asyncio.gather(*(bot.post(activity) for _ in range(5)))

    assert bot.channel.texts == ["1: hello"]


async def test_turns_of_a_conversation_run_one_at_a_time_in_order_of_arrival(bot, root):
    root.script = _slowly
    await asyncio.gather(*(bot.says(str(number)) for number in range(10)))

    assert root.most_at_once == 1
    assert (await _row(bot)).dialog_state["stack"][0][1]["turns"] == 10


async def test_turns_of_other_conversations_do_not_wait(bot, root):
    gate = asyncio.Event()

    async def script(dc, incoming, conversation):
        if incoming.text == "slow":
            await gate.wait()
        await dc.context.send_activity(incoming.text)

    root.script = script
    slow = asyncio.create_task(bot.says("slow"))
    await bot.says("fast", conversation={"id": "a:2", "conversationType": "personal"})

    assert bot.channel.texts == ["fast"]

    gate.set()
    await slow


async def test_a_turn_that_waits_too_long_is_to_be_sent_again(make_bot, root):
    bot = await make_bot(limits=OrderLimits(wait_seconds=0.01))
    gate, entered = asyncio.Event(), asyncio.Event()

    async def script(dc, incoming, conversation):
        entered.set()
        await gate.wait()

    root.script = script
    first = asyncio.create_task(bot.says("first"))
    await entered.wait()

    assert await bot.says("second") == 503

    gate.set()
    assert await first == 202


async def test_a_lease_of_another_process_is_waited_for_and_then_the_channel_tries_again(make_bot):
    from datetime import UTC, datetime

    from bot.storage.conversations import begin_turn

    bot = await make_bot(limits=OrderLimits(wait_seconds=0.02, poll_seconds=0.01))
    bot.database.shared = True
    now = datetime.fromtimestamp(bot.clock(), UTC)
    await bot.database.run(
        lambda c: begin_turn(c, KEY, "k", owner="other", now=now, lease_seconds=60, take_lease=True)
    )

    assert await bot.says("hello") == 503

    bot.clock.seconds += 61
    assert await bot.says("hello") == 202


async def test_a_failed_turn_tells_the_number_that_it_logs(bot, root, caplog):
    root.script = _failing
    with caplog.at_level(logging.ERROR, "bot.channel.turn"):
        status = await bot.says("boom")

    assert status == 202
    assert bot.channel.texts == ["[ko] failed REF-1"]
    assert "reference=REF-1" in caplog.text


async def test_a_failed_turn_saves_nothing_and_forgets_the_activity(bot, root):
    await bot.says("one")
    before = await _row(bot)
    activity = bot.channel.activity(text="two")

    async def script(dc, incoming, conversation):
        dc.active_dialog.state["turns"] = 99
        conversation.contact_id = "c-1"
        raise ValueError("boom")

    root.script = script
    await bot.post(activity)

    assert await _row(bot) == before

    root.script = None
    await bot.post(activity)
    assert bot.channel.texts[-1] == "2: two"


async def test_dialog_state_that_is_not_json_fails_the_turn(bot, root):
    async def script(dc, incoming, conversation):
        dc.active_dialog.state["secret"] = object()

    root.script = script
    await bot.says("x")

    assert bot.channel.texts == ["[ko] failed REF-1"]


async def test_a_turn_that_cannot_even_tell_its_failure_still_ends(bot, root):
    root.script = _failing
    bot.channel.refusals.append((403, "ConversationBlockedByUser", {}))

    assert await bot.says("boom") == 202


async def test_what_dialogs_learn_of_the_conversation_is_saved(bot, root):
    async def script(dc, incoming, conversation):
        conversation.contact_id, conversation.language = "c-1", "ko"
        conversation.language_source, conversation.time_zone = "locale", incoming.time_zone
        conversation.welcomed_at = dc.context.turn_state["now"]

    root.script = script
    await bot.says("x")
    row = await _row(bot)

    assert (row.contact_id, row.language, row.language_source) == ("c-1", "ko", "locale")
    assert (row.time_zone, row.tenant_id, row.object_id) == ("Asia/Seoul", TENANT, "33333333-asha")
    assert row.welcomed_at == row.last_seen_at
    assert (row.user_id, row.bot_id, row.service_url) == (
        "29:asha",
        f"28:{APP_ID}",
        bot.channel.url,
    )


async def test_another_schema_version_begins_the_dialog_anew_and_keeps_the_rest(make_bot, root):
    async def script(dc, incoming, conversation):
        conversation.contact_id = "c-1"

    root.script = script
    old = await make_bot(schema_version=1)
    await old.says("x")
    root.script = None
    new = await make_bot(schema_version=2)
    await new.says("y")

    assert new.channel.texts == ["1: y"]
    assert (await _row(new)).contact_id == "c-1"


async def test_a_stack_under_another_root_begins_anew(make_bot, root):
    bot = await make_bot()
    await bot.says("x")
    other = ScriptedDialog("another")
    renamed = await make_bot(root=other)
    await renamed.says("y")

    assert renamed.channel.texts == ["1: x", "1: y"]


async def test_both_install_events_reach_the_dialog_and_a_greeting_is_remembered(bot, root):
    async def script(dc, incoming, conversation):
        if conversation.welcomed_at is None:
            conversation.welcomed_at = dc.context.turn_state["now"]
            await dc.context.send_activity("welcome")

    root.script = script
    members = [{"id": f"28:{APP_ID}"}, {"id": "29:asha"}]
    added = bot.channel.activity(type="conversationUpdate", membersAdded=members, text=None)
    installed = bot.channel.activity(type="installationUpdate", action="add", text=None)
    await asyncio.gather(bot.post(added), bot.post(installed))

    assert bot.channel.texts == ["welcome"]
    assert [incoming.kind for incoming in root.seen] == [IncomingKind.INSTALLED] * 2


async def test_a_removed_bot_is_unreachable_until_it_is_installed_again(bot, root):
    await bot.says("x")
    await bot.post(bot.channel.activity(type="installationUpdate", action="remove"))

    assert (await _row(bot)).unreachable_reason == "uninstalled"
    assert len(root.seen) == 1

    await bot.post(bot.channel.activity(type="installationUpdate", action="add"))
    assert (await _row(bot)).unreachable_reason == ""


async def test_typing_runs_no_turn(bot, root):
    response = await bot.post(bot.channel.activity(type="typing"))

    assert response.status == 202
    assert (root.seen, await _row(bot)) == ([], None)


async def test_a_card_is_sent_as_it_is_and_replaced_by_id(bot, root):
    from botbuilder.schema import Activity, Attachment

    card = {"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": "한국어"}]}
    kind = "application/vnd.microsoft.card.adaptive"

    async def script(dc, incoming, conversation):
        attachment = Attachment(content_type=kind, content=card)
        sent = await dc.context.send_activity(Activity(type="message", attachments=[attachment]))
        await dc.context.update_activity(Activity(type="message", id=sent.id, text="new"))
        await dc.context.delete_activity(sent.id)

    root.script = script
    await bot.says("x")
    (_, _, first), (put, path, second), (delete, _, _) = bot.channel.sent

    assert first["attachments"] == [{"contentType": kind, "content": card}]
    assert (put, path, second["text"]) == ("PUT", "/v3/conversations/a%3A1/activities/m1", "new")
    assert delete == "DELETE"


async def test_a_refused_typing_indicator_harms_nothing(bot, root):
    from botbuilder.schema import Activity

    async def script(dc, incoming, conversation):
        await dc.context.send_activity(Activity(type="typing"))
        await dc.context.send_activity("done")

    root.script = script
    bot.channel.refusals.append((500, "Broken", {}))
    await bot.says("x")

    assert bot.channel.texts == ["done"]


async def _slowly(dc, incoming, conversation):
    await asyncio.sleep(0)
    await dc.context.send_activity(incoming.text)


async def _failing(dc, incoming, conversation):
    raise ValueError("boom")


async def test_a_conversation_that_was_changed_beside_the_process_is_read_anew(bot):
    bot.database.serve_alone()
    await bot.says("one")
    await bot.database.run(lambda c: c.execute(text("update conversations set version = 7")))
    await bot.says("two")

    assert await bot.says("three") == 202
    assert bot.channel.texts[-1] == "2: three"
    assert (await _row(bot)).version == 8
