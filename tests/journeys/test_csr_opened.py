"""Looking at the CSR that was made here: offered, allowed, declined, delivered twice, forged."""

from __future__ import annotations

import pytest

from bot.channel.webchat.people import DEMO_TENANT_ID, person
from tests.journeys.csr_filing import (
    POSTERS,
    SIGNATURE,
    WORK,
    at_the_csr,
    the_csrs,
    with_csr,
    words_of,
)
from tests.journeys.filing import Filing
from tests.journeys.local_page import LocalPage

OTHER_TENANT = "99999999-9999-9999-9999-999999999999"


async def at_it(partner):
    """A CSR that is made, on the card of its document."""
    filing = await with_csr(partner)
    await partner.clicks("claim.documents")
    await partner.clicks("claim.document")
    return filing


async def opens_it(partner):
    """Ask for the CSR and allow it; its bytes."""
    await partner.clicks("Open the CSR")
    [offer] = partner.new
    assert offer.offer["name"] == "CSR Autumn campaign.docx"
    await partner.allows()
    [content] = partner.received_files
    return content


async def test_what_is_seen_before_and_after_is_what_the_claims_office_gets(stage, asha):
    filing = await at_it(asha)
    before = await opens_it(asha)
    await asha.clicks("All documents")
    await asha.clicks("Continue")
    await filing.goes_on()
    at_review = await opens_it(asha)
    await filing.submits()
    await asha.waits()
    asha.sees("Receipt")
    on_receipt = await opens_it(asha)
    await asha.clicks("Status")
    on_status = await opens_it(asha)

    [sent] = await the_csrs(stage)
    assert {before, at_review, on_receipt, on_status} == {sent}
    assert "Dana Lee" in words_of(sent)


async def test_the_answered_offer_is_taken_away_and_the_invoke_is_done(asha):
    await at_it(asha)
    await asha.clicks("Open the CSR")
    assert "Autumn campaign" in asha.messages[-1].offer["content"]["description"]
    await asha.allows()

    assert (asha.status, asha.answer) == (200, b"")
    assert [message for message in asha.messages if message.offer] == []


async def test_a_declined_offer_is_answered_and_nothing_is_handed_over(stage, asha):
    await at_it(asha)
    await asha.clicks("Open the CSR")
    await asha.declines()

    assert asha.status == 200
    assert stage.channel.drive == {}
    assert [message for message in asha.messages if message.offer] == []
    asha.sees("The file was not saved", "stays with the claim only")
    assert await opens_it(asha)
    await asha.clicks("Continue")
    asha.sees("Autumn campaign")


async def test_a_redelivered_invoke_does_nothing_twice(stage, asha):
    await at_it(asha)
    await asha.clicks("Open the CSR")
    allowed = asha.consent(allows=True)
    await asha.sends(allowed)
    await asha.sends(allowed)

    assert (asha.status, asha.new) == (200, [])
    assert [len(copies) for copies in stage.channel.drive.values()] == [1]


async def test_one_offer_hands_over_once_however_often_it_is_pressed(stage, asha):
    await at_it(asha)
    await asha.clicks("Open the CSR")
    twice = [asha.consent(allows=True), asha.consent(allows=True)]
    for allowed in twice:
        await asha.sends(allowed)

    assert len(stage.channel.drive) == 1
    asha.sees("This offer is no longer open", "Each offer serves once; the file is still the same")
    asha.sees_not("newer file")
    assert await opens_it(asha)


async def test_a_csr_made_again_meanwhile_is_not_the_one_that_was_offered(stage, asha):
    await at_it(asha)
    await asha.clicks("Open the CSR")
    old = asha.consent(allows=True)
    await asha.clicks("All documents")
    await asha.clicks("Open")
    await asha.clicks("Change the CSR")
    await asha.clicks("That is all")
    await asha.clicks("Create the CSR", **{**SIGNATURE, "signatory_name": "Kim Park"})
    await asha.sends(old)

    assert stage.channel.drive == {}
    asha.sees("This offer is no longer open", "There may be a newer file by now")
    assert "Kim Park" in words_of(await opens_it(asha))


