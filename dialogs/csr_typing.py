"""The CSR made here, by typing: one answer after the other, or a word about its lines."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import Any

from bot.domain import changes
from bot.domain.checks import Answers
from bot.domain.claim import Claim, Finding
from bot.domain.csr import Csr, CsrPart
from bot.domain.csr_checks import check_entry
from bot.domain.csr_fields import csr_fields, entry_values
from bot.domain.fields import FieldSpec
from bot.domain.steps import Step
from bot.text import read_choice, read_yes_no
from bot.text.patterns import pattern
from dialogs import asides, csr, csr_making
from dialogs.last_days import last_day
from dialogs.reading import read_both_days, read_field
from dialogs.showing import point, show_next
from dialogs.step_views import field_prompt
from dialogs.that_is_all import says_all
from dialogs.turn import Turn
from dialogs.words import finding_words

Pointer = dict[str, Any]

_CHANGE = pattern(
    r"(?:change|edit|open)\D{0,12}(\d{1,3})|(\d{1,3})\D{0,6}(?:변경|수정).{0,10}", re.I
)
_REMOVE = pattern(
    r"(?:remove|delete|drop)\D{0,12}(\d{1,3})|(\d{1,3})\D{0,6}(?:삭제|제거).{0,10}", re.I
)


def says_create(turn: Turn) -> bool:
    """Whether the words ask to make the document here."""
    offered = turn._("Create it here")
    words = [("create", w) for w in (offered, "create it", "make it", "작성", "여기서 작성")]
    text = turn.incoming.text
    return (
        len(text) <= 40 and not text.endswith(("?", "？")) and read_choice(text, words) is not None
    )


async def take_text(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """A typed message while the CSR is made."""
    made = claim.csr
    if made is None or made.entering is None:
        await _take_word(turn, claim, step, state)
        return
    spec = _asked(made, made.entering)
    if spec is None:
        await _complete(turn, claim, step, state)
        return
    if await asides.is_aside(turn, claim, step, spec, state):
        return
    text = _without_label(turn, spec)
    value: object = read_field(turn, spec, text, claim.currency)
    if spec.id == "last_day" and isinstance(value, Finding):
        value = last_day(text, _first_day(made, made.entering)) or value
    answers: Answers = read_both_days(turn, spec) or {spec.id: value}
    findings = _judge(turn, claim, made, made.entering, answers)
    if findings:
        unread = findings == (value,)
        if unread and await asides.instead_of_error(turn, claim, step, spec, state):
            return
        await _ask(turn, claim, step, spec, state, *_said(turn, claim, findings))
        return
    saved = await csr_making.keep_answers(turn, claim, answers)
    await _complete(turn, saved, step, state)


_CALLED = {
    "person": r"person|role|name|담당자|이름|성명|직책",
    "task": r"task|work|작업|업무|내용",
    "first_day": r"first day|start(?: date)?|from|시작일?|첫 ?날",
    "last_day": r"last day|end(?: date)?|until|종료일?|마지막 ?날",
    "hours": r"hours|time|시간",
    "hourly_cost": r"(?:hourly )?(?:rate|cost)|cost per hour|시급|단가|시간당 ?(?:비용|단가)",
    "item": r"item|material|품목|자재|재료",
    "quantity": r"quantity|qty|number|수량|개수",
    "unit_cost": r"(?:unit )?(?:cost|price)|단가|가격",
    "signatory_name": r"(?:full )?name|signatory|signed by|서명자|이름|성명",
    "signatory_title": r"(?:job )?title|role|position|직책|직위|직함",
    "signed_on": r"date|signed(?: on)?|날짜|서명 ?일자?",
}
"""Field → what else people call it, as they write it before a colon."""


def _without_label(turn: Turn, spec: FieldSpec) -> str:
    """What was typed, without the name of its own field before it: “Hours: 16”."""
    text = turn.incoming.text.strip()
    called = f"{re.escape(turn.words(spec.label))}|{_CALLED.get(spec.id, '(?!)')}"
    found = re.match(rf"(?:{called})\s*[:：=]\s*(?=\S)", text[:200], re.IGNORECASE)
    return text[found.end() :] if found else turn.incoming.text


def _first_day(made: Csr, part: CsrPart) -> date | None:
    day = entry_values(part, made.entry).get("first_day")
    return day if isinstance(day, date) else None


def _asked(made: Csr, part: CsrPart) -> FieldSpec | None:
    return next((spec for spec in csr_fields(part) if spec.id not in made.entry), None)


def _judge(
    turn: Turn, claim: Claim, made: Csr, part: CsrPart, answers: Answers
) -> tuple[Finding, ...]:
    """What is wrong with these answers, beside those given before."""
    unread = tuple(value for value in answers.values() if isinstance(value, Finding))
    if unread:
        return unread
    values = {**entry_values(part, made.entry), **answers}
    found = check_entry(part, values, claim, turn.house.catalog, turn.now, turn.today)
    return tuple(finding for finding in found if finding.field in answers)


def _said(turn: Turn, claim: Claim, findings: tuple[Finding, ...]) -> list[str]:
    return [finding_words(turn, finding, claim) for finding in findings]


async def _complete(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """Ask the next field; with all of them the line or the signature is done.

    Answers that no longer fit, because the claim was changed meanwhile, are asked again.
    """
    made = claim.csr
    assert made is not None  # the caller looked
    assert made.entering is not None
    spec = _asked(made, made.entering)
    if spec is not None:
        await _ask(turn, claim, step, spec, state, turn._("✓ Saved."))
        return
    values = entry_values(made.entering, made.entry)
    found = check_entry(made.entering, values, claim, turn.house.catalog, turn.now, turn.today)
    if not found:
        await csr.finish(turn, claim, made.entering, values, state)
        return
    wrong = {finding.field for finding in found}
    again = await csr_making.forget_answers(turn, claim, wrong)
    spec = _asked(again.csr or made, made.entering)
    assert spec is not None  # one of those just forgotten
    await _ask(turn, again, step, spec, state, *_said(turn, claim, found))


async def _ask(
    turn: Turn, claim: Claim, step: Step, spec: FieldSpec, state: Pointer, *before: str
) -> None:
    point(state, claim, step)
    state["lane"] = asides.TYPED
    await turn.say("\n\n".join((*before, field_prompt(turn, spec))))


async def _take_word(turn: Turn, claim: Claim, step: Step, state: Pointer) -> None:
    """That is all, another line, a line to change or remove, or a file instead."""
    if await _took_number(turn, claim, state):
        return
    choice = _choice(turn)
    if choice == "done":
        await csr.lines_done(turn, claim, state)
    elif choice in ("work", "material"):
        await csr.add_line(turn, claim, CsrPart(choice), turn.house.new_id(), state)
    elif choice == "upload":
        await csr.leave(turn, claim, state)
    elif choice == "review":
        gone_on = partial(changes.finish_documents, now=turn.now)
        await show_next(turn, await csr_making.save(turn, claim, gone_on), state)
    else:
        await asides.answer(turn, claim, step, state)


def _choice(turn: Turn) -> str | None:
    _, text = turn._, turn.incoming.text
    titles = [
        ("done", _("That is all")),
        ("work", _("Add work")),
        ("material", _("Add material")),
        ("upload", _("Send a file instead")),
        ("review", _("Go to review")),
    ]
    choice = read_choice(text, titles)
    said = says_all(text)
    if choice is None and (read_yes_no(text) if said is None else said):
        return "done"
    return choice


async def _took_number(turn: Turn, claim: Claim, state: Pointer) -> bool:
    """“Change 2” and “remove 3”, by the number on the card."""
    text = turn.incoming.text[:60]
    lines = claim.csr.lines if claim.csr else ()
    for said, act in ((_CHANGE, csr.open_line), (_REMOVE, csr.drop)):
        match = said.fullmatch(text.strip(" .!"))
        number = int(match[1] or match[2]) if match else 0
        if 1 <= number <= len(lines):
            await act(turn, claim, lines[number - 1].line_id, state)
            return True
    return False
