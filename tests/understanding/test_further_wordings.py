"""Classes of wordings that strangers used: currencies, doers, pictures, days of something else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from bot.understanding import Recognition

Recognize = Callable[..., Recognition]


def _language(text: str) -> str:
    return "en" if text.isascii() else "ko"


@pytest.mark.parametrize(
    ("text", "amounts", "currency"),
    [
        ("RM 12,400 for the call centre, can I claim it", ["12400"], "MYR"),
        ("the customer evening cost us R64 000 all in", ["64000"], "ZAR"),
        ("we paid 45 tkr for the ads", ["45000"], "SEK"),
        ("KES 1.2M was approved for the roadshow", ["1200000"], "KES"),
        ("85,000 pesos to the studio for the video", ["85000"], "MXN"),
        ("they cut the claim from 40 grand to 20", ["40000", "20000"], ""),
        ("a consultant for 12 days at 1100, is that in", ["1100"], ""),
        ("the bill was 5 950 with tax", ["5950"], ""),
        ("15 lakhs on hoardings, what do you need", ["1500000"], ""),
        ("캐나다 달러로 1,200 냈어요", ["1200"], "CAD"),
        ("그 900짜리 건 통과됐나요", ["900"], ""),
        ("my boss asks when the 7k arrives", ["7000"], ""),
        ("the claim was cut to 11 thou", ["11000"], ""),
        ("claiming the designer for 6 days x 450", ["450"], ""),
        ("엔화로 45만 결제했어요", ["450000"], "JPY"),
        ("printed 5k pcs of the flyer", [], ""),
    ],
)
def test_sums_are_read_with_the_signs_that_people_write(
    recognize: Recognize, text: str, amounts: list[str], currency: str
) -> None:
    slots = recognize(text, language=_language(text)).slots

    assert (list(slots.amounts), slots.currency) == (list(map(Decimal, amounts)), currency)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("the supplier bills in AUD, which amount do I put", "AUD"),
        ("you convert francs with which rate", "CHF"),
        ("can I file in euros", "EUR"),
        ("달러로 냈는데 환율은 언제 기준이에요", "USD"),
        ("싱가포르 달러로 청구서가 왔는데 통화가 맞나요", "SGD"),
        ("won the contest, pound for pound", ""),
    ],
)
def test_a_currency_is_told_without_a_sum(recognize: Recognize, text: str, currency: str) -> None:
    assert recognize(text, language=_language(text)).slots.currency == currency


@pytest.mark.parametrize(
    ("text", "question", "values"),
    [
        ("one of our own SEs ran the webinar", "work_by", ("in_house",)),
        ("the video crew charged us for the seminar film", "work_by", ("third_party",)),
        (
            "telemarketing via a call centre in Penang, what do you need",
            "work_by",
            ("third_party",),
        ),
        (
            "got the invoice from the seo people for the website redesign",
            "work_by",
            ("third_party",),
        ),
        ("hourly rate in the in-house cost form", "work_by", ()),
        ("the email blast, what must be in the text", "channel", ("email",)),
        ("the event was on site with 60 people, why the cut", "online", ("no",)),
        ("11월 5일 온라인 교육이에요 뭐 내요", "online", ("yes",)),
        ("하이브리드로 한 세미나 최소 인원이 있나요", "online", ()),
        ("대행사 없이 저희가 다 했습니다 CSR 써야 하죠", "work_by", ("in_house",)),
        ("세미나를 대행사랑 반반 나눠 진행했어요", "work_by", ("both",)),
        ("SEO wasn't part of the website redesign", "seo", ("no",)),
        ("we want to buy three Surface Pros as demo units", "unit", ("third_party",)),
    ],
)
def test_conditions_are_told_by_what_was_done(
    recognize: Recognize, text: str, question: str, values: tuple[str, ...]
) -> None:
    slots = recognize(text, language=_language(text)).slots

    assert slots.conditions.get(question, ()) == values


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("screenshot of the mailchimp stats enough as proof?", {"RESULTS"}),
        ("이메일 발송 화면 캡처만 있어요 증빙 되나요", {"DIST_PROOF"}),
        ("guest list and three pictures from the evening attached", {"ATTENDEES", "EVT_PHOTO"}),
        ("will you cover this or are we stuck with the bill", set()),
        ("the director who should sign the statement is away", {"CSR"}),
        ("내부 인건비 증빙 양식 어디서 받아요", {"CSR"}),
        ("can I send the video itself or just a link", {"COMM_FINAL"}),
    ],
)
def test_a_picture_of_a_paper_is_that_paper(
    recognize: Recognize, text: str, documents: set[str]
) -> None:
    assert set(recognize(text, language=_language(text)).slots.documents) == documents


@pytest.mark.parametrize(
    ("text", "expenses"),
    [
        ("is the hotel of the moderator included", ("hotel",)),
        ("연사 호텔비는 누구 앞으로 청구하나요", ("hotel",)),
        ("the speaker flew in from Oslo, can we claim her ticket", ("air_rail",)),
        ("can I claim back two demo Surface Laptops we bought", ("demo_units",)),
        ("데모용 서피스 두 대 산거 신청 가능한가요", ("demo_units",)),
        ("we only claim the registration fee for Ignite, no flights", ("registration",)),
        ("does the hog roast count as a cost", ("catering",)),
        ("the caterer's invoice is made out to our parent company", ()),
        ("호텔 연회장 대관료가 제일 비싼데 되나요", ("venue",)),
        ("ran a spiff, the top three sellers got gift cards, which papers", ()),
    ],
)
def test_the_cost_is_what_is_paid_for(
    recognize: Recognize, text: str, expenses: tuple[str, ...]
) -> None:
    assert recognize(text, language=_language(text)).slots.expenses == expenses


@pytest.mark.parametrize(
    ("text", "activities"),
    [
        ("claim for the in-store demo days in Leeds", ("MD_CHAMP",)),
        ("버스 랩핑 광고 했는데 뭐 내야 돼요", ("DG_PRINT",)),
        ("카톡 채널 광고 증빙은 뭘로 하나요", ("DG_SOCIAL",)),
        ("we hired somebody and MS pays half of him, what to show", ("MD_CHAMP",)),
        ("I did my first aid training, who wants the certificate", ()),
        ("we want to register for an MCI workshop", ()),
        ("문자로 3천 명한테 보냈어요 뭐가 필요해요", ("DG_DIRECT",)),
        ("we got a guy to ring 300 SMEs", ("MD_TELE",)),
        ("the mail went to 12k contacts, which papers", ("DG_DIRECT",)),
        ("we trained the customer's admins on Intune, what papers", ("MD_SEMINAR",)),
    ],
)
def test_activities_are_known_by_more_names_and_deeds(
    recognize: Recognize, text: str, activities: tuple[str, ...]
) -> None:
    slots = recognize(text, language=_language(text)).slots

    assert slots.activities == activities


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("the invoice is dated 30 November, is that half year closed already", "2025-11-30", ""),
        ("last day for what we do between now and new year", "2026-04-20", "2026-12-31"),
        ("can I claim an activity from this past summer", "2025-06-01", "2025-08-31"),
        ("it's 3 weeks since I sent the claim in", "2026-03-30", ""),
        ("the event was the last weekend of March", "2026-03-28", "2026-03-29"),
        ("지난주 목금 이틀 부스 운영했어요", "2026-04-16", "2026-04-17"),
        ("3월 1일부터 말일까지 광고 돌렸어요", "2026-03-01", "2026-03-31"),
        ("we got a mail that more papers are needed by Friday", "2026-04-24", ""),
        ("the POE deadline passed on the 15th, can I still add it", "2026-04-15", ""),
        ("who gets the money if we change our bank in July", "2026-07-01", "2026-07-31"),
        ("계산서는 3월 말일자예요", "2026-03-31", ""),
        ("분기말까지 내면 되나요", "2026-06-30", ""),
    ],
)
def test_days_are_told_from_today_and_from_each_other(
    recognize: Recognize, text: str, first: str, last: str
) -> None:
    slots = recognize(text, language=_language(text)).slots

    assert slots.periods == ((date.fromisoformat(first), date.fromisoformat(last or first)),)


@pytest.mark.parametrize(
    "text",
    [
        "can you book me a meeting room for friday at ten",
        "stop sending me the monday nudges",
        "I'm new here and got the login on Monday, where do I begin",
        "where is my claim for the xmas in-store demo days",
        "a claim for the podcast, paid to the studio in Winterthur",
        "happy new year to everybody",
        "연차 신청서는 어디다 내요? 다음 달 3일에 쉬려고요",
    ],
)
def test_days_of_something_else_are_not_told(recognize: Recognize, text: str) -> None:
    assert recognize(text, language=_language(text)).slots.periods == ()


@pytest.mark.parametrize(
    "text",
    [
        "15 February is a Sunday, does Monday count then",
        "2월 15일이 일요일이던데 그럼 월요일까지 받아주나요",
    ],
)
def test_weekdays_beside_a_day_are_told_from_that_day(recognize: Recognize, text: str) -> None:
    periods = recognize(text, language=_language(text)).slots.periods

    assert [first.month for first, _ in periods] == [2]


def test_a_day_far_down_a_long_text_is_found(recognize: Recognize) -> None:
    text = (
        "We thank you for the kind help with our papers. " * 12 + "It ran from 3 to 9 March 2026."
    )

    assert recognize(text).slots.periods == ((date(2026, 3, 3), date(2026, 3, 9)),)


def test_a_letter_is_about_its_surest_sentence(recognize: Recognize) -> None:
    greeting = "Hope you are all well and had a good start into the week with your families. " * 4

    assert recognize(f"{greeting}Which documents do I need for a webinar?").intent == (
        "required_documents"
    )
