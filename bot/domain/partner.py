"""The partner organization and the person who types, as the backend's directory knows them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from bot.domain.claim import Value


class Role(StrEnum):
    """Roles of the incentive programs. Source: Partner Center permissions overview, Jul 2021."""

    INCENTIVES_ADMIN = "incentives_admin"
    INCENTIVES_USER = "incentives_user"
    GLOBAL_ADMIN = "global_admin"
    ACCOUNT_ADMIN = "account_admin"


CLAIMING = frozenset({Role.INCENTIVES_ADMIN, Role.INCENTIVES_USER, Role.GLOBAL_ADMIN})
"""Roles that may see and start co-op claims."""


class Enrollment(Value):
    """What one contact may do for one program at one location."""

    program: str
    roles: tuple[Role, ...]
    profile_ready: bool = Field(description="Bank and tax profile present and validated")
    surface_item: str = ""

    @property
    def may_claim(self) -> bool:
        """Whether a co-op claim may be started. Source: S5, S6, S13 published."""
        return bool(CLAIMING & set(self.roles))

    def may_submit(self, *, user_may_submit: bool) -> bool:
        """Whether a co-op claim may be submitted; for a user it is a setting of the program.

        Source: assumed; the pages do not separate submitting from creating.
        """
        return bool((CLAIMING - {Role.INCENTIVES_USER}) & set(self.roles)) or (
            user_may_submit and self.may_claim
        )


class Location(Value):
    """One partner location with the programs the contact has a role for."""

    location_id: str
    name: str
    country: str = ""
    enrollments: tuple[Enrollment, ...] = ()


class Partner(Value):
    """The organization that claims."""

    partner_id: str
    name: str


class Contact(Value):
    """The person who types, with the organization and the roles per location and program."""

    contact_id: str
    tenant_id: str
    object_id: str
    name: str
    email: str = ""
    partner: Partner
    locations: tuple[Location, ...] = ()

    def enrollment(self, location_id: str, program: str) -> Enrollment | None:
        """Roles for this program at this location, or None without any."""
        for location in self.locations:
            if location.location_id == location_id:
                for enrollment in location.enrollments:
                    if enrollment.program == program and enrollment.may_claim:
                        return enrollment
        return None


class Funds(Value):
    """Co-op funds of one location, program and usage period.

    Units: amounts in `currency`; `claimed_by_activity` incentive activity code → amount already
    claimed there.
    """

    partner_id: str
    location_id: str
    program: str
    usage_period: str = Field(
        description="Code such as '2026-H2' (calendar half of the usage period)"
    )
    currency: str
    earned: Decimal
    claimed: Decimal
    remaining: Decimal
    claimed_by_activity: dict[str, Decimal] = Field(default_factory=dict)
    as_of: datetime
