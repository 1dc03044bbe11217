"""Questions to answers: recognition, then the catalog and the partner's own case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers import (
    calendar,
    claims,
    costs,
    documents,
    funds,
    general,
    papers,
    particulars,
    requests,
    unclear,
)
from bot.answers.halves import completed, is_half, one_by_one, questions_of_halves
from bot.answers.several import (
    Asked,
    different_ones,
    finer_parts,
    parts_of,
    sure_questions,
)
from bot.answers.values import Answer, Ask, Case, Offer
from bot.domain.catalog import Catalog
from bot.understanding import (
    OUT_OF_SCOPE,
    Outcome,
    QuestionContext,
    Recognition,
    Recognizer,
    Refusal,
    Slots,
    SmallTalk,
)

MAX_CHOICES = 3

INTENT_TITLES = {
    "required_documents": "Needed documents",
    "file_claim": "Start a claim",
    "resume_claim": "Continue a draft",
    "claim_status": "Status of a claim",
    "respond_request": "Answer a reviewer",
    "deadline": "Deadlines",
    "retention": "Keeping the papers",
    "balance": "Remaining funds",
    "core_requirements": "Core requirements",
    "eligible_expenses": "Reimbursed costs",
    "csr_help": "What a CSR is",
    "poe_help": "Proof of execution",
    "invoice_help": "Invoice",
    "file_formats": "File types and sizes",
    "payment": "When I am paid",
    "dispute": "Contest a rejection",
    "edit_claim": "Change a claim",
    "withdraw_claim": "Withdraw a claim",
    "cpor": "CPOR association",
    "cpor_status": "CPOR status",
    "roles_help": "Who may do what",
    "reminders_on": "Reminders on",
    "reminders_off": "Reminders off",
    "cancel": "Stop here",
    "human_support": "Ask a person",
    "help": "What I can do",
    OUT_OF_SCOPE: "Something else",
}
"""What the button says that stands for an intent."""

_ANSWERS: dict[str, Callable[[Ask], Answer]] = {
    "required_documents": documents.required_documents,
    "file_claim": claims.file_claim,
    "resume_claim": claims.resume_claim,
    "claim_status": claims.claim_status,
    "respond_request": requests.respond_request,
    "deadline": calendar.deadline,
    "retention": calendar.retention,
    "balance": funds.balance,
    "core_requirements": documents.core_requirements,
    "eligible_expenses": costs.eligible_expenses,
    "csr_help": papers.csr_help,
    "poe_help": documents.proof_help,
    "invoice_help": papers.invoice_help,
    "file_formats": papers.file_formats,
    "payment": funds.payment,
    "dispute": claims.about_claim,
    "edit_claim": claims.about_claim,
    "withdraw_claim": claims.about_claim,
    "cpor": general.guidance,
    "cpor_status": general.guidance,
    "roles_help": general.roles,
    "reminders_on": claims.reminders,
    "reminders_off": claims.reminders,
    "cancel": claims.cancel,
    "human_support": general.human_support,
    "help": general.help_answer,
}


class Answers:
    """Answers questions. Built once; pure afterwards."""

    def __init__(self, catalog: Catalog, recognizer: Recognizer) -> None:
        self._catalog = catalog
        wordings = {key: added.utterances.all for key, added in catalog.answers.items()}
        self._recognizer = recognizer.with_added(wordings)

    def understand(
        self, text: str, case: Case, context: QuestionContext | None = None
    ) -> Recognition:
        """What a text means, in the partner's language and day."""
        found = self._recognizer.recognize(
            text, today=case.today, language=case.say.language, context=context
        )
        if found.is_follow_up and not self.is_particular(found, text):
            alone = self._recognizer.recognize(text, today=case.today, language=case.say.language)
            if self.is_particular(alone, text):
                found = alone
        return particulars.made_sure(self._catalog, found, text, context or QuestionContext())

    def several(
        self, text: str, case: Case, whole: Recognition, context: QuestionContext | None = None
    ) -> tuple[Asked, ...]:
        """The questions of a text that asks for different things, else none.

        `whole` is what the whole text means.
        """
        _, parts = parts_of(text)
        about = whole.slots
        finer = finer_parts(text, parts)
        if any(map(is_half, (*parts, *finer))):
            return questions_of_halves(
                self.asked_in(completed(finer or parts), case, about, context), whole
            )
        is_one = len(parts) < 2 and not finer and whole.outcome is not Outcome.ANSWER
        if is_one and (each := one_by_one(text)):
            return questions_of_halves(self.asked_in(each, case, about, context), whole)
        found = self.asked_in(parts, case, about, context) if len(parts) > 1 else ()
        if finer:
            taken = different_ones(self.asked_in(finer, case, about, context), whole)
            found = max(found, taken, key=len)
        return found if len(found) > 1 else ()

    def asked_in(
        self,
        parts: Sequence[str],
        case: Case,
        about: Slots,
        context: QuestionContext | None = None,
    ) -> tuple[Asked, ...]:
        """Those parts that are questions we are sure of, each with what it means."""
        return sure_questions(
            parts,
            context or QuestionContext(),
            lambda part, known: self.understand(part, case, known),
            about,
        )

    def is_particular(self, recognition: Recognition, text: str) -> bool:
        """Whether the text asks about one point: then it is answered, and nothing is begun."""
        return bool(particulars.particulars_of(self._catalog, recognition, text))

    def answer(self, recognition: Recognition, case: Case, text: str = "") -> Answer:
        """The answer to a recognized question; for one that was not understood, the way on."""
        recognition = requests.meant_request(recognition, case)
        points = particulars.particulars_of(self._catalog, recognition, text)
        ask = Ask(self._catalog, case, recognition, text, points)
        if recognition.extra in self._catalog.answers:
            return general.added(ask)
        if recognition.outcome is Outcome.ASK:
            return _which(ask)
        if recognition.refusal is not None:
            return _refused(ask, recognition.refusal)
        make = _ANSWERS.get(recognition.intent)
        if case.of_colleagues and recognition.outcome is Outcome.ANSWER and make is not None:
            own = replace(ask, case=replace(case, claims=(), of_colleagues=False))
            told = particulars.first_told(own, points, make(own)) if points else make(own)
            return claims.of_colleagues(ask, told)
        if recognition.outcome is Outcome.CANNOT or make is None:
            return claims.other_route(ask) or _cannot(ask)
        answer = particulars.first_told(ask, points, make(ask)) if points else make(ask)
        return unclear.first_asked(ask, answer)