@pytest.mark.parametrize(
    "place", ["https://files.evil.example/up", "http://10.0.0.7/up", "ftp://x/y", ""]
)
async def test_a_place_that_is_not_allowed_gets_nothing(stage, asha, place):
    await at_it(asha)
    await asha.clicks("Open the CSR")
    allowed = asha.consent(allows=True)
    allowed["value"]["uploadInfo"]["uploadUrl"] = place
    await asha.sends(allowed)

    assert stage.channel.drive == {}
    assert [message for message in asha.new if message.file] == []
    asha.sees("The file could not be saved", "safe with your claim")


async def test_a_drive_that_does_not_take_it_is_told_and_asked_again(stage, asha):
    await at_it(asha)
    await asha.clicks("Open the CSR")
    stage.channel.drive_status = 503
    await asha.allows()
    asha.sees("The file could not be saved")
    stage.channel.drive_status = 201

    assert await opens_it(asha)


async def test_nobody_elses_document_can_be_reached(stage, asha):
    await at_it(asha)
    await asha.clicks("Open the CSR")
    pressed, allowed = asha.press("Open the CSR"), asha.consent(allows=True)
    other = stage.person("Mallory", tenant=OTHER_TENANT)
    await other.says("hello")
    await other.sends(other.activity(value=pressed["value"]))
    assert [message for message in other.new if message.offer] == []
    other.sees("I cannot find this claim among yours")
    await other.sends(
        other.activity(type="invoke", name="fileConsent/invoke", value=allowed["value"])
    )

    assert stage.channel.drive == {}
    other.sees("I cannot find this claim among yours")


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"action": "accept"},
        {"action": "accept", "context": {"act": {"kind": "paper.consent"}}},
        {"action": "accept", "context": {"act": {"kind": "paper.consent", "claim": "x"}}},
        {"action": 7, "context": "text", "uploadInfo": []},
    ],
)
async def test_a_forged_consent_is_answered_and_does_nothing(stage, asha, caplog, value):
    await at_it(asha)
    await asha.sends(asha.activity(type="invoke", name="fileConsent/invoke", value=value))

    assert (asha.status, stage.channel.drive, caplog.records) == (200, {}, [])
    assert len(asha.new) == 1


@pytest.mark.parametrize(
    "words", ["show me the CSR", "Can I see my CSR?", "CSR 보여 주세요", "open csr"]
)
async def test_the_wish_to_see_it_can_be_typed(stage, words):
    asha = stage.person("Asha")
    await at_it(asha)
    await asha.says(words)

    [offered] = asha.new
    assert offered.offer
    await asha.allows()
    assert len(asha.received_files) == 1


async def test_in_korean_too(stage):
    minjun = stage.person("김민준", locale="ko-KR")
    filing = await at_the_csr(minjun)
    await minjun.clicks("claim.csr")
    await minjun.clicks("claim.csr_form", **WORK)
    await minjun.clicks("자재 추가")
    await minjun.clicks("claim.csr_form", **POSTERS)
    await minjun.clicks("claim.csr_done")
    await minjun.clicks("claim.csr_form", **SIGNATURE)
    minjun.sees("“CSR 열기”라고 입력하시면")
    await filing.goes_on()
    await minjun.clicks("paper.open")
    assert "CSR 열기" in minjun.messages[-2].words
    offered = minjun.messages[-1].offer
    assert "클레임과 함께 제출되는" in offered["content"]["description"]
    await minjun.declines()
    minjun.sees("파일을 저장하지 않았습니다")


async def test_without_a_csr_there_is_nothing_to_open(asha):
    filing = Filing(asha)
    await filing.starts()
    await filing.goes_on()

    asha.sees_not("Open the CSR")
    await asha.says("show me the CSR")
    assert [message for message in asha.new if message.offer] == []


async def test_on_the_local_page_the_file_is_a_link(stage):
    asha = stage.person("Asha", tenant=DEMO_TENANT_ID)
    asha.object_id = person("asha").object_id
    await at_it(asha)
    page = LocalPage(stage)
    await page.enters("asha")
    await page.sends(value=asha.press("Open the CSR")["value"])
    [offer] = await page.cards()
    await page.sends(value=offer["actions"][0]["data"])
    [link] = await page.links()
    assert link["name"] == "CSR Autumn campaign.docx"
    async with stage.session.get(link["contentUrl"]) as response:
        content = await response.read()

    assert content == await opens_it(asha)
