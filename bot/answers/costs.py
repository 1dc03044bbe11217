"""Whether a cost is reimbursed, and how much may be claimed."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.answers.documents import start_offer
from bot.answers.general import guidance
from bot.answers.origins import Origins
from bot.answers.values import Answer, Ask, Offer
from bot.domain.catalog import IncentiveActivity, IneligibleCost
from bot.domain.partner import Funds

_PARTICLES = "[은는이가을를도]요?|값[은도]?요?|만|이랑|하고"
ALCOHOL = "alcohol"
"""The one cost that is refused whatever the activity."""


def eligible_expenses(ask: Ask) -> Answer:
    """For a cost, for an activity, for both; with caps, and what is left of the partner's funds."""
    cost = ask.slots.expense
    activity = ask.catalog.activities.get(ask.activity)
    refused = _refused(ask, activity, cost)
    if refused is not None:
        return _never(ask, refused)
    if activity is not None:
        known = cost if cost in ask.catalog.expense_types else ""
        return _of_activity(ask, activity, known)
    if cost in ask.catalog.expense_types:
        return _of_cost(ask, cost)
    facts = [_remaining(ask, funds) for funds in ask.case.funds]
    return guidance(
        ask, facts=facts, offers=(Offer(ask.say("Choose the activity"), "menu.documents"),)
    )


def _refused(ask: Ask, activity: IncentiveActivity | None, cost: str) -> IneligibleCost | None:
    """The rule against a cost that is named; an activity has its own rules."""
    rules = activity.ineligible if activity else tuple(ask.catalog.ineligible.values())
    common = ask.catalog.ineligible[ALCOHOL]
    for rule in (common, *rules):
        if ask.particulars and rule.code != ALCOHOL:
            continue
        if rule.code == cost or (_names(ask.text, rule) and (rule.code == ALCOHOL or not cost)):
            return rule
    return None


def _names(text: str, rule: IneligibleCost) -> bool:
    plain = text.casefold()
    words = "|".join(re.escape(word) for word in rule.synonyms.en)
    if words and re.search(rf"(?<![a-z])(?:{words})(?:e?s)?(?![a-z])", plain):
        return True
    return any(
        word in plain
        if len(word) > 1
        else re.search(rf"(?<!\w){word}(?:{_PARTICLES})?(?!\w)", plain)
        for word in rule.synonyms.ko
    )


def _never(ask: Ask, rule: IneligibleCost) -> Answer:
    _ = ask.say
    return Answer(
        intent=ask.recognition.intent,
        title=_("Not reimbursed"),
        lines=(ask.words(rule.text),),
        origins=Origins(ask).add(rule).told(),
    )


def _of_cost(ask: Ask, cost: str) -> Answer:
    _, kind = ask.say, ask.catalog.expense_types[cost]
    fitting = [a for a in ask.catalog.activities.values() if cost in a.expense_types]
    origins = Origins(ask).add(kind)
    for activity in fitting:
        origins.of(activity.expenses_provenance, *activity.source)
    return Answer(
        intent=ask.recognition.intent,
        title=_("Reimbursed for some activities: %(cost)s", cost=ask.words(kind.title)),
        lines=(_("It is an eligible cost of these activities:"),),
        bullets=tuple(ask.words(activity.title) for activity in fitting),
        origins=origins.told(),
        offers=(Offer(_("Choose the activity"), "menu.documents"),),
    )


def _of_activity(ask: Ask, activity: IncentiveActivity, cost: str) -> Answer:
    _, catalog = ask.say, ask.catalog
    title = ask.words(activity.title)
    origins = Origins(ask).of(activity.expenses_provenance, *activity.source)
    origins.add(*activity.caps, *activity.ineligible)
    lines = _of_list(ask, activity, cost)
    lines += [ask.words(cap.text) for cap in activity.caps] or [
        _("This activity has no cap of its own: the remaining balance is the limit.")
    ]
    kinds = _.list(ask.words(catalog.expense_types[code].title) for code in activity.expense_types)
    facts = [(_("Eligible costs"), kinds)]
    for funds in ask.case.funds:
        facts.append(_claimable(ask, activity, funds))
        lines += _beyond(ask, activity, funds)
    return Answer(
        intent=ask.recognition.intent,
        title=_("Costs and limits: %(activity)s", activity=title),
        lines=tuple(lines),
        facts=tuple(facts),
        bullets=tuple(ask.words(rule.text) for rule in activity.ineligible),
        origins=origins.told(),
        offers=(start_offer(ask, activity.code),),
    )


def _of_list(ask: Ask, activity: IncentiveActivity, cost: str) -> list[str]:
    """Whether the cost that was named is in the activity's list."""
    _, catalog = ask.say, ask.catalog
    title = ask.words(activity.title)
    if not cost:
        known = any(_names(ask.text, rule) for rule in catalog.ineligible.values())
        if ask.particulars or not known:
            return []
        return [
            _(
                "This cost is not in the list of eligible costs of “%(activity)s”. A cost outside "
                "the list is not reimbursed.",
                activity=title,
            )
        ]
    name = ask.words(catalog.expense_types[cost].title)
    if cost in activity.expense_types:
        return [
            _("Yes: “%(cost)s” is an eligible cost of “%(activity)s”.", cost=name, activity=title)
        ]
    return [
        _(
            "“%(cost)s” is not in the list of eligible costs of “%(activity)s”. A cost outside "
            "the list is not reimbursed.",
            cost=name,
            activity=title,
        )
    ]


def _claimable(ask: Ask, activity: IncentiveActivity, funds: Funds) -> tuple[str, str]:
    _ = ask.say
    label = _("You can still claim (%(place)s)", place=place_of(ask, funds))
    return label, _.money(_most(ask, activity, funds), funds.currency)


def _most(ask: Ask, activity: IncentiveActivity, funds: Funds) -> Decimal:
    """The lesser of balance and cap, in the currency of the funds."""
    return ask.catalog.claimable(activity.code, funds.program, funds)


def _beyond(ask: Ask, activity: IncentiveActivity, funds: Funds) -> list[str]:
    """The amount that was asked about, if it is more than may be claimed."""
    _, slots = ask.say, ask.slots
    currency = slots.currency or funds.currency
    if slots.amount is None or currency not in ask.catalog.currencies:
        return []
    day = funds.as_of.date()
    most = ask.catalog.convert(_most(ask, activity, funds), funds.currency, currency, day)
    if most is None or slots.amount <= most:
        return []
    return [
        _(
            "%(amount)s is more than you can claim now; the most is about %(most)s.",
            amount=_.money(slots.amount, currency),
            most=_.money(most, currency),
        )
    ]


def _remaining(ask: Ask, funds: Funds) -> tuple[str, str]:
    label = ask.say("Remaining (%(place)s)", place=place_of(ask, funds))
    return label, ask.say.money(funds.remaining, funds.currency)


def place_of(ask: Ask, funds: Funds) -> str:
    """Program and location of funds, in words."""
    program = ask.catalog.programs.get(funds.program)
    name = ask.words(program.title) if program else funds.program
    for location in ask.case.contact.locations if ask.case.contact else ():
        if location.location_id == funds.location_id:
            return f"{name}, {location.name}"
    return name
