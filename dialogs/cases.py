"""The case of a question: what the desk knows about the person, as far as the question needs it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.answers import Case
from bot.domain import periods
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.clocks import is_contested
from bot.domain.partner import Funds
from bot.domain.places import location_pairs
from bot.understanding import (
    COLLEAGUES,
    Outcome,
    QuestionContext,
    Recognition,
    Slots,
    spellings,
)
from dialogs.turn import Turn

MAX_CLAIMS = 5
MAX_FUNDS = 3
MAX_NAMES = 50
MAX_LOOKS = 4
"""Pages of claims that are read to find those of somebody."""
MAX_KOREAN_NAME = 4

_SEEN = tuple(s for s in ClaimStatus if s is not ClaimStatus.WITHDRAWN)
_STATUSES: dict[str, tuple[ClaimStatus, ...]] = {
    "claim_status": _SEEN,
    "respond_request": (ClaimStatus.ACTION_REQUIRED,),
    "dispute": (ClaimStatus.REJECTED, ClaimStatus.DISPUTED),
    "edit_claim": (ClaimStatus.DRAFT, ClaimStatus.ACTION_REQUIRED),
    "withdraw_claim": (ClaimStatus.DRAFT, ClaimStatus.SUBMITTED),
    "payment": (ClaimStatus.APPROVED, ClaimStatus.APPROVED_PARTIAL, ClaimStatus.PAID),
}
"""Intents about claims → statuses in which a claim may be meant."""

_DECIDED = (
    *_STATUSES["dispute"],
    ClaimStatus.APPROVED,
    ClaimStatus.APPROVED_PARTIAL,
    ClaimStatus.PAID,
)
"""Statuses in which a claim is, or was, disputed."""

_AT_HAND = frozenset({"edit_claim", "withdraw_claim"})
"""Intents that mean the claim at hand in whatever state it is: never another one by surprise."""

_WITH_FUNDS = frozenset({"balance", "eligible_expenses"})


def plain_case(turn: Turn, claim: Claim | None = None) -> Case:
    """The case without anything that has to be fetched."""
    return Case(
        now=turn.now,
        zone=turn.zone,
        say=turn._,
        contact=turn.known,
        claim=claim,
        support_contact=turn.house.support_contact,
    )


async def gather(turn: Turn, claim: Claim | None, recognition: Recognition) -> Case:
    """The case with the claims and funds this question is about."""
    case = plain_case(turn, claim)
    if turn.known is None:
        return case
    found = await _claims(turn, claim, recognition)
    one = found[0] if len(found) == 1 and recognition.intent != "resume_claim" else claim
    intent = recognition.intent
    return Case(
        now=turn.now,
        zone=turn.zone,
        say=turn._,
        contact=turn.known,
        claim=one,
        claims=found,
        funds=await _funds(turn, recognition, claim) if intent in _WITH_FUNDS else (),
        program=await _program(turn),
        support_contact=turn.house.support_contact,
    )


async def _claims(turn: Turn, claim: Claim | None, recognition: Recognition) -> tuple[Claim, ...]:
    """Claims that may be meant: by name or number, else the one at hand, else by status."""
    desk, named, intent = turn.house.desk, recognition.slots.claim, recognition.intent
    if recognition.whose:
        return await _of_somebody(turn, recognition.whose)
    if named:
        found = await desk.list_claims(turn.contact, statuses=_SEEN, text=named, limit=MAX_CLAIMS)
        return tuple(one for one in found if _may_see(turn, one))
    if intent == "resume_claim":
        return tuple(await desk.drafts(turn.contact))
    statuses = _STATUSES.get(intent)
    if statuses is None:
        return ()
    if claim is not None and (claim.status in statuses or intent in _AT_HAND):
        return (claim,)
    if intent == "dispute":
        return await _to_dispute(turn)
    found = await desk.list_claims(turn.contact, statuses=statuses, limit=MAX_CLAIMS)
    return tuple(one for one in found if _may_see(turn, one))


async def _to_dispute(turn: Turn) -> tuple[Claim, ...]:
    """Rejected claims that nobody disputed yet; without any, those that somebody did."""
    found = await turn.house.desk.list_claims(turn.contact, statuses=_DECIDED, limit=MAX_NAMES)
    seen = [one for one in found if _may_see(turn, one)]
    was = [one for one in seen if is_contested(one) or one.followup.disputed_at]
    open_yet = [one for one in seen if one.status is ClaimStatus.REJECTED and one not in was]
    return tuple((open_yet or was)[:MAX_CLAIMS])


async def _of_somebody(turn: Turn, whose: tuple[str, ...]) -> tuple[Claim, ...]:
    """Claims that the asker may see: of colleagues, or by who started them or their own name."""
    meant: list[Claim] = []
    before = None
    for _look in range(MAX_LOOKS):
        found = await turn.house.desk.list_claims(
            turn.contact, statuses=_SEEN, before=before, limit=MAX_NAMES
        )
        seen = (claim for claim in found if _may_see(turn, claim))
        meant += [claim for claim in seen if _is_of(claim, whose, turn.contact.contact_id)]
        if len(meant) >= MAX_CLAIMS or len(found) < MAX_NAMES:
            break
        before = (found[-1].changed_at, found[-1].claim_id)
    return tuple(meant[:MAX_CLAIMS])


def _is_of(claim: Claim, whose: tuple[str, ...], asker: str) -> bool:
    """Whether a claim is a colleague's, or each word of a name is one of its; in Korean also the
    given name, the family name, and the name in the other script.
    """
    if whose == COLLEAGUES:
        return claim.owner_id != asker
    owner, title = claim.contact_name.casefold().split(), claim.claim_name.casefold().split()

    def is_called(word: str) -> bool:
        if len(word) == 1:
            return any(name.startswith(word) and len(name) <= MAX_KOREAN_NAME for name in owner)
        alike = spellings(word) | spellings(word[1:])
        return any(name in alike or name[1:] == word for name in (*owner, *title))

    return all(map(is_called, whose))


def _may_see(turn: Turn, claim: Claim) -> bool:
    """As at the desk: one's own, or of a program and location one has a role for."""
    mine = claim.owner_id == turn.contact.contact_id
    return (
        mine or not claim.program or bool(turn.contact.enrollment(claim.location_id, claim.program))
    )


