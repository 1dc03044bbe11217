"""A claims API that answers in time and in form, and yet cannot be believed in everything."""

from __future__ import annotations

import logging

import pytest

from tests.journeys.filing import Filing, files
from tests.journeys.lying_backend import lying_stage, tells

RECEIPT = r"POST /v1/claims"
FUNDS = r"GET /v1/partners/[^/]+/funds"
DIRECTORY = r"POST /v1/contacts/find"
FEED = r"GET /v1/events"


@pytest.fixture
async def world(stage_of):
    """A bot, and the backend that lies to it."""
    runners = []
    yield await lying_stage(stage_of, runners)
    for runner in runners:
        await runner.cleanup()


IMPOSSIBLE = (
    "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00+14:00",
    "1970-01-01T00:00:00Z",
    "2026-11-26T03:00:00Z",
)


@pytest.mark.parametrize("moment", IMPOSSIBLE)
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
async def test_a_receipt_of_an_impossible_moment_is_told_with_our_own(world, moment, zone):
    stage, liar = world
    asha = stage.person("Asha", zone=zone)
    filing = await files(asha)
    liar.lies[RECEIPT] = tells(received_at=moment)
    await filing.submits()
    await asha.waits()
    asha.sees("Receipt: your claim is accepted for review", "so by 24 November 2026")
    assert "November 2026" in asha.said.partition("Accepted:")[2][:30]
    await asha.clicks("claim.status")

    asha.sees("Autumn campaign", "24 November 2026")


async def test_a_backend_clock_that_is_hours_off_is_believed(world):
    stage, liar = world
    asha = stage.person("Asha")
    filing = await files(asha)
    liar.lies[RECEIPT] = tells(received_at="2026-11-23T09:00:00Z")
    await filing.submits()
    await asha.waits()

    asha.sees("Receipt:", "23 November 2026, 18:00")


@pytest.mark.parametrize(
    "lie",
    [
        pytest.param({"currency": "XXX"}, id="no-currency"),
        pytest.param({"currency": ""}, id="empty-currency"),
        pytest.param({"remaining": "1E+999"}, id="endless-remaining"),
        pytest.param({"earned": "1" + "0" * 400}, id="endless-earned"),
    ],
)
async def test_funds_that_cannot_be_are_as_if_nobody_could_be_asked(world, caplog, lie):
    stage, liar = world
    liar.lies[FUNDS] = tells(**lie)
    asha = stage.person("Asha")
    filing = await files(asha)
    asha.sees("Review: Autumn campaign")
    await asha.says("how much is left?")
    await filing.partner.says("continue")
    await filing.submits()
    await asha.waits()

    asha.sees("Receipt:")
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_directory_that_says_more_than_agreed_is_understood(world):
    stage, liar = world

    def grown(answer):
        places = [{**place, "region": "APOC"} for place in answer["locations"]]
        return {**answer, "locations": places, "phone": "1"}

    liar.lies[DIRECTORY] = grown
    liar.lies[FUNDS] = tells(reserved="0.00")
    asha = stage.person("Asha")
    filing = await files(asha)
    asha.sees("Remaining funds:")
    await filing.submits()
    await asha.waits()

    asha.sees("Receipt:")


async def test_a_person_with_an_endless_name_can_file(world):
    stage, liar = world
    liar.lies[DIRECTORY] = tells(name="Asha " * 200, email=f"{'a' * 400}@partner.example")
    asha = stage.person("Asha")
    filing = await files(asha, plan={"contact_email": "asha@partner.example"})
    await filing.submits()
    await asha.waits()
    asha.sees("Receipt:")
    [received] = await liar.truth.received()

    assert received["claim"]["contact_email"] == "asha@partner.example"


@pytest.mark.parametrize("token", ["a\nb", "토큰", "x" * 100_000], ids=["line", "korean", "huge"])
async def test_a_token_that_no_header_can_carry_is_an_outage(world, token):
    stage, liar = world
    liar.lies[r"POST /oauth2/token"] = tells(access_token=token)
    asha = stage.person("Asha")
    await asha.says("new claim")

    asha.sees("directory does not answer right now", "Nothing is lost")


async def test_an_event_that_cannot_be_read_does_not_hold_up_the_others(world, caplog):
    stage, liar = world
    asha = stage.person("Asha")
    filing = await files(asha)
    await filing.submits()
    await asha.waits()
    [held] = await liar.truth.received()
    review = f"{liar.truth.base}/sandbox/control/claims/{held['state']['reference']}/review"
    async with stage.session.post(review, json={"action": "start_review"}) as response:
        assert response.status == 200

    def puzzling(page):
        odd = {**page["events"][0], "event_id": "odd", "status": "sleeping", "sequence": 99}
        events = [odd, 5, *page["events"]] if page["events"] else []
        return {**page, "events": events}

    liar.lies[FEED] = puzzling
    caplog.set_level(logging.WARNING, "bot.backend.client")
    stage.clock.moves(minutes=5)
    await asha.waits()

    asha.sees("Under review", "Autumn campaign")
    assert "event_unreadable event_id='odd' part=status" in caplog.text


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422])
async def test_a_directory_that_refuses_to_tell_is_an_outage(world, status):
    stage, liar = world
    asha, known = stage.person("Asha"), stage.person("Known")
    await known.says("new claim")
    liar.refuses[DIRECTORY] = status
    stage.clock.moves(minutes=30)
    await asha.says("new claim")
    asha.sees("directory does not answer right now", "Nothing is lost")
    await known.says("my claims")

    known.sees("My claims")


async def test_a_refusal_without_a_word_says_what_to_do(world):
    stage, liar = world
    asha, hana = stage.person("Asha"), stage.person("하나", locale="ko-KR")
    plan = {"claim_name": "가을 캠페인", "vendor_name": "한국", "invoice_number": "K-1"}
    english = await files(asha)
    korean = Filing(hana, plan={**plan, "description": "가" * 30})
    await korean.starts()
    await korean.goes_on()
    liar.refuses[RECEIPT] = 422
    for filing in (english, korean):
        await filing.submits()
        stage.clock.moves(seconds=1)
        await filing.partner.waits()

    asha.sees("sent the claim back without saying why", "ask program support")
    hana.sees("이유를 밝히지 않고", "프로그램 지원팀에 문의")
