"""Wishes about documents in words: replace one, count it for another, a link among other words."""

from __future__ import annotations

from typing import Any

from bot.answers.several import looks_like_question
from bot.domain import changes
from bot.domain.catalog import DocumentRequirement
from bot.domain.claim import Claim, ClaimDocument
from bot.domain.fields import StepKind
from bot.domain.steps import Step, required_documents
from bot.text.patterns import pattern
from dialogs import asides, documents, replacing
from dialogs.correction_words import correction_in
from dialogs.showing import show_next
from dialogs.turn import Turn
from dialogs.uploads import LINK
from dialogs.words import requirement_title

Pointer = dict[str, Any]

MAX_CHARS = 120
MAX_LINK_CHARS = 240
"""Of a message with a link, which may be long."""
_REPLACE = pattern(
    r"\b(?:replac\w*|swap|exchange|re-?upload\w*|re-?send\w*|send (?:\w+ ){0,2}again"
    r"|upload (?:\w+ ){0,3}again|new(?:er)? version|corrected (?:one|version|file))\b"
    r"|다시 ?(?:올|보|드|첨부)|교체|새로 ?(?:올|보|첨부)|바꿔 ?올"
    r"|(?:파일|서류)(?:을|를)? ?바[꿔꾸꿀]",
)
_THAT_WAS = pattern(r"^\W*(?:that|this|the last (?:one|file)) (?:was|is) the \w+,? not\b")
"""Of a file: a fact put right without a word of regret."""
_OF_FIELDS = pattern(r"\b(?:number|no|date|amount|name|vendor)\b|번호|금액|날짜|이름|업체")


async def took(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """Whether the message wants a document replaced or counted for another, or brings a link."""
    text = turn.incoming.text
    if len(text) > MAX_LINK_CHARS or not claim.expense_lines:
        return False
    if asides.open_words(turn, claim, step, state):
        return False
    if LINK.search(text):
        return await _took_link(turn, claim, step, state)
    if len(text) > MAX_CHARS or looks_like_question(text):
        return False
    return await _replaces(turn, claim, state) or await _moved(turn, claim, step, state)


def named(turn: Turn, claim: Claim, words: str) -> list[DocumentRequirement]:
    """The required documents that words call by title or by what they are called."""
    plain = words.casefold()
    return [
        one
        for one in required_documents(claim, turn.house.catalog)
        if turn.words(one.title).casefold() in plain
        or any(hint in plain for hint in one.name_hints if len(hint) > 1)
    ]


async def _replaces(turn: Turn, claim: Claim, state: Pointer) -> bool:
    """The new file is asked for, and which of those that are there it takes the place of."""
    plain = turn.incoming.text.casefold()
    if not _REPLACE.search(plain) or _OF_FIELDS.search(plain):
        return False
    found = [one for one in named(turn, claim, plain) if claim.documents_for(one.requirement_id)]
    return await replacing.replace(turn, claim, found, state)


async def _moved(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """The file sent last is counted for the document that it is said to be."""
    last = _last(claim)
    said = correction_in(turn.incoming.text)
    if last is None or said is None or step.kind not in _WITH_FILES:
        return False
    if not (said.is_plain or _THAT_WAS.search(turn.incoming.text.casefold())):
        return False
    found = named(turn, claim, said.new)
    if said.old:  # “… not the invoice” names what it was counted for
        old = [one.requirement_id for one in named(turn, claim, said.old)]
        found = found if last.requirement_id in old else []
    if len(found) != 1 or found[0].requirement_id == last.requirement_id or not said.new:
        return False
    wanted = found[0].requirement_id
    copy = last.model_copy(
        update={
            "requirement_id": wanted,
            "document_id": turn.house.new_id(),
            "note": _note_for(turn, claim, last, found[0]),
        }
    )

    def transition(now: Claim) -> Claim:
        without = changes.detach(now, last.document_id, turn.now)
        return changes.attach(without, copy, turn.now)

    saved = await turn.change(claim, transition)
    title = requirement_title(turn, saved, wanted)
    words = "“%(name)s” counts for %(document)s now."
    await show_next(turn, saved, state, lines=(turn._(words, name=last.name, document=title),))
    return True


def _note_for(turn: Turn, claim: Claim, last: ClaimDocument, wanted: DocumentRequirement) -> str:
    """Words that came with the file stay; without any its note is what the file is for."""
    needed = required_documents(claim, turn.house.catalog)
    titles = [one.title.en for one in needed if one.requirement_id == last.requirement_id]
    return wanted.title.en if last.note in titles else last.note


def _last(claim: Claim) -> ClaimDocument | None:
    there = claim.documents_in_force
    return there[-1] if there else None


async def _took_link(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """A link among words goes to the document that they name, else to the one that waits for it."""
    text = turn.incoming.text
    asked = step.requirement
    if looks_like_question(text) or (asked is not None and asked.takes_link):
        return False
    said = named(turn, claim, LINK.sub(" ", text))
    takes = [one for one in required_documents(claim, turn.house.catalog) if one.takes_link]
    waits = [one for one in takes if not claim.documents_for(one.requirement_id)]
    mine = [one for one in takes if one in said] or ([] if said else waits)
    if mine:
        return await documents.take_link(turn, claim, text, state, mine[0])
    words = "No document of this claim waits for a link. You can attach a file instead."
    await show_next(turn, claim, state, lines=(turn._(words),))
    return True


_WITH_FILES = (StepKind.DOCUMENT, StepKind.REVIEW)
