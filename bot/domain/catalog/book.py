"""The whole catalog and the questions it answers: which activities, which documents, how much."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, TypeVar

from pydantic import Field

from bot.domain.catalog.guidance import AddedAnswer, Guidance, Particular
from bot.domain.catalog.requirements import DocumentKind, DocumentRequirement, Question
from bot.domain.catalog.values import (
    Cap,
    Category,
    Clock,
    Contradiction,
    ExpenseType,
    FileLimits,
    IncentiveActivity,
    IneligibleCost,
    Program,
    RejectionReason,
)
from bot.domain.catalog.wording import SourceInfo
from bot.domain.claim import ExpenseSource, Value
from bot.domain.partner import Funds

T = TypeVar("T")

_REMEMBERED = 1_000


class Catalog(Value):
    """All programs, incentive activities and shared tables, checked when they were read.

    Shape: every mapping is keyed by code, in the order of the files. `currencies` ISO 4217 code →
    decimals of its minor unit. `rates` month "2026-07" → currency → units of that currency for one
    US dollar, oldest month first.
    """

    programs: dict[str, Program]
    categories: dict[str, Category]
    activities: dict[str, IncentiveActivity]
    kinds: dict[str, DocumentKind]
    questions: dict[str, Question]
    expense_types: dict[str, ExpenseType]
    ineligible: dict[str, IneligibleCost]
    sources: dict[str, SourceInfo]
    clocks: dict[str, Clock]
    reasons: dict[str, RejectionReason] = Field(default_factory=dict)
    contradictions: tuple[Contradiction, ...]
    guidance: dict[str, Guidance]
    particulars: dict[str, Particular] = Field(default_factory=dict)
    answers: dict[str, AddedAnswer]
    files: FileLimits
    currencies: dict[str, int]
    rates: dict[str, dict[str, Decimal]]

    @cached_property
    def memory(self) -> dict[Hashable, Any]:
        """What `remember` was given."""
        return {}

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for this key before, else what it gives now.

        For what follows from the catalog and the key alone, since a catalog never changes.
        """
        memory = self.memory
        found: T | None = memory.get(key)
        if found is None:
            if len(memory) >= _REMEMBERED:
                memory.clear()
            found = memory[key] = make()
        return found

    def reason(self, code: str, text: str) -> RejectionReason | None:
        """What a reviewer's reason means: by its code, else by its words, else the fallback."""
        known = self.reasons.get(code.strip().lower().replace("-", "_"))
        if known is not None and known.code != "other":
            return known
        plain = text.casefold()
        for reason in self.reasons.values():
            if any(_says(plain, word.casefold()) for word in reason.words.all):
                return reason
        return self.reasons.get("other")

    def coop_programs(self) -> tuple[Program, ...]:
        """Programs whose claims are filed here."""
        return tuple(p for p in self.programs.values() if p.route == "coop")

    def activities_for(self, program_code: str, on: date) -> tuple[IncentiveActivity, ...]:
        """Activities open to a program for an activity carried out on `on`, in catalog order.

        Shape: empty for an unknown program and for one that has no co-op claims.
        """
        program = self.programs.get(program_code)
        if program is None or program.route != "coop":
            return ()
        return tuple(
            activity
            for activity in self.activities.values()
            if activity.is_open_on(on) and program_code not in activity.excluded_programs
        )

    def all_requirements(self, activity_code: str) -> tuple[DocumentRequirement, ...]:
        """Every document the activity may ask for, conditional and on-request ones included."""
        return self.activities[activity_code].requirements

    def requirements(
        self,
        activity_code: str,
        conditions: Mapping[str, Iterable[str]],
        sources: Collection[ExpenseSource] = (),
    ) -> tuple[DocumentRequirement, ...]:
        """Documents needed for these answers, in the order they are asked.

        Shape: `conditions` question id → chosen values; `sources` are those of the expense lines,
        which need their invoice or certification also when the answer did not say so.
        """
        answers = {
            question: self.questions[question].meaning(values)
            for question, values in conditions.items()
            if question in self.questions
        }
        return tuple(
            row for row in self.all_requirements(activity_code) if row.applies(answers, sources)
        )

    def requirement(self, activity_code: str, requirement_id: str) -> DocumentRequirement | None:
        """One requirement of an activity by its id, None without it."""
        rows = self.all_requirements(activity_code)
        return next((row for row in rows if row.requirement_id == requirement_id), None)

    def questions_for(self, activity_code: str) -> tuple[Question, ...]:
        """Questions to ask before the documents of an activity are listed, in order."""
        return tuple(self.questions[code] for code in self.activities[activity_code].questions)

    def cap(self, activity_code: str, program: str | Program, funds: Funds) -> Decimal | None:
        """What may still be claimed under the activity's own cap, None when it has none.

        Units: US dollars, never below zero; funds in another currency are converted at the rate
        of `funds.as_of`.
        """
        caps = [cap for cap in self.activities[activity_code].caps if not cap.expense_types]
        return self._left(caps, activity_code, program, funds)

    def claimable(self, activity_code: str, program: str | Program, funds: Funds) -> Decimal:
        """What may still be claimed: the lesser of balance and activity cap. Units: US dollars."""
        remaining = max(self._usd(funds.remaining, funds), Decimal(0))
        cap = self.cap(activity_code, program, funds)
        return remaining if cap is None else min(cap, remaining)

    def expense_cap(
        self,
        activity_code: str,
        expense_type: str,
        program: str | Program,
        funds: Funds,
        *,
        people: int | None = None,
    ) -> Decimal | None:
        """What one claim may hold for a kind of cost that has a cap of its own, None without one.

        Units: US dollars, for one conference and `people` attendees (None: as many as allowed).
        Shape: the backend tells what was claimed per activity, not per cost, so what is left in
        the usage period may be understated: warn by it, do not refuse.
        """
        caps = [
            cap for cap in self.activities[activity_code].caps if expense_type in cap.expense_types
        ]
        left = self._left(caps, activity_code, program, funds)
        each = [limit for cap in caps if (limit := _conference_limit(cap, people)) is not None]
        return min((*each, *(() if left is None else (left,))), default=None)

    def minor_units(self, currency: str) -> int:
        """Decimals of a currency's minor unit; 2 for one the catalog does not list."""
        return self.currencies.get(currency, 2)

    def convert(self, amount: Decimal, from_currency: str, to_currency: str, on: date) -> Decimal:
        """The amount in another currency at the monthly rate, rounded half up to its minor unit.

        Shape: a month without rates uses the latest listed before it, else the first listed.
        Raises: KeyError when a currency has no rate.
        """
        if from_currency == to_currency:
            return amount
        rates = self._rates_on(on)
        exact = amount / _rate(rates, from_currency) * _rate(rates, to_currency)
        return exact.quantize(Decimal(1).scaleb(-self.minor_units(to_currency)), ROUND_HALF_UP)

    def _rates_on(self, on: date) -> Mapping[str, Decimal]:
        month = f"{on:%Y-%m}"
        months = sorted(self.rates)
        return self.rates[max((m for m in months if m <= month), default=months[0])]

    def _usd(self, amount: Decimal, funds: Funds) -> Decimal:
        return self.convert(amount, funds.currency, "USD", funds.as_of.date())

    def _left(
        self, caps: Iterable[Cap], activity_code: str, program: str | Program, funds: Funds
    ) -> Decimal | None:
        known = program if isinstance(program, Program) else self.programs[program]
        earned = self._usd(funds.earned, funds)
        limits = [cap.limit_usd(earned, is_surface=known.is_surface) for cap in caps]
        present = [limit for limit in limits if limit is not None]
        if not present:
            return None
        claimed = self._usd(funds.claimed_by_activity.get(activity_code, Decimal(0)), funds)
        return max(min(present) - claimed, Decimal(0))


def _conference_limit(cap: Cap, people: int | None) -> Decimal | None:
    if cap.per_person_usd is None:
        return None
    most = cap.max_people or people or 1
    return cap.per_person_usd * min(most if people is None else people, most)


def _rate(rates: Mapping[str, Decimal], currency: str) -> Decimal:
    return Decimal(1) if currency == "USD" else rates[currency]


def _says(text: str, word: str) -> bool:
    """Whether the words stand in the text; whole words where the script separates them."""
    pattern = rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word)
    return re.search(pattern, text) is not None
