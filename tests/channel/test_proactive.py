from __future__ import annotations

from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.channel.connector import Connector
from bot.channel.proactive import Failed, Notifier, Sent, Throttled, Unreachable
from bot.channel.throttle import Throttle
from bot.storage.conversations import ConversationRow
from bot.text import translator
from cards.render import render
from cards.views import NoticeView
from tests.channel.fake_channel import FakeClock

NOW = datetime(2026, 11, 23, tzinfo=UTC)
CARD = {"type": "AdaptiveCard", "body": []}


@pytest.fixture
async def notifier():
    clock = FakeClock()
    async with aiohttp.ClientSession() as session:
        throttle = Throttle(monotonic=clock, sleep=clock.sleep)
        connector = Connector(session, token=None, throttle=throttle, sleep=clock.sleep)
        yield Notifier(connector, clock=lambda: NOW)


@pytest.fixture
def row(channel):
    return ConversationRow(
        "msteams|a:1",
        channel_id="msteams",
        conversation_id="a:1",
        service_url=channel.url,
        bot_id="28:b",
        user_id="29:u",
    )


async def test_a_card_goes_out_with_its_text_twin_and_without_a_reply_id(notifier, row, channel):
    assert await notifier.send_card(row, CARD, "twin") == Sent("m1")

    method, path, body = channel.sent[0]
    assert (method, path) == ("POST", "/v3/conversations/a%3A1/activities")
    assert body["summary"] == "twin"
    assert body["attachments"][0]["content"] == CARD
    assert "replyToId" not in body


async def test_a_card_that_is_written_already_goes_out_as_it_stands(notifier, row, channel):
    title = NoticeView(title="Grüße 서류 “x”")
    card = render(title, translator("ko"))

    await notifier.send_card(row, card, "twin")

    [attachment] = channel.sent[0][2]["attachments"]
    assert attachment == {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "content": dict(card),
    }
    assert attachment["content"]["fallbackText"] == card.fallback == "Grüße 서류 “x”"


async def test_a_card_takes_the_place_of_an_older_one(notifier, row, channel):
    assert await notifier.send_card(row, CARD, "twin", update_activity_id="m7") == Sent("m1")
    assert channel.sent[0][:2] == ("PUT", "/v3/conversations/a%3A1/activities/m7")


async def test_a_card_that_was_deleted_meanwhile_is_sent_anew(notifier, row, channel):
    channel.refusals.append((404, "ActivityNotFoundInConversation", {}))

    assert await notifier.send_card(row, CARD, "twin", update_activity_id="m7") == Sent("m2")
    assert [method for method, _, _ in channel.sent] == ["PUT", "POST"]


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (403, "ConversationBlockedByUser", "blocked"),
        (403, "MessageWritesBlocked", "blocked"),
        (403, "BotNotInConversationRoster", "uninstalled"),
        (403, "ForbiddenOperationException", "uninstalled"),
        (403, "BotDisabledByAdmin", "disabled_by_admin"),
        (404, "ConversationNotFound", "gone"),
    ],
)
async def test_a_person_who_cannot_be_reached_is_told_apart(
    notifier, row, channel, status, code, reason
):
    channel.refusals.append((status, code, {}))

    assert await notifier.send_card(row, CARD, "twin") == Unreachable(reason)


async def test_a_wait_longer_than_we_wait_is_an_instant(notifier, row, channel):
    channel.refusals.append((429, "Later", {"Retry-After": "90"}))

    assert await notifier.send_card(row, CARD, "twin") == Throttled(NOW + timedelta(seconds=90))


async def test_a_broken_service_may_have_shown_the_message(notifier, row, channel):
    channel.refusals.append((502, "Down", {}))
    outcome = await notifier.send_card(row, CARD, "twin")

    assert isinstance(outcome, Failed)
    assert (outcome.is_passing, outcome.may_have_arrived) == (True, True)


async def test_a_refusal_of_the_message_itself_does_not_pass(notifier, row, channel):
    channel.refusals.append((413, "MessageSizeTooBig", {}))
    outcome = await notifier.send_card(row, CARD, "twin")

    assert isinstance(outcome, Failed)
    assert (outcome.is_passing, outcome.may_have_arrived) == (False, False)


async def test_nothing_is_sent_to_somebody_known_to_be_unreachable(notifier, row, channel):

    gone = row._replace(unreachable_reason="blocked")

    assert await notifier.send_card(gone, CARD, "twin") == Unreachable("blocked")
    assert channel.sent == []
