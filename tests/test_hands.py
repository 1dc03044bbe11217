"""Work in threads comes back to the loop that gave it, whatever becomes of it."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.hands import Hands, in_thread


async def test_a_result_comes_back_from_another_thread() -> None:
    here = threading.get_ident()

    assert await in_thread(lambda a, *, b: (a, b, threading.get_ident() != here), 1, b=2) == (
        1,
        2,
        True,
    )


async def test_an_error_is_raised_where_it_is_waited_for() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await in_thread(fail)
    assert await in_thread(len, "the thread goes on") == 18


async def test_many_at_once_all_come_back() -> None:
    given = await asyncio.gather(*(in_thread(pow, n, 2) for n in range(500)))

    assert given == [n * n for n in range(500)]


async def test_who_is_cancelled_does_not_stop_the_work_nor_the_others() -> None:
    hands, go_on, done = Hands(1), threading.Event(), threading.Event()

    def wait() -> None:
        go_on.wait(10)
        done.set()

    first = asyncio.create_task(hands.do(wait))
    second = asyncio.create_task(hands.do(len, "x"))
    await asyncio.sleep(0)
    first.cancel()
    go_on.set()

    assert await second == 1
    assert done.is_set()
    assert first.cancelled()


async def test_one_that_takes_long_does_not_hold_up_the_next() -> None:
    hands, go_on = Hands(2), threading.Event()
    slow = asyncio.create_task(hands.do(go_on.wait, 10))
    await asyncio.sleep(0)

    assert await asyncio.wait_for(hands.do(len, "x"), 5) == 1
    go_on.set()
    assert await slow


async def test_work_one_after_the_other_takes_one_thread() -> None:
    hands = Hands(4)

    assert len({await hands.do(threading.get_ident) for _ in range(100)}) == 1


async def test_work_at_once_takes_as_many_threads_as_there_may_be() -> None:
    hands, all_here = Hands(3), threading.Barrier(3)

    assert sorted(await asyncio.gather(*(hands.do(all_here.wait, 10) for _ in range(3)))) == [
        0,
        1,
        2,
    ]


def test_each_loop_gets_its_own_answers() -> None:
    hands = Hands(1)

    assert [asyncio.run(hands.do(len, "x" * n)) for n in (1, 2)] == [1, 2]
