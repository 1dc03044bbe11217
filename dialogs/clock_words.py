"""What happens next to an accepted claim, in words: the limit, its day, and what to do when it has
passed. Never an outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from bot.domain import clocks, periods
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.clocks import PROGRAM_ZONE, Clock, Waiting
from bot.domain.followup import DisputeState, RequestState
from dialogs.turn import Turn
from dialogs.words import by_both_clocks, rule_words

Words = tuple[str, ...]


def holidays_for(turn: Turn, claim: Claim) -> Collection[date]:
    """Holidays that count for the claim: of the United States and of the partner's country."""
    day = (claim.status_since or claim.changed_at).date()
    countries = {"US"}
    for location in turn.contact.locations:
        if location.location_id == claim.location_id and location.country:
            countries.add(location.country)
    return frozenset().union(*(turn.house.holidays(country, day) for country in countries))


def clock_for(turn: Turn, claim: Claim) -> Clock | None:
    """The limit that runs for the claim now."""
    return clocks.clock_of(claim, turn.now, holidays_for(turn, claim))


def overdue_words(turn: Turn, claim: Claim) -> str:
    """What to do when the limit has passed; "" while it runs."""
    clock = clock_for(turn, claim)
    if clock is None or not clock.is_overdue:
        return ""
    return _OVERDUE[clock.waiting](turn, claim, clock)


def next_words(turn: Turn, claim: Claim) -> Words:
    """What happens next, with its published time limit and the day computed from it."""
    clock = clock_for(turn, claim)
    words = []
    if clock is not None and not clock.is_overdue and not _is_on_its_way(claim):
        words.append(_RUNNING[clock.waiting](turn, claim, clock))
    return (*words, *_MORE.get(claim.status, _nothing)(turn, claim))


def _is_on_its_way(claim: Claim) -> bool:
    """Whether what the clock asks for was sent already and is only to be confirmed."""
    case, request = claim.followup.dispute, claim.followup.request
    if claim.status is ClaimStatus.REJECTED:
        return case is not None and case.state is DisputeState.SENDING
    asked = claim.status is ClaimStatus.ACTION_REQUIRED and request is not None
    return asked and request is not None and request.state is RequestState.SENDING


def _rejected(turn: Turn, claim: Claim) -> Words:
    case = claim.followup.dispute
    if case is None or case.state is not DisputeState.SENDING:
        return ()
    words = "%(name)s sent a dispute; the claims office has to confirm it."
    return (turn._(words, name=case.sent_name),)


def _nothing(turn: Turn, claim: Claim) -> Words:
    return ()


def _review(turn: Turn, claim: Claim, clock: Clock) -> str:
    return turn._(
        "Review: within 2 business days, so by %(day)s. If it takes longer, contact support.",
        day=turn._.date(clock.day),
    )


def _review_late(turn: Turn, claim: Claim, clock: Clock) -> str:
    return turn._(
        "Overdue: the review should have ended by %(day)s (2 business days; %(rule)s). "
        "Please contact support with the reference %(reference)s: %(contact)s",
        day=turn._.date(clock.day),
        rule=rule_words(turn, "S8 published"),
        reference=claim.backend_reference,
        contact=turn.house.support_contact,
    )


def _answer(turn: Turn, claim: Claim, clock: Clock) -> str:
    left = clocks.business_days_left(turn.now, clock.until, holidays_for(turn, claim), PROGRAM_ZONE)
    return by_both_clocks(
        turn,
        clock.until,
        PROGRAM_ZONE,
        apart="Answer by %(program_time)s — that is %(partner_time)s for you. Business days left: "
        "%(days)s.",
        alike="Answer by %(time)s. Business days left: %(days)s.",
        days=left,
    )


def _answer_late(turn: Turn, claim: Claim, clock: Clock) -> str:
    return turn._(
        "Overdue: the time to answer ended on %(partner_time)s. You can still send your answers "
        "now, and say why they are late; the claims office may refuse them.",
        partner_time=turn._.instant(clock.until, turn.zone),
    )


def _dispute(turn: Turn, claim: Claim, clock: Clock) -> str:
    return by_both_clocks(
        turn,
        clock.until,
        PROGRAM_ZONE,
        apart="You can dispute this until %(program_time)s — that is %(partner_time)s for you (30 "
        "days; our assumption, no time is published).",
        alike="You can dispute this until %(time)s (30 days; our assumption, no time is "
        "published).",
    )


def _dispute_late(turn: Turn, claim: Claim, clock: Clock) -> str:
    return turn._(
        "The 30 days to dispute ended on %(day)s. You can ask support, or copy the claim into a "
        "new draft while its claim window is open.",
        day=turn._.date(clock.day),
    )


def _second_look(turn: Turn, claim: Claim, clock: Clock) -> str:
    return turn._(
        "The validation team answers a dispute within 5 business days, so by %(day)s (%(rule)s).",
        day=turn._.date(clock.day),
        rule=rule_words(turn, "S8, S19 published"),
    )


