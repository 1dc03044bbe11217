"""Cards for a reviewer's request, item by item, and for a dispute."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.claim import Claim, Finding
from bot.domain.followup import AskedItem, DisputeCase, MoreRequest, RequestState
from bot.domain.responses import documents_of, may_dispute
from cards.views import (
    ButtonView,
    ClaimListView,
    ClaimRowView,
    DocumentRequestView,
    FieldView,
    FormView,
    NoticeView,
)
from dialogs.clock_words import late_answer_words, next_words, overdue_words
from dialogs.document_views import received_words
from dialogs.turn import Turn, button, claim_button
from dialogs.words import claim_title, finding_view, rule_words

MAX_TEXT = 4000
SHOWN_ITEMS = 6


def item_title(turn: Turn, item: AskedItem) -> str:
    """What the reviewer wants: the document's title, or their question."""
    kind = turn.house.catalog.kinds.get(item.kind)
    if item.kind:
        return turn.words(kind.title) if kind else item.kind
    return item.question or turn._("A question from the reviewer")


def item_formats(turn: Turn, item: AskedItem) -> tuple[str, ...]:
    """File formats that answer an item."""
    kind = turn.house.catalog.kinds.get(item.kind)
    if kind and kind.formats:
        return kind.formats
    return turn.house.catalog.files.extensions


def due_lines(turn: Turn, claim: Claim) -> tuple[str, ...]:
    """The limit in both zones, or what to do when it has passed."""
    overdue, late = overdue_words(turn, claim), late_answer_words(turn, claim)
    clock = (overdue,) if overdue else next_words(turn, claim)[:1]
    return (*clock, *((late,) if late else ()))


def item_view(
    turn: Turn,
    claim: Claim,
    request: MoreRequest,
    item: AskedItem,
    *,
    lines: Sequence[str] = (),
    findings: Sequence[Finding] = (),
) -> DocumentRequestView:
    """One item: the reviewer's words, the limit, what is there so far, and where to answer."""
    _ = turn._
    position = request.items.index(item) + 1
    place = _(
        "%(claim)s · item %(position)s of %(count)s",
        claim=claim_title(turn, claim),
        position=position,
        count=len(request.items),
    )
    return DocumentRequestView(
        title=item_title(turn, item),
        progress=place,
        lines=tuple(lines),
        why="\n".join((*_reviewer_words(turn, request, item), *due_lines(turn, claim))),
        how=_how(turn, item),
        formats=", ".join(f.upper() for f in item_formats(turn, item)) if item.kind else "",
        received=answer_words(turn, claim, item),
        findings=tuple(finding_view(turn, f, claim) for f in findings),
        link_field=_answer_field(turn, item),
        buttons=_item_buttons(turn, claim, item),
    )


def _answer_field(turn: Turn, item: AskedItem) -> FieldView:
    label = turn._("Your answer or a link")
    return FieldView(
        "answer", "multiline", label, value=item.text, required=False, max_length=MAX_TEXT
    )


def _item_buttons(turn: Turn, claim: Claim, item: AskedItem) -> tuple[ButtonView, ...]:
    _ = turn._
    buttons = [
        claim_button(
            claim,
            _("Save answer"),
            "claim.item_answer",
            style="positive",
            needs_inputs=True,
            item=item.item_id,
        )
    ]
    if item.is_answered:
        buttons.append(
            claim_button(claim, _("Clear answer"), "claim.item_clear", item=item.item_id)
        )
    buttons += [
        button(_("All items"), "claim.items", claim=claim.claim_id),
        button(_("Later"), "claim.pause", claim=claim.claim_id),
    ]
    return tuple(buttons)


def _reviewer_words(turn: Turn, request: MoreRequest, item: AskedItem) -> tuple[str, ...]:
    _, words = turn._, []
    if request.refusal:
        words.append(_("The claims office did not take it: %(detail)s", detail=request.refusal))
    said = item.comment or request.comment
    if item.kind and item.question:
        words.append(item.question)
    if said:
        words.append(_("The reviewer wrote: “%(words)s”", words=said))
    return tuple(words)


def _how(turn: Turn, item: AskedItem) -> str:
    if item.kind:
        return turn._(
            "Attach the file to a message (paper clip), send a link, or explain in words. Nothing "
            "else in the claim can be changed."
        )
    return turn._("Type your answer; you can also attach a file.")


def answer_words(turn: Turn, claim: Claim, item: AskedItem) -> tuple[str, ...]:
    """The answer so far, and who gave it."""
    _ = turn._
    words = [received_words(turn, d) for d in documents_of(claim, item.document_ids)]
    if item.text:
        words.append(f"“{item.text[:300]}”")
    if item.answered_at and item.is_answered:
        when = _.instant(item.answered_at, turn.zone)
        words.append(_("Answered by %(name)s, %(time)s", name=item.answered_name, time=when))
    return tuple(words)


