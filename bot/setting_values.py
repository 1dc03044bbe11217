"""Values of settings as the environment writes them: all are texts there."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import SettingsError

MOST_PORT = 65_535
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
DATABASES = ("sqlite", "postgres", "postgresql", "postgresql+psycopg")
STORES = ("az", "azure", "abfs", "abfss", "s3", "s3a", "gs", "file")
MAY_BE_ZERO = frozenset(
    {"REMINDER_FROM_HOUR", "CONTACT_FRESH_SECONDS", "FUNDS_FRESH_SECONDS", "LLM_DAILY_BUDGET"}
)
_TOKEN = re.compile(r"[!-~]{16,1000}")
_SAID = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
_WANTED = (
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number"),
    (tuple, "whole numbers with commas between"),
)
_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - named, not bound


CARRY_SECRETS = (
    *("backend_url", "backend_token_url", "login_url", "openid_url", "llm_url"),
    *("reminder_email_hook_url", "support_hook_url"),
)
"""Settings with the address of somebody who is shown a secret or a name, or whose word is trusted.
"""


def read_value(name: str, text: str, default: Any) -> Any:
    """What an environment variable says, in the type of its default; tuples by commas.

    Raises: SettingsError naming the variable.
    """
    try:
        if isinstance(default, bool):
            return _SAID[text.lower()]
        if isinstance(default, int):
            return int(text)
        if isinstance(default, tuple) and default and isinstance(default[0], int):
            return tuple(int(part) for part in text.split(","))
        if isinstance(default, float):
            return float(text)
    except (ValueError, KeyError) as error:
        what = next(words for kind, words in _WANTED if isinstance(default, kind))
        raise SettingsError(f"{name} is {text!r}: write {what}") from error
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


def require_token(name: str, value: str) -> None:
    """Raises: SettingsError for a token that can be guessed, or that no header carries."""
    if value and not _TOKEN.fullmatch(value):
        raise SettingsError(
            f"{name} is no token: write 16 to 1000 letters, digits and marks without a space, as "
            "of openssl rand -hex 32"
        )


def require_numbers(values: Mapping[str, object]) -> None:
    """Raises: SettingsError for a size, time or count that cannot be one; other values pass."""
    for name, value in values.items():
        if not isinstance(value, int | float) or isinstance(value, bool):
            continue
        may_be_zero = name in MAY_BE_ZERO
        if not 0 <= value < math.inf or (value == 0 and not may_be_zero):
            above = "a number from 0 on" if may_be_zero else "a number above 0"
            raise SettingsError(f"{name} is {value}: write {above}")
        if name == "PORT" and value > MOST_PORT:
            raise SettingsError(f"PORT is {value}: write a number from 1 to {MOST_PORT}")


def require_places(database: str, documents: str) -> None:
    """Where the bot keeps what it stores. The addresses are not told: they may hold a password.

    Raises: SettingsError for an address of a kind that it cannot use.
    """
    scheme = database.partition("://")[0]
    if "://" not in database or scheme not in DATABASES:
        raise SettingsError(
            "DATABASE_URL is no address the bot can use: write sqlite:///path or "
            "postgresql://user:password@host/name"
        )
    scheme, mark, _rest = documents.partition("://")
    if mark and scheme not in STORES:
        raise SettingsError(
            f"DOCUMENTS_URL begins with {scheme}://: write a folder, az://… or s3://…"
        )


def log_level(environ: Mapping[str, str]) -> str:
    """The level of the log. Raises: SettingsError for one that there is not."""
    level = environ.get("LOG_LEVEL", "").upper() or "WARNING"
    if level not in LEVELS:
        raise SettingsError(f"LOG_LEVEL is {level}: write one of {', '.join(LEVELS)}")
    return level


def require_encrypted(name: str, url: str) -> None:
    """Raises: SettingsError for an address on another machine without https."""
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise SettingsError(
            f"{name} is {url}: write it with https, for secrets or names are sent there; plain "
            "http is for this machine only"
        )


def url_at(host: str, port: int) -> str:
    """How this machine reaches a server that listens there, without a slash at the end.

    >>> url_at("127.0.0.1", 3978), url_at("::1", 80), url_at("0.0.0.0", 80)
    ('http://127.0.0.1:3978', 'http://[::1]:80', 'http://127.0.0.1:80')
    """
    reached = _EVERY_ADDRESS.get(host, host)
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"
