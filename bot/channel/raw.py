"""Careful reading of JSON that anybody may have written: a wrong type reads as absent."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic_core import from_json, to_json

MAX_ID_CHARS = 300
MAX_NAME_CHARS = 200
MAX_RECORDS = 100

_TURNS = "\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of what follows, as in a name that hides its true ending."""
_CONTROLS = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_TURNS}\ud800-\udfff]")
_UNPRINTABLE = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f{_TURNS}\ud800-\udfff]")

Raw = Mapping[str, Any]


def text_of(raw: Raw, key: str) -> str:
    """The text under a key, or "" when it is absent or anything else."""
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def mapping_of(raw: Raw, key: str) -> Raw:
    """The mapping under a key, or an empty one."""
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def records_of(raw: Raw, key: str) -> list[Raw]:
    """The mappings in the list under a key, at most `MAX_RECORDS`; others are left out."""
    value = raw.get(key)
    if not isinstance(value, list):
        return []
    return [record for record in value[:MAX_RECORDS] if isinstance(record, dict)]


def without_controls(text: str) -> str:
    """Text that every database and every JSON reader takes: no control characters but tab and line
    ends, no lone surrogates; nor marks that turn the direction of what follows."""
    return text if text.isascii() and text.isprintable() else _CONTROLS.sub("", text)


def single_line(text: str) -> str:
    """A name for one line of a log: no control, line-end or direction characters, short.

    >>> single_line("Asha\\nKim")
    'Asha Kim'
    """
    return " ".join(_UNPRINTABLE.sub(" ", text[: MAX_NAME_CHARS * 2]).split())[:MAX_NAME_CHARS]


def is_clean_id(text: str) -> bool:
    """Whether a text may be an identifier: not too long and without unprintable characters."""
    if len(text) > MAX_ID_CHARS:
        return False
    return (text.isascii() and text.isprintable()) or not _UNPRINTABLE.search(text)


def json_bytes(value: Any) -> bytes:
    """A value as compact JSON in UTF-8; half a character pair, which UTF-8 cannot hold, as `?`."""
    try:
        return to_json(value, fallback=_plain)  # four times as fast
    except ValueError:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
        return text.encode("utf-8", "replace")


def message_bytes(message: Raw) -> bytes:
    """A message as JSON. What a card has as its `json_text` is put in as it stands: most of the
    message, and written once already.
    """
    attachments = message.get("attachments") or ()
    if not any(hasattr(attachment.get("content"), "json_text") for attachment in attachments):
        return json_bytes(message)
    rest = json_bytes({key: value for key, value in message.items() if key != "attachments"})
    return b'%b,"attachments":[%b]}' % (rest[:-1], b",".join(map(_attachment_bytes, attachments)))


def _attachment_bytes(attachment: Raw) -> bytes:
    written = getattr(attachment.get("content"), "json_text", None)
    if written is None:
        return json_bytes(attachment)
    rest = json_bytes({key: value for key, value in attachment.items() if key != "content"})
    return b'%b,"content":%b}' % (rest[:-1], written)


def _plain(value: Any) -> Any:
    """What JSON has no form for is a mapping, or a mistake."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__qualname__} in JSON")


def read_json(body: bytes) -> Any:
    """The value of a JSON text. Raises: ValueError, RecursionError; also for NaN and infinity."""
    try:
        return from_json(body, allow_inf_nan=False, cache_strings="keys")  # twice as fast
    except ValueError:  # also for half a character pair, which the other reader takes
        return json.loads(body, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
