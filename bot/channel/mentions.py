"""Mentions in a message: our own name is taken out, other people's stay as plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.channel.raw import mapping_of, text_of

_SPAN = re.compile(r"<at(?:\s[^<>]{0,100})?>([^<>]{0,300})</at>", re.IGNORECASE)


def without_mentions(text: str, entities: Iterable[Mapping[str, Any]], bot_id: str) -> str:
    """Text without the bot's mentions; a name that is merely written stays.

    Source: the SDK's own function removes the bot's name everywhere in the text.

    >>> bot = {"type": "mention", "text": "<at>클레임봇</at>", "mentioned": {"id": "28:b"}}
    >>> without_mentions("<at>클레임봇</at> 클레임봇 사용법", [bot], "28:b")
    '클레임봇 사용법'
    """
    text = text.replace("&nbsp;", " ")
    if "<at" not in text:
        return text
    for entity in entities:
        mentioned = mapping_of(entity, "mentioned")
        if text_of(entity, "type").lower() == "mention" and mentioned.get("id") == bot_id:
            text = _without_one(text, text_of(entity, "text"), text_of(mentioned, "name"))
    return _SPAN.sub(r"\1", text).strip()


def _without_one(text: str, span: str, name: str) -> str:
    if span and span in text:
        return text.replace(span, "", 1)
    for match in _SPAN.finditer(text):
        if match[1].strip() == (name or match[1]).strip():
            return text[: match.start()] + text[match.end() :]
    return text
