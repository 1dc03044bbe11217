from __future__ import annotations

import asyncio
import hashlib
import io
import json

import aiohttp
import pytest

from bot.channel.webchat.bridge import MARK, drawn, pressed
from bot.channel.webchat.journal import Journal
from tests.channel.local_chat import CHAT, Chat

CARD = "application/vnd.microsoft.card.adaptive"


@pytest.fixture
async def chat(tmp_path):
    made = Chat(tmp_path)
    await made.start()
    yield made
    await made.stop()


async def test_the_bot_is_told_once_that_it_was_added(chat):
    key = await chat.enter()
    await chat.poll(key)
    await chat.bot_says(key, text="welcome")
    await chat.poll(key)

    assert [activity["type"] for activity in chat.bot.received] == ["conversationUpdate"]


async def test_a_first_visit_looks_to_the_bot_like_an_install_in_teams(chat):
    key = await chat.enter()
    await chat.poll(key)
    (activity,) = chat.bot.received

    assert activity["type"] == "conversationUpdate"
    assert activity["recipient"]["id"] in [member["id"] for member in activity["membersAdded"]]
    assert (activity["channelId"], activity["locale"]) == ("msteams", "ko-KR")
    assert activity["from"]["aadObjectId"]
    assert activity["conversation"]["tenantId"] == activity["channelData"]["tenant"]["id"]
    assert activity["entities"][0]["timezone"] == "Asia/Seoul"


async def test_what_a_person_says_reaches_the_bot_and_the_page(chat):
    key = await chat.enter()
    status, answer = await chat.say(key, text="안녕", channelData={"clientActivityID": "c1"})
    sent = chat.bot.received[-1]
    (shown,) = (await chat.poll(key))["activities"]

    assert status == 200
    assert (sent["text"], sent["id"], sent["from"]["name"]) == ("안녕", answer["id"], "Asha Rao")
    assert shown["channelData"] == {"clientActivityID": "c1"}


async def test_a_bot_that_refuses_shows_as_not_sent(chat):
    key = await chat.enter()
    chat.bot.answer = (503, None)
    status, _ = await chat.say(key, text="x")

    assert status == 502


async def test_each_person_has_one_lasting_conversation(chat):
    assert await chat.enter("minjun") == await chat.enter("minjun")
    assert await chat.enter("minjun") != await chat.enter("asha")
    assert await chat.enter("../../etc") == await chat.enter("asha")


async def test_a_watermark_gives_only_what_is_new(chat):
    key = await chat.enter()
    await chat.bot_says(key, text="one")
    mark = (await chat.poll(key))["watermark"]
    await chat.bot_says(key, text="two")

    assert [a["text"] for a in (await chat.poll(key, mark))["activities"]] == ["two"]


async def test_an_updated_message_keeps_its_place_and_shows_once(chat):
    key = await chat.enter()
    first = await chat.bot_says(key, text="one")
    await chat.bot_says(key, text="two")
    path = f"/chat/connector/v3/conversations/{key}/activities/{first}"
    status, _ = await chat.call("PUT", path, json={"type": "message", "text": "new"})

    assert status == 200
    assert [a["text"] for a in (await chat.poll(key))["activities"]] == ["new", "two"]


@pytest.mark.parametrize(
    ("locale", "left"), [("en-US", "(message removed)"), ("ko-KR", "(지워진 메시지)")]
)
async def test_a_deleted_message_says_only_that_it_was_removed(chat, locale, left):
    key = await chat.enter(locale=locale)
    first = await chat.bot_says(key, text="secret")
    await chat.call("DELETE", f"/chat/connector/v3/conversations/{key}/activities/{first}")

    assert [a["text"] for a in (await chat.poll(key))["activities"]] == [left]


