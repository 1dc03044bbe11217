"""“Why?” while the bot asks for something: the reason for a document, with its rule, or for an
answer.
"""

from __future__ import annotations

from typing import Any

from bot.domain.claim import Claim
from bot.domain.fields import CONDITION_PREFIX, METRIC_PREFIX, StepKind
from bot.domain.steps import Step
from bot.text.patterns import pattern
from cards.views import NoticeView
from dialogs import asides
from dialogs.document_wishes import named
from dialogs.field_names import fields_named
from dialogs.turn import Turn
from dialogs.words import rule_words

Pointer = dict[str, Any]

MAX_CHARS = 80
_LEAD = r"(?:(?:but|and|so|ok|okay|hm+|um+|wait|sorry|hey|well)[, ]+)*"
_THIS = r"(?:(?:all )?(?:this|that|it|these|those|them))"
_WHAT = rf"(?:{_THIS}|(?:(?:the|my|our|a|an|its) )(?P<%s>[a-z][a-z' -]{{2,30}}?))"
_WHO = r"(?:you|i|we|this|that|it|they|these|those)"
_NEEDED = (
    r"(?:need(?:ed)?|ask(?:ing|ed)?(?: me| us)?(?: for| about)?|want(?:ed)?(?: to know)?"
    r"|require[sd]?|(?:have|need|got) to(?: (?:know|give|send|tell|provide|enter|upload|fill|answer"
    r"|type|say)(?: you)?(?: in| out)?)?|know|give|send|tell|provide|enter|upload|answer|type|say"
    r"|necessary|important|relevant|mandatory)"
)
_END = r"(?: (?:from (?:me|us)|for|here|now|again|at all|exactly|though|then))*"
_WHY_EN = pattern(
    _LEAD
    + r"(?:why(?: exactly| though| is that| so| not)?"
    + rf"|why (?:just |exactly )?{_WHAT % 'a'}{_END}"
    + rf"|why (?:do|are|would|should|must|did|does|is|have) {_WHO}"
    + rf"(?: (?:actually|even|really|still))*(?: {_NEEDED})?(?: {_WHAT % 'b'})?{_END}"
    + rf"|why (?:is|are) {_WHAT % 'c'} (?:needed|necessary|required|important|asked(?: for)?)"
    + rf"|what(?:'s| is| are) (?:{_THIS}|the (?:reason|point|purpose)(?: (?:of|for) {_THIS})?)"
    r"(?: (?:needed|required|good|used))?(?: for)?"
    + rf"|what (?:do|would|will) you (?:need|use|want|do) (?:{_WHAT % 'd'} )?(?:with {_THIS}|for)"
    + rf"|what for|how come(?: you (?:need|ask(?: for)?|want) {_THIS})?"
    r"|for (?:what|which)(?: reason| purpose)?"
    + rf"|(?:is|are) {_THIS} (?:really )?(?:necessary|needed|required|mandatory|important)"
    + rf"|do (?:you|i|we) really (?:need|have to \w+)(?: {_THIS})?"
    + r")[?.! ]*"
)
_ITS_KO = r"(?:(?:그|이|저)(?:거|것|걸|게|건|런 ?(?:걸|거|것))(?:를|을|은|는|도)?|이|그)"
_WANTED_KO = (
    r"(?:필요|물어|묻|내야|보내야|알아야|알려|입력|써야|적어야|제출|달라|요구|있어야|올려야|궁금"
    r"|확인|골라야|선택|말해야|첨부)"
)
_WHY_KO = pattern(
    r"(?:(?:근데|그런데|음|아니|저기|그럼|네|굳이|대체|도대체)[, ]*)*"
    + rf"(?:(?:{_ITS_KO}|(?P<e>[가-힣a-z ]{{2,16}}?)(?:은|는|이|가|을|를|도))?"
    r" ?(?:굳이 |대체 |도대체 )?"
    rf"왜 ?(?:(?:{_ITS_KO}|(?P<f>(?!필요|물어|묻|내야|보내|알아)[가-힣a-z ]{{2,16}}?)"
    r"(?:은|는|이|가|을|를|도)) ?)?(?:꼭 |다 )?"
    rf"(?:{_WANTED_KO}\S*(?: \S{{1,7}}){{0,3}}|요|죠|지요|그렇죠|그런가요|그래요|그런 ?거죠)?"
    r"|(?:그 ?|이 ?)?(?:이유|까닭)(?:가|는|를|이)? ?(?:뭐|뭔|무엇|있|알|궁금)\S*(?: \S{1,6}){0,2}"
    r"|무슨 ?(?:이유|용도|목적)(?:로|으로|에|인)?\S*|뭐 ?(?:때문|하러|에 쓰)\S*(?: \S{1,6})?"
    rf"|(?:{_ITS_KO} ?)?어디(?:에|다|에다)? ?(?:쓰|사용|필요)\S*(?: \S{{1,6}})?|어떤 용도\S*"
    rf"|(?:{_ITS_KO} ?)?꼭 (?:필요|해야|내야|입력|보내)\S*(?: \S{{1,6}}){{0,2}})[?？.!~ ]*"
)
_MORE_NAMES = (
    ("program_location", pattern(r"location|program|site|위치|프로그램|지점")),
    ("incentive_activity", pattern(r"activity|활동")),
    ("description", pattern(r"description|설명|내용")),
    ("contact_email", pattern(r"mail|메일")),
)
_PERIODS, _COSTS = "S3, S4 published", "S2 published"
_REASON_WORDS = {
    "program_location": "Funds, limits and deadlines belong to one program at one location, and "
    "the claim is paid from there.",
    "surface_item": "The rules differ between Surface items.",
    "incentive_activity": "The activity decides which documents and which costs a claim needs.",
    "claim_name": "Only so that you and the reviewer find this claim again; any name will do.",
    "activity_start": "The days tell in which usage period the activity lies, and until when it "
    "can be claimed.",
    "description": "The reviewer reads here what was done and what it had to do with Microsoft "
    "products, and compares it with the documents.",
    "currency": "A claim has one currency, so that its costs can be added up and compared with the "
    "invoices.",
    "preapproval_id": "This activity needs Microsoft's approval before it runs; the ID shows it.",
    "contact_email": "The reviewer's questions about this claim go there.",
    "comments": "It is optional: what the reviewer should know and no other answer says.",
    "source": "A vendor's work is shown by an invoice, that of your own staff by a report (CSR).",
    "expense_type": "Which kinds of cost are eligible depends on the activity.",
    "vendor_name": "The reviewer compares it with the name on the invoice.",
    "invoice_number": "The reviewer finds the cost on the invoice by it.",
    "net": "Costs are claimed without tax that you get back; the reviewer compares the amount with "
    "the invoice.",
    "tax": "The reviewer compares it with the invoice; tax that you get back is not a cost.",
    "claimed": "You may claim less than the whole amount; the rest is left out.",
    CONDITION_PREFIX: "Your answers decide which documents are needed, so that nothing else is "
    "asked.",
    METRIC_PREFIX: "The program asks for this figure with this activity; the reviewer compares it "
    "with the documents.",
    StepKind.DETAILS.value: "The reviewer sees from these answers what was done and when: the "
    "days decide on the usage period and the deadline, the rest is compared with the documents.",
    StepKind.EXPENSE.value: "Each invoice and each kind of own work is compared with its document, "
    "so each is entered as a cost of its own.",
    StepKind.CHECKLIST.value: "It shows beforehand which documents a reviewer will look for, so "
    "that you can have them ready.",
    StepKind.REVIEW.value: "Nothing is sent before you have seen all of it and confirmed that it "
    "is right.",
}
"""Field, kind of field or step → why it is asked."""
_SAME_AS = {"activity_end": "activity_start", "tax_is_cost": "tax"}
_SOURCES = {"activity_start": _PERIODS, StepKind.DETAILS.value: _PERIODS, "expense_type": _COSTS}
_OF_STEP = {
    StepKind.PROGRAM: "program_location",
    StepKind.ACTIVITY: "incentive_activity",
    StepKind.CONDITIONS: CONDITION_PREFIX,
    StepKind.EXPENSES: StepKind.EXPENSE.value,
}


