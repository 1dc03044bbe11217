"""A scripted person: one step of a script becomes one activity, as Teams would post it.

{"text": "..."}                                  writes
{"click": "title, id, verb or index", "inputs"}  presses a button of the newest card that has it
{"submit": {...}}                                sends this value, whatever the cards say
{"file": {"kind": "pdf", "name", "size"}}        sends a file (download info); a list sends several
{"image": {"kind": "png"}}                       pastes a picture
{"activity": {...}}                              any other activity
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from bench.connector import TENANT, Connector, Conversation
from bench.files import DEFAULT_BYTES

APP_ID = "11111111-1111-1111-1111-111111111111"
FILE_INFO = "application/vnd.microsoft.teams.file.download.info"


def activity_of(
    connector: Connector, conversation: Conversation, step: dict[str, Any]
) -> dict[str, Any]:
    """The activity of one step. Raises: LookupError where no card has the button."""
    if "text" in step:
        return _message(connector, conversation, text=step["text"], textFormat="plain")
    if "submit" in step:
        return _message(connector, conversation, value=step["submit"])
    if "click" in step:
        return _press(connector, conversation, step)
    if "file" in step or "image" in step:
        sent = step.get("file") or step["image"]
        specs = sent if isinstance(sent, list) else [sent]
        attach = _download_info if "file" in step else _picture
        return _message(connector, conversation, attachments=[attach(connector, s) for s in specs])
    return _message(connector, conversation, **step["activity"])


def _message(connector: Connector, conversation: Conversation, **more: Any) -> dict[str, Any]:
    now = time.time()
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + f".{int(now * 1000) % 1000:03d}Z"
    app_id = connector.signer.app_id if connector.signer else APP_ID
    user = {"id": conversation.user_id, "name": "Load User", "aadObjectId": conversation.object_id}
    chat = {"id": conversation.conversation_id, "conversationType": "personal", "tenantId": TENANT}
    client = {"type": "clientInfo", "locale": "en-US", "country": "US", "platform": "Windows"}
    return {
        "type": "message",
        "id": connector.next_id(),
        "channelId": "msteams",
        "serviceUrl": connector.base_url,
        "timestamp": stamp,
        "localTimestamp": stamp.replace("Z", "+00:00"),
        "localTimezone": "America/Los_Angeles",
        "locale": "en-US",
        "from": user,
        "recipient": {"id": "28:" + app_id, "name": "bot"},
        "conversation": chat,
        "channelData": {"tenant": {"id": TENANT}},
        "entities": [client | {"timezone": "America/Los_Angeles"}],
        **more,
    }


def _press(
    connector: Connector, conversation: Conversation, step: dict[str, Any]
) -> dict[str, Any]:
    card_id, action = find_action(conversation.cards, step["click"])
    data = {**(action.get("data") or {}), **step.get("inputs", {})}
    if action["type"] == "Action.Submit":
        return _message(connector, conversation, value=data, replyToId=card_id)
    shown = {key: action[key] for key in ("type", "title", "verb", "id") if key in action}
    return _message(
        connector,
        conversation,
        type="invoke",
        name="adaptiveCard/action",
        replyToId=card_id,
        value={"action": {**shown, "data": data}, "trigger": "manual"},
    )


def _place(connector: Connector, spec: dict[str, Any]) -> tuple[str, str]:
    kind, size = spec.get("kind", "pdf"), spec.get("size", DEFAULT_BYTES)
    name = spec.get("name") or f"document.{kind}"
    seed = spec.get("seed") or uuid4().hex
    return name, f"{connector.base_url}/files/{kind}/{size}/{seed}/{quote(name)}"


def _download_info(connector: Connector, spec: dict[str, Any]) -> dict[str, Any]:
    name, url = _place(connector, spec)
    content = {"downloadUrl": url, "uniqueId": uuid4().hex, "fileType": name.rpartition(".")[2]}
    return {"contentType": FILE_INFO, "name": name, "contentUrl": url, "content": content}


def _picture(connector: Connector, spec: dict[str, Any]) -> dict[str, Any]:
    _, url = _place(connector, {"kind": "png", **spec})
    return {"contentType": "image/*", "contentUrl": url}


def find_action(
    cards: list[tuple[str, dict[str, Any]]], wanted: str | int
) -> tuple[str, dict[str, Any]]:
    """Card id and action of the newest card that has it: by index, id, verb or part of the title.

    Raises: LookupError.
    """
    for card_id, card in reversed(cards):
        found = list(actions_in(card))
        if isinstance(wanted, int):
            if found:
                return card_id, found[wanted]
            continue
        for action in found:
            if wanted in (action.get("id"), action.get("verb")) or wanted in str(
                action.get("title", "")
            ):
                return card_id, action
    raise LookupError(f"no card has the button {wanted!r}")


def actions_in(node: Any) -> Iterator[dict[str, Any]]:
    """Every Submit and Execute of a card, nested ones too."""
    if isinstance(node, dict):
        if node.get("type") in ("Action.Submit", "Action.Execute"):
            yield node
        for value in node.values():
            yield from actions_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from actions_in(value)
