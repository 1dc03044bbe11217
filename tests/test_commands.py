"""The commands of the program admin: ask, catalog check, questions."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import commands
from bot.questions import QuestionDesk
from bot.settings import Settings
from bot.storage.database import Database
from bot.understanding import INTENTS

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
GOOD = """
answers:
  parking:
    utterances: {en: ["where do I park my spaceship"], ko: ["우주선은 어디에 주차하나요"]}
    title: {en: "Parking", ko: "주차"}
    text: {en: "On the roof.", ko: "옥상입니다."}
    tag: assumed
"""


def run(settings: Settings, *words: str) -> int:
    given = commands.parser("").parse_args(list(words))
    return commands.COMMANDS[given.command](settings, given, NOW)


def test_a_question_gives_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Settings(), "ask", "--locale", "ko", "웨비나에 어떤 서류가 필요해요?") == 0

    told = json.loads(capsys.readouterr().out)

    assert told["intent"] == "required_documents"
    assert told["slots"]["activity"] == "MD_SEMINAR"
    assert told["outcome"] in ("answer", "ask", "cannot")
    assert isinstance(told["confidence"], float)
    assert told["answer"]
    assert isinstance(told["sources"], list)


@pytest.mark.parametrize(
    ("language", "text", "amount", "currency"),
    [
        ("en", "We spent 3,000 USD on a webinar. What papers? Is VAT covered?", "3000", "USD"),
        (
            "ko",
            "웨비나에 300만원 썼어요. 서류는 뭐가 필요한가요? 부가세도 되나요?",
            "3000000",
            "KRW",
        ),
        (
            "en",
            "What papers does a webinar need? Is VAT covered? We spent 3,000 USD.",
            "3000",
            "USD",
        ),
    ],
)
def test_several_questions_tell_the_sum_said_beside_them(
    capsys: pytest.CaptureFixture[str], language: str, text: str, amount: str, currency: str
) -> None:
    assert run(Settings(), "ask", "--locale", language, text) == 0

    told = json.loads(capsys.readouterr().out)

    assert told["intent"] == "required_documents"
    assert told["slots"]["activity"] == "MD_SEMINAR"
    assert (told["slots"]["amount"], told["slots"]["currency"]) == (amount, currency)


def test_many_lines_on_standard_input_give_one_object_each(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("what is a csr?\n\nwho won the game?\n"))
    run(Settings(), "ask")

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [one["question"] for one in told] == ["what is a csr?", "who won the game?"]
    assert all(one["intent"] in INTENTS for one in told)
    assert told[0]["sources"][0].keys() == {"id", "title", "date", "rule"}


def test_the_catalog_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Settings(), "catalog", "check") == 0
    assert capsys.readouterr().out.startswith("ok: ")


def test_a_new_answer_is_tried_before_it_is_used(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD, encoding="utf-8")

    assert run(Settings(), "catalog", "check", str(file)) == 0
    assert "parking [ko] 우주선은 어디에 주차하나요: ok" in capsys.readouterr().out


def test_a_mistake_in_a_file_is_told_with_its_key(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD.replace('ko: "옥상입니다."', "kr: x"), encoding="utf-8")

    assert run(Settings(), "catalog", "check", str(file)) == 1
    assert 'mine.yaml: answers "parking": text' in capsys.readouterr().err


def test_the_admins_file_answers_in_the_chat_path(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD, encoding="utf-8")
    run(Settings(extra_answers_file=str(file)), "ask", "Where do I park my spaceship?")

    told = json.loads(capsys.readouterr().out)

    assert (told["added"], told["outcome"]) == ("parking", "answer")
    assert "On the roof." in told["answer"]


def test_open_questions_are_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import asyncio

    settings = Settings(var_folder=str(tmp_path))

    async def fill() -> None:
        database = Database(settings.database)
        await database.open()
        await database.migrate()
        desk = QuestionDesk(database)
        await desk.keep(
            "Is Asha rich?", language="en", reason="cannot", guesses=(), names=["Asha"], now=NOW
        )
        await desk.vote("k", intent="balance", language="ko", is_helpful=True, now=NOW)
        await database.close()

    asyncio.run(fill())

    assert run(settings, "questions") == 0

    out = capsys.readouterr().out

    assert "Is [name] rich?" in out
    assert "balance [ko] helpful: 1" in out


ROOT = Path(__file__).parents[1]


def named_in_documents() -> set[str]:
    texts = [
        path.read_text("utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
    ]
    return {word for text in texts for word in re.findall(r"python app\.py ([a-z]+)", text)}


@pytest.mark.parametrize("command", sorted(named_in_documents()))
def test_every_command_that_the_documents_name_is_there(command: str) -> None:
    asked = subprocess.run(
        [sys.executable, "app.py", command, "--help"], cwd=ROOT, capture_output=True, check=False
    )

    assert asked.returncode == 0, asked.stderr


def test_the_app_package_is_made_from_the_command_line(tmp_path: Path) -> None:
    target = tmp_path / "bot.zip"
    bot = "11111111-1111-4111-8111-111111111111"
    options = ["--bot-id", bot, "--website-url", "https://claims.contoso.example"]
    made = subprocess.run(
        [sys.executable, "app.py", "manifest", *options, "--output", str(target)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (made.returncode, made.stdout.strip()) == (0, str(target)), made.stderr
    assert target.stat().st_size > 1000
