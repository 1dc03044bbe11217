"""My claims: the list with filter and paging, claims by name or number, one claim with history."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from bot.answers import STATUS_WORDS
from bot.desk import HistoryEntry
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.inputs import CardAction
from cards.views import (
    ButtonView,
    ChoiceView,
    ClaimListView,
    ClaimRowView,
    ClaimStatusView,
    FactView,
    FieldView,
)
from dialogs.claim_card import claim_card
from dialogs.history_words import history_line
from dialogs.meant_claims import is_mine
from dialogs.menu_views import start_button
from dialogs.turn import Turn, button
from dialogs.words import claim_title

PAGE = 4
FOUND = 5
MAX_LOOKS = 4
"""Pages read for one page shown: colleagues' claims without a role here are left out."""

_S = ClaimStatus
GROUPS: Mapping[str, frozenset[ClaimStatus]] = {
    "open": frozenset({_S.DRAFT, _S.SUBMITTING, _S.NEEDS_ATTENTION}),
    "review": frozenset({_S.SUBMITTED, _S.IN_REVIEW, _S.DISPUTED}),
    "action": frozenset({_S.ACTION_REQUIRED, _S.REJECTED, _S.NEEDS_ATTENTION}),
    "done": frozenset({_S.APPROVED, _S.APPROVED_PARTIAL, _S.PAID}),
    "ended": frozenset({_S.WITHDRAWN, _S.EXPIRED}),
}
"""Filter → statuses."""
SENT = frozenset(ClaimStatus) - GROUPS["open"]
"""Statuses after the sending, and of what ended without it."""
GROUP_WORDS = {
    "open": "Drafts",
    "review": "In review",
    "action": "Your turn",
    "done": "Approved or paid",
    "ended": "Withdrawn or expired",
}


async def show_claims(
    turn: Turn, action: CardAction | None = None, *, only_own: bool = False
) -> None:
    """A page of the partner's claims, last changed first; drafts that were discarded are not
    listed. The filter comes with the press or goes on with the page, and so does `only_own`: those
    the person who types has started.
    """
    given = {**action.arguments, **action.values} if action else {}
    group = given.get("group", "") if given.get("group", "") in GROUPS else ""
    text = given.get("find", "").strip()[:100]
    before = _position(given.get("after", ""))
    statuses = GROUPS.get(group, frozenset(ClaimStatus))
    only_own = only_own or bool(given.get("own"))
    found, more = await _page(turn, statuses, text, before, PAGE, only_own=only_own)
    shown = {"group": group, "find": text, "own": "1" if only_own else ""}
    await turn.show(_list_view(turn, found, shown, more=more, first=before is None))


async def find_claims(
    turn: Turn, text: str, *, statuses: Collection[ClaimStatus] = frozenset(ClaimStatus)
) -> list[Claim]:
    """Claims whose name or number begins with these words, last changed first; one's own, else
    those of colleagues.
    """
    own, _more = await _page(turn, statuses, text, None, FOUND, only_own=True)
    return own or (await _page(turn, statuses, text, None, FOUND))[0]


async def _page(
    turn: Turn,
    statuses: Collection[ClaimStatus],
    text: str,
    before: tuple[datetime, str] | None,
    size: int,
    *,
    only_own: bool = False,
) -> tuple[list[Claim], bool]:
    shown: list[Claim] = []
    for _look in range(MAX_LOOKS):
        found = await turn.house.desk.list_claims(
            turn.contact,
            statuses=statuses,
            text=text or None,
            before=before,
            limit=size + 1,
            only_own=only_own,
        )
        shown += [claim for claim in found if _is_listed(turn, claim)]
        if len(shown) > size or len(found) <= size:
            break
        before = (found[-1].changed_at, found[-1].claim_id)
    return shown[:size], len(shown) > size


