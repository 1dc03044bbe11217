"""A document of a claim handed back: offered as the channel does it, and put where it is allowed.

An offer is open until it is answered, once; what it carries are ids, looked up with the rights of
whoever answers.
"""

from __future__ import annotations

import re

from botbuilder.schema import Activity, Attachment

from bot.domain.claim import Claim, ClaimDocument
from bot.domain.inputs import CardAction, FileConsent
from bot.errors import ClaimNotFound, ConnectorError, FileRefused, FileUnavailable
from bot.text.patterns import pattern
from cards.views import ButtonView, NoticeView
from dialogs.answering import present_claim
from dialogs.menu_views import menu_buttons, not_found_view
from dialogs.offers import close_offer, in_force, made_csr, new_offer, open_buttons
from dialogs.turn import Turn, button
from dialogs.words import claim_title

CONSENT_CARD = "application/vnd.microsoft.teams.card.file.consent"
FILE_CARD = "application/vnd.microsoft.teams.card.file.info"

_WISH = pattern(
    r"(?:please |can i |could i |let me |i want to |i'd like to |may i )*"
    r"(?:open|show(?: me)?|see|view|look at|download|read|send me) "
    r"(?:the |my |that |this )*(?:made |finished |created )?csr(?: file| document| again)*"
    r"(?: please)?[.!?]*"
    r"|(?:만든 |작성한 |작성된 |내 |제 )*csr(?: 파일| 문서)?[을를]? ?(?:다시 )?"
    r"(?:열어|보여|보기|열기|다운로드|내려받|받|확인|볼 수|보고 싶|열람).{0,12}",
    re.IGNORECASE,
)
"""The wish to see the CSR, and nothing else."""


async def hears(turn: Turn) -> bool:
    """Whether the words were the wish to see the CSR of the claim at hand, and were followed."""
    if not _WISH.fullmatch(turn.incoming.text.strip().replace("’", "'")):
        return False
    claim = await present_claim(turn)
    document = made_csr(claim) if claim else None
    if claim is None or document is None or (claim.csr and claim.csr.is_open):
        return False
    await _offer(turn, claim, document)
    return True


async def press_open(turn: Turn, action: CardAction) -> None:
    """“Open the CSR”: the one in force, whichever the card named."""
    claim = await _claim_of(turn, action)
    if claim is None:
        return
    named = action.arguments.get("document", "")
    document = in_force(claim, named) or made_csr(claim)
    if document is None:
        await turn.show(_gone_view(turn, claim))
        return
    await _offer(turn, claim, document)


async def take_consent(turn: Turn, action: CardAction) -> None:
    """Allowed or declined: once for each offer, however often that is delivered or pressed."""
    consent = turn.incoming.consent
    is_open = close_offer(turn, action.arguments.get("offer", ""))
    await _take_away(turn)
    claim = await _claim_of(turn, action)
    if claim is None:
        return
    document = in_force(claim, action.arguments.get("document", ""))
    if consent is None or not is_open or document is None:
        await turn.show(_gone_view(turn, claim, is_same=document is not None))
    elif not consent.is_accepted:
        await turn.show(_declined_view(turn, claim, document))
    else:
        await _hand_over(turn, claim, document, consent)


async def _claim_of(turn: Turn, action: CardAction) -> Claim | None:
    """The claim, or that there is none among theirs, which is said."""
    try:
        return await turn.load(action.claim_id or "")
    except ClaimNotFound:
        await turn.show(not_found_view(turn))
        return None


async def _offer(turn: Turn, claim: Claim, document: ClaimDocument) -> None:
    """Ask whether the file may be put where the person keeps files; the channel asks it so."""
    offer = new_offer(turn)
    act = {
        "kind": "paper.consent",
        "claim": claim.claim_id,
        "document": document.document_id,
        "offer": offer,
    }
    card = {
        "description": turn._(
            "“%(claim)s”: the very file that goes with the claim. Allow it, and you can open it.",
            claim=claim_title(turn, claim),
        ),
        "sizeInBytes": document.size_bytes,
        "acceptContext": {"act": act},
        "declineContext": {"act": act},
    }
    attachment = Attachment(content_type=CONSENT_CARD, name=document.name, content=card)
    await turn.context.send_activity(Activity(type="message", attachments=[attachment]))


async def _take_away(turn: Turn) -> None:
    """The answered offer goes: the channel would leave its buttons there."""
    if turn.incoming.consent is None or not turn.incoming.reply_to:
        return
    try:
        await turn.context.delete_activity(turn.incoming.reply_to)
    except ConnectorError:
        return  # it is gone already, or stays and answers that it was answered


async def _hand_over(
    turn: Turn, claim: Claim, document: ClaimDocument, consent: FileConsent
) -> None:
    try:
        await turn.house.desk.files.hand_over(document, consent.upload_url)
    except (FileRefused, FileUnavailable):
        await turn.show(_failed_view(turn, claim, document))
        return
    shown = Attachment(
        content_type=FILE_CARD,
        name=document.name,
        content_url=consent.content_url,
        content={"uniqueId": consent.unique_id, "fileType": consent.file_type},
    )
    await turn.context.send_activity(Activity(type="message", attachments=[shown]))


def _declined_view(turn: Turn, claim: Claim, document: ClaimDocument) -> NoticeView:
    _ = turn._
    return NoticeView(
        title=_("The file was not saved"),
        lines=(
            _(
                "All right: “%(name)s” stays with the claim only. You can open it at any time.",
                name=document.name,
            ),
        ),
        buttons=_ways(turn, claim),
    )


def _failed_view(turn: Turn, claim: Claim, document: ClaimDocument) -> NoticeView:
    _ = turn._
    return NoticeView(
        title=_("The file could not be saved"),
        lines=(
            _(
                "“%(name)s” could not be saved where you keep your files. It is safe with your "
                "claim; please try again in a moment.",
                name=document.name,
            ),
        ),
        buttons=_ways(turn, claim),
        tone="attention",
    )


def _gone_view(turn: Turn, claim: Claim, *, is_same: bool = False) -> NoticeView:
    """An offer that was answered, or whose file was replaced or removed."""
    _, document = turn._, made_csr(claim)
    words = _("There is no such file in this claim now.")
    if document:
        words = _("There may be a newer file by now. Here it is:")
    if document and is_same:
        words = _("Each offer serves once; the file is still the same. You can open it again:")
    return NoticeView(
        title=_("This offer is no longer open"),
        lines=(words,),
        buttons=_ways(turn, claim) if document else menu_buttons(turn),
    )


def _ways(turn: Turn, claim: Claim) -> tuple[ButtonView, ...]:
    _ = turn._
    title, kind = (_("Status"), "claim.status")
    if claim.is_editable:
        title, kind = (_("Continue"), "claim.open")
    return (*open_buttons(turn, claim), button(title, kind, claim=claim.claim_id))


ACTIONS = {"paper.open": press_open, "paper.consent": take_consent}
