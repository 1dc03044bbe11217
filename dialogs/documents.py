"""Documents of a claim: files and links that arrive, and the presses on document cards."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any

from bot.domain import changes
from bot.domain.catalog import DocumentRequirement
from bot.domain.claim import Claim, ClaimDocument, Finding
from bot.domain.fields import StepKind
from bot.domain.inputs import IncomingFile
from bot.domain.steps import document_step, next_step, required_documents
from bot.errors import ClaimConflict
from dialogs import answering, asides, replacing
from dialogs.claim_card import can_begin_dispute
from dialogs.commands import read_command
from dialogs.document_targets import SENT_ON, targets
from dialogs.showing import show_next, show_step
from dialogs.turn import Turn
from dialogs.uploads import LINK, Taken, link_document, take_file, whole_link
from dialogs.words import finding_words, requirement_title

Pointer = dict[str, Any]

SHOWN_NOTE_CHARACTERS = 80


async def take_files(turn: Turn, claim: Claim, state: Pointer) -> bool:
    """Files that came with a message: fetch, check, keep, and count each for a required
    document. True when they could not be kept and the words beside them are still to be heard.
    """
    if words := _why_not_kept(turn, claim):
        is_more = bool(turn.incoming.text) and read_command(turn.incoming.text) is None
        await (turn.say(words) if is_more else show_next(turn, claim, state, lines=(words,)))
        return is_more
    wanted = targets(turn, claim, state, turn.incoming.files)
    taken = await asyncio.gather(
        *(
            _take(turn, claim, file, to)
            for file, to in zip(turn.incoming.files, wanted, strict=True)
        )
    )
    documents = [one.document for one in taken if one.document]
    documents += _link_beside(turn, claim, state, wanted)
    problems = [finding for one in taken for finding in one.findings]
    leaving = (state.get("replaces") or ("", ()))[1]
    saved, lines = await _attach_all(turn, claim, documents, leaving)
    saved, gone = await _take_replaced(turn, claim, saved, documents, state)
    lines += gone
    if all(one.document for one in taken) and await _asks_which(turn, saved, lines, state):
        return False
    lines += _sent_on(turn, saved, state) if documents else ()
    step = next_step(saved, turn.contact, turn.house.catalog)
    told = "\n\n".join(finding_words(turn, problem, saved) for problem in problems)
    if turn.incoming.text and await answering.is_plain_question(turn, strict=False):
        await turn.say("\n\n".join(filter(None, (*lines, told))))
        await asides.answer(turn, saved, step, state)
        return False
    await show_next(turn, saved, state, lines=(*lines, *_noted(turn, lines)), findings=problems)
    if problems and step.kind is not StepKind.DOCUMENT:
        await turn.say(told)
    return False


def _sent_on(turn: Turn, claim: Claim, state: Pointer) -> tuple[str, ...]:
    """What to do where a file went to another document by its name, and was meant for this one."""
    if not state.get(SENT_ON):
        return ()
    asked = requirement_title(turn, claim, state[SENT_ON][1])
    return (turn._("If it is meant for %(document)s, please send it again.", document=asked),)


async def _take_replaced(
    turn: Turn, before: Claim, claim: Claim, new: Sequence[ClaimDocument], state: Pointer
) -> tuple[Claim, list[str]]:
    """Take out what a new file was to take the place of; it stays where nothing new came for it, or
    where the partner had gone on to something else.
    """
    wanted, old = state.pop("replaces", None) or ("", [])
    there = {one.document_id for one in claim.documents_for(wanted)}
    if before.current_document != wanted or not {one.document_id for one in new} & there:
        return claim, []
    leaves = [one for one in claim.documents_for(wanted) if one.document_id in old]
    return await replacing.take_out(turn, claim, leaves)


async def _asks_which(turn: Turn, claim: Claim, lines: Sequence[str], state: Pointer) -> bool:
    """Whether a file came before it was said which one it takes the place of; that is asked
    again.
    """
    swap = state.get("swap") or {}
    of, old = swap.get("of", ""), swap.get("files", ())
    files = [one for one in claim.documents_for(of) if one.document_id in old]
    if not files or len(files) == len(claim.documents_for(of)):
        return False
    await turn.say("\n\n".join(lines))
    await replacing.ask_which(turn, claim, of, files, state)
    state["swap"]["is_there"] = True
    return True


def _why_not_kept(turn: Turn, claim: Claim) -> str:
    """Why no file can be kept now; "" when files are welcome."""
    if can_begin_dispute(turn, claim):
        return turn._(
            "I did not keep the file. To send it as evidence, press “Dispute” first, then send it "
            "again."
        )
    if not claim.is_editable:
        return turn._(
            "This claim is already sent, so I did not keep the file. If the reviewer needs "
            "more, I will ask."
        )
    if not _wants_documents(claim):
        return turn._(
            "I did not keep the file yet: your answers first decide which documents are "
            "needed. Please send it "
            "again when I ask for it."
        )
    return ""


def _noted(turn: Turn, received: Sequence[str]) -> Sequence[str]:
    """What becomes of the words beside a file, so that nobody takes them for an answer."""
    said = " ".join(turn.incoming.text.split())
    if not received or not said or read_command(said) or LINK.fullmatch(said):
        return ()
    shown = said if len(said) <= SHOWN_NOTE_CHARACTERS else f"{said[:SHOWN_NOTE_CHARACTERS]}…"
    return (turn._("Your words go along as a note: “%(words)s”", words=shown),)


def _link_beside(
    turn: Turn, claim: Claim, state: Pointer, wanted: Sequence[DocumentRequirement | None]
) -> list[ClaimDocument]:
    """A link typed in the message that brought the files: for the first document that takes a link
    and has nothing yet, the one asked for before the others.
    """
    asked = state.get("requirement", "")
    takes = [r for r in required_documents(claim, turn.house.catalog) if r.takes_link]
    takes.sort(key=lambda requirement: requirement.requirement_id != asked)
    taken = {requirement.requirement_id for requirement in wanted if requirement}
    for requirement in takes:
        known = requirement.requirement_id
        if known not in taken and not claim.documents_for(known):
            found = link_document(turn, turn.incoming.text, known, requirement.title.en)
            return [found] if found else []
    return []


def _wants_documents(claim: Claim) -> bool:
    return bool(claim.incentive_activity and claim.expense_lines)


async def _take(
    turn: Turn, claim: Claim, file: IncomingFile, to: DocumentRequirement | None
) -> Taken:
    if to is None:
        return await take_file(turn, file, turn.house.catalog.files.extensions, "other", "")
    return await take_file(turn, file, to.formats, to.requirement_id, to.title.en)


async def _attach_all(
    turn: Turn, claim: Claim, documents: Sequence[ClaimDocument], leaving: Sequence[str] = ()
) -> tuple[Claim, list[str]]:
    """Attach to the claim as it is now: while the files were fetched another device may have
    changed it. `leaving` are ids of files whose place the new ones take.
    """
    lines: list[str] = []
    _ = turn._
    for document in documents:
        for _attempt in range(5):
            problem = _no_room(turn, claim, document, leaving)
            if problem:
                lines.append(problem)
                break
            try:
                saved = await turn.change(
                    claim,
                    partial(changes.attach, document=document, now=turn.now),
                    event="document_received",
                    values={"name": document.name, "requirement": document.requirement_id},
                )
            except ClaimConflict:
                claim = await turn.house.desk.load(turn.contact, claim.claim_id)
                if not claim.is_editable:
                    raise
                continue
            lines.append(_received(turn, claim, saved, document))
            claim = saved
            break
    return claim, lines


def _no_room(turn: Turn, claim: Claim, document: ClaimDocument, leaving: Sequence[str]) -> str:
    limits = turn.house.catalog.files
    in_force = [one for one in claim.documents_in_force if one.document_id not in leaving]
    of_it = [one for one in in_force if one.requirement_id == document.requirement_id]
    if len(in_force) >= limits.max_per_claim:
        return turn._(
            "A claim holds at most %(most)s files; “%(name)s” was not added.",
            most=limits.max_per_claim,
            name=document.name,
        )
    if len(of_it) >= limits.max_per_requirement:
        return turn._(
            "One document may have at most %(most)s files; “%(name)s” was not added.",
            most=limits.max_per_requirement,
            name=document.name,
        )
    return ""


def _received(turn: Turn, before: Claim, after: Claim, document: ClaimDocument) -> str:
    _ = turn._
    title = requirement_title(turn, after, document.requirement_id)
    if before.version == after.version:
        return _("“%(name)s” was already there; I kept one copy.", name=document.name)
    twin = next(
        (d for d in before.documents_in_force if d.sha256 and d.sha256 == document.sha256), None
    )
    if twin is not None:
        return _(
            "“%(name)s” received for %(document)s. It is the same file as “%(other)s”; "
            "please check that this "
            "is what you want.",
            name=document.name,
            document=title,
            other=twin.name,
        )
    if document.url:
        return _("✔ %(link)s is noted for %(document)s.", link=document.name, document=title)
    return _(
        "✔ “%(name)s” received for %(document)s: checked and stored.",
        name=document.name,
        document=title,
    )


async def refuse_link(
    turn: Turn, claim: Claim, state: Pointer, requirement: DocumentRequirement
) -> None:
    """Say what a link looks like, and ask for the document again."""
    finding = Finding(
        code="link",
        message="A link starts with https:// and has no blanks. You can also attach a file "
        "instead.",
    )
    step = document_step(claim, turn.house.catalog, requirement.requirement_id)
    assert step is not None
    await show_step(turn, claim, step, state, findings=(finding,))


async def take_bare_link(turn: Turn, claim: Claim, state: Pointer) -> bool:
    """A link and nothing else, where no link is asked for: for the first document that takes one
    and has nothing yet.
    """
    text = whole_link(turn.incoming.text)
    if not LINK.fullmatch(text):
        return False
    for requirement in required_documents(claim, turn.house.catalog):
        if requirement.takes_link and not claim.documents_for(requirement.requirement_id):
            return await take_link(turn, claim, text, state, requirement)
    words = "No document of this claim waits for a link. You can attach a file instead."
    await show_next(turn, claim, state, lines=(turn._(words),))
    return True


async def take_link(
    turn: Turn, claim: Claim, text: str, state: Pointer, requirement: DocumentRequirement
) -> bool:
    """A link for a document that takes one; False when the text holds none."""
    if not requirement.takes_link:
        return False
    link = whole_link(text)
    document = link_document(turn, link, requirement.requirement_id, requirement.title.en)
    if document is None:
        return False
    saved, lines = await _attach_all(turn, claim, [document])
    await show_next(turn, saved, state, lines=lines)
    return True
