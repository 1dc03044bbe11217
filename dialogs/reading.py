"""From what was typed or chosen to values: one field at a time, or all fields of a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.domain.catalog import Catalog
from bot.domain.checks import Answers
from bot.domain.claim import Finding
from bot.domain.fields import FieldKind, FieldSpec
from bot.text import (
    read_amount,
    read_choice,
    read_date_range,
    read_day,
    read_integer,
    read_yes_no,
    typed_amount,
)
from bot.text.counts import only_number
from bot.text.patterns import pattern
from bot.text.periods import read_period
from bot.text.typed import tidy
from dialogs.activity_names import activity_named
from dialogs.day_counts import one_day
from dialogs.reading_money import read_code, read_money, why_not_taken
from dialogs.turn import Turn


def read_form(
    turn: Turn, specs: tuple[FieldSpec, ...], typed: Mapping[str, str], currency: str
) -> tuple[dict[str, object], tuple[Finding, ...]]:
    """All fields of a form: values that could be read, and a finding for each that could not.

    Shape: an untouched optional field reads as empty; an untouched required one as None.
    """
    values: dict[str, object] = {}
    findings = []
    for spec in specs:
        value = read_field(turn, spec, typed.get(spec.id, ""), currency)
        if isinstance(value, Finding):
            findings.append(value)
        elif value is not None or spec.required:
            values[spec.id] = value
    return values, tuple(findings)


def read_field(turn: Turn, spec: FieldSpec, raw: str, currency: str) -> object | Finding | None:
    """One field: its value, None for nothing, or a finding that says what it should look like."""
    text = raw.strip()
    if not text:
        return "" if _is_words(spec) and not spec.required else None
    value = _READERS.get(spec.kind, _read_words)(turn, spec, text, currency)
    if value is not None:
        return value
    return why_not_taken(spec, text, currency) or Finding(
        code="unreadable", field=spec.id, message=_EXPECTED[spec.kind]
    )


def _is_words(spec: FieldSpec) -> bool:
    return spec.kind in (FieldKind.TEXT, FieldKind.MULTILINE, FieldKind.EMAIL)


def _read_words(turn: Turn, spec: FieldSpec, text: str, currency: str) -> object | None:
    return text


def _read_day(turn: Turn, spec: FieldSpec, text: str, currency: str) -> object | None:
    language, today = locale_of(turn), turn.today
    found = read_day(text, language=language, today=today)
    return found or one_day(text, language=language, today=today)


_LAST_DAYS = {"activity_start": "activity_end", "first_day": "last_day"}
"""Fields of a first day, and the one of the last day that is asked for next."""


def read_both_days(turn: Turn, spec: FieldSpec) -> dict[str, date] | None:
    """First and last day in one answer where the first is asked, as in “5 to 6 October”.

    None for one day, and for a month or week that only has these days in it.
    """
    last_id, text = _LAST_DAYS.get(spec.id), turn.incoming.text.strip()
    if last_id is None or read_period(tidy(text), today=turn.today):
        return None
    found = read_date_range(text, language=locale_of(turn), today=turn.today)
    if found is None or found[0] == found[1]:
        return None
    return {spec.id: found[0], last_id: found[1]}


def locale_of(turn: Turn) -> str:
    """The locale decides on the order of day and month; the language alone does when the channel
    gave none.
    """
    locale = turn.incoming.locale or ""
    return locale if locale.startswith(turn._.language) else turn._.language


def _read_money(turn: Turn, spec: FieldSpec, text: str, currency: str) -> object | None:
    return read_money(spec, text, currency, locale_of(turn))


_UNITS = r"(?:hours?|hrs?|h|pieces?|pcs|units?|ea|시간|개|장|부|대|권|매)?"
_COUNT = pattern(rf"([\d.,' ]+?) ?{_UNITS}", re.IGNORECASE)
_HOURS_MINUTES = pattern(r"(\d+) ?(?:hours?|hrs?|h|시간) ?(\d+) ?(?:minutes?|min|m|분)", re.I)


def _read_count(turn: Turn, spec: FieldSpec, text: str, currency: str) -> object | None:
    """A number with or without its unit: 7.5, “16 hours”, “7시간 30분”."""
    both = _HOURS_MINUTES.fullmatch(text[:40])
    if both and int(both[2]) < 60:
        return (Decimal(both[1]) + Decimal(both[2]) / 60).quantize(Decimal("0.01"))
    plain = _COUNT.fullmatch(text[:40])
    return read_amount(plain[1], currency="", language=locale_of(turn)) if plain else None


def _read_tick(turn: Turn, spec: FieldSpec, text: str, currency: str) -> object | None:
    """“true” or “false”; words of consent count too."""
    if text in ("true", "false"):
        return text
    if text.casefold().strip(" .!") in _CONSENT:
        return "true"
    numbered = read_choice(text, [("true", turn._("Yes")), ("false", turn._("No"))])
    answer = read_yes_no(text)
    return numbered if answer is None else str(answer).lower()


_CONSENT = frozenset(
    ("i confirm", "i confirm this", "confirm", "confirmed", "확인합니다", "동의합니다", "맞습니다")
)


def _read_whole(turn: Turn, spec: FieldSpec, text: str, currency: str) -> object | None:
    found = read_integer(text)
    return only_number(text) if found is None and not denies(text) else found


def choice_titles(turn: Turn, spec: FieldSpec) -> list[tuple[str, str]]:
    """Value and title of each choice, in the partner's language."""
    return [(value, turn.words(label)) for value, label in spec.choices]


