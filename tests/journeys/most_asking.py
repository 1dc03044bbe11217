"""Claims whose answers ask for as much as they can, filed by cards or at the desk."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import combinations, product
from typing import Any

from bot.domain import changes
from bot.domain.catalog import Catalog, DocumentRequirement
from bot.domain.checks import check_answers
from bot.domain.claim import Claim, ClaimDocument, ClaimStatus, ExpenseLine, ExpenseSource
from bot.domain.fields import FieldKind, StepKind, fields_of
from bot.domain.partner import Contact
from bot.domain.steps import Step, next_step
from tests.journeys.filing import LINK, MAKERS, PLAN, Filing
from tests.journeys.stage import Stage

Transition = Callable[[Claim], Claim]
Conditions = dict[str, tuple[str, ...]]


def most_asking(catalog: Catalog, activity: str) -> Conditions:
    """The answers that need the most documents; of these the ones with most values."""

    def weight(conditions: Conditions) -> tuple[int, int]:
        sources = set(catalog.activities[activity].expense_sources)
        rows = catalog.requirements(activity, conditions, sources)
        return len(rows), sum(len(values) for values in conditions.values())

    return max(_all_conditions(catalog, activity), key=weight)


def _all_conditions(catalog: Catalog, activity: str) -> Iterator[Conditions]:
    questions = catalog.questions_for(activity)
    for chosen in product(*(_answers(question) for question in questions)):
        yield {question.id: values for question, values in zip(questions, chosen, strict=True)}


def _answers(question: Any) -> list[tuple[str, ...]]:
    values = [choice.value for choice in question.choices]
    several = [c for n in range(1, len(values) + 1) for c in combinations(values, n)]
    return [answer for answer in several if question.accepts(answer)]


class AskingMost(Filing):
    """Fills in the answers that ask most, with one cost of every source."""

    async def starts(self, program: str = "CSP_IR", activity: str = "DG_DIGITAL") -> None:
        """A new claim, up to the checklist of the activity."""
        conditions = most_asking(self._catalog, activity)
        self._plan |= {f"condition_{name}": ",".join(v) for name, v in conditions.items()}
        self._open_sources: list[str] = []
        self._seen_sources = False
        self._invoices = itertools.count(1)
        await super().starts(program, activity)

    def _after_a_line(self) -> str:
        return "Add another cost" if self._open_sources else "claim.lines_done"

    def _filled(self, field: Mapping[str, Any]) -> str:
        if field["id"] == "invoice_number":
            return f"A-{next(self._invoices)}"
        if field["id"] != "source":
            return super()._filled(field)
        if not self._seen_sources:
            self._seen_sources = True
            self._open_sources = [choice["value"] for choice in field["choices"]]
        return self._open_sources.pop(0)


def needed(catalog: Catalog, activity: str) -> tuple[DocumentRequirement, ...]:
    """The documents that the most asking claim of an activity must bring, in catalog order."""
    conditions = most_asking(catalog, activity)
    return catalog.requirements(activity, conditions, sources(catalog, activity, conditions))


def sources(
    catalog: Catalog, activity: str, conditions: Mapping[str, tuple[str, ...]]
) -> set[ExpenseSource]:
    """Every source of costs that these answers leave open."""
    said = set(conditions.get("work_by", ()))
    said = {"third_party", "in_house"} if "both" in said else said
    every = set(catalog.activities[activity].expense_sources)
    return {one for one in every if not said or one.value in said} or every


async def backend_has_it_whole(stage: Stage, sent: dict[str, bytes]) -> dict[str, Any]:
    """The one claim in the backend, after comparing its documents byte for byte."""
    received = await stage.received()
    assert len(received) == 1
    claim = received[0]["claim"]
    names = {d["requirement_id"]: d["sha256"] for d in claim["documents"] if d.get("sha256")}
    assert names == {rid: hashlib.sha256(body).hexdigest() for rid, body in sent.items()}
    for rid, body in sent.items():
        assert await stage.held(names[rid]) == body
    return claim


class AtTheDesk:
    """Files without cards: whatever `next_step` asks for is given to the desk, until it is sent."""

    def __init__(self, stage: Stage, contact: Contact) -> None:
        self._stage, self._contact = stage, contact
        self._desk, self._catalog = stage.bot.desk, stage.bot.catalog
        self._numbers = itertools.count(1)

    async def files(self, program: str, location_id: str, activity: str) -> Claim:
        """One claim, to the moment it is handed over; its review must have found nothing."""
        start = {"program_location": f"{program}|{location_id}", "incentive_activity": activity}
        claim_id = f"{program}-{activity}"
        now = self._stage.clock.now
        claim = await self._desk.start(self._contact, claim_id, now, start, {})
        for _turn in range(60):
            step = next_step(claim, self._contact, self._catalog)
            if step.kind is StepKind.REVIEW:
                return await self._submits(claim)
            change = await self._answer(claim, step)
            claim = await self._desk.change(
                self._contact, claim.claim_id, claim.version, change, now=now
            )
        raise AssertionError(f"{claim_id} does not get beyond {step.kind}")

    async def _answer(self, claim: Claim, step: Step) -> Transition:
        now = self._stage.clock.now
        if step.kind is StepKind.CHECKLIST:
            return partial(changes.see_checklist, now=now)
        if step.kind is StepKind.EXPENSE:
            return self._all_costs(claim)
        if step.kind is StepKind.EXPENSES:
            return partial(changes.finish_lines, now=now)
        if step.kind is StepKind.DOCUMENT:
            assert step.requirement is not None
            document = await self._document(claim, step.requirement)
            return partial(changes.attach, document=document, now=now)
        answers = self._answers(claim, step.kind)
        faults = check_answers(
            step.kind,
            fields_of(step.kind, claim, self._contact, self._catalog),
            answers,
            claim,
            self._catalog,
            now,
            now.date(),
        )
        assert faults == (), (claim.claim_id, faults)
        return partial(changes.apply_answers, answers=answers, now=now)

    def _answers(self, claim: Claim, kind: StepKind) -> dict[str, object]:
        conditions = most_asking(self._catalog, claim.incentive_activity)
        planned = {
            **{f"condition_{name}": values for name, values in conditions.items()},
            "program_location": f"{claim.program}|{claim.location_id}",
            "claim_name": claim.claim_id,
            "activity_start": date(2026, 9, 3),
            "activity_end": date(2026, 10, 2),
            "description": PLAN["description"],
            "currency": "USD",
            "preapproval_id": PLAN["preapproval_id"],
        }
        answers: dict[str, object] = {}
        for field in fields_of(kind, claim, self._contact, self._catalog):
            if field.id in planned:
                answers[field.id] = planned[field.id]
            elif field.required and field.kind is FieldKind.INTEGER:
                answers[field.id] = 250
            elif field.required:
                answers[field.id] = field.choices[0][0] if field.choices else "Clicks: 250"
        return answers

    def _all_costs(self, claim: Claim) -> Transition:
        activity = self._catalog.activities[claim.incentive_activity]
        open_to = sources(self._catalog, activity.code, claim.conditions)

        def put(present: Claim) -> Claim:
            for source in sorted(open_to):
                line = ExpenseLine(
                    line_id=source,
                    source=source,
                    expense_type=activity.expense_types[0],
                    vendor_name="Contoso" if source == "third_party" else "",
                    invoice_number=f"{claim.claim_id}-{source}",
                    net=Decimal(10),
                    claimed=Decimal(10),
                )
                present = changes.put_line(present, line, self._stage.clock.now)
            return present

        return put

    async def _document(self, claim: Claim, wanted: DocumentRequirement) -> ClaimDocument:
        given: dict[str, Any] = {"name": LINK, "url": LINK}
        if wanted.formats and not wanted.link_only:
            kind = next(f for f in ("pdf", *wanted.formats) if f in MAKERS and f in wanted.formats)
            # bytes of its own, for the same bytes twice would be remarked on
            content = MAKERS[kind](
                f"{claim.claim_id} {wanted.requirement_id}", seed=next(self._numbers)
            )
            kept = await self._desk.files.keep_made(content, f"proof.{kind}", wanted.formats)
            fields = ("name", "media_type", "size_bytes", "sha256")
            given = {name: getattr(kept, name) for name in fields}
        return ClaimDocument(
            document_id=f"d{next(self._numbers)}",
            requirement_id=wanted.requirement_id,
            note=wanted.title.en,
            received_at=self._stage.clock.now,
            received_from=self._contact.contact_id,
            **given,
        )

    async def _submits(self, claim: Claim) -> Claim:
        now = self._stage.clock.now
        review = await self._desk.submit(self._contact, claim.claim_id, claim.version, "", now)
        assert review.findings == (), (claim.claim_id, review.findings)
        assert review.claim.status is ClaimStatus.SUBMITTING
        await self._desk.begin_sending("", review.claim, "", now)
        return review.claim
