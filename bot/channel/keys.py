"""The channel's signing keys, read again when they grow old or rotate."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import aiohttp
from jwt import PyJWTError
from jwt.algorithms import RSAAlgorithm

from bot.errors import AuthRefused, KeysUnavailable

log = logging.getLogger("bot.channel.auth")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key and the channels it may sign for; None when the key names no channels."""

    public_key: Any
    endorsements: Collection[str] | None


class SigningKeys:
    """Signing keys by key id.

    They are read again when older than `ttl_seconds` or when an unknown key id comes, but at most
    once per `min_refresh_seconds`; while they cannot be read again, the old ones stay in use.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        metadata_url: str,
        *,
        ttl_seconds: float = 86_400,
        min_refresh_seconds: float = 300,
        retry_seconds: float = 2,
        timeout_seconds: float = 5,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session, self._metadata_url = session, metadata_url
        self._ttl, self._min_refresh, self._retry = ttl_seconds, min_refresh_seconds, retry_seconds
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds)
        self._monotonic = monotonic
        self._keys: dict[str, SigningKey] = {}
        self._read_at: float | None = None
        self._tried_at: float | None = None
        self._lock = asyncio.Lock()
        self.generation = 0

    async def find(self, key_id: str) -> SigningKey:
        """The key of this id. Raises: AuthRefused (unknown), KeysUnavailable (none read)."""
        is_stale = self._read_at is None or self._monotonic() - self._read_at > self._ttl
        if is_stale or key_id not in self._keys:
            await self._refresh(self._tried_at)
        if not self._keys:
            raise KeysUnavailable("no signing keys")
        if key_id not in self._keys:
            raise AuthRefused("unknown signing key")
        return self._keys[key_id]

    async def _refresh(self, tried_before: float | None) -> None:
        async with self._lock:
            if self._tried_at != tried_before or not self._may_try():
                return
            try:
                self._keys = await self._fetch()
                self._read_at = self._monotonic()
                self.generation += 1
            except (aiohttp.ClientError, TimeoutError, KeyError, TypeError, ValueError) as error:
                log.warning("signing_keys_unavailable error=%s", type(error).__name__)
            finally:
                self._tried_at = self._monotonic()

    def _may_try(self) -> bool:
        if self._tried_at is None:
            return True
        pause = self._min_refresh if self._keys else self._retry
        return self._monotonic() - self._tried_at >= pause

    async def _fetch(self) -> dict[str, SigningKey]:
        metadata = await self._get(self._metadata_url)
        document = await self._get(metadata["jwks_uri"])
        keys = {}
        for record in document["keys"]:
            if record.get("kty") == "RSA" and record.get("kid"):
                keys[record["kid"]] = _signing_key(record)
        if not keys:
            raise ValueError("no RSA keys")
        return keys

    async def _get(self, url: str) -> Any:
        async with self._session.get(url, timeout=self._timeout) as response:
            response.raise_for_status()
            return json.loads(await response.read())


def _signing_key(record: dict[str, Any]) -> SigningKey:
    try:
        public_key = RSAAlgorithm.from_jwk(record)
    except PyJWTError as error:
        raise ValueError("not a key") from error
    return SigningKey(public_key, record.get("endorsements"))
