"""Start a claim, with what was already said filled in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.answers import Answer
from bot.domain import periods
from bot.domain.claim import Claim
from bot.domain.fields import CONDITION_PREFIX, StepKind
from bot.domain.inputs import CardAction
from bot.domain.partner import Enrollment
from bot.domain.periods import Window
from bot.domain.places import location_pairs
from bot.domain.told_costs import with_costs
from bot.text import typed_amount
from bot.understanding import Slots
from cards.views import ButtonView, NoticeView
from dialogs.carried_costs import as_suggestions, facts_of, read_costs, slots_of
from dialogs.costs_told import NOTHING_TOLD, Told
from dialogs.turn import Turn, button, claim_button

CLAIM_IDS = uuid.UUID("5f0c4a52-6d3b-4f52-9d0c-0c8f3f2a7c11")
"""Namespace of claim ids: the same press of the same button always names the same claim."""

TOLD = "told"
"""What a button keeps of the message that it answers, for the costs in it."""
MAX_TOLD = 300
Said = Mapping[str, str]
"""What a button or a sentence said: activity, from, to, amount, currency, conditions, all text."""


@dataclass(frozen=True, slots=True)
class Started:
    """A claim to go on with; `lines` are told above its first card."""

    claim_id: str
    lines: tuple[str, ...] = ()


async def start_claim(turn: Turn, action: CardAction | None) -> str:
    """Start a draft (or find the one this very press started before). Gives its id, "" when it
    cannot be.
    """
    nonce = action.nonce if action and action.nonce else turn.incoming.activity_id
    said = action.arguments if action else {}
    told = said.get(TOLD, "")
    costs = read_costs(turn, told, slots_of(turn, told)) if told else NOTHING_TOLD
    return await _start(turn, said, nonce, costs)


async def start_from_words(turn: Turn, answer: Answer, slots: Slots) -> Started | bool:
    """Start the claim that was described in words; what was understood is told with it. `slots` are
    what the words say.
    """
    said = answer.offers[0].arguments if answer.offers else {}
    costs = read_costs(turn, turn.incoming.text, slots) if said else NOTHING_TOLD
    claim_id = await _start(turn, said, turn.incoming.activity_id, costs)
    if not claim_id:
        return True
    return Started(claim_id, noted(turn, answer, costs) if said else ())


def noted(turn: Turn, answer: Answer, costs: Told) -> tuple[str, ...]:
    """What was understood, so that a mistake is seen at once, and what was not sure."""
    _, facts = turn._, list(answer.facts)
    if costs.has_sums:
        facts = [(label, value) for label, value in facts if label != _("Amount")]
    facts += facts_of(turn, costs.costs)
    words = "; ".join(f"{label}: {value}" for label, value in facts)
    noted = [_("I noted: %(facts)s. You can change everything.", facts=words)] if words else []
    if costs.left:
        parts = _.list([f"“{part}”" for part in costs.left])
        left = "Not taken from your message: %(parts)s. Please say it when I ask."
        noted.append(_(left, parts=parts))
    verdict = answer.lines[:-1]  # the last line is the general one
    return (*noted, *verdict)


async def _start(turn: Turn, said: Said, nonce: str, costs: Told = NOTHING_TOLD) -> str:
    """A draft in which nothing was answered yet is used again, so that asking twice makes no heap
    of empty drafts.
    """
    pairs = location_pairs(turn.contact, turn.house.catalog)
    preferred = await turn.house.desk.people.preferences(turn.contact)
    chosen = preferred.get("program_location", "")
    if len(pairs) == 1:
        chosen = str(pairs[0][0])
    answers: dict[str, object] = {}
    if chosen in {value for value, _label in pairs}:
        answers["program_location"] = chosen
        enrollment = _enrollment(turn, chosen)
        if enrollment and not enrollment.profile_ready:
            await turn.show(profile_missing_view(turn))
            return ""
        if enrollment and enrollment.surface_item:
            answers["surface_item"] = enrollment.surface_item
    name = f"{turn.incoming.tenant_id}|{turn.incoming.object_id}|{nonce}"
    claim_id = str(uuid.uuid5(CLAIM_IDS, name))
    program = str(chosen).partition("|")[0]
    if not said and turn.incoming.action is None:
        for draft in await turn.house.desk.drafts(turn.contact):
            if not draft.incentive_activity and draft.program == program:
                return draft.claim_id
    known, prefill = filled_in_with(turn, said, program, costs)
    claim = await turn.house.desk.start(
        turn.contact, claim_id, turn.now, {**answers, **known}, prefill
    )
    return claim.claim_id


async def remember_place(turn: Turn, answers: Mapping[str, object]) -> None:
    """Keep the program and location that were chosen, if they were: the next claim begins there."""
    if "program_location" in answers:
        chosen = str(answers["program_location"])
        await turn.house.desk.people.prefer(turn.contact, program_location=chosen)


def _enrollment(turn: Turn, pair: str) -> Enrollment | None:
    program, _sep, location = pair.partition("|")
    return turn.contact.enrollment(location, program)


def filled_in_with(
    turn: Turn, said: Said, program: str, costs: Told
) -> tuple[dict[str, object], dict[str, str]]:
    """What `filled_in` makes of what was said, with the costs read in the message itself."""
    known, prefill = filled_in(turn, said, program)
    if costs.has_sums:
        prefill.pop("net", None)
    if said.get("currency") and "currency" not in known:  # no claim is in it
        prefill.pop("net", None)
        costs = replace(costs, costs=())
    told = [as_suggestions(cost) for cost in costs.costs]
    return known, with_costs(prefill, told) if any(told) else prefill


def filled_in(turn: Turn, said: Said, program: str) -> tuple[dict[str, object], dict[str, str]]:
    """What was said, as answers where it is beyond doubt, else as suggestions (field id → text)."""
    catalog = turn.house.catalog
    answers: dict[str, object] = {}
    prefill: dict[str, str] = {}
    activity = said.get("activity", "")
    open_to = {one.code for one in catalog.activities_for(program, turn.today)}
    if activity in (open_to if program else catalog.activities):
        answers["incentive_activity"] = activity
        answers |= _conditions(turn, activity, said.get("conditions", ""))
    currency = said.get("currency", "")
    known = catalog.programs.get(program)
    if currency in ((known.currencies if known else ()) or catalog.currencies):
        answers["currency"] = currency
    if said.get("amount", "").replace(".", "", 1).isdigit():
        prefill["net"] = typed_amount(Decimal(said["amount"]), currency)
    first, last = _day(said.get("from", "")), _day(said.get("to", ""))
    if first and last and first <= last:
        if _is_claimable(turn, first, last, program):
            answers |= {"activity_start": first, "activity_end": last}
        else:
            prefill |= {"activity_start": first.isoformat(), "activity_end": last.isoformat()}
    return answers, prefill


def _conditions(turn: Turn, activity: str, text: str) -> dict[str, object]:
    """Conditions written as "work_by=in_house;channel=post,email"."""
    found: dict[str, object] = {}
    asked = {question.id: question for question in turn.house.catalog.questions_for(activity)}
    for part in text.split(";"):
        name, _sep, listed = part.partition("=")
        values = tuple(value for value in listed.split(",") if value)
        if name in asked and asked[name].accepts(values):
            found[CONDITION_PREFIX + name] = values
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_claimable(turn: Turn, first: date, last: date, program: str) -> bool:
    """Whether these days need no second look: over, in one usage period, and open now."""
    catalog = turn.house.catalog
    settings = catalog.programs.get(program) or catalog.coop_programs()[0]
    if last > turn.today:
        return False
    touched = periods.usage_periods_between(first, last) if last.year - first.year < 3 else ()
    if len(touched) != 1:
        return False
    return periods.window_state(touched[0], turn.now, settings).state is Window.OPEN


def lacks_profile(turn: Turn, claim: Claim) -> bool:
    """Whether the bank and tax profile of the claim's program is not ready."""
    enrollment = turn.contact.enrollment(claim.location_id, claim.program)
    return enrollment is not None and not enrollment.profile_ready


def profile_missing_view(turn: Turn, claim: Claim | None = None) -> NoticeView:
    """Bank and tax data must be in place before a claim is created. Source: S6, S15 published."""
    _ = turn._
    other: tuple[ButtonView, ...] = ()
    if claim is not None and len(location_pairs(turn.contact, turn.house.catalog)) > 1:
        part = StepKind.PROGRAM.value
        other = (claim_button(claim, _("Other program"), "claim.edit", part=part),)
    return NoticeView(
        title=_("The bank and tax profile is not ready yet"),
        lines=(
            _(
                "A claim can be created only when the bank and tax profile of the program is "
                "in place."
            ),
        ),
        bullets=(
            _(
                "An incentives admin of your company sets it up in Partner Center; "
                "validation takes up to 48 hours."
            ),
            _("Please never send bank or tax data here."),
        ),
        buttons=(
            *other,
            button(_("Check again"), "menu.check"),
            button(_("What documents?"), "menu.documents"),
            button(_("Help"), "menu.help"),
        ),
        tone="attention",
    )
