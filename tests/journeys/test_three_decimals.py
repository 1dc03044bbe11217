"""Claims in currencies with three decimals: exact from what is typed to what is answered later."""

from __future__ import annotations

import pytest

from tests.journeys.filing import Filing, files
from tests.journeys.test_changing import changes_of, presses
from tests.journeys.test_csr import WORK
from tests.journeys.test_details import reaches

THREE = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")


@pytest.mark.parametrize("currency", THREE)
async def test_three_decimals_are_kept_from_the_card_to_the_backend(stage, asha, currency):
    filing = await files(asha, plan={"currency": currency, "net": "1,034.567", "tax": "1,004.321"})
    asha.sees(f"{currency} 1,034.567")
    await filing.submits()
    await asha.waits()
    asha.sees("Receipt", f"{currency} 1,034.567")
    [received] = await stage.received()
    claim, [line] = received["claim"], received["claim"]["expense_lines"]
    assert (claim["currency"], claim["claim_amount"]) == (currency, "1034.567")
    assert (line["net"], line["tax"], line["claimed"]) == ("1034.567", "1004.321", "1034.567")
    await asha.says("my claims")
    asha.sees(f"{currency} 1,034.567")
    await asha.says("what is the status of Autumn campaign?")

    asha.sees(f"{currency} 1,034.567")


async def test_sums_of_three_decimals_are_added_without_a_rest(stage, asha):
    filing = Filing(asha, plan={"currency": "KWD", "net": "0.1", "tax": "0"})
    await filing.starts()
    await filing.goes_on(until="claim.lines_done")
    for net in ("0.2", "0.003", "999.697"):
        await asha.clicks("Add another cost")
        await asha.clicks("claim.form", expense_type="agency_fees", vendor_name="Contoso", net=net)
    asha.sees("KWD 1,000.000")
    await filing.goes_on()
    await filing.submits()
    await asha.waits()

    [received] = await stage.received()
    assert received["claim"]["claim_amount"] == "1000.000"


@pytest.mark.parametrize(
    ("currency", "typed", "meant", "claimed"),
    [
        ("KWD", "1,234", "1234", "KWD 1,234.000"),
        ("KWD", "1,234", "1.234", "KWD 1.234"),
        ("OMR", "OMR 12,500", "12.500", "OMR 12.500"),
        ("TND", "1.234", "1.2340", "TND 1.234"),
        ("TND", "1.234", "1 234", "TND 1,234.000"),
    ],
)
async def test_a_separator_that_may_be_two_things_is_asked_about(
    asha, currency, typed, meant, claimed
):
    await reaches(asha, "net", currency=currency)
    for text in ("agency", "Contoso", typed):
        await asha.says(text)
    asha.sees(f"In {currency} this may be", "Net amount")
    asha.sees_not("Saved")
    await asha.says(meant)

    asha.sees("Costs of this claim", claimed)


async def test_a_separator_is_asked_about_in_korean(stage):
    hana = stage.person("하나", locale="ko-KR")
    await reaches(hana, "net", currency="KWD")
    await hana.clicks("claim.form", expense_type="agency_fees", vendor_name="콘토소", net="1,234")
    assert "KWD 1,234.000일 수도 있고 KWD 1.234일 수도 있습니다" in hana.beside("net")[1]
    await hana.clicks("claim.form", net="1,234.500 쿠웨이트 디나르")

    hana.sees("KWD 1,234.500")


@pytest.mark.parametrize(
    ("currency", "typed", "claimed"),
    [
        ("KWD", "KD 250.500", "KWD 250.500"),
        ("KWD", "1.234,567", "KWD 1,234.567"),
        ("BHD", "1,234,567", "BHD 1,234,567.000"),
        ("JOD", "JD 12.25", "JOD 12.250"),
        ("TND", "1 234,5", "TND 1,234.500"),
        ("IQD", "1250000", "IQD 1,250,000.000"),
        ("OMR", "250.5 Omani rials", "OMR 250.500"),
        ("KWD", "1.2k", "KWD 1,200.000"),
    ],
)
async def test_what_can_be_only_one_sum_is_taken(asha, currency, typed, claimed):
    await reaches(asha, "net", currency=currency)
    await asha.clicks("claim.form", expense_type="agency_fees", vendor_name="Contoso", net=typed)

    asha.sees("Costs of this claim", claimed)


