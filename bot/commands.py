"""Commands beside serving: ask questions, check data files, read what partners asked, package."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import demo as one_claim
from bot import operator
from bot.answers import Answer, Answers, Case
from bot.catalog import load_catalog
from bot.domain.catalog import Catalog
from bot.errors import CatalogError
from bot.questions import QuestionDesk
from bot.reminders.report import write_report
from bot.setting_values import log_level
from bot.settings import Settings
from bot.storage.database import Database
from bot.text import translator
from bot.text.extract import update_po
from bot.understanding import Recognition, Recognizer, Slots

Command = Callable[[Settings, argparse.Namespace, datetime], int]


def parser(description: str) -> argparse.ArgumentParser:
    """The command line; `command` is None or "serve" to serve, else a key of `COMMANDS`."""
    made = argparse.ArgumentParser(prog="app.py", description=description)
    commands = made.add_subparsers(dest="command")
    commands.add_parser("serve", help="serve the bot (the default)")
    commands.add_parser("demo", help="file one complete claim against the running bot")
    asking = commands.add_parser("ask", help="answer questions, one JSON object each")
    asking.add_argument("--locale", default="en", help="en or ko, of the partner who asks")
    asking.add_argument("question", nargs="*", help="without one: a question per line of stdin")
    checking = commands.add_parser("catalog", help="catalog check [FILE…]: a dry run of data files")
    checking.add_argument("action", choices=["check"])
    checking.add_argument(
        "files", nargs="*", type=Path, help="YAML files as if they were there too"
    )
    telling = commands.add_parser("reminders", help="reminders export: what became of each, as CSV")
    telling.add_argument("action", choices=["export"])
    reading = commands.add_parser("questions", help="questions without an answer, and the votes")
    reading.add_argument("--limit", type=int, default=100)
    working = commands.add_parser("jobs", help="jobs that gave up and parked events; retry one")
    working.add_argument("action", nargs="?", default="list", choices=["list", "retry"])
    working.add_argument("key", nargs="?", default="", help="of the job to start over")
    asked = commands.add_parser("person", help="what is stored of a person: show it, or forget it")
    asked.add_argument("action", choices=["show", "forget"])
    asked.add_argument("tenant_id", help="Entra tenant of the person")
    asked.add_argument("object_id", help="Entra object id of the person")
    wording = commands.add_parser("messages", help="bring locales/LANGUAGE.po in step")
    wording.add_argument("language", help="as in the file's name: ko")
    commands.add_parser("manifest", help="build the Teams app package; its own --help")
    return made


def begin_logging() -> None:
    """To standard error; what the start lines tell a person anyway is left out at a terminal.

    Raises: SettingsError for a level that there is not.
    """
    logging.basicConfig(
        level=log_level(os.environ),
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    if sys.stderr.isatty():
        logging.getLogger("bot.channel.auth").addFilter(
            lambda record: not record.getMessage().startswith("UNAUTHENTICATED")
        )


def pack_manifest(options: list[str]) -> int:
    """Build the Teams app package; needs no settings of the bot."""
    from manifest.package import main  # draws icons: nothing that serving needs

    print(main(options))
    return 0


def catalog_of(settings: Settings, extra: Iterable[Path] = ()) -> Catalog:
    """The catalog with the program admin's own file. Raises: CatalogError."""
    own = [Path(settings.extra_answers_file)] if settings.extra_answers_file else []
    return load_catalog(extra=(*own, *extra))


def answered(answers: Answers, text: str, case: Case) -> dict[str, Any]:
    """One question by the same path as the chat, as plain JSON."""
    found = answers.understand(text, case)
    asked = () if found.refusal else answers.several(text, case, found)
    told = [answers.answer(one, case, part) for part, one in asked or ((text, found),)]
    return _as_json(text, _first_of(asked, found.slots) if asked else found, told)


def _first_of(asked: Sequence[tuple[str, Recognition]], said: Slots) -> Recognition:
    """The first of several questions, with what the whole text says beside them."""
    beside = Slots(
        program=said.program,
        claim=said.claim,
        claims=said.claims,
        amount=said.amount,
        amounts=said.amounts,
        currency=said.currency,
    )
    first = asked[0][1]
    return replace(first, slots=first.slots.over(beside))


def _as_json(text: str, found: Recognition, told: Sequence[Answer]) -> dict[str, Any]:
    origins = dict.fromkeys(origin for answer in told for origin in answer.origins)
    sources = [
        {"id": o.source_id, "title": o.title, "date": o.date, "rule": o.provenance} for o in origins
    ]
    return {
        "question": text,
        "intent": found.intent,
        "slots": found.slots.as_json(),
        "confidence": found.confidence,
        "outcome": found.outcome.value,
        "answer": "\n\n".join(answer.plain for answer in told),
        "sources": sources,
        "added": found.extra,
    }


