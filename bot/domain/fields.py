"""What each step asks, as values: one `FieldSpec` per answer, in the order in which it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.catalog import Catalog, LocalText
from bot.domain.claim import Claim, ExpenseSource
from bot.domain.partner import Contact
from bot.domain.places import location_pairs

Label = str | LocalText
"""An English message id, or words of the catalog in both languages."""

CONDITION_PREFIX = "condition_"
METRIC_PREFIX = "metric_"
DAYS = ("activity_start", "activity_end")
"""Fields of the first and the last day of the activity."""


class StepKind(StrEnum):
    """The parts of a claim, in the order in which they are asked."""

    PROGRAM = "program"
    ACTIVITY = "activity"
    CHECKLIST = "checklist"
    CONDITIONS = "conditions"
    DETAILS = "details"
    EXPENSE = "expense"
    EXPENSES = "expenses"
    DOCUMENT = "document"
    CSR = "csr"
    REVIEW = "review"
    SENDING = "sending"
    REQUEST = "request"
    DISPUTE = "dispute"
    CLOSED = "closed"


class FieldKind(StrEnum):
    """How an answer is read and shown."""

    TEXT = "text"
    MULTILINE = "multiline"
    DATE = "date"
    AMOUNT = "amount"
    INTEGER = "integer"
    CHOICE = "choice"
    MULTICHOICE = "multichoice"
    YESNO = "yesno"
    NUMBER = "number"
    TICK = "tick"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One answer. Shape: `choices` value → label. Units: lengths in characters."""

    id: str
    kind: FieldKind
    label: Label
    hint: Label = ""
    required: bool = True
    choices: tuple[tuple[str, Label], ...] = ()
    min_length: int = 0
    max_length: int = 200


def _program_fields(claim: Claim, contact: Contact, catalog: Catalog) -> tuple[FieldSpec, ...]:
    pairs = location_pairs(contact, catalog)
    fields = [
        FieldSpec(
            "program_location", FieldKind.CHOICE, "Which program and location?", choices=pairs
        )
    ]
    program = catalog.programs.get(claim.program)
    if program and program.is_surface:
        items = tuple((item, item) for item in program.surface_items)
        fields.append(
            FieldSpec("surface_item", FieldKind.CHOICE, "Which Surface item?", choices=items)
        )
    return tuple(fields)


def _activity_fields(claim: Claim, contact: Contact, catalog: Catalog) -> tuple[FieldSpec, ...]:
    choices = []
    for activity in catalog.activities_for(claim.program, claim.created_at.date()):
        group = catalog.categories[activity.category].title
        choices.append(
            (
                activity.code,
                LocalText(
                    en=f"{group.en}: {activity.title.en}", ko=f"{group.ko}: {activity.title.ko}"
                ),
            )
        )
    return (
        FieldSpec(
            "incentive_activity",
            FieldKind.CHOICE,
            "Which activity did you carry out?",
            "You can also just type it, for example “Google ads” or “trade show”.",
            choices=tuple(choices),
        ),
    )


_QUESTION_KINDS = {
    "choice": FieldKind.CHOICE,
    "multichoice": FieldKind.MULTICHOICE,
    "yesno": FieldKind.YESNO,
}


def _condition_fields(claim: Claim, contact: Contact, catalog: Catalog) -> tuple[FieldSpec, ...]:
    return tuple(
        FieldSpec(
            CONDITION_PREFIX + question.id,
            _QUESTION_KINDS[question.kind],
            question.text,
            choices=tuple((choice.value, choice.title) for choice in question.choices),
        )
        for question in catalog.questions_for(claim.incentive_activity)
    )


_NAME = FieldSpec(
    "claim_name",
    FieldKind.TEXT,
    "Claim name",
    "A name you will recognize later, 3 to 100 characters.",
    min_length=3,
    max_length=100,
)
_START = FieldSpec("activity_start", FieldKind.DATE, "First day of the activity")
_END = FieldSpec(
    "activity_end",
    FieldKind.DATE,
    "Last day of the activity",
    "The same day again if it took one day.",
)
_DESCRIPTION = FieldSpec(
    "description",
    FieldKind.MULTILINE,
    "What did you do, and which Microsoft products was it about?",
    "20 to 2,000 characters.",
    min_length=20,
    max_length=2000,
)
_PREAPPROVAL = FieldSpec("preapproval_id", FieldKind.TEXT, "Pre-approval ID", max_length=100)
_EMAIL = FieldSpec("contact_email", FieldKind.EMAIL, "E-mail for questions")
_COMMENTS = FieldSpec(
    "comments", FieldKind.MULTILINE, "Comments for the reviewer", required=False, max_length=2000
)


def _detail_fields(claim: Claim, contact: Contact, catalog: Catalog) -> tuple[FieldSpec, ...]:
    activity = catalog.activities[claim.incentive_activity]
    currencies = catalog.programs[claim.program].currencies or catalog.currencies
    currency = FieldSpec(
        "currency",
        FieldKind.CHOICE,
        "Currency of the claim",
        "One currency for the whole claim.",
        choices=tuple((code, code) for code in currencies),
    )
    metrics = tuple(
        FieldSpec(
            METRIC_PREFIX + metric.id,
            FieldKind.INTEGER if metric.kind == "integer" else FieldKind.TEXT,
            metric.title,
            metric.hint,
            max_length=500,
        )
        for metric in activity.metrics
    )
    preapproval = (_PREAPPROVAL,) if activity.needs_preapproval else ()
    email = () if contact.email else (_EMAIL,)
    first = (_NAME, _START, _END, _DESCRIPTION, currency)
    return (*first, *preapproval, *metrics, *email, _COMMENTS)


