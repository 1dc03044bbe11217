"""Claims as they stand in the database."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import text

from tests.journeys.stage import Stage

OF_THE_MOMENT = {
    "claim_id",
    "version",
    "created_at",
    "changed_at",
    "card_conversation",
    "card_activity_id",
}


async def claims_of(stage: Stage) -> list[dict[str, Any]]:
    """The stored claims without what differs from moment to moment."""
    rows = await stage.bot.database.run(
        lambda c: [body for (body,) in c.execute(text("select body from claims"))], write=False
    )
    claims = [json.loads(body) for body in rows]
    for claim in claims:
        for name in OF_THE_MOMENT:
            claim.pop(name)
        for number, line in enumerate(claim["expense_lines"]):
            line["line_id"] = number
        for document in claim["documents"]:
            document.pop("document_id")
    return claims


async def claim_of(stage: Stage) -> dict[str, Any]:
    """The only claim, as stored."""
    return (await claims_of(stage))[0]


async def lines_of(stage: Stage) -> list[dict[str, Any]]:
    """Its costs."""
    lines: list[dict[str, Any]] = (await claim_of(stage))["expense_lines"]
    return lines
