"""Who chats on the local page; everybody belongs to the demo organization."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

DEMO_TENANT_ID = "5a11d0c0-0000-4000-8000-00000000de30"
DEFAULT_PERSON = "asha"
BOT_ID = "28:claims-bot"
BOT_NAME = "Co-op Claims"

_NAMES = {"asha": "Asha Rao", "minjun": "김민준"}
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the demo organization; ids follow from the key, so they survive a restart."""

    key: str
    name: str

    @property
    def user_id(self) -> str:
        """The person's id at this channel."""
        return f"29:{self.key}"

    @property
    def object_id(self) -> str:
        """The person's Entra object id."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"person:{self.key}"))

    @property
    def conversation_id(self) -> str:
        """The person's one conversation with the bot."""
        return f"a:chat-{self.key}"


def person(key: str) -> Person:
    """The person of a key (lower-case letters, digits, hyphens); the default one for anything else.

    >>> person("minjun").name, person("../x").key, person("lee-3").name
    ('김민준', 'asha', 'Lee 3')
    """
    if not _KEY.fullmatch(key):
        key = DEFAULT_PERSON
    return Person(key, _NAMES.get(key) or key.replace("-", " ").title())


def person_of(conversation_id: str) -> Person | None:
    """The person whose conversation this is, or None."""
    key = conversation_id.removeprefix("a:chat-")
    found = person(key)
    return found if found.conversation_id == conversation_id else None
