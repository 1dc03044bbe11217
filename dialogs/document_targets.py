"""Which document a file that came is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.domain.catalog import DocumentRequirement
from bot.domain.claim import Claim
from bot.domain.fields import StepKind
from bot.domain.inputs import IncomingFile
from bot.domain.steps import next_step, required_documents
from dialogs.turn import Turn

Pointer = dict[str, Any]


def targets(
    turn: Turn, claim: Claim, state: Pointer, files: Sequence[IncomingFile]
) -> list[DocumentRequirement | None]:
    """For each file the requirement it is for: the one asked for now, unless its name clearly says
    another.
    """
    needed = required_documents(claim, turn.house.catalog)
    asked_id = state.get("requirement", "") if state.get("step") == StepKind.DOCUMENT.value else ""
    asked = next((r for r in needed if r.requirement_id == asked_id), None)
    step = next_step(claim, turn.contact, turn.house.catalog)
    asked = asked or step.requirement or _only_missing(claim, needed, files)
    if len(files) == 1 and asked is not None:
        is_chosen = claim.current_document == asked.requirement_id
        return [asked if is_chosen else _plainly_another(needed, files[0].name, asked) or asked]
    return [_by_name(needed, file.name) or asked for file in files]


def _only_missing(
    claim: Claim, needed: Sequence[DocumentRequirement], files: Sequence[IncomingFile]
) -> DocumentRequirement | None:
    """The one document that has nothing yet, for a file of its kind that comes unasked."""
    missing = [one for one in needed if not claim.documents_for(one.requirement_id)]
    if len(files) != 1 or len(missing) != 1:
        return None
    return missing[0] if _suffix(files[0].name) in missing[0].formats else None


def _suffix(name: str) -> str:
    return name.casefold().rpartition(".")[2]


def _by_name(needed: Sequence[DocumentRequirement], name: str) -> DocumentRequirement | None:
    plain = name.casefold()
    hits = [r for r in needed if any(hint in plain for hint in r.name_hints)]
    return hits[0] if len(hits) == 1 else None


def _plainly_another(
    needed: Sequence[DocumentRequirement], name: str, asked: DocumentRequirement
) -> DocumentRequirement | None:
    """Another document that one file's name says, and that takes its kind of file; None where the
    name may also be that of the document asked.
    """
    other, plain = _by_name(needed, name), name.casefold()
    if other is None or any(hint in plain for hint in asked.name_hints):
        return None
    return other if _suffix(name) in other.formats else None
