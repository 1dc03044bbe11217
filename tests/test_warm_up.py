"""What a start puts off, and that it is made up for beside the first turns."""

from __future__ import annotations

import asyncio
import os
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.text.patterns import any_of, pattern, to_compile
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
from bot.text.patterns import to_compile
from bot.understanding import Recognizer

recognizer = Recognizer.load(load_catalog())
"""


def _run(code: str, *, before: str = "") -> str:
    """What a fresh interpreter prints; this one may have compiled anything."""
    command = [sys.executable, "-W", "ignore", "-c", before + _STARTED + code]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_a_start_compiles_no_large_pattern_of_ours() -> None:
    seen = _run("print([one for one in compiled if len(one) > 100])")

    assert seen == "[]\n"


def test_every_pattern_can_be_compiled() -> None:
    seen = _run(
        "before = len(compiled)\n"
        "for piece in to_compile():\n    piece()\n"
        "print(len(compiled) - before > 200, list(to_compile()))"
    )

    assert seen == "True []\n"


def test_every_value_can_be_built_and_a_start_builds_what_the_catalog_needs() -> None:
    seen = _run(
        "from bot.backend.contract.received import ContactList\n"
        "from bot.domain.catalog import Program\n"
        "from bot.domain.claim import Claim\n"
        "from bot.domain.value import to_build\n"
        "built = lambda: [m.__pydantic_complete__ for m in (Program, Claim, ContactList)]\n"
        "print(built())\n"
        "for piece in to_build():\n    piece()\n"
        "print(built(), list(to_build()))"
    )

    assert seen == "[True, False, False]\n[True, True, True] []\n"


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
    list(to_compile())
    used, unused = pattern("used"), pattern("unused")
    used.search("")

    assert [piece().pattern for piece in to_compile()] == [unused.pattern]


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


async def test_turns_wait_shortly_for_the_interpreter_meanwhile_and_as_usual_afterwards() -> None:
    loop, done, usual, seen = (
        asyncio.get_running_loop(),
        asyncio.Event(),
        sys.getswitchinterval(),
        [],
    )
    pieces = [
        lambda: seen.append(sys.getswitchinterval()),
        lambda: loop.call_soon_threadsafe(done.set),
    ]

    async with loading_the_rest(pieces):
        await asyncio.wait_for(done.wait(), 5)

    assert seen[0] < usual / 5
    assert sys.getswitchinterval() == usual


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


_CONNECTED = """
import asyncio, sys
from bot.warm_up import begin_loading
begin_loading()
import aiohttp

async def main():
    async with aiohttp.ClientSession() as session:
        try:
            for _ in range(2):
                async with session.get(sys.argv[1]) as response:
                    print(response.status)
        except aiohttp.ClientConnectorCertificateError:
            print("refused")

asyncio.run(main())
"""


@pytest.fixture
async def https(tmp_path):
    """Address of a server whose certificate stands in `tmp_path / "known.pem"`."""
    _certify(tmp_path / "known.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "known.pem")
    application = web.Application()
    application.router.add_get("/", _answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "localhost", 0, ssl_context=context)
    await site.start()
    yield f"https://localhost:{runner.addresses[0][1]}/"
    await runner.cleanup()


@pytest.mark.parametrize(("known", "told"), [("known", "200\n200\n"), ("other", "refused\n")])
async def test_a_server_is_judged_by_certificates_read_late(https, tmp_path, known, told) -> None:
    _certify(tmp_path / "other.pem")
    authorities = {"SSL_CERT_FILE": str(tmp_path / f"{known}.pem"), "SSL_CERT_DIR": str(tmp_path)}

    client = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _CONNECTED, https),
        cwd=ROOT,
        env={**os.environ, **authorities},
        stdout=subprocess.PIPE,
    )
    said, _ = await client.communicate()

    assert said.decode() == told


def test_a_start_reads_no_certificates_and_the_rest_those_that_are_looked_at() -> None:
    seen = _run(
        "import asyncio, threading\n"
        "from bot.warm_up import _PUT_OFF, loading_the_rest\n"
        "contexts = list(_PUT_OFF)\n"
        "count = lambda: [one.cert_store_stats()['x509'] > 0 for one in contexts]\n"
        "print(count())\n"
        "async def main():\n"
        "    loop, done = asyncio.get_running_loop(), asyncio.Event()\n"
        "    async with loading_the_rest([lambda: loop.call_soon_threadsafe(done.set)]):\n"
        "        await done.wait()\n"
        "    print(count())\n"
        "asyncio.run(main())",
        before="from bot.warm_up import begin_loading\nbegin_loading()\n",
    )

    assert seen == "[False, False]\n[True, False]\n"


def test_a_start_looks_for_no_zones_and_no_plugins() -> None:
    seen = _run(
        "print(sum('zoneinfo/' in path for path in opened) < 10)\n"
        "print([path for path in opened if 'entry_points' in path])\n"
        "print(os.environ['TZ'])",
        before="import os, sys\n"
        "os.environ['TZ'] = 'Asia/Seoul'\n"
        "opened = []\n"
        "sys.addaudithook(lambda e, given: opened.append(str(given[0])) if e == 'open' else 0)\n"
        "from bot.warm_up import begin_loading\nbegin_loading()\n",
    )

    assert seen == "True\n[]\nAsia/Seoul\n"


async def _answer(_request: web.Request) -> web.Response:
    return web.Response()


def _certify(path) -> None:
    """Write a certificate for localhost, signed by itself, and its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now, day = datetime.now(UTC), timedelta(days=1)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(names, critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(certificate.public_bytes(pem) + secret)