def _is_listed(turn: Turn, claim: Claim) -> bool:
    if claim.status is ClaimStatus.WITHDRAWN and not claim.backend_reference:
        return False  # a discarded draft
    return is_mine(turn, claim) or bool(turn.contact.enrollment(claim.location_id, claim.program))


def _position(text: str) -> tuple[datetime, str] | None:
    at, _sep, claim_id = text.partition("|")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment, claim_id) if moment.tzinfo else None


def _list_view(
    turn: Turn, found: Sequence[Claim], shown: Mapping[str, str], *, more: bool, first: bool
) -> ClaimListView:
    _, group, text = turn._, shown["group"], shown["find"]
    own = shown["own"]
    buttons = [button(_("Filter"), "menu.claims", needs_inputs=True, own=own), start_button(turn)]
    if more:
        last = found[-1]
        after = f"{last.changed_at.isoformat()}|{last.claim_id}"
        older = button(
            _("Older claims"), "menu.claims", after=after, group=group, find=text, own=own
        )
        buttons.insert(0, older)
    nothing = _("No claim fits this filter.") if group or text else ""
    lines = () if found else (nothing or _("There are no claims here yet."),)
    return ClaimListView(
        title=_("My claims") if first else _("Older claims"),
        rows=tuple(_row(turn, claim) for claim in found),
        lines=lines,
        fields=_filter_fields(turn, group, text) if found or group or text else (),
        buttons=tuple(buttons if found or group or text else buttons[1:]),
    )


def choice_view(
    turn: Turn,
    claims: Sequence[Claim],
    pressed: Callable[[Turn, Claim], ButtonView] | None = None,
) -> ClaimListView:
    """The claims that may be meant, each with its button: to see it, or another one."""
    _, rows = turn._, [_row(turn, claim) for claim in claims[:PAGE]]
    if pressed is not None:
        rows = [
            row._replace(button=pressed(turn, claim))
            for row, claim in zip(rows, claims, strict=False)
        ]
    return ClaimListView(
        title=_("Which claim do you mean?"),
        rows=tuple(rows),
        buttons=(button(_("My claims"), "menu.claims"),),
    )


def _filter_fields(turn: Turn, group: str, text: str) -> tuple[FieldView, ...]:
    _ = turn._
    choices = tuple(ChoiceView(_(words), value) for value, words in GROUP_WORDS.items())
    label = _("Show only")
    return (
        FieldView("group", "choice", label, value=group, required=False, choices=choices),
        FieldView("find", "text", _("Name or number"), value=text, required=False, max_length=100),
    )


def _row(turn: Turn, claim: Claim) -> ClaimRowView:
    _ = turn._
    parts = [] if is_mine(turn, claim) else [claim.contact_name]
    if claim.backend_reference:
        parts.append(claim.backend_reference)
    if claim.expense_lines and claim.currency:
        parts.append(_.money(claim.claim_amount, claim.currency))
    parts.append(_.date(claim.changed_at.date()))
    kind = "claim.open" if claim.status is ClaimStatus.DRAFT else "claim.status"
    title = _("Continue") if claim.status is ClaimStatus.DRAFT else _("Open")
    return ClaimRowView(
        claim_title(turn, claim),
        " · ".join(parts),
        _(STATUS_WORDS[claim.status]),
        button(title, kind, claim=claim.claim_id),
    )


async def claim_view(turn: Turn, claim: Claim, *, lines: Sequence[str] = ()) -> ClaimStatusView:
    """One claim: status in plain words, since when, what happens next, documents, history."""
    entries = await turn.house.desk.history(claim)
    return claim_card(turn, claim, lines=lines, history=_history(turn, entries))


def _history(turn: Turn, entries: Sequence[HistoryEntry]) -> tuple[FactView, ...]:
    """Newest first by when it happened: a late message of the claims office stands in its place."""
    ordered = sorted(entries, key=lambda entry: entry.at, reverse=True)
    return tuple(
        FactView(turn._.instant(entry.at, turn.zone), history_line(turn, entry))
        for entry in ordered
    )
