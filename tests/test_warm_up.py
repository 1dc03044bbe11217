"""What a start puts off, and that it is made up for beside the first turns."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from itertools import chain, repeat

from bot.text.patterns import any_of, pattern, waiting
from bot.warm_up import loading_the_rest
from tests.journeys.processes import Process, until
from tests.source_tree import ROOT

_STARTED = """
import re, sys
compiled, compile_one = [], re._compiler.compile

def noted(source, flags=0):
    caller = sys._getframe(1)
    while caller.f_globals["__name__"].partition(".")[0] == "re":
        caller = caller.f_back
    if caller.f_globals["__name__"].partition(".")[0] in ("app", "bot", "cards", "dialogs"):
        compiled.append(source)
    return compile_one(source, flags)

re._compiler.compile = noted
import app
from bot.catalog import load_catalog
from bot.text.patterns import waiting
from bot.understanding import Recognizer

recognizer = Recognizer.load(load_catalog())
"""


def _run(code: str) -> str:
    """What a fresh interpreter prints; this one may have compiled anything."""
    command = [sys.executable, "-W", "ignore", "-c", _STARTED + code]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_a_start_compiles_no_large_pattern_of_ours() -> None:
    seen = _run("print([one for one in compiled if len(one) > 100])")

    assert seen == "[]\n"


def test_every_pattern_can_be_compiled() -> None:
    seen = _run(
        "before = len(compiled)\n"
        "for piece in waiting():\n    piece()\n"
        "print(len(compiled) - before > 200, list(waiting()))"
    )

    assert seen == "True []\n"


def test_a_pattern_does_what_the_compiled_one_does() -> None:
    found = any_of("one", "t(wo)").search("two")

    assert pattern("(?i)A+").sub("b", "xaA") == "xb"
    assert pattern("a", 2).pattern == "a"
    assert found is not None
    assert found[1] == "wo"


def test_a_match_tells_its_pattern_apart() -> None:
    one, other = pattern("[a-z]"), pattern("[a-z]+")

    found = one.search("x")

    assert found is not None
    assert found.re == one
    assert found.re in (other, one)
    assert found.re not in (other,)


def test_a_pattern_that_is_needed_already_does_not_wait() -> None:
    list(waiting())
    used, unused = pattern("used"), pattern("unused")
    used.search("")

    assert [piece().pattern for piece in waiting()] == [unused.pattern]


async def test_a_bot_that_serves_loads_the_rest(tmp_path) -> None:
    process = Process(tmp_path, LOG_LEVEL="debug")
    try:
        await process.starts()

        await until(lambda: "loaded_the_rest" in (tmp_path / "bot.log").read_text("utf-8"))
    finally:
        await process.is_killed()


async def test_the_rest_is_loaded_in_order_beside_the_turns() -> None:
    loop, done, seen = asyncio.get_running_loop(), asyncio.Event(), []
    last = [lambda: loop.call_soon_threadsafe(done.set)]

    async with loading_the_rest(chain((lambda n=n: seen.append(n) for n in range(3)), last)):
        await asyncio.wait_for(done.wait(), 5)

    assert seen == [0, 1, 2]


async def test_who_stops_does_not_wait_for_the_rest() -> None:
    loop, begun, calls = asyncio.get_running_loop(), asyncio.Event(), []

    def piece() -> None:
        calls.append(1)
        loop.call_soon_threadsafe(begun.set)

    async with loading_the_rest(repeat(piece, 10_000)):
        await asyncio.wait_for(begun.wait(), 5)
    at_the_end = len(calls)
    await asyncio.to_thread(lambda: None)

    assert len(calls) == at_the_end < 10_000


async def test_a_piece_that_fails_is_logged_and_stops_nothing(caplog) -> None:
    loop, failed = asyncio.get_running_loop(), asyncio.Event()

    def piece() -> None:
        loop.call_soon_threadsafe(failed.set)
        raise ValueError("no such pattern")

    async with loading_the_rest([piece]):
        await asyncio.wait_for(failed.wait(), 5)

    assert [record.getMessage() for record in caplog.records] == ["loading_failed"]
    assert "no such pattern" in caplog.text
