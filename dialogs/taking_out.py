"""A cost or a document taken out in words: “delete cost 2”, “remove the screenshot”.

What is meant is shown and asked before it is done, for the draft itself is never what such words
are about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.domain.claim import Claim, ClaimDocument, ExpenseLine
from bot.domain.inputs import CardAction
from bot.domain.steps import Step
from bot.text import read_choice, read_yes_no
from bot.text.patterns import pattern
from cards.views import FormView
from dialogs import answering, asides, document_presses, forms
from dialogs.cost_names import cost_named
from dialogs.cost_views import cost_title
from dialogs.document_wishes import named
from dialogs.turn import Turn, claim_button
from dialogs.words import claim_title

Pointer = dict[str, Any]

MAX_CHARS = 120
MAX_CHOICES = 4
MAX_TITLE = 20
"""Longer button titles are cut off on phones."""

_POLITE = (
    r"(?:(?:please|pls|ok(?:ay)?|no|oh|wait|sorry|actually|and|then|now|also|so"
    r"|(?:can|could|would|will) you|i(?:'d| would) like (?:you )?to|i (?:want|need)(?: you)? to"
    r"|let'?s|just|better)[\s,.!]+)*"
)
_ORDER_EN = pattern(
    rf"{_POLITE}(?:remove|delete|drop|erase|discard|kick out|get rid of|leave out|throw out"
    r"|take (?:out|off|away))\s+(?P<what>.+)"
    rf"|{_POLITE}(?:take|leave|throw) (?P<between>.+?) (?:out|off|away)(?: again)?"
    r"[.! ]*(?:please|pls)?"
    r"|(?P<before>.+?)[\s,;:.–—-]+(?:please )?(?:remove|delete|drop|take) (?:it|that|this|them)"
    r"(?: (?:out|off|away))?[.! ]*(?:please|pls)?",
    re.IGNORECASE,
)
_ORDER_KO = pattern(
    r"(?P<what>.+?)(?:은|는|이|가|을|를|도)? ?(?:좀 |다시 )?(?:빼|삭제|지워|지우|제거|없애|제외)"
    r"(?!지)(?:고 ?싶|[가-힣 ]{0,10}(?:주|줘|요|다|래|게|자|해))[가-힣?!.~ ]*"
)
_WHOLE = pattern(
    r"(?:(?:the|this|my|that|whole|entire|all|everything|of|it|its) ?|claim|draft|application"
    r"|클레임|임시 ?저장|초안|청구|전체|전부|모두|이|제|내|건|것|거| )+",
    re.IGNORECASE,
)
_SUMS = pattern(
    r"\b(?:costs?|expenses?|lines?|items?|entry|invoices?|bills?|vendor|supplier)\b"
    r"|비용|항목|송장|인보이스|계산서|업체",
    re.IGNORECASE,
)
_PAPERS = pattern(
    r"\b(?:files?|documents?|docs?|papers?|uploads?|attachments?|pdf|invoices?|bills?|photos?"
    r"|pictures?|images?|links?)\b"
    r"|파일|서류|문서|첨부|송장|인보이스|계산서|사진|링크",
    re.IGNORECASE,
)
_FILES = pattern(
    r"\b(?:files?|documents?|docs?|uploads?|attachments?|pdf|photos?|pictures?|images?)\b"
    r"|파일|서류|문서|첨부|사진",
    re.IGNORECASE,
)
_THAT = pattern(r"\b(?:that|this|just|again)\b|(?:^|\s)[그이] ?(?:파일|서류|사진)", re.IGNORECASE)
_LAST = pattern(r"\b(?:last|latest|newest)\b|마지막|방금", re.IGNORECASE)
_BY_PLACE = pattern(r"\b(?:first|1st|second|2nd|third|3rd|fourth|\d{1,2})\b|번째|\d ?번")


class _Thing(NamedTuple):
    """What may be taken out. Shape: `kind` and `arguments` of the button that does it."""

    title: str
    kind: str
    arguments: dict[str, str]


async def took_out(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """Whether the message wants a cost or a document out, or answers which one; asked, or done."""
    if (asked := state.pop("out", None)) and await _took_answer(turn, claim, step, asked, state):
        return True
    what = _wanted(turn.incoming.text)
    lines, documents = claim.expense_lines, claim.documents_in_force
    if not what or _WHOLE.fullmatch(what) or not (lines or documents):
        return False
    meant = _meant(turn, claim, what, lines, documents)
    if not meant and asides.open_words(turn, claim, step, state):
        return False
    if not meant and not (_SUMS.search(what) or _PAPERS.search(what)):
        return False
    await _ask(turn, claim, meant, state)
    return True


def _wanted(text: str) -> str:
    """What shall be taken out, as it was said; "" where nothing shall."""
    plain = " ".join(text.replace("’", "'").split())
    if len(plain) > MAX_CHARS:
        return ""
    found = _ORDER_EN.fullmatch(plain.rstrip("?")) or _ORDER_KO.fullmatch(plain)
    return next((one for one in found.groups() if one), "").strip() if found else ""


def _meant(
    turn: Turn,
    claim: Claim,
    what: str,
    lines: Sequence[ExpenseLine],
    documents: Sequence[ClaimDocument],
) -> list[_Thing]:
    """The costs and documents that the words name, surely or perhaps."""
    plain = what.casefold()
    files = [one for one in documents if _names_file(plain, one.name)]
    costs = [] if files else _costs(turn, claim, what, lines)
    if not files and not (costs and _BY_PLACE.search(plain)):
        files = _papers(turn, claim, plain, documents)
    if not files and not costs and _FILES.search(plain):
        files = list(documents)
    if _LAST.search(plain) or (len(files) == len(documents) and _THAT.search(plain)):
        files = files[-1:]
    return [*(_cost(turn, claim, one) for one in costs), *(_paper(turn, one) for one in files)]


def _costs(turn: Turn, claim: Claim, what: str, lines: Sequence[ExpenseLine]) -> list[ExpenseLine]:
    plain = what.casefold()
    _rest, line_id = cost_named(what, lines)
    sure = [one for one in lines if one.line_id == line_id]
    sure = sure or [
        one
        for one in lines
        if any(len(name) > 1 and name.casefold() in plain for name in _names_of(one))
    ]
    if sure or not lines:
        return sure
    if _SUMS.search(plain) and _LAST.search(plain):
        return [lines[-1]]
    slots = answering.slots_about(turn, claim.incentive_activity, what)
    kinds = slots.expenses or (slots.expense,)
    return [one for one in lines if one.expense_type in kinds]


def _names_of(line: ExpenseLine) -> tuple[str, str]:
    return line.vendor_name, line.invoice_number


def _papers(
    turn: Turn, claim: Claim, plain: str, documents: Sequence[ClaimDocument]
) -> list[ClaimDocument]:
    """Files of the documents that are named."""
    hits = {one.requirement_id for one in named(turn, claim, plain)}
    return [one for one in documents if one.requirement_id in hits]


def _names_file(plain: str, name: str) -> bool:
    whole = name.casefold()
    stem = whole.rpartition(".")[0]
    return whole in plain or (
        len(stem) > 3 and re.search(rf"(?<!\w){re.escape(stem)}", plain) is not None
    )


def _cost(turn: Turn, claim: Claim, line: ExpenseLine) -> _Thing:
    number = claim.expense_lines.index(line) + 1
    title = turn._("Cost %(number)s, %(what)s", number=number, what=cost_title(turn, claim, line))
    return _Thing(title, "claim.line_drop", {"line": line.line_id})


def _paper(turn: Turn, document: ClaimDocument) -> _Thing:
    return _Thing(f"“{document.name}”", "claim.remove", {"document": document.document_id})


async def _ask(turn: Turn, claim: Claim, meant: Sequence[_Thing], state: Pointer) -> None:
    """Show what would be taken out; without anything found, all there is."""
    _ = turn._
    things = list(meant)
    if not things:
        things = [_cost(turn, claim, one) for one in claim.expense_lines]
        things += [_paper(turn, one) for one in claim.documents_in_force]
    things = things[:MAX_CHOICES]
    is_one = len(meant) == 1
    title = _("Take this out of the claim?") if is_one else _("Which one shall I take out?")
    lines = [] if meant else [_("I did not find what you named in this claim.")]
    lines += [one.title if is_one else f"{n}. {one.title}" for n, one in enumerate(things, 1)]
    buttons = []
    for number, one in enumerate(things, 1):
        words = _("Take it out") if is_one else f"{number}. {one.title}"
        short = words if len(words) <= MAX_TITLE else f"{words[: MAX_TITLE - 1].rstrip()}…"
        buttons.append(
            claim_button(claim, short, one.kind, style="", needs_inputs=False, **one.arguments)
        )
    keep = claim_button(claim, _("Leave it"), "claim.leave")
    view = FormView(title, claim_title(turn, claim), tuple(lines), buttons=(*buttons, keep))
    state["version"] = claim.version
    state["out"] = [[one.title, one.kind, one.arguments] for one in things]
    await turn.show(view)


async def _took_answer(
    turn: Turn, claim: Claim, step: Step, asked: Sequence[Sequence[Any]], state: Pointer
) -> bool:
    """A typed yes, no, number or name; anything else leaves the question behind."""
    text = turn.incoming.text
    said = read_yes_no(text)
    if said is False:
        await turn.show(await asides.pending_view(turn, claim, step, state))
        return True
    things = [_Thing(*one) for one in asked]
    one = things[0] if said and len(things) == 1 else None
    if one is None and len(things) > 1:
        titles = [(str(n), thing.title) for n, thing in enumerate(things)]
        chosen = read_choice(text, titles)
        one = things[int(chosen)] if chosen else None
    if one is None or state.get("version") != claim.version:
        return False
    act = CardAction(one.kind, claim.claim_id, claim.version, arguments=one.arguments)
    await _PRESSES[one.kind](turn, claim, act, state)
    return True


_PRESSES = {
    "claim.line_drop": forms.press_line_drop,
    "claim.remove": document_presses.press_remove,
}
