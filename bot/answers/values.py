"""What a question is answered from, and what an answer is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.catalog import Catalog, LocalText, Particular, Program
from bot.domain.claim import Claim
from bot.domain.partner import Contact, Funds
from bot.text import Translator
from bot.understanding.values import Recognition, Slots


@dataclass(frozen=True, slots=True)
class Case:
    """Whose question it is, and what is known about them.

    Shape: `say` speaks the partner's language; `contact` None for a question without a person;
    `claim` is the one being filed, or the one the question names; `claims` are the partner's own
    that the question may be about, last changed first, or those of colleagues where
    `of_colleagues` says so; `funds` as far as they could be asked.
    Units: `zone` an IANA name.
    """

    now: datetime
    zone: str
    say: Translator
    contact: Contact | None = None
    claim: Claim | None = None
    claims: tuple[Claim, ...] = ()
    of_colleagues: bool = False
    funds: tuple[Funds, ...] = ()
    program: str = ""
    support_contact: str = ""

    @property
    def today(self) -> date:
        """Today where the partner is."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to do next: what the button says, the kind of its press, and what it carries."""

    title: str
    kind: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement comes from, in words and as values.

    Shape: `source_id` is a key of `Catalog.sources`, "" for our own assumption; `date` is the date
    the page bears, as text.
    """

    source_id: str
    provenance: str
    title: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in the partner's language.

    Shape: `facts` are (label, value); `doubts` are contradictions and assumptions admitted;
    `choices` are what it may have been, when it was not understood.
    """

    intent: str
    title: str
    lines: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    origins: tuple[Origin, ...] = ()
    doubts: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()

    @property
    def plain(self) -> str:
        """The whole answer as text, a line each."""
        facts = (f"{label}: {value}" for label, value in self.facts)
        bullets = (f"- {bullet}" for bullet in self.bullets)
        return "\n".join((self.title, *self.lines, *facts, *bullets, *self.doubts))


@dataclass(frozen=True, slots=True)
class Ask:
    """One question with everything an answer may draw on.

    Shape: `particulars` are the points it asks about, when it asks about some.
    """

    catalog: Catalog
    case: Case
    recognition: Recognition
    text: str = ""
    particulars: tuple[Particular, ...] = ()

    @property
    def slots(self) -> Slots:
        """What was said besides the intent."""
        return self.recognition.slots

    @property
    def say(self) -> Translator:
        """Speaks the partner's language."""
        return self.case.say

    def words(self, text: LocalText) -> str:
        """Catalog words in the partner's language."""
        return text.get(self.case.say.language)

    @property
    def program(self) -> Program:
        """The program the question is about: named, of the claim, the partner's, or any."""
        named = (self.slots.program, self.case.claim.program if self.case.claim else "")
        for code in (*named, self.case.program):
            program = self.catalog.programs.get(code)
            if program and program.route == "coop":
                return program
        return self.catalog.coop_programs()[0]

    @property
    def activity(self) -> str:
        """Code of the activity asked about, else that of the claim at hand, else ""."""
        if self.slots.activity in self.catalog.activities:
            return self.slots.activity
        claim = self.case.claim
        return claim.incentive_activity if claim else ""
