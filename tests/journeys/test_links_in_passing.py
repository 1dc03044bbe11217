"""A link that comes where none is asked for, and what a discarded draft leaves to do."""

from __future__ import annotations

import pytest

from tests.journeys.filing import Filing
from tests.journeys.languages import english_in
from tests.journeys.stored import claim_of
from tests.journeys.test_documents import reaches_documents

LINK = "https://contoso.example/landing"
KOREAN = {"claim_name": "가을 캠페인", "vendor_name": "한국", "description": "가" * 30}


async def test_a_link_is_noted_for_the_document_that_takes_one(stage, asha):
    filing = await reaches_documents(asha)
    await asha.says(LINK)
    asha.sees(f"{LINK} is noted for Landing page address", "Document 1 of 4")
    await filing.goes_on()
    await filing.submits()
    await asha.waits()
    [received] = await stage.received()

    kept = {d["requirement_id"]: d["url"] for d in received["claim"]["documents"] if d["url"]}
    assert kept == {"landing": LINK}


async def test_a_link_typed_at_the_review_fills_what_is_missing(asha):
    await reaches_documents(asha)
    await asha.clicks("Go to review")
    asha.sees("A required document is missing: Landing page address")
    await asha.says(LINK)

    asha.sees("is noted for Landing page address")
    asha.sees_not("A required document is missing: Landing page address")


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-US", "No document of this claim waits for a link"),
        ("ko-KR", "링크를 기다리는 서류가 없"),
    ],
)
async def test_a_second_link_is_said_not_to_be_waited_for(stage, locale, words):
    partner = stage.person("하나", locale=locale)
    filing = Filing(partner, plan=KOREAN)
    await filing.starts()
    await filing.goes_on(until="claim.later")
    await partner.says(LINK)
    await partner.says(LINK + "/2")
    partner.sees(words, "타사 송장" if locale == "ko-KR" else "Document 1 of 4")

    if locale == "ko-KR":
        typed = "10,000 views and 250 clicks"
        assert english_in(partner.messages, typed, LINK) == set()


async def test_a_forged_press_makes_no_invoice_of_a_link(stage, asha):
    filing = await reaches_documents(asha)
    act = {**filing._act("claim.later"), "kind": "claim.link"}
    assert act["requirement"] == "invoice"
    await asha.sends(asha.activity(value={"act": act, "link": LINK}))

    asha.sees("Document 1 of 4", "A link starts with https://")
    asha.sees_not("is noted")
    assert (await claim_of(stage))["documents"] == []


async def test_after_a_draft_was_discarded_there_is_a_way_on(asha):
    await reaches_documents(asha)
    await asha.says("delete this draft")
    await asha.says("yes")
    asha.sees("The draft is discarded.")
    await asha.clicks("New claim")

    asha.sees("What was the money spent on?")
