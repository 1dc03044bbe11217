"""Broken and hostile files: each is answered clearly in both languages and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import samples
from tests.journeys.filing import Filing
from tests.journeys.languages import english_in
from tests.journeys.test_documents import reaches_documents

LONG = "송장" * 250 + ".pdf"
BAD = {
    "empty": ("invoice.pdf", b"", "is empty (0 bytes)"),
    "mislabelled": ("invoice.pdf", samples.png(), "ends in .pdf but its content is"),
    "program": ("invoice.pdf", b"MZ" + bytes(500), "invoice.pdf"),
    "locked": ("invoice.pdf", samples.locked_pdf(), "protected with a password"),
    "locked office": ("invoice.docx", samples.locked_office(), "protected with a password"),
    "truncated": ("invoice.pdf", samples.truncated_pdf(), "is incomplete"),
    "truncated picture": (
        "invoice.png",
        samples.truncated(samples.png(size=9000)),
        "is incomplete",
    ),
    "bomb": ("invoice.docx", samples.bomb(), "unpacks to far more"),
    "bomb of a table": ("invoice.xlsx", samples.bomb("xlsx"), "invoice.xlsx"),
    "bomb of slides": ("invoice.pptx", samples.bomb("pptx"), "invoice.pptx"),
    "pixel bomb": ("invoice.png", samples.huge_png(), "more than can be shown"),
    "polyglot": ("invoice.png", samples.png() + samples.pdf(), "something else besides"),
    "polyglot page": ("invoice.pdf", b"<html>" + samples.pdf(), "something else besides"),
    "polyglot archive": (
        "invoice.jpg",
        samples.jpg() + samples.archive({"a": b"b"}),
        "something else besides",
    ),
    "launching": ("invoice.pdf", samples.launching_pdf(), "can start programs"),
    "launching behind a word": (
        "invoice.pdf",
        samples.launching_pdf(behind="/Title (Our live stream)"),
        "can start programs",
    ),
    "launching behind a remark": (
        "invoice.pdf",
        samples.launching_pdf(behind="% >> stream\n"),
        "can start programs",
    ),
    "macros": ("invoice.docm", samples.docm(), "macros"),
    "page": ("invoice.html", samples.html(), "web page"),
    "photo": ("invoice.heic", samples.heic(), "HEIC photo"),
    "hangul": ("invoice.hwp", samples.hwp(), "Hangul document"),
    "mail": ("invoice.eml", samples.eml(), "saved mail"),
    "archive": ("invoice.zip", samples.archive({"a.txt": b"a"}), "archive"),
    "no ending": ("invoice", b"just words", "invoice"),
}


@pytest.fixture
async def at_the_invoice(asha):
    """A partner who is asked for the invoice."""
    return await reaches_documents(asha)


async def test_every_bad_file_is_told_what_is_wrong_and_the_next_good_one_is_taken(
    asha, at_the_invoice
):
    for case, (name, content, words) in BAD.items():
        await asha.uploads((name, content))
        assert words in asha.said, (case, asha.said)
        assert "Document 1 of 4" in asha.said, case
        assert "wrong on our side" not in asha.said
    await asha.uploads(("invoice.pdf", samples.pdf()))

    asha.sees("“invoice.pdf” received", "Document 2 of 4")


async def test_every_bad_file_is_told_in_korean_too(stage):
    hana = stage.person("하나", locale="ko-KR")
    filing = Filing(
        hana, plan={"claim_name": "가을 캠페인", "vendor_name": "한국", "description": "가" * 30}
    )
    await filing.starts()
    await filing.goes_on(until="claim.later")
    for name, content, _words in BAD.values():
        await hana.uploads((name, content))
        hana.sees("서류 4개 중 1번째")
        hana.sees(name)

    assert english_in(hana.messages, "10,000 views and 250 clicks") == set()


@pytest.mark.parametrize(
    ("locale", "taken", "scripts", "formulas"),
    [
        ("en-US", "received", "invoice.pdf contains scripts", "results.csv contains formulas"),
        ("ko-KR", "받았습니다", "invoice.pdf 파일에는 스크립트가", "results.csv 파일에는 수식이"),
    ],
)
async def test_what_a_reviewer_may_not_see_in_a_file_is_told_when_it_is_taken(
    stage, locale, taken, scripts, formulas
):
    partner = stage.person("Asha", locale=locale)
    filing = await reaches_documents(partner)
    await partner.uploads(("invoice.pdf", samples.scripted_pdf()))
    partner.sees(taken, scripts, "⚠")
    await filing._document()
    await filing._document()
    await partner.uploads(("results.csv", b"item,amount\nclicks,=SUM(A1:A9)\n"))
    partner.sees(taken, formulas)

    assert "claim.submit" in filing._kinds()


async def test_a_file_said_to_have_two_gigabytes_is_refused_without_reading_it(
    asha, at_the_invoice
):
    channel = asha.stage.channel
    url, fid = asha.link("film.pdf", b"%PDF-1.7")
    channel.declared_sizes[fid] = 2 * 2**30
    file = asha.attachment("film.pdf", b"")
    file["content"]["downloadUrl"] = url
    await asha.sends(asha.activity(attachments=[file]))

    asha.sees("film.pdf is larger than the 10 MB allowed", "Document 1 of 4")


async def test_two_gigabytes_that_nobody_announced_are_cut_off_at_the_limit(asha, at_the_invoice):
    channel = asha.stage.channel
    file = asha.attachment("film.pdf", b"%PDF-1.7" + bytes(2**20))
    channel.endless.add(file["content"]["uniqueId"])
    await asha.sends(asha.activity(attachments=[file]))

    asha.sees("film.pdf is larger than the 10 MB allowed", "Document 1 of 4")
    assert channel.handed_out < 64 * 2**20
    documents = Path(asha.stage.bot.settings.documents).rglob("*")
    assert [path for path in documents if path.is_file()] == []


async def test_bombs_are_told_where_tables_and_slides_are_accepted(asha):
    await reaches_documents(asha, past=("invoice", "ad_shot", "landing"))
    await asha.uploads(("results.xlsx", samples.bomb("xlsx")))

    asha.sees("results.xlsx unpacks to far more than a document should", "Document 4 of 4")


async def test_a_file_over_the_limit_is_cut_off(asha, at_the_invoice):
    await asha.uploads(("scan.pdf", samples.pdf(size=10 * 2**20 + 1)))

    asha.sees("scan.pdf is larger than the 10 MB allowed")


NAMES = {
    "path": ("../../etc/passwd.pdf", "passwd.pdf"),
    "windows path": ("C:\\Users\\asha\\invoice.pdf", "invoice.pdf"),
    "controls": ("in\x00voice\r\n\x1b[31m.pdf", "voice"),
    "right to left": ("invoice\u202efdp.exe.pdf", "invoice"),
    "isolates": ("\u2066in\u2069vo\u200eice\u200f.pdf", "invoice.pdf"),
    "long": (LONG, ".pdf"),
    "markup": ("[free](https://evil.example) <b>.pdf", "evil.example"),
    "device": ("con.pdf", "con"),
    "dots": ("....pdf", "pdf"),
}


@pytest.mark.parametrize(("name", "shown"), NAMES.values(), ids=NAMES.keys())
async def test_a_hostile_file_name_is_only_a_name(stage, asha, at_the_invoice, name, shown):
    await asha.uploads((name, samples.pdf()))
    asha.sees("received for Third-party invoice", shown)
    for sign in ("\u202e", "\u2066", "\u200f", "\x00", "\x1b", "../", "C:\\"):
        asha.sees_not(sign)
    filing = at_the_invoice
    await filing.goes_on()
    await filing.submits()
    await asha.waits()

    [received] = await stage.received()
    kept = received["claim"]["documents"][0]["name"]
    assert 0 < len(kept) <= 120
    assert not set(kept) & set('/\\\x00\r\n\u202e<>:"|?*')


PLACES = (
    "http://169.254.169.254/latest/meta-data/",
    "https://10.0.0.8/secret.pdf",
    "https://[::ffff:10.0.0.8]/a.pdf",
    "https://user:pass@contoso.sharepoint.com/a.pdf",
    "http://contoso.sharepoint.com/a.pdf",
    "https://evilsharepoint.com/a.pdf",
    "file:///etc/passwd",
    "https://2852039166/latest/meta-data/",
    "https://0x7f.0.0.1/a.pdf",
    "https://127.1/a.pdf",
    "https://[fe80::1]/a.pdf",
    "https://[::ffff:169.254.169.254]/a.pdf",
    "//169.254.169.254/a.pdf",
    "https://contoso.sharepoint.com@169.254.169.254/a.pdf",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("is_redirect", [False, True])
async def test_a_file_elsewhere_is_not_fetched(asha, at_the_invoice, place, is_redirect):
    file = asha.attachment("invoice.pdf", samples.pdf())
    if is_redirect:
        asha.stage.channel.redirects[file["content"]["uniqueId"]] = place
    else:
        file["content"]["downloadUrl"] = place
    await asha.sends(asha.activity(attachments=[file]))

    asha.sees("Document 1 of 4")
    asha.sees_not("received for")
    assert "cannot be taken" in asha.said or "did not hand it over" in asha.said


async def test_loopback_is_no_place_for_files_once_there_is_an_app_id(stage_of, tmp_path):
    from bot.settings import Settings

    settings = Settings(app_id="11111111-1111-4111-8111-111111111111")
    assert settings.allows_loopback_files is False
