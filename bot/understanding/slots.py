"""What was said besides the intent.

Activity, document, cost, program, claim, days, amount, conditions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.domain.catalog import Catalog
from bot.understanding.figures import read_days, read_money
from bot.understanding.lexicon import FOLDER, entries
from bot.understanding.phrases import Hit, PhraseBook
from bot.understanding.values import Slots
from bot.understanding.words import glued, is_hangul, is_latin, normalize, singular, tokens

KINDS = ("activity", "document", "expense", "program", "condition")
NAME_LIKENESS = 88
"""How alike (of 100) a claim's name and the text must be to be taken for it."""
_NUMBERED = re.compile(
    r"\b([a-z]{1,4}-(?:\d{2,6}-)?\d{2,10})\b|#(\d{2,10})\b"
    r"|\b(?:claim|number|no\.?|클레임|번호) ?(\d{3,10})\b|\b(\d{3,10})번"
)
_NOT_CLAIMS = frozenset({"az", "ms", "pl", "sc", "dp", "ai", "mb", "sql", "iso"})
"""Letters before a hyphen and a number that name exams and standards, not claims."""
_COMMON_NAMES = (
    "list|calling|print|programming|stand|offer|agency|development|hall|room|engineers|ads|content|"
    "production|class|design|creative|display|mpn|clicks|impressions|media|fair|champion|badge|"
    "registration|ticket|등록|티켓|대행사|에이전시|인쇄|개발|상품|설치|배포|구축|목록|장소|발표자|배지|오퍼|전략|이벤트|미디어"
)
_TOO_COMMON = frozenset(_COMMON_NAMES.split("|"))
"""Synonyms of the catalog that alone are ordinary words, as in "what do you offer"."""
ORDINARY = "-"
"""Code of the phrases in `lexicon/slots.txt` that look like a name but are none."""
_QUOTE = r"[\"“”「『]([^\"“”「」『』]{2,80})[\"“”」』]"
_QUOTED = re.compile(
    rf"(?:claims?|drafts?|named|called|titled|클레임|청구|초안|이름이) ?:? ?{_QUOTE}"
    rf"|{_QUOTE} ?(?:claim|draft|one\b|클레임|청구|초안|건)",
    re.IGNORECASE,
)
"""What stands in quotes is a claim's name only beside a word for a claim."""
_BARE = re.compile(
    r"(?<![\w.,/#-])(\d{5,6})(?![a-z0-9.,/%-]| ?(?:[원부명장개건통회번불]|달러|유로|usd|eur|krw))"
)
_ABOUT_MONEY = re.compile(
    r"amount|cost|total|sum\b|price|figure|invoice|금액|비용|합계|총액|송장|[$€£₩]"
)
MAX_BARE_WORDS = 8


_NOBODY_ELSE = re.compile(
    r"\b(?:without|no|nor|not(?: using)?|didn't (?:use|hire|have)|did not (?:use|hire|have))"
    r" +(?:(?:an?|any|the|outside|external|third-party|other) +)*"
    r"(?:agency|agencies|vendors?|suppliers?|contractors?|freelancers?|company|firm|third party)\b"
    r"|(?:대행사|에이전시|외부 ?업체|업체|외주|벤더|외부 ?회사|프리랜서) ?(?:를|을|도|는|은)? ?"
    r"(?:없이|없었|안 ?(?:쓰|썼|끼|맡)|쓰지 ?않|끼지 ?않|맡기지 ?않)"
)
"""Work that was given to nobody else, told by naming the one who did not do it."""


