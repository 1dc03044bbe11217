"""Which of the phrases found are told: a word that may mean something is not yet said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.text.patterns import pattern
from bot.understanding.deeds import deed
from bot.understanding.phrases import WEAK, Hit
from bot.understanding.pictures import PHOTO, has_photo_apart, without_shots
from bot.understanding.values import OUT_OF_SCOPE, SMALLTALK

ORDINARY = "-"
"""Code of the phrases in `lexicon/slots.txt` that look like a name but are none."""
INVOICE, TAX_INVOICE = "INV_3P", "TAX_INVOICE"
_TO_MICROSOFT = pattern(
    r"\b(?:microsoft|ms|msft|issue)\b|마이크로소프트|마소|ms|엠에스|발행해|발행 ?하|역발행"
)
LABOR, SPEAKERS, STATEMENT = "labor", "speakers", "CSR"
_PERSON = r"(?:speaker|moderator|presenter|host|trainer|interpreter|compere|comedian|emcee|mc)s?"
_OF_A_PERSON = pattern(
    r"\b(?:hotels?|rooms?|flights?|train|taxi|dinner|meals?|travel|tickets?|nights?|airfare|trip"
    r"|stay)"
    rf"(?: \w+)? (?:of|for) (?:the |our |my |an? |his |her )?(?:\w+ )?{_PERSON}\b"
    rf"|\b{_PERSON} (?:flew|flies|fly|travel\w*|stayed|stays|drove|took (?:a|the) (?:train|taxi"
    rf"|plane))\b"
    r"|(?:연사|강사|사회자|발표자|진행자|통역사)(?:님|분)?의? ?(?:호텔|숙박|숙소|항공|비행기|ktx"
    r"|교통|기차|택시)"
    rf"|\b{_PERSON}(?:'s?)? (?:hotel|room|flight|train|taxi|dinner|meal|travel|ticket|stay|slide"
    rf"|deck|presentation|bio|photo)s?\b"
)
"""What somebody needs who speaks: that is the cost, and not the speaker."""
SPIFF, GIFTS = "MD_SPIFF", "giveaways"
_HOURS = pattern(
    r"\b\d+ ?(?:hours?|hrs?|man-?days)\b|\d+ ?(?:시간|공수)|\b(?:our|own"
    r"|their) hours\b"
)
OTHER = "OTHER"
"""The kind of document for whatever has no kind; told last."""
COST_INTENTS = frozenset({"eligible_expenses"})
BUYING_INTENTS = COST_INTENTS | {"file_claim"}
"""Here demo units that were bought are the cost."""
FORM_INTENTS = frozenset({"file_formats", "core_requirements"})
"""Here a photo, a deck or a creative is a kind of file or the piece itself, and no paper."""
PIECE_INTENTS = FORM_INTENTS | {"poe_help", "retention"}
"""Here a roll-up or a give-away is the thing and not what it cost."""
PAPER_INTENTS = frozenset(
    {
        "required_documents", "poe_help", "invoice_help", "csr_help", "respond_request", "dispute",
        "edit_claim", "file_claim", "file_formats", "core_requirements", "retention", "cpor",
        "resume_claim", "eligible_expenses",
    }
)  # fmt: skip
"""Here a photo or a deck is a paper; elsewhere only beside words of co-op work."""
DEED_INTENTS = PAPER_INTENTS - {"file_formats", "retention", "cpor"} | {
    "deadline", "claim_status", "withdraw_claim", "cpor", ""
}  # fmt: skip
"""Here an activity may be told by what was done."""
PASSING_INTENTS = frozenset({OUT_OF_SCOPE, "help", "cancel", "human_support"})
"""Here somebody may be in a training or stuck on the homepage; weak names are not meant."""
_ABOUT = pattern(r"\b(?:about|regarding|concerning|re|over|because of)\b|건으로|건 |관련|때문")
MAX_NAME_WORDS = 5
MAX_NAME_WORDS_KO = 3
_CO_OP = pattern(
    r"\b(?:claim\w*|co-?op|reimburs\w*|refund\w*|incentives?|microsoft|ms|msft|submit\w*|upload\w*"
    r"|proofs?|evidence|eligib\w*|invoices?|agency|agencies|vendors?|csr|poe|coverage|covered|docs"
    r"|papers|documents?|our own|spiff|licen[cs]es?"
    r"|we (?:\w+ )?(?:ran|did|held|hosted|printed|organi[sz]ed|sent|built|paid|had|put)|attendees?"
    r"|billboards?|webinars?|roadshows?|hoardings?|telemarketing|trade ?shows?|mailers?|mailshots?"
    r"|copilot|azure|surface|m365|resellers|dealers|prospects|clients|c[if]os|exhibited"
    r"|customers?|campaign|conducted|our (?:\w+ )?(?:staff|team|engineers?|designer))\b"
    r"|청구|클레임|코옵|환급|인센티브|마이크로소프트|마소|파트너|제출|증빙|첨부|업로드|송장"
    r"|인보이스"
    r"|대행사|응시료|스피프|데모 ?장비|적격|협력 ?자금|서류|지원금|집행|업체|진행(?:했|하였|한)"
    r"|고객|인쇄(?:했|하였)"
)
"""Words of doing, costs and papers: with one of them a sentence may be about co-op work."""
_BUILT = pattern(
    r"\b(?:re)?(?:buil[dt]|design(?:ed)?|launch(?:ed)?|done|made|coded|programm?ed"
    r"|develop(?:ed)?)\b"
    r"|제작|개편|구축|개발|리뉴얼|만들|만든|만드"
)
_PHOTO_OF = pattern(
    r"\b(?:photos?|pics?|pictures?|heics?|jpe?gs?|images?|snaps?|shots?)\b(?: \w+)?"
    r" (?:of|from)\b(?! (?:my|the|an?|our|his|her)? ?(?:i?phone|camera|mobile|cell|ipad|android))"
)
"""Then a photo is not only a kind of file."""
_MONEY = pattern(
    r"\b(?:costs?(?! statement| sheet| form| summary| declaration)|fees?|expenses?|price|spen[dt]"
    r"|spending|pa(?:y|id|yed)|budget|charged?|billed"
    r"|money\w*|money-wise|reimburs\w*|refund\w*|cover(?:s|ed)?|eligible|claimable|funded"
    r"|fundable|put through"
    r"|(?:can|could|may|to|should|will|we|i) (?:\w+ )?claim)\b"
    r"|비용|경비|값|요금|수수료|환급|지원|인정|정산|결제|지불|예산|[가-힣]비(?:[를은는도가]| |$)"
    r"|썼|쓴|시켰|시킨|주문했|청구 ?(?:가능|할|하고|되|해|하|돼)"
)
_NUMBER = pattern(r"\d{3}")
_FIGURE = pattern(r"[$€£₩¥]|\d{3}|\d ?(?:k|grand|만)\b|만 ?원|천 ?원")
_BOUGHT = pattern(
    r"\b(?:b[uo]y(?:ing)?|bought|purchas(?:e|ed|ing)|pay for|paid for)\b"
    r"|사려|사는|샀|산 ?거|[대개] ?산 |구매|구입|매입|장만"
)
_PROGRAM = pattern(
    r"\b(?:programs?|programmes?|incentives?|enrol\w*|member|as an?|we are|we're|i'm an?"
    r"|partners?)\b|프로그램|파트너|인센티브|가입|소속|자격|으로서"
)


def is_elsewhere(plain: str, intent: str, hits: Mapping[str, Sequence[Hit]]) -> bool:
    """Whether a sentence about something else names our things in passing.

    A text of a few words may be nothing but a name; a paper beside an activity or a cost
    is ours, and so is an activity beside a cost.
    """
    if intent != OUT_OF_SCOPE and not intent.startswith(SMALLTALK):
        return False
    named, costs = hits["activity"], hits["expense"]
    if hits["document"] and (named or costs):
        return False
    if not all(map(_is_weak, named)) and not all(map(_is_weak, costs)):
        return False
    most = MAX_NAME_WORDS if plain.isascii() else MAX_NAME_WORDS_KO
    return len(plain.split()) > most and not _CO_OP.search(plain)


def is_passing(plain: str, intent: str) -> bool:
    """Whether days of a text that names nothing of ours are days of something else."""
    is_talk = intent in PASSING_INTENTS or intent.startswith(SMALLTALK)
    return is_talk and intent != "cancel" and not (_NUMBER.search(plain) or _CO_OP.search(plain))


def is_of_money(plain: str, intent: str) -> bool:
    """Whether money is spoken of."""
    return intent in COST_INTENTS or bool(_MONEY.search(plain))


def is_of_program(plain: str) -> bool:
    """Whether a program or those in it are spoken of."""
    return bool(_PROGRAM.search(plain))


def activities(
    hits: Sequence[Hit], papers: Sequence[Hit], plain: str, intent: str
) -> tuple[str, ...]:
    """Codes of the activities told.

    A weak name counts for nothing beside another activity, in a paper's name ("screenshot of the
    website"; but not where the piece itself is asked about or was built) and in talk about
    something else.
    """
    if intent not in FORM_INTENTS and not _BUILT.search(plain):
        hits = [hit for hit in hits if not (_is_weak(hit) and _any_covers(papers, hit))]
    in_passing = intent in PASSING_INTENTS or intent.startswith(SMALLTALK)
    in_passing = in_passing and not (intent == "human_support" and _ABOUT.search(plain))
    is_ours = intent == OUT_OF_SCOPE and bool(_CO_OP.search(plain))
    if (is_ours or intent in DEED_INTENTS) and all(
        _is_weak(hit) or hit.name == ORDINARY for hit in hits
    ):
        done = deed(plain)
        if done:
            return (done,)
    return ordered(_unless_other(hits, not in_passing))


def documents(hits: Sequence[Hit], plain: str, intent: str) -> tuple[str, ...]:
    """Codes of the documents told: a photo of the contract is the contract.

    A tax invoice is the partner's to Microsoft only where payment or Microsoft is spoken of; else
    it is what a vendor sent.
    """
    may_be = intent in PAPER_INTENTS or bool(_CO_OP.search(plain))
    may_be = may_be and (intent not in FORM_INTENTS or bool(_PHOTO_OF.search(plain)))
    hits = without_shots(hits, plain)
    codes = ordered(_unless_other(hits, may_be))
    if may_be and len(hits) > 1 and PHOTO not in codes and has_photo_apart(hits):
        codes = (*codes, PHOTO)
    if intent != "payment" and not _TO_MICROSOFT.search(plain):
        codes = tuple(dict.fromkeys(INVOICE if code == TAX_INVOICE else code for code in codes))
    return tuple(sorted(codes, key=lambda code: code == OTHER))


def expenses(
    hits: Sequence[Hit],
    activities: Sequence[Hit],
    papers: Sequence[Hit],
    plain: str,
    of_money: bool,
    intent: str,
) -> tuple[str, ...]:
    """Codes of the costs told; where the piece or its proof is asked about, only beside money.

    "The statement of our labor costs" is a paper, and the speaker of "the speaker's room" no cost.
    """
    if not of_money and intent in PIECE_INTENTS:
        return ()
    if not hits and intent != "csr_help" and intent not in BUYING_INTENTS:
        return ()
    hits = outside_statements(hits, papers)
    if any(hit.name == WEAK + SPEAKERS for hit in hits) and _OF_A_PERSON.search(plain):
        hits = [hit for hit in hits if hit.name != WEAK + SPEAKERS]
    if intent not in COST_INTENTS and any(hit.name == SPIFF for hit in activities):
        hits = [hit for hit in hits if hit.name.removeprefix(WEAK) != GIFTS]  # the incentive
    if (
        hits and activities and _FIGURE.search(plain)
    ):  # "a consultant, 14 days at 1,200" is a cost too
        spans = {(hit.start, hit.end) for hit in hits}
        activities = [a for a in activities if not (_is_weak(a) and (a.start, a.end) in spans)]
    if intent == "csr_help":  # its costs are hours of people
        hits = [_firm(hit) if hit.name == WEAK + LABOR else hit for hit in hits]
    told = ordered(of_subject(hits, of_money, activities))
    is_of_units = intent in BUYING_INTENTS and any(a.name == "PR_DEMO" for a in activities)
    if is_of_units and _BOUGHT.search(plain):
        told = tuple(dict.fromkeys((*told, "demo_units")))
    if not told and intent == "csr_help" and _HOURS.search(plain):
        return (LABOR,)
    return told


def of_subject(
    hits: Iterable[Hit], is_spoken_of: bool, activities: Sequence[Hit] = ()
) -> Iterator[Hit]:
    """The hits, weak ones only where their subject is spoken of and they name no activity."""
    for hit in hits:
        if not _is_weak(hit):
            yield hit
        elif is_spoken_of and not _any_covers(activities, hit):
            yield _firm(hit)


def outside_statements(hits: Iterable[Hit], papers: Iterable[Hit]) -> list[Hit]:
    """The hits but for parts of the name of a statement: "in-house cost form"."""
    statements = [hit for hit in papers if hit.name == STATEMENT]
    return [hit for hit in hits if not _any_covers(statements, hit)]


def conditions(hits: Iterable[Hit], activities: Sequence[Hit], is_known: bool) -> list[Hit]:
    """The hits but for weak ones without an activity, and for parts of a name.

    "In-house training" does not say who held it.
    """
    known = list(of_subject(hits, is_known))
    whole = [hit for hit in known if not any(hit.within(o) and _alike(hit, o) for o in known)]
    names = [name for name in activities if not _is_weak(name)]
    return [
        hit
        for hit in whole
        if not (hit.name.startswith("work_by") and any(_is_in_name(hit, n) for n in names))
    ]


def _alike(hit: Hit, other: Hit) -> bool:
    """Whether two hits answer the same question."""
    return hit.name.partition("=")[0] == other.name.partition("=")[0]


def ordered(hits: Iterable[Hit]) -> tuple[str, ...]:
    """Codes, the longest phrase first; one within a longer one or in an ordinary one is none."""
    known = list(hits)
    whole = [hit for hit in known if not any(hit.within(other) for other in known)]
    ordinary = [hit for hit in whole if hit.name == ORDINARY]
    whole = [hit for hit in whole if not any(_covers(other, hit) for other in ordinary)]
    whole.sort(key=lambda hit: (-hit.length * (1 if hit.hangul else 3), hit.start))
    return tuple(dict.fromkeys(hit.name for hit in whole if hit.name != ORDINARY))


def _unless_other(hits: Sequence[Hit], may_be: bool) -> list[Hit]:
    """The hits, weak ones only where there are no others."""
    sure = [hit for hit in hits if not _is_weak(hit)]
    if not may_be or any(hit.name != ORDINARY for hit in sure):
        return sure
    return [_firm(hit) for hit in hits]


def _is_weak(hit: Hit) -> bool:
    return hit.name.startswith(WEAK)


def _firm(hit: Hit) -> Hit:
    return replace(hit, name=hit.name.removeprefix(WEAK))


def _any_covers(others: Iterable[Hit], hit: Hit) -> bool:
    return any(_covers(other, hit) for other in others if other.name != ORDINARY)


def _covers(other: Hit, hit: Hit) -> bool:
    return other.start <= hit.start and hit.end <= other.end and other.hangul == hit.hangul


def _is_in_name(hit: Hit, name: Hit) -> bool:
    """Whether a hit reaches into a name and not beyond it.

    As in 사내직원 교육, and not as in 유튜브 광고 대행사.
    """
    inside = name.start < hit.end <= name.end
    return inside and hit.hangul == name.hangul and name.name != ORDINARY
