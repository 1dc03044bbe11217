"""“What is missing?” and “submit” before the review: what is still open, and on with that."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.domain import changes
from bot.domain.claim import Claim, Severity
from bot.domain.fields import StepKind, fields_of, required_ids
from bot.domain.fields import answer_of as held
from bot.domain.steps import Step, required_documents
from bot.text.patterns import pattern
from bot.text.typed import tidy
from dialogs import asides, submission
from dialogs.commands import SUBMIT_WORDS, says_go
from dialogs.showing import show_next
from dialogs.that_is_all import says_all
from dialogs.turn import Turn
from dialogs.words import finding_words

Pointer = dict[str, Any]

_LEAD = (
    r"(?:(?:ok(?:ay)?|so|and|now|then|well|wait|hey|please|네|그럼|그러면|이제|근데|저기)[ ,]+)*"
)
_THINGS = (
    r"(?:documents?|files?|papers?|questions?|steps?|things?|answers?|fields?|uploads?|do|are|is"
    r"|will|have|i|we|you|there|to|need|be|upload|send|answer|provide|submit|want|must|now|for"
    r"|this|the|my|claim|it|still|left)"
)
_MISSING = pattern(
    _LEAD
    + r"(?:what(?:'?s| is| are| else is)?(?: still)? (?:missing|left(?: to do)?|open|outstanding"
    r"|remaining|incomplete|not done|next|now)(?: (?:here|now|yet"
    r"|in (?:it|here|this|my|the)(?: claim| draft)?|for (?:it|this|my|the)(?: claim| draft)?))?"
    r"|what (?:else do (?:you|i|we) (?:still )?(?:need|have to do)"
    r"|do (?:you|i|we) (?:still need|(?:still )?have to do|need from me))(?: from me"
    r"| to do)?(?: now| yet)?|what else(?: (?:do you need|is needed|now))?"
    rf"|how (?:many|much)(?: more| other)?(?: {_THINGS}){{0,4}}"
    r" (?:left|missing|remain(?:s|ing)?|more|still|open|outstanding|to go|to come)"
    rf"(?: {_THINGS}){{0,5}}|how (?:many|much) more(?: {_THINGS}){{1,5}}"
    r"|(?:is |are )?(?:there )?(?:any|some)thing (?:still |else )?(?:missing|left|open|needed)"
    r"|(?:is|are) (?:it|this|my claim|the claim|we|everything) (?:all )?(?:complete|ready|done"
    r"|finished|there)(?: now| yet)?|am i (?:done|finished|ready)(?: now| yet)?)|"
    + _LEAD
    + r"(?:(?:아직|또|더|지금)? ?(?:뭐|뭘|뭐가|무엇이|무엇을|무엇|어떤 ?(?:게|것이|거)"
    r"|어느 게) ?(?:아직|더|또)? ?(?:빠졌|빠진|남았|남은|남아|부족|모자라)\S*(?: \S{1,6})?"
    r"|(?:(?:아직|또|더) ?(?:뭐|뭘|뭐가|무엇이|무엇을)"
    r"|(?:뭐|뭘|뭐가|무엇이|무엇을) ?(?:아직|또|더)) ?(?:필요|해야)\S*(?: \S{1,6})?"
    r"|(?:빠진|남은|부족한|더 (?:필요한|해야 할|할)) ?(?:거|것|게|건|서류|항목|부분"
    r"|내용)?\S{0,3}(?: ?(?:있|없|뭐|무엇|뭔)\S*)?"
    r"|다음(?:은|엔|에는)? ?(?:뭐|뭘|무엇)\S*(?: \S{1,6})?"
    r"|(?:앞으로 |아직 )?(?:서류|파일|문서|질문|항목|단계)?(?:가|는|이|은)? ?(?:앞으로|아직|더"
    r"|이제)? ?(?:몇|얼마나) ?(?:개|건|가지|단계|장)?(?:나|가|의)? ?(?:서류|파일|질문|단계)?(?:가"
    r"|를)? ?(?:더|아직)? ?(?:남았|남은|남아|빠졌"
    r"|더 ?(?:필요|올려|내야|해야))\S*(?: (?:하|할|해|되|돼|있)\S{0,5})?"
    r"|이제 (?:뭐|뭘|무엇을?)\S*(?: \S{1,6}){0,2}"
    r"|(?:다|전부|모두) (?:됐|된|끝났|끝난)\S*(?:나요|까요|가요|죠|니까))"
)
_DONE = pattern(
    _LEAD + r"(?:i'?m|i am|we'?re|we are|all)? ?(?:done|finished|ready)(?: now| here)?"
    r"|"
    + _LEAD
    + r"(?:(?:i(?:'d| would) like to|i want to|let'?s|can (?:i|you)|go ahead and|just) )?"
    r"(?:submit|send|file)(?: (?:it|this|that|my claim|the claim|this claim|everything))?"
    r"(?: (?:now|please|already|in))*"
    r"|"
    + _LEAD
    + r"(?:go |take me |on |continue )?(?:to )?(?:the )?review(?: (?:it|my claim|the claim))?"
    r"|"
    + _LEAD
    + r"(?:(?:클레임|이거|이대로|바로|그냥) ?)?(?:제출|접수)(?:하기|할게요|할래요|해요|합니다"
    r"|하겠습니다|해 ?주세요|해줘|해 ?주십시오|하고 ?싶\S*|요|이요)?"
    r"|" + _LEAD + r"(?:다|모두|전부) ?(?:했|됐|끝났|끝냈|올렸|보냈)\S{0,5}"
    r"|"
    + _LEAD
    + r"검토(?:로|하러)? ?(?:화면|단계)?(?:으로)? ?(?:가|갈|이동|보|할)\S*(?: \S{1,5})?"
)


def says_done(text: str) -> bool:
    """Whether the whole message says that all is there, and wants it sent."""
    return _DONE.fullmatch(tidy(text)) is not None


async def took(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """Whether the message asks what is open, or wants to submit before all is there; then it was
    told, and the step that is open shown again.
    """
    said = tidy(turn.incoming.text)
    asks, is_done = bool(_MISSING.fullmatch(said)), says_done(said)
    if step.kind is StepKind.CHECKLIST and says_go(said):
        return False  # ready to begin
    no_more = step.kind is StepKind.EXPENSE and says_all(said)
    is_done = not asks and (is_done or bool(no_more and (claim.expense_lines or _typed(state))))
    if not (asks or is_done) or not _is_heard(turn, claim, step, state, asks=asks):
        return False
    if step.kind is StepKind.REVIEW:
        return await at_review(turn, claim, state, asks=asks)
    is_of_costs = step.kind in (StepKind.EXPENSE, StepKind.EXPENSES) and not _typed(state)
    if is_done and is_of_costs and claim.expense_lines:
        saved = await turn.change(claim, partial(changes.finish_lines, now=turn.now))
        await show_next(turn, saved, state)
        return True
    if is_done and step.kind is StepKind.DOCUMENT:
        saved = await turn.change(claim, partial(changes.finish_documents, now=turn.now))
        await show_next(turn, saved, state)
        return True
    lines = open_lines(turn, claim)
    await turn.show(await asides.brief_view(turn, claim, step, state, lines=lines))
    return True


def _is_heard(turn: Turn, claim: Claim, step: Step, state: Pointer, *, asks: bool) -> bool:
    """Where any words may be the answer only plain ones are heard."""
    spec = asides.open_words(turn, claim, step, state)
    if spec is None:
        return True
    if spec.id == "vendor_name" and _typed(state) and not asks:
        return True  # nobody is called “that's all”
    text = turn.incoming.text.strip()
    return text.casefold().strip(" .!") in SUBMIT_WORDS or (asks and text.endswith(("?", "？")))


def _typed(state: Pointer) -> bool:
    """Whether a cost was begun by typing."""
    return bool(state.get("typed"))


def open_lines(turn: Turn, claim: Claim) -> list[str]:
    """What has no answer yet, and which documents have nothing."""
    _, catalog = turn._, turn.house.catalog
    parts = []
    for kind, title in _PARTS:
        if kind in _AFTER_ACTIVITY and not (claim.program and claim.incentive_activity):
            parts.append(_(title))
            continue
        ids = required_ids(kind, claim, turn.contact, catalog)
        wanted = [name for name in ids if held(claim, name) is None]
        if not wanted or kind not in _AFTER_ACTIVITY:
            parts += [_(title)] if wanted else []
            continue
        specs = {one.id: one for one in fields_of(kind, claim, turn.contact, catalog)}
        parts += [turn.words(specs[name].label).rstrip("?") for name in wanted]
    if not claim.expense_lines:
        parts.append(_("Costs"))
    lines = [_("Still open before it can be submitted: %(parts)s.", parts=_.list(parts))]
    if parts:
        lines.append(_("After that I ask for the documents, one at a time."))
    else:
        papers = [
            turn.words(one.title)
            for one in required_documents(claim, catalog)
            if not claim.documents_for(one.requirement_id)
        ]
        words = "Documents still to come: %(documents)s."
        lines = [_(words, documents=_.list(papers))] if papers else [_("Nothing is missing.")]
    return lines


async def at_review(turn: Turn, claim: Claim, state: Pointer, *, asks: bool) -> bool:
    """What must be put right, or that nothing must; without that the declaration is asked."""
    review = await turn.house.desk.review(turn.contact, claim, turn.now)
    blocks = [one for one in review.findings if one.severity is Severity.BLOCK]
    if blocks:
        _ = turn._
        told = [f"• {finding_words(turn, one, claim)}" for one in blocks]
        await show_next(turn, claim, state, lines=(_("It cannot be submitted yet:"), *told))
    elif asks:
        words = "Nothing is missing. Press “Submit claim”, or type “submit”."
        await show_next(turn, claim, state, lines=(turn._(words),))
    else:
        await submission.ask_confirmation(turn, claim, state)
    return True


_AFTER_ACTIVITY = (StepKind.CONDITIONS, StepKind.DETAILS)
_PARTS = (
    (StepKind.PROGRAM, "Program and location"),
    (StepKind.ACTIVITY, "Activity"),
    (StepKind.CONDITIONS, "A few questions first"),
    (StepKind.DETAILS, "Details"),
)
