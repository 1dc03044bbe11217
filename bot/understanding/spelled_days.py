"""Other spellings of a day, put into the one that the patterns of `day_words` know.

"The fifth of May", "Thurs", "12-Oct-25", "10/5-10/30", "the 4th, 11th and 18th of June", "fiscal
2026", 시월, 저저번주, 3사분기, 다음 달 둘째 주. All in one place, so that the patterns stay few.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.text.dates import months_later
from bot.text.numbers import COUNTS, NATIVE_COUNTS
from bot.text.patterns import pattern
from bot.text.vocabulary import MONTHS
from bot.understanding.figured_days import TWO_FIGURES, period_of

Change = tuple[re.Pattern[str], Callable[[re.Match[str]], str] | str]

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_UP_TO_TEN = "first second third fourth fifth sixth seventh eighth ninth tenth"
_TEENS = "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
_NTH = {
    word: n for n, word in enumerate(f"{_UP_TO_TEN} {_TEENS} nineteenth twentieth".split(), start=1)
}
_NTH |= {"thirtieth": 30, "thirty-first": 31, "thirty first": 31}
_NTH |= {
    f"twenty{mark}{word}": 20 + n
    for n, word in enumerate(_UP_TO_TEN.split()[:9], start=1)
    for mark in "- "
}
_ORDINAL = "|".join(sorted(_NTH, key=len, reverse=True))
_SURE_ORDINAL = _ORDINAL.replace("|second|", "|").replace("|first|", "|").replace("|third|", "|")
_LARGE_COUNTS = {
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "eighteen": 18,
    "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60, "ninety": 90, "couple": 2,
}  # fmt: skip
_COUNTS = COUNTS | _LARGE_COUNTS
_COUNT = "|".join(sorted(set(_COUNTS) - {"a", "an", "couple"}, key=len, reverse=True))
_WEEKDAYS = {
    "mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "weds": "wednesday",
    "thu": "thursday", "thur": "thursday", "thurs": "thursday", "fri": "friday",
    "sat": "saturday", "sun": "sunday",
}  # fmt: skip
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.?(?: of)? (?:{_MONTH})\b|(?:{_MONTH})\b\.? (?:the )?\d)"


def _iso(found: re.Match[str]) -> str:
    return f"{found[1]}-{found[2]}-{found[3]}"


def _nth_of(found: re.Match[str]) -> str:
    return f"{_NTH[found[1]]} {found[2]}"


def _of_nth(found: re.Match[str]) -> str:
    return f"{found[1]} {_NTH[found[2]]}"


def _the_nth(found: re.Match[str]) -> str:
    number = _NTH[found[2]]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if not 10 < number < 20 else 0, "th")
    return f"{found[1]} the {number}{ending}"


def _weekday(found: re.Match[str]) -> str:
    return _WEEKDAYS[found[1]]


def _count(found: re.Match[str]) -> str:
    return f"{_COUNTS[found[1]]} {found[2]}"


def _years_ago(found: re.Match[str]) -> str:
    said = found[1]
    return f"{12 * (int(said) if said.isdigit() else _COUNTS[said])} months ago"


def _several_days(found: re.Match[str]) -> str:
    """4, 5 and 6 June → 4-6 June; 4 and 11 June → 4 June and 11 June."""
    if found["lead"]:
        return found[0]
    days = [int(day) for day in re.findall(r"\d{1,2}", found["days"])]
    month = found["before"] or found["behind"]
    if days == list(range(days[0], days[-1] + 1)):
        said = f"{days[0]}-{days[-1]} {month}"
    else:
        said = " and ".join(f"{day} {month}" for day in days)
    return f"{said} {found['year'] or ''}".rstrip()


_AND = r"(?: ?, ?(?:and )?| and | & |&| ?\+ ?|/)(?:the |on )?"
_MORE_DAYS = rf"(?:the )?(?P<days>\d{{1,2}}(?:st|nd|rd|th)?(?:{_AND}\d{{1,2}}(?:st|nd|rd|th)?)+)"
_YEAR = r"(?P<year>,? (?:of )?20\d\d)?"
_ENGLISH: tuple[Change, ...] = (
    (pattern(r"(?<![\w.,/#-])(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\w.,/-])"), _iso),
    (pattern(rf"\b(\d{{1,2}})-({_MONTH})-(?:20)?(\d\d)(?!\d)"), r"\1 \2 20\3"),
    (pattern(rf"\b(\d{{1,2}}(?:st|nd|rd|th)?)[.-]?(?=(?:{_MONTH})\b)"), r"\1 "),
    (pattern(rf"\b({_MONTH})\.?[ ,]*'(\d\d)\b"), r"\1 20\2"),
    (pattern(rf"\b({_MONTH}) ?/ ?(?=(?:{_MONTH})\b)"), r"\1-"),
    (pattern(rf"\b(?:{_WEEKDAY}|tue|tues|thu|thurs?|fri|mon|weds?|sat|sun)\b\.?,? (?:the )?"
             rf"(?={_DATE})"), ""),
    (pattern(r"(?<=\d) ?(?:[,-] ?)?\((?:a )?[a-z]{3,9}day\)"), ""),
    (pattern(r"\b(tues?|weds|thurs?|thu|fri)\b\.?"), _weekday),
    (pattern(r"(?:(?<=\bon )|(?<=\blast )|(?<=\bnext )|(?<=\bthis )|(?<=\buntil )|(?<=\btill )"
             r"|(?<=\bby )|(?<=\bbefore )|(?<=\bsince )|(?<=\bfrom )|(?<=\bpast ))"
             r"(mon|wed|sat|sun)\b\.?"), _weekday),
    (pattern(rf"\b(?:the )?({_ORDINAL}) of ({_MONTH})\b"), _nth_of),
    (pattern(rf"\b({_MONTH}) (?:the )?({_SURE_ORDINAL})\b"), _of_nth),
    (pattern(rf"\b({_MONTH}) the ({_ORDINAL})\b"), _of_nth),
    (pattern(rf"\b(on|by|until|till|before|since|from|to) the ({_ORDINAL})"
             r"(?= ?(?:[,.;?!)]|$|please\b|and\b|or\b|to\b|but\b))"), _the_nth),
    (pattern(rf"(?P<lead>\b(?:between|from) )?(?<![\d./-])(?P<before>\b){_MORE_DAYS}(?: of)? "
             rf"(?P<behind>{_MONTH})\b{_YEAR}"), _several_days),
    (pattern(rf"(?P<lead>\b(?:between|from) )?(?P<behind>\b)(?P<before>{_MONTH})\b\.? (?:the )?"
             rf"{_MORE_DAYS}(?![\d:/])(?! ?(?:{_MONTH})\b){_YEAR}"), _several_days),
    (pattern(r"\b(first|last) fortnight (?=of|in)"), r"\1 2 weeks "),
    (pattern(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})\b( (?:and|or"
    rf"|then)(?: again)?(?: on)?(?: the)? )"
             rf"(\d{{1,2}})(?:st|nd|rd|th)\b(?! (?:of )?(?:{_MONTH})\b)"), r"\1 \2\3\4 \2"),
    (pattern(r"\b(?:an? |the )?(couple)(?: of)? (days|weeks|months)\b"), _count),
    (pattern(rf"\b({_COUNT}) (days?|weeks?|fortnights?|months?)\b"), _count),
    (pattern(r"\bhalf an? year (?=ago|from)"), "6 months "),
    (pattern(r"\b(an?|one|two|three|[1-5]) years? (?:ago|back)\b"), _years_ago),
    (pattern(r"\b(?:fiscal(?: year)?|financial year) '?(?:20)?(\d\d)\b"), r"fy\1"),
    (pattern(r"\bcy ?'?(?:20)?(\d\d)\b"), r"20\1"),
    (pattern(r"\b([1-4])q\b"), r"q\1"),
    (pattern(r"\b(beginning|start|middle) of the (month|quarter|year)\b"), r"\1 of this \2"),
    (pattern(rf"\b(?:this past|(?:the )?past|previous) (?={_SEASON}\b|{_WEEKDAY}\b)"), "last "),
    (pattern(r"\b(\d{1,2}) (day|week|month)s since (?=i |we |it |he |she |they |you |my |our )"),
     r"\1 \2s ago "),
    (pattern(r"\b(first|second) half (?:of |in )?(fy ?\d\d(?:\d\d)?)"),
     lambda found: f"{found[2]} h{_NTH[found[1]]}"),
    (pattern(r"\b(first|second|third|fourth) quarter (?:of |in )?(fy ?\d\d(?:\d\d)?)"),
     lambda found: f"q{_NTH[found[1]]} {found[2]}"),
    (pattern(r"\b(?:w/e|week ending|week ended|week ends?)(?: on)?(?: the)? (?=\d|[a-z])"),
     "week of "),
)  # fmt: skip
_NATIVE_MONTHS = {
    "삼월": 3, "사월": 4, "오월": 5, "유월": 6, "칠월": 7, "팔월": 8, "구월": 9, "시월": 10,
    "십일월": 11, "십이월": 12,
}  # fmt: skip
_DIGITS = "일이삼사오육칠팔구"
_QUARTERS = {"일": 1, "이": 2, "삼": 3, "사": 4}


def _native_day(found: re.Match[str]) -> str:
    tens, ten, ones = found[2], found[3], found[4]
    number = (_DIGITS.index(tens) + 1 if tens else 1) * 10 if ten else 0
    return f"{found[1]} {number + (_DIGITS.index(ones) + 1 if ones else 0)}일"


def _native_count(found: re.Match[str]) -> str:
    return f"{NATIVE_COUNTS[found[1]]}{found[2]}"


def _korean_years(found: re.Match[str]) -> str:
    said = {"일": 1, "한": 1, "이": 2, "두": 2, "삼": 3}.get(found[1]) or int(found[1])
    return f"{12 * said}개월 전"


def _months_listed(found: re.Match[str]) -> str:
    """8,9,10월 → 8~10월."""
    months = [int(found[1]), *map(int, re.findall(r"\d+", found[2]))]
    if months != list(range(months[0], months[-1] + 1)):
        return " ".join(f"{month}월" for month in months)
    return f"{months[0]}~{months[-1]}월"


def _two_of_month(found: re.Match[str]) -> str:
    """1월 10일이랑 31일 → 1월 10일이랑 1월 31일, but for days in a row."""
    if int(found[4]) == int(found[2]) + 1:
        return found[0]
    return f"{found[1]} {found[2]}일{found[3]} {found[1]} {found[4]}일"


def _until_its_end(found: re.Match[str]) -> str:
    """10월 1일부터 말일까지 → 10월 1일부터 31일까지."""
    month = min(max(int(found[2]), 1), 12)
    return f"{found[1]}{(months_later(date(2025, month, 1), 1) - timedelta(days=1)).day}일"


def _its_last_day(found: re.Match[str]) -> str:
    """11월 말일 → 11월 30일."""
    month = min(max(int(found[1]), 1), 12)
    return f"{month}월 {(months_later(date(2025, month, 1), 1) - timedelta(days=1)).day}일"


_KOREAN: tuple[Change, ...] = (
    (pattern(r"(?<!\d)(\d{1,2})월 ?말일"), _its_last_day),
    (pattern(r"((?<!\d)(\d{1,2})월 ?\d{1,2}일 ?(?:부터|~|-"
             r"|에서) ?)(?:월 ?)?말일"), _until_its_end),
    (pattern(r"((?:지지난|지난|저번|이번|다음) ?주) ?([월화수목금토일])[·,~-]?"
             r"([월화수목금토일])(?=요일|욜| |에|$)(?:요일|욜)?"), r"\1 \2요일~\1 \3요일"),
    (pattern(r"(?<=[\d일]) ?\([월화수목금토일](?:요일)?\)"), ""),
    (pattern(r"(?<![가-힣])저저번 ?(?=[주달])"), "지지난 "),
    (pattern(r"(?<![가-힣])전주 ?(?=[월화수목금토일]요일)"), "지난주 "),
    (pattern(r"(?<![가-힣])(?:직전|전) ?분기"), "지난 분기"),
    (pattern(r"(?<![가-힣])(?:지난해|전년도?)(?= ?(?:\d|[상하]반기|[1-4일이삼사]|봄|여름|가을"
             r"|겨울|초|말|연말))"), "작년"),
    (pattern(r"(?<![가-힣])올(?= ?(?:봄|여름|가을|겨울|[상하]반기|초|\d{1,2}월))"), "올해"),
    (pattern(r"(?<![가-힣\d])연초"), "올해 초"),
    (pattern(r"(?<![가-힣\d])월초"), "이번 달 초"),
    (pattern(r"(?<![가-힣])(?:이달|당월|금월)(?= ?(?:초|중순|[첫둘셋넷마][째 지]?))"), "이번 "
    "달"),
    (pattern(r"내일 ?모레"), "모레"),
    (pattern(r"(달|주일?|일|개월|이틀|사흘|열흘|보름) ?(?:쯤|정도|여|가량) ?(전|뒤"
    r"|후)(?=[에 ,.]|$)"),
     r"\1 \2"),
    (pattern(r"반년(?= ?(?:전|뒤|후))"), "6개월"),
    (pattern(r"(?<![가-힣\d])([1-5일한이두삼]) ?년 ?전(?=[에 ,.]|$)(?!에?까지)"), _korean_years),
    (pattern(r"(?<![가-힣])(한|두|세|석|네|넉|다섯|여섯) ?(주|달|개월)(?= ?(?:간|동안|전|뒤"
    r"|후))"),
     _native_count),
    (pattern(r"(?<![가-힣\d])([1-4일이삼사])/?(?:4|사)? ?분기"),
     lambda found: f"{_QUARTERS.get(found[1]) or found[1]}분기"),
    (pattern(r"(?<!\d)'?(2\d)년(?= ?(?:[상하]반기|[1-4]분기|봄|여름|가을|겨울|초|말))"), r"20"
    r"\1년"),
    (pattern(r"(?<!\d)'?(\d\d)년? ?회계 ?연도"), r"20\1년 회계연도"),
    (pattern(r"(?<![\d.])'?(2\d)\.(\d{1,2})\.(\d{1,2})(?!\d)"), r"20\1.\2.\3"),
    (pattern(r"(?<![가-힣])(십이|십일|시|유"
    r"|[삼사오칠팔구])월(?= ?(?:[에말초중부달까이삼사오육칠팔구십\d한행]|$|\s))"),
     lambda found: f"{_NATIVE_MONTHS[found[1] + '월']}월"),
    (pattern(rf"(\d{{1,2}}월) ?(?:([이삼]?)(십))?([{_DIGITS}]?)일"
             r"(?![가-힣]?요일)(?=[에날부까이은자~, ]|$)"),
     lambda found: _native_day(found) if found[3] or found[4] else found[0]),
    (pattern(r"([1-5]) ?째 ?주|(?<=월 )세째 ?주"), lambda found: f"{found[1] or 3}주"),
    (pattern(r"(?<![\d.])(\d{1,2})((?:(?:, ?|·|/)\d{1,2})+)월(?! ?\d)"), _months_listed),
    (pattern(r"(\d{1,2}월) ?(\d{1,2})일(이랑|하고|과|와|, ?| 및 | 그리고 ) ?(\d{1,2})일(?!간"
    r"|동안)"),
     _two_of_month),
    (pattern(r"(\d{1,2}월) ?(\d{1,2})일 ?(에서|이? ?아니라|이? ?아니고|말고) ?(?=\d{1,2}일)"),
     r"\1 \2일\3 \1 "),
)  # fmt: skip
_KOREAN_MONTH = pattern(
    r"(?<![가-힣])(?P<which>지지난|지난|저번|이번|다음|오는|[내이전]) ?달 ?"
    r"(?=(?:[첫둘셋넷]째?|마지막|[1-4]) ?째? ?주)"
)
_SHIFTS = {"지지난": -2, "지난": -1, "저번": -1, "전": -1, "이번": 0, "이": 0}
_ENGLISH_HINT = pattern(
    rf"\b20\d{{6}}\b|\d-?(?:{_MONTH})|\b(?:{_MONTH})\b|[a-z]day\b|\bcouple\b|years? (?:ago|back)"
    rf"|\b(?:{'|'.join(_WEEKDAYS)})\b|\b(?:{_COUNT}) (?:day|week|fortnight|month)|half a"
    rf"|\bpast {_SEASON}|s since |of the (?:month|quarter|year)|\bthe (?:{_ORDINAL})\b|\bfy"
    rf"|fiscal|financial|\bcy ?'?\d|\dq\b|w/e|week end"
)
_HANGUL = pattern(r"[가-힣]")


def plainly_spelled(plain: str, *, today: date) -> str:
    """Normalized text with its days in the spellings that patterns know.

    >>> plainly_spelled("on thurs, the fifth of may", today=date(2026, 11, 28))
    'on thursday, 5 may'
    >>> plainly_spelled("10/5-10/30, the 4th and 11th of june", today=date(2026, 11, 28))
    '5 oct - 30 oct, 4 june and 11 june'
    >>> plainly_spelled("다음 달 둘째 주, 시월 십이일", today=date(2026, 11, 28))
    '2026년 12월 둘째 주, 10월 12일'
    """
    is_korean = bool(_HANGUL.search(plain))
    if TWO_FIGURES.search(plain):
        plain = TWO_FIGURES.sub(lambda found: period_of(found, korean=is_korean), plain)
    if _ENGLISH_HINT.search(plain):
        for spelled, said in _ENGLISH:
            plain = spelled.sub(said, plain)
    if is_korean:
        for spelled, said in _KOREAN:
            plain = spelled.sub(said, plain)
        plain = _KOREAN_MONTH.sub(lambda found: _month_of(found, today), plain)
    return plain


def _month_of(found: re.Match[str], today: date) -> str:
    month = months_later(today.replace(day=1), _SHIFTS.get(found["which"], 1))
    return f"{month.year}년 {month.month}월 "
