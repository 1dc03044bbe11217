"""The page for a person: what was received, the switches, the reviewer's buttons.

Everything shown is escaped; documents are handed out as attachments only.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import web
from pydantic import ValidationError

from bot.backend.sandbox import control, documents, reviewer, webhooks
from bot.backend.sandbox.dates import DAYS_BEFORE, days_to_step
from bot.backend.sandbox.problems import Refusal
from bot.backend.sandbox.requests import document_hash, path_text, read_form
from bot.backend.sandbox.switches import Switches
from bot.backend.sandbox.world import WORLD

TEMPLATES = Path(__file__).parent / "templates"
SHOWN = 200
KINDS = (
    *("INV_3P", "INV_MS", "INV_TRAIN", "CSR", "COMM_FINAL", "AD_SHOT", "LANDING", "DIST_PROOF"),
    *("SITE_PROOF", "SOW", "SCRIPT", "EVT_INVITE", "EVT_AGENDA", "EVT_PHOTO", "PRESENTATION"),
    *("OFFER_TC", "CHAMP_FORM", "DELIVERABLE", "POC_MATERIAL", "TRAIN_CONTENT", "ATTENDEES"),
    *("CONF_PROOF", "ITINERARY", "SYS_SPEC", "DELIVERY_PROOF", "UNIT_PROOF", "RESULTS"),
    *("PREAPPROVAL", "TAX_INVOICE", "OTHER"),
)
REASON_CODES = (
    *("insufficient_evidence", "missing_document", "invoice_mismatch", "csr_mismatch"),
    *("core_requirement_not_visible", "outside_usage_period", "wrong_activity", "cap_exceeded"),
    *("metric_missing", "ineligible_expense", "unreadable_document", "other"),
)

TITLES = {
    "start_review": "Start the review",
    "request": "Ask for more",
    "approve": "Approve",
    "approve_partially": "Approve a part",
    "reject": "Reject",
    "pay": "Pay",
    "expire": "Let the request lapse",
}


def add_routes(app: web.Application) -> None:
    """Add the page and what its forms post to."""
    router = app.router
    router.add_get("", _to_page, allow_head=False)
    router.add_get("/", _index, allow_head=False)
    router.add_post("/switches", _switch)
    router.add_post("/clock", _move_clock)
    router.add_get("/claims/{reference}", _claim, allow_head=False)
    router.add_post("/claims/{reference}/review", _review)
    router.add_get("/documents/{sha256}", _download, allow_head=False)


async def _to_page(request: web.Request) -> web.Response:
    return _see(f"{request.path}/")


async def _index(request: web.Request) -> web.Response:
    world = request.config_dict[WORLD]
    held = await world.store.run(
        lambda c: [control.held_claim(c, name) for name in control.references(c, SHOWN)]
    )
    deliveries = await world.store.run(lambda c: webhooks.recent_deliveries(c, 20))
    return _page(
        "index.html.j2",
        note=request.query.get("note", "")[:500],
        held=held,
        deliveries=deliveries,
        switches=world.switches,
        fields=_switch_fields(),
        days_before=DAYS_BEFORE,
        now=world.now(),
    )


async def _switch(request: web.Request) -> web.Response:
    world = request.config_dict[WORLD]
    form = await _form(request)
    form["person_known"] = form.get("person_known", "false")
    form["profile_ready"] = form.get("profile_ready", "false")
    try:
        await world.change(Switches.model_validate(form))
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False, include_context=False)[0]
        note = f"{fault['loc'][0]}: {fault['msg']}"
        return _see(f"./?note={quote(note)}")
    return _see("./?note=Switched.")


async def _move_clock(request: web.Request) -> web.Response:
    """To so many days before the deadline, where a reminder comes; without a number, back."""
    world = request.config_dict[WORLD]
    typed = (await _form(request)).get("days_before", "").strip()
    if typed and typed not in map(str, DAYS_BEFORE):
        return _see(f"./?note={quote('days_before: one of those offered, please')}")
    offset = days_to_step(world.clock(), int(typed)) if typed else 0.0
    await world.change(world.switches.model_copy(update={"clock_offset_days": offset}))
    return _see("./?note=Switched.")


async def _claim(request: web.Request) -> web.Response:
    world = request.config_dict[WORLD]
    reference = path_text(request, "reference")
    held = await world.store.run(lambda c: control.held_claim(c, reference))
    return _page(
        "claim.html.j2",
        note=request.query.get("note", "")[:500],
        held=held,
        actions=reviewer.possible_actions(held["state"]["status"]),
        titles=TITLES,
        kinds=KINDS,
        reason_codes=REASON_CODES,
        now=world.now(),
    )


async def _review(request: web.Request) -> web.Response:
    world = request.config_dict[WORLD]
    reference = path_text(request, "reference")
    form = await _form(request)
    note = ""
    try:
        press = reviewer.ReviewAction.model_validate(_press(form))
        await world.act(lambda c, moment: reviewer.review(c, reference, press, moment))
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        note = refusal.detail
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False, include_context=False)[0]
        note = f"{fault['loc'][0]}: {fault['msg']}"
    return _see(f"../{quote(reference)}?note={quote(note)}" if note else f"../{quote(reference)}")


async def _download(request: web.Request) -> web.Response:
    sha256 = document_hash(request)
    store = request.config_dict[WORLD].store
    name, content = await store.run(lambda c: documents.content_of(c, sha256))
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name or sha256, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    return web.Response(body=content, headers=headers, content_type="application/octet-stream")


def _press(form: dict[str, str]) -> dict[str, Any]:
    """A reviewer's form as the fields of a ReviewAction."""
    press: dict[str, Any] = {"action": form.get("action"), "comment": form.get("comment", "")}
    comment = press["comment"]
    items: list[dict[str, str]] = [
        {"kind": kind, "comment": comment} for kind in KINDS if f"kind_{kind}" in form
    ]
    if form.get("question", "").strip():
        items.append({"question": form["question"], "comment": comment})
    press["items"] = items
    for name in ("due_days", "amount", "currency", "paid_on"):
        if form.get(name, "").strip():
            press[name] = form[name].strip()
    if form.get("reason_text", "").strip():
        code = form.get("reason_code", "other")
        press["reasons"] = [{"code": code, "text": form["reason_text"]}]
    return press


