"""A cost of which only a part was said is in the draft: on another device, after a pause."""

from __future__ import annotations

import pytest

from tests.journeys.fake_channel import inputs
from tests.journeys.stored import lines_of
from tests.journeys.test_details import reaches

AGAIN = {"en-US": ("continue", "cancel", "agency"), "ko-KR": ("계속", "취소", "대행사")}


def shown(partner):
    """What stands in the inputs of the newest card."""
    return {i["id"]: i["value"] for i in inputs(partner.new[-1].card) if i.get("value")}


@pytest.mark.parametrize("locale", AGAIN)
async def test_what_was_typed_of_a_cost_is_there_on_another_device_and_after_a_pause(stage, locale):
    again, stop, kind = AGAIN[locale]
    partner = stage.person("Asha", locale=locale)
    filing = await reaches(partner, "net")
    await partner.says(kind)
    await partner.says("Contoso Media")
    phone = stage.person("Asha", locale=locale, device="phone")
    await phone.says(again)
    begun = {"expense_type": "agency_fees", "vendor_name": "Contoso Media"}
    assert shown(phone) == begun
    await partner.says(stop)
    await partner.says(again)
    assert shown(partner) == begun
    await partner.clicks("claim.form", net="100")
    [line] = await lines_of(stage)
    assert (line["expense_type"], line["vendor_name"]) == tuple(begun.values())
    await partner.clicks_on(partner.new[-1], "claim.line")
    assert "claim.form" in filing._kinds()


async def test_what_was_right_of_a_cost_that_was_refused_is_kept(stage, asha):
    await reaches(asha, "net")
    cost = {"expense_type": "agency_fees", "vendor_name": "Contoso", "net": "-5", "tax": "1"}
    await asha.clicks("claim.form", **cost)
    assert asha.beside("net")[0] == "-5"
    phone = stage.person("Asha", device="phone")
    await phone.says("continue")
    assert shown(phone) == {"expense_type": "agency_fees", "vendor_name": "Contoso", "tax": "1"}
    await phone.clicks("claim.form", net="100")
    await phone.clicks("Add another cost")

    assert shown(phone) == {}


async def test_a_cost_that_was_begun_leaves_the_others_that_were_told(stage, asha):
    await asha.says(
        "I want to claim our webinar on 3 October, 4,000 EUR plus 400 VAT, vendor Contoso Media, "
        "and 500 for catering"
    )
    for text in ("CSP indirect reseller", "start", "outside vendors", "yes", "Autumn webinar"):
        await asha.says(text)
    for text in ("Talks about Azure migration for customers in Korea.", "EUR", "80"):
        await asha.says(text)
    await asha.says("catering, invoice F-7")
    phone = stage.person("Asha", device="phone")
    await phone.says("continue")
    await phone.says("what did I enter so far?")
    phone.sees("Contoso Media", "EUR 4,000.00", "F-7", "EUR 500.00")


async def test_what_was_begun_does_not_stand_in_a_cost_that_is_opened(stage, asha):
    filing = await reaches(asha, "net")
    cost = {"expense_type": "agency_fees", "vendor_name": "Contoso", "tax": "0"}
    await asha.clicks("claim.form", **cost, net="100")
    await asha.clicks("Add another cost")
    await asha.clicks("claim.form", **cost, net="many", claimed="50")
    await asha.clicks("Back")
    await asha.clicks("claim.line")

    assert "claim.form" in filing._kinds()
    assert shown(asha)["net"] == "100"
    assert "claimed" not in shown(asha)
