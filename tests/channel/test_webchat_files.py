"""Files that the bot offers on the local page: drawn, allowed, kept once, for their chat only."""

from __future__ import annotations

import asyncio

import pytest

from bot.channel.webchat import drive
from tests.channel.local_chat import Chat

CONSENT = "application/vnd.microsoft.teams.card.file.consent"
FILE_CARD = "application/vnd.microsoft.teams.card.file.info"


@pytest.fixture
async def chat(tmp_path):
    made = Chat(tmp_path)
    await made.start()
    yield made
    await made.stop()


async def an_offer(chat, key):
    """The bot offers a file; the buttons that the page draws for it."""
    act = {"act": {"kind": "paper.consent", "claim": "c1"}}
    content = {
        "description": "The *very* file.",
        "sizeInBytes": 4,
        "acceptContext": act,
        "declineContext": act,
    }
    offer = {"contentType": CONSENT, "name": "CSR 가을.docx", "content": content}
    shown = await chat.bot_says(key, attachments=[offer])
    activity = (await chat.poll(key))["activities"][-1]
    return shown, activity["attachments"][0]["content"]


async def allowed(chat, key):
    """An offer that was allowed: what the bot is told."""
    shown, card = await an_offer(chat, key)
    status, _ = await chat.say(key, value=card["actions"][0]["data"])
    assert status == 200
    return shown, chat.bot.received[-1]


async def test_an_offered_file_is_drawn_with_two_buttons(chat):
    key = await chat.enter(locale="ko-KR")
    _, card = await an_offer(chat, key)
    runs = [line["inlines"][0]["text"] for line in card["body"]]

    assert runs[1:] == ["CSR 가을.docx", "The *very* file."]
    assert [action["title"] for action in card["actions"]] == ["허용", "거부"]


async def test_a_file_that_is_allowed_is_asked_for_as_teams_does(chat):
    key = await chat.enter(locale="en-US")
    shown, invoke = await allowed(chat, key)
    value = invoke["value"]

    assert (invoke["type"], invoke["name"]) == ("invoke", "fileConsent/invoke")
    assert invoke["replyToId"] == shown
    assert (value["type"], value["action"]) == ("fileUpload", "accept")
    assert value["context"] == {"act": {"kind": "paper.consent", "claim": "c1"}}
    assert value["uploadInfo"]["fileType"] == "docx"


async def test_a_declined_file_gets_no_place(chat):
    key = await chat.enter(locale="en-US")
    _, card = await an_offer(chat, key)
    await chat.say(key, value=card["actions"][1]["data"])

    assert chat.bot.received[-1]["value"]["action"] == "decline"
    assert "uploadInfo" not in chat.bot.received[-1]["value"]


async def test_a_file_is_kept_once_and_only_its_own_conversation_reads_it(chat):
    key, other = await chat.enter("asha"), await chat.enter("minjun")
    _, invoke = await allowed(chat, key)
    place = invoke["value"]["uploadInfo"]["uploadUrl"]
    for status in (201, 404):
        async with chat.session.put(place, data=b"docx") as response:
            assert response.status == status
    shown = {"contentType": FILE_CARD, "name": "CSR.docx", "contentUrl": place, "content": {}}
    await chat.bot_says(key, attachments=[shown])
    link = (await chat.poll(key))["activities"][-1]["attachments"][0]

    assert (link["contentType"], link["name"]) == ("application/octet-stream", "CSR.docx")
    async with chat.session.get(link["contentUrl"]) as response:
        assert await response.read() == b"docx"
        assert response.headers["Content-Disposition"] == "attachment"
    elsewhere = place.replace("chat-asha", "chat-minjun")
    assert elsewhere != place
    assert other in elsewhere.replace("%3A", ":")
    for address in (elsewhere, place.replace(invoke["value"]["uploadInfo"]["uniqueId"], "0" * 32)):
        async with chat.session.get(address) as response:
            assert response.status == 404


async def test_of_two_that_come_at_once_one_is_kept(chat):
    key, begun, go_on = await chat.enter(), asyncio.Event(), asyncio.Event()
    _, invoke = await allowed(chat, key)
    place = invoke["value"]["uploadInfo"]["uploadUrl"]

    async def slowly():
        yield b"first"
        begun.set()
        await go_on.wait()

    async def put(data):
        async with chat.session.put(place, data=data) as response:
            return response.status

    first = asyncio.create_task(put(slowly()))
    await begun.wait()
    async with chat.session.get(place) as response:  # by now the server has read its beginning
        assert response.status == 404
    second = await put(b"second")
    go_on.set()

    assert (await first, second) == (201, 404)
    async with chat.session.get(place) as response:
        assert await response.read() == b"first"


async def test_a_place_that_nobody_used_is_forgotten_after_many_others(chat, monkeypatch):
    monkeypatch.setattr(drive, "MAX_OPEN", 2)
    key = await chat.enter()
    places = [(await allowed(chat, key))[1]["value"]["uploadInfo"]["uploadUrl"] for _ in "123"]
    found = []
    for place in places:
        async with chat.session.put(place, data=b"x") as response:
            found.append(response.status)

    assert found == [404, 201, 201]


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}], ids=str
)
async def test_a_foreign_page_reads_no_file(chat, headers):
    key = await chat.enter()
    _, invoke = await allowed(chat, key)
    place = invoke["value"]["uploadInfo"]["uploadUrl"]
    async with chat.session.put(place, data=b"docx") as response:
        assert response.status == 201
    async with chat.session.get(place, headers=headers) as response:
        assert response.status == 403


async def test_what_nobody_allowed_is_not_taken(chat):
    key = await chat.enter()
    for file_id in ("0" * 32, "..%2f..%2fx", "x"):
        async with chat.session.put(f"{chat.url}/chat/drive/{key}/{file_id}/x", data=b"x") as put:
            assert put.status == 404
