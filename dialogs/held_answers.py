"""The answers that a claim holds already, and whether words are a value of one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.domain.claim import Claim, ExpenseLine, Finding
from bot.domain.fields import (
    CONDITION_PREFIX,
    FieldKind,
    FieldSpec,
    StepKind,
    answer_of,
    fields_of,
)
from bot.domain.line_answers import line_answer
from bot.text import read_amount, read_currency, read_date, read_date_range
from bot.text.patterns import pattern
from bot.text.typed import tidy
from dialogs import answering
from dialogs.field_names import as_figure, as_name, behind_name, fields_named
from dialogs.labelled import is_figure, is_unknown, is_unsure
from dialogs.labels import NAMES
from dialogs.reading import locale_of, read_field
from dialogs.tax_rates import Rated, Side, agrees, rate_in, tax_of_net
from dialogs.turn import Turn

TYPED = "typed"
"""Stands for the id of a cost that is being typed and has none yet."""
_STEPS = (StepKind.CONDITIONS, StepKind.DETAILS)
_AMOUNTS = ("tax", "claimed")
"""Sums that are meant only where they are named: a sum alone is the net amount."""
_DAY = pattern(r"(?:the )?(\d{1,2})(st|nd|rd|th|일)?", re.IGNORECASE)
_SENTENCE = pattern(
    r"\b(?:wrong|mistake|change|should|didn't|don't|because|later|earlier)\b|잘못|틀렸|바꿔|아니",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Held:
    """One answer. Shape: `line` is "" for one of the claim itself, else the id of the cost or
    `TYPED`; `number` counts the costs from 1, 0 for none; `value` is None where nothing was said;
    `net` is the net amount of its cost.
    """

    spec: FieldSpec
    step: StepKind
    value: object
    line: str = ""
    number: int = 0
    net: Decimal | None = None

    @property
    def key(self) -> str:
        """Which answer it is, as the pointer keeps it."""
        return f"{self.line}/{self.spec.id}"


def answers_held(turn: Turn, claim: Claim, typed: Mapping[str, str]) -> list[Held]:
    """All answers that words may change: of the claim, of its costs, of the cost being typed."""
    return [*_of_claim(turn, claim), *_of_costs(turn, claim, typed)]


def _of_claim(turn: Turn, claim: Claim) -> Iterator[Held]:
    if not (claim.program and claim.incentive_activity):
        return
    for step in _STEPS:
        for spec in fields_of(step, claim, turn.contact, turn.house.catalog):
            value = answer_of(claim, spec.id)
            if value is not None:
                yield Held(spec, step, value)


def _of_costs(turn: Turn, claim: Claim, typed: Mapping[str, str]) -> Iterator[Held]:
    if not (claim.expense_lines or typed):
        return
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    for spec in specs:
        if spec.id in typed:
            value = read_field(turn, spec, typed[spec.id], claim.currency)
            yield Held(spec, StepKind.EXPENSE, value, TYPED)
    for number, line in enumerate(claim.expense_lines, 1):
        for spec in specs:
            value = _line_value(line, spec)
            yield Held(spec, StepKind.EXPENSE, value, line.line_id, number, line.net)


def _line_value(line: ExpenseLine, spec: FieldSpec) -> object:
    value = line_answer(line, spec.id)
    if isinstance(value, Decimal):
        return value or None
    return str(value) if spec.id in ("source", "expense_type") else value or None


def value_of(turn: Turn, claim: Claim, held: Held, words: str, *, is_named: bool) -> object | None:
    """What the words are as a value of this answer, None where they are none of it.

    `is_named` tells that the words say which field they are for, or which value they replace.
    """
    spec = held.spec
    if not words or (spec.id in _AMOUNTS and not is_named):
        return None
    if spec.id in NAMES:
        behind = behind_name(words, spec.id)
        return _name(turn, spec, words) or (_name(turn, spec, behind) if behind else None)
    if spec.id == "tax" and (rated := rate_in(words) or (is_named and rate_in(f"tax {words}"))):
        return _by_rate(held, rated, claim.currency)
    if spec.id == "tax" and _is_rate(words):
        return None
    named = "" if held.line else behind_name(words, spec.id)  # of a cost all words count
    forms = dict.fromkeys(
        (words.strip(" .!,"), as_figure(words, spec.id), as_figure(named, spec.id))
    )
    for form in filter(None, forms):
        value = _figure(turn, claim, held, form, is_named=is_named)
        if value is not None:
            return value
    return None


def _figure(turn: Turn, claim: Claim, held: Held, words: str, *, is_named: bool) -> object | None:
    spec = held.spec
    if spec.kind in (FieldKind.TEXT, FieldKind.MULTILINE):
        return None
    if spec.kind in (FieldKind.CHOICE, FieldKind.MULTICHOICE, FieldKind.YESNO):
        return _choice(turn, claim, spec, words)
    value = read_field(turn, spec, words, claim.currency)
    if not isinstance(value, Finding):
        return value
    if spec.kind is FieldKind.DATE and isinstance(held.value, date):
        return _same_month(held.value, words, is_named=is_named)
    return None


def _by_rate(held: Held, rated: Rated, currency: str) -> Decimal | None:
    """The tax on the net amount of its cost, where it is said to be of nothing else."""
    is_of_net = rated.side in (Side.NET, Side.UNSAID) and not as_figure(rated.rest)
    if held.net is None or rated.percent is None or not is_of_net:
        return None
    if not rated.amount:
        return tax_of_net(held.net, rated.percent, currency)
    amount = read_amount(rated.amount, currency=currency)
    is_it = amount is not None and agrees(amount, held.net, rated.percent, currency)
    return amount if is_it else None


def with_net(held: Iterable[Held], changes: Iterable[tuple[Held, object]]) -> list[Held]:
    """Answers as they are when these changes were made, as far as the net amounts go."""
    nets = {one.line: value for one, value in changes if one.spec.id == "net"}
    return [replace(one, net=nets.get(one.line, one.net)) for one in held]  # type: ignore[arg-type] # a net amount is one


def _is_rate(words: str) -> bool:
    """Whether a tax may be meant in percent."""
    return "%" in words or re.fullmatch(r"[123]?\d", as_figure(words)) is not None


def _name(turn: Turn, spec: FieldSpec, words: str) -> str | None:
    name = as_name(words)
    if not name or len(name) > spec.max_length or is_unknown(name) or _SENTENCE.search(name):
        return None
    if spec.id not in ("claim_name", *fields_named(name)) and fields_named(name):
        return None
    if spec.id == "invoice_number":
        is_number = re.fullmatch(r"#?(?=\S*\d)[\w./-]+", name) is not None
        return name.lstrip("#") if is_number and read_currency(name) is None else None
    is_day = read_date(name, language=locale_of(turn), today=turn.today) is not None
    return (
        None
        if is_figure(name)
        or is_day
        or read_date_range(name, language=locale_of(turn), today=turn.today)
        else name
    )


def _choice(turn: Turn, claim: Claim, spec: FieldSpec, words: str) -> object | None:
    if is_unsure(words):
        return None
    if spec.id == "currency":
        value = None if re.search(r"\d", words) else read_field(turn, spec, words, "")
        return None if isinstance(value, Finding) else value
    slots = answering.slots_about(turn, claim.incentive_activity, words)
    chosen = {value for value, _ in spec.choices}
    if spec.id.startswith(CONDITION_PREFIX):
        said = slots.conditions.get(spec.id.removeprefix(CONDITION_PREFIX), ())
    elif spec.id == "source":
        said = slots.conditions.get("work_by", ())
    else:
        said = slots.expenses or tuple(filter(None, (slots.expense,)))
    if said and (set(said) <= chosen or spec.kind is FieldKind.YESNO):
        if spec.kind is not FieldKind.CHOICE:
            return tuple(said)
        if len(said) == 1:
            return said[0]
    if spec.kind is FieldKind.YESNO or re.fullmatch(r"[\d\s.,]+\S?", words):
        return None
    value = read_field(turn, spec, words, "")
    return None if isinstance(value, Finding) else value


def _same_month(day: date, words: str, *, is_named: bool) -> date | None:
    """“the 4th” of the month that was said; a number alone only where it is clear what it is."""
    found = _DAY.fullmatch(tidy(words))
    if found is None or not (found[2] or is_named):
        return None
    try:
        return day.replace(day=int(found[1]))
    except ValueError:
        return None


def is_value(turn: Turn, claim: Claim, held: Held, words: str) -> bool:
    """Whether words name the value that this answer has."""
    if held.value is None:
        return False
    if held.spec.id in NAMES:
        return tidy(as_name(words)) == tidy(str(held.value)) or tidy(words) == tidy(str(held.value))
    if isinstance(held.value, Decimal):
        figure = as_figure(words, held.spec.id)
        return read_amount(figure, currency=claim.currency, language=turn._.language) == held.value
    value = value_of(turn, claim, held, words, is_named=True)
    return value is not None and _plain(value) == _plain(held.value)


def _plain(value: object) -> object:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


def same(one: object, other: object) -> bool:
    """Whether two values of an answer are the same."""
    return _plain(one) == _plain(other)


def only(found: Sequence[Held]) -> Held | None:
    """The one answer of a list of one."""
    return found[0] if len(found) == 1 else None
