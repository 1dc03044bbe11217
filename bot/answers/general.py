"""Answers that are the same for everybody: the guidance of the catalog, told with its sources."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.origins import Origins, doubts_of
from bot.answers.values import Answer, Ask, Offer


def guidance(
    ask: Ask,
    key: str = "",
    *,
    lines: Sequence[str] = (),
    facts: Sequence[tuple[str, str]] = (),
    offers: Sequence[Offer] = (),
    with_points: bool = True,
    origins: Origins | None = None,
) -> Answer:
    """The guidance for an intent; `lines` about the partner's own case come first.

    A question about one point of it gets that point instead, see `particulars`.
    """
    found = ask.catalog.guidance[key or ask.recognition.intent]
    if ask.particulars:
        told = (origins or Origins(ask)).told()
        title = ask.words(found.title)
        return Answer(
            ask.recognition.intent, title, tuple(lines), (), tuple(facts), told, (), tuple(offers)
        )
    origins = (origins or Origins(ask)).add(found)
    clocks = [ask.catalog.clocks[clock] for clock in found.clocks]
    points = found.points if with_points else ()
    origins.add(*points, *clocks)
    doubts = doubts_of(ask, found.contradictions, origins)
    return Answer(
        intent=ask.recognition.intent,
        title=ask.words(found.title),
        lines=(*lines, *(ask.words(line) for line in found.lines)),
        bullets=(
            *(ask.words(point.text) for point in points),
            *(ask.words(clock.text) for clock in clocks),
        ),
        facts=tuple(facts),
        origins=origins.told(),
        doubts=doubts,
        offers=tuple(offers),
    )


def added(ask: Ask) -> Answer:
    """An answer that an admin added as data."""
    found = ask.catalog.answers[ask.recognition.extra]
    return Answer(
        intent=ask.recognition.intent,
        title=ask.words(found.title),
        lines=(ask.words(found.text),),
        origins=Origins(ask).add(found).told(),
    )


def help_answer(ask: Ask) -> Answer:
    """What the bot can do."""
    _ = ask.say
    return Answer(
        intent=ask.recognition.intent,
        title=_("What I can do"),
        lines=(_("I help with Microsoft co-op claims. Just ask in your own words, for example:"),),
        bullets=(
            _("“What documents do I need for a webinar?”"),
            _("“We ran Google ads with an agency, I want to claim it.”"),
            _("“What is the last day for an activity on 12 May?”"),
            _("“Where does my claim stand?”"),
            _("“How much is left of our funds?”"),
        ),
        offers=menu_offers(ask),
    )


def menu_offers(ask: Ask) -> tuple[Offer, ...]:
    """The ways on when nothing better is known."""
    _ = ask.say
    return (
        Offer(_("New claim"), "claim.start", is_main=True),
        Offer(_("What documents?"), "menu.documents"),
        Offer(_("My claims"), "menu.claims"),
        Offer(_("Deadlines"), "menu.deadlines"),
    )


def person_offer(ask: Ask) -> Offer:
    """Hand the question over to a person; it is shown before it is sent."""
    return Offer(ask.say("Ask a person"), "answer.person")


def human_support(ask: Ask) -> Answer:
    """Whom to turn to."""
    _ = ask.say
    lines = [
        _("I can hand your question over to a person; you see what is sent before it is sent.")
    ]
    if ask.case.support_contact:
        lines.insert(0, _("Your contact: %(contact)s", contact=ask.case.support_contact))
    return guidance(ask, lines=lines, offers=(person_offer(ask),))


def roles(ask: Ask) -> Answer:
    """Who may do what, and what the person who asks may do."""
    _ = ask.say
    contact = ask.case.contact
    facts = []
    for location in contact.locations if contact else ():
        for enrollment in location.enrollments:
            program = ask.catalog.programs.get(enrollment.program)
            if program and enrollment.roles:
                place = f"{ask.words(program.title)} — {location.name}"
                facts.append(
                    (place, _.list(_(ROLE_WORDS[role.value]) for role in enrollment.roles))
                )
    lines = (_("Your own roles are listed below."),) if facts else ()
    return guidance(ask, lines=lines, facts=facts)


ROLE_WORDS = {
    "incentives_admin": "Incentives admin",
    "incentives_user": "Incentives user",
    "global_admin": "Global admin",
    "account_admin": "Account admin",
}
