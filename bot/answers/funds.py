"""Funds: earned, claimed, remaining, expiring; when an approved claim is paid."""

from __future__ import annotations

import re
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.answers.claims import of_owner
from bot.answers.costs import place_of
from bot.answers.general import guidance
from bot.answers.origins import Origins, rule_words
from bot.answers.values import Answer, Ask, Offer
from bot.domain import periods
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.partner import Funds
from bot.text.patterns import pattern

_APPROVED = pattern(r"approv|승인", re.IGNORECASE)


def balance(ask: Ask) -> Answer:
    """What is left for the partner's programs and locations, and until when."""
    _, lines, facts = ask.say, [], []
    origins = Origins(ask)
    for funds in ask.case.funds:
        facts += _facts(ask, funds)
        lines += _below_threshold(ask, funds)
    if not facts and ask.case.contact is not None:
        lines.append(_("I could not ask for your funds just now; please try again a little later."))
    lines += _threshold(ask, origins)
    offers = (
        Offer(_("New claim"), "claim.start", is_main=True),
        Offer(_("Deadlines"), "menu.deadlines"),
    )
    return guidance(ask, lines=lines, facts=facts, offers=offers, origins=origins)


def _facts(ask: Ask, funds: Funds) -> list[tuple[str, str]]:
    _, place = ask.say, place_of(ask, funds)
    program = ask.catalog.programs.get(funds.program, ask.program)
    usage = periods.usage_period_from_code(funds.usage_period)
    last = periods.claim_window(usage, program).last
    return [
        (_("Remaining (%(place)s)", place=place), _.money(funds.remaining, funds.currency)),
        (_("Earned"), _.money(funds.earned, funds.currency)),
        (_("Claimed so far"), _.money(funds.claimed, funds.currency)),
        (_("For activities from"), f"{_.date(usage.first)} – {_.date(usage.last)}"),
        (_("Forfeited if not claimed by"), _.date(last)),
        (_("As of"), _.instant(funds.as_of, ask.case.zone)),
    ]


def _below_threshold(ask: Ask, funds: Funds) -> list[str]:
    _, program = ask.say, ask.catalog.programs.get(funds.program)
    if program is None or program.threshold_usd is None:
        return []
    earned = ask.catalog.convert(funds.earned, funds.currency, "USD", funds.as_of.date())
    if earned is None or earned >= program.threshold_usd:
        return []
    return [
        _(
            "You earned %(earned)s, less than the %(threshold)s from which co-op funds "
            "are kept: the whole amount is paid to you as a rebate, and no co-op claim is "
            "possible. (%(rule)s)",
            rule=rule_words(_, ask.catalog, "S3, S16 published"),
            earned=_.money(funds.earned, funds.currency),
            threshold=_.money(program.threshold_usd, "USD"),
        )
    ]


def _threshold(ask: Ask, origins: Origins) -> list[str]:
    _, program = ask.say, ask.program
    named = ask.slots.program or ask.case.program
    if not named or program.threshold_usd is None:
        return []
    origins.of(program.threshold_provenance, *program.source)
    verdict = _below(ask, program.threshold_usd)
    return [
        *verdict,
        _(
            "Threshold of “%(program)s”: %(threshold)s co-op earned in one earning period.",
            program=ask.words(program.title),
            threshold=_.money(program.threshold_usd, "USD"),
        ),
    ]


def _below(ask: Ask, threshold: Decimal) -> list[str]:
    """What the sum that was named means; in US dollars unless another currency was."""
    _, slots = ask.say, ask.slots
    currency = slots.currency or "USD"
    if slots.amount is None or currency not in ask.catalog.currencies:
        return []
    earned = ask.catalog.convert(slots.amount, currency, "USD", ask.case.today)
    if earned is None or earned >= threshold:
        return []
    return [
        _(
            "%(earned)s earned in one earning period is less than %(threshold)s: there is no co-op "
            "balance, the whole amount is paid as a rebate, and no co-op claim is possible.",
            earned=_.money(slots.amount, currency),
            threshold=_.money(threshold, "USD"),
        )
    ]


def payment(ask: Ask) -> Answer:
    """The payment clock, worked out for the claim if one is at hand."""
    claim = ask.case.claim
    contact = ask.case.contact
    if claim is not None and contact is not None and claim.owner_id != contact.contact_id:
        return guidance(ask, facts=of_owner(ask, claim))
    lines = _after_day(ask) or (_payment_of(ask, claim) if claim is not None else [])
    offers = (Offer(ask.say("My claims"), "menu.claims"),)
    return guidance(ask, lines=lines, offers=offers)


def _after_day(ask: Ask) -> list[str]:
    """The payment clock of an approval on the day that was named."""
    approved = ask.slots.last_day
    if approved is None or approved != ask.slots.first_day or not _APPROVED.search(ask.text):
        return []
    return [
        ask.say(
            "After an approval on %(approved)s payment is due by %(due)s at the latest "
            "(45 business days, Monday to Friday; public holidays are not considered).",
            approved=ask.say.date(approved),
            due=ask.say.date(periods.payment_due(approved)),
        )
    ]


def _payment_of(ask: Ask, claim: Claim) -> list[str]:
    _ = ask.say
    if claim.status is ClaimStatus.PAID:
        return [_("Your claim is marked as paid.")]
    if claim.status not in (ClaimStatus.APPROVED, ClaimStatus.APPROVED_PARTIAL):
        return [_("Your claim is not approved yet; the payment clock starts with the approval.")]
    if claim.status_since is None:
        return []
    approved = claim.status_since.astimezone(ZoneInfo(ask.program.time_zone)).date()
    return [
        _(
            "Your claim was approved on %(approved)s: payment is due by %(due)s at the latest "
            "(45 business days, Monday to Friday; public holidays are not considered).",
            approved=_.date(approved),
            due=_.date(periods.payment_due(approved)),
        )
    ]
