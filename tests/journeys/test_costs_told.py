"""Costs in the first message: vendor, tax and each sum are kept where they are sure, shown, taken
when the costs are asked, and never stored where the partner says otherwise.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from bot.domain.told_costs import SURE, told_costs
from tests.journeys.fake_channel import inputs
from tests.journeys.stage import Persona, Stage
from tests.journeys.stored import claim_of, lines_of

NAMES = {
    "expense_type": "kind",
    "vendor_name": "vendor",
    "invoice_number": "invoice",
    "net": "net",
    "tax": "tax",
}
BOTH = (
    "I want to claim our webinar on 3 November, 4,000 EUR plus 400 VAT, vendor Contoso Media, "
    "and 500 for catering"
)
BOTH_KO = (
    "11월 3일 웨비나 클레임하고 싶어요. 4,000유로에 부가세 400유로, 업체는 콘토소 미디어, "
    "케이터링 500유로도 있어요"
)
Cost = dict[str, str]


def phrases(language: str) -> list[tuple[str, list[Cost]]]:
    """First messages of a language, each with the costs that it tells."""
    lines = Path(__file__).with_name("costs_told.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.startswith(f"{language}\t")]
    return [
        (said, [dict(pair.split("=") for pair in part.split(";")) for part in costs.split(" | ")])
        if costs
        else (said, [])
        for _, said, costs in rows
    ]


async def told_by(stage: Stage, said: str, partner: Persona) -> list[Cost] | None:
    """The costs that the draft keeps which a message begins; None where it begins none."""

    async def bodies() -> list[str]:
        query = sql("select body from claims order by rowid")
        return await stage.bot.database.run(
            lambda c: [body for (body,) in c.execute(query)], write=False
        )

    before = len(await bodies())
    await partner.says(said)
    found = (await bodies())[before:]
    if not found:
        return None
    costs = told_costs(json.loads(found[0])["prefill"])
    return [{NAMES[name]: said for name, said in cost.items() if name != SURE} for cost in costs]


def is_right(found: list[Cost], wanted: list[Cost]) -> bool:
    """Whether nothing is kept that was not said."""
    may = [{name.rstrip("?"): said for name, said in cost.items()} for cost in wanted]
    return len(found) <= len(may) and all(
        name in cost and cost[name] in ("*", said)
        for got, cost in zip(found, may, strict=False)
        for name, said in got.items()
    )


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_nothing_wrong_is_kept_of_a_first_message(stage: Stage, language: str) -> None:
    """What is not sure may be missing: a few are, and asked."""
    missed = []
    for number, (said, wanted) in enumerate(phrases(language)):
        locale = "en-US" if language == "en" else "ko-KR"
        found = await told_by(stage, said, stage.person(f"p{number}", locale=locale))
        if found is None:
            missed.append(f"no claim: {said}")
            continue
        assert is_right(found, wanted), (said, found)
        must = sum(not name.endswith("?") for cost in wanted for name in cost)
        kept = zip(found, wanted, strict=False)
        if sum(name in cost for got, cost in kept for name in got) < must:
            missed.append(said)

    assert len(missed) <= 8, missed


async def to_the_costs(partner: Persona, first: str = BOTH) -> None:
    """From a first message to the card of the first cost."""
    await partner.says(first)
    road = {
        "en": ("1", "start", "third party", "yes", "Autumn webinar", "50"),
        "ko": ("1", "시작", "외부 업체", "네", "가을 웨비나", "50"),
    }[partner.locale[:2]]
    for words in (*road[:-1], "We held a webinar about Microsoft 365 for customers.", road[-1]):
        await partner.says(words)


async def test_what_was_kept_is_told_and_stands_on_the_card(asha: Persona) -> None:
    await asha.says(BOTH)

    asha.sees("Vendor: Contoso Media; Net: EUR 4,000.00; Tax: EUR 400.00")
    asha.sees("Cost 2: Catering without alcohol, EUR 500.00")


async def test_the_card_of_a_cost_shows_what_was_told_of_it(asha: Persona) -> None:
    await to_the_costs(asha)

    assert asha.beside("vendor_name")[0] == "Contoso Media"
    assert (asha.beside("net")[0], asha.beside("tax")[0]) == ("4000", "400")
    await asha.clicks("claim.form", expense_type="agency_fees")
    asha.sees("You also told me of this cost: Kind of cost: Catering without alcohol")
    await asha.clicks("Change")
    assert (asha.beside("net")[0], asha.beside("invoice_number")[0]) == ("4000", "")
    await asha.clicks("claim.form")
    await asha.clicks("Add another cost")
    assert (asha.beside("expense_type")[0], asha.beside("net")[0]) == ("catering", "500")


async def test_who_types_is_asked_only_what_was_not_told(stage: Stage, asha: Persona) -> None:
    await to_the_costs(asha)
    await asha.says("agency fees")
    asha.sees("Costs of this claim", "You also told me of this cost")
    await asha.says("another cost")
    asha.sees("You told me before: Kind of cost: Catering without alcohol", "Vendor, as on")
    await asha.says("Tasty Foods")
    await asha.says("500")

    first, second = await lines_of(stage)
    names = ("expense_type", "vendor_name", "net", "tax")
    assert [first[name] for name in names] == ["agency_fees", "Contoso Media", "4000", "400"]
    assert [second[name] for name in names] == ["catering", "Tasty Foods", "500", "0"]
    asha.sees_not("You also told me")


async def test_so_it_is_in_korean(stage: Stage) -> None:
    hana = stage.person("하나", locale="ko-KR")
    await to_the_costs(hana, BOTH_KO)
    await hana.says("대행사 수수료")

    hana.sees("말씀하신 비용이 더 있습니다", "케이터링(주류 제외)")
    (line,) = await lines_of(stage)
    assert (line["vendor_name"], line["net"], line["tax"]) == ("콘토소 미디어", "4000", "400")


async def test_another_cost_typed_first_takes_nothing_of_the_told_one(
    stage: Stage, asha: Persona
) -> None:
    await to_the_costs(asha)
    await asha.says("hall hire, vendor: Grand Hall, net 900, tax 90")

    (line,) = await lines_of(stage)
    assert (line["vendor_name"], line["net"], line["tax"]) == ("Grand Hall", "900", "90")


async def test_the_told_cost_of_the_kind_that_is_typed_is_meant(
    stage: Stage, asha: Persona
) -> None:
    await to_the_costs(asha)
    await asha.says("catering")
    asha.sees("Vendor, as on the invoice")
    await asha.says("Tasty Foods")
    await asha.says("500")

    (line,) = await lines_of(stage)
    assert (line["vendor_name"], line["net"], line["tax"]) == ("Tasty Foods", "500", "0")
    asha.sees("You also told me of this cost: Vendor, as on the invoice: Contoso Media")


async def test_a_cost_told_whole_is_entered_by_a_yes(stage: Stage, asha: Persona) -> None:
    first = "net 4,000 EUR plus 400 VAT for the hall, vendor Contoso, and net 500 for catering"
    await to_the_costs(asha, f"I want to claim our webinar on 3 November, {first}")
    assert await lines_of(stage) == []
    await asha.says("yes")

    (line,) = await lines_of(stage)
    names = ("expense_type", "vendor_name", "net", "tax")
    assert [line[name] for name in names] == ["venue", "Contoso", "4000", "400"]


async def test_sums_of_another_currency_are_asked_again(stage: Stage, asha: Persona) -> None:
    await to_the_costs(asha)
    await asha.says("change the currency to USD")
    await asha.says("agency fees")

    asha.sees("Net amount, without tax")
    assert await lines_of(stage) == []


async def test_the_card_shows_no_sum_of_another_currency(asha: Persona) -> None:
    await to_the_costs(asha)
    await asha.says("change the currency to USD")
    await asha.says("continue")

    shown = {i["id"]: i.get("value", "") for i in inputs(asha.new[-1].card)}
    assert shown["vendor_name"] == "Contoso Media"
    assert (shown["net"], shown["tax"]) == ("", "")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("4,400 EUR incl. VAT, vendor Contoso", "“4,400 EUR incl. VAT”"),
        ("about 4,000 EUR, vendor Contoso", "“about 4,000 EUR”"),
        ("4,000 EUR, vendor Contoso or Fabrikam", "“vendor Contoso or Fabrikam”"),
    ],
)
async def test_what_is_not_sure_is_told_and_asked(asha: Persona, typed: str, left: str) -> None:
    await asha.says(f"I want to claim our webinar on 3 November, {typed}")

    asha.sees("Not taken from your message: ", left)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("4,400 EUR incl. VAT", {}),
        ("4,400 EUR including 400 VAT", {"net": "4000", "tax": "400", SURE: "net,tax"}),
        ("4,000 EUR", {"net": "4000"}),
    ],
)
async def test_the_button_below_an_answer_begins_with_the_costs_of_the_question(
    stage: Stage, asha: Persona, asked: str, told: Cost
) -> None:
    await asha.says(f"is a google ads campaign from 2 to 20 November for {asked} eligible?")
    await asha.clicks("Start this claim")

    assert (await claim_of(stage))["prefill"] == told
