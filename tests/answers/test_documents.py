"""Which documents: the answer is the catalog, for every activity and every answered question."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.answers import Answers, Ask, Case
from bot.answers.documents import needed_for
from bot.catalog import load_catalog
from bot.domain.catalog import Catalog, Question
from bot.domain.claim import Claim, ClaimDocument
from bot.understanding import Recognition

ACTIVITIES = sorted(load_catalog().activities)
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
Meant = Callable[..., Recognition]
Cases = Callable[..., Case]


def answered_in_every_way(catalog: Catalog, activity: str) -> list[dict[str, tuple[str, ...]]]:
    questions = catalog.questions_for(activity)
    ways = [[(q.id, v) for v in values_of(q)] for q in questions]
    return [dict(chosen) for chosen in itertools.product(*ways)]


def values_of(question: Question) -> list[tuple[str, ...]]:
    values = [choice.value for choice in question.choices]
    if question.kind != "multichoice":
        return [(value,) for value in values]
    return [pair for pair in itertools.combinations(values, 2) if question.accepts(pair)]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("activity", ACTIVITIES)
def test_the_documents_of_a_case_are_those_of_the_catalog(
    activity: str, language: str, answers: Answers, catalog: Catalog, case: Cases, meant: Meant
) -> None:
    for conditions in answered_in_every_way(catalog, activity):
        found = meant("required_documents", activity=activity, conditions=conditions)
        answer = answers.answer(found, case(language))
        sure = catalog.requirements(activity, conditions)
        asked = [row for row in catalog.all_requirements(activity) if row.on_request]
        titles = [row.title.get(language) for row in (*sure, *asked)]

        assert [bullet.split(" — ")[0] for bullet in answer.bullets] == titles
        assert answer.origins
        assert answer.offers[0].arguments["activity"] == activity


@pytest.mark.parametrize("activity", ACTIVITIES)
def test_without_answers_every_document_is_named_once(
    activity: str, answers: Answers, catalog: Catalog, case: Cases, meant: Meant
) -> None:
    found = meant("required_documents", activity=activity)
    needed = needed_for(Ask(catalog, case(), found), activity, {})
    rows = (*needed.always, *needed.perhaps, *needed.on_request)

    assert sorted(r.requirement_id for r in rows) == sorted(
        r.requirement_id for r in catalog.all_requirements(activity)
    )
    assert len(answers.answer(found, case()).bullets) == len(rows)


def test_a_booth_built_by_our_own_staff_needs_a_csr_and_no_invoice(
    answers: Answers, case: Cases
) -> None:
    text = "What do I need for a trade show where our own staff built the booth?"
    found = answers.understand(text, case())
    answer = answers.answer(found, case(), text)

    assert any("CSR" in bullet for bullet in answer.bullets)
    assert not any("invoice (" in bullet.split(" — ")[0] for bullet in answer.bullets)
    assert not any(bullet.startswith("Third-party invoice") for bullet in answer.bullets)
    start = answer.offers[0]
    assert (start.kind, start.arguments["activity"]) == ("claim.start", "MD_TRADESHOW")
    assert start.arguments["conditions"] == "work_by=in_house"


def test_a_draft_is_told_what_it_still_misses(
    answers: Answers, catalog: Catalog, case: Cases, meant: Meant
) -> None:
    rows = catalog.requirements("DG_DIGITAL", {"work_by": ("third_party",)})
    document = ClaimDocument(
        document_id="d1",
        requirement_id=rows[0].requirement_id,
        name="invoice.pdf",
        received_at=NOW,
        received_from="c1",
    )
    claim = Claim(
        claim_id="c",
        partner_id="p",
        owner_id="o",
        created_at=NOW,
        changed_at=NOW,
        program="CSP_IR",
        incentive_activity="DG_DIGITAL",
        conditions={"work_by": ("third_party",)},
        documents=(document,),
    )
    answer = answers.answer(meant("required_documents"), case(claim=claim))

    assert f"{len(rows) - 1} documents are still missing" in answer.lines[0]
    assert "received: invoice.pdf" in answer.bullets[0]
    assert sum(bullet.endswith("— missing") for bullet in answer.bullets) == len(rows) - 1


def test_an_activity_that_is_closed_to_the_program_says_so(
    answers: Answers, case: Cases, meant: Meant, catalog: Catalog
) -> None:
    found = meant("required_documents", activity="MD_EPP")
    answer = answers.answer(found, case(program="SURFACE_ADD"))
    note = catalog.activities["MD_EPP"].excluded_note

    assert note is not None
    assert note.en in answer.lines


@pytest.mark.parametrize(
    ("language", "text", "case_words"),
    [
        ("en", "what papers for a webinar run by an agency?", "(held online, done by outside vend"),
        ("ko", "대행사가 진행한 웨비나 서류 뭐 필요해요?", "(온라인 진행, 외부 업체 수행)"),
        ("ko", "우편하고 문자로 보낸 DM은 무슨 서류가 필요한가요?", "우편 발송, SMS 발송"),
    ],
)
def test_the_case_is_told_in_its_answers_and_not_in_our_questions(
    language: str, text: str, case_words: str, answers: Answers, case: Cases
) -> None:
    asked = case(language)
    answer = answers.answer(answers.understand(text, asked), asked, text)

    assert any(case_words in line for line in answer.lines), answer.lines


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("activity", ACTIVITIES)
def test_no_condition_is_told_with_its_question(
    activity: str, language: str, answers: Answers, catalog: Catalog, case: Cases, meant: Meant
) -> None:
    questions = [question.text.get(language) for question in catalog.questions_for(activity)]
    for conditions in ({}, *answered_in_every_way(catalog, activity)):
        found = meant("required_documents", activity=activity, conditions=conditions)
        told = answers.answer(found, case(language)).plain

        assert not [words for words in questions if words in told]
        assert "→" not in told
