"""The values of the catalog: programs, incentive activities, costs and caps, file limits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from bot.domain.catalog.requirements import CoreRequirement, DocumentRequirement
from bot.domain.catalog.wording import LocalText, Sourced, Synonyms, Text
from bot.domain.claim import ExpenseSource, Value
from bot.domain.periods import DeadlineSettings


class EarlierThreshold(Sourced):
    """A co-op threshold in force until `until`, inclusive."""

    until: date
    usd: Decimal


class Program(Sourced, DeadlineSettings):
    """An incentive program and the rules that differ by program.

    Shape: `route` tells where a claim belongs: "coop" is filed here, "cpor" is a customer
    association, "engagement" a workshop claim. `currencies` are ISO 4217 codes a claim may use.
    Units: `threshold_usd` is the least co-op earned in one earning period that gives a balance,
    None without one.
    """

    code: Text
    title: LocalText
    synonyms: Synonyms = Synonyms()
    route: Literal["coop", "cpor", "engagement"]
    route_note: LocalText | None = Field(
        default=None, description="What to do instead of a co-op claim"
    )
    threshold_usd: Decimal | None = None
    threshold_provenance: str = "assumed"
    earlier_thresholds: tuple[EarlierThreshold, ...] = ()
    is_surface: bool = False
    surface_items: tuple[str, ...] = ()
    vat_policy: Literal["net", "gross"] = "net"
    user_may_submit: bool = True
    currencies: tuple[str, ...] = ()

    def threshold_on(self, day: date) -> Decimal | None:
        """Threshold in USD for co-op earned on `day`; None means that no threshold applies."""
        for earlier in sorted(self.earlier_thresholds, key=lambda threshold: threshold.until):
            if day <= earlier.until:
                return earlier.usd
        return self.threshold_usd


class Category(Value):
    """A group of incentive activities, as shown to the partner."""

    code: Literal["DG", "MD", "PR"]
    title: LocalText
    summary: LocalText


class Metric(Sourced):
    """A figure or short text that goes with the claim; never below the metric `not_below`."""

    id: Text
    title: LocalText
    kind: Literal["integer", "text"]
    hint: LocalText
    not_below: str = ""


class ExpenseType(Sourced):
    """A kind of cost that may be reimbursed under some activity."""

    code: Text
    title: LocalText
    synonyms: Synonyms = Synonyms()


class IneligibleCost(Sourced):
    """A cost that is never reimbursed; `synonyms` recognize it in what a partner types."""

    code: Text
    text: LocalText
    synonyms: Synonyms = Synonyms()


class Cap(Sourced):
    """A limit on what an activity may claim in one usage period.

    Units: US dollars; `share_of_earned` is a fraction of the co-op earned, `at_least_usd` counts
    when it is greater than that.
    Shape: with `expense_types` it limits those costs only; `per_person_usd` is for one conference.
    """

    text: LocalText
    amount_usd: Decimal | None = None
    share_of_earned: Decimal | None = None
    at_least_usd: Decimal | None = None
    is_lifted_for_surface: bool = False
    expense_types: tuple[str, ...] = ()
    per_person_usd: Decimal | None = None
    max_people: int | None = None

    def limit_usd(self, earned_usd: Decimal, *, is_surface: bool = False) -> Decimal | None:
        """The limit for one usage period, None where it does not apply.

        Source: core requirements per activity, Partner Center, 2020-09-11 (S2).
        """
        if is_surface and self.is_lifted_for_surface:
            return None
        limits = [self.amount_usd] if self.amount_usd is not None else []
        if self.share_of_earned is not None:
            limits.append(max(self.share_of_earned * earned_usd, self.at_least_usd or Decimal(0)))
        return min(limits) if limits else None


class IncentiveActivity(Sourced):
    """What funds may be spent on, with everything a claim for it needs.

    Shape: `expense_types` and `questions` are keys of the catalog; `requirements` stand in the
    order they are asked.
    Units: `valid_from` and `valid_to` are activity dates, inclusive; None is open.
    """

    code: Text
    category: Literal["DG", "MD", "PR"]
    title: LocalText
    summary: LocalText
    synonyms: Synonyms
    core_requirements: tuple[CoreRequirement, ...] = Field(min_length=1)
    metrics: tuple[Metric, ...] = ()
    expense_types: tuple[str, ...] = Field(min_length=1)
    expenses_provenance: str = "published"
    expense_sources: tuple[ExpenseSource, ...] = Field(
        default=(ExpenseSource.THIRD_PARTY, ExpenseSource.IN_HOUSE), min_length=1
    )
    ineligible: tuple[IneligibleCost, ...] = ()
    caps: tuple[Cap, ...] = ()
    questions: tuple[str, ...] = ()
    requirements: tuple[DocumentRequirement, ...] = Field(min_length=1)
    needs_preapproval: bool = False
    excluded_programs: tuple[str, ...] = ()
    excluded_note: LocalText | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    validity_provenance: str = "assumed"
    max_attendees: int | None = None

    def is_open_on(self, day: date) -> bool:
        """Whether an activity carried out on `day` may be claimed under these rules."""
        starts, ends = self.valid_from or date.min, self.valid_to or date.max
        return starts <= day <= ends


class Clock(Sourced):
    """How long something takes after it happened; `text` says it in words."""

    id: Text
    text: LocalText
    business_days: int | None = None
    calendar_days: int | None = None


class RejectionReason(Sourced):
    """Why a claim is rejected or reduced, and what can be done then.

    Shape: `words` recognize it in a reviewer's free text; the entry "other" is the fallback.
    """

    code: Text
    title: LocalText
    fixes: tuple[LocalText, ...] = Field(min_length=1)
    words: Synonyms = Synonyms()


class FileLimits(Sourced):
    """What files may be sent. Units: bytes; counts per requirement and per claim.

    Shape: `extensions` lower case without dot; `refused_hints` extension → what to do instead.
    """

    max_file_bytes: int = Field(gt=0)
    max_per_requirement: int = Field(gt=0)
    max_per_claim: int = Field(gt=0)
    extensions: tuple[str, ...] = Field(min_length=1)
    refused_hints: dict[str, LocalText] = Field(default_factory=dict)
    refused_hint: LocalText = Field(description="For every other extension")


class Contradiction(Sourced):
    """Two published texts that disagree, and which of them we follow."""

    id: Text
    topic: LocalText
    first: LocalText
    second: LocalText
    chosen: LocalText
