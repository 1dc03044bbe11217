"""The claims API as the bot uses it; every answer is checked to be about what was asked."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote

import aiohttp
from pydantic import BaseModel, ValidationError

from bot.backend.contract import (
    ClaimEvent,
    ClaimReceipt,
    ClaimState,
    ContactList,
    ContactQuery,
    Dispute,
    EventPage,
    Received,
    RequestAnswers,
    SubmittedClaim,
    UploadedDocument,
    Withdrawal,
    content_hash,
)
from bot.backend.transport import OpenStream, Transport
from bot.domain.partner import Contact, Funds
from bot.errors import BackendRefused, BackendUnavailable
from bot.settings import Settings

log = logging.getLogger(__name__)

A = TypeVar("A", bound=BaseModel)
MOST_CHARACTERS = 300
"""Of a person's name and address, as the contract has them where a claim names them."""


class _FeedPage(Received):
    """A stretch of the feed whose events were not read yet."""

    events: tuple[Any, ...]
    next: str
    has_more: bool


class BackendClient:
    """The verbs of the claims API.

    Units: `timeout_seconds` per call, `upload_timeout_seconds` per document.
    Raises: every verb raises BackendUnavailable when the API cannot be used now,
    BackendRefused when it understood and refused.
    """

    def __init__(
        self,
        base_url: str,
        *,
        session: aiohttp.ClientSession,
        client_id: str,
        client_secret: str,
        clock: Callable[[], datetime],
        token_url: str | None = None,
        timeout_seconds: float = 10.0,
        upload_timeout_seconds: float = 120.0,
        max_response_bytes: int = 2 * 1024 * 1024,
    ) -> None:
        self._upload_timeout_seconds = upload_timeout_seconds
        self._transport = Transport(
            base_url,
            session=session,
            client_id=client_id,
            client_secret=client_secret,
            token_url=token_url or f"{base_url.rstrip('/')}/oauth2/token",
            timeout_seconds=timeout_seconds,
            max_response_bytes=max_response_bytes,
            clock=clock,
        )
        self.counts = self._transport.counts

    async def find_contact(
        self, tenant_id: str, object_id: str, *, name: str = "", email: str = ""
    ) -> Contact | None:
        """Who this is, or None for a person the directory does not know."""
        query = ContactQuery(
            tenant_id=tenant_id, object_id=object_id, name=name[:300], email=email[:300]
        )
        try:
            contact = await self._transport.call(
                Contact, "POST", "/v1/contacts/find", content=query
            )
        except BackendRefused as refused:
            _require(refused, "contact-unknown")
            return None
        asked = (tenant_id.lower(), object_id.lower())
        _same("contact", (contact.tenant_id.lower(), contact.object_id.lower()), asked)
        return _fitting(contact)

    async def colleagues(self, partner_id: str) -> tuple[Contact, ...]:
        """Contacts of a partner, in order of contact id."""
        found = await self._transport.call(
            ContactList, "GET", f"/v1/partners/{_segment(partner_id)}/contacts"
        )
        for contact in found.contacts:
            _same("partner", contact.partner.partner_id, partner_id)
        return tuple(_fitting(contact) for contact in found.contacts)

    async def funds(
        self, partner_id: str, location_id: str, program: str, usage_period: str
    ) -> Funds:
        """Co-op funds of one location, program and usage period."""
        params = {"location_id": location_id, "program": program, "usage_period": usage_period}
        funds = await self._transport.call(
            Funds, "GET", f"/v1/partners/{_segment(partner_id)}/funds", params=params
        )
        given = (funds.partner_id, funds.location_id, funds.program, funds.usage_period)
        _same("funds", given, (partner_id, location_id, program, usage_period))
        return funds

    async def has_document(self, sha256: str) -> bool:
        """Does the backend hold these bytes?"""
        try:
            held = await self._transport.call(
                UploadedDocument, "GET", f"/v1/documents/{_segment(sha256)}"
            )
        except BackendRefused as refused:
            _require(refused, "document-unknown")
            return False
        _same("document", held.sha256, sha256)
        return True

    async def upload_document(
        self,
        sha256: str,
        size_bytes: int,
        media_type: str,
        name: str,
        open_stream: OpenStream,
    ) -> None:
        """Hand over one document; uploading it again is harmless.

        Shape: `open_stream` starts from the first byte each time it is called.
        """
        headers = {
            "Content-Type": media_type or "application/octet-stream",
            "Content-Length": str(size_bytes),
            "Document-Name": quote(name[:200], safe=""),
        }
        held = await self._transport.call(
            UploadedDocument,
            "PUT",
            f"/v1/documents/{_segment(sha256)}",
            headers=headers,
            stream=open_stream,
            timeout_seconds=self._upload_timeout_seconds,
        )
        _same("document", (held.sha256, held.size_bytes), (sha256, size_bytes))

    async def find_claim(self, submission_key: str) -> ClaimReceipt | None:
        """The receipt for a submission key, or None if no claim came under it."""
        try:
            receipt = await self._transport.call(
                ClaimReceipt, "GET", f"/v1/claims/by-key/{_segment(submission_key)}"
            )
        except BackendRefused as refused:
            _require(refused, "claim-unknown")
            return None
        _same("claim", receipt.submission_key, submission_key)
        return receipt

    async def submit_claim(self, submission_key: str, claim: SubmittedClaim) -> ClaimReceipt:
        """Submit once in effect: the same key and content again gives the same receipt.

        Raises: BackendRefused 422 with findings; code `idempotency-key-reused` when other content
        came under this key before.
        """
        receipt = await self._post(ClaimReceipt, "/v1/claims", submission_key, claim)
        given = (receipt.submission_key, receipt.content_hash)
        _same("claim", given, (submission_key, content_hash(claim)))
        return receipt

    async def claim(self, reference: str) -> ClaimState:
        """Where a claim stands, with history and requests. Raises: BackendRefused 404."""
        path = f"/v1/claims/{_segment(reference)}"
        state = await self._transport.call(ClaimState, "GET", path)
        _same("claim", state.reference, reference)
        return state

    async def events(self, after: str, limit: int) -> EventPage:
        """What happened after a cursor, oldest first; the empty cursor is the start of the feed. An
        event that cannot be read is left out: it must not hold up all that come after it.

        Raises: BackendRefused 410 `cursor-unknown` when the feed was put back and no longer knows
        the cursor: start again from the empty one; event ids and sequences tell what is known.
        """
        params = {"after": after, "limit": str(limit)}
        page = await self._transport.call(_FeedPage, "GET", "/v1/events", params=params)
        if page.has_more and page.next == after:
            raise BackendUnavailable("GET /v1/events: the feed stands still")
        events = tuple(event for one in page.events if (event := _event(one)))
        return EventPage(events=events, next=page.next, has_more=page.has_more)

    async def answer_request(self, reference: str, key: str, answers: RequestAnswers) -> ClaimState:
        """Answer a reviewer's request, once per key."""
        return await self._act(reference, "answers", key, answers)

    async def dispute(self, reference: str, key: str, dispute: Dispute) -> ClaimState:
        """Contest a rejection, once per key."""
        return await self._act(reference, "disputes", key, dispute)

    async def withdraw(self, reference: str, key: str, withdrawal: Withdrawal) -> ClaimState:
        """Pull a claim back before its review, once per key."""
        return await self._act(reference, "withdrawals", key, withdrawal)

    async def _act(self, reference: str, verb: str, key: str, body: BaseModel) -> ClaimState:
        path = f"/v1/claims/{_segment(reference)}/{verb}"
        state = await self._post(ClaimState, path, key, body)
        _same("claim", state.reference, reference)
        return state

    async def _post(self, answer: type[A], path: str, key: str, body: BaseModel) -> A:
        return await self._transport.call(
            answer,
            "POST",
            path,
            content=body,
            headers={"Idempotency-Key": key},
        )


