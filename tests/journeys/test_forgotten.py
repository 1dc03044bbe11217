"""A person who wants to know what is stored, and to be forgotten: the claims stay the company's."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from bot.desk.reasons import Person, Wishes
from bot.reminders.mail import KIND, enqueue_mail
from bot.storage import people
from bot.storage.contacts import load_contact
from bot.storage.tables import jobs, metadata
from tests.journeys.conftest import NOW
from tests.journeys.filing import files
from tests.journeys.processes import Process

SUBMITTED = ["backend_events", "claims", "jobs"]
"""Tables of the claim as it was declared, sent and answered."""


def identity(person):
    return person.tenant, person.object_id


async def everything(stage):
    """All rows of all tables as one text."""

    def rows(c):
        return {t.name: [tuple(r) for r in c.execute(select(t))] for t in metadata.sorted_tables}

    return await stage.bot.database.run(rows, write=False)


async def test_what_is_stored_of_a_person_can_be_shown(stage, asha):
    await files(asha)
    await asha.says("I want to talk to a person")
    found = await stage.bot.database.run(lambda c: people.known_of(c, *identity(asha)))

    assert [claim["claim_name"] for claim in found["claims"]] == ["Autumn campaign"]
    assert {row["actor_name"] for row in found["claim_events"]} == {"Asha"}
    assert asha.object_id in json.dumps(found["conversations"], default=str)
    assert "Asha" in found["contacts"][0]["body"]


async def test_who_is_forgotten_leaves_a_name_only_in_what_was_submitted(stage, asha):
    hana = stage.person("하나")
    filing = await files(asha)
    await filing.submits()
    await asha.waits()
    await hana.says("hi")
    counts = await stage.bot.database.run(lambda c: people.forget(c, *identity(asha)))
    left = await everything(stage)
    assert counts["contacts"] == counts["conversations"] == 1
    assert [name for name, rows in left.items() if "Asha" in str(rows)] == SUBMITTED
    assert [name for name, rows in left.items() if asha.object_id in str(rows)] == ["claims"]
    assert len(left["claims"]) == 1
    await hana.says("hi")

    assert (await stage.received())[0]["claim"]["claim_name"] == "Autumn campaign"


async def test_whoever_was_forgotten_and_writes_again_is_a_new_chat_with_the_old_claims(
    stage, asha
):
    filing = await files(asha)
    await filing.submits()
    await asha.waits()
    await stage.bot.database.run(lambda c: people.forget(c, *identity(asha)))
    await asha.says("my claims")

    asha.sees("Autumn campaign")


async def test_a_colleague_is_not_forgotten_along(stage, asha):
    hana = stage.person("하나")
    for person in (asha, hana):
        await person.says("hi")
    await stage.bot.database.run(lambda c: people.forget(c, *identity(asha)))
    found = await stage.bot.database.run(lambda c: people.known_of(c, *identity(hana)))

    assert (len(found["contacts"]), len(found["conversations"])) == (1, 1)


async def test_a_mail_that_waits_for_its_hook_is_forgotten_with_the_person(stage, asha):
    hana = stage.person("하나")
    for person in (asha, hana):
        await person.says("hi")

    def mails(c):
        for person in (asha, hana):
            contact, _ = load_contact(c, *identity(person))
            enqueue_mail(
                c, person.name, Person(contact, Wishes(), (), "UTC", "en"), "Soon!", "", NOW
            )
        people.forget(c, *identity(asha))
        return c.execute(select(jobs.c.job_key).where(jobs.c.kind == KIND)).scalars().all()

    assert await stage.bot.database.run(mails) == ["mail:하나"]


@pytest.mark.parametrize("action", ["show", "forget"])
async def test_nobody_is_told_by_the_exit_code(tmp_path, action):
    code, words = await Process(tmp_path).tries("person", action, "tenant", "nobody")

    assert (code, "Traceback" in words) == (1, False), words
