"""Sums and currencies as typed: what is not clear is asked about, and never guessed."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.domain.claim import Finding
from bot.domain.fields import FieldKind, FieldSpec
from bot.text import (
    currency_named,
    minor_digits,
    read_amount,
    read_choice,
    read_currency,
    two_amounts,
    typed_amount,
)
from bot.text.patterns import pattern
from bot.text.vocabulary import ALSO_WORDS, DOT_GROUPS

MILLS = 3
"""Decimals with which “4.200” is a sum as any other."""


def why_not_taken(spec: FieldSpec, text: str, currency: str) -> Finding | None:
    """What is wrong with an answer that can be read, but not taken."""
    both = two_amounts(text, currency=currency) if spec.kind is FieldKind.AMOUNT else None
    if both:
        values = {"currency": currency}
        for name, amount in zip(("first", "second"), both, strict=True):
            values[name] = f"{amount} {currency}"
            values[f"type_{name}"] = typed_amount(amount, currency)
        return Finding(
            code="two_amounts",
            field=spec.id,
            message="In %(currency)s this may be %(first)s or %(second)s. Please type "
            "%(type_first)s if you mean the first, %(type_second)s if you mean the second.",
            values=values,
        )
    named = currency_named(text) if spec.id == "currency" else ""
    if not named:
        return None
    return Finding(
        code="currency_not_offered",
        field=spec.id,
        message="A claim cannot be in %(currency)s. Please choose another currency, such as that "
        "of your bank profile.",
        values={"currency": named},
    )


def read_code(spec: FieldSpec, text: str) -> str | None:
    """A currency by its code, sign, name or number; codes that are words (ALL, TOP) only alone."""
    codes = [value for value, _label in spec.choices]
    named = currency_named(text) or read_currency(text) or ""
    if named.lower() in ALSO_WORDS and named not in text and not currency_named(text):
        named = ""
    if named:
        return named if named in codes else None
    return read_choice(text, [(code, code) for code in codes if _is_plain(code)])


def _is_plain(code: str) -> bool:
    """Whether a code means nothing but the currency."""
    return read_currency(code) is not None and code.lower() not in ALSO_WORDS


_ROUGHLY = pattern(
    r"\b(?:about|around|approx\w*|roughly|circa|ca|nearly|almost|over|under|or so|ish)\b|\d ?ish\b"
    r"|~|\b(?:up to|at (?:least|most)|more|less) |^(?:약|대략|한|거의)\s"
    r"|(?:정도|쯤|가량|남짓|내외|안팎)",
    re.IGNORECASE,
)
_DOTTED = pattern(r"(?<![\d.,])\d{1,3}\.\d\d0(?![\d.,]|\s?(?:k|m|천|만|억|백만))", re.IGNORECASE)
_IN_TOTAL = pattern(r"\btotal\b|\bgross\b|총|합계", re.IGNORECASE)


def read_money(spec: FieldSpec, text: str, currency: str, locale: str) -> Decimal | None:
    """A sum as it stands on a paper: none that is only about so much, and no total, which may have
    its tax in it, where the net amount is asked.
    """
    is_dotted = currency not in DOT_GROUPS and minor_digits(currency) < MILLS
    if is_dotted and _DOTTED.search(text[:80]):
        return None  # “4.200”: four thousand where people write so, else a slip
    if _ROUGHLY.search(text[:80]) or (spec.id == "net" and _IN_TOTAL.search(text[:80])):
        return None
    return read_amount(text, currency=currency, language=locale)
