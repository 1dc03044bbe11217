"""The channel's side of token checks: an RSA key, its announcement, one token per hour."""

from __future__ import annotations

import base64
import time
from typing import Any
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

ISSUER = "https://api.botframework.com"


class Signer:
    """Signs as the Bot Framework channel does. Source: Bot Connector authentication, 2026-10."""

    def __init__(self, app_id: str) -> None:
        self.app_id = app_id
        self._key_id = uuid4().hex
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._tokens: dict[str, tuple[float, str]] = {}

    def keys(self) -> dict[str, Any]:
        """The JSON Web Key Set."""
        numbers = self._key.public_key().public_numbers()
        key = {"kty": "RSA", "use": "sig", "kid": self._key_id, "endorsements": ["msteams"]}
        return {"keys": [key | {"n": _base64url(numbers.n), "e": _base64url(numbers.e)}]}

    def token(self, service_url: str) -> str:
        """A token for this service URL; the same one until shortly before it expires."""
        now = time.time()
        expires, token = self._tokens.get(service_url, (0.0, ""))
        if expires < now + 300:
            expires = now + 3600
            claims = {
                "iss": ISSUER,
                "aud": self.app_id,
                "serviceurl": service_url,
                "nbf": int(now) - 60,
                "exp": int(expires),
            }
            token = jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self._key_id})
            self._tokens[service_url] = expires, token
        return token


def _base64url(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
