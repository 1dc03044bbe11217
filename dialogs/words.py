"""How values of the domain are said: findings, days, money, statuses."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from bot.answers import rule_words as words_of_rule
from bot.domain.catalog import Catalog
from bot.domain.claim import Claim, DocumentState, Finding, Severity
from bot.domain.fields import METRIC_PREFIX
from bot.text import translator
from cards.views import FindingView
from dialogs.turn import Turn

DOCUMENT_WORDS: dict[DocumentState, str] = {
    DocumentState.STORED: "received, checked and stored",
    DocumentState.SENT: "sent",
    DocumentState.ACCEPTED: "accepted by the claims office",
    DocumentState.SUPERSEDED: "replaced",
}


_MONEY = frozenset({"most", "csr_total", "costs_total", "difference", "first", "second"})
"""Values of findings that are an amount with its currency."""


def finding_words(turn: Turn, finding: Finding, claim: Claim | None = None) -> str:
    """A finding in the partner's language, its days, money and documents written out."""
    is_money = finding.code.startswith("above_")
    values = {
        name: _value(turn, name, text, claim, is_money=is_money)
        for name, text in finding.values.items()
    }
    return turn._(finding.message, **values)


def by_both_clocks(
    turn: Turn, moment: datetime, zone: str, *, apart: str, alike: str, **values: object
) -> str:
    """A moment in a zone and in the partner's: both times, or one where their clocks agree.

    Shape: `apart` has %(program_time)s and %(partner_time)s, `alike` has %(time)s.
    """
    _, partner_time = turn._, turn._.instant(moment, turn.zone)
    if _.tells_the_same(moment, zone, turn.zone):
        return _(alike, time=partner_time, **values)
    return _(apart, program_time=_.instant(moment, zone), partner_time=partner_time, **values)


def _value(turn: Turn, name: str, text: str, claim: Claim | None, *, is_money: bool) -> str:
    if name == "document" and claim is not None:
        return requirement_title(turn, claim, text)
    if name in _MONEY and " " in text:
        amount, _, currency = text.partition(" ")
        return turn._.money(Decimal(amount), currency)
    if name == "most" and is_money and claim is not None and claim.currency:
        try:
            return turn._.money(Decimal(text), claim.currency)
        except InvalidOperation:
            return text
    try:
        return turn._.date(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def requirement_title(turn: Turn, claim: Claim, requirement_id: str) -> str:
    """Title of a document requirement of the claim's activity; the id itself when it is no longer
    known.
    """
    catalog: Catalog = turn.house.catalog
    if claim.incentive_activity in catalog.activities:
        for requirement in catalog.all_requirements(claim.incentive_activity):
            if requirement.requirement_id == requirement_id:
                return turn.words(requirement.title)
    return turn._("Other document")


def finding_view(turn: Turn, finding: Finding, claim: Claim | None = None) -> FindingView:
    """A finding for a card."""
    text = finding_words(turn, finding, claim)
    rule = rule_words(turn, finding.source)
    source = turn._("Rule: %(source)s", source=rule) if rule else ""
    return FindingView(text, finding.severity is Severity.BLOCK, source)


def rule_words(turn: Turn, source: str) -> str:
    """Where a rule stands, and whether it is published or assumed, in the partner's language."""
    return words_of_rule(turn._, turn.house.catalog, source)


def claim_title(turn: Turn, claim: Claim) -> str:
    """What a claim is called: its name, else its activity, else that it is new."""
    if claim.claim_name:
        return claim.claim_name
    activity = turn.house.catalog.activities.get(claim.incentive_activity)
    return turn.words(activity.title) if activity else turn._("New claim")


def field_label(turn: Turn, claim: Claim, field_id: str) -> str:
    """Short words for a field, for fact lists."""
    if field_id.startswith(METRIC_PREFIX):
        activity = turn.house.catalog.activities[claim.incentive_activity]
        for metric in activity.metrics:
            if metric.id == field_id.removeprefix(METRIC_PREFIX):
                return turn.words(metric.title)
    return turn._(_FIELD_WORDS[field_id])


_FIELD_WORDS = {
    "claim_name": "Claim name",
    "activity_start": "First day of the activity",
    "activity_end": "Last day of the activity",
    "description": "Description",
    "currency": "Currency of the claim",
    "preapproval_id": "Pre-approval ID",
    "comments": "Comments for the reviewer",
    "contact_email": "E-mail for questions",
}


def failure_text(language: str, reference: str) -> str:
    """What the partner reads when a turn failed; the log has the same reference."""
    _ = translator(language or "en")
    return _(
        "Something went wrong on our side. What was saved before is still there; please try "
        "again. If it happens again, give this number to support: %(reference)s",
        reference=reference,
    )
