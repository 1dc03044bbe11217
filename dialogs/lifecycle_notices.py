"""Cards for what happens after submission: a new status, a request for more, an end."""

from __future__ import annotations

from collections.abc import Callable

from bot.answers import STATUS_WORDS
from bot.domain import periods
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.clocks import may_still_dispute
from cards.views import ButtonView, FactView, NoticeView, View
from dialogs.claim_card import claim_buttons, claim_card, money_facts
from dialogs.clock_words import next_words, overdue_words
from dialogs.receipt_views import keep_words
from dialogs.responding_views import due_lines, item_title
from dialogs.turn import Turn, button
from dialogs.words import claim_title, rule_words

Shown = tuple[View, View | None]
SHOWN_ITEMS = 8
_S = ClaimStatus
_TONES = {
    _S.APPROVED: "good",
    _S.PAID: "good",
    _S.APPROVED_PARTIAL: "warning",
    _S.REJECTED: "warning",
    _S.EXPIRED: "warning",
}


def status_notice(turn: Turn, claim: Claim) -> Shown:
    """The claim's status has changed: which, since when, why, and what comes next."""
    _ = turn._
    followup = claim.followup
    since = claim.status_since or claim.changed_at
    reasons = followup.reasons if claim.status in (_S.REJECTED, _S.APPROVED_PARTIAL) else ()
    said = tuple(_("The reviewer wrote: “%(words)s”", words=r.text[:500]) for r in reasons[:5])
    overdue = overdue_words(turn, claim)
    view = NoticeView(
        title=_title(turn, claim),
        lines=(
            _("Your claim “%(claim)s” has a new status.", claim=claim_title(turn, claim)),
            *said,
        ),
        facts=(
            FactView(_("Since"), _.instant(since, turn.zone)),
            *money_facts(turn, claim),
            FactView(_("Reference"), claim.backend_reference),
        ),
        bullets=(*((overdue,) if overdue else ()), *next_words(turn, claim)),
        buttons=_with_status(turn, claim),
        tone=_tone(turn, claim),
    )
    return view, claim_card(turn, claim)


def _tone(turn: Turn, claim: Claim) -> str:
    """Asks to act only where something can be done: a rejection can be disputed for a while."""
    if claim.status is _S.REJECTED and may_still_dispute(claim, turn.now):
        return "attention"
    return _TONES.get(claim.status, "plain")


def _title(turn: Turn, claim: Claim) -> str:
    if claim.status is _S.SUBMITTED and claim.followup.resubmitted_at:
        return turn._("Your answers have arrived; the review goes on")
    return turn._(STATUS_WORDS[claim.status])


def _with_status(turn: Turn, claim: Claim) -> tuple[ButtonView, ...]:
    """The same ways as on the claim's card, with the card itself in place of the list."""
    status = button(turn._("Status"), "claim.status", claim=claim.claim_id)
    return (*claim_buttons(turn, claim)[:-1], status)


def request_notice(turn: Turn, claim: Claim) -> Shown:
    """A reviewer wants more: every open item in their words, by when, and one button to go on."""
    _ = turn._
    request = claim.followup.request
    if request is None:
        return status_notice(turn, claim)
    bullets = []
    for item in request.open_items[:SHOWN_ITEMS]:
        said = item.comment or (item.question if item.kind else "")
        bullets.append(": ".join(filter(None, (item_title(turn, item), said))))
    if not bullets:  # the same request told again, with more time
        bullets.append(_("Everything is answered here, but not sent yet."))
    words = _("The reviewer wrote: “%(words)s”", words=request.comment) if request.comment else ""
    anyone = _("Any colleague with a role for this program and location can answer, part by part.")
    view = NoticeView(
        title=_("The reviewer asks: %(claim)s", claim=claim_title(turn, claim)),
        lines=tuple(line for line in (words, *due_lines(turn, claim)) if line),
        facts=(FactView(_("Reference"), claim.backend_reference),),
        bullets=tuple(bullets),
        buttons=(
            button(_("Answer now"), "claim.open", claim=claim.claim_id, style="positive"),
            button(_("Status"), "claim.status", claim=claim.claim_id),
        ),
        footer=(anyone,),
        tone="attention",
    )
    return view, claim_card(turn, claim)


def refused_response_notice(turn: Turn, claim: Claim) -> Shown:
    """The claims office did not take what was sent: why, and that nothing of it is lost."""
    _ = turn._
    followup = claim.followup
    request, case = followup.request, followup.dispute
    refusals = (request.refusal if request else "", case.refusal if case else "", followup.refusal)
    why = next(filter(None, refusals), "")
    lines = [_("It was about “%(claim)s”. Nothing of it is lost.", claim=claim_title(turn, claim))]
    if why:
        lines.append(_("The claims office did not take it: %(detail)s", detail=why))
    else:
        lines.append(_("The claims office could not be reached for a long time, or had moved on."))
    view = NoticeView(
        title=_("What you sent was not taken"),
        lines=tuple(lines),
        bullets=(*filter(None, (overdue_words(turn, claim),)), *next_words(turn, claim)),
        buttons=(
            button(_("Open"), "claim.open", claim=claim.claim_id, style="positive"),
            button(_("Status"), "claim.status", claim=claim.claim_id),
        ),
        tone="warning",
    )
    return view, claim_card(turn, claim)


def retention_notice(turn: Turn, claim: Claim) -> Shown:
    """The duty to keep originals has ended; for information only."""
    _ = turn._
    end = periods.retain_until(claim.activity_end) if claim.activity_end else turn.today
    view = NoticeView(
        title=_("You no longer have to keep these originals"),
        lines=(
            _(
                "The 24 months after the activity of “%(claim)s” ended on %(day)s (%(rule)s).",
                rule=rule_words(turn, "S1, S3 published"),
                claim=claim_title(turn, claim),
                day=_.date(end),
            ),
            _("Your own tax and accounting rules may ask you to keep them longer."),
        ),
        buttons=(
            button(_("Documents"), "claim.ledger", claim=claim.claim_id),
            button(_("My claims"), "menu.claims"),
        ),
    )
    return view, None


def expired_draft_notice(turn: Turn, claim: Claim) -> Shown:
    """A draft's window has closed: said once, with what is still possible."""
    _ = turn._
    nonce = turn.house.new_id()
    view = NoticeView(
        title=_("A draft has expired: %(claim)s", claim=claim_title(turn, claim)),
        lines=(
            _(
                "Its claim window closed before it was submitted. Funds of that usage period that "
                "were not claimed are forfeited (%(rule)s).",
                rule=rule_words(turn, "S3 published, S23 third_party"),
            ),
        ),
        bullets=(
            _("You can copy it into a new draft for an activity of the period that is open now."),
            _("If you did submit it elsewhere in time, contact support with your proof."),
            keep_words(turn, claim),
        ),
        buttons=(
            button(_("Copy to new draft"), "claim.clone", claim=claim.claim_id, nonce=nonce),
            button(_("Status"), "claim.status", claim=claim.claim_id),
            button(_("My claims"), "menu.claims"),
        ),
        tone="warning",
    )
    return view, None


VIEWS: dict[str, Callable[[Turn, Claim], Shown]] = {
    "status": status_notice,
    "request": request_notice,
    "response_refused": refused_response_notice,
    "retention": retention_notice,
    "draft_expired": expired_draft_notice,
}
