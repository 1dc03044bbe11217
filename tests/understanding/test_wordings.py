"""Whole classes of wordings: how people spell days and sums, and name activities, papers, costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from bot.understanding import Recognition, Recognizer

Recognize = Callable[..., Recognition]
SATURDAY = date(2026, 11, 28)


@pytest.fixture
def days(recognizer: Recognizer) -> Callable[[str], list[str]]:
    """The periods of a text as "first..last", or one day, on a Saturday late in November."""

    def of(text: str) -> list[str]:
        language = "en" if text.isascii() else "ko"
        found = recognizer.recognize(text, today=SATURDAY, language=language).slots.periods
        return [str(a) if a == b else f"{a}..{b}" for a, b in found]

    return of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("webinar took place Thursday 12 November", "2026-11-12"),
        ("we did a webinar on Tue", "2026-11-24"),
        ("invoice dated 03-Nov-2026", "2026-11-03"),
        ("the seminar was on the fifth of may", "2026-05-05"),
        ("the seminar was on October twelfth", "2026-10-12"),
        ("remind me on the seventh", "2026-12-07"),
        ("remind me in ten days", "2026-12-08"),
        ("we did it a couple of weeks ago", "2026-11-14"),
        ("did it a year ago", "2025-11-28"),
        ("we held a customer day the Friday before last", "2026-11-20"),
        ("remind me a week from today", "2026-12-05"),
        ("we did it on Halloween", "2026-10-31"),
        ("we did it around Easter", "2026-04-05"),
        ("25.12.3에 세미나 했어요", "2025-12-03"),
        ("작년 시월 삼일에 세미나 했어요", "2025-10-03"),
        ("3월 마지막 금요일에 세미나 했어요", "2026-03-27"),
        ("2주 전에 세미나 했어요", "2026-11-14"),
        ("한 달 전에 했어요", "2026-10-28"),
        ("다다음주 금요일에 알려줘", "2026-12-11"),
    ],
)
def test_a_day_is_read_however_it_is_spelled(
    days: Callable[[str], list[str]], text: str, expected: str
) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("campaign was live 10/5 - 10/30", "2026-10-05..2026-10-30"),
        ("campaign from 01/10/2026 to 31/10/2026", "2026-10-01..2026-10-31"),
        ("the ads ran in the first half of October", "2026-10-01..2026-10-15"),
        ("the ads ran the last two weeks of October", "2026-10-18..2026-10-31"),
        ("we ran it in calendar week 45", "2026-11-02..2026-11-08"),
        ("we ran the ads at the end of Q3", "2026-09-01..2026-09-30"),
        ("we ran the ads in autumn 2025", "2025-09-01..2025-11-30"),
        ("funds earned in fiscal year 2025", "2024-07-01..2025-06-30"),
        ("the event ran on 4, 5 and 6 November", "2026-11-04..2026-11-06"),
        ("활동기간을 9월 3일~5일로 고쳐야 해요", "2026-09-03..2026-09-05"),
        ("기간을 10/5~10/30으로 수정해주세요", "2026-10-05..2026-10-30"),
        ("다음 달 둘째 주에 세미나 할 거예요", "2026-12-07..2026-12-13"),
        ("작년 4/4분기에 한 세미나", "2025-10-01..2025-12-31"),
        ("8월 마지막 2주 동안 신문광고 냈어요", "2026-08-18..2026-08-31"),
        ("올여름에 세미나 했어요", "2026-06-01..2026-08-31"),
        ("봄에 한 구글 광고 청구해요", "2026-03-01..2026-05-31"),
        ("8,9,10월 배너 광고", "2026-08-01..2026-10-31"),
        ("추석 연휴에 전광판 광고 했어요", "2026-09-24..2026-09-26"),
    ],
)
def test_a_period_is_read_however_it_is_spelled(
    days: Callable[[str], list[str]], text: str, expected: str
) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the event ran on 4 and 11 November", ["2026-11-04", "2026-11-11"]),
        ("1월 10일이랑 31일에 알려줘", ["2027-01-10", "2027-01-31"]),
        ("nudge me on 10 Jan and again on the 31st", ["2027-01-10", "2027-01-31"]),
        (
            "8월 230만원은 들어왔는데 7월 90만원은 안 왔어요",
            ["2026-08-01..2026-08-31", "2026-07-01..2026-07-31"],
        ),
    ],
)
def test_each_of_several_days_is_read(
    days: Callable[[str], list[str]], text: str, expected: list[str]
) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "our March into new markets is going well",
        "24/7 support",
        "happy Friday!",
        "who won the leafs game last night",
        "오늘도 부산 찍고 대구 찍고 죽겠다",
        "don't send alerts at the weekend",
    ],
)
def test_what_only_looks_like_a_day_is_none(days: Callable[[str], list[str]], text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "amounts", "currency"),
    [
        ("net 4,800, VAT 912, total 5,712", (4800, 912, 5712), ""),
        ("they reduced my claim from 9.600 to 6.100", (9600, 6100), ""),
        ("the stand cost around 7 and a half thousand", (7500,), ""),
        ("budget of 10 to 15 thousand", (10000, 15000), ""),
        ("hotel was 180 a night", (180,), ""),
        ("why was the AV rental of 740 thrown out", (740,), ""),
        ("the exam claim says 4 people, it was 5, so 825 and not 660", (825, 660), ""),
        ("we spent 450 Canadian dollars", (450,), "CAD"),
        ("we spent 9.600 reais", (9600,), "BRL"),
        ("put through the bootcamp, caterer 940, room 1,200", (940, 1200), ""),
        ("1억2천 중에 얼마 남았나요", (120000000,), ""),
        ("2,560인데 2,650으로 잘못 넣었어요", (2560, 2650), ""),
        ("도시락 94만 대관 120만 청구합니다", (940000, 1200000), ""),
    ],
)
def test_sums_are_read_however_they_are_said(
    recognize: Recognize, text: str, amounts: tuple[int, ...], currency: str
) -> None:
    slots = recognize(text, language="en" if text.isascii() else "ko").slots

    assert (slots.amounts, slots.currency) == (tuple(map(Decimal, amounts)), currency)


@pytest.mark.parametrize(
    "text",
    [
        "Office 365 price",
        "SMS to 4,100 pharmacies",
        "what does room 101 cost",
        "조회수 12만 나왔어요",
    ],
)
def test_products_rooms_and_what_is_counted_are_no_sums(recognize: Recognize, text: str) -> None:
    assert recognize(text, language="en" if text.isascii() else "ko").slots.amounts == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("what proof do you need for breakfast with customers", "MD_SEMINAR"),
        ("what proof do you need for an AI day", "MD_SEMINAR"),
        ("what proof do you need for our city tour", "MD_SEMINAR"),
        ("what proof do you need for a prize draw", "MD_OFFER"),
        ("what proof do you need for a mystery shopper", "MD_SPIFF"),
        ("what proof do you need for an ad in the paper", "DG_PRINT"),
        ("what proof do you need for metro panels", "DG_PRINT"),
        ("what proof do you need for geofencing ads", "DG_DIGITAL"),
        ("what proof do you need for our landing page", "DG_WEB"),
        ("what proof do you need for demo notebooks", "PR_DEMO"),
        ("고객의 밤 증빙 뭐 내야 하나요?", "MD_SEMINAR"),
        ("럭키드로우 증빙 뭐 내야 하나요?", "MD_OFFER"),
        ("미스터리 쇼퍼 증빙 뭐 내야 하나요?", "MD_SPIFF"),
        ("피드 광고 증빙 뭐 내야 하나요?", "DG_SOCIAL"),
        ("평가용 장비 증빙 뭐 내야 하나요?", "PR_DEMO"),
        ("우편 건 금액을 고칠게요", "DG_DIRECT"),
        ("what happened to the cinema claim", "DG_TVRADIO"),
    ],
)
def test_an_activity_is_found_by_what_people_call_it(
    recognize: Recognize, text: str, code: str
) -> None:
    assert recognize(text, language="en" if text.isascii() else "ko").slots.activities == (code,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("we gave vouchers to our reps, what do I upload for the claim?", "MD_SPIFF"),
        ("ran three ads in the Otago Daily Times, what papers do you need", "DG_PRINT"),
        ("부산일보에 광고 세 번 실었는데 뭐 준비하면 되나요", "DG_PRINT"),
        ("약국에 문자 쏜 거 클레임 넣으려고요", "DG_DIRECT"),
        ("영업사원한테 영화표 줬어요 서류 뭐죠", "MD_SPIFF"),
        ("ISV랑 치과용 앱 만들었는데 필요한 서류는", "MD_SOLUTION"),
        ("we lent hotels ten Surface Go for three weeks, what to hand in", "PR_DEMO"),
    ],
)
def test_an_activity_is_told_by_what_was_done(recognize: Recognize, text: str, code: str) -> None:
    assert recognize(text, language="en" if text.isascii() else "ko").slots.activity == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I uploaded the scanned badges", "ATTENDEES"),
        ("I uploaded the magazine page", "COMM_FINAL"),
        ("I uploaded survey results", "POC_MATERIAL"),
        ("지면 스캔 내면 되나요?", "COMM_FINAL"),
        ("이체증 내면 되나요?", "OTHER"),
        ("캐시백 조건 빠졌다고 해서 여기 올려요", "OFFER_TC"),
    ],
)
def test_a_paper_is_found_by_what_people_call_it(
    recognize: Recognize, text: str, code: str
) -> None:
    assert recognize(text, language="en" if text.isascii() else "ko").slots.documents == (code,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("can I claim the interpreter?", "speakers"),
        ("can I claim rent of headphones?", "venue"),
        ("can I claim pastries?", "catering"),
        ("can I claim stock photos?", "content_development"),
        ("can I claim the courier?", "postage"),
        ("조명 비용 청구 가능한가요?", "venue"),
        ("패널 사례비 청구 가능한가요?", "speakers"),
        ("데모용 서피스 3대 구입한 거 청구하려고요", "demo_units"),
        ("배너 만들었는데 시급을 얼마로 잡아야 돼요", "labor"),
    ],
)
def test_a_cost_is_found_by_what_people_call_it(recognize: Recognize, text: str, code: str) -> None:
    assert recognize(text, language="en" if text.isascii() else "ko").slots.expenses == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "I'm away to a training session at the gym, back in an hour",
        "one moment, the delivery guy arrived with my food",
        "Wait, I will print my boarding pass and return",
        "what about drinks tickets and a photo booth",
        "사진 잘 나왔네요 ㅎㅎ 프로필",
        "남친이 유튜브 영상 편집 알바 구한대",
        "제주도 항공권 예약해줘",
    ],
)
def test_what_only_sounds_like_ours_is_not_told(recognize: Recognize, text: str) -> None:
    slots = recognize(text, language="en" if text.isascii() else "ko").slots

    assert (slots.activities, slots.documents) == ((), ())
    assert slots.expenses in ((), ("catering",)) if "drinks" in text else slots.expenses == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("the contract with the research firm for our survey is attached", ("third_party",)),
        ("We engaged Kantar for a market study. Which documents?", ("third_party",)),
        ("랜딩페이지 코드웍이 만들었고 275만원 청구", ("third_party",)),
        ("we shot a customer video, the film crew billed us 7,800 euros", ("third_party",)),
        ("인쇄소에서 간이영수증만 주네요", ()),
        ("영업 사원 네 명에게 준 포상금을 이번에 청구하려고 해요", ()),
        ("co-hosted a seminar, we only paid a third. what do you need to see", ()),
    ],
)
def test_who_did_it_is_told_by_deeds_and_not_by_who_was_paid_or_billed(
    recognize: Recognize, text: str, who: tuple[str, ...]
) -> None:
    slots = recognize(text, language="en" if text.isascii() else "ko").slots

    assert slots.conditions.get("work_by", ()) == who
