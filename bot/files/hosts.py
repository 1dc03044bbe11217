"""From where files may be fetched: host patterns, and addresses of the public internet only."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

DOWNLOAD_HOSTS = (
    "*.sharepoint.com",
    "*.sharepoint-df.com",
    "*.sharepoint.us",
    "*.sharepoint-mil.us",
    "*.sharepoint.cn",
    "*.1drv.com",
    "*.microsoftpersonalcontent.com",
    "onedrive.live.com",
)
"""Where Teams keeps files that people attach: SharePoint and OneDrive, by cloud."""

SERVICE_HOSTS = (
    "smba.trafficmanager.net",
    "*.botframework.com",
    "*.botframework.azure.us",
    "*.teams.microsoft.com",
    "*.teams.microsoft.us",
)
"""The channel's own services: the only hosts that are shown the bot's token."""

_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


_IPV4_WITHIN = tuple(
    ipaddress.IPv6Network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96", "::/96")
)
"""IPv6 ranges whose last 32 bits are an IPv4 address: translated in two ways, and compatible."""

_NOT_FOR_FILES = tuple(
    ipaddress.IPv4Network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4")
)
"""Ranges of protocols that the standard library calls global in part."""


class InternalAddress(OSError):
    """A host name that leads into a private network."""


def matches(host: str, patterns: Iterable[str]) -> bool:
    """Whether a pattern names this host; `*.` stands for one or more whole labels.

    >>> matches("contoso.sharepoint.com", ["*.sharepoint.com"])
    True
    >>> matches("evilsharepoint.com", ["*.sharepoint.com"])
    False
    >>> matches("a.sharepoint.com.evil.net", ["*.sharepoint.com"])
    False
    """
    plain = host.lower().rstrip(".")
    return any(
        plain.endswith(pattern[1:].lower())
        if pattern.startswith("*.")
        else plain == pattern.lower()
        for pattern in patterns
    )


def may_fetch(url: URL, patterns: Iterable[str], *, allow_loopback: bool) -> bool:
    """Whether this address may be called: https, usual port, allowed host, no user or password.

    With `allow_loopback` (local use), plain http and any port of this machine too.
    """
    if url.user is not None or url.password is not None or not url.host:
        return False
    if allow_loopback and is_loopback(url.host):
        return url.scheme in ("http", "https")
    return url.scheme == "https" and url.port == 443 and matches(url.host, patterns)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its usual names.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost.evil.net")
    (True, False)
    """
    return host.lower() in _LOOPBACK_NAMES


def is_public(address: str) -> bool:
    """Whether an IP address is public; addresses wrapped in IPv6 are unwrapped first.

    >>> is_public("52.96.0.1"), is_public("10.0.0.8"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        embedded = _embedded(parsed)
        if embedded is not None:
            return is_public(str(embedded))
        return parsed.is_global and not parsed.is_multicast and not parsed.is_site_local
    special = any(parsed in network for network in _NOT_FOR_FILES)
    return parsed.is_global and not parsed.is_multicast and not special


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if any(address in network for network in _IPV4_WITHIN):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


class GuardedResolver(AbstractResolver):
    """Resolves names for the connection itself: what was checked is what is called."""

    def __init__(self, inner: AbstractResolver, *, allow_loopback: bool = False) -> None:
        self._inner = inner
        self._allow_loopback = allow_loopback

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Addresses of a host. Raises: InternalAddress if any of them is not public."""
        answers = await self._inner.resolve(host, port, family)
        for answer in answers:
            if not self._may_call(host, answer["host"]):
                raise InternalAddress(
                    f"a host of {len(answers)} addresses has one that is not public"
                )
        return answers

    async def close(self) -> None:
        """Close the resolver inside."""
        await self._inner.close()

    def _may_call(self, host: str, address: Any) -> bool:
        if self._allow_loopback and is_loopback(host):
            return ipaddress.ip_address(address).is_loopback
        return is_public(address)
