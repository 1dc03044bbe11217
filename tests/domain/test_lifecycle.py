"""What the claims office says, applied to a claim."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.domain import lifecycle, responses
from bot.domain.claim import Claim, ClaimStatus, DocumentState
from bot.domain.followup import AskedItem, DisputeState, RequestState, ReviewReason
from bot.domain.lifecycle import Reception, is_expected, receive, reception
from bot.domain.partner import Role
from tests.domain.followups import ADMIN, NOW, a_claim, a_contact, a_document, a_request, news

S = ClaimStatus


def asked() -> Claim:
    claim = receive(a_claim(), news(1, S.SUBMITTED), NOW)
    claim = receive(claim, news(2, S.IN_REVIEW), NOW)
    return receive(claim, news(3, S.ACTION_REQUIRED, request=a_request()), NOW)


def rejected() -> Claim:
    reasons = (ReviewReason(code="other", text="No dates."),)
    return receive(a_claim(S.IN_REVIEW), news(5, S.REJECTED, reasons=reasons), NOW)


def test_newer_news_set_status_and_since_when() -> None:
    claim = receive(a_claim(), news(2, S.IN_REVIEW), NOW)

    assert (claim.status, claim.status_since) == (S.IN_REVIEW, NOW + timedelta(hours=2))


def test_late_news_never_set_the_status_back() -> None:
    claim = receive(a_claim(), news(4, S.APPROVED), NOW)

    late = receive(claim, news(2, S.IN_REVIEW), NOW)

    assert reception(claim, news(2, S.IN_REVIEW)) is Reception.LATE
    assert late is claim


def test_the_same_news_again_change_nothing() -> None:
    claim = receive(a_claim(), news(2, S.IN_REVIEW), NOW)

    assert receive(claim, news(2, S.IN_REVIEW), NOW) is claim


def half_answered() -> Claim:
    return responses.answer_item(asked(), "2", "12,000", ADMIN, NOW)


def test_more_time_for_a_request_keeps_the_answers_given() -> None:
    later = a_request(due_at=NOW + timedelta(days=20))

    claim = receive(half_answered(), news(4, S.ACTION_REQUIRED, request=later), NOW)

    request = claim.followup.request
    assert request is not None
    assert request.due_at == NOW + timedelta(days=20)
    assert [item.text for item in request.items] == ["", "12,000"]


def test_an_item_that_is_added_to_a_request_is_asked_for() -> None:
    wanted = (*a_request().items, AskedItem(item_id="3", question="In which city?"))

    claim = receive(half_answered(), news(4, S.ACTION_REQUIRED, request=a_request(*wanted)), NOW)

    request = claim.followup.request
    assert request is not None
    assert [item.item_id for item in request.open_items] == ["1", "3"]


def test_what_is_being_sent_stays_as_it_was_sent() -> None:
    claim = responses.answer_item(half_answered(), "1", "See page 2.", ADMIN, NOW)
    sending = responses.send_answers(claim, "key", ADMIN, NOW)
    wanted = (*a_request().items, AskedItem(item_id="3", question="In which city?"))

    after = receive(sending, news(4, S.ACTION_REQUIRED, request=a_request(*wanted)), NOW)

    assert after.followup.request == sending.followup.request


def test_a_request_heard_too_late_is_kept_but_over() -> None:
    claim = receive(a_claim(), news(4, S.APPROVED), NOW)

    late = receive(claim, news(3, S.ACTION_REQUIRED, request=a_request()), NOW)

    assert late.status is S.APPROVED
    assert [r.state for r in late.followup.requests] == [RequestState.CLOSED]


def test_a_gap_is_jumped_because_the_newest_word_holds() -> None:
    claim = receive(a_claim(), news(9, S.PAID), NOW)

    assert claim.status is S.PAID


@pytest.mark.parametrize(
    ("before", "after"), [(b, a) for b, follow in lifecycle.TRANSITIONS.items() for a in follow]
)
def test_every_transition_of_the_rules_is_expected(before: S, after: S) -> None:
    assert is_expected(before, after)


def test_an_unexpected_transition_is_taken_and_can_be_told() -> None:
    claim = receive(a_claim(S.WITHDRAWN), news(3, S.APPROVED), NOW)

    assert not is_expected(S.WITHDRAWN, S.APPROVED)
    assert claim.status is S.APPROVED


def test_a_request_opens_the_items_and_nothing_else() -> None:
    request = responses.open_request(asked())

    assert request is not None
    assert [item.item_id for item in request.open_items] == ["1", "2"]


def test_partial_answers_are_kept_with_who_gave_them() -> None:
    ben = a_contact(Role.INCENTIVES_USER, name="Ben")
    claim = responses.answer_item(asked(), "2", " 12,000 people ", ben, NOW)

    request = responses.open_request(claim)

    assert request is not None
    assert request.items[1].text == "12,000 people"
    assert request.items[1].answered_name == "Ben"
    assert [item.item_id for item in request.open_items] == ["1"]


def test_the_same_file_answers_an_item_once() -> None:
    document = a_document(7, state=DocumentState.STORED)
    claim = responses.attach_to_item(asked(), "1", document, ADMIN, NOW)

    again = a_document(7, state=DocumentState.STORED).model_copy(update={"document_id": "d8"})

    assert responses.attach_to_item(claim, "1", again, ADMIN, NOW) is claim


def test_answers_cannot_be_sent_while_an_item_is_open() -> None:
    claim = responses.answer_item(asked(), "2", "12,000", ADMIN, NOW)

    assert responses.send_answers(claim, "key-1234", ADMIN, NOW) is claim


def answered() -> Claim:
    document = a_document(7, state=DocumentState.STORED)
    claim = responses.attach_to_item(asked(), "1", document, ADMIN, NOW)
    claim = responses.answer_item(claim, "2", "12,000", ADMIN, NOW)
    return responses.send_answers(claim, "key-1234", ADMIN, NOW)


def test_what_is_being_sent_is_locked() -> None:
    claim = answered()

    assert responses.answer_item(claim, "2", "13,000", ADMIN, NOW) is claim
    assert responses.send_answers(claim, "key-5678", ADMIN, NOW) is claim


def test_answers_that_were_taken_supersede_the_old_file_without_deleting_it() -> None:
    claim = receive(answered(), news(4, S.SUBMITTED), NOW)

    states = {d.document_id: d.state for d in claim.documents}

    assert states == {"d1": DocumentState.SUPERSEDED, "d7": DocumentState.ACCEPTED}
    assert claim.followup.requests[0].state is RequestState.ANSWERED
    assert claim.followup.resubmitted_at is not None


def test_one_more_file_among_the_other_documents_supersedes_none_of_them() -> None:
    item = AskedItem(item_id="1", comment="One photo more.", requirement_id=responses.OTHER)
    old = a_document(1, responses.OTHER)
    claim = receive(a_claim(documents=(old,)), news(2, S.IN_REVIEW), NOW)
    claim = receive(claim, news(3, S.ACTION_REQUIRED, request=a_request(item)), NOW)
    document = a_document(7, responses.OTHER, state=DocumentState.STORED)
    claim = responses.attach_to_item(claim, "1", document, ADMIN, NOW)
    claim = responses.send_answers(claim, "key-1234", ADMIN, NOW)

    states = {d.document_id: d.state for d in receive(claim, news(4, S.SUBMITTED), NOW).documents}

    assert states == {"d1": old.state, "d7": DocumentState.ACCEPTED}


def test_answers_that_were_not_taken_are_open_again_with_the_reason() -> None:
    claim = responses.answers_refused(answered(), "R1", "Too late.", NOW)

    request = responses.open_request(claim)

    assert request is not None
    assert (request.refusal, request.open_items) == ("Too late.", ())


def test_a_request_that_ran_out_is_closed_unanswered() -> None:
    claim = receive(asked(), news(4, S.EXPIRED), NOW)

    assert claim.followup.requests[0].state is RequestState.CLOSED
    assert responses.open_request(claim) is None


def test_an_answer_can_be_taken_back_and_its_file_stays_in_the_record() -> None:
    document = a_document(7, state=DocumentState.STORED)
    claim = responses.attach_to_item(asked(), "1", document, ADMIN, NOW)

    cleared = responses.clear_item(claim, "1", NOW)

    assert cleared.documents[-1].state is DocumentState.SUPERSEDED
    assert len(cleared.followup.requests[0].open_items) == 2


def test_a_rejection_keeps_its_reasons_and_can_be_disputed_once_worded() -> None:
    claim = responses.begin_dispute(rejected(), ADMIN, NOW)
    wordless = responses.send_dispute(claim, "key-1234", ADMIN, NOW)
    claim = responses.word_dispute(claim, "See page 2.", NOW)
    claim = responses.send_dispute(claim, "key-1234", ADMIN, NOW)

    assert wordless.followup.dispute is not None
    assert wordless.followup.dispute.state is DisputeState.DRAFT
    assert claim.followup.dispute is not None
    assert claim.followup.dispute.state is DisputeState.SENDING
    assert [reason.text for reason in claim.followup.reasons] == ["No dates."]


def test_a_second_rejection_can_be_disputed_again() -> None:
    claim = responses.begin_dispute(rejected(), ADMIN, NOW)
    claim = receive(claim, news(6, S.DISPUTED), NOW)
    claim = receive(claim, news(7, S.REJECTED), NOW)

    assert claim.followup.dispute is None
    assert responses.open_dispute(responses.begin_dispute(claim, ADMIN, NOW)) is not None


@pytest.mark.parametrize(
    ("role", "answers", "disputes"),
    [
        (Role.INCENTIVES_ADMIN, True, True),
        (Role.INCENTIVES_USER, True, True),
        (Role.GLOBAL_ADMIN, True, False),
        (Role.ACCOUNT_ADMIN, False, False),
    ],
)
def test_who_may_answer_and_who_may_dispute(role: Role, answers: bool, disputes: bool) -> None:
    contact = a_contact(role)

    assert responses.may_answer(contact, a_claim()) is answers
    assert responses.may_dispute(contact, a_claim()) is disputes


def test_a_role_elsewhere_gives_no_right_here() -> None:
    claim = a_claim(location_id="2")

    assert not responses.may_answer(ADMIN, claim)


def test_only_a_claim_before_its_review_can_be_withdrawn() -> None:
    reviewed = a_claim(S.IN_REVIEW)

    asked_for = responses.ask_withdrawal(a_claim(), "key-1234", "Typo", ADMIN, NOW)

    assert asked_for.followup.withdrawal is not None
    assert responses.ask_withdrawal(reviewed, "key-1234", "", ADMIN, NOW) is reviewed


def test_a_partial_approval_keeps_what_was_approved() -> None:
    claim = a_claim(S.IN_REVIEW)

    reduced = receive(claim, news(4, S.APPROVED_PARTIAL, approved_amount=Decimal(900)), NOW)

    assert reduced.followup.approved_amount == Decimal(900)
    assert reduced.followup.approved_at == NOW + timedelta(hours=4)


def test_a_claim_with_all_of_it_survives_storage() -> None:
    claim = responses.begin_dispute(rejected(), ADMIN, NOW)

    assert Claim.model_validate_json(claim.model_dump_json()) == claim
