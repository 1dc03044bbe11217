"""What is started beside a running bot: a second one is refused, a look into it is not."""

from __future__ import annotations

import asyncio
import os
import re
import sys

import pytest

from tests.journeys.processes import PATIENCE_SECONDS, ROOT, Process, until
from tests.ports import listener, own_port


@pytest.fixture
async def process(tmp_path):
    one = Process(tmp_path)
    await one.starts()
    yield one
    await one.is_killed()


async def test_a_second_bot_on_the_same_file_is_refused_until_the_first_is_gone(process):
    code, words = await process.tries(PORT=str(own_port()))
    assert code == 1
    assert f"bot.db is served by process {process.pid} already" in words
    assert "Traceback" not in words
    await process.is_killed()

    await process.starts()


@pytest.mark.parametrize(
    "command", [("jobs",), ("questions",), ("reminders", "export"), ("ask", "hi"), ("demo",)]
)
async def test_commands_work_beside_a_running_bot(process, command):
    code, words = await process.tries(*command)

    assert (code, "Traceback" in words) == (0, False), words


async def test_whoever_is_told_to_stop_ends_without_an_error(process):
    assert await process.is_told_to_stop() == 0
    assert "Traceback" not in (process.folder / "bot.log").read_text("utf-8")


async def test_the_addresses_are_told_at_once_in_a_file_too(process):
    async def told():
        words = (process.folder / "bot.log").read_text("utf-8")
        base = f"http://127.0.0.1:{process.port}"
        wanted = (("Chat", "/chat"), ("What the backend received", "/sandbox/"))
        return all(re.search(f"{name}: +{base}{path}\n", words) for name, path in wanted)

    await until(told)


async def test_the_demo_can_be_run_again_and_again(process):
    for _ in range(2):
        code, words = await process.tries("demo")

        assert (code, "Done: CL-" in words) == (0, True), words


async def test_the_demo_prints_transcript_receipt_and_what_the_backend_holds(process):
    _, words = await process.tries("demo")
    transcript, receipt, held = re.split(r"\n(?:Receipt\n|What the backend holds: )", words)
    reference = held.partition(",")[0]

    for said in (
        "Partner: new claim",
        "Bot:     ",
        "Partner: attaches invoice.pdf (",
        "Partner: [Submit claim, attested=true]",
    ):
        assert said in transcript
    for fact in (reference, "Content hash", "USD 1,200.50", "What happens next", "Keep every"):
        assert fact in receipt
    for name in ("invoice: invoice.pdf", "ad_shot: ad.png", "results: results.pdf"):
        assert re.search(
            re.escape(name) + r" \([0-9a-f]{16}…, \d+ bytes, byte for byte as sent\)", held
        )
    assert "landing: https://contoso.example/microsoft-365" in held


async def test_the_demo_starts_a_bot_of_its_own_with_nothing_set(tmp_path):
    names = ("APP_ID", "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    demo = await asyncio.create_subprocess_exec(
        sys.executable,
        "app.py",
        "demo",
        cwd=ROOT,
        env={**environment, "PORT": str(own_port()), "VAR_FOLDER": str(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(PATIENCE_SECONDS * 3):
        said, _ = await demo.communicate()

    assert demo.returncode == 0
    assert b"Done: CL-" in said


async def test_a_port_that_is_taken_is_told_with_the_way_out(tmp_path):
    other, port = listener()
    with other:
        code, words = await Process(tmp_path).tries(PORT=str(port))

    assert code == 2
    assert f"Cannot start: port {port} is taken" in words
    assert "PORT=" in words
    assert "Traceback" not in words


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("VAR_FOLDER", "{file}", "VAR_FOLDER is '{file}', which cannot be written"),
        ("VAR_FOLDER", "/proc/nowhere", "VAR_FOLDER is '/proc/nowhere', which cannot be written"),
        ("DATABASE_URL", "sqlite:///{file}/bot.db", "(DATABASE_URL): {file} cannot be made"),
        ("DATABASE_URL", "postgresql://me:secret@127.0.0.1:1/x", "(DATABASE_URL): "),
        ("DATABASE_URL", "mysql://me:secret@127.0.0.1/x", "DATABASE_URL is no address"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is LOUD: write one of DEBUG"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "jobs"])
async def test_what_keeps_the_bot_from_starting_is_told_in_a_line(
    tmp_path, command, name, value, told
):
    file = tmp_path / "file"
    file.write_text("no folder")
    code, words = await Process(tmp_path).tries(command, **{name: value.format(file=file)})

    if (command, name) != ("jobs", "VAR_FOLDER"):
        assert "Cannot start: " in words
        assert told.format(file=file) in words
    assert code in (1, 2)
    assert "Traceback" not in words
    assert "secret" not in words


async def test_a_retry_without_a_key_is_asked_for_one(tmp_path):
    code, words = await Process(tmp_path).tries("jobs", "retry")

    assert code == 2
    assert "jobs retry KEY" in words
