from __future__ import annotations

import hashlib
from datetime import timedelta

from bot.storage.answered import PER_GENERATION, is_known, noted
from tests.storage.conftest import NOW

KEYS = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(400)]


def _at(number: int):
    return NOW + timedelta(seconds=number)


def _after(number: int, answered: str = "") -> str:
    for n in range(number):
        answered = noted(answered, KEYS[n], _at(n))
    return answered


def test_at_least_the_last_generation_is_known_by_its_marks_and_at_most_two():
    answered = ""
    for number in range(1, 400):
        answered = noted(answered, KEYS[number - 1], _at(number))
        known = sum(is_known(answered, key, None) for key in KEYS[:number])

        assert min(number, PER_GENERATION) <= known <= 2 * PER_GENERATION
        assert is_known(answered, KEYS[number - 1], None)
        assert len(answered) <= 16 * 2 * (PER_GENERATION + 1)


def test_what_is_older_than_all_that_is_remembered_is_known_by_its_age():
    answered = _after(300)
    before = [n for n in range(300) if not is_known(answered, KEYS[n], None)]

    assert len(before) >= 200
    assert all(is_known(answered, KEYS[n], _at(n)) for n in range(300))


def test_what_was_never_seen_is_new_though_it_comes_out_of_order():
    answered = _after(300)
    oldest = next(n for n in range(300) if is_known(answered, KEYS[n], None))

    assert not any(is_known(answered, KEYS[350], _at(n)) for n in range(oldest, 301))
    assert not is_known(_after(40), KEYS[350], _at(-5))


def test_what_was_remembered_before_there_were_generations_is_gone_on_with():
    plain = "".join(key[:16] for key in KEYS[:100])
    answered = noted(plain, KEYS[100], _at(100))
    for n in range(101, 260):
        assert is_known(answered, KEYS[n - 1], _at(n - 1))
        assert is_known(answered, KEYS[n - 40], _at(n - 40))
        assert not is_known(answered, KEYS[399], _at(n))
        answered = noted(answered, KEYS[n], _at(n))

    assert is_known(answered, KEYS[0], _at(0))


def test_a_piece_of_two_marks_is_no_mark():
    answered = _after(2)

    assert not is_known(answered, answered[24:40], None)


def test_without_a_time_only_marks_tell():
    answered = ""
    for key in KEYS[:200]:
        answered = noted(answered, key, None)

    assert not is_known(answered, KEYS[0], NOW)
    assert is_known(answered, KEYS[199], None)
