"""The message that became a receipt is let go of, unless the claim is shown elsewhere by then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.channel.proactive import Sent
from bot.domain.claim import Claim, ClaimStatus
from bot.domain.partner import Contact, Partner
from bot.notices.sending import BEGUN, NoticeSender
from bot.storage import claims, contacts, conversations, jobs
from bot.storage.conversations import ConversationRow
from bot.storage.database import Database
from bot.worker import JobOutcome
from tests.storage.builders import a_claim, insert_claims
from tests.storage.conftest import NOW, Clock
from tests.storage.workers import enqueue

CHAT = ConversationRow("chat", conversation_id="c", contact_id="asha")
CLAIM = a_claim(
    status=ClaimStatus.SUBMITTED, card_conversation="chat", card_activity_id="the message"
)


class Notifier:
    """A channel that takes everything, and notes which messages were replaced."""

    def __init__(self) -> None:
        self.replaced: list[str] = []

    async def send_card(self, *_: object, update_activity_id: str = "") -> Sent:
        self.replaced.append(update_activity_id)
        return Sent(update_activity_id or "new")


def shows(activity_id: str) -> Any:
    """The claim is shown in this message from now on."""

    def save(c: Any) -> None:
        claim = claims.load_claim(c, CLAIM.claim_id)
        assert claim is not None
        shown = claim.model_copy(update={"card_activity_id": activity_id})
        claims.save_claim(c, shown, read_version=claim.version)

    return save


@pytest.mark.parametrize(("meanwhile", "kept"), [("the message", ""), ("another", "another")])
async def test_the_message_that_became_the_receipt_shows_later_news_no_more(
    database: Database, clock: Clock, meanwhile: str, kept: str
) -> None:
    outcome = await told_again(database, clock, CLAIM, Notifier())
    await database.run(shows(meanwhile))
    assert outcome.commit is not None
    await database.run(outcome.commit)

    stored = await database.run(lambda c: claims.load_claim(c, CLAIM.claim_id))
    assert stored is not None
    assert stored.card_activity_id == kept


async def test_a_message_of_another_chat_does_not_become_the_receipt(
    database: Database, clock: Clock
) -> None:
    channel = Notifier()
    elsewhere = CLAIM.model_copy(update={"card_conversation": "another chat"})
    await told_again(database, clock, elsewhere, channel)

    assert channel.replaced == [""]


async def told_again(
    database: Database, clock: Clock, claim: Claim, channel: Notifier
) -> JobOutcome:
    """What becomes of a receipt whose sending was begun before."""
    asha = Contact(
        contact_id="asha",
        tenant_id="t",
        object_id="o",
        name="Asha",
        partner=Partner(partner_id="partner-1", name="Contoso"),
    )
    about = {"notice": "receipt", "claim_id": CLAIM.claim_id, "contact_id": "asha"}
    await insert_claims(database, claim)
    await database.run(lambda c: contacts.save_contact(c, asha, NOW))
    await database.run(
        lambda c: conversations.end_turn(c, CHAT, "1", read=ConversationRow("chat"), owner="o")
    )
    await enqueue(database, "a", arguments=about)
    [job] = await database.run(
        lambda c: jobs.lease_jobs(c, owner="o", now=NOW, lease_seconds=60, limit=1)
    )
    notifier: Any = channel
    words = ({}, "", None, "Above.")
    sender = NoticeSender(database, notifier, lambda *_: words, clock=clock)
    return await sender(replace(job, result=BEGUN))
