"""What holds for every program, activity, document and question of the catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from typing import Any

import pytest
from babel.core import get_global

from bot.catalog import load_catalog
from bot.domain.catalog import LocalText, Sourced
from bot.domain.claim import Value
from bot.text import minor_digits

CATALOG = load_catalog()
ACTIVITIES = pytest.mark.parametrize("activity", CATALOG.activities.values(), ids=lambda a: a.code)
ROWS = [(a, row) for a in CATALOG.activities.values() for row in a.requirements]
EVERY_ROW = pytest.mark.parametrize(
    ("activity", "row"), ROWS, ids=[f"{a.code}-{row.requirement_id}" for a, row in ROWS]
)
TODAY = date(2026, 11, 23)
NAMES = {"FY20 H1", "FY21 H1", "Microsoft", "SMS"}
EXPECTED_ACTIVITIES = {
    "DG_TVRADIO",
    "DG_PRINT",
    "DG_DIGITAL",
    "DG_DIRECT",
    "DG_WEB",
    "DG_SYNDICATED",
    "DG_MULTITOUCH",
    "DG_SOCIAL",
    "DG_BESTPRACTICE",
    "DG_STRATEGY",
    "MD_TELE",
    "MD_SEMINAR",
    "MD_TRADESHOW",
    "MD_OFFER",
    "MD_SPIFF",
    "MD_CHAMP",
    "MD_POC",
    "MD_EPP",
    "MD_SOLUTION",
    "MD_MIGRATION",
    "PR_MPN",
    "PR_EXAM",
    "PR_INTERNAL",
    "PR_ONDEMAND",
    "PR_CONF",
    "PR_DEMO",
}


def every_value(value: Any) -> Iterator[Value]:
    """The value and all values in it, at any depth."""
    if isinstance(value, Value):
        yield value
        for _, inner in value:
            yield from every_value(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from every_value(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from every_value(inner)


def test_every_activity_of_the_program_guides_is_there():
    assert set(CATALOG.activities) == EXPECTED_ACTIVITIES


def test_every_text_speaks_both_languages():
    texts = [value for value in every_value(CATALOG) if isinstance(value, LocalText)]
    silent = [t for t in texts if not re.search("[가-힣]", t.ko) and t.ko not in NAMES]
    mixed = [t for t in texts if re.search("[가-힣]", t.en)]

    assert len(texts) > 500
    assert silent == []
    assert mixed == []


def test_every_rule_says_where_it_comes_from():
    rules = [value for value in every_value(CATALOG) if isinstance(value, Sourced)]
    nameless = [r for r in rules if r.provenance != "assumed" and not r.source]
    strange = {source for rule in rules for source in rule.source} - set(CATALOG.sources)

    assert len(rules) > 300
    assert nameless == []
    assert strange == set()


def test_all_sources_are_listed():
    assert set(CATALOG.sources) == {f"S{n}" for n in range(1, 43)} | {"S2n"}


@EVERY_ROW
def test_every_document_is_explained_in_whole_polite_sentences(activity, row):
    polite = re.compile(r"(니다|십시오)\.$")

    assert polite.search(row.why.ko), row.why.ko
    assert all(polite.search(check.ko) for check in row.reviewer_checks)
    assert row.why.en.endswith(".")
    assert row.name_hints == tuple(hint.lower() for hint in row.name_hints)


@EVERY_ROW
def test_every_document_can_be_sent(activity, row):
    assert row.formats or row.takes_link
    assert set(row.formats) <= set(CATALOG.files.extensions)
    assert all(kind in CATALOG.kinds for kind in row.kinds)


@EVERY_ROW
def test_every_condition_names_a_question_that_is_asked_and_a_value_it_has(activity, row):
    asked = {question.id: question for question in CATALOG.questions_for(activity.code)}

    for question, values in row.when.items():
        assert question in asked
        assert values
        assert all(asked[question].choice(value) for value in values)


@ACTIVITIES
def test_every_question_of_an_activity_decides_something(activity):
    deciding = {question for row in activity.requirements for question in row.when}

    assert set(activity.questions) == deciding


@ACTIVITIES
def test_every_cost_source_of_an_activity_has_its_evidence(activity):
    for source in activity.expense_sources:
        rows = CATALOG.requirements(activity.code, {}, {source})
        assert any(row.cost_source for row in rows), source


@ACTIVITIES
def test_who_did_the_work_is_asked_wherever_both_answers_are_possible(activity):
    both = {"third_party", "in_house"} <= set(activity.expense_sources)

    assert ("work_by" in activity.questions) == both
    assert both == (activity.code not in {"PR_MPN", "PR_EXAM", "PR_ONDEMAND", "PR_CONF"})


@ACTIVITIES
def test_whatever_is_answered_some_document_proves_the_activity_and_its_cost(activity):
    questions = CATALOG.questions_for(activity.code)
    for chosen in product(*(possible_answers(question) for question in questions)):
        answers = dict(zip(activity.questions, chosen, strict=True))
        rows = CATALOG.requirements(activity.code, answers)
        assert any(row.cost_source for row in rows), answers
        assert activity.code in {"PR_MPN", "PR_EXAM", "PR_ONDEMAND"} or any(
            not row.cost_source for row in rows
        ), answers
        assert not any(row.on_request for row in rows)


def possible_answers(question):
    values = [choice.value for choice in question.choices]
    several = [c for n in range(1, len(values) + 1) for c in combinations(values, n)]
    return [answer for answer in several if question.accepts(answer)]


@pytest.mark.parametrize("question", CATALOG.questions.values(), ids=lambda q: q.id)
def test_every_question_can_be_answered_and_is_asked(question):
    assert possible_answers(question)
    assert any(question.id in activity.questions for activity in CATALOG.activities.values())


@ACTIVITIES
def test_a_preapproval_is_asked_for_where_it_is_a_duty(activity):
    kinds = {kind for row in activity.requirements for kind in row.kinds}

    assert activity.needs_preapproval == ("PREAPPROVAL" in kinds)


@ACTIVITIES
def test_caps_stand_where_they_are_published(activity):
    capped = {"DG_SYNDICATED", "MD_OFFER", "MD_SPIFF", "MD_CHAMP", "PR_CONF", "PR_DEMO"}

    assert bool(activity.caps) == (activity.code in capped)


@ACTIVITIES
def test_every_activity_is_recognized_by_many_words_of_both_languages(activity):
    assert len(activity.synonyms.en) >= 4
    assert len(activity.synonyms.ko) >= 4
    assert all(word == word.lower() for word in activity.synonyms.en)


def test_no_word_means_two_activities():
    owners: dict[str, set[str]] = {}
    for activity in CATALOG.activities.values():
        for word in activity.synonyms.all:
            owners.setdefault(word, set()).add(activity.code)
    shared = {word: codes for word, codes in owners.items() if len(codes) > 1}

    assert shared == {}


@pytest.mark.parametrize("cost", CATALOG.expense_types.values(), ids=lambda cost: cost.code)
def test_every_cost_belongs_to_an_activity_and_is_recognized(cost):
    assert any(cost.code in activity.expense_types for activity in CATALOG.activities.values())
    assert cost.synonyms.en
    assert cost.synonyms.ko


def test_alcohol_is_named_wherever_catering_is_paid():
    for activity in CATALOG.activities.values():
        named = {cost.code for cost in activity.ineligible}
        assert "catering" not in activity.expense_types or "alcohol" in named


@pytest.mark.parametrize("program", CATALOG.programs.values(), ids=lambda program: program.code)
def test_every_program_is_filed_here_or_says_where_it_is_filed(program):
    assert (program.route == "coop") == (program.route_note is None)
    assert (program.route == "coop") == bool(CATALOG.activities_for(program.code, TODAY))
    assert program.synonyms.en
    assert program.synonyms.ko
    assert set(program.currencies) <= set(CATALOG.currencies)


def test_the_programs_and_thresholds_of_the_table():
    thresholds = {p.code: p.threshold_usd for p in CATALOG.coop_programs()}

    assert {code for code, usd in thresholds.items() if usd == 10000} == {
        "CSP_DIRECT",
        "CSP_IP",
        "CSP_IR",
    }
    assert [code for code, usd in thresholds.items() if usd is None] == ["MANAGED_RESELLER"]
    assert len(thresholds) == 13


def test_surface_programs_list_their_items():
    items = {p.code: p.surface_items for p in CATALOG.programs.values() if p.is_surface}

    assert items == {"SURFACE_ADD": ("ADD-HUB", "ADD-PC"), "SURFACE_ADR": ("ADR-HUB",)}


def test_telemarketing_counts_calls_and_contacts():
    calls, contacts = CATALOG.activities["MD_TELE"].metrics

    assert (calls.kind, contacts.kind) == ("integer", "integer")
    assert calls.not_below == contacts.id


def test_a_summary_of_results_has_a_field_and_a_file():
    for activity in CATALOG.activities.values():
        if any(metric.kind == "text" for metric in activity.metrics):
            assert any(row.kinds == ("RESULTS",) for row in activity.requirements), activity.code


@pytest.mark.parametrize("currency", CATALOG.currencies)
def test_every_currency_has_the_decimals_that_are_shown_and_read(currency):
    assert CATALOG.minor_units(currency) == minor_digits(currency)


def test_every_currency_in_use_is_offered_but_where_nobody_is_paid():
    today, used = date(2026, 1, 1), set()
    for currencies in get_global("territory_currencies").values():
        for code, _first, last, is_tender in currencies:
            if is_tender and (last is None or date(*last) >= today):
                used.add(code)
    gone = {"ANG", "BGN", "CUC", "HRK", "SLL"}  # Babel 2.9 is older than their end
    without_payment = {"CUP", "IRR", "KPW", "SYP"}

    assert used - gone - without_payment <= set(CATALOG.currencies)
    assert without_payment.isdisjoint(CATALOG.currencies)


def test_minor_units_and_rates_are_those_of_the_list():
    decimals = CATALOG.currencies.values()

    assert set(decimals) == {0, 2, 3}
    assert [c for c, n in CATALOG.currencies.items() if n == 3] == [
        "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
    ]  # fmt: skip
    for month, rates in CATALOG.rates.items():
        assert set(list(CATALOG.currencies)[1:22]) <= set(rates), month


def test_files_that_partners_often_send_are_told_what_to_do_instead():
    hints = CATALOG.files.refused_hints

    assert {"hwp", "hwpx", "heic", "eml", "zip", "mp4", "mov", "txt", "tif", "webp"} <= set(hints)
    assert not set(hints) & set(CATALOG.files.extensions)
    assert CATALOG.files.max_file_bytes == 10 * 1024 * 1024


def test_the_contradictions_of_the_published_texts_are_admitted():
    assert len(CATALOG.contradictions) == 10
    assert all(c.source for c in CATALOG.contradictions)
