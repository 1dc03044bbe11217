from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channel.actions import read_action
from bot.channel.addresses import MalformedActivity
from bot.channel.incoming import parse_body, read_activity
from bot.channel.mentions import without_mentions
from bot.channel.raw import single_line
from bot.domain.inputs import IncomingKind

NOW = datetime(2026, 11, 23, tzinfo=UTC)
BOT = {"id": "28:bot", "name": "클레임봇"}
PERSON = {"id": "29:asha", "name": "Asha", "aadObjectId": "oid"}
INFO = "application/vnd.microsoft.teams.file.download.info"


def an_activity(**changes):
    return {
        "type": "message",
        "id": "1",
        "channelId": "msteams",
        "serviceUrl": "https://smba.example/amer/",
        "from": PERSON,
        "recipient": BOT,
        "conversation": {"id": "a:1", "tenantId": "t"},
    } | changes


def read(**changes):
    return read_activity(an_activity(**changes), now=NOW).incoming


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"type": "message"}, IncomingKind.MESSAGE),
        ({"type": "messageUpdate"}, IncomingKind.EDITED),
        ({"type": "messageDelete"}, IncomingKind.DELETED),
        ({"type": "messageReaction", "reactionsAdded": [{"type": "like"}]}, IncomingKind.REACTION),
        ({"type": "typing"}, IncomingKind.OTHER),
        ({"type": "installationUpdate", "action": "add"}, IncomingKind.INSTALLED),
        ({"type": "installationUpdate", "action": "remove"}, IncomingKind.UNINSTALLED),
        ({"type": "installationUpdate", "action": "remove-upgrade"}, IncomingKind.OTHER),
        ({"type": "installationUpdate"}, IncomingKind.OTHER),
        ({"type": "conversationUpdate", "membersAdded": [PERSON, BOT]}, IncomingKind.INSTALLED),
        ({"type": "conversationUpdate", "membersAdded": [PERSON]}, IncomingKind.OTHER),
        ({"type": "conversationUpdate", "membersRemoved": [BOT]}, IncomingKind.UNINSTALLED),
        ({"type": "conversationUpdate", "membersAdded": "everybody"}, IncomingKind.OTHER),
        ({"type": "invoke", "name": "other/thing"}, IncomingKind.OTHER),
        ({"type": "neverHeardOf"}, IncomingKind.OTHER),
    ],
)
def test_each_activity_has_its_kind(changes, kind):
    assert read(**changes).kind is kind


def test_what_was_said_arrives():
    incoming = read(
        text="  hello \n",
        locale="ko-KR",
        timestamp="2026-11-20T08:00:00.1234567Z",
        localTimezone="Asia/Seoul",
        replyToId="9",
    )

    assert (incoming.text, incoming.locale, incoming.time_zone) == ("hello", "ko-KR", "Asia/Seoul")
    assert incoming.sent_at == datetime(2026, 11, 20, 8, 0, 0, 123456, tzinfo=UTC)
    assert (incoming.tenant_id, incoming.object_id, incoming.user_id) == ("t", "oid", "29:asha")
    assert (incoming.reply_to, incoming.is_personal, incoming.is_invoke) == ("9", True, False)


@pytest.mark.parametrize(
    "zone",
    [
        "America",
        "../../etc/passwd",
        "/etc/localtime",
        "Mars/Olympus",
        "x" * 500,
        "",
        "Asia/Seoul\n",
        7,
    ],
)
def test_a_time_zone_that_nobody_knows_is_left_out(zone):
    assert read(localTimezone=zone).time_zone is None


def test_the_client_s_own_time_zone_wins():
    entity = {"type": "clientInfo", "timezone": "Asia/Seoul", "locale": "ko-KR"}
    incoming = read(entities=[None, entity], localTimezone="Europe/Berlin")

    assert (incoming.time_zone, incoming.locale) == ("Asia/Seoul", "ko-KR")


@pytest.mark.parametrize(
    "locale", ["", "x", "ko_KR", "<script>", "ko-KR\n", 5, None, "en-" + "a" * 50]
)
def test_a_locale_of_another_form_is_left_out(locale):
    assert read(locale=locale).locale is None


