"""When a reminder cannot be delivered: closed chats, a busy channel, a crash in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.storage import conversations
from bot.storage import reminders as stored
from bot.storage.reminders import LogEntry, LogState
from tests.journeys.conftest import MakeStage
from tests.journeys.reminding import (
    BEFORE,
    FRIDAY_MORNING,
    THURSDAY_MORNING,
    begins_draft,
    comes,
    log,
)
from tests.journeys.stage import Persona, Stage
from tests.ports import listener


@pytest.fixture
async def stage(stage_of: MakeStage) -> Stage:
    """A bot two weeks before the deadline, at which nobody has funds left."""
    opened = await stage_of(now=BEFORE)
    await opened.control(funds="zero")
    return opened


async def test_a_chat_that_is_gone_is_a_state_until_the_person_writes_again(
    stage: Stage, asha: Persona
) -> None:
    await begins_draft(asha)
    stage.channel.refuse_sends = [(404, "ConversationNotFound")]
    await comes(asha, THURSDAY_MORNING)

    assert asha.new == []
    assert [(e.state, e.reason) for e in await log(stage)] == [(LogState.FAILED, "gone")]

    await asha.says("hello")
    await comes(asha, FRIDAY_MORNING)

    asha.sees("Reminder, 2 days left")


async def test_a_bot_that_is_blocked_stops_and_resumes(stage: Stage, asha: Persona) -> None:
    await begins_draft(asha)
    stage.channel.refuse_sends = [(403, "ConversationBlockedByUser")]
    await comes(asha, THURSDAY_MORNING)
    await comes(asha, FRIDAY_MORNING)

    assert asha.new == []
    assert [(e.state, e.reason) for e in await log(stage)] == [(LogState.FAILED, "blocked")] * 2

    await asha.installs()
    await comes(asha, datetime(2027, 2, 14, 0, 0, tzinfo=UTC))

    asha.sees("Reminder, today")


async def test_a_bot_that_is_removed_stops_and_resumes_when_it_is_installed(
    stage: Stage, asha: Persona
) -> None:
    await begins_draft(asha)
    await asha.uninstalls()
    await comes(asha, THURSDAY_MORNING)

    assert asha.new == []
    assert [(e.state, e.reason) for e in await log(stage)] == [(LogState.FAILED, "uninstalled")]

    await asha.installs()
    await comes(asha, FRIDAY_MORNING)

    asha.sees("Reminder, 2 days left")


async def test_with_a_mail_hook_a_closed_chat_is_gone_around(stage_of: MakeStage) -> None:
    mails: list[dict[str, str]] = []

    async def hook(request: web.Request) -> web.Response:
        mails.append(await request.json())
        return web.Response(status=202)

    server = web.Application()
    server.router.add_post("/mail", hook)
    runner = web.AppRunner(server)
    await runner.setup()
    listens, port = listener()
    await web.SockSite(runner, listens).start()
    stage = await stage_of(now=BEFORE, reminder_email_hook_url=f"http://127.0.0.1:{port}/mail")
    await stage.control(funds="zero")
    asha = stage.person("Asha")
    await begins_draft(asha)
    stage.channel.refuse_sends = [(403, "BotDisabledByAdmin")]

    await comes(asha, THURSDAY_MORNING)
    await runner.cleanup()

    assert len(mails) == 1
    assert "Autumn ads" in mails[0]["text"]
    assert [(e.state, e.via, e.reason) for e in await log(stage)] == [
        (LogState.DELIVERED, "email", "disabled_by_admin")
    ]


@pytest.mark.parametrize(
    ("moment", "arrives", "state"),
    [(THURSDAY_MORNING, 0, LogState.LEFT), (FRIDAY_MORNING, 1, LogState.DELIVERED)],
)
async def test_a_crash_between_sending_and_noting_repeats_only_the_last_steps(
    stage: Stage, asha: Persona, moment: datetime, arrives: int, state: LogState
) -> None:
    await begins_draft(asha)
    await comes(asha, moment - timedelta(hours=1))
    contact_id = await _contact_id(stage, asha)
    day = moment.date()
    entry = LogEntry(
        f"remind:{contact_id}:digest:{day.isoformat()}",
        contact_id,
        contact_id,
        day,
        moment,
        is_urgent=moment == FRIDAY_MORNING,
        state=LogState.SENDING,
    )
    await stage.bot.database.run(lambda c: stored.save_entry(c, entry))

    await comes(asha, moment)

    assert len(asha.new) == arrives
    assert [e.state for e in await log(stage)] == [state]


async def _contact_id(stage: Stage, persona: Persona) -> str:
    key = f"msteams|{persona.conversation_id}"
    row = await stage.bot.database.run(lambda c: conversations.load_conversation(c, key))
    assert row is not None
    return row.contact_id


async def test_a_channel_that_is_busy_gets_the_reminder_later(stage: Stage, asha: Persona) -> None:
    await begins_draft(asha)
    stage.channel.refuse_sends = [(502, "BadGateway")]
    await comes(asha, THURSDAY_MORNING)

    assert asha.new == []

    await comes(asha, THURSDAY_MORNING + timedelta(minutes=1))

    asha.sees("Reminder, 3 days left")