def _switch_fields() -> dict[str, dict[str, Any]]:
    """Switch → its JSON schema, which tells the page choices and bounds."""
    properties: dict[str, dict[str, Any]] = Switches.model_json_schema()["properties"]
    return properties


async def _form(request: web.Request) -> dict[str, str]:
    if request.content_type != "application/x-www-form-urlencoded":
        raise Refusal(415, "unsupported-media-type", "Send a form.")
    try:
        return await read_form(request)
    except ValueError as error:
        raise Refusal(400, "malformed", "The form cannot be read.") from error


def _page(template: str, **values: Any) -> web.Response:
    nonce = secrets.token_urlsafe(16)
    text = _templates().get_template(template).render(nonce=nonce, **values)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self';"
        " frame-ancestors 'none'; base-uri 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
    body = text.encode(errors="replace")
    return web.Response(body=body, content_type="text/html", charset="utf-8", headers=headers)


@cache
def _templates() -> Any:
    """Jinja's environment, made at the first page: the start of the bot does not wait for it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["size"] = _size
    environment.filters["moment"] = _moment
    return environment


def _size(size_bytes: int) -> str:
    """A size in bytes as a person reads it."""
    if size_bytes < 1024:
        return f"{size_bytes} bytes"
    if size_bytes < 1024 * 1024:
        return f"{size_bytes / 1024:.1f} KB"
    return f"{size_bytes / 1024 / 1024:.1f} MB"


def _moment(text: str) -> str:
    """An ISO moment as a person reads it, to the second; what is none as it is."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _see(location: str) -> web.Response:
    return web.Response(status=303, headers={"Location": location})
