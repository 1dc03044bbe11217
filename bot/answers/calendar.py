"""Windows and deadlines worked out for a day, a claim or today; retention."""

from __future__ import annotations

from datetime import date, datetime

from bot.answers.documents import start_offer
from bot.answers.origins import Origins, doubts_of
from bot.answers.values import Answer, Ask, Offer
from bot.domain import periods
from bot.domain.periods import Window, WindowState
from bot.understanding.corrections import zone_named
from bot.understanding.words import normalize


def deadline(ask: Ask) -> Answer:
    """The claim window of the day that was named, of the claim at hand, else the one open now."""
    claim, slots = ask.case.claim, ask.slots
    if slots.first_day and slots.last_day:
        return _for_days(ask, slots.first_day, slots.last_day)
    if claim is not None and claim.activity_end:
        return _for_days(ask, claim.activity_start or claim.activity_end, claim.activity_end)
    usage = periods.open_usage_period(ask.case.now, ask.program)
    state = periods.window_state(usage, ask.case.now, ask.program)
    last = periods.last_minute(state.closes, ask.program.time_zone)
    line = ask.say(
        "Activities from %(first)s to %(last)s can be claimed until %(closes)s, your time.",
        first=ask.say.date(usage.first),
        last=ask.say.date(usage.last),
        closes=ask.say.instant(last, ask.case.zone),
    )
    return _window_answer(ask, state, (line, *_next_window(ask, state)))


def _for_days(ask: Ask, first: date, last: date) -> Answer:
    touched = periods.usage_periods_between(first, last)
    state = periods.window_state(touched[0], ask.case.now, ask.program)
    lines = [*_future(ask, last), *verdict(ask, state, first, last)]
    if len(touched) > 1:
        lines.insert(
            0,
            ask.say(
                "These days lie in two usage periods: that is two claims, with the costs split by "
                "date. The earlier one:"
            ),
        )
    return _window_answer(ask, state, tuple(lines))


def _future(ask: Ask, last: date) -> tuple[str, ...]:
    if last <= ask.case.today:
        return ()
    return (ask.say("An activity can be claimed only after it took place."),)


def days_of(ask: Ask, first: date, last: date) -> str:
    """One day, or from and to."""
    if first == last:
        return ask.say.date(first)
    return f"{ask.say.date(first)} – {ask.say.date(last)}"


def verdict(ask: Ask, state: WindowState, first: date, last: date) -> tuple[str, ...]:
    """Whether an activity on these days can be claimed now."""
    _, days = ask.say, days_of(ask, first, last)
    if state.state is Window.OPEN:
        return (
            _(
                "For an activity on %(days)s the claim window is open until %(closes)s.",
                days=days,
                closes=_.date(state.closes),
            ),
        )
    if state.state is Window.TOO_EARLY:
        return (
            _(
                "For an activity on %(days)s it is too early to submit: the claim window opens on "
                "%(opens)s. You can prepare a draft now.",
                days=days,
                opens=_.date(state.opens),
            ),
        )
    return (
        _(
            "For an activity on %(days)s the claim window closed on %(closes)s, so it can no "
            "longer be claimed. A claim that was submitted in time can still be completed "
            "when a reviewer asks.",
            days=days,
            closes=_.date(state.closes),
        ),
    )


def _next_window(ask: Ask, state: WindowState) -> tuple[str, ...]:
    """When activities of the running half can be claimed, if it is another than the open one."""
    running = periods.usage_period(ask.case.today)
    if running == state.usage:
        return ()
    opens = periods.claim_window(running, ask.program).first
    return (
        ask.say(
            "Activities of the current half (%(first)s – %(last)s) can be claimed from %(opens)s.",
            first=ask.say.date(running.first),
            last=ask.say.date(running.last),
            opens=ask.say.date(opens),
        ),
    )


def _window_answer(ask: Ask, state: WindowState, lines: tuple[str, ...]) -> Answer:
    _, program = ask.say, ask.program
    last = periods.last_minute(state.closes, program.time_zone)
    origins = Origins(ask).of("published", "S3", "S4")
    earned = periods.earning_period(state.usage)
    facts = [
        (_("Usage period"), days_of(ask, state.usage.first, state.usage.last)),
        (
            _("Funds earned"),
            f"{days_of(ask, earned.first, earned.last)} ({periods.fiscal_label(state.usage)})",
        ),
        (_("Claims accepted"), days_of(ask, state.opens, state.closes)),
        *_closes(ask, last, lines),
        (_("Safe under both rules"), _.date(periods.safe_date(state.usage, program))),
    ]
    elsewhere = zone_named(normalize(ask.text))
    if elsewhere and elsewhere not in (ask.case.zone, program.time_zone):
        facts.insert(-1, (_("Closes, where you asked for"), _.instant(last, elsewhere)))
    doubts = doubts_of(ask, ("claim_deadline",), origins)
    clock = _("The clock time (23:59 in the program's zone) is our assumption; none is published.")
    origins.of("assumed")
    offers = [Offer(_("My claims"), "menu.claims")]
    if state.state is not Window.TOO_LATE:
        offers.insert(0, start_offer(ask, ask.slots.activity))
    return Answer(
        intent=ask.recognition.intent,
        title=_("Claim deadline"),
        lines=lines,
        facts=tuple(facts),
        origins=origins.told(),
        doubts=(*doubts, clock),
        offers=tuple(offers),
    )


def _closes(ask: Ask, last: datetime, told: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The last minute by the program's clock and by the partner's; where they agree, once."""
    _, zone = ask.say, ask.program.time_zone
    mine = (_("Closes, your time"), _.instant(last, ask.case.zone))
    if _.tells_the_same(last, zone, ask.case.zone):
        return () if any(mine[1] in line for line in told) else (mine,)
    return ((_("Closes, time of the program"), _.instant(last, zone)), mine)


def retention(ask: Ask) -> Answer:
    """Until when originals are kept."""
    _, clock, claim = ask.say, ask.catalog.clocks["retention"], ask.case.claim
    day = ask.slots.last_day or (claim.activity_end if claim else None)
    lines = [ask.words(clock.text)]
    facts = []
    if day is not None:
        until = periods.retain_until(day)
        lines.insert(
            0,
            _(
                "For an activity that ended on %(day)s, keep the originals until %(until)s.",
                day=_.date(day),
                until=_.date(until),
            ),
        )
        facts = [(_("Keep until"), _.date(until))]
    else:
        lines.append(_("Tell me the last day of the activity and I work out the date."))
    return Answer(
        intent=ask.recognition.intent,
        title=_("How long to keep the papers"),
        lines=tuple(lines),
        facts=tuple(facts),
        bullets=(_("It counts from the activity, not from submission, approval or payment."),),
        origins=Origins(ask).add(clock).told(),
    )
