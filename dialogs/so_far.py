"""“What did I enter so far?” tells what the draft holds, “start over” which ways there are; then it
goes on with what is asked.
"""

from __future__ import annotations

from typing import Any

from bot.domain.claim import Claim
from bot.domain.fields import StepKind, fields_of
from bot.domain.steps import Step
from bot.domain.told_costs import told_costs
from bot.text.patterns import pattern
from bot.text.typed import tidy
from cards.views import NoticeView
from dialogs import asides
from dialogs.carried_costs import told_words
from dialogs.menu_views import start_button
from dialogs.review_views import cost_facts, document_facts, filled_facts
from dialogs.showing import show_next
from dialogs.turn import Turn, button, claim_button
from dialogs.words import claim_title

Pointer = dict[str, Any]

_PLAIN_WORDS = 2
"""So many words of it are no answer, where any words may be one: nobody is called “start over”."""
_LEAD = r"(?:(?:ok(?:ay)?|so|and|wait|hey|please|sorry|hold on|no|actually)[ ,]+)*"
_TILL_NOW = (
    r"(?: (?:so far|already|until now|up to now|till now|yet|before|here"
    r"|(?:for|in|to) \S+(?: \S+)?))*"
)
_GIVEN = (
    r"(?:enter(?:ed)?|typed?|written?|wrote|sa(?:y|id)|t(?:ell|old)(?: you)?|g[ai]ven?(?: you)?"
    r"|fill(?:ed)?(?: in| out)?|put(?: in)?|answer(?:ed)?|saved?|upload(?:ed)?|sen[dt](?: you)?"
    r"|provided?|done?|did|recorded)"
)
_HELD = pattern(
    _LEAD + r"(?:(?:can|could|may) (?:you|i|we) (?:please )?|let me )?"
    r"(?:(?:what|which)(?: (?:ones|documents?|files?|papers?|answers))?"
    rf" (?:all )?(?:have|did|has) (?:i|we) (?:already )?{_GIVEN}"
    r"|what (?:info(?:rmation)? |data |answers )?(?:do|have|did) you (?:already )?(?:have|got"
    r"|note(?:d)?|save(?:d)?|record(?:ed)?)(?: (?:from|about|of) (?:me|us))?"
    r"|(?:show|tell|give|list|see|view|display|repeat|read|recap|summari[sz]e|check|review"
    r"|go over)(?: back)?(?: (?:to )?(?:me|us))?(?: again| all)?"
    rf" (?:what (?:i|we)(?:'?ve| have)? (?:already )?{_GIVEN}"
    r"|what (?:you|we)(?:'ve)? (?:have|got|noted|saved)"
    r"|(?:an? |the |my |our )?(?:short )?(?:summary|recap|overview)"
    r"|(?:all )?(?:of )?(?:my|our|the) (?:answers|entries|inputs?|details|data|draft))"
    r"|(?:recap|summari[sz]e)(?: (?:it|this|my claim|the claim|everything))?"
    r"|(?:an? )?(?:quick |short )?(?:summary|recap|overview)(?: of (?:it|my|the|this)(?: \S+)?)?"
    rf"|(?:my|the) (?:answers|entries)){_TILL_NOW}(?: (?:again|please|now))*"
)
_NOW_KO = r"(?:(?:지금|여태|이제|현재|여기) ?까지(?:는|의)? ?)?"
_LEAD_KO = r"(?:(?:네|그럼|근데|저기|아니요?|잠깐만?요?)[ ,]+)*"
_HELD_KO = pattern(
    rf"{_LEAD_KO}{_NOW_KO}(?:(?:내가|제가|저희가|우리가) ?)?{_NOW_KO}"
    r"(?:(?:입력|작성|저장|제출|답변|기입)(?:한|된|했던)|적은|쓴|말한|답한|올린|보낸) ?(?:거|것|게"
    r"|건|내용|정보|답변|서류|항목)(?:들|을|를|이|은|는"
    r"|만)* ?(?:(?:다시|한번|전부|모두|좀|한 번) ?)*(?:(?:뭐|무엇|어떤|보여|알려|확인|요약|정리"
    r"|볼)\S*(?: \S{1,6}){0,3})?"
    rf"|{_NOW_KO}(?:(?:내가|제가) ?)?(?:뭐|뭘|뭐를|무엇을|어디까지|어떤 ?(?:서류|파일|것)를?) ?"
    r"(?:입력|작성|적|썼|말|답|올렸|올린|보냈|냈)\S*(?: \S{1,5})?"
    r"|(?:(?:클레임|초안|내용|(?:지금|현재|여기) ?까지) ?){0,3}(?:요약"
    r"|정리)(?: ?(?:해|보여|부탁)\S*(?: \S{1,6})?)?"
)
_TOTAL = pattern(
    _LEAD + r"(?:what(?:'s| is)(?: (?:the|my|our))?(?: (?:total|claim(?:ed)?|full|whole))?"
    r" (?:total|sum|amount)(?: (?:i|we) claim)?|how much (?:am i|are we|do i|do we) claim(?:ing)?"
    r"|how much is it(?: all)?)(?: (?:so far|now|in total|altogether|until now|up to now"
    r"|for this claim|of (?:it|this|the claim)))*"
    rf"|{_LEAD_KO}{_NOW_KO}(?:(?:청구|신청|클레임) ?)?(?:총 ?액|합계|총 ?금액|총 ?합|전부 ?얼마"
    rf"|총 ?얼마|모두 ?얼마)"
    r"(?:이|가|는|은)?(?: ?(?:얼마|뭐|알려|보여|예요|인가|이에요)\S*(?: \S{1,6})?)?"
)
_OF_FILES = pattern(
    r"\b(?:ones|documents?|files?|papers?|upload\w*|sen[dt]|attach\w*)\b|서류|파일|올[렸린]"
    r"|보[냈낸]"
)
_ANEW = pattern(
    _LEAD + r"(?:(?:i(?:'d| would) like to|i(?: want|'d rather| need)(?: to)?|can (?:i|we)"
    r"|let(?:'s| me| us)|how (?:do|can) i|may i) )?(?:please )?(?:(?:scrap|forget|scratch) (?:it"
    r"|this|that|everything|all)(?: of it)?(?:,| and)? ?(?:let's )?)?(?:re-?start"
    r"|(?:start|begin)(?: (?:it|this|everything|the claim|all|all of it"
    r"|my claim))? (?:all )?(?:over|again|anew|afresh|new"
    r"|from (?:scratch|zero|the (?:beginning|start|top))))(?: (?:it|this|everything|the claim"
    r"|my claim|again|please|from scratch))*"
)
_ANEW_KO = pattern(
    rf"{_LEAD_KO}(?:(?:전부|다|모두|그냥|이거|클레임|지우고|버리고|취소하고) ?)*"
    r"(?:(?:맨 ?)?처음부터(?: ?다시)?|다시 ?새로)(?: ?(?:시작|작성|입력|할|하"
    r"|해)\S*(?: \S{1,6}){0,2})?|리셋(?:\S*(?: \S{1,6})?)?"
)


