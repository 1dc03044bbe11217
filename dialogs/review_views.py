"""Cards at the end of the road: review, progress, receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.domain.claim import Claim, Finding, Severity
from bot.domain.fields import (
    METRIC_PREFIX,
    FieldKind,
    FieldSpec,
    StepKind,
    answer_of,
    fields_of,
)
from bot.domain.partner import Funds
from bot.domain.steps import other_documents, required_documents
from cards.views import (
    ButtonView,
    FactView,
    FieldView,
    FindingView,
    ReviewSectionView,
    ReviewView,
)
from dialogs.offers import open_buttons
from dialogs.turn import Turn, button, claim_button
from dialogs.words import field_label, finding_view

SHOWN_LINES = 6
SHOWN_DOCUMENTS = 12


def review_view(
    turn: Turn,
    claim: Claim,
    findings: Sequence[Finding],
    funds: Funds | None,
    *,
    lines: Sequence[str] = (),
    reason: str = "",
    error: str = "",
) -> ReviewView:
    """Everything on one card: parts, documents, money, findings, attestation, submit."""
    _ = turn._
    blocked = any(f.severity is Severity.BLOCK for f in findings)
    warned = any(f.severity is Severity.WARN for f in findings)
    notes = list(lines)
    told = (FindingView(error, is_blocking=True),) if error else ()  # its field is out of sight
    if funds is None:
        notes.append(
            _("Your funds could not be checked just now; the claims office checks them on receipt.")
        )
    elif claim.activity_end and claim.currency and _of_funds(turn, claim, funds) is None:
        notes.append(
            _(
                "There is no exchange rate for %(currency)s here, so the claim was not compared "
                "with your funds; the claims office does that on receipt.",
                currency=claim.currency,
            )
        )
    return ReviewView(
        title=_("Review: %(claim)s", claim=claim.claim_name or _("New claim")),
        summary=_money(turn, claim, funds),
        sections=_sections(turn, claim),
        findings=(*told, *(finding_view(turn, f, claim) for f in findings)),
        fields=() if blocked else _confirmations(turn, warned, reason, error),
        attestation="" if blocked else attestation_words(turn),
        buttons=_review_buttons(turn, claim, blocked, findings),
        lines=tuple(notes),
    )


def attestation_words(turn: Turn) -> str:
    """What the partner declares."""
    return turn._(
        "I declare that the activity took place as described, that the costs are true and "
        "not claimed "
        "elsewhere, and that we keep the originals."
    )


def _confirmations(turn: Turn, warned: bool, reason: str, error: str) -> tuple[FieldView, ...]:
    _ = turn._
    fields = []
    if warned:
        fields.append(
            FieldView(
                "reason",
                "multiline",
                _("Why should it be accepted as it is? (for the points to check above)"),
                value=reason,
                required_message=_("Please give a reason, or put the points right."),
                max_length=500,
            )
        )
    fields.append(
        FieldView(
            "attested",
            "toggle",
            _("I confirm this"),
            error=error,
            required=False,
        )
    )
    return tuple(fields)


def _review_buttons(
    turn: Turn, claim: Claim, blocked: bool, findings: Sequence[Finding]
) -> tuple[ButtonView, ...]:
    _ = turn._
    buttons = []
    if blocked:
        first = next(f for f in findings if f.severity is Severity.BLOCK)
        part = _part_of(first)
        if part is not None:
            kind, argument = part
            data = {"kind": kind, "claim": claim.claim_id, "v": claim.version, **argument}
            buttons.append(
                ButtonView(_("Put it right"), {"act": data}, style="positive", needs_inputs=False)
            )
    else:
        buttons.append(
            claim_button(
                claim, _("Submit claim"), "claim.submit", style="positive", needs_inputs=True
            )
        )
    buttons += [
        *open_buttons(turn, claim),
        claim_button(claim, _("All documents"), "claim.documents"),
        button(_("Later"), "claim.pause", claim=claim.claim_id),
        claim_button(claim, _("Discard draft"), "claim.discard"),
    ]
    return tuple(buttons)


def _part_of(finding: Finding) -> tuple[str, dict[str, str]] | None:
    """Which part of the claim a finding opens."""
    if finding.code == "document_missing":
        return "claim.ask_document", {"requirement": finding.field}
    if finding.code.startswith("csr_"):
        return "claim.csr", {"requirement": finding.field}
    if finding.code in ("no_role", "profile_missing"):
        return "claim.edit", {"part": StepKind.PROGRAM.value}
    if finding.field == "expense_lines":
        return "claim.edit", {"part": StepKind.EXPENSES.value}
    if finding.field in {kind.value for kind in StepKind}:
        return "claim.edit", {"part": finding.field}
    return "claim.edit", {"part": StepKind.DETAILS.value}


def _money(turn: Turn, claim: Claim, funds: Funds | None) -> tuple[FactView, ...]:
    _, catalog = turn._, turn.house.catalog
    facts = [FactView(_("You claim"), turn._.money(claim.claim_amount, claim.currency or "USD"))]
    if funds is None:
        return tuple(facts)
    amount = _of_funds(turn, claim, funds)
    if claim.currency != funds.currency and amount is not None:
        facts.append(FactView(_("About, at the monthly rate"), _.money(amount, funds.currency)))
    facts.append(FactView(_("Remaining funds"), turn._.money(funds.remaining, funds.currency)))
    cap = catalog.cap(claim.incentive_activity, catalog.programs[claim.program], funds)
    if cap is not None:
        facts.append(FactView(_("Left under this activity's cap"), turn._.money(cap, "USD")))
    return tuple(facts)


def _of_funds(turn: Turn, claim: Claim, funds: Funds) -> Decimal | None:
    """The amount claimed in the currency of the funds; None without a rate, or before the day is
    known.
    """
    if not claim.currency or not claim.activity_end:
        return None
    day = claim.activity_end
    return turn.house.catalog.convert(claim.claim_amount, claim.currency, funds.currency, day)


def _sections(turn: Turn, claim: Claim) -> tuple[ReviewSectionView, ...]:
    return (
        _where(turn, claim),
        _answers(turn, claim),
        _details(turn, claim),
        _costs(turn, claim),
        _documents(turn, claim),
    )


def filled_facts(turn: Turn, claim: Claim) -> list[FactView]:
    """What an unfinished draft holds, in the order and words of the review."""
    parts = [_where(turn, claim)] if claim.program else []
    if claim.incentive_activity:
        parts.append(_answers(turn, claim))
        parts += [_details(turn, claim)] if claim.program else []
    parts.append(_costs(turn, claim))
    missing, files = turn._("missing"), []
    if claim.documents_in_force:
        files = [fact for fact in document_facts(turn, claim) if fact.value != missing]
    return [*(fact for part in parts for fact in part.facts), *files]


def cost_facts(turn: Turn, claim: Claim) -> list[FactView]:
    """Each cost that is saved, and what they come to."""
    if not claim.expense_lines:
        return []
    total = turn._.money(claim.claim_amount, claim.currency)
    return [*_costs(turn, claim).facts, FactView(turn._("Claimed in total"), total)]


def document_facts(turn: Turn, claim: Claim) -> tuple[FactView, ...]:
    """The files of each required document, or that it is missing; then the others."""
    return _documents(turn, claim).facts


def _change(turn: Turn, claim: Claim, part: StepKind) -> ButtonView:
    return claim_button(claim, turn._("Change"), "claim.edit", part=part.value)


def _where(turn: Turn, claim: Claim) -> ReviewSectionView:
    _, catalog = turn._, turn.house.catalog
    program = turn.words(catalog.programs[claim.program].title)
    location = next((x for x in turn.contact.locations if x.location_id == claim.location_id), None)
    place = f"{location.name} ({location.location_id})" if location else claim.location_id
    facts = [FactView(_("Program"), program), FactView(_("Location"), place)]
    if claim.surface_item:
        facts.append(FactView(_("Surface item"), claim.surface_item))
    return ReviewSectionView(
        _("Program and location"), tuple(facts), _change(turn, claim, StepKind.PROGRAM)
    )


def _answers(turn: Turn, claim: Claim) -> ReviewSectionView:
    _, catalog = turn._, turn.house.catalog
    activity = catalog.activities[claim.incentive_activity]
    facts = [FactView(_("Activity"), turn.words(activity.title))]
    for question in catalog.questions_for(activity.code):
        chosen = claim.conditions.get(question.id, ())
        titles = {choice.value: turn.words(choice.title) for choice in question.choices}
        titles |= {"yes": _("Yes"), "no": _("No")} if question.kind == "yesno" else {}
        if chosen:
            said = turn._.list([titles.get(v, v) for v in chosen])
            facts.append(FactView(turn.words(question.text), said))
    part = StepKind.CONDITIONS if catalog.questions_for(activity.code) else StepKind.ACTIVITY
    return ReviewSectionView(_("Activity"), tuple(facts), _change(turn, claim, part))


def _details(turn: Turn, claim: Claim) -> ReviewSectionView:
    facts = []
    for spec in fields_of(StepKind.DETAILS, claim, turn.contact, turn.house.catalog):
        value = answer_of(claim, spec.id)
        if value is None:
            continue
        text = _as_read(turn, spec, value)
        label = turn.words(spec.label)
        if not spec.id.startswith(METRIC_PREFIX):
            label = field_label(turn, claim, spec.id)
        facts.append(FactView(label, text[:300] + ("…" if len(text) > 300 else "")))
    return ReviewSectionView(
        turn._("Details"), tuple(facts), _change(turn, claim, StepKind.DETAILS)
    )


def _as_read(turn: Turn, spec: FieldSpec, value: object) -> str:
    if isinstance(value, date):
        return turn._.date(value)
    text = str(value)
    is_figure = spec.kind is FieldKind.INTEGER and text.isdecimal()
    return turn._.number(int(text)) if is_figure else text


def _costs(turn: Turn, claim: Claim) -> ReviewSectionView:
    _ = turn._
    facts = []
    for line in claim.expense_lines[:SHOWN_LINES]:
        kind = turn.house.catalog.expense_types.get(line.expense_type)
        title = line.vendor_name or (turn.words(kind.title) if kind else line.expense_type)
        facts.append(FactView(title, turn._.money(line.claimed, claim.currency)))
    more = len(claim.expense_lines) - SHOWN_LINES
    if more > 0:
        facts.append(FactView("…", _("and %(n)s more", n=more)))
    return ReviewSectionView(_("Costs"), tuple(facts), _change(turn, claim, StepKind.EXPENSES))


def _documents(turn: Turn, claim: Claim) -> ReviewSectionView:
    _ = turn._
    facts = []
    for requirement in required_documents(claim, turn.house.catalog)[:SHOWN_DOCUMENTS]:
        names = [d.name for d in claim.documents_for(requirement.requirement_id)]
        shown = ", ".join(names[:3]) + ("…" if len(names) > 3 else "")
        facts.append(FactView(turn.words(requirement.title), shown or _("missing")))
    others = [d.name for d in other_documents(claim, turn.house.catalog)]
    if others:
        shown = ", ".join(others[:3]) + ("…" if len(others) > 3 else "")
        facts.append(FactView(_("Other documents"), shown))
    return ReviewSectionView(
        _("Documents"), tuple(facts), claim_button(claim, _("Change"), "claim.documents")
    )
