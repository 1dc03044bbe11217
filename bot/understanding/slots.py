"""What was said besides the intent.

Activity, document, cost, program, claim, days, amount, conditions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from bot.domain.catalog import Catalog
from bot.text.patterns import pattern
from bot.understanding import told
from bot.understanding.currencies import read_bare_currency
from bot.understanding.days import read_days
from bot.understanding.doers import IN_HOUSE, THIRD_PARTY, doers, is_about_travel, is_had_done
from bot.understanding.figures import read_sums, unclear_sum
from bot.understanding.lexicon import FOLDER, entries
from bot.understanding.named_claims import named_claims
from bot.understanding.pairs import PairBook
from bot.understanding.phrases import WEAK, GroupedBook, Hit
from bot.understanding.values import SMALLTALK, QuestionContext, Slots
from bot.understanding.words import glued, is_hangul, is_latin, normalize, singular, tokens

KINDS = ("activity", "document", "expense", "program", "condition")
_OTHER_OFFICE = pattern(
    r"외[주부] ?(?:회계|세무|법무|노무|감사)"
    r"|(?:external|outside|outsourced) (?:accountant|accounting|auditor|bookkeep|tax|law|lawyer)"
)
"""Those who ask for us or look at our books did not do the work."""
WORK_INTENTS = frozenset(
    {
        "required_documents",
        "csr_help",
        "poe_help",
        "invoice_help",
        "eligible_expenses",
        "file_claim",
    }
)
"""Who asks for these tells who did the work even without naming it."""
_COMMON_NAMES = (
    "list|calling|print|programming|stand|offer|agency|development|hall|room|engineers|ads|content|"
    "production|class|design|creative|display|mpn|clicks|impressions|media|fair|champion|badge|"
    "registration|ticket|banner|banners|voucher|coupon|상품권|제작비|등록|티켓|대행사|에이전시"
    "|인쇄|개발|상품|설치|배포|구축|엔지니어|목록|장소|발표자|배지|오퍼|전략|이벤트|미디어"
)
_TOO_COMMON = frozenset(_COMMON_NAMES.split("|"))
"""Synonyms of the catalog that alone are ordinary words, as in "what do you offer"."""
_ANOTHERS = frozenset({("labor", "consulting"), ("labor", "컨설팅"), ("champ_fees", "contractor")})
"""Synonyms of a cost that has one of its own for them."""
_NOBODY_ELSE = pattern(
    r"\b(?:without|no|nae|nor|not(?: using)?|didn't (?:use|hire|have)|did not (?:use|hire|have))"
    r" +(?:(?:an?|any|the|outside|external|third-party|other|using|by) +)*"
    r"(?:agency|agencies|vendors?|suppliers?|contractors?|freelancers?|third party"
    r"|(?<=outside )(?:company|firm|party|help)|(?<=external )(?:company|firm|party|help)"
    r"|(?<=other )(?:company|firm))\b"
    r"|(?:대행사|에이전시|외부 ?업체|업체|외주|벤더|외부 ?회사|프리랜서) ?[를을도는은가이]? ?"
    r"(?:없[이었어는고으]|아니[고라에]|아닙|아닐|아님|말고|(?:준|맡긴|쓴) ?(?:거|것|게|적)?(?:도|은"
    r"|이)? ?없|안 ?[쓰썼끼맡]|(?:쓰|끼|맡기)지 ?않)"
)
"""Work that was given to nobody else, told by naming the one who did not do it."""


FOR_STAFF = frozenset({"MD_SPIFF", "PR_INTERNAL", "PR_EXAM", "PR_ONDEMAND", "PR_CONF"})
"""Here one's own people are those who got it; naming them does not say that they did the work."""
LESSONS = frozenset({"PR_INTERNAL", "PR_ONDEMAND"})
"""How they were held is told of them too; they may turn out to be a seminar for customers."""
_OF_EVENT = pattern(r"\b(?:event|session|venue|hall|guests|attendees)\b|행사|세션|모임|교육")
"""What is held somewhere, though it is not named which."""
_HELD_OURSELVES = pattern(
    r"\b(?:trainers?|ourselves|myself|in-?house|internally|own hands|instructors?)\b"
    r"|\b(?:by|with|w/|using) our\b|\b(?:held|ran|gave|taught|teach|trained|demo|conducted"
    r"|delivered|led)\b"
    r"|강사|자체|직접|내부에서|사내에서|으로만|만으로|로만|끼리|인력|직원들?이|팀이"
)