async def took(turn: Turn, claim: Claim, step: Step, state: Pointer) -> bool:
    """Whether the message asks what the draft holds, or wants to begin anew; then it was told."""
    said = tidy(turn.incoming.text)
    total = _TOTAL.fullmatch(said)
    asks = total or _HELD.fullmatch(said) or _HELD_KO.fullmatch(said)
    if not (asks or _ANEW.fullmatch(said) or _ANEW_KO.fullmatch(said)):
        return False
    is_plain = len(said.split()) >= _PLAIN_WORDS or turn.incoming.text.rstrip().endswith("?")
    spec = asides.open_words(turn, claim, step, state)
    if spec is not None and not is_plain and len(said) >= spec.min_length:
        return False
    if not asks:
        await turn.show(_anew_view(turn, claim))
    elif step.kind is StepKind.REVIEW:
        await show_next(turn, claim, state)
    else:
        of_files = claim.documents_in_force and _OF_FILES.search(said)
        whole = cost_facts if total else filled_facts
        facts = (document_facts if of_files else whole)(turn, claim)
        lines = [f"• {fact.title.rstrip('?')}: {fact.value}" for fact in facts]
        lines += [] if of_files else _begun(turn, claim, state)
        nothing = "No cost is saved yet." if total else "Nothing is saved yet."
        lines = [turn._("Saved so far:"), *lines] if lines else [turn._(nothing)]
        await turn.show(await asides.brief_view(turn, claim, step, state, lines=lines))
    return True


def _begun(turn: Turn, claim: Claim, state: Pointer) -> list[str]:
    """A line for each thing of the cost that is being typed, or for each cost told before."""
    typed: dict[str, str] = state.get("typed") or {}
    if not typed:
        told = [told_words(turn, claim, cost) for cost in told_costs(claim.prefill)]
        return [f"• {turn._('You told me before: %(facts)s.', facts=one)}" for one in told if one]
    specs = fields_of(StepKind.EXPENSE, claim, turn.contact, turn.house.catalog)
    lines = []
    for spec in specs:
        if value := typed.get(spec.id):
            title = dict(spec.choices).get(value)
            lines.append(f"• {turn.words(spec.label)}: {turn.words(title) if title else value}")
    return lines


def _anew_view(turn: Turn, claim: Claim) -> NoticeView:
    """Another claim beside this one, or without it; nothing is lost by asking."""
    _ = turn._
    return NoticeView(
        title=_("Start over"),
        lines=(
            _(
                "“%(claim)s” stays among your drafts when you begin a new claim. If you do not "
                "want it any more, discard it.",
                claim=claim_title(turn, claim),
            ),
        ),
        buttons=(
            start_button(turn),
            claim_button(claim, _("Discard draft"), "claim.discard"),
            button(_("Back to claim"), "claim.open", claim=claim.claim_id),
        ),
    )
