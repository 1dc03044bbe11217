"""Words that readers understand, as tables of plain text."""

from __future__ import annotations

from bot.text.typed import tidy


def words(text: str) -> frozenset[str]:
    """The phrases of a text, with commas or line breaks between; tidied as what is typed is.

    >>> sorted(words("yes, of course"))
    ['of course', 'yes']
    """
    lines = text.strip().splitlines()
    return frozenset(tidy(phrase) for line in lines for phrase in line.split(",") if phrase.strip())


def numbered(text: str) -> dict[str, int]:
    """Every word of a text → number of its line, from 1.

    >>> numbered("one first" + chr(10) + "two")
    {'one': 1, 'first': 1, 'two': 2}
    """
    lines = text.strip().splitlines()
    return {word: n for n, line in enumerate(lines, start=1) for word in line.split()}


MONTHS = numbered("""
january jan
february feb
march mar
april apr
may
june jun
july jul
august aug
september sept sep
october oct
november nov
december dec
""")

WEEKDAYS = numbered("""
monday mon 월요일
tuesday tue tues 화요일
wednesday wed 수요일
thursday thu thur thurs 목요일
friday fri 금요일
saturday sat 토요일
sunday sun 일요일
""")

ORDINALS = numbered("""
first 1st 첫 첫째 하나 일번
second 2nd 두 둘째 둘
third 3rd 세 셋째 셋
fourth 4th 네 넷째 넷
fifth 5th 다섯 다섯째
sixth 6th 여섯 여섯째
seventh 7th 일곱 일곱째
eighth 8th 여덟 여덟째
ninth 9th 아홉 아홉째
tenth 10th 열 열째
""")

YES = words("""
y, yes, yeah, yep, yup, sure, ok, okay, right, correct, true, absolutely, definitely, indeed
of course, yes please, yes it is, that's right, yes of course, sure thing, certainly
예, 네, 넵, 넹, 네네, 예스, 응, 어, 그래, 그래요, 맞아, 맞아요, 맞습니다, 그렇습니다, 그럼요
당연하죠, 물론, 물론이죠, 물론입니다, 좋아, 좋아요, 좋습니다, ㅇㅇ, ㅇ, ㅇㅋ, 오케이
있어요, 있습니다, 됩니다, 동의, 동의합니다, 보여요, 보입니다, 그렇죠
""")

NO = words("""
n, no, nope, nah, not really, never, false, wrong, no thanks, no thank you, no it isn't
아니, 아니요, 아니오, 아뇨, 아닙니다, 아니에요, 아녜요, 노, ㄴㄴ, ㄴ, 없어요, 없습니다
안돼요, 안 됩니다, 싫어요, 괜찮습니다, 틀려요, 틀립니다, 안 보여요, 안 보입니다
""")

DAY_FIRST = words("en-gb, en-au, en-nz, en-ie, en-in, en-za, en-sg, en-my, en-hk")
"""Locales that write 3 April as 03/04."""

DOT_GROUPS = frozenset(
    code.upper()
    for code in words("""
eur, vnd, idr, clp, pyg, brl, dkk, nok, isk, try, ars, cop, crc, huf, czk, pln, ron, sek, uyu
tnd, lyd, dzd, mad, rsd, bam, mkd, azn, bob, ves, bnd, khr, awg, srd, xcg
""")
)
"""Currencies whose home writes twelve thousand as 12.000."""

CURRENCIES = words("""
usd, eur, gbp, krw, jpy, cny, aud, cad, nzd, sgd, hkd, twd, inr, vnd, thb, php, idr, myr, brl, mxn
ars, clp, cop, pen, uyu, crc, chf, sek, nok, dkk, isk, pln, czk, huf, ron, bgn, try, ils, aed, sar
qar, kwd, bhd, omr, jod, egp, zar, ngn, kes, mad, tnd, uah, rub, kzt, pkr, bdt, lkr, pyg
afn, amd, aoa, awg, azn, bbd, bif, bmd, bnd, bsd, btn, bwp, byn, bzd, cdf, cve, djf, dop, dzd
etb, fjd, fkp, ghs, gip, gmd, gnf, gtq, gyd, hnl, htg, iqd, jmd, kgs, khr, kmf, kyd, lbp, lrd, lsl
lyd, mdl, mga, mkd, mmk, mnt, mru, mur, mvr, mwk, mzn, npr, pgk, rsd, rwf, sbd, scr, sdg, shp, srd
ssp, stn, svc, szl, tjs, tmt, ttd, tzs, ugx, uzs, vuv, xaf, xcd, xcg, xof, xpf, yer, zmw, zwg
""")
"""Codes read as currencies, in lower case, without those that are English words (ALL, TOP)."""

ALSO_WORDS = words("cop, mad, pen, ron, rub, sar, try")
"""Codes read as currencies that mean something else where no sum stands beside them."""
