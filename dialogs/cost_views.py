"""The costs of a claim on one card, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.domain.claim import Claim, ExpenseLine
from bot.domain.line_checks import check_lines
from bot.domain.steps import Step
from cards.views import ButtonView, FactView, ReviewSectionView, ReviewView
from dialogs.carried_costs import still_told
from dialogs.form_buttons import back_button
from dialogs.turn import Turn, button, claim_button
from dialogs.words import finding_view

SHOWN_COSTS = 8
"""As many as one card holds, however long their names are."""


def lines_view(
    turn: Turn,
    claim: Claim,
    step: Step,
    *,
    lines: Sequence[str] = (),
    nonce: str = "",
    page: int | None = None,
    unfilled: str = "",
) -> ReviewView:
    """All costs so far: change or remove each, add another, or go on. Shape: without a `page` the
    last one while costs are entered, else the first; `unfilled` is the id of a cost that lacks
    something.
    """
    _, pages = turn._, -(-len(claim.expense_lines) // SHOWN_COSTS)
    if page is None:
        page = 0 if claim.lines_complete else max(0, pages - 1)
    first = page % max(1, pages) * SHOWN_COSTS
    shown = claim.expense_lines[first : first + SHOWN_COSTS]
    total = turn._.money(claim.claim_amount, claim.currency)
    findings = check_lines(claim, turn.house.catalog)
    return ReviewView(
        title=_("Costs of this claim"),
        summary=(FactView(_("Claimed in total"), total),),
        sections=tuple(
            ReviewSectionView(
                title=_("Cost %(number)s", number=number),
                facts=line_facts(turn, claim, line),
                button=_opens(turn, claim, line, unfilled),
            )
            for number, line in enumerate(shown, start=first + 1)
        ),
        findings=tuple(finding_view(turn, finding, claim) for finding in findings),
        lines=(
            *lines,
            *_which(turn, claim, first, len(shown)),
            *_still_told(turn, claim),
            _("Is there another cost to enter: one more invoice or own work?"),
        ),
        buttons=_buttons(turn, claim, step, nonce, str((page + 1) % pages) if pages > 1 else ""),
    )


def _still_told(turn: Turn, claim: Claim) -> tuple[str, ...]:
    told = still_told(turn, claim)
    if not told:
        return ()
    words = "You also told me of this cost: %(facts)s. Press “Add another cost” to enter it."
    return (turn._(words, facts=told),)


def _opens(turn: Turn, claim: Claim, line: ExpenseLine, unfilled: str) -> ButtonView:
    title = turn._("Complete") if line.line_id == unfilled else turn._("Change")
    return claim_button(claim, title, "claim.line", line=line.line_id)


def _which(turn: Turn, claim: Claim, first: int, shown: int) -> tuple[str, ...]:
    count = len(claim.expense_lines)
    if shown == count:
        return ()
    words = "Costs %(first)s to %(last)s of %(count)s."
    return (turn._(words, first=first + 1, last=first + shown, count=count),)


def _buttons(
    turn: Turn, claim: Claim, step: Step, nonce: str, following: str
) -> tuple[ButtonView, ...]:
    _ = turn._
    done = claim_button(claim, _("That is all"), "claim.lines_done", style="positive")
    another = claim_button(claim, _("Add another cost"), "claim.line", line=nonce)
    more = claim_button(claim, _("More costs"), "claim.lines_page", page=following)
    return (
        done,
        another,
        *((more,) if following else ()),
        back_button(turn, claim, step),
        button(_("Later"), "claim.pause", claim=claim.claim_id),
    )


def line_facts(turn: Turn, claim: Claim, line: ExpenseLine) -> tuple[FactView, ...]:
    """One cost as facts."""
    _ = turn._

    def money(amount: Decimal) -> str:
        return _.money(amount, claim.currency)

    kind = turn.house.catalog.expense_types.get(line.expense_type)
    facts = [FactView(_("Kind of cost"), turn.words(kind.title) if kind else line.expense_type)]
    if line.vendor_name:
        number = f" ({line.invoice_number})" if line.invoice_number else ""
        facts.append(FactView(_("Vendor"), line.vendor_name + number))
    facts.append(FactView(_("Net"), money(line.net)))
    if line.tax != Decimal(0):
        facts.append(FactView(_("Tax"), money(line.tax)))
    facts.append(FactView(_("Claimed"), money(line.claimed)))
    return tuple(facts)


def cost_title(turn: Turn, claim: Claim, line: ExpenseLine) -> str:
    """A cost in one line: its vendor or kind, its number and its net amount."""
    kind = turn.house.catalog.expense_types.get(line.expense_type)
    who = line.vendor_name or (turn.words(kind.title) if kind else line.expense_type)
    number = f" ({line.invoice_number})" if line.invoice_number else ""
    return f"{who}{number}: {turn._.money(line.net, claim.currency)}"
