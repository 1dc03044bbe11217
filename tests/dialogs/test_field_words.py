"""What a field is called: the same before its value and in a sentence, but where that says why."""

from __future__ import annotations

import pytest

from bot.domain.fields import DAYS
from dialogs.field_names import fields_named
from dialogs.field_words import BOTH_DAYS
from dialogs.labels import marked

ANYWHERE = {
    "vendor_name": "vendor|supplier's name|company name|업체|벤더명|공급자|회사 이름|상호명",
    "invoice_number": "invoice|inv. no.|bill number|number on the bill|세금계산서 번호|송장",
    "activity_start": "first day|start date|began|beginning|begins|시작일|행사 시작일|첫날",
    "activity_end": "last day|end date|finished|until|종료일|행사 종료일|끝나는 날|끝",
    BOTH_DAYS: "dates|campaign period|event day|날짜|행사 기간|집행 일정|활동일",
    "tax": "tax|vat sum|gst amount|부가세|부가가치세|세액",
    "claimed": "claimed amount|claim amount|amount we claim|we claim|청구 금액|청구액",
    "net": "net|net total|subtotal|amount before tax|net of vat|공급가액|순액|세전 금액",
    "currency": "currency|currency of the claim|통화|청구 통화|화폐",
    "claim_name": "claim name|event name|called|클레임 이름|행사명|캠페인 제목|건명",
    "expense_type": "kind of cost|cost type|expense type|category|비용 종류|품목|비목|유형",
    "preapproval_id": "pre-approval|preapproval no.|사전 승인 번호|사전승인",
    "contact_email": "e-mail|email address|mail address|이메일 주소|전자메일|메일",
}
"""Field → names that count in both places."""
ONLY_LABELS = {
    "claim": "claim_name",
    "from": "activity_start",
    "to": "activity_end",
    "when": BOTH_DAYS,
    "description": "description",
    "비고": "comments",
    "agency": "vendor_name",
    "회사": "vendor_name",
    "bill": "invoice_number",
    "item": "expense_type",
    "mail": "contact_email",
}
ONLY_IN_SENTENCES = {"amount": "net", "price": "net", "금액": "net", "번호": "invoice_number"}
NAMED = [(name, field) for field, names in ANYWHERE.items() for name in names.split("|")]


def labels(name: str) -> set[str]:
    return {field for field, _ in marked(f"{name}: X", {})}


def named(name: str) -> tuple[str, ...]:
    is_korean = name[0] >= "가"
    return fields_named(f"{name}은 X로 바꿔주세요" if is_korean else f"the {name} should be X")


@pytest.mark.parametrize(("name", "field"), NAMED)
def test_a_name_counts_before_a_value_and_in_a_sentence(name: str, field: str) -> None:
    assert field in labels(name)
    assert named(name) == (DAYS if field == BOTH_DAYS else (field,))


@pytest.mark.parametrize(("name", "field"), ONLY_LABELS.items())
def test_what_is_said_of_anything_counts_only_before_a_value(name: str, field: str) -> None:
    assert field in labels(name)
    assert named(name) == ()


@pytest.mark.parametrize(("name", "field"), ONLY_IN_SENTENCES.items())
def test_what_may_be_of_something_else_before_a_value_counts_only_in_a_sentence(
    name: str, field: str
) -> None:
    assert field not in labels(name)
    assert named(name) == (field,)
