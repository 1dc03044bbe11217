"""A document replaced in words: which of its files the new one takes the place of.

Where several files count for the document and the words do not say which is meant, it is asked; a
file leaves the claim only after it was named as the one that does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import Any

from bot.domain import changes
from bot.domain.catalog import DocumentRequirement
from bot.domain.claim import Claim, ClaimDocument
from bot.domain.inputs import CardAction
from bot.domain.steps import next_step, required_documents
from bot.text import read_choice, read_choices, read_yes_no
from bot.text.patterns import pattern
from cards.views import FormView
from dialogs.menu_views import stale_lines
from dialogs.showing import point, show_next
from dialogs.turn import Turn, claim_button
from dialogs.words import claim_title, requirement_title

Pointer = dict[str, Any]

ALL, NONE = "all", "none"
MAX_BUTTONS = 3
"""Files beyond so many are chosen by typing their number."""
MAX_TITLE = 20
"""Longer button titles are cut off on phones."""
_ALL = pattern(
    r"\b(?:all|both|every\w*|each|the two|the lot)\b|모두|모든|전부|둘 ?다"
    r"|[두세네] ?개 ?다|다 ?(?:바꿔|바꾸|교체|새로)"
)
_NOT = pattern(r"\b(?:not|but|except|other than|only|just|without)\b|n['’]t\b|말고|빼고|제외|아니")
_ONLY = pattern(r"\b(?:only|just)\b")
_ORDINALS: tuple[tuple[re.Pattern[str], int], ...] = (
    (pattern(r"\b(?:last|latest|newest|most recent)\b|마지막|맨 ?뒤|최근"), -1),
    (pattern(r"\b(?:first|1st)\b|첫 ?번?째|첫째|1번째"), 0),
    (pattern(r"\b(?:second|2nd)\b|두 ?번째|둘째|2번째"), 1),
    (pattern(r"\b(?:third|3rd)\b|세 ?번째|셋째|3번째"), 2),
)
_NUMBERED = pattern(
    r"(?:\b(?:file|number|invoice|document|option)\b|#|송장|파일|서류|인보이스)"
    r" ?#?(\d{1,2})(?![\w.-]|월)"
    r"|(?<![\d-])(\d{1,2}) ?번(?!째|호)"
)
_LEAVE = pattern(
    r"(?:no|nope|none|neither|nothing|never ?mind|forget it|leave (?:it|them)(?: as (?:it|they)"
    r" (?:is|are))?|keep (?:it|them|both|all)|아니요|아니오|아뇨|됐어요|괜찮아요"
    r"|(?:그냥 )?(?:두세요|놔 ?두세요|둘게요|그대로 ?(?:둘게요|두세요|둬요)?))"
    r"(?:,? thanks?)?[.!~ ]*"
)
_PART = pattern(r"[^\W_]+")
_NO_MARK = frozenset(
    ("pdf", "png", "jpg", "jpeg", "docx", "doc", "xlsx", "the", "and", "new", "file")
)


async def replace(
    turn: Turn, claim: Claim, wanted: Sequence[DocumentRequirement], state: Pointer
) -> bool:
    """The new file of the one document that is `wanted` or whose file is named is asked for; which
    old one leaves is asked first where it is not sure. False where it is not one document.
    """
    text = turn.incoming.text
    by_name = _named(text, claim.documents_in_force)
    ids = {one.requirement_id for one in by_name} or {one.requirement_id for one in wanted}
    if len(ids) != 1:
        return False
    (of,) = ids
    old = claim.documents_for(of)
    meant = old if len(old) == 1 else files_meant(text, old, _common(turn, claim, of))
    saved = await turn.change(
        claim, partial(changes.choose_document, requirement_id=of, now=turn.now)
    )
    if meant:
        await _wait_for_file(turn, saved, of, meant, state)
    else:
        await ask_which(turn, saved, of, old, state)
    return True


def files_meant(
    text: str, files: Sequence[ClaimDocument], common: Collection[str] = ()
) -> list[ClaimDocument]:
    """Which of these files words name: by name or a part of it, by place, or all; none where it is
    not sure. `common` are words that also call the document.
    """
    plain = text.casefold()
    if _NOT.search(plain) and not _ONLY.search(plain):
        return []
    found = _named(text, files) or _by_place(plain, files) or _by_part(plain, files, common)
    if _ALL.search(plain):
        return [] if found else list(files)
    return found


def _named(text: str, files: Iterable[ClaimDocument]) -> list[ClaimDocument]:
    """Files of whose names one stands in the text, the longest ones."""
    plain = text.casefold()
    found = [one for one in files if one.name.casefold() in plain]
    names = [one.name.casefold() for one in found]
    return [one for one in found if not any(_is_within(one.name.casefold(), n) for n in names)]


def _is_within(name: str, other: str) -> bool:
    return name != other and name in other


def _by_place(plain: str, files: Sequence[ClaimDocument]) -> list[ClaimDocument]:
    places = [place for way, place in _ORDINALS if way.search(plain)]
    places += [int(one[1] or one[2]) - 1 for one in _NUMBERED.finditer(plain)]
    places = [len(files) - 1 if place == -1 else place for place in dict.fromkeys(places)]
    return [files[place] for place in places if 0 <= place < len(files)] if places else []


def _by_part(
    plain: str, files: Sequence[ClaimDocument], common: Collection[str]
) -> list[ClaimDocument]:
    """Files that have a word of the text in their name which no other has."""
    said = set(_PART.findall(plain)) | {word.removesuffix("s") for word in _PART.findall(plain)}
    parts = [set(_PART.findall(one.name.casefold())) - _NO_MARK - set(common) for one in files]
    found = []
    for one, mine in zip(files, parts, strict=True):
        others = set().union(*(p for p in parts if p is not mine))
        if any(len(p) > 1 and _is_said(p, said, plain) for p in mine - others):
            found.append(one)
    return found if len(found) == 1 else []


def _is_said(part: str, said: set[str], plain: str) -> bool:
    return part in said or ("가" <= part[-1] <= "힣" and part in plain)


def _common(turn: Turn, claim: Claim, of: str) -> set[str]:
    """Words that call the document itself."""
    one = next(r for r in required_documents(claim, turn.house.catalog) if r.requirement_id == of)
    titles = f"{one.title.en} {one.title.ko} {' '.join(one.name_hints)}"
    return set(_PART.findall(titles.casefold()))


async def ask_which(
    turn: Turn, claim: Claim, of: str, files: Sequence[ClaimDocument], state: Pointer
) -> None:
    """Which file leaves, all of them or none; `swap` is kept until it is said."""
    _, lines, buttons = turn._, [], []
    point(state, claim, next_step(claim, turn.contact, turn.house.catalog))
    for number, one in enumerate(files, 1):
        lines.append(title := f"{number}. {one.name}")
        short = title if len(title) <= MAX_TITLE else f"{title[: MAX_TITLE - 1].rstrip()}…"
        buttons.append(_choice(claim, short, of, one.document_id))
    view = FormView(
        title=_(
            "“%(document)s” has several files. Which one shall the new file take the place of?",
            document=requirement_title(turn, claim, of),
        ),
        progress=claim_title(turn, claim),
        lines=tuple(lines),
        buttons=(
            *buttons[:MAX_BUTTONS],
            _choice(claim, _("All of them"), of, ALL),
            _choice(claim, _("None of these"), of, NONE),
        ),
    )
    state["swap"] = {"of": of, "files": [one.document_id for one in files]}
    await turn.show(view)


def _choice(claim: Claim, title: str, of: str, document: str) -> Any:
    return claim_button(claim, title, "claim.replace", of=of, document=document)


async def took_choice(turn: Turn, claim: Claim, state: Pointer) -> bool:
    """Whether the message says which file leaves, or that all stay."""
    text = turn.incoming.text
    if state.get("replaces") and _LEAVE.fullmatch(text.strip().casefold()):
        await _leave(turn, claim, state)
        return True
    swap = state.get("swap")
    if not swap:
        return False
    files = [one for one in claim.documents_in_force if one.document_id in swap["files"]]
    titles = [(one.document_id, one.name) for one in files]
    titles += [(ALL, turn._("All of them")), (NONE, turn._("None of these"))]
    chosen = read_choice(text, titles)
    several = read_choices(text, titles[: len(files)])
    if _LEAVE.fullmatch(text.strip().casefold()) or read_yes_no(text) is False:
        chosen = NONE
    meant = files_meant(text, files, _common(turn, claim, swap["of"]))
    if chosen in (ALL, NONE):
        meant = files if chosen == ALL else []
    elif chosen or several:
        meant = [one for one in files if one.document_id in (chosen, *several)]
    elif not meant:
        if not text.strip().endswith(("?", "？")):
            state.pop("swap")
        return False
    await _choose(turn, claim, swap["of"], meant, state)
    return True


async def press_replace(turn: Turn, claim: Claim, action: CardAction, state: Pointer) -> None:
    """The button of the file that leaves, of all, or of none."""
    of, chosen = action.arguments.get("of", ""), action.arguments.get("document", "")
    swap = state.get("swap") or {}
    known = swap.get("files", ())
    files = [one for one in claim.documents_for(of) if one.document_id in known]
    is_one = chosen in (ALL, NONE, *(one.document_id for one in files))
    if not claim.is_editable or not files or swap.get("of") != of or not is_one:
        await show_next(turn, claim, state, lines=stale_lines(turn))
        return
    meant = [one for one in files if chosen in (ALL, one.document_id)]
    await _choose(turn, claim, of, meant, state)


async def _choose(
    turn: Turn, claim: Claim, of: str, meant: Sequence[ClaimDocument], state: Pointer
) -> None:
    """These leave; none where they all stay."""
    swap = state.pop("swap", {})
    if not meant:
        await _leave(turn, claim, state)
        return
    if swap.get("is_there"):
        saved, lines = await take_out(turn, claim, meant)
        await show_next(turn, saved, state, lines=lines)
        return
    saved = await turn.change(
        claim, partial(changes.choose_document, requirement_id=of, now=turn.now)
    )
    await _wait_for_file(turn, saved, of, meant, state)


async def _leave(turn: Turn, claim: Claim, state: Pointer) -> None:
    state.pop("replaces", None)
    saved = await turn.change(
        claim, partial(changes.choose_document, requirement_id="", now=turn.now)
    )
    await show_next(turn, saved, state, lines=(turn._("All files stay as they are."),))


async def _wait_for_file(
    turn: Turn, claim: Claim, of: str, old: Sequence[ClaimDocument], state: Pointer
) -> None:
    names = turn._.list([f"“{one.name}”" for one in old])
    words = "Please send the new file now; it takes the place of %(names)s."
    await show_next(turn, claim, state, lines=(turn._(words, names=names),))
    state["replaces"] = [of, [one.document_id for one in old]]


async def take_out(
    turn: Turn, claim: Claim, files: Iterable[ClaimDocument]
) -> tuple[Claim, list[str]]:
    """Take files out of the claim; gives it and what to tell."""
    lines = []
    for one in files:
        gone = partial(changes.detach, document_id=one.document_id, now=turn.now)
        claim = await turn.change(claim, gone)
        lines.append(turn._("“%(name)s” was taken out of the claim.", name=one.name))
    return claim, lines


PRESSES = {"claim.replace": press_replace}
