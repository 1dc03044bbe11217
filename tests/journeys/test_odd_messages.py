"""What people and clients send besides words: each gets a clear answer and changes nothing."""

from __future__ import annotations

import asyncio

import pytest

from tests.journeys.filing import Filing, files
from tests.journeys.languages import english_in

ODD = {
    "empty": {"text": ""},
    "blank": {"text": "   \n "},
    "no text": {},
    "sticker": {"attachments": [{"contentType": "image/gif", "content": {}}]},
    "punctuation": {"text": "…"},
    "emoji": {"text": "👍"},
    "markup": {"text": "<script>alert(1)</script>"},
    "sql": {"text": "'; drop table claims; --"},
    "surrogate": {"text": "\ud83d"},
    "controls": {"text": "\x00\x01\x02"},
    "unreadable press": {"value": {"act": {"kind": 5}}},
    "foreign press": {"value": {"command": "buy", "amount": [1]}},
    "list": {"value": [1, 2]},
    "unknown press": {"value": {"act": {"kind": "claim.fly", "claim": "x"}}},
    "unknown menu": {"value": {"act": {"kind": "menu.fly"}}},
    "reaction": {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
    "edited": {
        "type": "messageUpdate",
        "channelData": {"eventType": "editMessage"},
        "text": "new words",
    },
    "deleted": {"type": "messageDelete", "channelData": {"eventType": "softDeleteMessage"}},
}


def draft_ids(stage):
    return stage.bot.database.run(
        lambda c: c.exec_driver_sql("select claim_id, version from claims").all(), write=False
    )


@pytest.mark.parametrize("place", ["", "claim_name", "claim.later", "claim.submit"])
@pytest.mark.parametrize("locale", ["en-US", "ko-KR"])
async def test_odd_messages_are_answered_and_change_nothing(stage, caplog, place, locale):
    plan = {"claim_name": "가을 캠페인", "vendor_name": "한국", "description": "가" * 30}
    partner = stage.person("하나", locale=locale)
    filing = Filing(partner, plan=plan)
    await partner.says("안녕하세요" if locale == "ko-KR" else "hello")
    if place:
        await filing.starts()
        while f"'{place}'" not in str(partner.new[-1].card):
            await filing._step(filing._kinds())
    before = [tuple(row) for row in await draft_ids(stage)]
    for case, more in ODD.items():
        if place == "claim_name" and case in ("punctuation", "emoji", "markup", "sql"):
            continue  # there it is an answer, and perhaps a wrong one
        await partner.sends(partner.activity(**more))
        assert (case, partner.status) == (case, 202)
        assert partner.new, case
        assert not caplog.records, case

    assert [tuple(row) for row in await draft_ids(stage)] == before
    if locale == "ko-KR":
        assert english_in(partner.messages, "10,000 views and 250 clicks") == set()


async def test_a_very_long_message_is_cut_and_said_so(asha):
    await asha.says("word " * 4000)

    asha.sees("Your message was very long; I read only its first 2000 characters")


async def test_a_very_long_description_is_not_cut_silently(asha):
    filing = Filing(asha)
    await filing.starts()
    while not filing._asks("claim_name"):
        await filing._step(filing._kinds())
    long = "We promoted Microsoft 365. " * 100
    filing._plan["description"] = long
    await filing._form()
    value, words = asha.beside("description")

    assert "at most 2000 characters; it has 2699" in words.replace(",", "")
    assert len(value) >= 2000


FORGED = (
    {"claim": "00000000-0000-0000-0000-000000000000"},
    {"claim": "../../etc/passwd"},
    {"claim": "x" * 5000},
    {"v": "1"},
    {"v": -1},
    {"v": 10**30},
    {"v": True},
    {"requirement": "no_such_document"},
    {"requirement": 7},
    {"step": "sending"},
    {"step": "document"},
    {"part": "nowhere"},
    {"part": "review"},
    {"part": "closed"},
    {"line": "\u202e"},
    {"document": "no-such-document"},
    {"kind": "claim.submit"},
    {"kind": "claim.retry"},
)


@pytest.mark.parametrize("place", ["claim_name", "claim.later", "claim.submit"])
async def test_forged_presses_get_no_further_than_the_card_allowed(stage, asha, caplog, place):
    filing = Filing(asha)
    await filing.starts()
    while f"'{place}'" not in str(asha.new[-1].card):
        await filing._step(filing._kinds())
    kinds = sorted(filing._kinds())
    card = asha.new[-1]
    for kind in kinds:
        press = asha.press(kind, on=card)
        for forged in FORGED:
            act = {**press["value"]["act"], **forged}
            await asha.sends(asha.activity(value={**press["value"], "act": act}))
            assert asha.status == 202
            assert asha.new, (kind, forged)
            assert not caplog.records, (kind, forged, caplog.text[-1500:])

    assert await stage.received() == []


@pytest.mark.parametrize("kind", ["claim.form", "claim.submit", "claim.link", "claim.ask_document"])
async def test_inputs_of_the_wrong_type_are_read_as_no_answer(stage, asha, caplog, kind):
    filing = await files(asha)
    act = {"kind": kind, "claim": filing._act("claim.submit")["claim"], "v": 10}
    for step in ("details", "conditions", "expense", "activity", "program"):
        for wrong in (5, True, None, ["a"], {"a": 1}, "x" * 20_000, "NaN", -1.5e300):
            names = ("claim_name", "net", "attested", "incentive_activity", "condition_work_by")
            value = {"act": {**act, "step": step}, **dict.fromkeys(names, wrong)}
            await asha.sends(asha.activity(value=value))
            assert asha.new
            assert not caplog.records

    assert await stage.received() == []


async def test_another_partners_claim_stays_unknown_whatever_is_pressed(stage, asha):
    filing = await files(asha)
    card = asha.new[-1]
    eve = stage.person("Eve", tenant="99999999-2222-2222-2222-222222222222")
    for kind in sorted(filing._kinds()):
        press = asha.press(kind, on=card)
        await eve.sends(eve.activity(value=press["value"]))
        eve.sees("I cannot find this claim among yours")
        eve.sees_not("Autumn campaign")
    before = [tuple(row) for row in await draft_ids(stage)]
    await asyncio.gather(*(eve.says(t) for t in ("continue", "my claims", "where was I")))

    assert [tuple(row) for row in await draft_ids(stage)] == before
    assert "Autumn campaign" not in "\n".join(m.words for m in eve.messages)


async def test_presses_as_universal_actions_are_answered_in_the_response(asha):
    await asha.says("new claim")
    press = asha.press("claim.form", {"program_location": first_pair(asha)})
    invoke = asha.activity(
        type="invoke",
        name="adaptiveCard/action",
        value={"action": {"type": "Action.Execute", "data": press["value"]}, "trigger": "manual"},
    )
    await asha.sends(invoke)

    assert asha.status == 200
    assert asha.answer["statusCode"] == 200
    assert "What was the money spent on?" in asha.said + str(asha.answer)


def first_pair(partner):
    field = next(n for n in partner.new[-1].card["body"] if n.get("id") == "program_location")
    return field["choices"][0]["value"]
