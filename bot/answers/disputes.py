"""What is told of the dispute of a claim when somebody asks whether it may be disputed."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.domain.claim import Claim, ClaimStatus
from bot.domain.clocks import is_contested
from bot.text import Translator


def dispute_lines(say: Translator, zone: str, claim: Claim) -> tuple[str, ...]:
    """That the claim was disputed already, and what that leaves; nothing where nobody did.

    Units: `zone` an IANA name.
    """
    if is_contested(claim):
        return (
            say(
                "A dispute of this claim was sent already. Each rejection is disputed once: until "
                "the answer comes, nothing can be added here."
            ),
        )
    disputed = claim.followup.disputed_at
    if disputed is None:
        return ()
    day = say.date(disputed.astimezone(ZoneInfo(zone)).date())
    if claim.status is ClaimStatus.REJECTED:
        return (
            say(
                "It was disputed already, on %(day)s, and rejected again. No published text says "
                "whether it may be disputed once more; if so, then only with what is new.",
                day=day,
            ),
        )
    return (
        say(
            "It was disputed already, on %(day)s, and looked at again. It is not rejected now, so "
            "there is nothing to dispute.",
            day=day,
        ),
    )
