"""Answers about the partner's own claims: start, go on, status, change, contest."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.calendar import days_of, verdict
from bot.answers.disputes import dispute_lines
from bot.answers.documents import start_offer
from bot.answers.general import guidance, person_offer
from bot.answers.origins import Origins
from bot.answers.values import Answer, Ask, Offer
from bot.domain import periods
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.steps import required_documents
from bot.understanding import COLLEAGUES

STATUS_WORDS = {
    ClaimStatus.DRAFT: "Draft, not submitted yet",
    ClaimStatus.SUBMITTING: "Being sent",
    ClaimStatus.SUBMITTED: "Submitted, waiting for review",
    ClaimStatus.IN_REVIEW: "Under review",
    ClaimStatus.ACTION_REQUIRED: "Action required: the reviewer needs something from you",
    ClaimStatus.APPROVED: "Approved",
    ClaimStatus.APPROVED_PARTIAL: "Approved in part",
    ClaimStatus.REJECTED: "Rejected",
    ClaimStatus.DISPUTED: "Disputed, being looked at again",
    ClaimStatus.PAID: "Paid",
    ClaimStatus.WITHDRAWN: "Withdrawn",
    ClaimStatus.EXPIRED: "Expired",
    ClaimStatus.NEEDS_ATTENTION: "Could not be sent; needs attention",
}

NEXT_CLOCKS = {
    ClaimStatus.SUBMITTED: ("claim_review",),
    ClaimStatus.IN_REVIEW: ("claim_review",),
    ClaimStatus.ACTION_REQUIRED: ("document_request",),
    ClaimStatus.REJECTED: ("dispute_limit",),
    ClaimStatus.DISPUTED: ("dispute_review",),
    ClaimStatus.APPROVED: ("payment", "payment_tax_invoice"),
    ClaimStatus.APPROVED_PARTIAL: ("payment", "payment_tax_invoice"),
}
"""What happens next, as clocks of the catalog."""

MAX_LISTED = 5


def claim_name(ask: Ask, claim: Claim) -> str:
    """What the partner calls a claim."""
    activity = ask.catalog.activities.get(claim.incentive_activity)
    name = claim.claim_name or (ask.words(activity.title) if activity else ask.say("New claim"))
    return f"{name} ({claim.backend_reference})" if claim.backend_reference else name


def claim_status(ask: Ask) -> Answer:
    """One claim with its next step, or the newest ones; another partner's is never confirmed."""
    _, case = ask.say, ask.case
    if case.contact is None:
        return guidance(ask)
    if ask.slots.claim and not case.claims:
        return not_found(ask)
    if not case.claims:
        lines = (_("There are no claims here yet."),)
        return guidance(ask, lines=lines, offers=(start_offer(ask),))
    if len(case.claims) == 1:
        return _one(ask, case.claims[0])
    offers = (Offer(_("My claims"), "menu.claims", is_main=True),)
    facts = [_fact(ask, claim) for claim in case.claims[:MAX_LISTED]]
    return guidance(ask, facts=facts, offers=offers)


def not_found(ask: Ask) -> Answer:
    """No claim of this name or number for this person; whether it exists for others is not told."""
    _ = ask.say
    return Answer(
        intent=ask.recognition.intent,
        title=_("I cannot find this claim among yours"),
        lines=(_("I show only claims of your own company, for programs you have a role in."),),
        offers=(Offer(_("My claims"), "menu.claims", is_main=True),),
    )


def of_somebody(ask: Ask) -> Answer:
    """Of the claims that the asker may see, those of colleagues, or with a name that was said; the
    same words whether it is a colleague's without such claims, somebody else's, or nobody's.
    """
    _, found = ask.say, ask.case.claims
    if ask.recognition.whose == COLLEAGUES:
        title = _("There is no claim of a colleague that you can see")
        if found:
            title = _("Claims of your colleagues that you can see")
    else:
        title = _("None of the claims that you can see goes by this name")
        if found:
            title = _("Claims that you can see by this name")
    return Answer(
        intent=ask.recognition.intent,
        title=title,
        lines=(
            _(
                "I show claims only of your own company, for programs you have a role in. About "
                "anybody else's I say nothing, not even whether there are any."
            ),
        ),
        facts=tuple(fact for claim in found[:MAX_LISTED] for fact in of_owner(ask, claim)),
        offers=(
            *(_open(ask, claim) for claim in found[:1] if len(found) == 1),
            Offer(_("My claims"), "menu.claims", is_main=len(found) != 1),
            Offer(_("Who may do what"), "answer.take", {"intent": "roles_help"}),
        ),
    )


