"""The catalog's self-check: every reference leads somewhere, every rule names its origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from bot.domain.catalog.book import Catalog
from bot.domain.catalog.guidance import AddedAnswer, Guidance
from bot.domain.catalog.requirements import DocumentRequirement, Question
from bot.domain.catalog.values import IncentiveActivity, Program
from bot.domain.catalog.wording import Sourced
from bot.domain.claim import Value

Mistake = tuple[str, str, str]
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def contradictions_in(catalog: Catalog) -> Iterator[Mistake]:
    """What does not fit together, as (section, key, message), in catalog order."""
    yield from _provenance(catalog)
    yield from _formats(catalog)
    for question in catalog.questions.values():
        yield from _in("questions", question.id, _question(question))
    for program in catalog.programs.values():
        yield from _in("programs", program.code, _program(catalog, program))
    for activity in catalog.activities.values():
        yield from _in("activities", activity.code, _activity(catalog, activity))
    for guidance in catalog.guidance.values():
        yield from _in("guidance", guidance.id, _guidance(catalog, guidance))
    for answer in catalog.answers.values():
        yield from _in("answers", answer.id, _answer(answer))
    for month, rates in catalog.rates.items():
        yield from _in("rates", month, _rates(catalog, month, rates))
    if not catalog.rates:
        yield "rates", "tag", "give at least one month"


def _in(section: str, key: str, messages: Iterable[str]) -> Iterator[Mistake]:
    return ((section, key, message) for message in messages)


def _provenance(catalog: Catalog) -> Iterator[Mistake]:
    tables: dict[str, Mapping[str, Value]] = {
        "programs": catalog.programs,
        "activities": catalog.activities,
        "kinds": catalog.kinds,
        "questions": catalog.questions,
        "expense_types": catalog.expense_types,
        "ineligible": catalog.ineligible,
        "clocks": catalog.clocks,
        "guidance": catalog.guidance,
        "particulars": catalog.particulars,
        "answers": catalog.answers,
    }
    for section, table in tables.items():
        for key, value in table.items():
            yield from _in(section, key, _unsourced(catalog, value))
    for contradiction in catalog.contradictions:
        yield from _in("contradictions", contradiction.topic.en, _unsourced(catalog, contradiction))
    yield from _in("files", "tag", _unsourced(catalog, catalog.files))


def _unsourced(catalog: Catalog, value: Value) -> Iterator[str]:
    """Rules in a value, at any depth, that name no source or one we do not list."""
    if isinstance(value, Sourced):
        if value.provenance != "assumed" and not value.source:
            yield f'provenance "{value.provenance}" needs a source, such as "published S2"'
        yield from (f'source "{s}" is not listed' for s in value.source if s not in catalog.sources)
    for inner in vars(value).values():
        if isinstance(inner, tuple):
            for item in inner:
                if isinstance(item, Value):
                    yield from _unsourced(catalog, item)


def _formats(catalog: Catalog) -> Iterator[Mistake]:
    allowed = set(catalog.files.extensions)
    for kind in catalog.kinds.values():
        stray = [extension for extension in kind.formats if extension not in allowed]
        if stray:
            yield "kinds", kind.code, f"formats: {', '.join(stray)} not among files.extensions"
        if not kind.formats and not kind.takes_link:
            yield "kinds", kind.code, "formats: neither a file nor a link answers it"


def _question(question: Question) -> Iterator[str]:
    values = [choice.value for choice in question.choices]
    if len(set(values)) != len(values):
        yield "choices: a value is given twice"
    if question.kind == "yesno" and set(values) != {"yes", "no"}:
        yield 'choices: a yes-no question has "yes" and "no"'
    if not 1 <= question.minimum <= len(values):
        yield "minimum: more than there are choices"


def _program(catalog: Catalog, program: Program) -> Iterator[str]:
    yield from _unknown("currencies", program.currencies, catalog.currencies)
    if program.route != "coop" and program.route_note is None:
        yield "route_note: say what to do instead"
    if program.is_surface != bool(program.surface_items):
        yield "surface_items: a Surface program, and only that, lists its items"


def _activity(catalog: Catalog, activity: IncentiveActivity) -> Iterator[str]:
    yield from _unknown("category", [activity.category], catalog.categories)
    yield from _unknown("expense_types", activity.expense_types, catalog.expense_types)
    yield from _unknown("questions", activity.questions, catalog.questions)
    yield from _unknown("excluded_programs", activity.excluded_programs, catalog.programs)
    for cap in activity.caps:
        yield from _unknown("caps", cap.expense_types, activity.expense_types)
    metrics = [metric.id for metric in activity.metrics]
    yield from _unknown("metrics", [m.not_below for m in activity.metrics if m.not_below], metrics)
    ids = [row.requirement_id for row in activity.requirements]
    if len(set(ids)) != len(ids):
        yield "requirements: a requirement_id is given twice"
    for row in activity.requirements:
        for message in _requirement(catalog, activity, row):
            yield f'requirement "{row.requirement_id}": {message}'


def _guidance(catalog: Catalog, guidance: Guidance) -> Iterator[str]:
    yield from _unknown("clocks", guidance.clocks, catalog.clocks)
    known = [contradiction.id for contradiction in catalog.contradictions]
    yield from _unknown("contradictions", guidance.contradictions, known)


def _answer(answer: AddedAnswer) -> Iterator[str]:
    if not answer.utterances.all:
        yield "utterances: write at least one question"


def _requirement(
    catalog: Catalog, activity: IncentiveActivity, row: DocumentRequirement
) -> Iterator[str]:
    yield from _unknown("kinds", row.kinds, catalog.kinds)
    yield from _unknown("when", row.when, activity.questions)
    for code, values in row.when.items():
        question = catalog.questions.get(code)
        if question:
            yield from _unknown("when", values, [choice.value for choice in question.choices])
    if row.cost_source and row.cost_source not in activity.expense_sources:
        yield f'cost_source: "{row.cost_source}" is not among expense_sources'
    yield from _unknown("formats", row.formats, catalog.files.extensions)


def _rates(catalog: Catalog, month: str, rates: Mapping[str, Decimal]) -> Iterator[str]:
    if not _MONTH.fullmatch(month):
        yield 'write the month like "2026-07"'
    yield from _unknown("currency", rates, catalog.currencies)


def _unknown(field: str, named: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    there = set(known)
    return (f'{field}: there is no "{name}"' for name in named if name not in there)