async def _funds(turn: Turn, recognition: Recognition, claim: Claim | None) -> tuple[Funds, ...]:
    """Funds of the usage period that can be claimed now, for the programs in question."""
    catalog, desk = turn.house.catalog, turn.house.desk
    wanted = recognition.slots.program or (claim.program if claim else "")
    pairs = [str(value).split("|") for value, _ in location_pairs(turn.contact, catalog)]
    chosen = [pair for pair in pairs if not wanted or pair[0] == wanted][:MAX_FUNDS]
    found = []
    for program, location in chosen:
        usage = periods.open_usage_period(turn.now, catalog.programs[program])
        funds = await desk.money.funds(turn.contact, program, location, usage.code, turn.now)
        if funds is not None:
            found.append(funds)
    return tuple(found)


async def _program(turn: Turn) -> str:
    preferred = (await turn.house.desk.people.preferences(turn.contact)).get("program_location", "")
    pairs = [str(value) for value, _ in location_pairs(turn.contact, turn.house.catalog)]
    if preferred in pairs:
        return preferred.partition("|")[0]
    return pairs[0].partition("|")[0] if pairs else ""


def asks_how_it_stands(found: Recognition, text: str) -> bool:
    """A claim's name or number alone, or in words that are likelier this than anything else."""
    named = found.slots.claim
    if found.refusal is not None:
        return False
    if not named or named.casefold() == text.strip().casefold():
        return bool(named)
    likeliest = found.alternatives[0][0] if found.alternatives else ""
    return found.outcome is not Outcome.ANSWER and likeliest == "claim_status"


async def context_of(turn: Turn) -> QuestionContext:
    """What was asked last, and the names of the partner's claims."""
    names: list[str] = []
    people: dict[str, None] = {}
    if turn.known is not None:
        found = await turn.house.desk.list_claims(turn.contact, statuses=_SEEN, limit=MAX_NAMES)
        names = [claim.claim_name for claim in found if claim.claim_name]
        people = dict.fromkeys(claim.contact_name for claim in found if _may_see(turn, claim))
    asked = turn.asked
    is_same_talk = asked.get("filing", "") == turn.filing  # and not one's own claim since
    return QuestionContext(
        last_intent=str(asked.get("intent", "")),
        last_slots=slots_from(asked.get("slots")),
        claim_names=tuple(dict.fromkeys(names)),
        own_names=private_names(turn),
        people=tuple(filter(None, people)),
        last_whose=tuple(map(str, asked.get("whose", ()))) if is_same_talk else (),
    )


def slots_from(stored: object) -> Slots:
    """Slots as `Slots.as_json` gives them; what cannot be read is left out."""
    if not isinstance(stored, dict):
        return Slots()
    texts = ("activity", "document", "expense", "program", "claim", "currency")
    conditions = stored.get("conditions")
    return Slots(
        **{name: str(stored.get(name, "")) for name in texts},
        activities=_all(stored, "activities", "activity"),
        documents=_all(stored, "documents", "document"),
        expenses=_all(stored, "expenses", "expense"),
        claims=_all(stored, "claims", "claim"),
        first_day=_day(stored.get("first_day")),
        last_day=_day(stored.get("last_day")),
        periods=_periods(stored),
        amounts=tuple(map(Decimal, _all(stored, "amounts", "amount"))),
        amount=Decimal(str(stored["amount"])) if "amount" in stored else None,
        conditions={k: tuple(v) for k, v in conditions.items()} if conditions else {},
    )


def _all(stored: dict[str, object], many: str, one: str) -> tuple[str, ...]:
    """All values of a slot, of which one alone is kept as the one."""
    kept = stored.get(many)
    return (
        tuple(map(str, kept))
        if isinstance(kept, list)
        else tuple(filter(None, [str(stored.get(one, ""))]))
    )


def _periods(stored: dict[str, object]) -> tuple[tuple[date, date], ...]:
    kept = stored.get("periods")
    if not isinstance(kept, list):
        kept = [(stored.get("first_day"), stored.get("last_day"))]
    days = ((_day(first), _day(last)) for first, last in kept)
    return tuple((first, last) for first, last in days if first and last)


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def private_names(turn: Turn, context: QuestionContext | None = None) -> tuple[str, ...]:
    """Words that belong to the person: taken out of everything that is kept or sent elsewhere."""
    contact = turn.known
    if contact is None:
        return (turn.incoming.user_name,) if turn.incoming.user_name else ()
    places = [location.name for location in contact.locations]
    claims = list(context.claim_names) if context else []
    return tuple(n for n in (contact.name, contact.partner.name, *places, *claims) if n)