def of_colleagues(ask: Ask, told: Answer) -> Answer:
    """What is told to who has no claim of their own in this state, and below it the claims of
    colleagues, as such.
    """
    _, found = ask.say, ask.case.claims[:MAX_LISTED]
    none = _("You have no claim of your own in this state. Of colleagues you can see:")
    if ask.recognition.intent == "claim_status":
        none = _("These are claims of colleagues that you can see:")
        told = Answer(intent=told.intent, title=_("No claim of your own"))
    offers = [_open(ask, found[0])] if len(found) == 1 else []
    mine = [one for one in told.offers if one.kind not in ("menu.claims", "claim.status")]
    return replace(
        told,
        lines=(*told.lines, none),
        facts=(*told.facts, *(fact for one in found for fact in of_owner(ask, one))),
        offers=(*mine, *offers, Offer(_("My claims"), "menu.claims", is_main=not mine)),
    )


def of_owner(ask: Ask, claim: Claim) -> list[tuple[str, str]]:
    """How a claim stands and whose it is, its sums included."""
    _, followup = ask.say, claim.followup
    name, stands = _fact(ask, claim)
    facts = [(name, " · ".join(filter(None, (stands, claim.contact_name))))]
    if claim.expense_lines and claim.currency:
        facts.append((_("Amount"), _.money(claim.claim_amount, claim.currency)))
    if followup.approved_amount is not None:
        facts.append((_("Approved"), _.money(followup.approved_amount, claim.currency)))
    if followup.payment is not None:
        paid = _.money(followup.payment.amount, followup.payment.currency)
        facts.append((_("Paid"), f"{paid} · {_.date(followup.payment.paid_on)}"))
    return facts


def _open(ask: Ask, claim: Claim) -> Offer:
    is_draft = claim.status is ClaimStatus.DRAFT
    title = ask.say("Continue") if is_draft else ask.say("Open")
    kind = "claim.open" if is_draft else "claim.status"
    return Offer(title, kind, {"claim": claim.claim_id}, is_main=True)


def _fact(ask: Ask, claim: Claim) -> tuple[str, str]:
    return claim_name(ask, claim), ask.say(STATUS_WORDS[claim.status])


def _one(ask: Ask, claim: Claim) -> Answer:
    _ = ask.say
    since = claim.status_since or claim.changed_at
    facts = [
        (_("Status"), _(STATUS_WORDS[claim.status])),
        (_("Since"), _.instant(since, ask.case.zone)),
    ]
    if claim.expense_lines and claim.currency:
        facts.append((_("Amount"), _.money(claim.claim_amount, claim.currency)))
    clocks = [ask.catalog.clocks[key] for key in NEXT_CLOCKS.get(claim.status, ())]
    lines = [ask.words(clock.text) for clock in clocks]
    if claim.status is ClaimStatus.DRAFT:
        lines = [*_missing(ask, claim), _("Nothing was sent yet: it is a draft.")]
    return Answer(
        intent=ask.recognition.intent,
        title=claim_name(ask, claim),
        lines=tuple(lines),
        facts=tuple(facts),
        origins=Origins(ask).add(*clocks).told(),
        offers=(_open(ask, claim),),
    )


def _missing(ask: Ask, claim: Claim) -> list[str]:
    if not claim.incentive_activity:
        return []
    rows = required_documents(claim, ask.catalog)
    titles = [ask.words(r.title) for r in rows if not claim.documents_for(r.requirement_id)]
    return (
        [ask.say("Still missing: %(documents)s.", documents=ask.say.list(titles))] if titles else []
    )


