"""Signed webhooks of the claims API: HMAC-SHA256 over `timestamp.raw body`.

Headers: `Claims-Timestamp`, seconds since 1970 as digits; `Claims-Signature`, `v1=` and 64 hex
digits; several, separated by commas, while a secret is being changed.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.errors import AuthRefused

TIMESTAMP_HEADER = "Claims-Timestamp"
SIGNATURE_HEADER = "Claims-Signature"
REPLAY_WINDOW_SECONDS = 300


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Value of the signature header for these bytes.

    >>> sign("secret", "1700000000", b"{}")[:10]
    'v1=b8569b7'
    """
    digest = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"v1={digest.hexdigest()}"


def verify(
    headers: Mapping[str, str],
    body: bytes,
    *,
    secrets: Sequence[str],
    now: datetime,
    window_seconds: int = REPLAY_WINDOW_SECONDS,
) -> None:
    """Accept a webhook signed with any of the secrets within the window around `now`.

    Raises: AuthRefused when a header is missing or malformed, the timestamp is too far away, or no
    signature is ours.
    """
    timestamp = headers.get(TIMESTAMP_HEADER, "")
    if not re.fullmatch(r"[0-9]{1,12}", timestamp, re.ASCII):
        raise AuthRefused("webhook: no usable timestamp")
    if abs(now.timestamp() - int(timestamp)) > window_seconds:
        raise AuthRefused("webhook: outside the replay window")
    signatures = headers.get(SIGNATURE_HEADER, "").encode(errors="surrogateescape")
    given = [part.strip() for part in signatures.split(b",")[:5]]
    for secret in filter(None, secrets):
        expected = sign(secret, timestamp, body).encode()
        if any(hmac.compare_digest(expected, signature) for signature in given):
            return
    raise AuthRefused("webhook: signature is not ours")
