"""Webhooks are taken only with our signature, inside the window."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.backend.signature import SIGNATURE_HEADER, TIMESTAMP_HEADER, sign, verify
from bot.errors import AuthRefused
from tests.backend.builders import NOW

BODY = '{"event_id":"ev-1","comment":"한국어"}'.encode()
STAMP = str(int(NOW.timestamp()))


def headers(signature: str = "", stamp: str = STAMP) -> dict[str, str]:
    return {
        TIMESTAMP_HEADER: stamp,
        SIGNATURE_HEADER: signature or sign("secret", stamp, BODY),
    }


@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_a_signature_inside_the_window_is_taken(minutes: int) -> None:
    verify(headers(), BODY, secrets=["secret"], now=NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize("seconds", [-301, 301])
def test_an_old_or_future_signature_is_refused(seconds: int) -> None:
    with pytest.raises(AuthRefused, match="window"):
        verify(headers(), BODY, secrets=["secret"], now=NOW + timedelta(seconds=seconds))


def test_both_secrets_hold_while_one_is_changed() -> None:
    both = f"{sign('new', STAMP, BODY)}, {sign('old', STAMP, BODY)}"

    verify(headers(both), BODY, secrets=["old"], now=NOW)
    verify(headers(), BODY, secrets=["new", "secret"], now=NOW)


@pytest.mark.parametrize(
    "given",
    [
        headers(sign("wrong", STAMP, BODY)),
        headers(sign("secret", STAMP, BODY + b" ")),
        headers(sign("secret", str(int(STAMP) + 1), BODY)),
        headers("v1="),
        headers("v1=\udcff"),
        headers("v2=" + sign("secret", STAMP, BODY)[3:]),
        headers(stamp="now"),
        headers(stamp="1e9"),
        headers(stamp="١٢٣"),
        {},
    ],
)
def test_anything_else_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(AuthRefused):
        verify(given, BODY, secrets=["secret"], now=NOW)


def test_without_a_secret_nothing_is_taken() -> None:
    with pytest.raises(AuthRefused):
        verify(headers(sign("", STAMP, BODY)), BODY, secrets=[""], now=NOW)
