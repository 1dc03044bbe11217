"""Documents as clients hand them over: every shape, several at once, later, never, twice, gone."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from tests import samples
from tests.journeys.fake_channel import actions
from tests.journeys.filing import Filing


async def reaches_documents(partner, activity="DG_DIGITAL", *, past=()):
    """Go on by cards until a document is asked for, past the ones named."""
    filing = Filing(partner)
    await filing.starts("CSP_IR", activity)
    await filing.goes_on(until="claim.later")
    for _ in past:
        await filing._document()
    return filing


def attached(partner, content_type, name, content, **more):
    url, _fid = partner.link(name, content)
    return {"contentType": content_type, "name": name, "contentUrl": url, **more}


async def test_a_phone_image_inline_at_the_channel_is_taken(asha):
    await reaches_documents(asha)
    image = {"contentType": "image/jpeg", "contentUrl": asha.link("image", samples.jpg())[0]}
    await asha.sends(asha.activity(attachments=[image]))

    asha.sees("received for Third-party invoice: checked and stored", "Document 2 of 4")


@pytest.mark.parametrize(
    "attachments",
    [
        [None],
        [{"contentType": "image/*", "content": None, "contentUrl": None}],
        [{"contentType": "application/vnd.microsoft.teams.file.download.info", "name": "a.jpg"}],
    ],
)
async def test_a_phone_gallery_that_hands_over_nothing_is_told_what_to_do(asha, attachments):
    await reaches_documents(asha)
    await asha.sends(asha.activity(attachments=attachments))

    asha.sees("Teams did not hand it over", "camera inside Teams", "Document 1 of 4")


@pytest.mark.parametrize("channel", ["emulator", "webchat", "directline"])
async def test_a_file_of_a_local_client_is_taken(stage_of, channel):
    stage = await stage_of(allowed_channels=("msteams", channel))
    asha = stage.person("Asha")
    asha.channel_id = channel
    await reaches_documents(asha)
    file = attached(asha, "application/pdf", "invoice.pdf", samples.pdf())
    await asha.sends(asha.activity(attachments=[file]))

    asha.sees("“invoice.pdf” received for Third-party invoice", "Document 2 of 4")


async def test_the_html_copy_of_a_message_is_no_file(asha):
    await reaches_documents(asha)
    copy = {"contentType": "text/html", "content": "<p>here it is</p>"}
    await asha.sends(
        asha.activity(attachments=[asha.attachment("i.pdf", samples.pdf()), copy], text="here")
    )

    asha.sees("“i.pdf” received", "Document 2 of 4")


async def test_several_files_at_once_go_where_their_names_say(stage, asha):
    await reaches_documents(asha)
    await asha.uploads(
        ("results_september.xlsx", samples.xlsx()),
        ("landing.png", samples.png(seed=2)),
        ("banner screenshot.png", samples.png(seed=1)),
        ("Contoso invoice 17.pdf", samples.pdf()),
    )

    asha.sees(
        "“results_september.xlsx” received for Summary of results",
        "“landing.png” received for Landing page address",
        "“banner screenshot.png” received for Screenshot of the live digital ad",
        "“Contoso invoice 17.pdf” received for Third-party invoice",
        "Review: Autumn campaign",
    )


async def test_one_bad_file_among_several_does_not_lose_the_good_ones(asha):
    await reaches_documents(asha)
    await asha.uploads(("invoice.pdf", samples.pdf()), ("results.pdf", samples.locked_pdf()))

    asha.sees("“invoice.pdf” received", "results.pdf is protected with a password")


async def test_a_document_left_for_later_comes_back_before_submitting(asha):
    filing = await reaches_documents(asha)
    await asha.clicks("Later")
    asha.sees("Third-party invoice is left for later; your draft is kept", "Document 2 of 4")
    while "claim.later" in filing._kinds():
        await filing._document()
    asha.sees("A required document is missing: Third-party invoice")
    assert "claim.submit" not in filing._kinds()
    await asha.clicks("Put it right")
    asha.sees("Document 1 of 4")
    await asha.uploads(("late.pdf", samples.pdf("late")))

    assert "claim.submit" in filing._kinds()


async def test_a_published_document_that_does_not_exist_holds_the_claim_back(asha):
    filing = await reaches_documents(asha)
    await asha.clicks("I don't have it")
    asha.sees("Without Third-party invoice the claim cannot be submitted", "the draft stays")
    await filing.goes_on(until="claim.discard")

    asha.sees("A required document is missing: Third-party invoice")


async def test_an_assumed_document_that_does_not_exist_needs_a_reason_only(stage, asha):
    filing = await reaches_documents(asha, "DG_SOCIAL", past=("invoice",))
    await asha.says("I don't have it")
    asha.sees("is not in a published list, so you can submit without it")
    await filing.goes_on()
    asha.sees("A reviewer may ask for it")
    await filing.submits()
    asha.sees("Please give a reason for the points to check")
    await filing.submits(reason="The post was taken down before we saved it.")
    await asha.waits()

    asha.sees("Receipt")
    [received] = await stage.received()
    assert "taken down" in str(received["claim"])


@pytest.mark.parametrize("by_card", [True, False])
async def test_a_link_is_taken_where_the_catalog_takes_one(stage, asha, by_card):
    await reaches_documents(asha, past=("invoice", "ad_shot"))
    link = "https://contoso.example/landing?campaign=autumn"
    await (asha.clicks("Send this link", link=link) if by_card else asha.says(f"Here: {link}"))

    asha.sees(f"✔ {link} is noted for Landing page address.", "Document 4 of 4")


@pytest.mark.parametrize("link", ["http://contoso.example", "a.example/b c", "soon", ""])
async def test_what_is_no_link_is_told_beside_the_field(asha, link):
    await reaches_documents(asha, past=("invoice", "ad_shot"))
    await asha.clicks("Send this link", link=link)

    asha.sees("A link starts with https://", "Document 3 of 4")
    assert asha.beside("link")[0] == link


@pytest.mark.parametrize("by_card", [True, False])
@pytest.mark.parametrize("link", ["www.contoso.example", "contoso.example/landing?a=1"])
async def test_an_address_without_its_https_is_taken(asha, link, by_card):
    await reaches_documents(asha, past=("invoice", "ad_shot"))
    await (asha.clicks("Send this link", link=link) if by_card else asha.says(link))

    asha.sees(f"✔ https://{link} is noted for Landing page address.", "Document 4 of 4")


@pytest.mark.parametrize(
    "link",
    ["http://contoso.example", "http:/a.example", "localhost:80/admin"],
)
async def test_what_is_typed_and_nearly_a_link_is_told(asha, link):
    await reaches_documents(asha, past=("invoice", "ad_shot"))
    await asha.says(link)

    assert len(asha.new[-1].cards) == 1
    asha.sees("A link starts with https://", "Document 3 of 4")


async def test_a_file_can_be_replaced_and_removed(stage, asha):
    filing = await reaches_documents(asha)
    await asha.uploads(("wrong.pdf", samples.pdf("wrong")))
    await asha.clicks("All documents")
    await asha.clicks("Open")
    asha.sees("wrong.pdf", "✎ Remove", "received, checked and stored")
    await asha.clicks("Remove")
    asha.sees("“wrong.pdf” was taken out of the claim")
    await asha.clicks("Continue")
    asha.sees("Document 1 of 4")
    right = samples.pdf("right")
    await asha.uploads(("right.pdf", right))
    await filing.goes_on()
    await filing.submits()
    await asha.waits()

    [received] = await stage.received()
    names = [d["name"] for d in received["claim"]["documents"]]
    assert ("right.pdf" in names, "wrong.pdf" in names) == (True, False)


async def test_the_same_bytes_twice_are_told_and_kept_once(stage, asha):
    filing = await reaches_documents(asha)
    same = samples.pdf("the same")
    await asha.uploads(("invoice.pdf", same))
    await asha.uploads(("again.pdf", same))
    asha.sees("It is the same file as “invoice.pdf”")
    await asha.clicks("All documents")
    opening = next(a for a in actions(asha.new[-1].card) if a["title"] == "Open")
    await asha.sends(asha._pressed(asha.new[-1], opening, {}))
    await asha.clicks("Send another")
    await asha.uploads(("invoice.pdf", same))
    asha.sees("was already there; I kept one copy")
    await asha.clicks("Go to review")
    assert "claim.discard" in filing._kinds()


async def test_a_file_without_a_claim_is_not_kept_and_says_what_to_do(asha):
    await asha.uploads(("invoice.pdf", samples.pdf()))

    asha.sees("Which claim is this file for?", "was not stored", "New claim")


async def test_a_file_before_the_questions_is_asked_for_again_later(asha):
    await Filing(asha).starts()
    await asha.uploads(("invoice.pdf", samples.pdf()))

    asha.sees("I did not keep the file yet", "What you will need")


async def test_a_file_after_submitting_is_not_kept_and_says_so(asha):
    filing = await reaches_documents(asha)
    await filing.goes_on()
    await filing.submits()
    await asha.uploads(("more.pdf", samples.pdf("more")))

    asha.sees("already sent, so I did not keep the file")


async def test_a_file_the_channel_cannot_hand_out_is_asked_for_again(asha):
    await reaches_documents(asha)
    gone = asha.attachment("invoice.pdf", samples.pdf())
    asha.stage.channel.files.clear()
    await asha.sends(asha.activity(attachments=[gone]))

    asha.sees("I could not get “invoice.pdf”", "Please send it again", "Document 1 of 4")


async def test_more_files_than_a_document_may_have_are_told_one_by_one(asha):
    filing = await reaches_documents(asha)
    most = filing._catalog.files.max_per_requirement
    files = [
        (f"invoice {n:02}.pdf", samples.pdf(f"{n} {uuid.UUID(int=n)}")) for n in range(most + 1)
    ]
    await asha.uploads(*files)

    asha.sees(f"may have at most {most} files; “invoice {most:02}.pdf” was not added")


async def test_what_happened_is_not_listed_among_the_files_received(asha):
    await reaches_documents(asha)
    await asha.says("")
    asha.sees("I received a message without text. Here is what I am waiting for:")
    asha.sees_not("Received so far")
    await asha.clicks("I don't have it")
    asha.sees_not("Received so far")
    await asha.uploads(("shot.png", samples.png()))
    await asha.clicks("All documents")
    await asha.clicks("Open")

    assert asha.said.count("Received so far") <= 1


@pytest.mark.parametrize("locale", ["en-US", "ko-KR"])
async def test_a_disk_that_takes_nothing_is_told_and_the_file_is_taken_afterwards(stage, locale):
    partner = stage.person("Asha", locale=locale)
    await reaches_documents(partner)
    spool = Path(stage.bot.settings.documents) / "incoming"
    spool.parent.mkdir(parents=True, exist_ok=True)
    spool.write_text("a file where the folder should be")
    await partner.uploads(("invoice.pdf", samples.pdf()))
    said = {"en-US": ("could not get “invoice.pdf” just now", "send it again", "Document 1 of 4")}
    said["ko-KR"] = (
        "“invoice.pdf” 파일을 지금은 가져오지 못해",
        "다시 보내 주세요",
        "서류 4개 중 1번째",
    )
    partner.sees(*said[locale])
    spool.unlink()
    await partner.uploads(("invoice.pdf", samples.pdf()))

    partner.sees({"en-US": "Document 2 of 4", "ko-KR": "서류 4개 중 2번째"}[locale])


@pytest.mark.parametrize("activity", ["DG_DIGITAL", "DG_TVRADIO"])
async def test_why_a_document_cannot_be_left_out_names_the_page_that_says_so(asha, activity):
    filing = Filing(asha)
    await filing.starts(activity=activity)
    await filing.goes_on(until="claim.unavailable")
    for _ in range(2):
        await asha.clicks("I don't have it")
        asha.sees("cannot be submitted, because the program requires it (“", "published)")
