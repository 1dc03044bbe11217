"""Errors of a long form: beside their fields, and named at the head, which is what one sees."""

from __future__ import annotations

from tests.journeys.test_details import DETAILS, reaches


async def test_an_amount_that_was_left_empty_is_not_told_as_wrong(asha):
    await reaches(asha, "net")
    line = {"expense_type": "agency_fees", "vendor_name": "Contoso"}
    await asha.clicks("claim.form", **line, net="-5")

    assert "more than zero" in asha.beside("net")[1]
    assert "more than zero" not in asha.beside("claimed")[1]


async def test_the_head_of_a_long_form_names_what_is_wrong_below(asha):
    await reaches(asha, "claim_name")
    await asha.clicks("claim.form", **{**DETAILS, "activity_end": "soon", "claim_name": "x"})
    head, _, _ = asha.said.partition("A name you will recognize later")

    assert "Must be put right: \nClaim name · Last day of the activity" in head


async def test_the_amounts_of_a_cost_say_in_which_currency(asha):
    await reaches(asha, "net", currency="EUR")

    asha.sees("Net amount, without tax (EUR)", "Tax amount (EUR)", "Amount you claim (EUR)")
