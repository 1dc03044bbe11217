"""Who speaks, in which language, and what always works."""

from __future__ import annotations

import pytest

from tests import samples
from tests.journeys.filing import Filing, files
from tests.journeys.languages import english_in, korean_in


async def test_both_install_events_give_one_welcome(asha):
    await asha.installs()

    asha.sees("Welcome to Co-op Claims", "Five things you can do", "Need a person?", "Limits")
    assert len(asha.new) == 1


async def test_a_reinstall_welcomes_again_but_an_upgrade_does_not(asha):
    await asha.installs()
    await asha.installs()
    assert asha.new == []
    await asha.uninstalls()
    await asha.installs()

    assert len(asha.new) == 1


async def test_the_welcome_speaks_the_locale_of_the_client(stage):
    hana = stage.person("하나", locale="ko-KR")
    await hana.installs()

    hana.sees("협력 클레임에 오신 것을 환영합니다")
    assert english_in(hana.messages) == set()


ALWAYS = [
    ("hi", "HI", "Hello, Asha"),
    ("help", "HeLp", "These words work at any time"),
    ("cancel", "CANCEL!", "Cancelled"),
    ("안녕하세요", "안녕", "Asha 님"),
    ("도움말", "도와줘", "언제든지"),
    ("취소", "그만", "취소"),
]
PLACES = {
    "nothing": "",
    "program": "program_location",
    "activity": "incentive_activity",
    "checklist": "claim.checklist",
    "questions": "condition_work_by",
    "details": "claim_name",
    "cost": "net",
    "costs": "claim.lines_done",
    "document": "claim.later",
    "review": "claim.submit",
}


async def goes_to(partner, place):
    """Bring a partner to a place on the road."""
    if not place:
        return
    filing = Filing(partner)
    await partner.says("new claim" if partner.locale[:2] == "en" else "새 클레임")
    for _ in range(20):
        card = str(partner.new[-1].card)
        if f"'{place}'" in card:
            return
        await filing._step(filing._kinds())


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
async def test_greeting_help_and_cancel_work_in_every_state_in_both_languages(asha, place):
    await goes_to(asha, place)
    for one, another, answer in ALWAYS[:2]:
        for text in (one, another):
            await asha.says(text)
            asha.sees(answer)
    await asha.says("CANCEL!")
    asha.sees("Your draft is saved" if place else "There was nothing to cancel")
    assert ("Cancelled" in asha.said) == bool(place)
    for one, another, answer in ALWAYS[3:]:
        for text in (one, another):
            await asha.says(text)
            asha.sees(answer)


@pytest.mark.parametrize("place", list(PLACES.values())[1:], ids=list(PLACES)[1:])
async def test_after_help_or_cancel_the_claim_goes_on_where_it_was(asha, place):
    await goes_to(asha, place)
    asked = asha.new[-1].words.splitlines()[:2]
    await asha.says("help")
    await asha.clicks("Back to claim")
    assert asha.new[-1].words.splitlines()[:2] == asked
    await asha.says("cancel")
    await asha.says("continue")

    assert asha.new[-1].words.splitlines()[:2] == asked


async def test_a_cancelled_draft_is_one_press_away(asha):
    await goes_to(asha, "claim_name")
    asked = asha.new[-1].words.splitlines()[:2]
    await asha.says("cancel")
    await asha.clicks("Continue draft")

    assert asha.new[-1].words.splitlines()[:2] == asked


async def test_deadlines_offer_a_new_claim_and_no_particular_one(asha):
    await asha.says("deadlines")

    asha.sees("Claim deadline", "New claim")
    asha.sees_not("Start this claim")


@pytest.mark.parametrize("switches", [{"person_known": False}, {"role": "none"}])
async def test_greeting_help_and_cancel_work_for_somebody_without_rights(stage, asha, switches):
    await stage.control(**switches)
    for text in ("hi", "help", "cancel", "new claim", "hello there"):
        await asha.says(text)
        assert len(asha.new) == 1
        assert "wrong on our side" not in asha.said
    await asha.says("help")
    asha.sees("These words work at any time")


async def test_while_the_directory_is_down_help_is_there_and_the_rest_can_be_tried_again(
    stage, asha
):
    await stage.control(outage="unavailable", outage_on="directory")
    await asha.says("hi")
    asha.sees("The partner directory does not answer right now")
    await asha.says("help")
    asha.sees("These words work at any time")
    await stage.control(outage="none")
    await asha.clicks("Try again")

    asha.sees("Hello, Asha")


async def test_an_unknown_person_is_told_whom_to_ask_and_can_check_again(stage, asha):
    await stage.control(person_known=False)
    await asha.says("new claim")
    asha.sees("I could not find you in the partner directory", "global or account admin")
    await stage.control(person_known=True)
    await asha.clicks("Check again")

    asha.sees("Hello, Asha")


async def test_somebody_without_a_role_is_told_the_way_forward(stage, asha):
    await stage.control(role="none")
    await asha.says("new claim")

    asha.sees("You have no incentives role yet", "appoint you")