def taken_as(recognition: Recognition, intent: str) -> Recognition:
    """The same recognition with an intent that was chosen: by a button, or by a classifier."""
    return replace(
        recognition,
        intent=intent,
        outcome=Outcome.ANSWER,
        confidence=1.0,
        smalltalk=None,
        refusal=None,
    )


def choices_of(recognition: Recognition) -> tuple[str, ...]:
    """The two or three intents to choose from when it is not clear which was meant."""
    named = [intent for intent, _ in recognition.alternatives if intent != OUT_OF_SCOPE]
    return tuple(named[:MAX_CHOICES])


def _which(ask: Ask) -> Answer:
    _ = ask.say
    chosen = choices_of(ask.recognition)
    offers = [Offer(_(INTENT_TITLES[one]), "answer.take", {"intent": one}) for one in chosen]
    if "human_support" not in chosen:
        offers.append(general.person_offer(ask))
    return Answer(
        intent=ask.recognition.intent,
        title=_("What did you mean?"),
        lines=(
            _("I am not sure which of these you mean. Please choose, or say it in other words."),
        ),
        offers=tuple(offers),
    )


def _refused(ask: Ask, refusal: Refusal) -> Answer:
    """Calmly no, without a word about whether there is such a claim, and what can be done here."""
    _ = ask.say
    if ask.recognition.whose and ask.case.contact is not None:
        return claims.of_somebody(ask)
    if refusal is Refusal.OTHERS:
        line = _(
            "I show claims, funds and payments only of your own company, for programs you have a "
            "role in. About anybody else's I say nothing, not even whether there are any."
        )
        offers = (Offer(_("My claims"), "menu.claims", is_main=True), general.person_offer(ask))
        return Answer(
            ask.recognition.intent, _("Only your own company's claims"), (line,), offers=offers
        )
    titles = {
        Refusal.ORDERS: _("I cannot do that"),
        Refusal.VENDOR: _("That is another vendor's program"),
    }
    lines = {
        Refusal.ORDERS: _(
            "Claims are decided by the reviewers, never here, and nothing that is typed changes "
            "my rules."
        ),
        Refusal.VENDOR: _("About other vendors' funds please ask the partner desk of that vendor."),
    }
    return Answer(
        intent=OUT_OF_SCOPE,
        title=titles[refusal],
        lines=(lines[refusal], _known_subjects(ask)),
        offers=general.menu_offers(ask),
    )


def _known_subjects(ask: Ask) -> str:
    return ask.say(
        "I know about Microsoft co-op claims: documents, costs, deadlines, funds, "
        "status and payment. Say it in other words, or choose:"
    )


def _cannot(ask: Ask) -> Answer:
    _, talk = ask.say, ask.recognition.smalltalk
    if ask.recognition.other_language:
        lines = (_("I speak English and Korean. Please write in one of these."),)
        return Answer(OUT_OF_SCOPE, _("English and Korean"), lines, offers=general.menu_offers(ask))
    if talk is not None and talk is not SmallTalk.CHAT:
        return _talk(ask, talk)
    return Answer(
        intent=OUT_OF_SCOPE,
        title=_("I cannot answer that"),
        lines=(_known_subjects(ask),),
        offers=(*general.menu_offers(ask), general.person_offer(ask)),
    )


def _talk(ask: Ask, talk: SmallTalk) -> Answer:
    _ = ask.say
    titles = {
        SmallTalk.GREETING: _("Hello"),
        SmallTalk.THANKS: _("You are welcome"),
        SmallTalk.BYE: _("Goodbye"),
        SmallTalk.INSULT: _("I am sorry that this is frustrating"),
    }
    lines = {
        SmallTalk.GREETING: _("What would you like to do?"),
        SmallTalk.THANKS: _("Is there anything else? Type “help” to see what I can do."),
        SmallTalk.BYE: _("Your drafts stay saved. Come back whenever you like."),
        SmallTalk.INSULT: _("Tell me what you need, or ask for a person."),
    }
    offers = general.menu_offers(ask)
    if talk is SmallTalk.INSULT:
        offers = (general.person_offer(ask), *offers)
    return Answer(OUT_OF_SCOPE, titles[talk], (lines[talk],), offers=offers)
