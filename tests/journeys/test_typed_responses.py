"""What is typed instead of pressing the buttons of a reviewer's request or a dispute."""

from __future__ import annotations

import pytest

from tests.journeys.afterwards import ITEMS, Reviewer, files_claim, hears

REASONS = [{"code": "insufficient_evidence", "text": "The invoice shows no dates."}]


async def asked(partner, words):
    """A request of two items, both answered in words."""
    await files_claim(partner)
    reviewer = Reviewer(partner.stage)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=ITEMS, comment="Two things, please.")
    await hears(partner)
    await partner.says(words)
    await partner.clicks("claim.open")
    await partner.says("The dates are on the second page.")
    await partner.says("About 12,000 people")
    return reviewer


async def disputing(partner, words):
    """A dispute that was begun."""
    await files_claim(partner)
    reviewer = Reviewer(partner.stage)
    await reviewer.presses("start_review")
    await reviewer.presses("reject", reasons=REASONS)
    await hears(partner)
    await partner.says(words)
    await partner.clicks("claim.dispute")
    return reviewer


def said_in(held):
    """The words of the dispute that the backend holds."""
    return held["papers"][-1]["body"]["text"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("English", "send"), ("English", "Send answers"), ("한국어", "보내기"), ("한국어", "전송")],
)
async def test_answers_are_sent_by_typing_what_the_button_says(asha, language, words):
    reviewer = await asked(asha, language)
    await asha.says(words)
    await hears(asha)

    assert (await reviewer.held())["state"]["status"] == "submitted"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("English", "send"),
        ("English", "Send dispute"),
        ("한국어", "보내기"),
        ("한국어", "이의 보내기"),
    ],
)
async def test_a_dispute_is_sent_by_typing_what_the_button_says(asha, language, words):
    reviewer = await disputing(asha, language)
    await asha.says(words)
    assert (await reviewer.held())["state"]["status"] == "rejected"
    await asha.says("The dates are on the second page of the invoice.")
    await asha.says(words)
    await hears(asha)
    held = await reviewer.held()

    assert held["state"]["status"] == "disputed"
    assert said_in(held) == "The dates are on the second page of the invoice."


async def test_a_second_sentence_of_a_dispute_does_not_take_the_place_of_the_first(asha):
    reviewer = await disputing(asha, "English")
    await asha.says("The dates are on the second page.")
    await asha.says("The vendor confirms them, too.")
    await asha.clicks("Send dispute")
    await hears(asha)

    sent = said_in(await reviewer.held())
    assert sent == "The dates are on the second page.\nThe vendor confirms them, too."


async def test_a_dispute_is_given_up_by_typing_what_the_button_says(asha):
    await disputing(asha, "English")
    await asha.says("Give up dispute")

    asha.sees("Rejected", "Dispute")
    asha.sees_not("Why should the decision be changed?")