async def took(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """Whether the message asks why something is asked; then it was told, and it is asked again."""
    found = why_in(turn.incoming.text)
    if found is None:
        return False
    view = _about(turn, claim, found) if found else _about_asked(turn, claim, step, state)
    if view is None:
        return False
    await turn.show(view, await asides.pending_view(turn, claim, step, state))
    return True


def why_in(text: str) -> str | None:
    """What a text wants to know the reason for: "" for what is asked now, None where it does not
    ask why.

    >>> why_in("why?"), why_in("why do you need the invoice number?"), why_in("왜 필요해요?")
    ('', 'invoice number', '')
    >>> why_in("why was my claim rejected?") is None
    True
    """
    plain = " ".join(text.casefold().replace("’", "'").split())
    if len(plain) > MAX_CHARS:
        return None
    found = _WHY_EN.fullmatch(plain) or _WHY_KO.fullmatch(plain)
    return next(filter(None, found.groups()), "").strip() if found else None


def _about(turn: Turn, claim: Claim, what: str) -> NoticeView | None:
    """The reason for the document or the answer that is named."""
    documents = named(turn, claim, what)
    fields = fields_named(what)
    if not fields:
        fields = tuple(name for name, way in _MORE_NAMES if way.search(what))
    if len(documents) == 1 and not fields:
        return _of_document(turn, claim, documents[0].requirement_id)
    known = [_SAME_AS.get(name, name) for name in fields]
    known = [name for name in dict.fromkeys(known) if name in _REASON_WORDS]
    return _of_answer(turn, known[0]) if len(known) == 1 else None


def _about_asked(turn: Turn, claim: Claim, step: Step, state: Pointer) -> NoticeView | None:
    """The reason for what is asked now."""
    if step.requirement is not None:
        return _of_document(turn, claim, step.requirement.requirement_id)
    spec = asides.open_field(turn, claim, step, state) if asides.is_asked_in_words(state) else None
    name = _SAME_AS.get(spec.id, spec.id) if spec else _OF_STEP.get(step.kind, step.kind.value)
    for prefix in (CONDITION_PREFIX, METRIC_PREFIX):
        name = prefix if name.startswith(prefix) else name
    return _of_answer(turn, name) if name in _REASON_WORDS else None


def _of_answer(turn: Turn, name: str) -> NoticeView:
    source = _SOURCES.get(name, "")
    return _view(turn, turn._(_REASON_WORDS[name]), rule_words(turn, source) if source else "")


def _of_document(turn: Turn, claim: Claim, requirement_id: str) -> NoticeView:
    rows = turn.house.catalog.all_requirements(claim.incentive_activity)
    row = next(one for one in rows if one.requirement_id == requirement_id)
    rule = rule_words(turn, f"{', '.join(row.source)} {row.provenance}")
    return _view(turn, turn.words(row.why), rule, *(turn.words(one) for one in row.reviewer_checks))


def _view(turn: Turn, reason: str, rule: str, *checks: str) -> NoticeView:
    _ = turn._
    return NoticeView(
        title=_("Why I ask for this"),
        lines=(reason,),
        bullets=tuple(checks),
        footer=(_("Rule: %(source)s", source=rule),) if rule else (),
    )
