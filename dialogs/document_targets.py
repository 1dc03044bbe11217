"""Which document a file that came is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.domain.catalog import DocumentRequirement
from bot.domain.claim import Claim
from bot.domain.fields import StepKind
from bot.domain.inputs import IncomingFile
from bot.domain.steps import next_step, required_documents
from dialogs.turn import Turn

Pointer = dict[str, Any]

SENT_ON = "sent_on"
"""In the pointer: name of the file that went elsewhere by its name, and what had been asked. Who
sends it again means what is asked.
"""
_BETWEEN_WORDS = re.compile(r"[\s_.-]+")
_LONG_WORD = 8
"""Characters from which a word cannot be the ends of two others."""


def targets(
    turn: Turn, claim: Claim, state: Pointer, files: Sequence[IncomingFile]
) -> list[DocumentRequirement | None]:
    """For each file the requirement it is for: the one asked for now, unless its name clearly says
    another.
    """
    sent_on = state.pop(SENT_ON, None)
    needed = required_documents(claim, turn.house.catalog)
    asked_id = state.get("requirement", "") if state.get("step") == StepKind.DOCUMENT.value else ""
    asked = next((r for r in needed if r.requirement_id == asked_id), None)
    step = next_step(claim, turn.contact, turn.house.catalog)
    asked = asked or step.requirement
    if len(files) == 1 and asked is not None:
        here = [files[0].name, asked.requirement_id]
        is_chosen = claim.current_document == asked.requirement_id or sent_on == here
        other = None if is_chosen else _plainly_another(needed, files[0].name, asked)
        if other:
            state[SENT_ON] = here
        return [other or asked]
    named = [_by_name(needed, file.name) for file in files]
    if asked is None:
        return _with_gaps_filled(claim, needed, files, named)
    return [one or asked for one in named]


def _with_gaps_filled(
    claim: Claim,
    needed: Sequence[DocumentRequirement],
    files: Sequence[IncomingFile],
    named: Sequence[DocumentRequirement | None],
) -> list[DocumentRequirement | None]:
    """Of files that come unasked, the one whose name says nothing goes to the one document that has
    nothing yet, where it is of its kind.
    """
    missing = [one for one in needed if not claim.documents_for(one.requirement_id)]
    missing = [one for one in missing if one not in named]
    if len(missing) != 1 or sum(one is None for one in named) != 1:
        return list(named)
    gap, plain = missing[0], next(f for f, one in zip(files, named, strict=True) if one is None)
    fills = gap if _suffix(plain.name) in gap.formats else None
    return [one or fills for one in named]


def _suffix(name: str) -> str:
    return name.casefold().rpartition(".")[2]


def _by_name(needed: Sequence[DocumentRequirement], name: str) -> DocumentRequirement | None:
    hits = [requirement for requirement in needed if _is_named(requirement, name)]
    return hits[0] if len(hits) == 1 else None


def _is_named(requirement: DocumentRequirement, name: str) -> bool:
    """Whether a file's name has a word for a document; “Screen shot 3.png” has one, too."""
    plain = name.casefold()
    squeezed = _BETWEEN_WORDS.sub("", plain)
    return any(
        hint in plain or (len(hint) >= _LONG_WORD and hint in squeezed)
        for hint in requirement.name_hints
    )


def _plainly_another(
    needed: Sequence[DocumentRequirement], name: str, asked: DocumentRequirement
) -> DocumentRequirement | None:
    """Another document that one file's name says, and that takes its kind of file; None where the
    name may also be that of the document asked.
    """
    other = _by_name(needed, name)
    if other is None or _is_named(asked, name):
        return None
    return other if _suffix(name) in other.formats else None
