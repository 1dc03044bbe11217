"""What the recognizer gives back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

OUT_OF_SCOPE = "out_of_scope"
SMALLTALK = "smalltalk."
"""What the labels of small talk begin with."""
INTENTS = (
    "required_documents",
    "file_claim",
    "resume_claim",
    "claim_status",
    "respond_request",
    "deadline",
    "retention",
    "balance",
    "core_requirements",
    "eligible_expenses",
    "csr_help",
    "poe_help",
    "invoice_help",
    "file_formats",
    "payment",
    "dispute",
    "edit_claim",
    "withdraw_claim",
    "cpor",
    "cpor_status",
    "roles_help",
    "reminders_on",
    "reminders_off",
    "cancel",
    "human_support",
    "help",
    OUT_OF_SCOPE,
)
"""Every intent there is; the words for them stand in `utterances/<intent>.<language>.txt`."""


class Outcome(StrEnum):
    """What may be done with a recognition.

    `ANSWER`: sure enough to act on the intent. `ASK`: ask which of the first two or three
    `alternatives` it was. `CANNOT`: say what the bot can do (also for everything out of scope).
    """

    ANSWER = "answer"
    ASK = "ask"
    CANNOT = "cannot"


class SmallTalk(StrEnum):
    """Talk that is no question to the bot; its intent is `out_of_scope`."""

    GREETING = "greeting"
    THANKS = "thanks"
    BYE = "bye"
    INSULT = "insult"
    CHAT = "chat"


class Refusal(StrEnum):
    """Why a text is declined although it may sound like a question in scope.

    `ORDERS`: it tells us to drop our rules, be somebody else or decide a claim. `OTHERS`: it asks
    for a claim or funds of somebody else. `VENDOR`: for another vendor's fund or program.
    """

    ORDERS = "orders"
    OTHERS = "others"
    VENDOR = "vendor"


_ALONE = ("document", "documents", "expense", "expenses", "program", "claim", "claims")
"""Slots that are taken over from an earlier question each for itself."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What was said besides the intent; everything is empty or None when it was not said.

    Shape: `activity`, `document`, `expense` and `program` are codes of the catalog, `activities`
    all activities named, so `documents` and `expenses` (the longest phrase first), `claims`,
    `periods` (first and last day) and `amounts` (the one that holds first, one that was taken back
    last); `claim` is a claim number in capitals or a claim name as typed; `conditions` is question
    id → values as a claim stores them ("work_by": ("in_house",)).
    Units: `first_day` and `last_day` are inclusive and equal for one day; `currency` is ISO 4217,
    "" if unsaid.
    """

    activity: str = ""
    activities: tuple[str, ...] = ()
    document: str = ""
    documents: tuple[str, ...] = ()
    expense: str = ""
    expenses: tuple[str, ...] = ()
    program: str = ""
    claim: str = ""
    claims: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    periods: tuple[tuple[date, date], ...] = ()
    amount: Decimal | None = None
    amounts: tuple[Decimal, ...] = ()
    currency: str = ""
    conditions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return self == Slots()

    def over(self, earlier: Slots) -> Slots:
        """These slots, filled up from earlier ones.

        Another activity drops the earlier one's conditions.
        """
        another = bool(self.activity) and self.activity != earlier.activity
        kept = {} if another else earlier.conditions
        filled = {name: getattr(earlier, name) for name in _ALONE if not getattr(self, name)}
        if not self.activity:
            filled |= {"activity": earlier.activity, "activities": earlier.activities}
        if self.first_day is None:
            filled |= {
                name: getattr(earlier, name) for name in ("first_day", "last_day", "periods")
            }
        if self.amount is None:
            filled |= {name: getattr(earlier, name) for name in ("amount", "amounts", "currency")}
        return replace(self, **filled, conditions={**kept, **self.conditions})

    def in_passing(self, answers: bool) -> Slots:
        """What remains of them in talk about something else: "I'm in a webinar, back in a minute".

        `answers` tells that a claim is at hand, whose question may be answered by it.
        """
        kept = replace(
            self, activity="", activities=(), document="", documents=(), expense="", expenses=()
        )
        return kept if answers else replace(kept, conditions={})

    def as_json(self) -> dict[str, object]:
        """Only what was said, as plain JSON: days as ISO text, amounts as decimal text."""
        plain: dict[str, object] = {}
        for name in ("activity", "document", "expense", "program", "claim", "currency"):
            if getattr(self, name):
                plain[name] = getattr(self, name)
        for name in ("activities", "documents", "expenses", "claims"):
            if len(getattr(self, name)) > 1:
                plain[name] = list(getattr(self, name))
        if len(self.periods) > 1:
            plain["periods"] = [[day.isoformat() for day in period] for period in self.periods]
        if len(self.amounts) > 1:
            plain["amounts"] = list(map(str, self.amounts))
        if self.first_day and self.last_day:
            plain |= {
                "first_day": self.first_day.isoformat(),
                "last_day": self.last_day.isoformat(),
            }
        if self.amount is not None:
            plain["amount"] = str(self.amount)
        if self.conditions:
            plain["conditions"] = {key: list(values) for key, values in self.conditions.items()}
        return plain


@dataclass(frozen=True, slots=True)
class QuestionContext:
    """What was asked last, for "and for a webinar?".

    `claim_names` are the partner's own, to be found by name; `own_names` other names that are
    theirs, such as their company's; `people` those who started claims that they may see;
    `last_whose` is whose claim was asked for last; `activity` is that of the claim at hand, to
    which an answer may belong.
    """

    last_intent: str = ""
    last_slots: Slots = field(default_factory=Slots)
    claim_names: Collection[str] = ()
    activity: str = ""
    own_names: Collection[str] = ()
    people: Collection[str] = ()
    last_whose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a text means.

    Shape: `alternatives` are (intent, confidence), best first, the intent itself included;
    `language` is "en" or "ko"; `other_language` names a language we do not speak ("Japanese"), ""
    otherwise; `extra` is the key of the matching added question, "" without; `is_follow_up` tells
    that intent and some slots are the last ones; `refusal` why it is declined, if it is; `whose`
    words of the name of the person whose claim is asked for then.
    Units: confidences lie between 0 and 1 and are calibrated: of all recognitions at 0.9, nine in
    ten are right.
    """

    intent: str
    confidence: float
    alternatives: tuple[tuple[str, float], ...]
    slots: Slots
    outcome: Outcome
    language: str
    smalltalk: SmallTalk | None = None
    other_language: str = ""
    extra: str = ""
    is_follow_up: bool = False
    refusal: Refusal | None = None
    whose: tuple[str, ...] = ()