class SlotFinder:
    """Finds slots with the synonyms of a catalog, `lexicon/slots.txt` and `lexicon/pairs.txt`.

    Shape: `ordinary` are stems that are words of their own and never typos of a synonym.
    """

    def __init__(
        self, catalog: Catalog, ordinary: Collection[str] = (), folder: Path = FOLDER
    ) -> None:
        self._catalog = catalog
        found = list(entries((folder / "slots.txt").read_text("utf-8")))
        weak = {entry for entry in found if WEAK in entry[0]}
        found += [
            (f"{kind} {code}", phrase)
            for kind, code, phrase in _catalog_phrases(catalog)
            if phrase.casefold() not in _TOO_COMMON
            and (code.removeprefix(WEAK), phrase.casefold()) not in _ANOTHERS
            and (f"{kind} {WEAK}{code}", phrase.casefold()) not in weak
        ]
        plain_words = {word for _, word in entries((folder / "ordinary.txt").read_text("utf-8"))}
        no_typos = {*ordinary, *plain_words, *map(singular, plain_words)}
        self._book = GroupedBook(
            found, no_typos, cut=singular, shortest_typo=5, mistyped_group="activity"
        )
        self._pairs = PairBook((folder / "pairs.txt").read_text("utf-8"))

    def find(
        self,
        text: str,
        *,
        language: str,
        today: date,
        intent: str = "",
        context: QuestionContext | None = None,
    ) -> Slots:
        """All slots of a text, of what `words.normalize` keeps; `intent` is what it is about."""
        context, plain = context or QuestionContext(), normalize(text)
        hits, instead = self._named(plain)
        claims = named_claims(text, plain, context.claim_names)
        sums = read_sums(plain, language=language)
        sums = [(amount, code) for amount, code in sums if code or str(amount) not in claims]
        codes = _codes(hits, plain, intent, of_money=bool(sums))
        activities = codes["activity"]
        is_passing = not (claims or any(codes.values())) and told.is_passing(plain, intent)
        if is_passing and intent.startswith(SMALLTALK):
            sums = []
        may_be_ours = "" if is_passing and not sums else plain
        periods = read_days(
            may_be_ours, language=language, today=today, intent=intent, of_activity=bool(activities)
        )
        first_day, last_day = periods[0] if periods else (None, None)
        return Slots(
            **{kind: next(iter(found), "") for kind, found in codes.items()},
            activities=activities,
            documents=codes["document"],
            expenses=codes["expense"],
            claim=next(iter(claims), ""),
            claims=claims,
            first_day=first_day,
            last_day=last_day,
            periods=periods,
            amount=sums[0][0] if sums else None,
            amounts=tuple(amount for amount, _ in sums),
            currency=_currency(plain, sums),
            conditions=self._conditions(hits, instead, activities, context, intent),
        )

    def route_of(self, program: str) -> str:
        """Where claims of a program belong (its `route`), "" for an unknown one."""
        known = self._catalog.programs.get(program)
        return known.route if known else ""

    def _named(self, plain: str) -> tuple[dict[str, list[Hit]], str]:
        """What is named, and the text in which "no agency" says who did the work."""
        hits = self._hits(*_parts(plain))
        instead = _NOBODY_ELSE.sub(" ourselves ", plain)
        papers = hits["document"]
        if instead != plain:
            others = self._hits(*_parts(instead))
            hits["condition"], papers = others["condition"], others["document"]
        hits["condition"] = told.outside_statements(hits["condition"], papers)
        return hits, instead

    def _hits(self, stems: list[str], words: list[str]) -> dict[str, list[Hit]]:
        """Kind → what was found of it, with names of that kind."""
        hits: dict[str, list[Hit]] = {kind: [] for kind in KINDS}
        stems = self._book.correct(stems)
        for hit in (*self._book.latin(stems), *self._book.hangul(words)):
            _sort_in(hits, hit)
        for kind, hit in self._pairs.find(stems, words):
            hits[kind].append(hit)
        hits["expense"] = [hit for hit in hits["expense"] if not _is_denied(stems, hit)]
        hits["activity"] = [hit for hit in hits["activity"] if not _is_yours(stems, hit)]
        if not hits["activity"]:
            for hit in self._book.mistyped(words):
                _sort_in(hits, hit)
        return hits

    def _conditions(
        self,
        hits: dict[str, list[Hit]],
        plain: str,
        activities: tuple[str, ...],
        context: QuestionContext,
        intent: str,
    ) -> dict[str, tuple[str, ...]]:
        """What was said about the activity named or at hand, and nothing about no activity."""
        is_known = bool(activities or context.activity)
        said: dict[str, list[str]] = {}
        for hit in told.conditions(hits["condition"], hits["activity"], is_known):
            question, _, value = hit.name.partition("=")
            if value not in said.setdefault(question, []):
                said[question].append(value)
        asked = self._asked(activities or (context.activity or context.last_slots.activity,))
        if asked is None:
            asked = {"work_by"} if intent in WORK_INTENTS else set()
            asked |= {"online"} if _OF_EVENT.search(plain) else set()
        elif not LESSONS.isdisjoint(activities):
            asked.add("online")
        named = said.pop("work_by", ())
        named = () if _OTHER_OFFICE.search(plain) else named
        is_known = is_known or intent in WORK_INTENTS
        who = _who(plain, named, is_known) if "work_by" in asked else ""
        is_of_staff = not FOR_STAFF.isdisjoint(activities) and not _HELD_OURSELVES.search(plain)
        if who and not (who == IN_HOUSE and is_of_staff):
            said["work_by"] = [who]
        result = {}
        for question, values in said.items():
            known = self._catalog.questions.get(question)
            if known and question in asked:
                many = known.kind == "multichoice"
                result[question] = tuple(values) if many else (values[-1],)
        return result

    def _asked(self, activities: Iterable[str]) -> set[str] | None:
        """Questions that any of these activities asks; None without an activity."""
        known = [self._catalog.activities[a] for a in activities if a in self._catalog.activities]
        if not known:
            return None
        return {question for activity in known for question in activity.questions}


