"""What a day or a period looks like in a sentence; `bot.text` reads what these patterns find."""

from __future__ import annotations

from bot.text.patterns import pattern
from bot.understanding.loose_days import LOOSE

_COUNT = "a|an|one|two|three|four|five|six|seven|eight|nine|ten"
_NAMES = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_LONG_NAMES = "|".join(_NAMES.split("|")[:12])
_YEAR = r"(?:,? ?(?:20\d\d|'\d\d|(?:of )?(?:last|this|next) year))?"
_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?!,? the \d{1,2}(?:st|nd|rd|th))"
    r"|[월화수목금토일](?:요일|욜)(?!이?[면라]|인|이(?:던데|네|거든|잖|니까?|어서|고|에요|었))"
)
_WEEK = (
    r"last week|this week|next week|지지난 ?주|지난 ?주|저번 ?주|이번 ?주|금주|다다음 ?주|다음 ?주"
)
_DAY = "|".join(
    (
        r"20\d\d[-./년] ?\d{1,2}[-./월] ?\d{1,2}일?",
        r"\d{1,2}[./]\d{1,2}[./](?:20)?\d\d|\d{1,2}-\d{1,2}-20\d\d",
        rf"\d{{1,2}}(?:st|nd|rd|th)?\.?(?: of)? (?:{_NAMES})\b\.?{_YEAR}",
        rf"(?:{_NAMES})\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b{_YEAR}",
        r"(?:(?:\d{2,4}년|재작년|작년|지난해|올해|금년|올|내년|지난|오는) ?)?\d{1,2}월 ?\d{1,2}일",
        r"(?:지지난|지난|저번|이번|다음|오는|[전이금당내익]) ?[달월] ?\d{1,2}일",
        r"(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of| in)? (?:last|this|next) month"
        r"|(?:last|this|next) month(?: on)?,? (?:the )?\d{1,2}(?:st|nd|rd|th)\b",
        r"(?:the )?day before yesterday|yesterday|today|tonight"
        r"|(?:the )?day after tomorrow|tomorrow|this (?:morning|afternoon|evening)|last night"
        r"|어젯밤|엊저녁|그끄저께|그저께|그제|엊그제|어제|오늘|내일|모레",
        rf"(?:{_WEEK}) ?(?:{_WEEKDAY})|(?:{_WEEKDAY}),? (?:of )?(?:last|this|next) week",
        rf"(?:(?:last|this|next|지난|이번|다음) ?)?(?:{_WEEKDAY})",
        r"(?<![\d/])(?!24/7)\d{1,2}/\d{1,2}(?![\d/]| ?(?:page|페이지|분기|면))"
        r"|(?<![\d.])\d{1,2}\.\d{1,2}\.(?!\d)",
        r"(?:\d{1,3}|한|두|세|석|네|넉) ?(?:일|주일?|달|개월) ?전(?!에?까지|까지)",
        rf"(?:\d{{1,3}}|{_COUNT}) (?:day|week|fortnight|month)s? (?:ago|back\b|earlier)",
        r"(?:하루|이틀|사흘|나흘|닷새|엿새|열흘|보름|일주일|이주일) ?전(?!에?까지|까지)",
        r"(?<=행사)[는은이가] ?\d{1,2}\.\d{1,2}(?![\d.%])|(?<=일)[은이]? \d{1,2}\.\d{1,2}(?![\d.%])"
        r"|(?<![\d.])\d{1,2}\.\d{1,2}(?= ?(?:부터|까지|자로|일자|에 )| ?~ ?\d{1,2}\.)",
        r"since (?:about |like )?(?:\d{1,2}|an?|one|two|three|four|five|six) (?:day|week|month)s",
    )
)
_AHEAD = "|".join(
    (
        r"in (?:\d{1,3}|an?|one|two|three|four|five|six) (?:day|week|fortnight|month)s?"
        r"(?! (?:of|time|range|total|long))\b",
        rf"(?:\d{{1,3}}|{_COUNT}) (?:day|week|month)s? from now",
        r"글피",
        r"(?:\d{1,3} ?(?:일|주일?|개월|달)|하루|이틀|사흘|나흘|열흘|보름|일주일"
        r"|[한두세] ?(?:달|주))"
        r" ?(?:뒤|후)(?!기)",
    )
)
_SEASON = r"spring|summer|autumn|fall|winter"
_PART = r"(?:early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[ -]"
_QUARTER = r"q[1-4](?:[ -]?(?:of )?(?:fy ?'?\d{2,4}|20\d\d|(?:last|this|next) year))?"
_NOT_MAY = _LONG_NAMES.replace("|may|", "|")
"""May is also a verb; as a month it stands behind a preposition or with a year."""
_NAMED = (
    rf"(?:last|this|next) (?:{_LONG_NAMES})\b{_YEAR}|(?:may|mar) 20\d\d"
    rf"|(?!march (?:in|on|up|past|with|through)(?:to|wards?)?\b)(?:{_NOT_MAY})\b{_YEAR}"
    rf"|\b(?!may\b|mar\b|march (?:in|on|up|past|with|through)(?:to|wards?)?\b)(?:{_NAMES})\b{_YEAR}"
)
_SPAN = "|".join(
    (
        rf"(?:{_PART})(?:last|this|next) (?:week|month|quarter|year)|(?:{_PART})(?:{_NAMED}|may\b)",
        r"(?:first|second|third|fourth|last) week (?:of|in) " + rf"(?:{_LONG_NAMES})",
        rf"(?:{_PART})(?:{_QUARTER}|(?:the )?(?:first|second|third|fourth) quarter|{_SEASON})\b",
        r"fy ?'?(?:20)?\d\d ?[-/] ?(?:20)?\d\d(?!\d)|fy ?'?\d{2,4}"
        r"(?!\d| ?[-/]? ?(?:[qh\d]|[상하]반기))",
        r"(?<![a-z\d.])[12]h(?![a-z\d])(?: (?:fy ?'?\d{2,4}|20\d\d))?",
        r"(?:fy ?'?\d{2,4}[ -]?|(?<![a-z\d]))[qh][1-4](?![a-z\d])"
        r"(?:[ -]?(?:of )?(?:fy ?'?\d{2,4}|20\d\d|(?:last|this|next) year))?",
        r"(?:the )?(?:first|second|third|fourth) quarter(?: of (?:20\d\d|(?:last|this|next) year))?"
        r"|(?:the )?(?:first|second) half(?:[ -](?:of (?:(?:the|last|this|next) )?)?year)"
        r"|(?:(?<=in )|(?<=for )|(?<=from )|(?<=during ))the (?:first|second) half\b(?! of| hour)",
        r"(?:last|past|this|next|current|previous)"
        r" (?:week(?:end)?|month|quarter|year)\b(?!')|last half(?:[ -]year)?\b(?! of| an?\b| hour)",
        r"(?:last|past) \d{1,2} (?:day|week|month)s",
        rf"(?:{_SEASON})(?: of)? 20\d\d|(?:last|this|next) (?:{_SEASON})|(?<=in )(?:{_SEASON})\b"
        rf"|(?<=from )(?:{_SEASON})(?! [a-z])"
        rf"|(?:(?<=in the )|(?<=over the ))(?:{_SEASON})\b",
        r"(?:작년|재작년|올해|내년) ?(?:초|중순|말)(?![가-힣]*정산)",
        r"(?:(?:20\d\d년|작년|재작년|올해|내년) ?)?\d{1,2}월"
        r"(?! ?\d{1,2}(?!\d)(?! ?(?:만|천|백|원|주|명|건|개|회|장|부|%|달러|불|유로)))"
        r"(?: ?(?:초|중순|말|[첫둘셋넷]째 ?주|첫 ?주|마지막 ?주|[1-4]주차?)"
        r"(?: ?(?:주말|[월화수목금토일]요일))?)?",
        r"(?:(?:(?:20)?\d\d년|재작년|작년|올해|내년|fy ?\d\d) ?)?(?:[1-4] ?분기|[상하]반기)"
        r"(?: ?(?:초|말)(?!고))?",
        r"(?:20\d\d년|작년|지난|이번|올해|내년|다음) ?(?:봄|여름|가을|겨울)"
        r"|(?:봄|여름|가을|겨울)(?=에 )",
        r"20\d\d년? ?회계 ?연도|(?:지지난|지난|저번|이번|다다음|다음) ?(?:주말|주|달|분기"
        r"|해)(?: ?(?:초|중순|중반|후반|말)(?!고))?"
        r"|지난 ?반기|작년|재작년|지난해",
        r"(?:지난|최근) ?\d{1,2} ?(?:일|주|개월|달)(?:간|동안)?",
        rf"(?:in|of|for|from|since|last|all of|during) (?:{_LONG_NAMES})\b{_YEAR}",
        rf"{_NAMED}",
        r"내년|올해|next year|\b20\d\d년"
        r"|(?<!exchange )(?<!server )(?<!office )(?<!sql )(?<!dynamics )(?<!서버 )(?<!윈도우 )"
        r"(?<!오피스 )(?<![$€£₩¥.,/#-])\b20[12]\d\b(?![-./,:]\d)"
        r"(?! ?(?:[$€£₩¥%]|eur|usd|krw|won|people|copies|pieces|부|명|원|만))",
    )
)
_TO = r" ?(?:to|until|till|through|thru|and|-|–|~|부터|에서) ?"
RANGE = pattern(
    rf"\b(?:(?:weekend|week|wk) (?:of|commencing|starting|beginning)|w/c) (?:the "
    rf"|monday,? )?(?:{_DAY})"
    r"|(?:(?:20\d\d년|작년|올해|내년) ?)?\d{1,2}월 ?(?:[첫둘셋넷]째|첫|마지막|[1-4]) ?주차? ?"
    r"(?:주말|[월화수목금토일]요일)"
    r"|(?:(?:20\d\d년|작년|올해|내년) ?)?\d{1,2}월 ?(?:첫째?|둘째|셋째|넷째"
    r"|마지막) ?[월화수목금토일]요일"
    rf"|(?:the )?(?:first|second|third|fourth|last) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    rf"|weekend)"
    rf" (?:of|in) (?:{_NAMES})\b{_YEAR}"
    r"|\d{1,2}월 ?\d{1,2}일? ?(?:~|-|–|,|·|부터|에서|과|와|및) ?\d{1,2}일"
    r"|\b\d{1,2}(?:st|nd|rd|th|\.)? ?(?:-|–|to|and|or|&|/|until|till|through|thru) ?"
    r"(?:the )?\d{1,2}(?:st|nd|rd|th|\.)?"
    rf"(?: of)? (?:{_NAMES})\b{_YEAR}"
    rf"|(?:{_DAY}){_TO}(?:{_DAY}|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?일?(?![\d:]))(?: ?까지)?{_YEAR}"
    rf"|\b(?:{_NAMES})\b{_YEAR} ?(?:to|until|till|through|thru|and|-|–) ?(?:{_NAMES})\b{_YEAR}"
    r"|(?<![\d.-])\d{1,2}월? ?(?:부터|에서|~|-) ?\d{1,2}월(?! ?\d)"
)
ONE_DAY = pattern(rf"(?<![\d.])(?:{_DAY})")
A_DAY_AHEAD = pattern(rf"(?<![\d.])(?:{_AHEAD})")
A_SPAN = pattern(rf"(?<![a-z가-힣])(?:{_SPAN})")
HINT = (
    r"\d|\bdays\b|fortnight|\b(?:tues?|weds?|thurs?|thu|fri|sat|sun|mon)\b|half|\bthe [a-z]+th\b"
    r"|eo[wq]\b|halloween|easter|추석|설날|글피|월초|연초|yesterday|today|tomorrow|tonight"
    r"|[a-z]day\b|week|month|quarter|year"
    r"|half|spring|summer"
    rf"|autumn|fall|winter|{_LONG_NAMES}|\b(?:jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
    r"|\bnight\b|morning|afternoon|evening|christmas|xmas|\beo[my]\b"
    r"|[년월주달]|저께|저녁|젯밤|어제|그제|오늘|내일|모레|요일|욜|봄|여름|가을|겨울|반기|분기|작년"
    r"|올해|지난해"
    r"|하루|이틀|사흘|흘|보름|닷새|엿새|연말|성탄절|신정|새해|크리스마스"
)
"""Without any of these no day is said; most texts are done with it."""
A_LOOSE_DAY = pattern(rf"(?<![\d.])(?:{LOOSE})")
