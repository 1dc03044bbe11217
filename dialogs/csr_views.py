"""Cards of the CSR that is made here: its lines, and the form of one line or of the signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.claim import Claim, Finding
from bot.domain.csr import Csr, CsrLine, CsrPart, CsrWork, line_amount
from bot.domain.csr_checks import check_csr, csr_total, in_house_costs, values_of
from bot.domain.csr_fields import STATEMENT, csr_fields
from bot.domain.fields import FieldKind, FieldSpec, StepKind
from bot.domain.steps import Step
from cards.views import (
    ButtonView,
    FactView,
    FieldView,
    FormView,
    ReviewSectionView,
    ReviewView,
)
from dialogs.reading import show_value
from dialogs.step_views import field_view, progress
from dialogs.turn import Turn, button, claim_button
from dialogs.words import finding_view, finding_words

SHOWN_LINES = 12

_PART_TITLES = {
    CsrPart.WORK: "CSR: one line of work",
    CsrPart.MATERIAL: "CSR: one line of material",
    CsrPart.SIGNATURE: "CSR: statement and signature",
}


def csr_view(
    turn: Turn,
    claim: Claim,
    step: Step,
    *,
    lines: Sequence[str] = (),
    findings: Sequence[Finding] = (),
) -> FormView | ReviewView:
    """Where the CSR stands: what is being entered, else its lines."""
    assert claim.csr is not None  # the step says so
    if claim.csr.entering is None:
        return csr_lines_view(turn, claim, lines=lines, findings=findings)
    return csr_form_view(turn, claim, step, lines=lines, findings=findings)


def csr_form_view(
    turn: Turn,
    claim: Claim,
    step: Step,
    *,
    typed: Mapping[str, str] | None = None,
    lines: Sequence[str] = (),
    findings: Sequence[Finding] = (),
) -> FormView:
    """The form of what is being entered, with what was typed or kept, and errors beside the
    fields.
    """
    _, csr = turn._, claim.csr
    assert csr is not None
    assert csr.entering is not None
    specs = csr_fields(csr.entering)
    errors = {f.field: finding_words(turn, f, claim) for f in findings}
    known = {spec.id for spec in specs}
    fields = tuple(
        _field(turn, claim, spec, _shown(turn, claim, csr, spec, typed), errors.get(spec.id, ""))
        for spec in specs
    )
    statement = (_(STATEMENT),) if csr.entering is CsrPart.SIGNATURE else ()
    return FormView(
        title=_(_PART_TITLES[csr.entering]),
        progress=progress(turn, claim, step),
        lines=(*lines, *statement),
        fields=fields,
        findings=tuple(finding_view(turn, f, claim) for f in findings if f.field not in known),
        buttons=_form_buttons(turn, claim, csr),
        footer=(_("You can also type your answers here, one after the other."),),
    )


def _field(turn: Turn, claim: Claim, spec: FieldSpec, value: str, error: str) -> FieldView:
    made = field_view(turn, spec, value, error)
    if spec.kind is FieldKind.TICK:
        return made._replace(label=turn._("I confirm this"), required=False)
    if spec.kind is FieldKind.AMOUNT:
        return made._replace(hint=claim.currency)
    return made


def _shown(
    turn: Turn, claim: Claim, csr: Csr, spec: FieldSpec, typed: Mapping[str, str] | None
) -> str:
    if typed is not None and spec.id in typed:
        return typed[spec.id]
    if spec.id in csr.entry:
        return csr.entry[spec.id]
    line = csr.line(csr.entry_id)
    if line is not None:
        return show_value(turn, spec, values_of(line)[spec.id], claim.currency)
    one_day = claim.activity_start == claim.activity_end
    if spec.id in ("first_day", "last_day") and one_day and claim.activity_start:
        return claim.activity_start.isoformat()
    return turn.today.isoformat() if spec.id == "signed_on" else ""


def _form_buttons(turn: Turn, claim: Claim, csr: Csr) -> tuple[ButtonView, ...]:
    _ = turn._
    assert csr.entering is not None
    made = csr.entering is CsrPart.SIGNATURE
    save = claim_button(
        claim,
        _("Create the CSR") if made else _("Save and continue"),
        "claim.csr_form",
        style="positive",
        needs_inputs=True,
        part=csr.entering.value,
        line=csr.entry_id,
    )
    back = claim_button(claim, _("Back"), "claim.csr_back")
    later = button(_("Later"), "claim.pause", claim=claim.claim_id)
    if csr.line(csr.entry_id) is None:
        return (save, back, later)
    drop = claim_button(claim, _("Remove this line"), "claim.csr_drop", line=csr.entry_id)
    return (save, drop, back, later)


def csr_lines_view(
    turn: Turn,
    claim: Claim,
    *,
    lines: Sequence[str] = (),
    findings: Sequence[Finding] = (),
    page: int = 0,
) -> ReviewView:
    """All lines so far: change or remove each, add another, or go on to the signature."""
    _, csr, catalog = turn._, claim.csr, turn.house.catalog
    assert csr is not None
    found = tuple(findings) or check_csr(claim, catalog, turn.now, turn.today)
    first = page * SHOWN_LINES
    shown = csr.lines[first : first + SHOWN_LINES]
    notes = list(lines)
    if len(csr.lines) > len(shown):
        notes.append(
            _(
                "Lines %(first)s to %(last)s of %(count)s.",
                first=first + 1,
                last=first + len(shown),
                count=len(csr.lines),
            )
        )
    return ReviewView(
        title=_("CSR: work and material of your own staff"),
        summary=(
            FactView(_("CSR in total"), _.money(csr_total(claim, catalog), claim.currency)),
            FactView(_("Costs of your own staff"), _.money(in_house_costs(claim), claim.currency)),
        ),
        sections=tuple(
            _line_section(turn, claim, line, number, found)
            for number, line in enumerate(shown, start=first + 1)
        ),
        findings=tuple(finding_view(turn, f, claim) for f in found if csr.line(f.field) is None),
        lines=tuple(notes),
        buttons=_lines_buttons(turn, claim, csr, page, differs=_differs(found)),
    )


def _differs(findings: Sequence[Finding]) -> bool:
    return any(finding.code == "csr_total" for finding in findings)


def _line_section(
    turn: Turn, claim: Claim, line: CsrLine, number: int, findings: Sequence[Finding]
) -> ReviewSectionView:
    _ = turn._
    decimals = turn.house.catalog.minor_units(claim.currency)
    amount = _.money(line_amount(line, decimals), claim.currency)
    if isinstance(line, CsrWork):
        days = dict.fromkeys((_.date(line.first_day), _.date(line.last_day)))
        how = f"{_.number(line.hours)} × {_.money(line.hourly_cost, claim.currency)} = {amount}"
        title = _("%(number)s. Work: %(person)s", number=number, person=line.person)
        facts: tuple[FactView, ...] = (
            FactView(_("Task"), line.task),
            FactView(_("Dates"), " – ".join(days)),
            FactView(_("Hours"), how),
        )
    else:
        how = f"{_.number(line.quantity)} × {_.money(line.unit_cost, claim.currency)} = {amount}"
        title = _("%(number)s. Material: %(item)s", number=number, item=line.item)
        facts = (FactView(_("Quantity"), how),)
    wrong = tuple(
        FactView("⚠", finding_words(turn, f, claim)) for f in findings if f.field == line.line_id
    )
    change = claim_button(claim, _("Change"), "claim.csr_line", line=line.line_id)
    return ReviewSectionView(title, (*facts, *wrong), change)


def _lines_buttons(
    turn: Turn, claim: Claim, csr: Csr, page: int, *, differs: bool
) -> tuple[ButtonView, ...]:
    _, pages = turn._, (len(csr.lines) - 1) // SHOWN_LINES + 1
    buttons = [claim_button(claim, _("That is all"), "claim.csr_done", style="positive")]
    for part, title in ((CsrPart.WORK, _("Add work")), (CsrPart.MATERIAL, _("Add material"))):
        if not csr.is_full(part):
            line = turn.house.new_id()
            adds = claim_button(claim, title, "claim.csr_add", part=part.value, line=line)
            buttons.append(adds)
    if pages > 1:
        following = str((page + 1) % pages)
        buttons.append(claim_button(claim, _("More lines"), "claim.csr_page", page=following))
    if differs:
        costs = StepKind.EXPENSES.value
        buttons.append(claim_button(claim, _("Change the costs"), "claim.edit", part=costs))
    instead = claim_button(claim, _("Send a file instead"), "claim.csr_upload")
    return (*buttons, instead)[:6]
