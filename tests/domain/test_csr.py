"""The CSR: its sums, its checks, its transitions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.domain import csr_changes
from bot.domain.claim import Claim, DocumentState, ExpenseLine, ExpenseSource, Severity
from bot.domain.csr import CsrPart, line_amount, total_of
from bot.domain.csr_checks import check_csr, check_entry, check_made, check_signatory
from tests.domain.csr_builders import (
    CATALOG,
    NOW,
    TODAY,
    a_claim,
    a_csr,
    a_document,
    made,
    work,
)


def codes(part: CsrPart, claim: Claim | None = None, **values: object) -> dict[str, str]:
    """Field → code of what is wrong with an entry."""
    found = check_entry(part, values, claim or a_claim(a_csr()), CATALOG, NOW, TODAY)
    return {finding.field: finding.code for finding in found}


def test_amounts_are_rounded_line_by_line_to_the_currency() -> None:
    lines = [work(hours=Decimal("0.25"), hourly_cost=Decimal("33.33"))] * 3

    assert line_amount(lines[0], 2) == Decimal("8.33")
    assert total_of(lines, 2) == Decimal("24.99")
    assert total_of(lines, 0) == Decimal(24)


def test_a_csr_that_equals_the_costs_has_no_findings() -> None:
    assert check_csr(a_claim(a_csr()), CATALOG, NOW, TODAY) == ()


def test_one_minor_unit_of_difference_is_tolerated() -> None:
    assert check_csr(a_claim(a_csr(), net="1200.51"), CATALOG, NOW, TODAY) == ()
    assert check_csr(a_claim(a_csr(), net="1200.52"), CATALOG, NOW, TODAY) != ()


def test_a_difference_names_both_sums_and_itself() -> None:
    [finding] = check_csr(a_claim(a_csr(), net="1000"), CATALOG, NOW, TODAY)

    assert finding.severity is Severity.BLOCK
    assert finding.values == {
        "csr_total": "1200.50 USD",
        "costs_total": "1000 USD",
        "difference": "200.50 USD",
    }


def test_costs_of_vendors_do_not_count() -> None:
    vendor = ExpenseLine(
        line_id="2",
        source=ExpenseSource.THIRD_PARTY,
        expense_type="media_placement",
        vendor_name="Contoso",
        net=Decimal(900),
        claimed=Decimal(900),
    )
    claim = a_claim(a_csr())
    mixed = claim.model_copy(update={"expense_lines": (*claim.expense_lines, vendor)})

    assert check_csr(mixed, CATALOG, NOW, TODAY) == ()


def test_a_csr_without_work_is_not_ready() -> None:
    [finding] = check_csr(a_claim(a_csr(work=())), CATALOG, NOW, TODAY)

    assert finding.code == "csr_no_work"


@pytest.mark.parametrize(
    ("hours", "wrong"),
    [
        ("0.25", False),
        ("48", False),
        ("0.24", True),
        ("48.25", True),
        ("0", True),
        ("-3", True),
        ("NaN", True),
        ("7.123", True),
    ],
)
def test_hours_are_a_quarter_at_least_and_a_day_has_24(hours: str, wrong: bool) -> None:
    found = codes(
        CsrPart.WORK,
        first_day=date(2026, 9, 3),
        last_day=date(2026, 9, 4),
        hours=Decimal(hours),
    )

    assert ("hours" in found) is wrong


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 9, 3), None),
        (date(2026, 10, 2), None),
        (date(2026, 9, 2), "csr_outside_activity"),
        (date(2026, 10, 3), "csr_outside_activity"),
        (date(2026, 6, 30), "csr_outside_usage"),
        (date(2027, 1, 1), "csr_outside_usage"),
    ],
)
def test_work_lies_within_the_activity_and_its_usage_period(day: date, code: str | None) -> None:
    assert codes(CsrPart.WORK, first_day=day).get("first_day") == code


def test_the_last_day_is_not_before_the_first() -> None:
    found = codes(CsrPart.WORK, first_day=date(2026, 9, 5), last_day=date(2026, 9, 4))

    assert found == {"last_day": "csr_days_reversed"}


def test_a_cost_has_the_decimals_of_the_claims_currency() -> None:
    claim = a_claim(a_csr(), currency="KRW")

    found = codes(CsrPart.WORK, claim, hourly_cost=Decimal("50000.5"))

    assert found == {"hourly_cost": "minor_units"}


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 10, 2), None),
        (date(2026, 11, 23), None),
        (date(2026, 10, 1), "csr_signed_early"),
        (date(2026, 11, 24), "csr_signed_later"),
    ],
)
def test_it_is_signed_after_the_activity_and_not_in_the_future(day: date, code: str | None) -> None:
    assert codes(CsrPart.SIGNATURE, signed_on=day).get("signed_on") == code


def test_the_statement_of_truth_must_be_ticked() -> None:
    assert codes(CsrPart.SIGNATURE, is_true="false") == {"is_true": "csr_statement"}


def test_a_line_that_the_claims_dates_left_behind_is_found_again() -> None:
    claim = a_claim(a_csr(), activity_start=date(2026, 9, 4))

    [finding] = check_csr(claim, CATALOG, NOW, TODAY)

    assert (finding.code, finding.field) == ("csr_outside_activity", "w1")


def test_a_signatory_who_is_the_only_person_listed_is_a_remark() -> None:
    alone = a_csr(signatory_name="dana  LEE")
    together = a_csr(signatory_name="Dana Lee", work=(work(), work("w2", person="Tom Kim")))

    assert [finding.severity for finding in check_signatory(alone)] == [Severity.WARN]
    assert check_signatory(together) == ()


def test_nothing_is_stale_right_after_the_document_was_made() -> None:
    assert check_made(made(a_claim(a_csr()), a_document()), CATALOG) == []


@pytest.mark.parametrize(
    "change",
    [
        {"claim_name": "Winter ads"},
        {"location_id": "999999"},
        {"activity_start": date(2026, 9, 2)},
        {"activity_end": date(2026, 10, 3)},
        {"currency": "EUR"},
        {"expense_lines": a_claim(net="900").expense_lines},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_claim_that_moved_on_makes_the_document_stale(change: dict[str, Any]) -> None:
    claim = made(a_claim(a_csr()), a_document()).model_copy(update=change)

    [finding] = check_made(claim, CATALOG)

    assert (finding.code, finding.field) == ("csr_stale", "csr")
    assert finding.severity is Severity.BLOCK
    assert finding.message.startswith("The CSR no longer matches")


def test_changed_lines_make_the_document_stale_until_it_is_made_again() -> None:
    claim = made(a_claim(a_csr()), a_document())
    other = csr_changes.put_line(claim, work(task="Something else"), NOW)

    assert [finding.code for finding in check_made(other, CATALOG)] == ["csr_stale"]
    assert check_made(made(other, a_document("d2", "b" * 64)), CATALOG) == []


def test_a_new_document_supersedes_the_one_made_before() -> None:
    again = made(made(a_claim(a_csr()), a_document()), a_document("d2", "b" * 64))

    states = {document.document_id: document.state for document in again.documents}
    assert states == {"d1": DocumentState.SUPERSEDED, "d2": DocumentState.STORED}


def test_the_same_bytes_are_attached_once() -> None:
    again = made(made(a_claim(a_csr()), a_document()), a_document("d2"))

    assert [document.document_id for document in again.documents] == ["d1"]
    assert again.csr is not None
    assert again.csr.made is not None
    assert again.csr.made.document_id == "d1"


def test_a_document_that_was_taken_out_is_not_called_stale() -> None:
    claim = made(a_claim(a_csr()), a_document())
    gone = claim.model_copy(update={"documents": (), "claim_name": "Winter ads"})

    assert check_made(gone, CATALOG) == []


def test_putting_a_line_twice_keeps_one() -> None:
    claim = a_claim(a_csr(work=()))

    twice = csr_changes.put_line(csr_changes.put_line(claim, work(), NOW), work(), NOW)

    assert twice.csr is not None
    assert twice.csr.work == (work(),)


def test_a_claim_without_a_csr_reads_as_before() -> None:
    old = a_claim().model_dump(mode="json", exclude={"csr"})

    assert Claim.model_validate(old) == a_claim()