async def test_history_survives_a_restart(tmp_path):
    first = Chat(tmp_path)
    await first.start()
    key = await first.enter()
    await first.bot_says(key, text="one")
    mark = (await first.poll(key))["watermark"]
    await first.stop()
    with (tmp_path / "chat" / "journal.jsonl").open("a") as journal:
        journal.write('{"conversation": "a:chat-asha", "num')  # killed while writing
    second = Chat(tmp_path)
    await second.start()
    await second.bot_says(key, text="two")

    assert [a["text"] for a in (await second.poll(key))["activities"]] == ["one", "two"]
    assert [a["text"] for a in (await second.poll(key, mark))["activities"]] == ["two"]

    await second.stop()


async def test_a_line_after_a_half_written_one_is_not_lost(tmp_path):
    path = tmp_path / "journal.jsonl"
    path.write_text('{"conversation": "a:chat-asha", "num')
    journal = Journal(path)
    journal.load()
    await journal.add("c", {"id": "1"})
    again = Journal(path)
    again.load()

    assert again.since("c", 0) == [{"id": "1"}]


async def test_a_socket_is_told_of_what_comes(chat):
    key = await chat.enter()
    await chat.bot_says(key, text="before")
    _, grant = await chat.call("GET", f"{CHAT}/conversations/{key}?watermark=-")
    async with chat.session.ws_connect(grant["streamUrl"]) as socket:
        before = await socket.receive_json()
        await chat.bot_says(key, text="after")
        after = await socket.receive_json()

    assert [a["text"] for a in before["activities"] + after["activities"]] == ["before", "after"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no boundary is named"),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\nanother one\r\n--y--"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\ncut"),
        ("multipart/form-data; boundary=x", b"--x\r\nno header\r\n\r\n1\r\n--x--"),
        ("text/plain", b"no parts"),
    ],
)
async def test_an_upload_that_is_not_put_together_is_refused(chat, kind, body):
    key = await chat.enter()
    path = f"{CHAT}/conversations/{key}/upload?userId=x"
    status, _ = await chat.call("POST", path, data=body, headers={"Content-Type": kind})

    assert status == 400


async def test_uploads_reach_the_bot_as_teams_sends_them_byte_for_byte(chat):
    key = await chat.enter()
    content = bytes(range(256)) * 8000
    form = aiohttp.FormData(quote_fields=False)
    form.add_field(
        "activity",
        json.dumps({"type": "message"}),
        content_type="application/vnd.microsoft.activity",
    )
    form.add_field(
        "file", io.BytesIO(content), filename="청구서.pdf", content_type="application/pdf"
    )
    form.add_field("file", b"two", filename="b.png", content_type="image/png")
    status, _ = await chat.call("POST", f"{CHAT}/conversations/{key}/upload?userId=x", data=form)
    first, second = chat.bot.received[-1]["attachments"]

    assert status == 200
    assert (first["contentType"], first["name"]) == (
        "application/vnd.microsoft.teams.file.download.info",
        "청구서.pdf",
    )
    assert second["content"]["fileType"] == "png"
    async with chat.session.get(first["content"]["downloadUrl"]) as response:
        assert hashlib.sha256(await response.read()).digest() == hashlib.sha256(content).digest()
        assert response.headers["Content-Disposition"] == "attachment"


async def test_uploads_keep_the_order_in_which_they_were_chosen(chat):
    key = await chat.enter()
    form = aiohttp.FormData(quote_fields=False)
    told = {"type": "message", "channelData": {"attachmentSizes": [5, 1]}}
    form.add_field("activity", json.dumps(told), content_type="application/vnd.microsoft.activity")
    for content, name in ((b"1", "second.pdf"), (b"55555", "first.pdf")):
        form.add_field("file", content, filename=name, content_type="application/pdf")
    await chat.call("POST", f"{CHAT}/conversations/{key}/upload?userId=x", data=form)

    assert [one["name"] for one in chat.bot.received[-1]["attachments"]] == [
        "first.pdf",
        "second.pdf",
    ]


