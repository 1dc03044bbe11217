"""Wishes about a claim, typed: they lead to the buttons of the claim that is meant."""

from __future__ import annotations

from tests.journeys.afterwards import Reviewer, files_claim, hears
from tests.journeys.filing import Filing
from tests.journeys.stage import Persona, Stage, actions


async def test_withdraw_in_words_asks_about_the_claim_at_hand(asha: Persona) -> None:
    await files_claim(asha)
    await asha.says("I want to withdraw my claim")

    assert len(asha.new) == 1
    assert "claim.withdraw_yes" in _kinds(asha)


async def test_change_in_words_shows_the_parts_of_the_draft(asha: Persona) -> None:
    await files_claim(asha, submits=False)
    await asha.says("edit my claim")

    assert len(asha.new) == 1
    await asha.clicks("Costs")
    asha.sees("Contoso Media")


async def test_discard_in_words_asks_before_the_draft_goes(asha: Persona) -> None:
    await files_claim(asha, submits=False)
    await asha.says("withdraw my claim")

    assert len(asha.new) == 1
    assert "claim.discard_yes" in _kinds(asha)


async def test_a_dispute_in_words_leads_to_the_rejected_claim(asha: Persona) -> None:
    await files_claim(asha)
    reviewer = Reviewer(asha.stage)
    await reviewer.presses("start_review")
    await reviewer.presses("reject", reasons=[{"code": "other", "text": "The ad is not visible."}])
    await hears(asha)
    await asha.says("I want to dispute the rejection")

    assert len(asha.new) == 1
    assert "claim.dispute" in _kinds(asha)


async def test_a_wish_to_answer_the_reviewer_is_not_taken_for_the_answer(asha: Persona) -> None:
    await _asked_for_more(asha)
    await asha.says("answer the reviewer")

    asha.sees("The reviewer asks:")
    assert "answered by" not in asha.new[0].words.casefold()


async def test_back_in_a_request_shows_all_its_items(asha: Persona) -> None:
    await _asked_for_more(asha)
    await asha.clicks("Answer now")
    await asha.says("back")

    assert len(asha.new) == 1
    asha.sees("The reviewer asks:")


async def test_a_colleague_without_the_role_reads_why_they_cannot_answer(
    stage: Stage, asha: Persona
) -> None:
    await stage.control(locations=2)
    await asha.says("new claim")
    filing = Filing(asha)
    second = [p for p in filing._choices("program_location") if p.startswith("CSP_IR|")][-1]
    await filing._form(program_location=second)
    await filing._form(incentive_activity="DG_DIGITAL")
    await filing.goes_on()
    await filing.submits()
    await hears(asha)
    await _ask_for_more(stage)
    await hears(asha)
    await stage.control(locations=1)
    stage.clock.moves(days=1)
    await asha.says("answer the reviewer")

    asha.sees("You can read this request but not answer it")
    assert "claim.item" not in _kinds(asha)


async def test_a_colleague_who_wants_to_answer_can_type_the_answer_next(
    stage: Stage, asha: Persona
) -> None:
    await _asked_for_more(asha)
    bora = stage.person("Bora")
    await bora.installs()
    await bora.says("answer the reviewer")
    await bora.says("10,000 people")

    bora.sees("Everything is answered", "Answered by Bora")


async def test_a_question_is_never_taken_for_the_answer_to_a_reviewer(asha: Persona) -> None:
    await _asked_for_more(asha)
    await asha.clicks("Answer now")
    await asha.says("by when exactly, please?")

    assert "Everything is answered" not in "\n".join(m.words for m in asha.new)


async def test_continue_finds_the_request_that_was_left(asha: Persona) -> None:
    await _asked_for_more(asha)
    await asha.says("cancel")
    await asha.says("continue")

    asha.sees("How many saw it?")


async def test_what_was_sent_is_not_asked_for_any_more(asha: Persona) -> None:
    await _asked_for_more(asha)
    await asha.clicks("Answer now")
    await asha.says("10,000 people")
    await asha.clicks("Send answers")

    asha.sees("Asha sent the answers")
    assert "Answer by" not in asha.new[-1].words


async def _asked_for_more(asha: Persona) -> None:
    await files_claim(asha)
    await _ask_for_more(asha.stage)
    await hears(asha)


async def _ask_for_more(stage: Stage) -> None:
    reviewer = Reviewer(stage)
    await reviewer.presses("start_review")
    await reviewer.presses("request", items=[{"question": "How many saw it?", "comment": ""}])


def _kinds(partner: Persona) -> set[str]:
    return {action["data"]["act"]["kind"] for action in actions(partner.new[-1].card)}
