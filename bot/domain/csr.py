"""The CSR, a signed cost statement for work of the partner's own staff, as the partner enters it.

Source: that a CSR is asked for in-house work and that a form makes it is published (S1, S7); what
stands in it is assumed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from pydantic import Field

from bot.domain.value import Value

MAX_LINES = 50
"""Lines of work, and again lines of material. Source: assumed."""


class CsrPart(StrEnum):
    """What can be entered: a line of work, a line of material, the signature."""

    WORK = "work"
    MATERIAL = "material"
    SIGNATURE = "signature"


class CsrWork(Value):
    """What one person or role did. Units: `hours` in all, over all days; the cost per hour."""

    line_id: str
    person: str
    task: str
    first_day: date
    last_day: date
    hours: Decimal
    hourly_cost: Decimal


class CsrMaterial(Value):
    """Material out of the partner's own stock. Units: the cost of one piece."""

    line_id: str
    item: str
    quantity: Decimal
    unit_cost: Decimal


CsrLine = CsrWork | CsrMaterial


class CsrMade(Value):
    """What the document says that was made last; the claim is compared with it."""

    document_id: str
    fingerprint: str = Field(description="Of the entries that went into it, hex")
    claim_name: str
    location_id: str
    incentive_activity: str
    activity_start: date
    activity_end: date
    currency: str
    total: Decimal


class Csr(Value):
    """All entries of a CSR, complete or not.

    Shape: `entering` is what is being entered now, with `entry` field id → text so far and
    `entry_id` the line it becomes; `is_open` tells that the CSR is being worked on instead of
    waiting for an upload; `made` is None before the first document.
    """

    requirement_id: str
    currency: str
    work: tuple[CsrWork, ...] = ()
    materials: tuple[CsrMaterial, ...] = ()
    signatory_name: str = ""
    signatory_title: str = ""
    signed_on: date | None = None
    is_true: bool = False
    is_open: bool = True
    entering: CsrPart | None = None
    entry_id: str = ""
    entry: dict[str, str] = Field(default_factory=dict)
    made: CsrMade | None = None

    @property
    def lines(self) -> tuple[CsrLine, ...]:
        """Work first, then material, each in the order entered."""
        return (*self.work, *self.materials)

    def line(self, line_id: str) -> CsrLine | None:
        """The line with this id, or None."""
        return next((one for one in self.lines if one.line_id == line_id), None)

    def is_full(self, part: CsrPart) -> bool:
        """Whether no line more may be added to this part."""
        return len(self.work if part is CsrPart.WORK else self.materials) >= MAX_LINES

    def fingerprint(self) -> str:
        """The same for the same lines and signature, hex; line ids do not count."""
        lines = [one.model_dump_json(exclude={"line_id"}) for one in self.lines]
        signed = (self.signatory_name, self.signatory_title, str(self.signed_on), self.currency)
        return hashlib.sha256("\n".join((*lines, *signed)).encode()).hexdigest()


def line_amount(line: CsrLine, decimals: int) -> Decimal:
    """Hours or quantity times the cost of one, rounded half up to the currency's minor units.

    >>> line = CsrMaterial(line_id="1", item="Flyer", quantity=Decimal(3), unit_cost=Decimal("0.5"))
    >>> line_amount(line, 2), line_amount(line, 0)
    (Decimal('1.50'), Decimal('2'))
    """
    if isinstance(line, CsrWork):
        exact = line.hours * line.hourly_cost
    else:
        exact = line.quantity * line.unit_cost
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def total_of(lines: Iterable[CsrLine], decimals: int) -> Decimal:
    """Sum of the amounts as they stand on the lines, each rounded on its own."""
    amounts = (line_amount(line, decimals) for line in lines)
    return sum(amounts, Decimal(0).scaleb(-decimals))
