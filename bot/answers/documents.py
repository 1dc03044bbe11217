"""Which documents a case needs, what its material must show, what is still missing."""

from __future__ import annotations

from bot.answers.general import guidance
from bot.answers.needed import Conditions, named_paper, needed_for, told_of, when_of
from bot.answers.origins import Origins
from bot.answers.values import Answer, Ask, Offer
from bot.domain.catalog import DocumentRequirement
from bot.domain.claim import Claim, SetAside
from bot.domain.steps import required_documents as needed_by

LONG_LIST = 9
"""From so many documents on, the reasons are left out; the list itself is never cut."""


def required_documents(ask: Ask) -> Answer:
    """For the activity named, else for the claim at hand, else in general."""
    claim = ask.case.claim
    if not ask.slots.activity and claim is not None and claim.incentive_activity:
        return _of_claim(ask, claim)
    if ask.activity:
        return _of_activity(ask, ask.activity)
    offer = Offer(ask.say("Choose the activity"), "menu.documents", is_main=True)
    return guidance(ask, offers=(offer,))


def _conditions(ask: Ask, activity: str) -> dict[str, tuple[str, ...]]:
    claim = ask.case.claim
    known = dict(claim.conditions) if claim and claim.incentive_activity == activity else {}
    asked = {question.id for question in ask.catalog.questions_for(activity)}
    return {k: v for k, v in {**known, **ask.slots.conditions}.items() if k in asked}


def _of_activity(ask: Ask, code: str) -> Answer:
    _, activity = ask.say, ask.catalog.activities[code]
    conditions = _conditions(ask, code)
    needed = needed_for(ask, code, conditions)
    origins = Origins(ask).add(*needed.always, *needed.perhaps, *needed.on_request)
    total = len(needed.always) + len(needed.perhaps) + len(needed.on_request)
    brief = total >= LONG_LIST
    bullets = [_row(ask, row, brief=brief) for row in needed.always]
    bullets += [
        _(
            "%(document)s — only if: %(condition)s",
            document=ask.words(row.title),
            condition=when_of(ask, row, conditions),
        )
        for row in needed.perhaps
    ]
    bullets += [
        _("%(document)s — only if a reviewer asks", document=ask.words(row.title))
        for row in needed.on_request
    ]
    lines = [
        *named_paper(ask, needed, conditions),
        *_case_lines(ask, conditions),
        *_excluded(ask, code),
    ]
    metrics = _.list(ask.words(metric.title) for metric in activity.metrics)
    origins.add(*activity.metrics)
    facts = [(_("Figure to enter"), metrics)] if metrics else []
    return Answer(
        intent=ask.recognition.intent,
        title=_("Documents for: %(activity)s", activity=ask.words(activity.title)),
        lines=tuple(lines),
        bullets=tuple(bullets),
        facts=tuple(facts),
        origins=origins.told(),
        offers=(start_offer(ask, code), *_others(ask, code)),
    )


def _others(ask: Ask, code: str) -> tuple[Offer, ...]:
    """Other activities that were named in the same breath, else the choice of another."""
    named = [other for other in ask.slots.activities if other != code][:2]
    if not named:
        return (Offer(ask.say("Other activity"), "menu.documents"),)
    titles = {other: ask.words(ask.catalog.activities[other].title) for other in named}
    return tuple(Offer(titles[o], "menu.documents", {"activity": o}) for o in named)


def _row(ask: Ask, row: DocumentRequirement, *, brief: bool) -> str:
    title = ask.words(row.title)
    return title if brief else f"{title} — {ask.words(row.why)}"


def _case_lines(ask: Ask, conditions: Conditions) -> list[str]:
    """The answers the list rests on, so that the partner sees what was understood."""
    _ = ask.say
    said = [told_of(ask, question, values) for question, values in conditions.items()]
    return [_("For your case (%(case)s):", case=", ".join(said))] if said else []


def _excluded(ask: Ask, code: str) -> list[str]:
    activity = ask.catalog.activities[code]
    lines = []
    if ask.program.code in activity.excluded_programs:
        note = activity.excluded_note
        lines.append(
            ask.words(note) if note else ask.say("This activity is not open to your program.")
        )
    if activity.needs_preapproval:
        lines.append(
            ask.say(
                "It needs a pre-approval from Microsoft before it runs, and its ID in the claim."
            )
        )
    return lines


