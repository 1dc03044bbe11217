"""Answers that cannot be right beside each other or beside other claims, in both languages."""

from __future__ import annotations

import pytest

from tests import samples
from tests.journeys.filing import Filing, files
from tests.journeys.test_details import DETAILS, reaches

LOCALES = ["en-US", "ko-KR"]
SAYS = {
    "no vendor": ("A vendor's cost needs the vendor's name", "업체 이름이 필요합니다"),
    "below zero": ("A number below zero cannot be right", "0보다 작은 수를 쓸 수 없습니다"),
    "figures": ("These two figures do not fit together", "두 수치가 서로 맞지 않습니다"),
    "choices": ("These options do not go together", "함께 선택할 수 없거나"),
    "same name": ("Another open claim of your company has the same name", "같은 이름이 있습니다"),
    "same invoice": ("The invoice of cost 1 is already used", "비용 1의 송장이 이미"),
    "same invoice twice": ("The invoice of cost 2 is already used", "비용 2의 송장이 이미"),
    "forty": ("A claim holds at most 40 files", "파일을 최대 40개까지"),
}


@pytest.fixture(params=LOCALES)
def partner(stage, request):
    return stage.person("Asha", locale=request.param)


def says(partner, what):
    return SAYS[what][LOCALES.index(partner.locale)]


async def test_a_vendors_cost_without_its_vendor_is_asked_for_it(partner):
    await reaches(partner, "net")
    await partner.clicks("claim.form", expense_type="agency_fees", vendor_name="", net="100")

    assert says(partner, "no vendor") in partner.beside("vendor_name")[1]
    assert partner.beside("net")[0] == "100"


@pytest.mark.parametrize(
    ("calls", "contacts", "told_at", "shown", "words"),
    [
        ("10", "11", "metric_calls_made", "10", "figures"),
        ("10", "-1", "metric_successful_contacts", "-1", "below zero"),
    ],
)
async def test_figures_that_cannot_be_are_told_beside_them(
    partner, calls, contacts, told_at, shown, words
):
    await reaches(partner, "metric_calls_made", "MD_TELE")
    figures = {"metric_calls_made": calls, "metric_successful_contacts": contacts}
    details = {k: v for k, v in DETAILS.items() if not k.startswith("metric_")}
    await partner.clicks("claim.form", **details, **figures)
    value, told = partner.beside(told_at)

    assert (value, says(partner, words) in told) == (shown, True), told


async def test_choices_that_exclude_each_other_are_asked_again(partner):
    filing = Filing(partner)
    await filing.starts(activity="PR_CONF")
    await filing.goes_on(until="claim.form")
    await partner.clicks(
        "claim.form", condition_invoiced_by="vendor", condition_travel="airfare,none"
    )

    assert says(partner, "choices") in partner.beside("condition_travel")[1]


async def test_a_name_and_an_invoice_of_another_claim_are_told_on_the_review(stage, partner):
    await files(partner)
    colleague = stage.person("Bora", locale=partner.locale)
    filing = Filing(colleague)
    await filing.starts()
    await filing.goes_on(until="claim.discard")
    colleague.sees("⚠", says(partner, "same name"), says(partner, "same invoice"))
    other = stage.person("Eve", tenant="99999999-2222-2222-2222-222222222222")
    await files(other)

    other.sees_not("⚠")


async def test_an_invoice_used_for_two_costs_is_told_on_the_review(partner):
    filing = Filing(partner)
    await filing.starts()
    await filing.goes_on(until="claim.lines_done")
    again = {"en-US": "Add another cost", "ko-KR": "비용 추가"}[partner.locale]
    await partner.clicks(again)
    line = {"vendor_name": "Contoso Media", "invoice_number": "A-1", "net": "300"}
    await partner.clicks("claim.form", expense_type="agency_fees", **line)
    await filing.goes_on(until="claim.discard")

    partner.sees("⚠", says(partner, "same invoice twice"))


async def test_a_claim_holds_forty_files_and_says_so(partner):
    filing = Filing(partner)
    await filing.starts()
    await filing.goes_on(until="claim.later")
    for batch in range(5):
        names = [f"photo {batch}-{number}.pdf" for number in range(9)]
        await partner.uploads(*((name, samples.pdf(name)) for name in names))

    partner.sees(says(partner, "forty"))
    assert partner.said.count(says(partner, "forty")) == 5