def _who(plain: str, named: Collection[str], is_known: bool) -> str:
    """Who did the work: one, the other or both, "" where nobody is said to have.

    A verb tells more than a name alone; and a name in talk of a journey says nothing.
    """
    done = doers(plain) if is_known else ()
    if THIRD_PARTY in named and is_had_done(plain):
        done = tuple(who for who in done if who != IN_HOUSE)
    who = {*named, *done}
    if "both" not in who and not {THIRD_PARTY, IN_HOUSE} <= who:
        return next(iter(who), "")
    if "both" in who or not is_about_travel(plain):
        return "both"
    return done[0] if len(done) == 1 else ""


def _currency(plain: str, sums: list[tuple[Decimal, str]]) -> str:
    """The currency of the sums, or of one that may be two, or the one named by itself."""
    named = next((code for _, code in sums if code), "")
    unclear = None if named else unclear_sum(plain)
    return named or (unclear[2] if unclear else "") or read_bare_currency(plain)


def _codes(
    hits: dict[str, list[Hit]], plain: str, intent: str, *, of_money: bool
) -> dict[str, tuple[str, ...]]:
    """Kind → codes told of it, the likeliest first."""
    if told.is_elsewhere(plain, intent, hits) and not of_money:
        return dict.fromkeys(("activity", "document", "expense", "program"), ())
    named = hits["activity"]
    of_money = of_money or told.is_of_money(plain, intent)
    return {
        "activity": told.activities(named, hits["document"], plain, intent),
        "document": told.documents(hits["document"], plain, intent),
        "expense": told.expenses(hits["expense"], named, hits["document"], plain, of_money, intent),
        "program": told.ordered(told.of_subject(hits["program"], told.is_of_program(plain))),
    }


def _parts(plain: str) -> tuple[list[str], list[str]]:
    """What is not Hangul, word by word and singular, and the Hangul with its spaces away."""
    stems = [singular(part) if is_latin(part) else part for part in tokens(plain)]
    return [word for word in stems if not is_hangul(word)], glued(plain)


def _is_yours(stems: Sequence[str], hit: Hit) -> bool:
    """Whether it is said to be Microsoft's: "your webinar"."""
    return not hit.hangul and hit.start > 0 and stems[hit.start - 1] == "your"


def _is_denied(stems: Sequence[str], hit: Hit) -> bool:
    """Whether it is said that there was none: "no flights"."""
    return not hit.hangul and hit.start > 0 and stems[hit.start - 1] in ("no", "without")


def _sort_in(hits: dict[str, list[Hit]], hit: Hit) -> None:
    kind, _, name = hit.name.partition(" ")
    hits[kind].append(replace(hit, name=name))


def _catalog_phrases(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    groups = (
        ("activity", catalog.activities),
        ("program", catalog.programs),
        ("expense", catalog.expense_types),
    )
    for kind, members in groups:
        for code, member in members.items():
            title = member.title
            weak = WEAK if kind == "expense" else ""
            for phrase in member.synonyms.all:
                yield kind, weak + code, phrase
            yield kind, weak + code, title.en
            yield kind, weak + code, title.ko
    for code, document in catalog.kinds.items():
        yield "document", code, document.title.en
        yield "document", code, document.title.ko
