"""Values of settings as the environment writes them: all are texts there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import SettingsError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - named, not bound


def read_value(name: str, text: str, default: Any) -> Any:
    """What an environment variable says, in the type of its default; tuples by commas.

    Raises: SettingsError naming the variable.
    """
    try:
        if isinstance(default, bool):
            if text.lower() not in ("1", "true", "yes", "0", "false", "no"):
                raise ValueError("write true or false")
            return text.lower() in ("1", "true", "yes")
        if isinstance(default, int):
            return int(text)
        if isinstance(default, tuple) and default and isinstance(default[0], int):
            return tuple(int(part) for part in text.split(","))
        if isinstance(default, float):
            return float(text)
    except ValueError as error:
        raise SettingsError(f"{name} is {text!r}: {error}") from error
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def read_windows(texts: tuple[str, ...]) -> tuple[tuple[int, float], ...]:
    """Send windows as (count, seconds). Raises: SettingsError for one that is neither."""
    try:
        return tuple((int(c), float(s)) for c, s in (text.split("/") for text in texts))
    except ValueError as error:
        raise SettingsError(f"send windows {texts}: write them like 7/1,60/30") from error


def require_zone(name: str, value: str) -> None:
    """Raises: SettingsError unless it names a time zone."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(
            f"{name} is {value!r}: write an IANA name such as Asia/Seoul"
        ) from error


def require_encrypted(name: str, url: str) -> None:
    """Raises: SettingsError for an address on another machine without https."""
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise SettingsError(
            f"{name} is {url}: write it with https, for secrets are sent there; plain http is for "
            "this machine only"
        )


def url_at(host: str, port: int) -> str:
    """How this machine reaches a server that listens there, without a slash at the end.

    >>> url_at("127.0.0.1", 3978), url_at("::1", 80), url_at("0.0.0.0", 80)
    ('http://127.0.0.1:3978', 'http://[::1]:80', 'http://127.0.0.1:80')
    """
    reached = _EVERY_ADDRESS.get(host, host)
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"