def backend_from(
    settings: Settings, session: aiohttp.ClientSession, clock: Callable[[], datetime]
) -> BackendClient:
    """The client of the settings: of the claims API, or of the sandbox in this process."""
    base_url = settings.backend_url
    if settings.is_sandboxed:
        base_url = f"{settings.local_url}/sandbox"
    return BackendClient(
        base_url,
        session=session,
        client_id=settings.backend_client_id,
        client_secret=settings.backend_client_secret,
        token_url=settings.backend_token_url or None,
        timeout_seconds=settings.backend_timeout_seconds,
        clock=clock,
    )


def _segment(value: str) -> str:
    """One path segment; what would leave the path (`.`, `..`, nothing) cannot be asked for."""
    if value in {"", ".", ".."}:
        raise ValueError(f"not an identifier: {value!r}")
    return quote(value, safe="")


def _fitting(contact: Contact) -> Contact:
    """The person with a name and an address that a claim can carry; else the claim asks for one."""
    email = contact.email if len(contact.email) <= MOST_CHARACTERS else ""
    return contact.model_copy(update={"name": contact.name[:MOST_CHARACTERS], "email": email})


def _event(given: Any) -> ClaimEvent | None:
    try:
        return ClaimEvent.model_validate_json(json.dumps(given))
    except ValidationError as error:
        name = given.get("event_id") if isinstance(given, dict) else None
        fault = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        log.warning("event_unreadable event_id=%.80r part=%s", name, place)
        return None


def _require(refused: BackendRefused, code: str) -> None:
    """Let a refusal rise unless it is the API's own word for "there is none"."""
    if refused.code != code:
        raise refused


def _same(what: str, given: object, asked: object) -> None:
    """Refuse an answer about something else than was asked."""
    if given != asked:
        raise BackendUnavailable(f"the backend answered about another {what}")