def allowed_sources(claim: Claim, catalog: Catalog) -> tuple[ExpenseSource, ...]:
    """Who may have done the work of a line, given what was said about who did it."""
    said = set(claim.conditions.get("work_by", ()))
    if "both" in said:
        said = {"third_party", "in_house"}
    allowed = catalog.activities[claim.incentive_activity].expense_sources
    return tuple(s for s in allowed if not said or s.value in said) or allowed


SOURCE_LABELS: dict[ExpenseSource, str] = {
    ExpenseSource.THIRD_PARTY: "An outside vendor",
    ExpenseSource.IN_HOUSE: "Our own staff",
    ExpenseSource.MICROSOFT: "Microsoft",
}


def _expense_fields(claim: Claim, contact: Contact, catalog: Catalog) -> tuple[FieldSpec, ...]:
    activity = catalog.activities[claim.incentive_activity]
    sources = allowed_sources(claim, catalog)
    fields = []
    if len(sources) > 1:
        choices = tuple((s.value, SOURCE_LABELS[s]) for s in sources)
        by_microsoft = ExpenseSource.MICROSOFT in sources
        label = "Whose invoice is it?" if by_microsoft else "Who did this work?"
        fields.append(FieldSpec("source", FieldKind.CHOICE, label, choices=choices))
    types = tuple((code, catalog.expense_types[code].title) for code in activity.expense_types)
    fields.append(FieldSpec("expense_type", FieldKind.CHOICE, "Kind of cost", choices=types))
    if set(sources) != {ExpenseSource.IN_HOUSE}:
        only_vendors = ExpenseSource.IN_HOUSE not in sources
        fields += [
            FieldSpec(
                "vendor_name", FieldKind.TEXT, "Vendor, as on the invoice", required=only_vendors
            ),
            FieldSpec("invoice_number", FieldKind.TEXT, "Invoice number", required=False),
        ]
    fields += [
        FieldSpec("net", FieldKind.AMOUNT, "Net amount, without tax"),
        FieldSpec("tax", FieldKind.AMOUNT, "Tax amount", "0 if there is none.", required=False),
        FieldSpec(
            "claimed",
            FieldKind.AMOUNT,
            "Amount you claim",
            "Left empty: the whole net amount. Tax that you get back is not a cost.",
            required=False,
        ),
        FieldSpec(
            "tax_is_cost",
            FieldKind.YESNO,
            "Is the tax a cost because you cannot get it back?",
            required=False,
        ),
    ]
    return tuple(fields)


_FIELDS: dict[StepKind, Callable[[Claim, Contact, Catalog], tuple[FieldSpec, ...]]] = {
    StepKind.ACTIVITY: _activity_fields,
    StepKind.CONDITIONS: _condition_fields,
    StepKind.DETAILS: _detail_fields,
    StepKind.EXPENSE: _expense_fields,
}


def fields_of(
    step: StepKind, claim: Claim, contact: Contact, catalog: Catalog
) -> tuple[FieldSpec, ...]:
    """Fields of one step, in the order asked; empty for steps that ask nothing in fields."""
    if step is StepKind.PROGRAM:
        return _program_fields(claim, contact, catalog)
    return _known_fields(step, claim, contact, catalog)[0]


def _known_fields(
    step: StepKind, claim: Claim, contact: Contact, catalog: Catalog
) -> tuple[tuple[FieldSpec, ...], tuple[str, ...]]:
    """The fields of any step but the program's, and the ids of those that must be answered."""
    make = _FIELDS.get(step)
    if make is None:
        return (), ()
    # all that they depend on
    answers = (claim.program, claim.incentive_activity, claim.conditions.get("work_by"))
    key = (step, *answers, claim.created_at.date(), bool(contact.email))
    return catalog.remember(key, lambda: _with_required(make(claim, contact, catalog)))


def _with_required(specs: tuple[FieldSpec, ...]) -> tuple[tuple[FieldSpec, ...], tuple[str, ...]]:
    return specs, tuple(spec.id for spec in specs if spec.required)


def required_ids(
    step: StepKind, claim: Claim, contact: Contact, catalog: Catalog
) -> tuple[str, ...]:
    """Ids of the fields of a step that must be answered, in the order asked."""
    if step is StepKind.PROGRAM:  # without the labels of all places, which take time to make
        program = catalog.programs.get(claim.program)
        surface = ("surface_item",) if program and program.is_surface else ()
        return ("program_location", *surface)
    return _known_fields(step, claim, contact, catalog)[1]


def answer_of(claim: Claim, field_id: str) -> object | None:
    """What the claim holds for a field, or None when it was not answered.

    Shape: text, date, Decimal or tuple of texts, as `record_answers` takes it.
    """
    if field_id.startswith(CONDITION_PREFIX):
        return claim.conditions.get(field_id.removeprefix(CONDITION_PREFIX)) or None
    if field_id.startswith(METRIC_PREFIX):
        return claim.metrics.get(field_id.removeprefix(METRIC_PREFIX)) or None
    if field_id == "program_location":
        return f"{claim.program}|{claim.location_id}" if claim.program else None
    return getattr(claim, field_id, None) or None