def _second_look_late(turn: Turn, claim: Claim, clock: Clock) -> str:
    return turn._(
        "Overdue: the dispute should have been answered by %(day)s (5 business days). Please "
        "contact support with the reference %(reference)s: %(contact)s",
        day=turn._.date(clock.day),
        reference=claim.backend_reference,
        contact=turn.house.support_contact,
    )


def _payment(turn: Turn, claim: Claim, clock: Clock) -> str:
    return turn._(
        "Payment is due by %(day)s: 45 business days after the approval (%(rule)s).",
        day=turn._.date(clock.day),
        rule=rule_words(turn, "S8 published"),
    )


def _payment_late(turn: Turn, claim: Claim, clock: Clock) -> str:
    return turn._(
        "Overdue: payment was due by %(day)s. First let an incentives admin check the bank and tax "
        "profile in Partner Center, then contact support with the reference %(reference)s: "
        "%(contact)s",
        day=turn._.date(clock.day),
        reference=claim.backend_reference,
        contact=turn.house.support_contact,
    )


_RUNNING: dict[Waiting, Callable[[Turn, Claim, Clock], str]] = {
    Waiting.REVIEW: _review,
    Waiting.ANSWER: _answer,
    Waiting.DISPUTE: _dispute,
    Waiting.DISPUTE_REVIEW: _second_look,
    Waiting.PAYMENT: _payment,
}
_OVERDUE: dict[Waiting, Callable[[Turn, Claim, Clock], str]] = {
    Waiting.REVIEW: _review_late,
    Waiting.ANSWER: _answer_late,
    Waiting.DISPUTE: _dispute_late,
    Waiting.DISPUTE_REVIEW: _second_look_late,
    Waiting.PAYMENT: _payment_late,
}


def _after_submission(turn: Turn, claim: Claim) -> Words:
    _ = turn._
    if claim.followup.withdrawal is not None:
        return (_("Your withdrawal is being sent to the claims office."),)
    return (
        _(
            "After approval: payment within 45 business days, plus the time for a tax "
            "invoice if one is asked."
        ),
        _("If the reviewer needs more, I will tell you here and collect it from you."),
    )


def _asked(turn: Turn, claim: Claim) -> Words:
    _ = turn._
    request = claim.followup.request
    if request is None:
        return ()
    if request.state is RequestState.SENDING:
        return (
            _(
                "%(name)s sent the answers; the claims office has to confirm them.",
                name=request.sent_name,
            ),
        )
    left = len(request.open_items)
    return (
        _.ngettext("%(n)s item still needs an answer.", "%(n)s items still need an answer.", left)
        if left
        else _("Everything is answered here, but not sent yet."),
    )


def _approved(turn: Turn, claim: Claim) -> Words:
    _ = turn._
    followup = claim.followup
    words = []
    if claim.status is ClaimStatus.APPROVED_PARTIAL and followup.approved_amount is not None:
        words.append(
            _(
                "%(approved)s of the %(claimed)s you claimed were approved; the rest is not paid. "
                "The reviewer's reasons stand under “What to fix”.",
                approved=_.money(followup.approved_amount, claim.currency),
                claimed=_.money(claim.claim_amount, claim.currency),
            )
        )
    words.append(
        _(
            "Where a tax invoice is required, payment follows within 30 days after it is approved "
            "(%(rule)s).",
            rule=rule_words(turn, "S8 published"),
        )
    )
    return tuple(words)


def _paid(turn: Turn, claim: Claim) -> Words:
    payment = claim.followup.payment
    if payment is None:
        return ()
    return (
        turn._(
            "%(amount)s were paid on %(day)s, in the currency of your bank profile.",
            amount=turn._.money(payment.amount, payment.currency),
            day=turn._.date(payment.paid_on),
        ),
    )


def _withdrawn(turn: Turn, claim: Claim) -> Words:
    return (turn._("This claim was pulled back; nothing more happens to it."),)


def _expired(turn: Turn, claim: Claim) -> Words:
    _ = turn._
    if claim.backend_reference:
        return (_("The reviewer's request was not answered in time, so the claim ended."),)
    return (
        _("Its claim window closed before it was submitted, so it can no longer be sent."),
        _("You can copy it into a new draft for an activity of the period that is open now."),
    )


_MORE: dict[ClaimStatus, Callable[[Turn, Claim], Words]] = {
    ClaimStatus.SUBMITTED: _after_submission,
    ClaimStatus.IN_REVIEW: _after_submission,
    ClaimStatus.ACTION_REQUIRED: _asked,
    ClaimStatus.APPROVED: _approved,
    ClaimStatus.APPROVED_PARTIAL: _approved,
    ClaimStatus.REJECTED: _rejected,
    ClaimStatus.PAID: _paid,
    ClaimStatus.WITHDRAWN: _withdrawn,
    ClaimStatus.EXPIRED: _expired,
}


def late_answer_words(turn: Turn, claim: Claim) -> str:
    """Whether proof can still be approved at all. Source: S22 third party; September is assumed."""
    if claim.activity_end is None:
        return ""
    last = periods.poe_approval_date(periods.usage_period(claim.activity_end))
    if turn.now.date() <= last:
        return ""
    return turn._(
        "Proof for this usage period could be approved until %(day)s, so an answer may come too "
        "late for payment.",
        day=turn._.date(last),
    )