async def test_a_download_names_no_other_file(chat):
    for name in ("..%2fjournal.jsonl", "x" * 32, "0" * 32):
        status, _ = await chat.call("GET", f"/chat/files/{name}/x")
        assert status == 404


async def test_a_pressed_execute_becomes_an_invoke_and_its_card_takes_the_old_place(chat):
    key = await chat.enter()
    card = {
        "type": "AdaptiveCard",
        "actions": [{"type": "Action.Execute", "verb": "go", "data": {"act": {"kind": "go"}}}],
    }
    shown = await chat.bot_says(key, attachments=[{"contentType": CARD, "content": card}])
    (activity,) = (await chat.poll(key))["activities"]
    button = activity["attachments"][0]["content"]["actions"][0]
    new = {"type": "AdaptiveCard", "body": []}
    chat.bot.answer = (200, {"statusCode": 200, "type": CARD, "value": new})
    await chat.say(key, value=button["data"] | {"name": "x"})
    invoke = chat.bot.received[-1]

    assert button["type"] == "Action.Submit"
    assert (invoke["type"], invoke["name"]) == ("invoke", "adaptiveCard/action")
    assert invoke["replyToId"] == shown
    assert invoke["value"]["action"] == {
        "type": "Action.Execute",
        "verb": "go",
        "data": {"act": {"kind": "go"}, "name": "x"},
    }
    (now,) = (await chat.poll(key))["activities"]
    assert now["attachments"][0]["content"] == new


async def test_a_pressed_submit_names_the_card_it_was_on(chat):
    key = await chat.enter()
    card = {"type": "AdaptiveCard", "actions": [{"type": "Action.Submit", "data": {"act": {}}}]}
    shown = await chat.bot_says(key, attachments=[{"contentType": CARD, "content": card}])
    await chat.bot_says(key, text="later")
    activity = (await chat.poll(key))["activities"][0]
    await chat.say(key, value=activity["attachments"][0]["content"]["actions"][0]["data"])

    assert chat.bot.received[-1]["replyToId"] == shown
    assert chat.bot.received[-1]["value"] == {"act": {}}


def test_a_value_without_our_mark_is_left_alone():
    assert pressed({"act": {"kind": "x"}}) is None
    assert pressed("text") is None
    assert drawn({"type": "Action.Submit", "data": "text"}, "1")["data"] == "text"
    assert drawn([{"type": "Action.Submit"}], "1")[0]["data"] == {MARK: {"card": "1"}}


async def test_the_page_takes_web_chat_from_our_folder_when_it_is_there(chat):
    _, without = await chat.call("GET", "/chat")
    (chat.folder / "bundle").mkdir()
    (chat.folder / "bundle" / "webchat.js").write_text("// web chat")
    _, with_bundle = await chat.call("GET", "/chat")

    assert "https://cdn.botframework.com/botframework-webchat/4.18.1/webchat.js" in without
    assert 'src="/chat/webchat.js"' in with_bundle


@pytest.mark.parametrize("path", ["/chat", "/chat/chat.js", "/chat/chat.css", "/?user=minjun"])
async def test_the_page_and_its_parts_are_served(chat, path):
    status, _ = await chat.call("GET", path)

    assert status == 200


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}], ids=str
)
async def test_foreign_pages_cannot_use_the_chat(chat, headers):
    status, _ = await chat.call("POST", f"{CHAT}/tokens/generate", headers=headers)

    assert status == 403


@pytest.mark.parametrize(
    "path", [f"{CHAT}/conversations/nobody", f"{CHAT}/conversations/a:chat-/activities"]
)
async def test_an_unknown_conversation_is_not_found(chat, path):
    status, _ = await chat.call("GET", path)

    assert status == 404


async def test_many_messages_at_once_all_get_their_own_place(chat):
    key = await chat.enter()
    ids = await asyncio.gather(*(chat.bot_says(key, text=str(n)) for n in range(20)))
    shown = (await chat.poll(key))["activities"]

    assert len(set(ids)) == len(shown) == 20
