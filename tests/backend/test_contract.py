"""docs/backend-api.yaml and the values in bot/backend/contract say the same."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from pydantic import BaseModel, ValidationError

from bot.backend import contract
from bot.backend.contract import ClaimEvent, SubmittedClaim, canonical_json, content_hash
from bot.backend.sandbox.directory import contact_of
from bot.backend.sandbox.switches import Switches
from bot.domain import partner
from bot.domain.claim import DocumentState, Value
from tests.backend.builders import (
    PERSON,
    TENANT,
    Sandbox,
    a_claim,
    a_document,
    a_line,
    a_submitted_claim,
    upload,
)

CONTRACT = yaml.safe_load(
    (Path(__file__).parents[2] / "docs" / "backend-api.yaml").read_text(encoding="utf-8")
)
SCHEMAS: dict[str, dict[str, Any]] = CONTRACT["components"]["schemas"]
VALUES: dict[str, type[BaseModel]] = {
    name: value
    for module in (contract, partner)
    for name, value in vars(module).items()
    if isinstance(value, type) and issubclass(value, BaseModel) and name in SCHEMAS
}
QUERY = contract.ContactQuery(tenant_id=TENANT, object_id=PERSON, name="Kim Minjun", email="")
CONTACT = contact_of(QUERY, Switches())


def fits(name: str, content: Any) -> list[str]:
    """What does not fit a schema of the contract; empty when all does."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    checker = Draft202012Validator(schema, format_checker=FormatChecker())
    return [error.message for error in checker.iter_errors(content)]


def test_the_contract_is_valid_openapi() -> None:
    validate(CONTRACT)


def test_every_object_of_the_contract_has_its_value() -> None:
    objects = {name for name, schema in SCHEMAS.items() if schema.get("type") == "object"}

    assert objects - set(VALUES) == {"TokenRequest", "Token", "TokenError"}


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_value_has_the_fields_the_contract_names(name: str) -> None:
    schema, fields = SCHEMAS[name], VALUES[name].model_fields

    assert set(schema["properties"]) == set(fields)
    assert set(schema["required"]) == {n for n, field in fields.items() if field.is_required()}
    is_closed = issubclass(VALUES[name], Value)
    assert (schema.get("additionalProperties") is False) == is_closed


def test_a_submitted_claim_fits_the_contract() -> None:
    claim = a_submitted_claim(CONTACT)

    assert fits("SubmittedClaim", claim.model_dump(mode="json")) == []


def test_the_content_hash_is_over_canonical_json() -> None:
    claim = a_submitted_claim(CONTACT)
    body = canonical_json(claim.model_dump(mode="json"))

    assert content_hash(claim) == hashlib.sha256(body).hexdigest()
    assert canonical_json({"b": "한", "a": [1, None]}) == '{"a":[1,null],"b":"한"}'.encode()


def test_the_content_hash_survives_the_journey() -> None:
    claim = a_submitted_claim(CONTACT)
    arrived = SubmittedClaim.model_validate_json(claim.model_dump_json(), strict=True)

    assert content_hash(arrived) == content_hash(claim)


def test_the_amount_keeps_its_decimals_as_text() -> None:
    claim = a_submitted_claim(CONTACT, expense_lines=(a_line("1200.50"), a_line("0.10")))

    assert claim.model_dump(mode="json")["claim_amount"] == "1200.60"


@pytest.mark.parametrize("amount", ["-5", "1e9", "NaN", "Infinity", "1.23456", "١٢", "", " 1"])
def test_an_amount_that_is_no_plain_text_is_refused(amount: str) -> None:
    content = a_submitted_claim(CONTACT).model_dump(mode="json") | {"claim_amount": amount}

    with pytest.raises(ValidationError):
        SubmittedClaim.model_validate(content)
    assert fits("SubmittedClaim", content) != []


def test_superseded_documents_do_not_travel() -> None:
    old = a_document(b"old", document_id="doc-0", state=DocumentState.SUPERSEDED)
    claim = a_submitted_claim(CONTACT, documents=(old, a_document()))

    assert [document.document_id for document in claim.documents] == ["doc-1"]


def test_a_requirement_without_kinds_travels_as_other() -> None:
    extra = a_document(document_id="doc-2", requirement_id="extra")
    claim = a_submitted_claim(CONTACT, documents=(a_document(), extra))

    assert [document.kinds for document in claim.documents] == [("INV_3P",), ("OTHER",)]


def test_a_claim_without_attestation_cannot_travel() -> None:
    claim = a_claim(CONTACT, attested_at=None)

    with pytest.raises(ValueError, match="not attested"):
        contract.submitted_claim(claim, CONTACT, "2026-H2", {})


def test_an_event_of_an_unknown_type_keeps_its_identity_only() -> None:
    event = ClaimEvent.model_validate(
        {
            "event_id": "ev-1",
            "type": "claim.reviewer_changed",
            "reference": "CL-2026-000001",
            "sequence": 4,
            "occurred_at": "2026-09-01T09:30:00Z",
            "status": "on_the_moon",
        }
    )

    assert event.status is None


def test_a_status_event_without_a_status_is_refused() -> None:
    event = {
        "event_id": "ev-1",
        "type": "claim.status_changed",
        "reference": "CL-2026-000001",
        "sequence": 4,
        "occurred_at": "2026-09-01T09:30:00Z",
    }

    with pytest.raises(ValidationError):
        ClaimEvent.model_validate(event)


async def test_the_answers_of_the_sandbox_fit_the_contract(sandbox: Sandbox) -> None:
    reference = await sandbox.accept_claim()
    await sandbox.press(reference, "start_review")
    await sandbox.press(reference, "request", items=[{"kind": "CSR", "comment": "Signed, please"}])
    client = sandbox.client()
    sha256 = await upload(client, b"%PDF second")
    token = await _token(sandbox)
    partner_path = f"/v1/partners/{CONTACT.partner.partner_id}"
    funds = "funds?location_id=1234567&program=CSP_IR&usage_period=2026-H2"

    for path, name in (
        (f"/v1/claims/{reference}", "ClaimState"),
        ("/v1/claims/by-key/submission-0001", "ClaimReceipt"),
        (f"/v1/documents/{sha256}", "UploadedDocument"),
        (f"{partner_path}/contacts", "ContactList"),
        (f"{partner_path}/{funds}", "Funds"),
        ("/v1/events", "EventPage"),
        ("/v1/claims/CL-0000-000000", "Problem"),
    ):
        headers = {"Authorization": f"Bearer {token}"}
        async with sandbox.session.get(sandbox.url + path, headers=headers) as response:
            assert fits(name, await response.json(content_type=None)) == [], path


async def _token(sandbox: Sandbox) -> str:
    form = {"grant_type": "client_credentials", "client_id": "bot", "client_secret": "secret"}
    async with sandbox.session.post(f"{sandbox.url}/oauth2/token", data=form) as response:
        return str((await response.json())["access_token"])


def test_money_is_a_decimal_on_both_sides() -> None:
    receipt = contract.Payment.model_validate_json(
        '{"amount": "12000", "currency": "KRW", "paid_on": "2026-10-01"}'
    )

    assert receipt.amount == Decimal(12000)
