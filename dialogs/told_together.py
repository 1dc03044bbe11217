"""Several answers in one typed message: which parts surely answer which open fields, and the rest.

Nothing is guessed: a part is taken where its form or its own words say which field it is for, or
where it reads as the very field that is asked; what two parts say differently is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.answers.several import looks_like_question
from bot.domain.claim import Claim, Finding
from bot.domain.fields import CONDITION_PREFIX, FieldKind, FieldSpec
from bot.text import read_currency, read_date_range
from bot.text.patterns import pattern
from bot.text.periods import read_period
from bot.text.typed import tidy
from bot.understanding import Slots
from dialogs import answering
from dialogs.correction_words import only_takes_back
from dialogs.labelled import (
    answers_of,
    bare,
    has_figure,
    has_tax_in,
    is_denied,
    is_figure,
    is_money,
    is_unknown,
    is_unsure,
    is_written_as_name,
    labelled,
    may_be_gross,
    name_of,
    takes_back,
)
from dialogs.reading import choice_titles, locale_of, read_field
from dialogs.turn import Turn

MAX_CHARS = 200
MAX_PARTS = 8
_EMAIL = pattern(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
DAYS = ("activity_start", "activity_end")
"""Fields of the first and the last day."""
_NAMES = frozenset({"vendor_name", "invoice_number", "preapproval_id", "claim_name"})
"""Fields of a few words, whose answer may stand among others."""

_FIGURES = pattern(r"\d")
_DAY = pattern(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|월|\d[-./]\d|\d(?:st|nd|rd|th)\b"
    r"|day\b|yesterday|요일|어제|오늘|week|주",
    re.IGNORECASE,
)
_RIVALS = {
    FieldKind.DATE: _DAY,
    FieldKind.AMOUNT: _FIGURES,
    FieldKind.INTEGER: _FIGURES,
    FieldKind.NUMBER: _FIGURES,
}
"""Kinds of fields whose answer is a figure → what a part that may be one looks like."""

Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Together:
    """What a message says. Shape: `values` field id → value; `left` parts not taken, as typed."""

    values: Values
    left: tuple[str, ...]


def read_together(
    turn: Turn,
    claim: Claim,
    specs: Sequence[FieldSpec],
    asked: FieldSpec,
    slots_of: Callable[[str], Slots],
) -> Together | None:
    """The answers to `specs`, the open fields; None for a message that is one answer, or none.

    `slots_of` understands a part in talk about the activity of the claim.
    """
    text = turn.incoming.text.strip()
    if len(text) > MAX_CHARS or re.search(r"[?？]|https?:", text) or _takes_any(asked):
        return None
    parts = answers_of(text, with_yes=asked.kind is FieldKind.YESNO)
    is_whole = [part.strip(" .!") for part in parts] == [text.strip(" .!")]
    named = 1 if parts and asked.id in _NAMES and is_written_as_name(parts[0]) else 0
    if is_whole or any(map(looks_like_question, parts[named:])):
        return None
    if asked.kind in _RIVALS and any(takes_back(part) or only_takes_back(part) for part in parts):
        return None  # what it takes back may be an answer of before
    if not 0 < len(parts) <= MAX_PARTS or _is_one(turn, asked, text, claim.currency):
        return None
    reader = _Reader(turn, claim, specs, asked, slots_of)
    found = reader.read_all(parts)
    values, left = _agreed(parts, found)
    if {"net", "expense_type"} & {spec.id for spec in specs} and _differ(found):
        # of several costs none is told for certain
        values = {name: value for name, value in values.items() if name == asked.id}
        left = [part for part, one in zip(parts, found, strict=True) if set(one) != {*values}]
        return Together(values, tuple(left))
    if asked.id == "claim_name" and set(values) <= {"currency"}:
        return None  # it may be called after its sum
    if asked.id in _NAMES and asked.id not in values:
        left = _named(asked, text, values, parts, found, left)
    return Together(values, tuple(left)) if values else None


def read_parts(
    turn: Turn, claim: Claim, specs: Sequence[FieldSpec], asked: FieldSpec
) -> Together | None:
    """The same of words that are known to be an answer, be it a single one."""
    parts = answers_of(turn.incoming.text, with_yes=asked.kind is FieldKind.YESNO)
    if not 0 < len(parts) <= MAX_PARTS:
        return None
    slots_of = partial(answering.slots_about, turn, claim.incentive_activity)
    values, left = _agreed(parts, _Reader(turn, claim, specs, asked, slots_of).read_all(parts))
    return Together(values, tuple(left)) if values else None


def _takes_any(asked: FieldSpec) -> bool:
    """Whether the field takes any words."""
    return asked.kind in (FieldKind.TEXT, FieldKind.MULTILINE) and asked.id not in _NAMES


def _is_one(turn: Turn, asked: FieldSpec, text: str, currency: str) -> bool:
    """Whether the whole message is the answer to the field that is asked."""
    if asked.kind is FieldKind.CHOICE:
        return tidy(text) in {tidy(word) for one in choice_titles(turn, asked) for word in one}
    if asked.kind in (FieldKind.TEXT, FieldKind.MULTILINE):
        return False
    return not isinstance(read_field(turn, asked, text, currency), Finding)


def _agreed(parts: Sequence[str], found: Sequence[Values]) -> tuple[Values, list[str]]:
    """What no two parts say differently, and the parts that are not taken, or whose figures are
    not: of a sum only the currency may be.
    """
    against = _differ(found)
    values: Values = {}
    left: list[str] = []
    for part, one in zip(parts, found, strict=True):
        if one and not against & set(one):
            values |= one
            if not has_figure(part) or any(has_figure(str(value)) for value in one.values()):
                continue
        left.append(part)
    return values, left


def _differ(found: Sequence[Values]) -> set[str]:
    """Fields of which two parts say different things."""
    said: Values = {}
    return {
        name
        for one in found
        for name, value in one.items()
        if said.setdefault(name, value) != value
    }


def _named(
    asked: FieldSpec,
    text: str,
    values: Values,
    parts: Sequence[str],
    found: Sequence[Values],
    left: list[str],
) -> list[str]:
    """The name that is asked for stands first, up to what is something else; gives what is left."""
    count = next((n for n, one in enumerate(found) if one or is_figure(parts[n])), len(parts))
    if not count or count == len(parts) or is_unknown(parts[0]):
        return left
    values[asked.id] = name_of(text, parts[:count])
    return [part for part in left if part not in parts[:count]]


class _Reader:
    """Reads one part at a time as an answer to one of the open fields."""

    def __init__(
        self,
        turn: Turn,
        claim: Claim,
        specs: Sequence[FieldSpec],
        asked: FieldSpec,
        slots_of: Callable[[str], Slots],
    ) -> None:
        self._turn, self._claim, self._asked = turn, claim, asked
        taxed = {"net"} if has_tax_in(turn.incoming.text) else ()
        self._specs = {spec.id: spec for spec in specs if spec.id not in taxed}
        self._slots_of = slots_of

    def read_all(self, parts: Sequence[str]) -> list[Values]:
        """Field id → value of each part; empty where it is not sure.

        A figure alone is that of the field that is asked while no other part may be it.
        """
        found = [self.read(part) for part in parts]
        rival = _RIVALS.get(self._asked.kind)
        unread = [n for n, one in enumerate(found) if not one and rival and rival.search(parts[n])]
        if len(unread) == 1:
            found[unread[0]] = self._as_asked(bare(parts[unread[0]]))
        if any(not one and self._is_foreign(parts[n]) for n, one in enumerate(found)):
            amounts = {n for n, one in self._specs.items() if one.kind is FieldKind.AMOUNT}
            found = [{} if amounts & set(one) else one for one in found]
        return found

    def _is_foreign(self, part: str) -> bool:
        """Whether a part is of money in another currency than that of the claim."""
        code, currency = read_currency(part), self._claim.currency
        is_other = code is not None and currency not in ("", code)
        return is_other and (has_figure(part) or is_money(part))

    def read(self, part: str) -> Values:
        """The same of one part, without a figure that is only asked for."""
        core = bare(part)
        ways = [self._as_days, self._as_labelled, self._as_asked, self._as_known_form]
        if self._asked.kind in _RIVALS:
            ways.remove(self._as_asked)
        return next((found for way in ways if (found := way(core))), {})

    def _value(self, name: str, words: str) -> object | None:
        value = read_field(self._turn, self._specs[name], words, self._claim.currency)
        return None if isinstance(value, Finding) else value

    def _as_days(self, core: str) -> Values:
        days = [name for name in DAYS if name in self._specs]
        if len(days) < 2 or read_period(tidy(core), today=self._turn.today):
            return {}
        found = read_date_range(core, language=locale_of(self._turn), today=self._turn.today)
        is_range = found is not None and found[0] != found[1]
        return dict(zip(DAYS, found, strict=True)) if found and is_range else {}

    def _as_labelled(self, core: str) -> Values:
        for name, words in labelled(core, self._specs, self._asked.id):
            if name in _NAMES and is_unknown(words):
                continue
            value = self._value(name, words)
            if value is not None:
                return {name: value}
        return {}

    def _as_asked(self, core: str) -> Values:
        """The field that is asked, where the part is nothing but its value."""
        spec = self._asked
        if spec.kind in (FieldKind.TEXT, FieldKind.MULTILINE, FieldKind.EMAIL):
            return {}
        if spec.id == "currency" and not self._is_currency(core):
            return {}
        if spec.id == "net" and may_be_gross(self._turn.incoming.text):
            return {}
        if spec.choices and is_unsure(core):
            return {}
        value = self._value(spec.id, core)
        return {} if value is None else {spec.id: value}

    def _as_known_form(self, core: str) -> Values:
        """A currency, an address, or what the slots of a sentence tell."""
        if "currency" in self._specs and self._is_currency(core):
            value = self._value("currency", core)
            return {} if value is None else {"currency": value}
        if "contact_email" in self._specs and _EMAIL.fullmatch(core):
            return {"contact_email": core}
        return {} if is_unsure(core) else self._as_slots(core)

    def _is_currency(self, core: str) -> bool:
        """Whether a part is of money, and the message of one currency."""
        if is_denied(core):
            return False
        return is_money(core) and read_currency(self._turn.incoming.text) is not None

    def _as_slots(self, core: str) -> Values:
        slots = self._slots_of(core)
        found: Values = {}
        for name, said in slots.conditions.items():
            spec = self._specs.get(CONDITION_PREFIX + name) or self._work_by(name)
            if spec and set(said) <= {value for value, _ in spec.choices}:
                is_one = spec.kind is FieldKind.CHOICE
                found[spec.id] = said[0] if is_one and len(said) == 1 else tuple(said)
        costs = slots.expenses or tuple(filter(None, (slots.expense,)))
        kinds = self._specs.get("expense_type")
        if kinds and len(costs) == 1 and costs[0] in dict(kinds.choices):
            found["expense_type"] = costs[0]
        return found

    def _work_by(self, name: str) -> FieldSpec | None:
        """Who did the work of a cost is asked with it, too."""
        return self._specs.get("source") if name == "work_by" else None