def denies(text: str) -> bool:
    """Whether something is denied in a text, so that what it names need not be meant."""
    return _DENIES.search(text) is not None


def _read_one(turn: Turn, spec: FieldSpec, text: str, currency: str) -> object | None:
    if spec.id == "currency":
        return None if denies(text) else read_code(spec, text)
    titles = choice_titles(turn, spec)
    chosen = read_choice(text, titles)
    if chosen is not None and denies(text) and text not in dict(titles).values():
        return None  # “not USD” is no USD
    named = None
    if chosen is None and spec.id == "incentive_activity":
        named = activity_named(text, turn.house.catalog)
    elif chosen is None and spec.id == "program_location":
        named = _program_named(text, spec, turn.house.catalog)
    return named if named in {value for value, _label in spec.choices} else chosen


_DENIES = pattern(
    r"\b(?:not|no|never|isn|wasn|except|but)\b|n['’]t\b|아니|아닙|말고|빼고|제외", re.IGNORECASE
)
_ASKS_OR_DENIES = pattern(r"[?？]|\bnot\b|n['’]t\b|아니|말고", re.IGNORECASE)


def _program_named(text: str, spec: FieldSpec, catalog: Catalog) -> str | None:
    """The one choice of program and location whose program is called like this, also in a sentence
    that neither asks nor denies.
    """
    if _ASKS_OR_DENIES.search(text):
        return None
    names = []
    for value, _label in spec.choices:
        synonyms = catalog.programs[value.partition("|")[0]].synonyms
        names += [(value, word) for word in (*synonyms.en, *synonyms.ko)]
    return read_choice(text, names)


def _read_several(turn: Turn, spec: FieldSpec, text: str, currency: str) -> object | None:
    titles = choice_titles(turn, spec)
    joiners = text.replace(" and ", ",").replace("와 ", ",").replace("과 ", ",").replace("/", ",")
    parts = [part for part in joiners.replace(";", ",").split(",") if part.strip()]
    found = [read_choice(part, titles) for part in parts]
    return tuple(dict.fromkeys(v for v in found if v)) if found and all(found) else None


def _read_yes_no(turn: Turn, spec: FieldSpec, text: str, currency: str) -> object | None:
    if text in ("yes", "no"):
        return (text,)
    answer = read_yes_no(text)
    return None if answer is None else (("yes",) if answer else ("no",))


_READERS = {
    FieldKind.DATE: _read_day,
    FieldKind.AMOUNT: _read_money,
    FieldKind.INTEGER: _read_whole,
    FieldKind.CHOICE: _read_one,
    FieldKind.MULTICHOICE: _read_several,
    FieldKind.YESNO: _read_yes_no,
    FieldKind.NUMBER: _read_count,
    FieldKind.TICK: _read_tick,
}

_EXPECTED = {
    FieldKind.DATE: "I could not read this as one day. Please write it like 2026-03-31 or 31 "
    "March 2026.",
    FieldKind.AMOUNT: "I could not read this as one amount. Please write it like 1200.50, "
    "without words.",
    FieldKind.INTEGER: "I could not read this as a whole number. Please write it like 250.",
    FieldKind.CHOICE: "I could not match this with one of the options. Please choose one of them.",
    FieldKind.MULTICHOICE: "I could not match this with the options. Please choose from them.",
    FieldKind.YESNO: "Please answer yes or no.",
    FieldKind.NUMBER: "I could not read this as a number. Please write it like 7.5.",
    FieldKind.TICK: "Please answer yes or no.",
}


def show_value(turn: Turn, spec: FieldSpec, value: object | None, currency: str) -> str:
    """A stored value as an input shows it (ISO date, plain amount, comma-joined choices), so that
    `read_field` reads it back.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return typed_amount(value, currency if spec.kind is FieldKind.AMOUNT else "")
    if isinstance(value, tuple):
        return ",".join(str(v) for v in value)
    return str(value)


def line_values(values: Answers) -> dict[str, object]:
    """Answers of the expense step with the defaults that were left open."""
    tax = values.get("tax")
    filled = dict(values)
    filled["tax"] = tax if isinstance(tax, Decimal) else Decimal(0)
    if filled.get("claimed") is None:
        gross = filled.get("tax_is_cost") == ("yes",)
        net = filled["net"]
        filled["claimed"] = net + filled["tax"] if gross else net  # type: ignore[operator] # both were checked to be amounts
    return filled


def open_cost_field(specs: tuple[FieldSpec, ...], typed: Mapping[str, str]) -> FieldSpec | None:
    """The first field of a cost that still needs an answer, given what was typed so far."""
    for spec in specs:
        by_vendor = typed.get("source", "third_party") == "third_party"
        wanted = spec.required or (spec.id == "vendor_name" and by_vendor)
        if wanted and spec.id not in typed:
            return spec
    return None
