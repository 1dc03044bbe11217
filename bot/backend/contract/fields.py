"""The field types of the claims API: money, keys, hashes, lengths."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from bot.domain.claim import ClaimStatus

MONEY_PATTERN = r"^[0-9]{1,15}(\.[0-9]{1,4})?$"
KEY_PATTERN = r"^[A-Za-z0-9_\-]{8,100}$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"
REFERENCE_PATTERN = r"^[A-Z0-9\-]{4,40}$"
PERIOD_PATTERN = r"^[0-9]{4}-H[12]$"
FIRST_INSTANT, LAST_INSTANT = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""What lies outside is no moment of a claim; at the ends of the calendar not every zone has it."""


def _plain_money(value: object) -> Decimal:
    text = f"{value:f}" if isinstance(value, Decimal) else value
    if not isinstance(text, str) or not re.fullmatch(MONEY_PATTERN, text, re.ASCII):
        raise ValueError('an amount is plain decimal text such as "1200.50"')
    return Decimal(text)


def _whole(value: object) -> object:
    """JSON has one kind of number: 693.0 is the integer 693."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _in_every_calendar(value: datetime) -> datetime:
    """An impossible moment is moved to the nearest that can be shown in each zone."""
    return min(max(value, FIRST_INSTANT), LAST_INSTANT)


Instant = Annotated[AwareDatetime, AfterValidator(_in_every_calendar)]
Money = Annotated[
    Decimal,
    BeforeValidator(_plain_money),
    PlainSerializer(lambda value: f"{value:f}", return_type=str),
    WithJsonSchema({"type": "string", "pattern": MONEY_PATTERN}),
]
SizeBytes = Annotated[int, Field(ge=0, le=2**40), BeforeValidator(_whole)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Short = Annotated[str, StringConstraints(max_length=300)]
Long = Annotated[str, StringConstraints(max_length=4000)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256_PATTERN)]
BackendStatus = Literal[
    ClaimStatus.SUBMITTED,
    ClaimStatus.IN_REVIEW,
    ClaimStatus.ACTION_REQUIRED,
    ClaimStatus.APPROVED,
    ClaimStatus.APPROVED_PARTIAL,
    ClaimStatus.REJECTED,
    ClaimStatus.DISPUTED,
    ClaimStatus.WITHDRAWN,
    ClaimStatus.PAID,
    ClaimStatus.EXPIRED,
]
