"""Cards about a decision: what to fix, where the money is, which originals to keep."""

from __future__ import annotations

from decimal import Decimal

from bot.domain import clocks, periods
from bot.domain.claim import Claim, ClaimDocument, ClaimStatus, DocumentState
from bot.domain.clocks import PROGRAM_ZONE, may_still_dispute
from bot.domain.partner import Funds
from bot.domain.responses import may_dispute
from cards.views import ButtonView, ChecklistItemView, ChecklistView, FactView, NoticeView
from dialogs.claim_card import DECIDED, ENDED, money_facts
from dialogs.clock_words import next_words, overdue_words
from dialogs.document_views import received_words
from dialogs.offers import open_buttons
from dialogs.receipt_views import keep_words
from dialogs.turn import Turn, button
from dialogs.words import DOCUMENT_WORDS, claim_title, requirement_title, rule_words

MINIMUM_USD = Decimal(200)
"""Source: S21 published."""
SHOWN_PAPERS = 25


def fixes_view(turn: Turn, claim: Claim) -> ChecklistView:
    """Each reason with the reviewer's words and what can be done."""
    _ = turn._
    items = []
    for reason in claim.followup.reasons:
        known = turn.house.catalog.reason(reason.code, reason.text)
        title = turn.words(known.title) if known else reason.code
        said = _("The reviewer wrote: “%(words)s”", words=reason.text)
        fixes = [turn.words(fix) for fix in known.fixes] if known else []
        items.append(ChecklistItemView(title, " ".join((said, *fixes))))
    nothing = _("The claims office gave no reason; the history may say more.")
    return ChecklistView(
        title=_("What to fix: %(claim)s", claim=claim_title(turn, claim)),
        lines=(*_limit(turn, claim), *(() if items else (nothing,))),
        items=tuple(items),
        notes=(
            _("The reviewer decides; following this list promises no outcome."),
            _("Reasons and fixes are collected from published and third-party pages and from us."),
        ),
        buttons=_fix_buttons(turn, claim),
    )


def _limit(turn: Turn, claim: Claim) -> tuple[str, ...]:
    overdue = overdue_words(turn, claim)
    return (overdue,) if overdue else next_words(turn, claim)[:1]


def _fix_buttons(turn: Turn, claim: Claim) -> tuple[ButtonView, ...]:
    _ = turn._
    buttons = []
    if may_dispute(turn.contact, claim) and may_still_dispute(claim, turn.now):
        buttons.append(button(_("Dispute"), "claim.dispute", claim=claim.claim_id))
    nonce = turn.house.new_id()
    return (
        *buttons,
        button(_("Copy to new draft"), "claim.clone", claim=claim.claim_id, nonce=nonce),
        button(_("Status"), "claim.status", claim=claim.claim_id),
    )


def money_view(turn: Turn, claim: Claim, funds: Funds | None) -> NoticeView:
    """Where the money of one claim is, with every rule that may hold it."""
    _ = turn._
    facts = [*money_facts(turn, claim)]
    if funds is not None and claim.incentive_activity:
        catalog = turn.house.catalog
        cap = catalog.cap(claim.incentive_activity, catalog.programs[claim.program], funds)
        if cap is not None:
            facts.append(FactView(_("Left under this activity's cap"), _.money(cap, "USD")))
        left = _.money(funds.remaining, funds.currency)
        facts.append(FactView(_("Remaining funds"), left))
    return NoticeView(
        title=_("Where is my money? %(claim)s", claim=claim_title(turn, claim)),
        lines=(*_late_first(turn, claim), *next_words(turn, claim)),
        facts=tuple(facts),
        bullets=_payment_rules(turn, claim),
        footer=(_("Never send bank or tax data here; they belong in Partner Center."),),
        buttons=(
            button(_("Status"), "claim.status", claim=claim.claim_id),
            button(_("My claims"), "menu.claims"),
        ),
    )


