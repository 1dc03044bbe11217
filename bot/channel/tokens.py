"""The token with which the bot speaks to the channel: by secret, certificate or managed identity.

Source: Microsoft identity platform, "OAuth 2.0 client credentials flow"; bots are single-tenant or
use a user-assigned managed identity since 2025-07-31.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp

from bot.errors import ConnectorError

SCOPE = "https://api.botframework.com/.default"
RESOURCE = "https://api.botframework.com"
LOGIN_URL = "https://login.microsoftonline.com"
EARLY_SECONDS = 300

Fetch = Callable[[], Awaitable[Mapping[str, Any]]]


class TokenSource:
    """One token per process, fetched once however many wait for it, renewed five minutes early."""

    def __init__(self, fetch: Fetch, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._fetch, self._monotonic = fetch, monotonic
        self._token, self._good_until = "", 0.0
        self._lock = asyncio.Lock()

    async def get(self) -> str:
        """A token that is good for some minutes.

        Raises: ConnectorError with code TokenUnavailable; it never carries what the login service
        said.
        """
        if self._token and self._monotonic() < self._good_until:
            return self._token
        async with self._lock:
            if not self._token or self._monotonic() >= self._good_until:
                await self._renew()
            return self._token

    def forget(self, token: str) -> None:
        """Drop a token that the channel refused, unless a newer one is here already."""
        if token == self._token:
            self._token = ""

    async def _renew(self) -> None:
        try:
            answer = await self._fetch()
            token, seconds = answer["access_token"], float(answer.get("expires_in", 300))
        except (aiohttp.ClientError, OSError, KeyError, TypeError, ValueError) as error:
            raise ConnectorError(0, "TokenUnavailable", type(error).__name__) from error
        self._token = token
        self._good_until = self._monotonic() + max(seconds - EARLY_SECONDS, seconds / 2)


def by_secret(
    session: aiohttp.ClientSession,
    *,
    app_id: str,
    secret: str,
    tenant_id: str,
    login_url: str = LOGIN_URL,
    timeout_seconds: float = 10,
) -> Fetch:
    """Fetch with a client secret."""
    url = f"{login_url.rstrip('/')}/{tenant_id}/oauth2/v2.0/token"
    form = {
        "grant_type": "client_credentials",
        "client_id": app_id,
        "client_secret": secret,
        "scope": SCOPE,
    }
    timeout = aiohttp.ClientTimeout(total=timeout_seconds)

    async def fetch() -> Mapping[str, Any]:
        async with session.post(url, data=form, timeout=timeout, allow_redirects=False) as response:
            answer: Mapping[str, Any] = json.loads(await response.read())
            return answer

    return fetch


def by_certificate(
    *,
    app_id: str,
    tenant_id: str,
    private_key: str,
    thumbprint: str,
    login_url: str = LOGIN_URL,
    http_client: Any = None,
) -> Fetch:
    """Fetch with a certificate: its private key (PEM) and SHA-1 thumbprint (hex)."""

    def make() -> Callable[[], Mapping[str, Any]]:
        import msal  # here, because it costs start-up time and memory

        client = msal.ConfidentialClientApplication(
            app_id,
            authority=f"{login_url.rstrip('/')}/{tenant_id}",
            client_credential={"private_key": private_key, "thumbprint": thumbprint},
            http_client=http_client,
        )

        def acquire() -> Mapping[str, Any]:
            client.token_cache = msal.TokenCache()  # the old one may hold a token that was refused
            answer: Mapping[str, Any] = client.acquire_token_for_client([SCOPE])
            return answer

        return acquire

    return _in_thread(make)


def by_managed_identity(*, app_id: str) -> Fetch:
    """Fetch with the user-assigned managed identity of this machine."""

    def make() -> Callable[[], Mapping[str, Any]]:
        import msal  # here, because it costs start-up time and memory
        import requests

        session, identity = requests.Session(), msal.UserAssignedManagedIdentity(client_id=app_id)

        def acquire() -> Mapping[str, Any]:
            # a client gives what it got before, also where that was refused
            client = msal.ManagedIdentityClient(identity, http_client=session)
            answer: Mapping[str, Any] = client.acquire_token_for_client(resource=RESOURCE)
            return answer

        return acquire

    return _in_thread(make)


def _in_thread(make: Callable[[], Callable[[], Mapping[str, Any]]]) -> Fetch:
    made: list[Callable[[], Mapping[str, Any]]] = []

    def blocking() -> Mapping[str, Any]:
        if not made:
            made.append(make())
        return made[0]()

    async def fetch() -> Mapping[str, Any]:
        return await asyncio.to_thread(blocking)

    return fetch
