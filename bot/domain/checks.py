"""Checks of single answers: what was typed for one step, against the rules that concern just that
step.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from bot.domain import periods
from bot.domain.catalog import Catalog, Program
from bot.domain.claim import Claim, Finding
from bot.domain.fields import (
    CONDITION_PREFIX,
    DAYS,
    METRIC_PREFIX,
    FieldKind,
    FieldSpec,
    StepKind,
    answer_of,
)

EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
LARGEST_USD = Decimal(10) ** 9
"""A typing mistake above what this is worth: a bound of our own, not a program rule."""
LARGEST_AMOUNT = Decimal(10) ** 14
"""The same in a currency without a rate, whose unit may be worth next to nothing."""

Answers = Mapping[str, object]


def check_answers(
    step: StepKind,
    specs: tuple[FieldSpec, ...],
    answers: Answers,
    claim: Claim,
    catalog: Catalog,
    now: datetime,
    today: date,
) -> tuple[Finding, ...]:
    """What is wrong with the answers of one step; each finding names its field.

    Units: `today` is the day where the partner is.

    Shape: `answers` field id → text, date, Decimal, int or tuple of texts; fields not given are not
    judged, except
    that dates are also compared with what the claim already holds.
    """
    by_id = {spec.id: spec for spec in specs}
    findings = [
        finding
        for field_id, value in answers.items()
        if field_id in by_id and (finding := _check_one(by_id[field_id], value))
    ]
    if step is StepKind.DETAILS:
        findings += _check_days(answers, claim, catalog.programs[claim.program], now, today)
        findings += _check_metrics(answers, claim, catalog)
    if step is StepKind.EXPENSE:
        findings += _check_line(answers, claim, catalog)
    if step is StepKind.CONDITIONS:
        findings += _check_conditions(answers, catalog)
    return tuple(findings)


def _problem(field_id: str, code: str, message: str, source: str = "", **values: str) -> Finding:
    return Finding(code=code, message=message, values=values, field=field_id, source=source)


def _check_one(spec: FieldSpec, value: object) -> Finding | None:
    if value is None or value in ("", ()):
        if spec.required:
            return _problem(spec.id, "empty", "This is needed before the claim can go on.")
        return None
    if isinstance(value, str):
        return _check_text(spec, value)
    if spec.kind is FieldKind.INTEGER and isinstance(value, int) and value < 0:
        return _problem(spec.id, "negative", "A number below zero cannot be right here.")
    return None


def _check_text(spec: FieldSpec, value: str) -> Finding | None:
    if spec.choices and value not in {choice for choice, _ in spec.choices}:
        return _problem(spec.id, "not_a_choice", "Please choose one of the options shown.")
    if len(value) < spec.min_length:
        return _problem(
            spec.id,
            "too_short",
            "This needs at least %(least)s characters; it has %(length)s.",
            least=str(spec.min_length),
            length=str(len(value)),
        )
    if len(value) > spec.max_length:
        return _problem(
            spec.id,
            "too_long",
            "This may have at most %(most)s characters; it has %(length)s.",
            most=str(spec.max_length),
            length=str(len(value)),
        )
    if spec.kind is FieldKind.EMAIL and not EMAIL.fullmatch(value):
        return _problem(spec.id, "email", "An e-mail address looks like name@company.com.")
    return None


def _day(answers: Answers, claim: Claim, field_id: str) -> date | None:
    value = answers[field_id] if field_id in answers else answer_of(claim, field_id)
    return value if isinstance(value, date) else None


def _check_days(
    answers: Answers, claim: Claim, program: Program, now: datetime, today: date
) -> list[Finding]:
    start, end = (_day(answers, claim, f) for f in DAYS)
    findings = []
    for field_id, day in (("activity_start", start), ("activity_end", end)):
        if day and field_id in answers and (found := check_day(field_id, day, program, now, today)):
            findings.append(found)
    if findings or not start or not end:
        return findings
    field_id = "activity_end" if "activity_end" in answers else "activity_start"
    if end < start:
        message = "The last day lies before the first day."
        return [_problem(field_id, "days_reversed", message)]
    if periods.usage_period(start) != periods.usage_period(end):
        return [
            _problem(
                field_id,
                "straddles_periods",
                "This activity runs over two usage periods (%(first)s and %(second)s). "
                "Please file one claim for each and split the costs by service date.",
                "assumed",
                first=periods.usage_period(start).code,
                second=periods.usage_period(end).code,
            )
        ]
    return []


def check_day(
    field_id: str, day: date, program: Program, now: datetime, today: date
) -> Finding | None:
    """A day of the activity: not in the future, and its claim window not closed.

    A day whose window has not opened yet passes: the draft is kept and the review holds it back.
    Source: Partner Center, "Earn cooperative marketing funds", 2021-03-10 (S3, S4).
    """
    if day > today:
        return _problem(
            field_id,
            "future_day",
            "A claim is for an activity that is over; %(day)s is still to come.",
            "assumed",
            day=day.isoformat(),
        )
    window = periods.window_state(day, now, program)
    if window.state is not periods.Window.TOO_LATE:
        return None
    return _problem(
        field_id,
        "window_closed",
        "Claims for activities in %(usage_first)s to %(usage_last)s closed on %(closed)s, so this "
        "one can no longer be submitted and its funds are forfeited. If you see this as a mistake, "
        "please contact program support.",
        "S3, S4 published",
        usage_first=window.usage.first.isoformat(),
        usage_last=window.usage.last.isoformat(),
        closed=window.closes.isoformat(),
    )


def _check_metrics(answers: Answers, claim: Claim, catalog: Catalog) -> list[Finding]:
    """Figures that cannot be right beside each other, such as more contacts than calls."""

    def number(metric: str) -> int | None:
        value = answers.get(METRIC_PREFIX + metric, claim.metrics.get(metric))
        return int(str(value)) if value is not None and str(value).isdecimal() else None

    findings = []
    for metric in catalog.activities[claim.incentive_activity].metrics:
        more, fewer = number(metric.id), number(metric.not_below) if metric.not_below else None
        if more is not None and fewer is not None and more < fewer:
            message = "These two figures do not fit together: this one cannot be the smaller one."
            field_id = METRIC_PREFIX + metric.id
            findings.append(_problem(field_id, "figures_disagree", message, "S2 published"))
    return findings


def _check_conditions(answers: Answers, catalog: Catalog) -> list[Finding]:
    """Choices that are no complete answer: unknown, too few, or beside an exclusive one."""
    findings = []
    for field_id, values in answers.items():
        question = catalog.questions.get(field_id.removeprefix(CONDITION_PREFIX))
        chosen = values if isinstance(values, tuple) else (str(values),)
        if question is None or not values or question.accepts(chosen):
            continue
        message = "These options do not go together, or one more is needed; please choose again."
        findings.append(_problem(field_id, "not_accepted", message, "assumed"))
    return findings


def _check_line(answers: Answers, claim: Claim, catalog: Catalog) -> list[Finding]:
    findings = []
    for field_id in ("net", "tax", "claimed"):
        value = answers.get(field_id)
        if isinstance(value, Decimal) and (
            found := check_amount(field_id, value, claim.currency, catalog)
        ):
            findings.append(found)
    net, tax = answers.get("net"), answers.get("tax")
    if isinstance(net, Decimal) and isinstance(tax, Decimal) and tax > net and not findings:
        message = "The tax cannot be more than the net amount; please check both."
        findings.append(_problem("tax", "tax_above_net", message, "assumed"))
    if findings:
        return findings
    return _check_claimed(answers, catalog.programs[claim.program])


def check_amount(field_id: str, amount: Decimal, currency: str, catalog: Catalog) -> Finding | None:
    """An amount: a number, not negative (zero only for tax), with the decimals its currency has."""
    decimals = catalog.minor_units(currency)
    if not amount.is_finite():
        return _problem(field_id, "not_an_amount", "Please give an amount such as 1200.50.")
    if amount < 0 or (amount == 0 and field_id != "tax"):
        return _problem(field_id, "not_positive", "The amount must be more than zero.")
    latest = date.max  # a rate of any day tells the size of the currency's unit
    most = catalog.convert(LARGEST_USD, "USD", currency, latest) or LARGEST_AMOUNT
    if amount > most:
        return _problem(
            field_id, "too_large", "This amount is too large to be right; please check it."
        )
    exponent = cast(int, amount.normalize().as_tuple().exponent)
    if -exponent > decimals:
        if decimals == 0:
            message = "%(currency)s has no decimals; please round the amount."
        else:
            message = "%(currency)s has %(decimals)s decimals; please round the amount."
        return _problem(field_id, "minor_units", message, currency=currency, decimals=str(decimals))
    return None


def _check_claimed(answers: Answers, program: Program) -> list[Finding]:
    net, claimed = answers.get("net"), answers.get("claimed")
    tax = answers.get("tax")
    if not isinstance(net, Decimal) or not isinstance(claimed, Decimal):
        return []
    gross = net + (tax if isinstance(tax, Decimal) else Decimal(0))
    with_tax = answers.get("tax_is_cost") == ("yes",) or program.vat_policy == "gross"
    if claimed <= (gross if with_tax else net):
        return []
    if with_tax:
        message = "You cannot claim more than the gross amount of %(most)s."
        return [_problem("claimed", "above_gross", message, "assumed", most=str(gross))]
    return [
        _problem(
            "claimed",
            "above_net",
            "You cannot claim more than the net amount of %(most)s, because tax that you get "
            "back is "
            "not a cost. If you cannot get the tax back, say so in the last field.",
            "assumed",
            most=str(net),
        )
    ]
