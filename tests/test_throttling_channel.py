"""The channel of the reminders' benchmark sees when a limit is passed."""

from __future__ import annotations

from bench.throttling import ThrottlingChannel


def test_the_eighth_call_of_a_conversation_in_one_second_is_over() -> None:
    channel = ThrottlingChannel(blocked=frozenset())

    over = [channel._count("t0:1", 100 + number / 10) for number in range(8)]

    assert over == [False] * 7 + [True]


def test_the_fifty_first_call_of_a_tenant_in_one_second_is_over() -> None:
    channel = ThrottlingChannel(blocked=frozenset())

    over = [channel._count(f"t0:{number}", 100 + number / 100) for number in range(51)]

    assert over == [False] * 50 + [True]
    assert channel.busiest == 51


def test_calls_a_second_apart_are_not_counted_together() -> None:
    channel = ThrottlingChannel(blocked=frozenset())

    over = [channel._count("t0:1", 100.0 + number) for number in range(20)]

    assert not any(over)