def _ask(settings: Settings, given: argparse.Namespace, now: datetime) -> int:
    answers = _answers(catalog_of(settings))
    zone = settings.default_time_zone
    case = Case(
        now=now,
        zone=zone,
        say=translator(given.locale, zone),
        support_contact=settings.support_contact,
    )
    for text in given.question or _lines():
        print(json.dumps(answered(answers, text, case), ensure_ascii=False), flush=True)
    return 0


def _lines() -> Iterator[str]:
    for line in sys.stdin:
        if line.strip():
            yield line.strip()


def _answers(catalog: Catalog) -> Answers:
    return Answers(catalog, Recognizer.load(catalog))


def _check(settings: Settings, given: argparse.Namespace, now: datetime) -> int:
    """Read everything, then try each added question: does it get its own answer?"""
    try:
        catalog = catalog_of(settings, given.files)
    except CatalogError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"ok: {len(catalog.programs)} programs, {len(catalog.activities)} activities, "
        f"{len(catalog.guidance)} general answers, {len(catalog.answers)} added answers"
    )
    wrong = 0
    plain = Recognizer.load(catalog)
    answers = Answers(catalog, plain)
    for key, language, text in _utterances(catalog):
        case = Case(now, settings.default_time_zone, translator(language))
        found = answers.understand(text, case)
        before = plain.recognize(text, today=case.today, language=language)
        wrong += found.extra != key
        taken = "ok" if found.extra == key else f"WRONG: goes to {found.extra or found.intent}"
        print(
            f"  {key} [{language}] {text}: {taken} (without it: {before.intent}, {before.outcome})"
        )
    return 1 if wrong else 0


def _utterances(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    for key, added in catalog.answers.items():
        for language, texts in (("en", added.utterances.en), ("ko", added.utterances.ko)):
            yield from ((key, language, text) for text in texts)


def _questions(settings: Settings, given: argparse.Namespace, now: datetime) -> int:
    """The program admin's list; nothing on it is personal."""
    asyncio.run(_print_report(settings, given.limit))
    return 0


async def _print_report(settings: Settings, limit: int) -> None:
    database = Database(settings.database)
    await database.open()
    try:
        await database.migrate()
        found, votes = await QuestionDesk(database).report(limit=limit)
    finally:
        await database.close()
    print(f"{len(found)} questions without an answer, the last asked first:")
    for question in found:
        guesses = ", ".join(question.guesses)
        print(
            f"  {question.last_at:%Y-%m-%d} {question.times}x [{question.language}] "
            f"{question.reason}: {question.text} ({guesses})"
        )
    print("Votes (intent, language, helpful, count):")
    for vote in votes:
        verdict = "helpful" if vote.is_helpful else "not helpful"
        print(f"  {vote.intent} [{vote.language}] {verdict}: {vote.votes}")


def _demo(settings: Settings, given: argparse.Namespace, now: datetime) -> int:
    who = f"demo-{secrets.token_hex(3)}"
    return asyncio.run(one_claim.demo(settings.base_url, now, who, print))


def _jobs(settings: Settings, given: argparse.Namespace, now: datetime) -> int:
    """The operator's view of durable work."""
    if given.action == "retry":
        return operator.retry_job(settings, given.key, now, print)
    return operator.list_jobs(settings, print)


def _person(settings: Settings, given: argparse.Namespace, now: datetime) -> int:
    """Answers to "what do you know of me?" and "forget me"."""
    act = operator.show_person if given.action == "show" else operator.forget_person
    return act(settings, given.tenant_id, given.object_id, print)


def _reminders(settings: Settings, given: argparse.Namespace, now: datetime) -> int:
    """What became of every reminder, as CSV."""
    asyncio.run(_export_reminders(settings))
    return 0


async def _export_reminders(settings: Settings) -> None:
    database = Database(settings.database)
    await database.open()
    try:
        await database.migrate()
        await write_report(database, sys.stdout)
    finally:
        await database.close()


def _messages(settings: Settings, given: argparse.Namespace, now: datetime) -> int:
    """For developers: new message ids come in empty, those nobody uses go."""
    added, removed = update_po(Path.cwd(), given.language)
    print(f"locales/{given.language}.po: {added} added, {removed} removed")
    return 0


COMMANDS: dict[str, Command] = {
    "reminders": _reminders,
    "jobs": _jobs,
    "person": _person,
    "ask": _ask,
    "catalog": _check,
    "questions": _questions,
    "demo": _demo,
    "messages": _messages,
}
"""Name → what to do; each gives the exit code."""
