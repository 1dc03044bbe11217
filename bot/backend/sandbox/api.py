"""The routes of the claims API, strictly as in `docs/backend-api.yaml`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import unquote

from aiohttp import web
from pydantic import BaseModel

from bot.backend.contract import (
    PERIOD_PATTERN,
    ContactList,
    ContactQuery,
    Dispute,
    ProblemFinding,
    RequestAnswers,
    SubmittedClaim,
    UploadedDocument,
    Withdrawal,
    canonical_json,
)
from bot.backend.sandbox import claims, directory, documents, feed, partner
from bot.backend.sandbox.problems import Refusal, missing
from bot.backend.sandbox.requests import (
    answer,
    authorized,
    basic_credentials,
    clean,
    document_hash,
    idempotency_key,
    is_secret,
    only_parameters,
    parameter,
    partner_of_path,
    path_text,
    read_form,
    read_json,
)
from bot.backend.sandbox.world import TOKEN_SECONDS, WORLD

MAX_PAGE = 200
_ACTS: dict[str, tuple[type[BaseModel], Callable[..., Any]]] = {
    "answers": (RequestAnswers, partner.answer),
    "disputes": (Dispute, partner.dispute),
    "withdrawals": (Withdrawal, partner.withdraw),
}


def add_routes(app: web.Application) -> None:
    """Add the API to the application."""
    router = app.router
    router.add_post("/oauth2/token", _token)
    router.add_post("/v1/contacts/find", _find_contact)
    router.add_get("/v1/partners/{partner_id}/contacts", _colleagues, allow_head=False)
    router.add_get("/v1/partners/{partner_id}/funds", _funds, allow_head=False)
    router.add_put("/v1/documents/{sha256}", _upload)
    router.add_get("/v1/documents/{sha256}", _document)
    router.add_post("/v1/claims", _submit)
    router.add_get("/v1/claims/by-key/{key}", _claim_by_key, allow_head=False)
    router.add_get("/v1/claims/{reference}", _claim, allow_head=False)
    for verb in _ACTS:
        router.add_post(f"/v1/claims/{{reference}}/{verb}", partial(_act, verb))
    router.add_get("/v1/events", _events, allow_head=False)


async def _token(request: web.Request) -> web.Response:
    world = request.config_dict[WORLD]
    if request.content_type != "application/x-www-form-urlencoded":
        raise Refusal(415, "unsupported-media-type", "Send a form.")
    try:
        form = await read_form(request)
    except ValueError as error:
        raise Refusal(400, "malformed", "The form cannot be read.") from error
    if form.get("grant_type") != "client_credentials":
        kind = "unsupported_grant_type" if form.get("grant_type") else "invalid_request"
        return web.json_response({"error": kind}, status=400)
    client_id, secret = basic_credentials(request) or (
        form.get("client_id", ""),
        form.get("client_secret", ""),
    )
    if not (is_secret(client_id, world.client_id) and is_secret(secret, world.client_secret)):
        headers = {"WWW-Authenticate": 'Basic realm="claims"'}
        return web.json_response({"error": "invalid_client"}, status=401, headers=headers)
    content = {
        "access_token": world.new_token(),
        "token_type": "Bearer",
        "expires_in": TOKEN_SECONDS,
    }
    return web.json_response(content, headers={"Cache-Control": "no-store"})


async def _find_contact(request: web.Request) -> web.Response:
    world = authorized(request)
    query, _ = await read_json(request, ContactQuery)
    if not world.switches.person_known:
        raise missing("contact")
    contact = directory.contact_of(query, world.switches)
    await world.store.run(lambda c: directory.remember_contact(c, query, contact))
    return answer(contact)


async def _colleagues(request: web.Request) -> web.Response:
    world = authorized(request)
    partner_id = partner_of_path(request)
    found = await world.store.run(lambda c: directory.colleagues_of(c, partner_id, world.switches))
    return answer(ContactList(contacts=found))


async def _funds(request: web.Request) -> web.Response:
    world = authorized(request)
    partner_id = partner_of_path(request)
    location_id = parameter(request, "location_id", r".{1,100}")
    program = parameter(request, "program", r".{1,100}")
    usage_period = parameter(request, "usage_period", PERIOD_PATTERN)
    place = (partner_id, location_id, program, usage_period)
    only_parameters(request, "location_id", "program", "usage_period")
    now, switches = world.now(), world.switches
    return answer(
        await world.store.run(lambda c: directory.funds_of(c, *place, switches=switches, now=now))
    )


async def _upload(request: web.Request) -> web.Response:
    world = authorized(request)
    sha256 = document_hash(request)
    content, hasher = bytearray(), hashlib.sha256()
    async for chunk in request.content.iter_chunked(65536):
        hasher.update(chunk)
        content += chunk
        if len(content) > world.max_document_bytes:
            text = f"A document may have {world.max_document_bytes} bytes."
            raise Refusal(413, "document-too-large", text)
    if hasher.hexdigest() != sha256 or not content:
        finding = ProblemFinding(
            code="hash-differs", message="Other bytes arrived.", field="sha256"
        )
        raise Refusal(422, "hash-differs", "The bytes do not have this hash.", [finding])
    held = UploadedDocument(
        sha256=sha256,
        size_bytes=len(content),
        media_type=clean(request.content_type),
        received_at=world.now(),
    )
    name = clean(unquote(request.headers.get("Document-Name", "")))[:300]
    kept, created = await world.store.run(lambda c: documents.keep(c, held, name, bytes(content)))
    return answer(kept, status=201 if created else 200)


async def _document(request: web.Request) -> web.Response:
    world = authorized(request)
    sha256 = document_hash(request)
    return answer(await world.store.run(lambda c: documents.find(c, sha256)))


async def _submit(request: web.Request) -> web.Response:
    world = authorized(request)
    key = idempotency_key(request)
    claim, content = await read_json(request, SubmittedClaim)
    try:
        receipt, created = await world.act(
            lambda c, moment: claims.submit(c, key, content, claim, moment)
        )
    except Refusal:
        if world.switches.refuse_next_claim:
            spent = world.switches.model_copy(update={"refuse_next_claim": ""})
            await world.change(spent, let_go=False)
        raise
    return answer(receipt, status=201 if created else 200)


async def _claim_by_key(request: web.Request) -> web.Response:
    world = authorized(request)
    key = path_text(request, "key")
    return answer(await world.store.run(lambda c: claims.load_receipt(c, key)))


async def _claim(request: web.Request) -> web.Response:
    world = authorized(request)
    reference = path_text(request, "reference")
    return answer(await world.store.run(lambda c: claims.load_state(c, reference)))


async def _act(verb: str, request: web.Request) -> web.Response:
    world = authorized(request)
    key = idempotency_key(request)
    kind, act = _ACTS[verb]
    paper, content = await read_json(request, kind)
    reference = path_text(request, "reference")
    path, body = f"{reference}/{verb}", canonical_json(content)
    result = await world.act(
        lambda c, moment: partner.once(c, key, path, body, lambda: act(c, reference, paper, moment))
    )
    return web.Response(text=result, content_type="application/json")


async def _events(request: web.Request) -> web.Response:
    world = authorized(request)
    only_parameters(request, "after", "limit")
    after = parameter(request, "after", r".{0,100}", default="")
    limit = int(parameter(request, "limit", r"[1-9][0-9]{0,3}", default="100"))
    if limit > MAX_PAGE:
        raise Refusal(400, "parameter-invalid", f"limit is {MAX_PAGE} at most.")
    jump = world.switches.feed == "jump_back"
    if jump and after:
        await world.change(world.switches.model_copy(update={"feed": "normal"}), let_go=False)
    page = await world.store.run(
        lambda c: feed.page(c, after, limit, jump_back=jump and bool(after))
    )
    return answer(page)
