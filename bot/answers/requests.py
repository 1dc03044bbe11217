"""What a reviewer asks for: of the claim at hand the items and the day, else the rule."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.claims import about_claim, claim_name
from bot.answers.general import guidance, person_offer
from bot.answers.values import Answer, Ask, Case, Offer
from bot.domain.claim import Claim
from bot.domain.followup import AskedItem
from bot.domain.responses import open_request
from bot.understanding import Recognition

MAX_COMMENT = 200


def meant_request(found: Recognition, case: Case) -> Recognition:
    """Of a claim that a reviewer waits for, the deadline is that of the request."""
    waits = case.claim is not None and open_request(case.claim) is not None
    if found.intent == "deadline" and waits and not found.slots.first_day:
        return replace(found, intent="respond_request")
    return found


def respond_request(ask: Ask) -> Answer:
    """The open request with its items and its last minute; without one the rule."""
    claim = ask.case.claim or (ask.case.claims[0] if len(ask.case.claims) == 1 else None)
    request = open_request(claim) if claim else None
    if claim is None or request is None:
        return about_claim(ask)
    line = ask.say(
        "“%(claim)s”: answer by %(due)s, your time.",
        claim=claim_name(ask, claim),
        due=ask.say.instant(request.due_at, ask.case.zone),
    )
    facts = [(_title(ask, item), _state(ask, item)) for item in request.items]
    return guidance(ask, lines=(line,), facts=facts, offers=(_open(ask, claim), person_offer(ask)))


def _open(ask: Ask, claim: Claim) -> Offer:
    arguments = {"claim": claim.claim_id}
    return Offer(ask.say("Open the claim"), "claim.open", arguments, is_main=True)


def _title(ask: Ask, item: AskedItem) -> str:
    kind = ask.catalog.kinds.get(item.kind)
    return ask.words(kind.title) if kind else item.question[:MAX_COMMENT]


def _state(ask: Ask, item: AskedItem) -> str:
    if item.is_answered:
        return ask.say("answered")
    return item.comment[:MAX_COMMENT] or ask.say("missing")
