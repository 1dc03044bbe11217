"""After an answer: did it help, and handing the question over to a person."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable

from bot.domain.inputs import CardAction
from cards.views import NoticeView
from dialogs import answering, cases
from dialogs.answer_views import handover_view
from dialogs.turn import Turn, button
from dialogs.words import claim_title

MAX_QUESTION_CHARS = 1000


async def _vote(turn: Turn, action: CardAction) -> None:
    """Count it. After a “no” the question is kept for the program admin; a person is offered."""
    _ = turn._
    helpful = action.arguments.get("helpful") == "yes"
    await turn.house.questions.vote(
        _key(turn, action.nonce or turn.incoming.activity_id),
        intent=action.arguments.get("intent", "")[:40],
        language=turn._.language,
        is_helpful=helpful,
        now=turn.now,
    )
    if helpful:
        await turn.say(_("Thank you, noted."))
        return
    text = str(turn.asked.get("text", ""))
    if text:
        found = turn.house.answers.understand(text, cases.plain_case(turn))
        await answering.keep_question(turn, text, found, reason="not_helpful")
    await turn.show(
        NoticeView(
            title=_("Thank you for telling me"),
            lines=(_("I noted the question, without your name, so that the answer gets better."),),
            buttons=(button(_("Ask a person"), "answer.person"), button(_("Help"), "menu.help")),
        )
    )


async def _person(turn: Turn, action: CardAction) -> None:
    """Show what would be sent."""
    question = str(turn.asked.get("text", ""))
    context = await _context(turn)
    await turn.show(handover_view(turn, question, context, turn.house.new_id()))


async def _context(turn: Turn) -> dict[str, str]:
    """What a person needs to help: who asks, and about which claim. Label → value."""
    _, contact = turn._, turn.contact
    shown = {_("Name"): contact.name, _("Company"): contact.partner.name}
    if contact.email:
        shown[_("E-mail")] = contact.email
    claim = await answering.present_claim(turn)
    if claim is not None:
        shown[_("Claim")] = claim.backend_reference or claim_title(turn, claim)
    return shown


async def _send(turn: Turn, action: CardAction) -> None:
    """Record it, exactly as it was shown, and have it posted."""
    _ = turn._
    question = action.values.get("question", "").strip()[:MAX_QUESTION_CHARS]
    if not question:
        await _person(turn, action)
        return
    contact, claim = turn.contact, await answering.present_claim(turn)
    number = _key(turn, action.nonce or turn.incoming.activity_id)[:12].upper()
    body = {
        "question": question,
        "name": contact.name,
        "company": contact.partner.name,
        "email": contact.email,
        "claim": (claim.backend_reference or claim_title(turn, claim)) if claim else "",
        "language": turn._.language,
        "number": number,
    }
    await turn.house.questions.hand_over(
        contact,
        number,
        body,
        claim_id=claim.claim_id if claim else "",
        now=turn.now,
    )
    await turn.show(_sent_view(turn, number))


def _sent_view(turn: Turn, number: str) -> NoticeView:
    _, house = turn._, turn.house
    line = _(
        "Your question is recorded as %(number)s. It is not sent on from here; please also "
        "write to: %(contact)s",
        number=number,
        contact=house.support_contact,
    )
    if house.posts_handovers:
        line = _(
            "Your question is on its way to %(contact)s, as number %(number)s.",
            number=number,
            contact=house.support_contact,
        )
    buttons = [button(_("My claims"), "menu.claims"), button(_("Help"), "menu.help")]
    if turn.filing:
        buttons.insert(0, button(_("Back to claim"), "claim.open", claim=turn.filing))
    return NoticeView(_("Handed over"), (line,), buttons=tuple(buttons), tone="good")


async def _keep(turn: Turn, action: CardAction) -> None:
    await turn.say(turn._("All right, nothing was sent."))


def _key(turn: Turn, nonce: str) -> str:
    """Bound to the person, so that nobody can answer for somebody else."""
    return hashlib.sha256(f"{turn.contact.contact_id}|{nonce}".encode()).hexdigest()[:32]


ACTIONS: dict[str, Callable[[Turn, CardAction], Awaitable[None]]] = {
    "answer.vote": _vote,
    "answer.person": _person,
    "answer.send": _send,
    "answer.keep": _keep,
}