async def test_a_cost_that_is_opened_again_means_the_same_sum(stage, asha):
    await files(asha, plan={"currency": "TND", "net": "1.2340", "tax": "0"})
    await reopened_and_saved(asha)

    asha.sees("TND 1.234")
    asha.sees_not("this may be")


async def reopened_and_saved(partner):
    """Open the costs from the review and save the first one as it stands."""
    await presses(partner, changes_of(partner)["expenses"])
    await partner.clicks("claim.line")
    card = partner.new[-1].card
    filled = {n["id"]: n.get("value", "") for n in card["body"] if n.get("id")}
    assert filled["net"] == "1.2340"
    await partner.clicks("claim.form", **{name: value for name, value in filled.items() if value})


async def test_more_than_net_is_refused_by_a_thousandth(asha):
    await reaches(asha, "net", currency="KWD")
    line = {"expense_type": "agency_fees", "vendor_name": "Contoso"}
    await asha.clicks("claim.form", **line, net="100.500", tax="5.025", claimed="100.501")
    assert "more than the net amount of KWD 100.500" in asha.beside("claimed")[1]
    await asha.clicks("claim.form", tax_is_cost="yes", claimed="105.526")
    assert "gross amount of KWD 105.525" in asha.beside("claimed")[1]
    await asha.clicks("claim.form", claimed="105.525")

    asha.sees("Costs of this claim", "KWD 105.525")


async def test_a_claim_above_the_balance_is_held_back_by_the_rate_of_the_dinar(asha):
    filing = Filing(asha, plan={"currency": "KWD", "net": "6120.01"})
    await filing.starts()
    await filing.goes_on(until="claim.discard")
    asha.sees("above the remaining co-op funds", "USD 20,000.00")

    asha.sees("About, at the monthly rate", "USD 20,000.03")


async def test_the_whole_balance_may_be_claimed(asha):
    await files(asha, plan={"currency": "USD", "net": "20000"})

    asha.sees("Review:", "USD 20,000.00", "Submit claim")


async def test_a_currency_without_a_rate_is_not_compared_and_that_is_said(stage, asha):
    filing = await files(asha, plan={"currency": "ARS", "net": "1200.50"})
    asha.sees("no exchange rate for ARS", "ARS 1,200.50")
    asha.sees_not("About, at the monthly rate")
    await filing.submits()
    await asha.waits()

    [received] = await stage.received()
    assert received["claim"]["claim_amount"] == "1200.50"


async def test_large_sums_of_small_units_are_no_typing_mistakes(asha):
    await files(asha, plan={"currency": "LBP", "net": "1,500,000,000.50"})

    asha.sees("LBP 1,500,000,000.50")


async def test_a_csr_is_added_up_in_thousandths(stage, asha):
    plan = {"currency": "KWD", "net": "100.125", "condition_work_by": "in_house"}
    filing = Filing(asha, plan=plan)
    await filing.starts("CSP_IR", "DG_DIGITAL")
    await filing.goes_on(until="claim.csr")
    await asha.clicks("Create it here")
    await asha.clicks("Save and continue", **csr_work())

    asha.sees("KWD 100.125")
    asha.sees_not("they differ")


def csr_work():
    """Seven and a half hours that cost 100.125 together."""
    return {**WORK, "hours": "7.5", "hourly_cost": "13.350"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Are Google ads of 1,234 KWD eligible?", "The sum may be KWD 1,234.000 or KWD 1.234"),
        (
            "How much can I claim for Google ads? They cost 9,234.500 KWD",
            "KWD 9,234.500 is more than you can claim",
        ),
        ("구글 광고에 쿠웨이트 디나르 9,234.500 청구할 수 있나요?", "KWD 9,234.500"),
    ],
)
async def test_a_question_about_a_sum_of_three_decimals_is_answered_exactly(asha, asked, told):
    await asha.says("hi")
    await asha.says(asked)

    asha.sees(told)


async def test_a_claim_that_is_begun_with_an_unclear_sum_keeps_its_currency(asha):
    await asha.says("We ran Google ads in September for 1,234 KWD, please start the claim")
    asha.sees("The sum may be KWD 1,234.000 or KWD 1.234")
