"""A document is replaced, or counted for what it is, in words; a file goes where its name says."""

from __future__ import annotations

import pytest

from tests import samples
from tests.journeys.filing import Filing
from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claims_of
from tests.journeys.test_corrections import TO_THE_NET, at

INVOICE, SHOT = ("invoice.pdf", samples.pdf()), ("screenshot.png", samples.png())


async def at_documents(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200", "that is all")
    asha.sees("Third-party invoice")


async def kept(stage: Stage) -> dict[str, str]:
    """Name of each file in force → the document it counts for."""
    documents = (await claims_of(stage))[0]["documents"]
    return {one["name"]: one["requirement_id"] for one in documents if one["state"] == "stored"}


@pytest.mark.parametrize(
    "typed", ["replace the invoice", "I need to re-upload the invoice", "송장 파일 다시 올릴게요"]
)
async def test_a_new_file_takes_the_place_of_the_old_one(
    stage: Stage, asha: Persona, typed: str
) -> None:
    await at_documents(asha)
    await asha.uploads(INVOICE)
    await asha.says(typed)
    asha.sees("“invoice.pdf”")
    await asha.uploads(("corrected.pdf", samples.pdf("Invoice, corrected")))

    asha.sees("corrected.pdf", "invoice.pdf")
    assert await kept(stage) == {"corrected.pdf": "invoice"}


async def test_the_old_file_stays_where_the_new_one_is_refused(stage: Stage, asha: Persona) -> None:
    await at_documents(asha)
    await asha.uploads(INVOICE)
    await asha.says("replace the invoice")
    await asha.uploads(("corrected.pdf", samples.locked_pdf()))

    assert await kept(stage) == {"invoice.pdf": "invoice"}


async def test_the_number_of_an_invoice_is_no_file(stage: Stage, asha: Persona) -> None:
    await at_documents(asha)
    await asha.uploads(INVOICE)
    await asha.says("replace the invoice number with A-99")

    asha.sees_not("Please send the new file")


async def test_a_file_goes_where_its_name_says(stage: Stage, asha: Persona) -> None:
    await at_documents(asha)
    await asha.uploads(SHOT)
    asha.sees("“screenshot.png” received for Screenshot of the live digital ad", "Document 1 of 4")
    await asha.uploads(("scan 7.pdf", samples.pdf()))

    assert await kept(stage) == {"screenshot.png": "ad_shot", "scan 7.pdf": "invoice"}


async def test_the_name_of_the_event_in_a_files_name_says_no_document(asha: Persona) -> None:
    plan = {"condition_online": "yes", "condition_invite_complete": "yes"}
    filing = Filing(asha, plan=plan)
    await filing.starts("CSP_IR", "MD_SEMINAR")
    await filing.goes_on(until="claim.later")
    await asha.uploads(("webinar costs.pdf", samples.pdf()))

    asha.sees("“webinar costs.pdf” received for Third-party invoice")


async def test_who_sends_it_again_means_what_is_asked(stage: Stage, asha: Persona) -> None:
    await at_documents(asha)
    bill = ("Banner campaign.pdf", samples.pdf())
    await asha.uploads(bill)
    asha.sees("received for Screenshot of the live digital ad", "Document 1 of 4")
    asha.sees("If it is meant for Third-party invoice, please send it again.")
    await asha.uploads(bill)

    asha.sees("received for Third-party invoice", "Landing page address")
    asha.sees_not("please send it again")


async def test_a_name_written_in_two_words_says_the_same(stage: Stage, asha: Persona) -> None:
    await at_documents(asha)
    shot = ("my 🎉 screen shot #1.png", samples.png())
    await asha.uploads(INVOICE, shot)

    assert await kept(stage) == {"invoice.pdf": "invoice", shot[0]: "ad_shot"}


async def test_of_files_sent_at_the_review_the_unnamed_one_fills_the_gap(
    stage: Stage, asha: Persona
) -> None:
    await at_documents(asha)
    await asha.uploads(INVOICE)
    await asha.clicks("Go to review")
    await asha.says("https://contoso.example/landing")
    await asha.uploads(("results.xlsx", samples.xlsx()), ("IMG 7.png", samples.png()))

    asha.sees("“IMG 7.png” received for Screenshot of the live digital ad", "Submit claim")


async def test_the_same_invoice_again_is_no_landing_page(stage: Stage, asha: Persona) -> None:
    await at_documents(asha)
    await asha.uploads(INVOICE, SHOT)
    asha.sees("Landing page address")
    await asha.uploads(("invoice copy.pdf", samples.pdf()))

    asha.sees("“invoice copy.pdf” was already there; I kept one copy.")
    assert await kept(stage) == {"invoice.pdf": "invoice", "screenshot.png": "ad_shot"}


@pytest.mark.parametrize(
    "typed",
    [
        "oops that was the screenshot not the invoice",
        "That was the screenshot, not the invoice",
        "sorry, it's the banner screenshot",
    ],
)
async def test_a_file_is_counted_for_what_it_is(stage: Stage, asha: Persona, typed: str) -> None:
    await at_documents(asha)
    await asha.uploads(("IMG_1.png", samples.png()))
    asha.sees("received for Third-party invoice")
    await asha.says(typed)

    asha.sees("“IMG_1.png” counts for Screenshot of the live digital ad now.", "Document 1 of 4")
    assert await kept(stage) == {"IMG_1.png": "ad_shot"}
    notes = [one["note"] for one in (await claims_of(stage))[0]["documents"]]
    assert notes[-1] == "Screenshot of the live digital ad"


async def test_a_link_among_words_is_kept_before_it_is_asked(stage: Stage, asha: Persona) -> None:
    await at_documents(asha)
    await asha.says("here's the landing page https://contoso.example/m365")
    asha.sees("https://contoso.example/m365 is noted for Landing page address")
    await asha.says("the results are here https://contoso.example/report.xlsx")

    asha.sees("No document of this claim waits for a link. You can attach a file instead.")
    assert await kept(stage) == {"https://contoso.example/m365": "landing"}


async def test_documents_are_among_what_can_be_changed(asha: Persona) -> None:
    await at_documents(asha)
    await asha.uploads(INVOICE)
    await asha.says("I want to change something in this claim")
    await asha.clicks("Documents")

    asha.sees("Documents of this claim")


async def test_a_file_for_the_review_is_the_one_document_that_is_missing(
    stage: Stage, asha: Persona
) -> None:
    await at_documents(asha)
    await asha.uploads(INVOICE, SHOT, ("report.xlsx", samples.xlsx()))
    await asha.says("later")
    await asha.says("go to review")
    asha.sees("A required document is missing: Landing page address")
    await asha.uploads(("page.png", samples.png(seed=9)))

    assert (await kept(stage))["page.png"] == "landing"


async def test_a_file_of_another_kind_goes_along(stage: Stage, asha: Persona) -> None:
    await at_documents(asha)
    await asha.uploads(INVOICE, SHOT, ("report.xlsx", samples.xlsx()))
    await asha.says("go to review")
    await asha.uploads(("page.docx", samples.docx()))

    assert (await kept(stage))["page.docx"] == "other"