async def test_a_missing_bank_profile_is_told_before_anything_is_typed(stage, asha):
    await stage.control(profile_ready=False)
    await asha.says("new claim")
    if "Which program" in asha.said:
        await asha.says("CSP indirect reseller")

    asha.sees("bank and tax profile", "48 hours")
    asha.sees_not("What was the money spent on?")


async def test_program_and_location_are_asked_once_and_remembered(stage, asha):
    await stage.control(locations=2)
    await asha.says("new claim")
    asha.sees("Which program and location?", "Seoul", "Singapore")
    pairs = Filing(asha)._choices("program_location")
    await asha.clicks("Save and continue", program_location=pairs[3])
    asha.sees("What was the money spent on?")
    await asha.says("cancel")
    phone = stage.person("Asha", device="phone")
    await phone.clicks("claim.start") if phone.messages else await phone.says("new claim")

    phone.sees("What was the money spent on?")
    phone.sees_not("Which program and location?")


@pytest.mark.parametrize(
    ("locale", "first", "program", "asked", "next_one"),
    [
        ("en-US", "new claim", "CSP indirect reseller", "Which program", "What was the money"),
        ("ko-KR", "새 클레임", "CSP 간접 재판매인", "어떤 프로그램과", "무엇에 비용을"),
    ],
)
async def test_a_program_that_was_typed_is_remembered_too(
    stage, locale, first, program, asked, next_one
):
    partner = stage.person("Asha", locale=locale)
    await partner.says(first)
    partner.sees(asked)
    await partner.says(program)
    partner.sees(next_one)
    phone = stage.person("Asha", locale=locale, device="phone")
    await phone.says(first)

    phone.sees(next_one)
    phone.sees_not(asked)


@pytest.mark.parametrize("group", ["groupChat", "channel"])
async def test_in_a_group_claims_stay_private(stage, group):
    asha = stage.person("Asha", group=group, device=group)
    await asha.says("<at>Claims Bot</at> new claim")

    asha.sees("Claims are private", "1:1 chat")
    assert [m.words for m in (await asha.says("my claims")).new] == [asha.new[0].words]


@pytest.mark.parametrize("group", ["groupChat", "channel"])
@pytest.mark.parametrize(
    ("locale", "words"),
    [("en-US", ("Claims are private", "1:1 chat")), ("ko-KR", ("비공개입니다", "1:1 채팅을 열어"))],
)
async def test_whatever_is_sent_in_a_group_leads_to_the_private_chat(stage, group, locale, words):
    partner = stage.person("Asha", group=group, device=group, locale=locale)
    await partner.sends(partner.activity(type="installationUpdate", action="add"))
    partner.sees(*words)
    await partner.uploads(("invoice.pdf", samples.pdf()))
    partner.sees(*words)
    await partner.sends(partner.activity(value={"act": {"kind": "claim.start"}}))

    partner.sees(*words)
    assert len(partner.messages) == 3


async def test_a_person_is_known_by_tenant_and_object_id_whatever_the_name(stage, asha):
    await goes_to(asha, "claim_name")
    twin = stage.person("Asha", device="laptop")
    twin.object_id = "44444444-2222-2222-2222-222222222222"
    twin.conversation_id = "a:another"
    await twin.says("continue")
    twin.sees("There is no open draft")
    elsewhere = stage.person("Asha", tenant="99999999-2222-2222-2222-222222222222", device="x")
    elsewhere.object_id = asha.object_id
    await elsewhere.says("continue")
    elsewhere.sees("There is no open draft")
    renamed = stage.person("Asha", device="phone")
    renamed.name = "Asha Kim"
    await renamed.says("continue")

    renamed.sees("About the activity")


async def test_a_language_that_was_chosen_stays(stage, asha):
    await asha.says("한국어")
    await asha.says("hi")
    assert korean_in(asha.new) != set()
    await asha.says("I would like to know what documents I need for a webinar")
    assert korean_in(asha.new) != set()
    await asha.says("English")
    await asha.says("안녕하세요")

    asha.sees("Hello, Asha")


async def test_one_english_word_does_not_switch_a_korean_conversation(stage):
    hana = stage.person("하나", locale="ko-KR")
    await hana.says("새 클레임")
    await hana.says("cancel")

    assert english_in(hana.messages) == set()


async def test_korean_typed_into_an_english_client_is_answered_in_korean(asha):
    await asha.says("안녕하세요, 클레임을 시작하고 싶습니다")

    assert english_in(asha.messages) == set()
    assert korean_in(asha.messages) != set()


async def test_the_language_can_be_switched_in_the_middle_of_a_form(asha):
    await goes_to(asha, "claim_name")
    await asha.says("한국어")
    await asha.says("계속")

    asha.sees("클레임 이름")


async def test_a_receipt_comes_in_the_language_of_the_conversation(stage, asha):
    filing = await files(asha)
    await asha.says("한국어")
    await asha.says("계속")
    await filing.submits()
    await asha.waits()

    asha.sees("접수증")
