"""What a person can switch: outages, refusals, the directory, webhooks, the clock."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.domain.claim import Value

Outage = Literal[
    "none",
    "unavailable",
    "unavailable_retry_after",
    "throttled",
    "server_error",
    "hang",
    "html",
    "wrong_json",
    "another_claim",
    "answer_lost",
]
OutageOn = Literal["everything", "token", "directory", "documents", "claims", "events"]
RoleSwitch = Literal["incentives_admin", "incentives_user", "global_admin", "account_admin", "none"]
Webhooks = Literal["off", "on", "late", "duplicate", "out_of_order", "wrong_signature"]


class Switches(Value):
    """All switches; the defaults are a backend in good health. Units: seconds, days."""

    slow_seconds: float = Field(default=0, ge=0, le=120, description="Wait before every answer")
    outage: Outage = Field(
        default="none", description="answer_lost does what is asked, then drops the connection"
    )
    outage_on: OutageOn = "everything"
    outage_calls: int = Field(
        default=0, ge=0, le=10_000, description="Calls the outage lasts; 0 until switched off"
    )
    retry_after_seconds: int = Field(default=30, ge=0, le=86_400)
    refuse_next_claim: str = Field(
        default="", max_length=60, description="Finding code for the next claim, empty for none"
    )
    refuse_message: str = Field(default="", max_length=500)
    refuse_field: str = Field(default="", max_length=100)
    role: RoleSwitch = "incentives_admin"
    person_known: bool = True
    profile_ready: bool = True
    locations: int = Field(default=1, ge=1, le=2)
    programs: Literal["usual", "all", "association"] = Field(
        default="usual",
        description="all: every program; association: those without co-op funds only",
    )
    funds: Literal["normal", "small", "zero"] = "normal"
    feed: Literal["normal", "jump_back", "forget_cursors"] = "normal"
    webhooks: Webhooks = "on"
    webhook_url: str = Field(
        default="",
        max_length=500,
        pattern=r"^(https?://[!-~]+)?$",
        description="Empty: the address given at start",
    )
    webhook_secret: str = Field(
        default="", max_length=200, description="Empty: the secret given at start"
    )
    webhook_delay_seconds: float = Field(default=5, ge=0, le=3600)
    clock_offset_days: float = Field(default=0, ge=-3660, le=3660)
