"""Slots in sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from bot.catalog import load_catalog
from bot.understanding import QuestionContext, Recognition

Recognize = Callable[..., Recognition]


def test_one_sentence_fills_activity_vendor_day_and_amount(recognize: Recognize) -> None:
    slots = recognize("We ran a webinar with an agency on 3 March for 12,000 euro").slots

    assert slots.as_json() == {
        "activity": "MD_SEMINAR",
        "currency": "EUR",
        "first_day": "2026-03-03",
        "last_day": "2026-03-03",
        "amount": "12000",
        "conditions": {"online": ["yes"], "work_by": ["third_party"]},
    } | {key: value for key, value in slots.as_json().items() if key == "expense"}


@pytest.mark.parametrize("code", sorted(load_catalog().activities))
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_activity_is_found_by_its_title(
    recognize: Recognize, code: str, language: str
) -> None:
    title = load_catalog().activities[code].title.get(language)

    assert code in recognize(title, language=language).slots.activities


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("our booth from 3 to 5 march", None, None),
        ("it ran 3-5 March 2026", date(2026, 3, 3), date(2026, 3, 5)),
        ("3월 3일부터 3월 10일까지 캠페인", date(2026, 3, 3), date(2026, 3, 10)),
        ("the seminar last month", date(2026, 3, 1), date(2026, 3, 31)),
        ("어제 세미나 했어요", date(2026, 4, 19), date(2026, 4, 19)),
    ],
)
def test_days_are_read_from_a_sentence(
    recognize: Recognize, text: str, first: date | None, last: date | None
) -> None:
    slots = recognize(text).slots

    if first:
        assert (slots.first_day, slots.last_day) == (first, last)
    else:
        assert slots.last_day in {None, date(2026, 3, 5)}


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("claim $5k for telemarketing", Decimal(5000), "USD"),
        ("텔레마케팅 120만원", Decimal(1200000), "KRW"),
        ("EUR 1,250.50 for exams", Decimal("1250.50"), "EUR"),
        ("my pdf has 30 mb", None, ""),
    ],
)
def test_money_is_read_from_a_sentence(
    recognize: Recognize, text: str, amount: Decimal | None, currency: str
) -> None:
    slots = recognize(text).slots

    assert (slots.amount, slots.currency) == (amount, currency)


def test_a_claim_is_found_by_its_name(recognize: Recognize) -> None:
    context = QuestionContext(claim_names=("Spring Roadshow", "Ignite tickets"))

    assert recognize("status of spring roadshw", context=context).slots.claim == "Spring Roadshow"


def test_an_exam_number_is_no_claim(recognize: Recognize) -> None:
    assert recognize("fees for the az-104 exam").slots.claim == ""


def test_agency_and_staff_together_are_both(recognize: Recognize) -> None:
    slots = recognize("우리 직원이랑 대행사가 같이 부스를 만들었어요").slots

    assert slots.conditions["work_by"] == ("both",)


@pytest.mark.parametrize(
    "text",
    [
        "what papers for google ads we did ourselves without an agency?",
        "trade show, no outside agency involved",
        "we didn't use a vendor for the booth at the expo",
        "대행사 없이 전시회 부스를 만들었어요",
        "외주 안 쓰고 전시회 했어요",
    ],
)
def test_who_did_not_do_the_work_did_not_do_it(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.conditions["work_by"] == ("in_house",)


def test_a_condition_the_activity_does_not_ask_is_left_out(recognize: Recognize) -> None:
    slots = recognize("exam fees of our own staff").slots

    assert "work_by" not in slots.conditions


@pytest.mark.parametrize("text", ["call me back", "tell me what you're good at", "cpor 등록"])
def test_an_ordinary_word_is_no_cost(recognize: Recognize, text: str) -> None:
    assert recognize(text).slots.expense == ""


def test_to_stand_is_no_trade_show(recognize: Recognize) -> None:
    assert recognize("how does the arbitration stand").slots.activity == ""
    assert recognize("a photo of our stand").slots.activity == "MD_TRADESHOW"


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("is the invoice enough or do you need the attendee list", {"INV_3P", "ATTENDEES"}),
        ("인보이스랑 계약서 다 내야 하나요", {"INV_3P", "SOW"}),
        ("the receipt for the exam", {"INV_TRAIN"}),
        ("bill from Microsoft for the conference", {"INV_MS"}),
        ("screenshot of our website", {"SITE_PROOF"}),
        ("광고 캡처랑 발송 내역", {"AD_SHOT", "DIST_PROOF"}),
        ("계약서를 사진으로 받았어요", {"SOW"}),
        ("대행사 세금계산서가 왔어요", {"INV_3P"}),
        ("마소에 발행할 세금계산서", {"TAX_INVOICE"}),
        ("is a tax invoice of the printer enough for the booth?", {"INV_3P"}),
    ],
)
def test_all_documents_named_are_told(recognize: Recognize, text: str, documents: set[str]) -> None:
    slots = recognize(text).slots

    assert set(slots.documents) == documents
    assert slots.document in documents


def test_documents_and_expenses_stand_in_the_json_beside_the_first(recognize: Recognize) -> None:
    said = recognize("can I claim the catering and the speaker fee?").slots.as_json()

    assert said["expense"] == "speakers"
    assert said["expenses"] == ["speakers", "catering"]
    assert "expenses" not in recognize("can I claim the catering?").slots.as_json()


def test_an_activity_beside_a_document_gives_both(recognize: Recognize) -> None:
    slots = recognize("screenshots for a Facebook campaign").slots

    assert (slots.activity, slots.document) == ("DG_SOCIAL", "AD_SHOT")


@pytest.mark.parametrize(
    ("text", "expense"),
    [
        ("can I claim lunch for the guests?", "catering"),
        ("I'll be back after lunch", ""),
        ("점심 먹고 올게요", ""),
        ("is the consulting fee covered?", "consulting"),
        ("our headcount is stuck", ""),
        ("shipping cost of the flyers", "postage"),
        ("cost of the exam", "exam_fee"),
        ("시험 응시 비용 되나요", "exam_fee"),
        ("발표자료만 내면 되나요", ""),
        ("is a photo of the giveaway enough as proof?", ""),
    ],
)
def test_a_cost_is_told_where_money_is_spoken_of(
    recognize: Recognize, text: str, expense: str
) -> None:
    assert recognize(text).slots.expense == expense


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("are hosting costs of our domain covered?", ""),
        ("we are a hosting partner, what is our balance", "HOSTING"),
        ("the invoice went to our distributor", ""),
    ],
)
def test_a_program_is_told_where_programs_are_spoken_of(
    recognize: Recognize, text: str, program: str
) -> None:
    assert recognize(text).slots.program == program


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("the customer got an e-mail from you", {}),
        ("외주 회계사무소에서 물어봐요", {}),
        ("자체 콜센터로 텔레마케팅 했어요", {"work_by": ("in_house",)}),
        (
            "뉴스레터 발송, 외주 아니고 우리가 했어요",
            {"channel": ("email",), "work_by": ("in_house",)},
        ),
        ("사내직원 교육도 되나요?", {}),
        ("유튜브 광고 대행사 끼고 했어요", {"work_by": ("third_party",)}),
    ],
)
def test_a_condition_belongs_to_an_activity(
    recognize: Recognize, text: str, conditions: dict[str, tuple[str, ...]]
) -> None:
    assert recognize(text).slots.conditions == conditions


def test_an_answer_is_about_the_activity_at_hand(recognize: Recognize) -> None:
    context = QuestionContext(activity="DG_DIRECT")

    assert recognize("by e-mail", context=context).slots.conditions == {"channel": ("email",)}


def test_what_is_named_in_small_talk_is_not_told(recognize: Recognize) -> None:
    assert recognize("can you book me a room for my team lunch and a flyer").slots.activities == ()


def test_no_name_is_read_inside_a_word(recognize: Recognize) -> None:
    assert recognize("브랜딩 요건이 뭐예요").slots.document == ""
