"""Before typing: is the window open, how long, and is there money."""

from __future__ import annotations

from bot.domain import periods
from bot.domain.catalog import Program
from bot.domain.claim import Claim, Finding, Severity
from bot.domain.partner import Funds
from bot.domain.review import is_below_threshold
from cards.marks import finding_mark
from dialogs.turn import Turn
from dialogs.words import by_both_clocks, finding_view, rule_words


async def gate_words(turn: Turn, claim: Claim) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Window and funds of the claim's program, for the first card of a claim; without money that
    can be claimed a finding instead of the funds.
    """
    program = turn.house.catalog.programs[claim.program]
    usage = periods.open_usage_period(turn.now, program)
    funds = await turn.house.desk.money.funds(
        turn.contact, claim.program, claim.location_id, usage.code, turn.now
    )
    lines, problem = window_lines(turn, program), _no_money(turn, program, funds)
    if problem:
        return lines, (problem,)
    return (*lines, _funds_line(turn, funds)), ()


async def gate_lines(turn: Turn, claim: Claim) -> tuple[str, ...]:
    """The same as lines, for a card that has no place for findings."""
    lines, problems = await gate_words(turn, claim)
    seen = (finding_view(turn, problem, claim) for problem in problems)
    return (*lines, *(finding_mark(finding, turn._) + finding.text for finding in seen))


def _no_money(turn: Turn, program: Program, funds: Funds | None) -> Finding | None:
    """Why nothing can be claimed, if so. Source: S3, S16."""
    if funds is None:
        return None
    threshold = program.threshold_on(funds.as_of.date())
    if threshold and is_below_threshold(program, funds, turn.house.catalog):
        return Finding(
            code="below_threshold",
            severity=Severity.WARN,
            message="You earned %(earned)s, less than the %(threshold)s from which co-op funds are "
            "kept: the whole amount is paid to you as a rebate, and no co-op claim is possible.",
            values={
                "earned": turn._.money(funds.earned, funds.currency),
                "threshold": turn._.money(threshold, "USD"),
            },
            source="S3, S16 published",
        )
    if funds.remaining <= 0:
        return Finding(
            code="no_funds",
            severity=Severity.WARN,
            message="No co-op funds are left for this usage period. You can prepare a draft, but "
            "not submit it.",
        )
    return None


def _funds_line(turn: Turn, funds: Funds | None) -> str:
    _ = turn._
    if funds is None:
        return _(
            "I could not ask for your remaining funds just now; I check them again at the review."
        )
    return _(
        "Remaining funds: %(remaining)s of %(earned)s.",
        remaining=_.money(funds.remaining, funds.currency),
        earned=_.money(funds.earned, funds.currency),
    )


def window_lines(turn: Turn, program: periods.DeadlineSettings) -> tuple[str, ...]:
    """Usage period and cut-off that hold today, in both zones, with rule and source."""
    _ = turn._
    usage = periods.open_usage_period(turn.now, program)
    window = periods.window_state(usage, turn.now, program)
    last = periods.last_minute(window.closes, program.time_zone)
    return (
        _(
            "You can claim activities carried out from %(first)s to %(last)s (funds earned "
            "in %(fiscal)s).",
            first=_.date(usage.first),
            last=_.date(usage.last),
            fiscal=periods.fiscal_label(usage),
        ),
        by_both_clocks(
            turn,
            last,
            program.time_zone,
            apart="Claims close on %(program_time)s — that is %(partner_time)s for you.",
            alike="Claims close on %(time)s.",
        ),
        _(
            "Aim for %(safe)s: one Microsoft page says 45 days after the usage period, the "
            "published table "
            "says %(closes)s, one day later. (%(rule)s; the clock time is our assumption.)",
            rule=rule_words(turn, "S1, S4 published"),
            safe=_.date(periods.safe_date(usage, program)),
            closes=_.date(window.closes),
        ),
    )
