"""A cost that was typed: what a reviewer compares with the invoice is told where it was not said,
and can be typed or filled in.
"""

from __future__ import annotations

import pytest

from tests.journeys.filing import Filing
from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import lines_of
from tests.journeys.test_corrections import TO_THE_NET, at

SECOND = ("add another cost", "media placement", "Fabrikam", "800")


async def test_what_was_not_said_is_told_with_a_button(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200")

    asha.sees("Not said yet: Invoice number and Tax amount", "“invoice A-17, tax 420”")
    await asha.clicks("Complete")
    assert asha.beside("net")[0] == "4200"
    assert asha.beside("invoice_number")[0] == ""


async def test_nothing_is_told_of_what_was_said(asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "net 4,200, VAT 420, invoice no. A-17")

    asha.sees("A-17", "USD 420.00", "That is all")
    asha.sees_not("Not said yet", "Complete")


async def test_one_s_own_work_has_no_invoice(asha: Persona) -> None:
    filing = Filing(asha, plan={"condition_work_by": "in_house"})
    await filing.starts(activity="MD_SEMINAR")
    await filing.goes_on(until="claim.form")
    while not filing._asks("expense_type"):
        await filing._step(filing._kinds())
    await asha.says("hall hire")
    await asha.says("4,200")

    asha.sees("That is all")
    asha.sees_not("Not said yet")


@pytest.mark.parametrize(
    ("typed", "number", "tax"),
    [
        ("invoice A-17, VAT 420", "A-17", "420"),
        ("420 tax and the invoice is A-17", "A-17", "420"),
        ("no tax, invoice number A-17", "A-17", "0"),
        ("A-17", "A-17", "0"),
        ("it's invoice #4471", "4471", "0"),
        ("the invoice number for that is CM-100233", "CM-100233", "0"),
        ("add tax 420 please", "", "420"),
        ("there was no tax", "", "0"),
    ],
)
async def test_what_lacked_is_typed(
    stage: Stage, asha: Persona, typed: str, number: str, tax: str
) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says(typed)

    asha.sees("✓ Saved: ", "Is there another cost")
    (line,) = await lines_of(stage)
    assert (line["invoice_number"], line["tax"]) == (number, tax)
    assert line["net"] == line["claimed"] == "4200"


@pytest.mark.parametrize("typed", ["VAT 10% is in it", "tax 20", "the invoice has no number"])
async def test_what_is_not_sure_is_not_taken(stage: Stage, asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    before = await lines_of(stage)
    await asha.says(typed)

    asha.sees_not("✓ Saved", "Changed")
    assert await lines_of(stage) == before


async def test_a_sum_alone_is_asked_for(stage: Stage, asha: Persona) -> None:
    await at(asha, *TO_THE_NET, "4,200")
    await asha.says("420")

    asha.sees("Which answer shall be “420”?", "1. Tax amount", "2. Net amount")
    await asha.says("tax amount")
    asha.sees("✓ Saved: Tax amount: USD 420.00.")
    assert (await lines_of(stage))[0]["tax"] == "420"


@pytest.mark.parametrize(
    ("typed", "place"), [("VAT 80", 1), ("cost 1 VAT 80", 0), ("first one: VAT 80", 0)]
)
async def test_of_two_costs_the_one_told_last_is_meant(
    stage: Stage, asha: Persona, typed: str, place: int
) -> None:
    await at(asha, *TO_THE_NET, "4,200", *SECOND)
    await asha.says(typed)

    lines = await lines_of(stage)
    assert (lines[place]["tax"], lines[1 - place]["tax"]) == ("80", "0")


@pytest.mark.parametrize(
    "typed", ["4,200 no tax, invoice A-17", "4,200, no tax and the invoice is A-17"]
)
async def test_no_tax_is_an_answer_too(stage: Stage, asha: Persona, typed: str) -> None:
    await at(asha, *TO_THE_NET)
    await asha.says(typed)

    asha.sees("Tax amount: USD 0.00", "A-17", "That is all")
    asha.sees_not("Not said yet", "Not taken")
