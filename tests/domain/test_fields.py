"""Fields are remembered by all that they depend on; required ones are told without making them."""

from __future__ import annotations

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.catalog import load_catalog
from bot.domain.claim import Claim
from bot.domain.fields import FieldSpec, StepKind, fields_of, required_ids
from bot.domain.partner import Contact, Role
from tests.domain.csr_builders import NOW, a_claim
from tests.domain.followups import a_contact

CATALOG = load_catalog()
CONTACT = a_contact(Role.INCENTIVES_ADMIN)
STEPS = [StepKind.PROGRAM, StepKind.ACTIVITY, StepKind.CONDITIONS, StepKind.DETAILS]
BEFORE = datetime(2020, 1, 1, tzinfo=ZoneInfo("UTC"))
CLAIMS = [
    a_claim(program=program, incentive_activity=activity, conditions=said, created_at=at)
    for program, activity, said, at in product(
        CATALOG.programs,
        CATALOG.activities,
        ({}, {"work_by": ("in_house",)}, {"work_by": ("both",)}),
        (NOW, BEFORE),
    )
]
PEOPLE = [CONTACT, CONTACT.model_copy(update={"email": "asha@contoso.example"})]


def _made_anew(step: StepKind, claim: Claim, contact: Contact) -> tuple[FieldSpec, ...]:
    forgetful = CATALOG.model_copy()
    forgetful.__pydantic_private__ = {"_remembered": {}}
    return fields_of(step, claim, contact, forgetful)


@pytest.mark.parametrize("step", [*STEPS, StepKind.EXPENSE])
def test_remembered_fields_are_those_of_the_claim(step: StepKind) -> None:
    wrong = [
        (claim, contact)
        for claim, contact in product(CLAIMS, PEOPLE)
        if fields_of(step, claim, contact, CATALOG) != _made_anew(step, claim, contact)
    ]

    assert wrong == []


@pytest.mark.parametrize("step", STEPS)
def test_required_fields_are_told_as_the_fields_say(step: StepKind) -> None:
    for claim, contact in product(CLAIMS, PEOPLE):
        specs = fields_of(step, claim, contact, CATALOG)

        assert required_ids(step, claim, contact, CATALOG) == tuple(
            spec.id for spec in specs if spec.required
        )