def _late_first(turn: Turn, claim: Claim) -> tuple[str, ...]:
    overdue = overdue_words(turn, claim)
    not_yet = turn._("It is not approved yet; payment starts only after the approval.")
    waits = claim.status not in (*DECIDED, *ENDED, ClaimStatus.REJECTED)
    return tuple(words for words in (overdue, not_yet if waits else "") if words)


def _payment_rules(turn: Turn, claim: Claim) -> tuple[str, ...]:
    """Source: S8, S21 published; the monthly cut-off S27 published, old."""
    _, approved = turn._, claim.followup.approved_at
    if claim.status is ClaimStatus.PAID or claim.status in (*ENDED, ClaimStatus.REJECTED):
        return ()
    words = []
    if approved is not None:
        words.append(
            _(
                "Monthly cut-off: it was approved in time for the run that closes on the 14th, "
                "%(day)s, 23:59 Pacific time (%(rule)s).",
                day=_.date(clocks.payment_run(approved)),
                rule=rule_words(turn, "S27 published_old"),
            )
        )
    words += [
        _(
            "Amounts below %(minimum)s per program and earning type wait until they add up "
            "(%(rule)s).",
            rule=rule_words(turn, "S21 published"),
            minimum=_.money(MINIMUM_USD, "USD"),
        ),
        _hold(turn, claim),
        _(
            "Paid in the currency of your bank profile, at a monthly rate (%(rule)s).",
            rule=rule_words(turn, "S8, S15 published"),
        ),
    ]
    return tuple(words)


def _hold(turn: Turn, claim: Claim) -> str:
    _, approved = turn._, claim.followup.approved_at
    if approved is None:
        return _(
            "Without complete bank and tax data, or a tax invoice where one is required, a payment "
            "is held for up to 180 days (%(rule)s).",
            rule=rule_words(turn, "S21 published"),
        )
    return _(
        "Without complete bank and tax data, or a tax invoice where one is required, the payment "
        "is held for 180 days, until %(day)s (%(rule)s).",
        rule=rule_words(turn, "S21 published"),
        day=_.date(clocks.hold_ends(approved, PROGRAM_ZONE)),
    )


def ledger_view(turn: Turn, claim: Claim) -> ChecklistView:
    """Papers of the claim, replaced ones too, and until when the originals are kept."""
    _ = turn._
    items = [_paper(turn, claim, document) for document in claim.documents[:SHOWN_PAPERS]]
    more = len(claim.documents) - SHOWN_PAPERS
    notes = [_("What was replaced stays in the record; nothing is deleted.")]
    if more > 0:
        notes.append(_("and %(n)s more", n=more))
    return ChecklistView(
        title=_("Documents: %(claim)s", claim=claim_title(turn, claim)),
        lines=() if claim.status in ENDED else _keep_lines(turn, claim),
        items=tuple(items),
        notes=tuple(notes),
        buttons=(
            button(_("Status"), "claim.status", claim=claim.claim_id),
            *open_buttons(turn, claim),
            button(_("My claims"), "menu.claims"),
        ),
    )


def _keep_lines(turn: Turn, claim: Claim) -> tuple[str, ...]:
    _ = turn._
    if claim.activity_end is None:
        return ()
    if turn.today > periods.retain_until(claim.activity_end):
        return (
            _("The 24 months are over: the program no longer asks you to keep these originals."),
        )
    return (keep_words(turn, claim), _("I will tell you when that day has passed."))


def _paper(turn: Turn, claim: Claim, document: ClaimDocument) -> ChecklistItemView:
    _ = turn._
    replaced = document.state is DocumentState.SUPERSEDED
    return ChecklistItemView(
        title=requirement_title(turn, claim, document.requirement_id),
        detail=received_words(turn, document),
        condition=_.instant(document.received_at, turn.zone),
        mark=_(DOCUMENT_WORDS[document.state]) if replaced else "",
    )