def start_offer(ask: Ask, activity: str = "", *, another: bool = False) -> Offer:
    """Start the claim with what was said filled in, or go back to the one of this activity;
    `another` starts one in any case.
    """
    _, slots, claim = ask.say, ask.slots, ask.case.claim
    is_here = claim is not None and claim.is_editable and claim.incentive_activity == activity
    if claim is not None and is_here and activity and not another:
        return Offer(_("Back to claim"), "claim.open", {"claim": claim.claim_id}, is_main=True)
    said = {"activity": activity, "currency": slots.currency}
    if slots.amount is not None:
        said["amount"] = str(slots.amount)
    if slots.first_day and slots.last_day:
        said |= {"from": slots.first_day.isoformat(), "to": slots.last_day.isoformat()}
    conditions = _conditions(ask, activity) if activity else dict(slots.conditions)
    said["conditions"] = ";".join(f"{k}={','.join(v)}" for k, v in conditions.items())
    arguments = {name: value for name, value in said.items() if value}
    title = _("Start this claim") if arguments else _("New claim")
    return Offer(title, "claim.start", arguments, is_main=True)


def _of_claim(ask: Ask, claim: Claim) -> Answer:
    """What the claim at hand needs, has, and still misses."""
    _ = ask.say
    rows = needed_by(claim, ask.catalog)
    missing = [row for row in rows if not claim.documents_for(row.requirement_id)]
    bullets = [f"{ask.words(row.title)} — {_state(ask, claim, row)}" for row in rows]
    of_claim = needed_for(ask, claim.incentive_activity, claim.conditions)
    open_rows = of_claim.perhaps
    shown = {row.requirement_id for row in rows}
    perhaps = [row for row in open_rows if row.requirement_id not in shown]
    bullets += [
        _(
            "%(document)s — only if: %(condition)s",
            document=ask.words(row.title),
            condition=when_of(ask, row, claim.conditions),
        )
        for row in perhaps
    ]
    title = ask.words(ask.catalog.activities[claim.incentive_activity].title)
    line = _.ngettext(
        "%(n)s document is still missing in your claim (%(activity)s).",
        "%(n)s documents are still missing in your claim (%(activity)s).",
        len(missing),
        activity=title,
    )
    if rows and not missing:
        line = _("No required document is missing in your claim (%(activity)s).", activity=title)
    return Answer(
        intent=ask.recognition.intent,
        title=_("Documents of your claim"),
        lines=(*named_paper(ask, of_claim, claim.conditions), line),
        bullets=tuple(bullets),
        origins=Origins(ask).add(*rows, *perhaps).told(),
        offers=(start_offer(ask, claim.incentive_activity),),
    )


def _state(ask: Ask, claim: Claim, row: DocumentRequirement) -> str:
    _ = ask.say
    received = claim.documents_for(row.requirement_id)
    if received:
        return _("received: %(files)s", files=_.list(document.name for document in received))
    if claim.set_aside.get(row.requirement_id) is SetAside.UNAVAILABLE:
        return _("you said you do not have it")
    return _("missing")


def core_requirements(ask: Ask) -> Answer:
    """What the material must show."""
    if not ask.activity:
        return guidance(ask)
    _, activity = ask.say, ask.catalog.activities[ask.activity]
    origins = Origins(ask).add(*activity.core_requirements, *activity.metrics)
    bullets = [ask.words(rule.text) for rule in activity.core_requirements]
    general = ask.catalog.guidance["core_requirements"].points[-2]
    origins.add(general)
    return Answer(
        intent=ask.recognition.intent,
        title=_("What it must show: %(activity)s", activity=ask.words(activity.title)),
        lines=tuple(_excluded(ask, activity.code)),
        bullets=(*bullets, ask.words(general.text)),
        facts=tuple((_("Figure to enter"), ask.words(m.title)) for m in activity.metrics),
        origins=origins.told(),
        offers=(Offer(_("Its documents"), "menu.documents", {"activity": activity.code}),),
    )


def proof_help(ask: Ask) -> Answer:
    """What proof of execution is, with the pieces of the activity when one is known."""
    if not ask.activity:
        return guidance(ask, "poe_help")
    _, catalog = ask.say, ask.catalog
    needed = needed_for(ask, ask.activity, _conditions(ask, ask.activity))
    rows = [row for row in (*needed.always, *needed.perhaps) if row.cost_source is None]
    origins = Origins(ask).add(*rows)
    facts = [
        (ask.words(row.title), "; ".join(ask.words(check) for check in row.reviewer_checks))
        for row in rows
        if not row.on_request
    ]
    title = ask.words(catalog.activities[ask.activity].title)
    line = _("What a reviewer looks at for “%(activity)s” is listed below.", activity=title)
    found = guidance(ask, "poe_help", facts=facts, origins=origins, with_points=False)
    return Answer(
        intent=ask.recognition.intent,
        title=found.title,
        lines=(*found.lines, line),
        bullets=found.bullets,
        facts=found.facts,
        origins=found.origins,
        offers=(Offer(_("Its documents"), "menu.documents", {"activity": ask.activity}),),
    )
