"""Every activity of every program is filed to the accepted claim, asking for all it can ask."""

from __future__ import annotations

import pytest

from bot.catalog import load_catalog
from tests.journeys.conftest import NOW
from tests.journeys.languages import english_in
from tests.journeys.most_asking import AskingMost, AtTheDesk, backend_has_it_whole, needed

CATALOG = load_catalog()
COOP = [program.code for program in CATALOG.coop_programs()]
ELSEWHERE = [program for program in CATALOG.programs.values() if program.route != "coop"]


def activities(program):
    """Codes of the activities that a program pays for."""
    return [one.code for one in CATALOG.activities_for(program, NOW.date())]


def test_the_catalog_has_all_programs():
    assert (len(COOP), len(ELSEWHERE)) == (13, 9)
    assert sum(len(activities(program)) for program in COOP) > 300


@pytest.mark.parametrize("program", COOP)
async def test_every_activity_of_a_program_is_accepted_with_every_document(stage, program):
    await stage.control(programs="all")
    people = stage.bot.desk.people
    contact = await people.identify("t", "asha", "Asha", stage.clock.now)
    desk = AtTheDesk(stage, contact)
    location = contact.locations[0].location_id
    filed = [await desk.files(program, location, activity) for activity in activities(program)]
    while await stage.work():
        pass
    received = {one["claim"]["incentive_activity"]: one["claim"] for one in await stage.received()}

    assert sorted(received) == sorted(activities(program))
    for claim in filed:
        activity = claim.incentive_activity
        brought = [d["requirement_id"] for d in received[activity]["documents"]]
        assert brought == [r.requirement_id for r in needed(CATALOG, activity)], activity
        assert received[activity]["program"] == program
        for document in received[activity]["documents"]:
            assert document["url"] or await stage.held(document["sha256"])


@pytest.mark.parametrize("program", COOP)
async def test_a_claim_of_every_program_is_filed_by_cards(stage, asha, program):
    activity = activities(program)[-1]
    await stage.control(programs="all")
    filing = AskingMost(asha, plan={"net": "100"})
    await filing.starts(program, activity)
    await filing.goes_on()
    await filing.submits()
    await asha.waits()

    asha.sees("Receipt: your claim is accepted for review")
    claim = await backend_has_it_whole(stage, filing.sent)
    assert (claim["program"], claim["incentive_activity"]) == (program, activity)


@pytest.mark.parametrize("program", ELSEWHERE, ids=lambda program: program.code)
@pytest.mark.parametrize("language", ["en", "ko"])
async def test_a_program_that_pays_otherwise_says_how_and_starts_no_claim(stage, program, language):
    await stage.control(programs="all")
    partner = stage.person("Asha", locale="en-US" if language == "en" else "ko-KR")
    wish = "New claim for %s" if language == "en" else "%s 클레임을 새로 신청하고 싶어요"
    await partner.says(wish % program.title.get(language))

    partner.sees("CPOR" if program.route == "cpor" else program.route_note.get(language))
    await partner.says("my claims")
    partner.sees("There are no claims here yet" if language == "en" else "아직 클레임이 없습니다")


@pytest.mark.parametrize("locale", ["en-US", "ko-KR"])
async def test_somebody_whose_programs_all_pay_otherwise_is_not_told_to_get_a_role(stage, locale):
    await stage.control(programs="association")
    partner = stage.person("Asha", locale=locale)
    await partner.says("new claim")

    said = {
        "en-US": "are not paid from co-op funds",
        "ko-KR": "협력 자금(co-op)으로 지급되지 않습니다",
    }
    partner.sees(said[locale], CATALOG.programs["OSU_M365"].title.get(locale[:2]))
    for program in ELSEWHERE:
        partner.sees(program.route_note.get(locale[:2]) if program.route_note else "")
    partner.sees_not("You have no incentives role yet", "인센티브 역할이 아직 없습니다")
    if locale == "ko-KR":
        assert english_in(partner.new, *(p.title.ko for p in ELSEWHERE)) == set()
