"""A question about one point gets that point first, and is told where nothing is published."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.answers import Answer, Answers, Case
from bot.domain.catalog import Catalog
from bot.understanding import INTENTS, Outcome, QuestionContext, Slots

Cases = Callable[..., Case]

ASKED = {
    "en": {
        "can the cfo e-sign": "signed electronically",
        "is VAT covered": "VAT that you can recover is not a cost",
        "does the invoice need to be in English?": "No language is prescribed",
        "can the invoice be addressed to our subsidiary": "An affiliate",
        "is a credit card statement enough": "No: a card or bank statement is no invoice",
        "is a photo of the invoice ok": "Yes: a photo or scan",
        "how many photos of the booth do I need": "No number is prescribed",
        "can the deadline be extended": "No extension is published",
        "the deadline is on a sunday, does it roll over to monday?": "does not move",
        "do unused funds roll over": "No: funds without an activity",
        "what happens after I submit": "reviewed within 2 business days",
        "can I combine two events in one claim": "No: one claim is for one activity",
        "how long do I have to dispute": "within 30 days",
        "who can submit a claim": "Incentives admins and incentives users",
        "can I edit after submission": "After submission a claim is locked",
        "where do I find my location ID": "formerly MPN ID",
        "when do I get paid": "within 45 business days of approval",
        "what is the claim deadline?": "can be claimed until",
        "my claim was approved on 7 March 2022, when do I get paid?": "due by 9 May 2022",
        "webp screenshots ok?": "No, .webp is not accepted",
        "are taxis covered": "taxis",
        "can we claim a taxi in a seminar": "not in the list of eligible costs",
        "I earned 9,400 co-op as CSP indirect reseller, can I claim": "no co-op claim is possible",
        "can I send a link instead of a screenshot?": "A link is taken only where",
        "how many characters can the description have?": "20 to 2,000 characters",
        "can a campaign run over two months?": "may run over several months",
        "do I need an agenda for a trade show": "Yes, it is needed: Agenda",
        "can my coworker take over my draft": "A colleague with an incentives role",
    },
    "ko": {
        "CSR에 전자 서명 가능한가요": "전자 서명할 수 있습니다",
        "부가세도 환급되나요": "환급받을 수 있는 부가세",
        "송장을 번역해야 하나요": "번역도 요구되지 않습니다",
        "카드 매출전표로 되나요": "아니요, 카드 전표",
        "부스 사진 몇 장 필요해요": "정해진 수량은 없습니다",
        "기한 연장 되나요": "연장에 관해 공개된 규정은 없습니다",
        "안 쓴 자금은 이월되나요": "아니요, 사용 기간이 끝날 때까지",
        "행사 두 개를 한 클레임에 넣어도 되나요": "활동 하나만",
        "도장 찍어야 하나요": "직인이나 도장은 요구하지 않습니다",
        "술은요?": "주류는 환급되지 않습니다",
        "팀원한테 클레임 넘길 수 있나요": "동료가 이어서 작성할 수 있습니다",
        "웨비나 참석자 명단 필요해요?": "네, 필요합니다: 온라인 행사 참석 기록",
    },
}
UNPUBLISHED = ("can the cfo e-sign", "does the invoice need to be in English?", "is VAT covered")


def _ask(answers: Answers, text: str, case: Case) -> tuple[Outcome, Answer]:
    found = answers.understand(text, case)
    return found.outcome, answers.answer(found, case, text)


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [(language, text, first) for language in ASKED for text, first in ASKED[language].items()],
)
def test_the_point_that_was_asked_comes_first(
    language: str, text: str, first: str, answers: Answers, case: Cases
) -> None:
    outcome, answer = _ask(answers, text, case(language))

    assert outcome is Outcome.ANSWER
    assert first in answer.lines[0]
    assert answer.origins


@pytest.mark.parametrize("text", UNPUBLISHED)
def test_where_nothing_is_published_that_is_said_and_whom_to_ask(
    text: str, answers: Answers, case: Cases
) -> None:
    _, answer = _ask(answers, text, case(support_contact="desk@contoso.example"))

    assert any("No published text says so" in line for line in answer.lines)
    assert any("desk@contoso.example" in line for line in answer.lines)
    assert "answer.person" in [offer.kind for offer in answer.offers]


def test_a_point_is_short_and_the_rest_is_a_button_away(answers: Answers, case: Cases) -> None:
    _, answer = _ask(answers, "can the cfo e-sign", case())

    assert answer.bullets == ()
    more = answer.offers[-1]
    assert (more.title, more.arguments) == (
        "More about this",
        {"intent": "csr_help", "whole": "yes"},
    )


def test_a_day_that_was_named_is_worth_more_than_the_general_point(
    answers: Answers, case: Cases
) -> None:
    _, answer = _ask(answers, "am I too late to claim 12 May 2026?", case())

    assert "12 May 2026" in answer.lines[0]


def test_every_point_is_of_intents_that_there_are(catalog: Catalog) -> None:
    for point in catalog.particulars.values():
        assert set(point.intents) <= set(INTENTS), point.id


@pytest.mark.parametrize(
    "text",
    [
        "대행사랑 같이 한 웨비나 12,000유로 신청",
        "사내 교육 건으로 청구 넣으려고 하는데 외부업체는 없었어요",
        "file a claim for the webinar we did with an agency in korea",
        "add Fabrikam's Teams workload to our partner ID",
    ],
)
def test_a_wish_is_no_question_about_a_point(text: str, answers: Answers, case: Cases) -> None:
    found = answers.understand(text, case("ko" if text[0] > "z" else "en"))

    assert not answers.is_particular(found, text)


def test_what_if_about_another_point_is_no_follow_up(answers: Answers, case: Cases) -> None:
    context = QuestionContext(last_intent="invoice_help", last_slots=Slots(document="INV_3P"))
    text = "what if the landing page is already offline?"

    found = answers.understand(text, case(), context)

    assert "How long a page must stay online" in answers.answer(found, case(), text).lines[0]


def test_proof_is_told_for_the_channel_that_was_named(answers: Answers, case: Cases) -> None:
    _, answer = _ask(answers, "email campaign what proof", case())

    told = " ".join(label for label, _ in answer.facts)
    assert "E-mail with dated header" in told
    assert "envelope" not in told


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "what do I need to show for email blasts", "Direct mail"),
        ("en", "need for SMS campaign?", "Direct mail"),
        ("en", "what's needed for training our own sales reps", "Internal training"),
        ("en", "what do I need for Microsoft content syndication", "syndicated"),
        ("en", "what's required for customer discount offer", "Customer offer"),
        ("ko", "고객 할인 행사 서류", "고객 제안"),
        ("ko", "영업사원 교육 증빙", "사내 교육"),
    ],
)
def test_documents_of_a_named_activity_are_told(
    language: str, text: str, title: str, answers: Answers, case: Cases
) -> None:
    outcome, answer = _ask(answers, text, case(language))

    assert outcome is Outcome.ANSWER
    assert answer.intent == "required_documents"
    assert title in answer.title


@pytest.mark.parametrize(
    "text", ["who won the trade show raffle", "Dell's team needs photos of the stand, forward them"]
)
def test_an_activity_alone_makes_no_question_about_documents(
    text: str, answers: Answers, case: Cases
) -> None:
    found = answers.understand(text, case())

    assert not (found.outcome is Outcome.ANSWER and found.intent == "required_documents")
