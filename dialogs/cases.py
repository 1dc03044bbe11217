"""The case of a question: what the desk knows about the person, as far as the question needs it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.answers import Case
from bot.domain import periods
from bot.domain.claim import Claim
from bot.domain.partner import Funds
from bot.domain.places import location_pairs
from bot.understanding import Outcome, QuestionContext, Recognition, Slots
from dialogs.meant_claims import MAX_NAMES, SEEN, is_mine, may_see, meant_claims
from dialogs.turn import Turn

MAX_FUNDS = 3
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
    found, of_colleagues = await meant_claims(turn, claim, recognition)
    is_one = len(found) == 1 and recognition.intent != "resume_claim" and not of_colleagues
    one = found[0] if is_one else claim
    intent = recognition.intent
    return Case(
        now=turn.now,
        zone=turn.zone,
        say=turn._,
        contact=turn.known,
        claim=one,
        claims=found,
        of_colleagues=of_colleagues,
        funds=await _funds(turn, recognition, claim) if intent in _WITH_FUNDS else (),
        program=await _program(turn),
        support_contact=turn.house.support_contact,
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
        found = await turn.house.desk.list_claims(turn.contact, statuses=SEEN, limit=MAX_NAMES)
        names = [claim.claim_name for claim in found if claim.claim_name]
        people = dict.fromkeys(claim.contact_name for claim in found if may_see(turn, claim))
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


def turn_to(turn: Turn, claim: Claim) -> None:
    """The talk is about this claim from now on: where it is one's own, nobody else's is meant."""
    if not is_mine(turn, claim):
        return
    turn.asked.pop("whose", None)
    slots = turn.asked.get("slots")
    if isinstance(slots, dict):
        turn.asked["slots"] = {k: v for k, v in slots.items() if k not in ("claim", "claims")}


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
