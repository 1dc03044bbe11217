"""The page shows what was received, escaped, to this machine only."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest

from bot.backend.sandbox.switches import Switches
from tests.backend.builders import INVOICE, Sandbox, a_document

HOSTILE = '<script>alert("1")</script>'


async def page(sandbox: Sandbox, path: str = "/") -> str:
    async with sandbox.session.get(sandbox.url + path) as response:
        assert response.status == 200
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        return await response.text()


async def test_a_received_claim_is_shown_with_its_documents(sandbox: Sandbox) -> None:
    reference = await sandbox.accept_claim()
    index, claim = await page(sandbox), await page(sandbox, f"/claims/{reference}")

    assert reference in index
    assert "Autumn print campaign" in index
    for text in ("송장.pdf", hashlib.sha256(INVOICE).hexdigest(), "INV_3P", "19 bytes", "12000"):
        assert text in claim


async def test_every_switch_is_on_the_page_as_it_stands(sandbox: Sandbox) -> None:
    await sandbox.switch(outage="hang", slow_seconds=7, refuse_next_claim="below_threshold")
    await sandbox.switch(outage="unavailable", person_known=False)
    shown = await page(sandbox)

    for name in Switches.model_fields:
        assert f'name="{name}"' in shown
    assert '<option value="unavailable" selected>' in shown
    assert 'name="refuse_next_claim" value="below_threshold"' in shown
    assert 'name="person_known" value="true">' in shown
    assert re.search(r'name="slow_seconds" [^>]*value="7(\.0)?"', shown)


async def test_moments_are_shown_to_the_second(sandbox: Sandbox) -> None:
    sandbox.now += timedelta(microseconds=123456)
    reference = await sandbox.accept_claim()
    await sandbox.press(reference, "start_review")
    await sandbox.press(reference, "request", items=[{"question": "Which issue?"}])
    index, claim = await page(sandbox), await page(sandbox, f"/claims/{reference}")

    for shown in (index, claim):
        assert "2026-09-01 09:30:00 UTC" in shown
        assert "123456" not in shown


async def test_everything_shown_is_escaped(sandbox: Sandbox) -> None:
    link = a_document(document_id="d2", sha256="", size_bytes=0, url=f"https://a.example/{HOSTILE}")
    reference = await sandbox.accept_claim(
        claim_name=HOSTILE,
        metrics={HOSTILE: HOSTILE},
        conditions={HOSTILE: (HOSTILE,)},
        documents=(a_document(name=HOSTILE, note=HOSTILE), link),
    )
    await sandbox.press(reference, "start_review", comment=HOSTILE)
    await sandbox.press(reference, "request", comment=HOSTILE, items=[{"question": HOSTILE}])
    await sandbox.switch(refuse_message=HOSTILE)

    for path in ("/", f"/claims/{reference}", f"/?note={HOSTILE}"):
        shown = await page(sandbox, path)
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown


async def test_a_document_is_handed_out_as_an_attachment(sandbox: Sandbox) -> None:
    await sandbox.accept_claim()
    url = f"{sandbox.url}/documents/{hashlib.sha256(INVOICE).hexdigest()}"
    async with sandbox.session.get(url) as response:
        content, headers = await response.read(), response.headers

    assert content == INVOICE
    assert headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%EC%86%A1")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("reference", ["CL-2026-000009", "%3Cb%3E", "x" * 500])
async def test_an_unknown_claim_has_no_page(reference: str, sandbox: Sandbox) -> None:
    async with sandbox.session.get(f"{sandbox.url}/claims/{reference}") as response:
        assert response.status == 404


async def test_the_forms_switch_and_press(sandbox: Sandbox) -> None:
    reference = await sandbox.accept_claim()
    form = {"person_known": "true", "profile_ready": "true", "locations": "2", "slow_seconds": "0"}
    async with sandbox.session.post(f"{sandbox.url}/switches", data=form) as response:
        assert response.status == 200
        assert "Switched." in await response.text()
    review = f"{sandbox.url}/claims/{reference}/review"
    async with sandbox.session.post(review, data={"action": "start_review"}) as response:
        assert "in review" in await response.text()
    wanted = {"action": "request", "kind_CSR": "on", "question": "Which issue?", "due_days": "3"}
    async with sandbox.session.post(review, data=wanted) as response:
        shown = await response.text()

    assert "R1-1: CSR" in shown
    assert "R1-2: Which issue?" in shown
    async with sandbox.session.get(f"{sandbox.url}/control") as response:
        assert (await response.json())["locations"] == 2


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/switches", {"slow_seconds": "a lot"}),
        ("/claims/{reference}/review", {"action": "approve"}),
        ("/claims/{reference}/review", {"action": "jump"}),
        ("/claims/{reference}/review", {}),
    ],
)
async def test_a_form_that_cannot_be_done_says_why(
    path: str, form: dict[str, str], sandbox: Sandbox
) -> None:
    reference = await sandbox.accept_claim()
    url = sandbox.url + path.format(reference=reference)
    async with sandbox.session.post(url, data=form) as response:
        assert response.status == 200
        assert 'class="note"' in await response.text()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "[::1"},
    ],
)
async def test_another_site_cannot_reach_the_sandbox(
    headers: dict[str, str], sandbox: Sandbox
) -> None:
    form = {"locations": "2"}
    async with sandbox.session.post(
        f"{sandbox.url}/switches", data=form, headers=headers
    ) as response:
        assert response.status in (400, 403)
    async with sandbox.session.get(f"{sandbox.url}/control") as response:
        assert (await response.json())["locations"] == 1


async def test_the_address_without_its_slash_leads_to_the_page(sandbox: Sandbox) -> None:
    async with sandbox.session.get(sandbox.url) as response:
        assert str(response.url) == f"{sandbox.url}/"
