"""Every intent has an answer in both languages, with its sources, and nothing made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.answers import INTENT_TITLES, Answers, Case, choices_of
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.partner import Contact, Funds, Partner
from bot.understanding import INTENTS, Outcome, Recognition, SmallTalk

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
Meant = Callable[..., Recognition]
Cases = Callable[..., Case]

NO_RULE_BEHIND = {"cancel", "help", "out_of_scope", "resume_claim"}
ASHA = Contact(
    contact_id="c1",
    tenant_id="t",
    object_id="o",
    name="Asha",
    partner=Partner(partner_id="p1", name="Contoso"),
)


def a_claim(**more: object) -> Claim:
    given = {"claim_id": "k1", "partner_id": "p1", "owner_id": "c1", "program": "CSP_IR"}
    return Claim.model_validate({**given, "created_at": NOW, "changed_at": NOW, **more})


def funds(**more: object) -> Funds:
    given = {
        "partner_id": "p1",
        "location_id": "1",
        "program": "CSP_IR",
        "usage_period": "2026-H2",
        "currency": "USD",
        "earned": Decimal(20000),
        "claimed": Decimal(0),
        "remaining": Decimal(20000),
        "as_of": NOW,
    }
    return Funds.model_validate({**given, **more})


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_is_answered_with_its_origin(
    intent: str, language: str, answers: Answers, case: Cases, meant: Meant
) -> None:
    answer = answers.answer(meant(intent), case(language))

    assert answer.title
    assert answer.lines or answer.bullets or answer.facts
    assert bool(answer.origins) == (intent not in NO_RULE_BEHIND)
    assert INTENT_TITLES[intent]
    if language == "ko":
        assert any("가" <= char <= "힣" for char in answer.title + "".join(answer.lines))


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("intent", ["deadline", "payment", "dispute", "cpor", "csr_help"])
def test_contradictions_are_admitted(
    intent: str, language: str, answers: Answers, case: Cases, meant: Meant
) -> None:
    doubts = " ".join(answers.answer(meant(intent), case(language)).doubts)

    assert "(1)" in doubts
    assert "(2)" in doubts


def test_a_deadline_is_worked_out_for_the_day_in_both_zones(
    answers: Answers, case: Cases, meant: Meant
) -> None:
    day = date(2026, 8, 3)
    answer = answers.answer(meant("deadline", first_day=day, last_day=day), case())

    assert "open until 15 February 2027" in answer.lines[0]
    assert "15 February 2027, 23:59 (Los Angeles, PST)" in answer.plain
    assert "16 February 2027, 16:59 (Seoul, KST)" in answer.plain
    assert "14 February 2027" in answer.plain


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (date(2026, 5, 12), date(2026, 5, 12), "closed on 15 August 2026"),
        (date(2027, 1, 5), date(2027, 1, 5), "too early to submit"),
        (date(2026, 6, 29), date(2026, 7, 2), "two usage periods"),
    ],
)
def test_a_day_out_of_the_window_is_told(
    first: date, last: date, says: str, answers: Answers, case: Cases, meant: Meant
) -> None:
    assert says in answers.answer(meant("deadline", first_day=first, last_day=last), case()).plain


def test_retention_is_worked_out_and_clamped(answers: Answers, case: Cases, meant: Meant) -> None:
    day = date(2024, 2, 29)
    answer = answers.answer(meant("retention", first_day=day, last_day=day), case())

    assert "28 February 2026" in answer.lines[0]


def test_the_cap_is_worked_out_for_the_partners_funds(
    answers: Answers, case: Cases, meant: Meant
) -> None:
    found = meant("eligible_expenses", activity="MD_CHAMP", amount=Decimal(12000), currency="USD")
    answer = answers.answer(found, case(contact=ASHA, funds=(funds(),)))

    assert "USD 10,000.00" in answer.plain
    assert "USD 12,000.00 is more than you can claim now" in answer.plain


@pytest.mark.parametrize(
    ("language", "text"), [("en", "can I claim the wine?"), ("ko", "술값도 되나요?")]
)
def test_alcohol_is_never_reimbursed(
    language: str, text: str, answers: Answers, case: Cases, meant: Meant, catalog: object
) -> None:
    answer = answers.answer(meant("eligible_expenses"), case(language), text)

    assert answer.title in ("Not reimbursed", "환급되지 않는 비용")


def test_a_cost_outside_the_list_is_not_promised(
    answers: Answers, case: Cases, meant: Meant
) -> None:
    found = meant("eligible_expenses", activity="DG_DIGITAL", expense="hotel")

    assert "is not in the list of eligible costs" in answers.answer(found, case()).lines[0]


def test_a_refused_file_type_says_what_to_do_instead(
    answers: Answers, case: Cases, meant: Meant
) -> None:
    text = "can I send hwp files of 30 MB?"
    answer = answers.answer(meant("file_formats"), case(), text)

    assert "No, .hwp is not accepted. Open the Hangul document" in answer.plain
    assert "30 MB is too large" in answer.plain


def test_another_partners_claim_is_not_confirmed(
    answers: Answers, case: Cases, meant: Meant
) -> None:
    found = meant("claim_status", claim="CL-1042")
    answer = answers.answer(found, case(contact=ASHA))

    assert answer.title == "I cannot find this claim among yours"
    assert "CL-1042" not in answer.plain


def test_payment_is_due_45_business_days_after_approval(
    answers: Answers, case: Cases, meant: Meant
) -> None:
    approved = datetime(2022, 3, 7, 20, tzinfo=UTC)
    claim = a_claim(status=ClaimStatus.APPROVED, status_since=approved)
    answer = answers.answer(meant("payment"), case(contact=ASHA, claim=claim))

    assert "9 May 2022" in answer.lines[0]


def test_a_program_without_coop_claims_is_sent_to_its_own_road(
    answers: Answers, case: Cases, meant: Meant
) -> None:
    answer = answers.answer(meant("file_claim", program="OSU_M365"), case())

    assert "CPOR" in answer.title
    assert not any(offer.kind == "claim.start" for offer in answer.offers)


def test_what_was_said_goes_with_the_start_button(answers: Answers, case: Cases) -> None:
    text = "We ran a webinar with an agency on 3 August for 12,000 euro"
    answer = answers.answer(answers.understand(text, case()), case(), text)

    assert answer.offers[0].arguments == {
        "activity": "MD_SEMINAR",
        "currency": "EUR",
        "amount": "12000",
        "from": "2026-08-03",
        "to": "2026-08-03",
        "conditions": answer.offers[0].arguments["conditions"],
    }
    assert "work_by=third_party" in answer.offers[0].arguments["conditions"]


def test_an_unsure_question_offers_what_it_may_have_been(
    answers: Answers, case: Cases, meant: Meant
) -> None:
    found = Recognition(
        intent="deadline",
        confidence=0.4,
        alternatives=(("deadline", 0.4), ("payment", 0.35), ("out_of_scope", 0.1)),
        slots=meant("deadline").slots,
        outcome=Outcome.ASK,
        language="en",
    )
    answer = answers.answer(found, case())

    assert choices_of(found) == ("deadline", "payment")
    assert [offer.arguments.get("intent") for offer in answer.offers[:2]] == ["deadline", "payment"]


@pytest.mark.parametrize("talk", list(SmallTalk))
def test_small_talk_gets_a_sensible_reply_and_a_way_forward(
    talk: SmallTalk, answers: Answers, case: Cases, meant: Meant
) -> None:
    plain = meant("out_of_scope", Outcome.CANNOT)
    found = Recognition(**{f: getattr(plain, f) for f in plain.__slots__} | {"smalltalk": talk})
    answer = answers.answer(found, case())

    assert any(offer.kind == "claim.start" for offer in answer.offers)


@pytest.mark.parametrize("key", ["guidebook", "why_rejected", "rebate_or_coop"])
def test_an_added_answer_wins_for_its_own_questions(
    key: str, answers: Answers, case: Cases, catalog: object
) -> None:
    from bot.catalog import load_catalog

    added = load_catalog().answers[key]
    for language, texts in (("en", added.utterances.en), ("ko", added.utterances.ko)):
        for text in texts:
            found = answers.understand(text, case(language))

            assert found.extra == key
            assert answers.answer(found, case(language)).lines == (added.text.get(language),)


@pytest.mark.parametrize(
    "text", ["잔액 얼마 남았어요?", "서류는 언제까지 보관해야 하나요", "어떤 서류가 필요해요?"]
)
def test_a_korean_question_without_an_activity_has_none(
    text: str, answers: Answers, case: Cases
) -> None:
    assert answers.understand(text, case("ko")).slots.activity == ""