def request_view(
    turn: Turn, claim: Claim, request: MoreRequest, *, lines: Sequence[str] = ()
) -> ClaimListView:
    """All items with their state, and the one button that sends everything back."""
    _ = turn._
    rows = tuple(_item_row(turn, claim, item) for item in request.items)
    ready = not request.open_items and request.state is RequestState.OPEN
    buttons = [button(_("Later"), "claim.pause", claim=claim.claim_id)]
    if ready:
        send = claim_button(claim, _("Send answers"), "claim.answers_send", style="positive")
        buttons.insert(0, send)
    words = [*lines, *due_lines(turn, claim)]
    if request.refusal:
        words.append(_("The claims office did not take it: %(detail)s", detail=request.refusal))
    if ready:
        words.append(_("Everything is answered. Please check, then send it once."))
    return ClaimListView(
        title=_("The reviewer asks: %(claim)s", claim=claim_title(turn, claim)),
        rows=rows,
        lines=tuple(words),
        buttons=(*buttons, button(_("Status"), "claim.status", claim=claim.claim_id)),
    )


def _item_row(turn: Turn, claim: Claim, item: AskedItem) -> ClaimRowView:
    _ = turn._
    detail = " · ".join(answer_words(turn, claim, item)) or item.comment
    state = _("answered") if item.is_answered else _("open")
    press = claim_button(claim, _("Open"), "claim.item", item=item.item_id)
    return ClaimRowView(item_title(turn, item), detail[:300], state, press)


def dispute_view(
    turn: Turn,
    claim: Claim,
    case: DisputeCase,
    *,
    lines: Sequence[str] = (),
    findings: Sequence[Finding] = (),
) -> FormView:
    """Why the rejection is contested, in the partner's words, with new evidence."""
    _ = turn._
    words = list(lines)
    if case.refusal:
        words.append(_("The claims office did not take it: %(detail)s", detail=case.refusal))
    words += [_("Rejected because: %(reason)s", reason=r.text) for r in claim.followup.reasons[:3]]
    words += next_words(turn, claim)[:1] or [overdue_words(turn, claim)]
    evidence = [received_words(turn, d) for d in documents_of(claim, case.document_ids)]
    words.append(_("To add evidence, attach files to a message (paper clip) or send a link."))
    return FormView(
        title=_("Dispute: %(claim)s", claim=claim_title(turn, claim)),
        progress=_("Started by %(name)s", name=case.started_name),
        lines=tuple(words + [f"✔ {line}" for line in evidence]),
        findings=tuple(finding_view(turn, f, claim) for f in findings),
        fields=(
            FieldView(
                "reason",
                "multiline",
                _("Why should the decision be changed?"),
                value=case.text,
                required=False,
                max_length=MAX_TEXT,
            ),
        ),
        buttons=_dispute_buttons(turn, claim),
        footer=(
            _(
                "A dispute is answered within 5 business days (%(rule)s). It is sent once.",
                rule=rule_words(turn, "S8, S19 published"),
            ),
        ),
    )


def _dispute_buttons(turn: Turn, claim: Claim) -> tuple[ButtonView, ...]:
    _ = turn._
    return (
        claim_button(
            claim,
            _("Send dispute"),
            "claim.dispute_send",
            style="positive",
            needs_inputs=True,
        ),
        claim_button(claim, _("Save for later"), "claim.dispute_save", needs_inputs=True),
        claim_button(claim, _("Give up dispute"), "claim.dispute_drop", style="destructive"),
        button(_("What to fix"), "claim.fixes", claim=claim.claim_id),
    )


def no_dispute_view(turn: Turn, claim: Claim) -> NoticeView:
    """Why this cannot be disputed now, or not by this person."""
    _ = turn._
    line = _("This claim is not rejected, so there is nothing to dispute.")
    if not may_dispute(turn.contact, claim):
        line = _(
            "Only an incentives admin or incentives user of your company may dispute (%(rule)s). "
            "Please ask a colleague with that role; a global admin can appoint one.",
            rule=rule_words(turn, "S19 published"),
        )
    elif overdue_words(turn, claim):
        line = overdue_words(turn, claim)
    return NoticeView(
        title=_("A dispute is not possible"),
        lines=(line,),
        buttons=(
            button(_("Status"), "claim.status", claim=claim.claim_id),
            button(_("My claims"), "menu.claims"),
        ),
        tone="attention",
    )
