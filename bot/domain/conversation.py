"""What dialogs may know and change about their conversation, and how they answer a button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class LanguageSource(StrEnum):
    """Where the conversation's language comes from; a choice is never overruled by a guess."""

    NONE = ""
    LOCALE = "locale"
    TEXT = "text"
    CHOSEN = "chosen"


@dataclass(slots=True)
class TurnConversation:
    """The conversation of one turn; changes are saved with the turn, or not at all when it fails.

    Shape: `language` is "en", "ko" or "" before it is known; `contact_id` "" before the person is
    known; `welcomed_at` is None until somebody greets, so both install events of a channel greet
    once together.
    Units: `time_zone` an IANA name or ""; `welcomed_at` UTC.
    """

    conversation_key: str
    contact_id: str = ""
    language: str = ""
    language_source: str = LanguageSource.NONE
    time_zone: str = ""
    welcomed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ActionAnswer:
    """The answer to an `Action.Execute`: a card in place of the pressed one, or a short message.

    Shape: `card` wins over `message`; both empty means "received", and nothing is shown.
    """

    card: Mapping[str, Any] | None = None
    message: str = ""