class SlotFinder:
    """Finds slots with the synonyms of a catalog and those of `lexicon/slots.txt`.

    Shape: `ordinary` are stems that are words of their own and never typos of a synonym.
    """

    def __init__(
        self, catalog: Catalog, ordinary: Collection[str] = (), folder: Path = FOLDER
    ) -> None:
        self._catalog = catalog
        found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in KINDS}
        for kind, code, phrase in _catalog_phrases(catalog):
            if phrase.casefold() not in _TOO_COMMON:
                found[kind].append((code, phrase))
        for name, phrase in entries((folder / "slots.txt").read_text("utf-8")):
            kind, _, code = name.partition(" ")
            found[kind].append((code, phrase))
        self._books = {
            kind: PhraseBook(found[kind], ordinary, cut=singular, shortest_typo=5) for kind in KINDS
        }

    def find(
        self, text: str, *, language: str, today: date, claim_names: Collection[str] = ()
    ) -> Slots:
        """All slots of a text. Reads only what `words.normalize` keeps of it."""
        plain = normalize(text)
        parts = _parts(plain)
        hits = {kind: list(self._hits(kind, *parts)) for kind in KINDS}
        if _NOBODY_ELSE.search(plain):
            parts = _parts(_NOBODY_ELSE.sub(" ourselves ", plain))
            hits["condition"] = list(self._hits("condition", *parts))
        activities = self._activities(hits["activity"])
        first_day, last_day = read_days(plain, language=language, today=today) or (None, None)
        amount, currency = read_money(plain, language=language)
        return Slots(
            activity=activities[0] if activities else "",
            activities=activities,
            document=_longest(hits["document"]),
            expense=_longest(hit for hit in hits["expense"] if not _covered(hit, hits["activity"])),
            program=_longest(hits["program"]),
            claim=_claim(text, plain, claim_names),
            first_day=first_day,
            last_day=last_day,
            amount=amount,
            currency=currency,
            conditions=self._conditions(hits["condition"], activities),
        )

    def _hits(self, kind: str, stems: list[str], words: list[str]) -> Iterator[Hit]:
        book = self._books[kind]
        found = [*book.latin(book.correct(stems)), *book.hangul(words)]
        if not found and kind == "activity":
            found = list(book.mistyped(words))
        yield from found

    def _activities(self, hits: list[Hit]) -> tuple[str, ...]:
        ordered = sorted(hits, key=lambda hit: (-_strength(hit), hit.start))
        codes = dict.fromkeys(hit.name for hit in ordered if hit.name in self._catalog.activities)
        return tuple(codes)

    def _conditions(
        self, hits: list[Hit], activities: tuple[str, ...]
    ) -> dict[str, tuple[str, ...]]:
        said: dict[str, list[str]] = {}
        for hit in hits:
            question, _, value = hit.name.partition("=")
            if value not in said.setdefault(question, []):
                said[question].append(value)
        if {"third_party", "in_house"} <= set(said.get("work_by", ())):
            said["work_by"] = ["both"]
        asked = self._asked(activities)
        result = {}
        for question, values in said.items():
            known = self._catalog.questions.get(question)
            if known and (asked is None or question in asked):
                many = known.kind == "multichoice"
                result[question] = tuple(values) if many else (values[-1],)
        return result

    def _asked(self, activities: tuple[str, ...]) -> set[str] | None:
        if not activities:
            return None
        return set(self._catalog.activities[activities[0]].questions)


def _parts(plain: str) -> tuple[list[str], list[str]]:
    """What is not Hangul, word by word and singular, and the Hangul with its spaces away."""
    stems = [singular(part) if is_latin(part) else part for part in tokens(plain)]
    return [word for word in stems if not is_hangul(word)], glued(plain)


def _catalog_phrases(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    groups = (
        ("activity", catalog.activities),
        ("program", catalog.programs),
        ("expense", catalog.expense_types),
    )
    for kind, members in groups:
        for code, member in members.items():
            title = member.title
            for phrase in (*member.synonyms.all, title.en, title.ko):
                yield kind, code, phrase
    for code, document in catalog.kinds.items():
        yield "document", code, document.title.en
        yield "document", code, document.title.ko


def _strength(hit: Hit) -> int:
    return hit.length * (1 if hit.hangul else 3)


def _longest(hits: Iterable[Hit]) -> str:
    named = [hit for hit in hits if hit.name != ORDINARY]
    best = max(named, key=lambda hit: (_strength(hit), -hit.start), default=None)
    return best.name if best else ""


def _covered(hit: Hit, others: Iterable[Hit]) -> bool:
    return any(
        other.hangul == hit.hangul and other.start <= hit.start and hit.end <= other.end
        for other in others
        if other.name != ORDINARY
    )


def _claim(text: str, plain: str, names: Collection[str]) -> str:
    for numbered in _NUMBERED.finditer(plain):
        value = next(group for group in numbered.groups() if group)
        if value.partition("-")[0] not in _NOT_CLAIMS:
            return value.upper()
    bare = _BARE.search(plain)
    if bare and len(plain.split()) <= MAX_BARE_WORDS and not _ABOUT_MONEY.search(plain):
        return bare[1]
    quoted = _QUOTED.search(text[:500])
    if quoted:
        return (quoted[1] or quoted[2]).strip()
    if names:
        found = process.extractOne(
            plain,
            list(names),
            scorer=fuzz.partial_ratio,
            processor=normalize,
            score_cutoff=NAME_LIKENESS,
        )
        return str(found[0]) if found and len(found[0]) >= 4 else ""
    return ""