@pytest.mark.parametrize(
    "timestamp", ["", "yesterday", "0001-01-01T00:00:00+23:59", 5, "2026-11-20"]
)
def test_an_unreadable_time_stamp_raises_nothing(timestamp):
    assert read(timestamp=timestamp).sent_at.tzinfo is UTC


def test_the_tenant_is_found_in_channel_data_too():
    incoming = read(conversation={"id": "a:1"}, channelData={"tenant": {"id": "t2"}})

    assert incoming.tenant_id == "t2"


@pytest.mark.parametrize(
    "conversation",
    [{"conversationType": "groupChat"}, {"conversationType": "channel"}, {"isGroup": True}],
)
def test_a_group_is_not_personal(conversation):
    assert not read(conversation={"id": "19:x;messageid=1"} | conversation).is_personal


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("<at>클레임봇</at> 클레임봇 사용법", [("28:bot", "<at>클레임봇</at>")], "클레임봇 사용법"),
        ('<at id="0">클레임봇</at>&nbsp;help', [("28:bot", None)], "help"),
        ("<at>Kim</at> help", [("29:kim", "<at>Kim</at>")], "Kim help"),
        (
            "<at>클레임봇</at> <at>Kim</at> hi",
            [("28:bot", "<at>클레임봇</at>"), ("29:kim", "<at>Kim</at>")],
            "Kim hi",
        ),
        ("no mention", [], "no mention"),
        ("<at", [("28:bot", None)], "<at"),
    ],
)
def test_only_the_bot_s_own_mention_is_taken_out(text, entities, expected):
    entities = [
        {"type": "mention", "text": span, "mentioned": {"id": who, "name": "클레임봇"}}
        for who, span in entities
    ]

    assert without_mentions(text, entities, "28:bot") == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"type": None},
        {"type": "a\nb"},
        {"channelId": ""},
        {"serviceUrl": 7},
        {"conversation": None},
        {"conversation": {"id": ""}},
        {"conversation": {"id": "x" * 1000}},
        {"conversation": {"id": "a\x00b"}},
        {"from": None},
        {"from": {"id": "\ud800"}},
        {"id": "x\n"},
    ],
    ids=str,
)
def test_an_activity_without_a_usable_address_is_malformed(changes):
    with pytest.raises(MalformedActivity):
        read(**changes)


def test_names_for_logs_are_one_clean_line():
    incoming = read(**{"from": PERSON | {"name": "Asha\r\nERROR \x1b[31m\u202efake"}})

    assert incoming.user_name == "Asha ERROR [31m fake"
    assert len(single_line("x" * 5000)) == 200


def test_an_edit_is_another_activity_than_the_message_and_each_edit_its_own():
    keys = {
        read_activity(an_activity(**changes), now=NOW).activity_key
        for changes in (
            {},
            {"type": "messageUpdate", "timestamp": "2026-11-20T08:00:00Z"},
            {"type": "messageUpdate", "timestamp": "2026-11-20T08:01:00Z"},
            {"conversation": {"id": "a:2"}},
        )
    }

    assert len(keys) == 4


def test_an_activity_without_an_id_has_no_key():
    assert read_activity(an_activity(id=None), now=NOW).activity_key == ""


_ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
_FIELDS = st.sampled_from(
    [
        "type",
        "id",
        "name",
        "text",
        "value",
        "attachments",
        "entities",
        "from",
        "recipient",
        "conversation",
        "channelData",
        "locale",
        "localTimezone",
        "timestamp",
        "membersAdded",
        "action",
        "replyToId",
        "serviceUrl",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(_FIELDS, _ANYTHING, max_size=6))
def test_any_json_is_an_activity_or_malformed_and_nothing_else(changes):
    with contextlib.suppress(MalformedActivity):
        received = read_activity(an_activity(**changes), now=NOW)
        received.incoming.text.encode()
        received.activity_key.encode()


@settings(max_examples=200, deadline=None)
@given(_ANYTHING)
def test_any_action_data_is_an_action_or_nothing(data):
    read_action({"act": {"kind": "save", "x": data}, "name": data})
    read_action({"act": data})
    read(
        type="invoke", name="adaptiveCard/action", value={"action": {"data": data}, "trigger": data}
    )


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_mapping_or_malformed(body):
    with contextlib.suppress(MalformedActivity):
        assert isinstance(parse_body(body), dict)
