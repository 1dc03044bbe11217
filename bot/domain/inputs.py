"""What may come in from a channel, as values: text, a card action, files. Nothing here is trusted
yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class IncomingKind(StrEnum):
    """What happened, seen from the partner's side."""

    MESSAGE = "message"
    INSTALLED = "installed"
    UNINSTALLED = "uninstalled"
    EDITED = "edited"
    DELETED = "deleted"
    REACTION = "reaction"
    OTHER = "other"


class FileSource(StrEnum):
    """How a channel hands over a file.

    `LINK` is a pre-authenticated download link (Teams file upload); `INLINE` an image at the
    channel's own
    service that needs the bot's token; `MISSING` an attachment that the channel announced but did
    not hand over
    (phone gallery).
    """

    LINK = "link"
    INLINE = "inline"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """One file offered by the partner; `name` is what the partner called it and never a path for
    us.
    """

    name: str
    media_type: str
    url: str
    source: FileSource


@dataclass(frozen=True, slots=True)
class FileConsent:
    """The answer to a file that the bot offered: whether it is wanted, and where it may be put.

    Shape: `upload_url` takes the file once and without further rights; `content_url`, `unique_id`
    and `file_type` are what the channel shows the file by. Each is "" when it is not told.
    """

    is_accepted: bool
    upload_url: str = ""
    content_url: str = ""
    unique_id: str = ""
    file_type: str = ""


class CardAction(NamedTuple):
    """What a button sent back, parsed; every id in it must be looked up with the caller's own
    rights.

    Shape: `arguments` are what the card itself carried (strings), `values` what the partner entered
    (input id → text); an untouched multi-select is absent.
    """

    kind: str
    claim_id: str | None = None
    version: int | None = None
    nonce: str | None = None
    arguments: Mapping[str, str] = MappingProxyType({})
    values: Mapping[str, str] = MappingProxyType({})


class Incoming(NamedTuple):
    """One activity from a person, translated once at the edge.

    Shape: `text` is stripped, without the bot's own mention, empty when there is none; `action` is
    None when no
    button was pressed, and `unreadable_action` tells that a card value came which is none of ours.
    `consent` answers an offered file; then `action` is what the offer carried. `is_invoke` tells
    that the press is answered where it was made.
    `text_was_cut` tells that only the beginning of a very long text is here; `is_refresh` that a
    client asked for
    a fresh card by itself, without anybody pressing anything: show the present state, move nothing
    on.
    Units: `sent_at` is UTC; `time_zone` an IANA name or None; `locale` a BCP 47 tag or None.
    """

    kind: IncomingKind
    activity_id: str
    channel_id: str
    conversation_id: str
    tenant_id: str
    user_id: str
    object_id: str
    user_name: str
    sent_at: datetime
    is_personal: bool = True
    is_invoke: bool = False
    locale: str | None = None
    time_zone: str | None = None
    text: str = ""
    action: CardAction | None = None
    unreadable_action: bool = False
    consent: FileConsent | None = None
    files: tuple[IncomingFile, ...] = ()
    reply_to: str | None = None
    text_was_cut: bool = False
    is_refresh: bool = False
