"""What is remembered of each conversation to keep the channel's limits, and how much of it."""

from __future__ import annotations

from bot.channel.throttle import (
    CONVERSATION_WINDOWS,
    KEPT_KEYS,
    TENANT_WINDOWS,
    SlidingWindows,
)

TEN_THOUSAND = 10_000


def windows() -> SlidingWindows:
    return SlidingWindows(CONVERSATION_WINDOWS)


def test_idle_conversations_are_forgotten() -> None:
    conversations = windows()
    for number in range(100):
        conversations.reserve(f"c{number}", 0.0, 5)

    for number in range(100, 200):
        conversations.reserve(f"c{number}", 4000.0, 5)

    assert len(conversations) <= 110


def test_what_is_remembered_does_not_grow_with_the_conversations_of_an_hour() -> None:
    conversations = windows()
    for number in range(TEN_THOUSAND):
        conversations.reserve(f"c{number}", number / 50, 5)

    assert len(conversations) <= KEPT_KEYS + 1


def test_who_was_not_let_through_is_not_remembered_for_ever() -> None:
    conversations = windows()
    for name in ("one", "other"):
        conversations.hold(name, 90.0)
        conversations.reserve(name, 0.0, 5)
    for number in range(10):
        conversations.reserve(f"c{number}", 0.0, 5)

    for number in range(10, 30):
        conversations.reserve(f"c{number}", 4000.0, 5)

    assert len(conversations) <= 20


def test_a_short_limit_is_kept_among_any_number_of_conversations() -> None:
    conversations = windows()
    for call in range(60):
        conversations.reserve("busy", float(call) / 3, 5)
    for number in range(TEN_THOUSAND):
        conversations.reserve(f"c{number}", 20.0, 5)

    assert conversations.reserve("busy", 21.0, 0) == 30.0


def test_the_hourly_limit_is_kept_for_who_speaks_among_many() -> None:
    conversations = windows()
    for call in range(1800):
        conversations.reserve("busy", 1.9 * call, 5)
        for number in range(10):
            conversations.reserve(f"c{call}-{number}", 1.9 * call, 5)

    assert conversations.reserve("busy", 1.9 * 1800, 0) == 3600.0


def test_the_busiest_tenant_is_remembered_no_longer_than_its_window_counts() -> None:
    tenants = SlidingWindows(TENANT_WINDOWS)
    for call in range(TEN_THOUSAND):
        tenants.reserve("t", call / 50, 5)

    assert tenants.reserve("t", (TEN_THOUSAND - 1) / 50, 5) == TEN_THOUSAND / 50
    assert len(tenants._taken["t"]) <= 100
