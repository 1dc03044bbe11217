"""How reminders are said: what is missing, by when in both zones, why, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from bot.domain.claim import Claim
from bot.domain.fields import StepKind
from bot.domain.reminders import Item, Reason, ReminderKind
from bot.domain.steps import is_answered, required_documents
from dialogs.turn import Turn
from dialogs.words import by_both_clocks, claim_title

SHOWN_DAYS = 3

KIND_WORDS: dict[ReminderKind, str] = {
    ReminderKind.DRAFT_DEADLINE: "Open drafts before the deadline",
    ReminderKind.UNCLAIMED_FUNDS: "Unclaimed funds before the deadline",
    ReminderKind.DOCUMENT_REQUEST: "Requests of a reviewer",
}


def item_words(turn: Turn, item: Item) -> str:
    """One thing to be reminded of, in full: what, by when in both zones, what is missing."""
    reason = item.reason
    parts = [_what(turn, reason), _by_when(turn, reason)]
    if reason.claim is not None:
        parts.append(_missing(turn, reason, reason.claim))
    return " ".join(part for part in parts if part)


def reason_title(turn: Turn, reason: Reason) -> str:
    """What a reason is about, in a few words."""
    if reason.claim is not None:
        return _quoted(turn, reason.claim)
    return turn._("Unclaimed funds of %(program)s", program=_program(turn, reason.program))


def days_words(turn: Turn, days_left: int) -> str:
    """How long is left, for a title."""
    _ = turn._
    if days_left < 0:
        return _("past the safe date")
    if days_left == 0:
        return _("today")
    return _.ngettext("%(n)s day left", "%(n)s days left", days_left)


def why_words(turn: Turn, items: Sequence[Item]) -> tuple[str, ...]:
    """Why a message came: one sentence per kind in it."""
    _ = turn._
    words = {
        ReminderKind.DRAFT_DEADLINE: _(
            "You get this because a draft that you started is open and its claim window closes."
        ),
        ReminderKind.UNCLAIMED_FUNDS: _(
            "You get this because you have an incentives role where co-op funds are left."
        ),
        ReminderKind.DOCUMENT_REQUEST: _(
            "You get this because a reviewer waits for your answer to a claim."
        ),
    }
    kinds = {item.reason.kind for item in items}
    return tuple(words[kind] for kind in ReminderKind if kind in kinds)


def next_words(turn: Turn, items: Sequence[Item]) -> str:
    """What comes next."""
    _ = turn._
    days = sorted({day for item in items for day in item.next_days})
    if not days:
        return _("This is the last reminder about it.")
    return _("Next reminder: %(days)s, unless it is done by then.", days=days_list(turn, days))


def days_list(turn: Turn, days: Sequence[date]) -> str:
    """The first few days, as in a sentence."""
    return turn._.list(turn._.date(day) for day in days[:SHOWN_DAYS])


def _what(turn: Turn, reason: Reason) -> str:
    _ = turn._
    if reason.kind is ReminderKind.UNCLAIMED_FUNDS and reason.funds is not None:
        return _(
            "%(amount)s of your co-op funds of %(program)s are not claimed yet.",
            amount=_.money(reason.funds.remaining, reason.funds.currency),
            program=_program(turn, reason.program),
        )
    assert reason.claim is not None
    title = claim_title(turn, reason.claim)
    if reason.kind is ReminderKind.DOCUMENT_REQUEST:
        return _("The reviewer of “%(claim)s” waits for your answer.", claim=title)
    return _("“%(claim)s” is an open draft; nothing was sent yet.", claim=title)


def _by_when(turn: Turn, reason: Reason) -> str:
    _ = turn._
    last = reason.closes_at
    if reason.kind is not ReminderKind.DOCUMENT_REQUEST:
        last -= timedelta(minutes=1)
    tell = partial(by_both_clocks, turn, last, reason.zone)
    if reason.kind is ReminderKind.DOCUMENT_REQUEST:
        return tell(
            apart="Answer by %(program_time)s — that is %(partner_time)s for you.",
            alike="Answer by %(time)s.",
        )
    if reason.kind is ReminderKind.UNCLAIMED_FUNDS:
        return tell(
            apart="To be safe, claim them by %(safe)s. The window closes on %(program_time)s — "
            "that is %(partner_time)s for you; what is not claimed then is lost.",
            alike="To be safe, claim them by %(safe)s. The window closes on %(time)s; what is not "
            "claimed then is lost.",
            safe=_.date(reason.aim),
        )
    return tell(
        apart="To be safe, send it by %(safe)s. The window closes on %(program_time)s — that is "
        "%(partner_time)s for you.",
        alike="To be safe, send it by %(safe)s. The window closes on %(time)s.",
        safe=_.date(reason.aim),
    )


def _missing(turn: Turn, reason: Reason, claim: Claim) -> str:
    _ = turn._
    if reason.kind is ReminderKind.DOCUMENT_REQUEST:
        request = claim.followup.request
        count = len(request.open_items) if request else 0
        if not count:
            return _("Every point is answered; only the sending is missing.")
        return _.ngettext("%(n)s point is still open.", "%(n)s points are still open.", count)
    parts = missing_parts(turn, claim)
    if not parts:
        return _("Everything is there; only the submitting is missing.")
    return _("Still missing: %(parts)s.", parts=_.list(parts))


def missing_parts(turn: Turn, claim: Claim) -> list[str]:
    """What a draft lacks, in the order it is asked."""
    _, catalog = turn._, turn.house.catalog
    if claim.program not in catalog.programs or claim.incentive_activity not in catalog.activities:
        return [_("the choice of the activity"), _("everything after it")]
    parts = []
    if not is_answered(StepKind.CONDITIONS, claim, turn.contact, catalog):
        parts.append(_("questions about the activity"))
    if not is_answered(StepKind.DETAILS, claim, turn.contact, catalog):
        parts.append(_("details such as dates and results"))
    if not claim.expense_lines:
        parts.append(_("the costs"))
    parts += [
        turn.words(requirement.title)
        for requirement in required_documents(claim, catalog)
        if not claim.documents_for(requirement.requirement_id)
    ]
    shown = 6
    return parts if len(parts) <= shown else [*parts[:shown], _("and more")]


def _quoted(turn: Turn, claim: Claim) -> str:
    return turn._("“%(claim)s”", claim=claim_title(turn, claim))


def _program(turn: Turn, code: str) -> str:
    program = turn.house.catalog.programs.get(code)
    return turn.words(program.title) if program else code
