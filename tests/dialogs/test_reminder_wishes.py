"""What is typed about reminders, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from bot.text.later import read_later
from dialogs.reminder_wishes import WishKind, read_wish

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("remind me on Monday", date(2026, 11, 30)),
        ("Remind me tomorrow.", date(2026, 11, 24)),
        ("remind me on 3 February", date(2027, 2, 3)),
        ("please remind me again in a week", date(2026, 11, 30)),
        ("snooze until Friday", date(2026, 11, 27)),
        ("월요일에 알려줘", date(2026, 11, 30)),
        ("2월 3일에 다시 알려 주세요", date(2027, 2, 3)),
        ("내일 알려줘요", date(2026, 11, 24)),
        ("3일 뒤에 알려줘", date(2026, 11, 26)),
        ("다음 주 화요일에 알려줘", date(2026, 12, 1)),
        ("remind me yesterday", date(2026, 11, 22)),
        ("remind me on 3 January 2026", date(2026, 1, 3)),
        ("내일 아침에 알려줘", date(2026, 11, 24)),
        ("내일 아침 9시에 알려줘", date(2026, 11, 24)),
        ("금요일 오전에 다시 알려줘", date(2026, 11, 27)),
        ("remind me tomorrow morning", date(2026, 11, 24)),
        ("remind me tomorrow at 9", date(2026, 11, 24)),
        ("remind me on Monday at 10:30 am", date(2026, 11, 30)),
        ("Can you remind me on Friday?", date(2026, 11, 27)),
        ("could you please remind me in 3 days", date(2026, 11, 26)),
        ("I want to be reminded on Friday", date(2026, 11, 27)),
        ("don't remind me until Monday", date(2026, 11, 30)),
        ("snooze for 3 days", date(2026, 11, 26)),
        ("remind me in a fortnight", date(2026, 12, 7)),
        ("remind me in ten days", date(2026, 12, 3)),
        ("remind me next month", date(2026, 12, 1)),
        ("remind me in a month", date(2026, 12, 23)),
        ("remind me in 2 months", date(2027, 1, 23)),
        ("remind me on the 5th", date(2026, 12, 5)),
        ("remind me at the end of the month", date(2026, 11, 30)),
        ("remind me on the weekend", date(2026, 11, 28)),
        ("다음 달에 알려줘", date(2026, 12, 1)),
        ("다음 달 5일에 알려줘", date(2026, 12, 5)),
        ("한 달 뒤에 알려줘", date(2026, 12, 23)),
        ("2개월 후에 알려줘", date(2027, 1, 23)),
        ("글피에 알려줘", date(2026, 11, 26)),
        ("열흘 뒤에 알려줘", date(2026, 12, 3)),
        ("월말에 알려줘", date(2026, 11, 30)),
        ("주말에 알려줘", date(2026, 11, 28)),
        ("5일에 알려줘", date(2026, 12, 5)),
        ("월요일까지 알림 꺼줘", date(2026, 11, 30)),
        ("월요일로 미뤄줘", date(2026, 11, 30)),
    ],
)
def test_a_day_to_be_reminded_on_is_understood(text: str, day: date) -> None:
    wish = read_wish(text, language="en", today=MONDAY)

    assert wish is not None
    assert (wish.kind, wish.day) == (WishKind.LATER, day)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("reminders", WishKind.SETTINGS),
        ("알림", WishKind.SETTINGS),
        ("What will you send me?", WishKind.PLANNED),
        ("알림 일정", WishKind.PLANNED),
        ("Why did I get this?", WishKind.WHY),
        ("이거 왜 받았어요?", WishKind.WHY),
        ("remind me now", WishKind.TEST),
        ("지금 알려줘", WishKind.TEST),
        ("reminders off", WishKind.OFF),
        ("알림 꺼줘", WishKind.OFF),
        ("알림 켜줘", WishKind.ON),
        ("remind me on Blursday", WishKind.UNCLEAR_DAY),
        ("remind me on 31 February", WishKind.UNCLEAR_DAY),
        ("remind me 31 February", WishKind.UNCLEAR_DAY),
        ("2월 31일에 알려줘", WishKind.UNCLEAR_DAY),
        ("remind me in an hour", WishKind.UNCLEAR_DAY),
        ("2시간 뒤에 알려줘", WishKind.UNCLEAR_DAY),
        ("remind me every Monday", WishKind.UNCLEAR_DAY),
        ("매주 월요일에 알려줘", WishKind.UNCLEAR_DAY),
        ("remind me in 1000000 days", WishKind.UNCLEAR_DAY),
        ("remind me later", WishKind.WHEN),
        ("snooze", WishKind.WHEN),
        ("나중에 알려줘", WishKind.WHEN),
        ("다시 알려줘", WishKind.WHEN),
        ("알림 미뤄줘", WishKind.WHEN),
    ],
)
def test_a_wish_about_reminders_is_understood(text: str, kind: WishKind) -> None:
    wish = read_wish(text, language="en", today=MONDAY)

    assert wish is not None
    assert wish.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "마감일 알려줘",
        "필요한 서류 알려 주세요",
        "remind me what documents I need",
        "remind me about the deadline",
        "3월 캠페인 서류 알려줘",
        "이번 달 마감일 알려줘",
        "CL-2026-000001 상태 알려줘",
        "남은 자금이 얼마인지 알려줘",
        "Our campaign sent reminders to 300 customers",
        "",
        "x" * 500,
    ],
)
def test_other_sentences_are_no_wish_about_reminders(text: str) -> None:
    assert read_wish(text, language="en", today=MONDAY) is None


def test_something_done_days_ago_is_not_taken_for_a_day_ahead() -> None:
    assert read_later("5 days ago", language="en", today=MONDAY) == date(2026, 11, 18)