def file_claim(ask: Ask) -> Answer:
    """Start a claim with what was said; a program without co-op claims is sent elsewhere."""
    elsewhere = other_route(ask)
    if elsewhere is not None:
        return elsewhere
    slots = ask.slots
    lines: tuple[str, ...] = ()
    if slots.first_day and slots.last_day:
        usage = periods.usage_period(slots.first_day)
        state = periods.window_state(usage, ask.case.now, ask.program)
        lines = verdict(ask, state, slots.first_day, slots.last_day)
    offers = (start_offer(ask, slots.activity, another=True),)
    return guidance(ask, "file_claim", lines=lines, facts=_said(ask), offers=offers)


def _said(ask: Ask) -> list[tuple[str, str]]:
    """What the question says about the claim to come, as it was understood."""
    _, slots = ask.say, ask.slots
    facts = []
    if slots.activity in ask.catalog.activities:
        title = ask.catalog.activities[slots.activity].title
        facts.append((_("Activity"), ask.words(title)))
    if slots.first_day and slots.last_day:
        facts.append((_("Date"), days_of(ask, slots.first_day, slots.last_day)))
    if slots.amount is not None:
        amount = _.money(slots.amount, slots.currency) if slots.currency else _.number(slots.amount)
        facts.append((_("Amount"), amount))
    return facts


def other_route(ask: Ask) -> Answer | None:
    """How a program is paid that was named and is none of co-op claims, else None."""
    program = ask.catalog.programs.get(ask.slots.program)
    if program is None or program.route == "coop":
        return None
    line = ask.words(program.route_note) if program.route_note else ""
    if program.route == "cpor":
        return guidance(ask, "cpor", lines=(line,) if line else ())
    return Answer(
        intent=ask.recognition.intent,
        title=ask.words(program.title),
        lines=(line,),
        origins=Origins(ask).add(program).told(),
    )


def resume_claim(ask: Ask) -> Answer:
    """Go on with a draft."""
    _ = ask.say
    drafts = [claim for claim in ask.case.claims if claim.status is ClaimStatus.DRAFT]
    offers = [
        Offer(_("Continue"), "claim.open", {"claim": claim.claim_id}, is_main=True)
        for claim in drafts[:1]
    ]
    line = _("There is no open draft")
    if drafts:
        line = _("Your newest draft: %(claim)s", claim=claim_name(ask, drafts[0]))
    elif ask.case.contact is None:
        line = _("Drafts stay saved: type “continue” in the chat to go on, on any device.")
    return Answer(
        intent=ask.recognition.intent,
        title=_("Continue a claim"),
        lines=(line,),
        offers=(*offers, Offer(_("My claims"), "menu.claims")),
    )


def about_claim(ask: Ask) -> Answer:
    """Change, withdraw, contest, answer a reviewer: the rule, and the claim it is about."""
    _, case = ask.say, ask.case
    if ask.slots.claim and case.contact is not None and not case.claims:
        return not_found(ask)
    lines: tuple[str, ...] = ()
    facts = [_fact(ask, claim) for claim in case.claims[:MAX_LISTED]]
    offers = [Offer(_("My claims"), "menu.claims")]
    if len(case.claims) == 1:
        one = {"claim": case.claims[0].claim_id}
        kind = "claim.open" if case.claims[0].is_editable else "claim.status"
        offers.insert(0, Offer(_("Open the claim"), kind, one, is_main=True))
        if ask.recognition.intent == "dispute":
            lines = dispute_lines(_, case.zone, case.claims[0])
    return guidance(ask, lines=lines, facts=facts, offers=(*offers, person_offer(ask)))


def cancel(ask: Ask) -> Answer:
    """Leave what we are doing; a stored draft stays."""
    _ = ask.say
    offer = Offer(_("Stop here"), "menu.cancel", is_main=True)
    return Answer(
        intent=ask.recognition.intent,
        title=_("Stop here?"),
        lines=(_("Your draft stays saved; type “continue” to pick it up again."),),
        offers=(offer,) if ask.case.claim else (),
    )


def reminders(ask: Ask) -> Answer:
    """When reminders come."""
    return guidance(ask, "reminders")
