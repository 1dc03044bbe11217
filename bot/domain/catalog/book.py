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
    decimals of its minor unit, in the order offered. `rates` month "2026-07" → currency → units of
    that currency for one US dollar, oldest month first; a currency may have none.
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
        """What may still be claimed under the activity's own cap, None when it has none, or when
        the funds are in a currency without a rate.

        Units: US dollars, never below zero; funds in another currency are converted at the rate
        of `funds.as_of`.
        """
        caps = [cap for cap in self.activities[activity_code].caps if not cap.expense_types]
        return self._left(caps, activity_code, program, funds)

    def claimable(self, activity_code: str, program: str | Program, funds: Funds) -> Decimal:
        """What may still be claimed: the lesser of balance and activity cap.

        Units: the currency of the funds, never below zero.
        """
        remaining = max(funds.remaining, Decimal(0))
        cap = self.cap(activity_code, program, funds)
        most = cap if cap is None else self._of_usd(cap, funds)
        return remaining if most is None else min(most, remaining)

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

    def convert(
        self, amount: Decimal, from_currency: str, to_currency: str, on: date
    ) -> Decimal | None:
        """The amount in another currency at the monthly rate, rounded half up to its minor unit.

        Shape: None when a currency has no rate; a month without one uses the latest before it,
        else the first.
        """
        if from_currency == to_currency:
            return amount
        of_one, of_other = self._rate(from_currency, on), self._rate(to_currency, on)
        if of_one is None or of_other is None:
            return None
        exact = amount / of_one * of_other
        return exact.quantize(Decimal(1).scaleb(-self.minor_units(to_currency)), ROUND_HALF_UP)

    def _rate(self, currency: str, on: date) -> Decimal | None:
        if currency == "USD":
            return Decimal(1)
        months = [month for month in sorted(self.rates) if currency in self.rates[month]]
        if not months:
            return None
        day = f"{on:%Y-%m}"
        month = max((month for month in months if month <= day), default=months[0])
        return self.rates[month][currency]

    def _usd(self, amount: Decimal, funds: Funds) -> Decimal | None:
        return self.convert(amount, funds.currency, "USD", funds.as_of.date())

    def _of_usd(self, amount: Decimal, funds: Funds) -> Decimal | None:
        return self.convert(amount, "USD", funds.currency, funds.as_of.date())

    def _left(
        self, caps: Iterable[Cap], activity_code: str, program: str | Program, funds: Funds
    ) -> Decimal | None:
        known = program if isinstance(program, Program) else self.programs[program]
        earned = self._usd(funds.earned, funds)
        claimed = self._usd(funds.claimed_by_activity.get(activity_code, Decimal(0)), funds)
        if earned is None or claimed is None:
            return None
        limits = [cap.limit_usd(earned, is_surface=known.is_surface) for cap in caps]
        present = [limit for limit in limits if limit is not None]
        if not present:
            return None
        return max(min(present) - claimed, Decimal(0))


def _conference_limit(cap: Cap, people: int | None) -> Decimal | None:
    if cap.per_person_usd is None:
        return None
    most = cap.max_people or people or 1
    return cap.per_person_usd * min(most if people is None else people, most)


def _says(text: str, word: str) -> bool:
    """Whether the words stand in the text; whole words where the script separates them."""
    pattern = rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word)
    return re.search(pattern, text) is not None
