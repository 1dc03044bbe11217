"""Cards of the claim's steps: a claim and a step in, a view out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.claim import Claim, ExpenseLine, Finding
from bot.domain.fields import (
    FieldKind,
    FieldSpec,
    StepKind,
    answer_of,
    fields_of,
)
from bot.domain.line_answers import line_answer
from bot.domain.memo import once_for_each
from bot.domain.steps import Step
from bot.text import Translator
from cards.views import (
    MANY_CHOICES,
    ChecklistItemView,
    ChecklistView,
    ChoiceView,
    FieldView,
    FindingView,
    FormView,
)
from dialogs.form_buttons import form_buttons
from dialogs.reading import choice_titles, show_value
from dialogs.turn import Turn, button, words_of
from dialogs.words import claim_title, finding_view, finding_words

_TITLES = {
    StepKind.PROGRAM: "Program and location",
    StepKind.ACTIVITY: "What was the money spent on?",
    StepKind.CONDITIONS: "A few questions first",
    StepKind.DETAILS: "About the activity",
    StepKind.EXPENSE: "One cost",
}

_LINES = {
    StepKind.CONDITIONS: "Your answers decide which documents are needed, so that nothing "
    "else is asked.",
    StepKind.EXPENSE: "One entry for each invoice or each kind of own work. You can add more "
    "afterwards.",
}

SEEN_AT_ONCE = 3
"""Fields. In a longer form errors may stand below what is seen of it, so its head names them."""

_INPUTS = {
    FieldKind.TEXT: "text",
    FieldKind.EMAIL: "email",
    FieldKind.MULTILINE: "multiline",
    FieldKind.DATE: "date",
    FieldKind.AMOUNT: "text",
    FieldKind.INTEGER: "number",
    FieldKind.CHOICE: "choice",
    FieldKind.MULTICHOICE: "multichoice",
    FieldKind.YESNO: "choice",
    FieldKind.NUMBER: "text",
    FieldKind.TICK: "toggle",
}


def progress(turn: Turn, claim: Claim, step: Step) -> str:
    """The small line over a card: which claim, which step."""
    if not step.number:
        return claim_title(turn, claim)
    return turn._(
        "%(claim)s · step %(number)s of %(total)s",
        claim=claim_title(turn, claim),
        number=step.number,
        total=step.total,
    )


def form_view(
    turn: Turn,
    claim: Claim,
    step: Step,
    *,
    typed: Mapping[str, str] | None = None,
    findings: Sequence[Finding] = (),
    lines: Sequence[str] = (),
    line: ExpenseLine | None = None,
    nonce: str = "",
) -> FormView:
    """The form of one step, with what was typed or stored and every error beside its field."""
    _ = turn._
    specs = fields_of(step.kind, claim, turn.contact, turn.house.catalog)
    errors = {f.field: finding_words(turn, f, claim) for f in findings}
    fields = tuple(
        field_view(
            turn,
            spec,
            _shown(turn, spec, claim, step, typed, line),
            errors.get(spec.id, ""),
            currency=claim.currency,
        )
        for spec in specs
    )
    known = {spec.id for spec in specs}
    wrong = [turn.words(spec.label) for spec in specs if spec.id in errors]
    told = FindingView(" · ".join(wrong), is_blocking=True)
    heads = (told,) if wrong and len(specs) > SEEN_AT_ONCE else ()
    others = tuple(finding_view(turn, f, claim) for f in findings if f.field not in known)
    intro = [_(_LINES[step.kind])] if step.kind in _LINES else []
    return FormView(
        title=_(_TITLES[step.kind]),
        progress=progress(turn, claim, step),
        lines=(*lines, *intro),
        fields=fields,
        findings=(*heads, *others),
        buttons=form_buttons(turn, claim, step, line.line_id if line else nonce),
        footer=_form_footer(turn, step),
    )


def _form_footer(turn: Turn, step: Step) -> tuple[str, ...]:
    if step.kind is StepKind.ACTIVITY:  # its field says so itself
        return ()
    return (turn._("You can also type your answers here, one after the other."),)


def _shown(
    turn: Turn,
    spec: FieldSpec,
    claim: Claim,
    step: Step,
    typed: Mapping[str, str] | None,
    line: ExpenseLine | None,
) -> str:
    if typed is not None and spec.id in typed:
        return typed[spec.id]
    stored = (
        line_answer(line, spec.id) if step.kind is StepKind.EXPENSE else answer_of(claim, spec.id)
    )
    if stored is not None:
        return show_value(turn, spec, stored, claim.currency)
    told = "" if line is not None else claim.prefill.get(spec.id, "")
    return told if not spec.choices or told in dict(spec.choices) else ""


def field_view(
    turn: Turn, spec: FieldSpec, value: str, error: str = "", *, currency: str = ""
) -> FieldView:
    """One input; an amount says in which currency."""
    _ = turn._
    make = _many_choices if len(spec.choices) > MANY_CHOICES else _choices
    choices = make(spec, _)
    if spec.kind is FieldKind.YESNO:
        choices = (ChoiceView(_("Yes"), "yes"), ChoiceView(_("No"), "no"))
    label = turn.words(spec.label)
    return FieldView(
        id=spec.id,
        kind=_INPUTS[spec.kind],
        label=f"{label} ({currency})" if currency and spec.kind is FieldKind.AMOUNT else label,
        value=value,
        hint=turn.words(spec.hint),
        error=error,
        required=spec.required,
        required_message=_("Please fill this in."),
        choices=choices,
        expanded=bool(choices) and len(choices) <= 4,
        max_length=spec.max_length if not choices else 0,
    )


def _choices(spec: FieldSpec, _: Translator) -> tuple[ChoiceView, ...]:
    return tuple(ChoiceView(words_of(label, _), value) for value, label in spec.choices)


_many_choices = once_for_each(_choices)


def field_prompt(turn: Turn, spec: FieldSpec) -> str:
    """One field asked in plain words, for those who type."""
    _ = turn._
    parts = [turn.words(spec.label)]
    hint = turn.words(spec.hint)
    if hint:
        parts.append(hint)
    titles = [title for _value, title in choice_titles(turn, spec)]
    if spec.kind in (FieldKind.YESNO, FieldKind.TICK):
        titles = [_("Yes"), _("No")]
    if titles and len(titles) <= 12:
        numbered = "  \n".join(f"{n}\\. {title}" for n, title in enumerate(titles, start=1))
        return "\n\n".join((*parts, numbered))
    if titles:
        parts.append(_("For example: %(examples)s", examples=", ".join(titles[:3])))
    if spec.kind is FieldKind.DATE:
        parts.append(_("For example 2026-03-31."))
    return "\n\n".join(parts)


def checklist_items(turn: Turn, activity_code: str) -> tuple[ChecklistItemView, ...]:
    """Every document an activity may need, each with its condition."""
    _, items = turn._, []
    for requirement in turn.house.catalog.all_requirements(activity_code):
        condition = ""
        if requirement.on_request:
            condition = _("only if a reviewer asks")
        elif requirement.is_conditional:
            condition = _("depends on your answers")
        items.append(
            ChecklistItemView(turn.words(requirement.title), turn.words(requirement.why), condition)
        )
    return tuple(items)


def checklist_view(turn: Turn, claim: Claim, *, lines: Sequence[str] = ()) -> ChecklistView:
    """What the chosen activity will need, before anything is asked."""
    _, catalog = turn._, turn.house.catalog
    activity = catalog.activities[claim.incentive_activity]
    core = [turn.words(rule.text) for rule in activity.core_requirements]
    notes = [_("What your material must show: %(rules)s", rules=" · ".join(core))] if core else []
    if activity.metrics:
        names = turn._.list([turn.words(m.title) for m in activity.metrics])
        notes.append(_("Figures you will be asked for: %(metrics)s", metrics=names))
    return ChecklistView(
        title=_("What you will need: %(activity)s", activity=turn.words(activity.title)),
        lines=tuple(lines),
        items=checklist_items(turn, activity.code),
        notes=tuple(notes),
        buttons=(
            button(
                _("Start"),
                "claim.checklist",
                claim=claim.claim_id,
                version=claim.version,
                style="positive",
            ),
            button(
                _("Other activity"),
                "claim.edit",
                claim=claim.claim_id,
                version=claim.version,
                part=StepKind.ACTIVITY.value,
            ),
            button(_("Later"), "claim.pause", claim=claim.claim_id),
        ),
    )
