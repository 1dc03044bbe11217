"""What a CSR asks, in the order in which it is asked. Source: assumed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.domain.csr import CsrPart
from bot.domain.fields import FieldKind, FieldSpec

STATEMENT = (
    "I certify that the work and material listed here were provided by our own company for this "
    "activity, that hours, quantities and costs are true and complete, and that they are not "
    "claimed elsewhere."
)

_FIELDS: dict[CsrPart, tuple[FieldSpec, ...]] = {
    CsrPart.WORK: (
        FieldSpec("person", FieldKind.TEXT, "Person or role", min_length=2, max_length=100),
        FieldSpec("task", FieldKind.TEXT, "What was done", min_length=2, max_length=200),
        FieldSpec("first_day", FieldKind.DATE, "First day of this work"),
        FieldSpec(
            "last_day",
            FieldKind.DATE,
            "Last day of this work",
            "The same day again if it took one day.",
        ),
        FieldSpec("hours", FieldKind.NUMBER, "Hours in all", "In quarters, for example 7.5."),
        FieldSpec("hourly_cost", FieldKind.AMOUNT, "Cost per hour"),
    ),
    CsrPart.MATERIAL: (
        FieldSpec("item", FieldKind.TEXT, "Which material", min_length=1, max_length=100),
        FieldSpec("quantity", FieldKind.NUMBER, "How many"),
        FieldSpec("unit_cost", FieldKind.AMOUNT, "Cost of one"),
    ),
    CsrPart.SIGNATURE: (
        FieldSpec("signatory_name", FieldKind.TEXT, "Who signs", min_length=2, max_length=100),
        FieldSpec(
            "signatory_title", FieldKind.TEXT, "Title of who signs", min_length=2, max_length=100
        ),
        FieldSpec("signed_on", FieldKind.DATE, "Date of the signature"),
        FieldSpec("is_true", FieldKind.TICK, STATEMENT),
    ),
}


def csr_fields(part: CsrPart) -> tuple[FieldSpec, ...]:
    """Entries of one part, in the order asked."""
    return _FIELDS[part]


def entry_values(part: CsrPart, entry: Mapping[str, str]) -> dict[str, object]:
    """Kept answers as values. Shape: `entry` holds ISO days and plain numbers."""
    kinds = {spec.id: spec.kind for spec in csr_fields(part)}
    return {name: _value(kinds[name], text) for name, text in entry.items() if name in kinds}


def _value(kind: FieldKind, text: str) -> object:
    if kind is FieldKind.DATE:
        return date.fromisoformat(text)
    return Decimal(text) if kind in (FieldKind.AMOUNT, FieldKind.NUMBER) else text
