"""Who may post activities: the channel with its signed token, or this machine alone.

Source: Bot Connector authentication, "Authenticate requests from the Bot Connector service to your
bot".
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol
from urllib.parse import urlsplit

import jwt
from aiohttp import web

from bot.channel.addresses import Address
from bot.channel.identity import Admission
from bot.channel.keys import SigningKeys
from bot.errors import AuthRefused, SettingsError

log = logging.getLogger("bot.channel.auth")

ISSUER = "https://api.botframework.com"
LEEWAY_SECONDS = 300
MAX_CACHE_SECONDS = 600
MAX_CACHED_TOKENS = 1000
MAX_HEADER_CHARS = 16_384

_CHECKS: Any = {
    "require": ["exp", "iss", "aud"],
    "verify_exp": False,  # checked below, against the given clock
    "verify_nbf": False,
    "verify_iat": False,
}


@dataclass(frozen=True, slots=True)
class Caller:
    """A checked sender, before the activity is read.

    Shape: `service_url` is what the token was issued for; None of both when nothing was signed.
    """

    service_url: str | None = None
    endorsements: Collection[str] | None = None


class Authentication(Protocol):
    """Two steps: the request before its body is read, then the activity that was in it."""

    async def identify(self, request: web.Request) -> Caller:
        """The sender. Raises: AuthRefused, KeysUnavailable."""

    def admit(self, caller: Caller, address: Address) -> None:
        """Check that this sender may speak for this conversation. Raises: AuthRefused."""


class TeamsAuthentication:
    """Strict check of the channel's RS256 token.

    A verified token is remembered by its SHA-256 until it expires, ten minutes at most, and
    forgotten when the signing keys are read again.
    """

    def __init__(
        self,
        app_id: str,
        keys: SigningKeys,
        admission: Admission,
        *,
        issuer: str = ISSUER,
        leeway_seconds: int = LEEWAY_SECONDS,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        self._app_id, self._keys, self._admission = app_id, keys, admission
        self._issuer, self._leeway, self._wall_clock = issuer, leeway_seconds, wall_clock
        self._verified: dict[bytes, tuple[float, Caller]] = {}
        self._generation = keys.generation

    async def identify(self, request: web.Request) -> Caller:
        """The sender named by the bearer token. Raises: AuthRefused, KeysUnavailable."""
        token = _bearer(request.headers.get("Authorization", ""))
        digest = hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
        now = self._wall_clock()
        if self._generation != self._keys.generation:
            self._verified.clear()
            self._generation = self._keys.generation
        until, caller = self._verified.get(digest, (0.0, None))
        if caller is not None and now < until:
            return caller
        claims, caller = await self._verify(token, now)
        if len(self._verified) >= MAX_CACHED_TOKENS:
            self._verified.clear()
        self._verified[digest] = min(float(claims["exp"]), now + MAX_CACHE_SECONDS), caller
        return caller

    def admit(self, caller: Caller, address: Address) -> None:
        """Check service URL, endorsement, channel and tenant. Raises: AuthRefused."""
        if caller.endorsements is not None and address.channel_id not in caller.endorsements:
            raise AuthRefused("endorsement")
        if caller.service_url is None or caller.service_url != address.service_url.rstrip("/"):
            raise AuthRefused("service URL")
        self._admission.admit(address.channel_id, address.tenant_id)

    async def _verify(self, token: str, now: float) -> tuple[Mapping[str, Any], Caller]:
        try:
            header = jwt.get_unverified_header(token)
            key_id = header.get("kid")
            if header.get("alg") != "RS256" or not isinstance(key_id, str) or not key_id:
                raise AuthRefused("algorithm or key id")
            key = await self._keys.find(key_id)
            claims = jwt.decode(
                token,
                key.public_key,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=self._issuer,
                options=_CHECKS,
            )
        except (jwt.PyJWTError, ValueError, RecursionError) as error:
            raise AuthRefused(type(error).__name__) from None
        self._check_times(claims, now)
        service_url = claims.get("serviceurl") or claims.get("serviceUrl")
        if not isinstance(service_url, str):
            raise AuthRefused("no service URL in the token")
        return claims, Caller(service_url.rstrip("/"), key.endorsements)

    def _check_times(self, claims: Mapping[str, Any], now: float) -> None:
        expires, not_before = claims["exp"], claims.get("nbf", 0)
        if not _is_number(expires) or expires + self._leeway <= now:
            raise AuthRefused("expired")
        if not _is_number(not_before) or not_before - self._leeway > now:
            raise AuthRefused("not yet valid")


class LoopbackAuthentication:
    """No token at all: only this machine may speak, under a loopback name.

    The `Host` check stops a web page whose name was rebound to 127.0.0.1, the service URL check
    stops answers to elsewhere.
    """

    def __init__(self, bind_host: str, admission: Admission) -> None:
        """Raises: SettingsError when the bot would listen on more than loopback."""
        if not is_loopback_host(bind_host):
            raise SettingsError(
                f"HOST={bind_host}: without APP_ID the bot serves loopback only; "
                "set HOST=127.0.0.1, or APP_ID and its credentials"
            )
        log.warning("UNAUTHENTICATED: no APP_ID is set, everybody on this machine may talk")
        self._admission = admission

    async def identify(self, request: web.Request) -> Caller:
        """Nobody in particular, on this machine. Raises: AuthRefused for anybody else."""
        refuse_strangers(request)
        return Caller()

    def admit(self, caller: Caller, address: Address) -> None:
        """Check that answers stay here, and the channel and tenant. Raises: AuthRefused."""
        if not is_loopback_url(address.service_url):
            raise AuthRefused("service URL is not on this machine")
        self._admission.admit(address.channel_id, address.tenant_id)


def refuse_strangers(request: web.Request) -> None:
    """Raises: AuthRefused unless peer, `Host` and any `Origin` are loopback."""
    if not is_loopback_host(request.remote or ""):
        raise AuthRefused("peer is not on this machine")
    if not is_loopback_url("http://" + request.headers.get("Host", "")):
        raise AuthRefused("Host is not a loopback name")
    origin = request.headers.get("Origin")
    if origin is not None and not is_loopback_url(origin):
        raise AuthRefused("Origin is not a loopback name")


def is_loopback_host(host: str) -> bool:
    """Whether a host name or address means this machine, by its text alone.

    >>> [is_loopback_host(h) for h in ("127.0.0.1", "::1", "LocalHost", "0.0.0.0", "127.0.0.1.x")]
    [True, True, True, False, False]
    """
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


@lru_cache(maxsize=256)
def is_loopback_url(url: str) -> bool:
    """Whether an http(s) URL points at this machine by its text alone."""
    try:
        parts = urlsplit(url)
        host, user, _port = parts.hostname, parts.username, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and user is None and is_loopback_host(host or "")


def _bearer(header: str) -> str:
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token or " " in token or len(header) > MAX_HEADER_CHARS:
        raise AuthRefused("no bearer token")
    return token


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
