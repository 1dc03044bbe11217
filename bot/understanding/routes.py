"""Where a wished claim belongs follows from the program that is named."""

from __future__ import annotations

from collections.abc import Mapping

from bot.understanding.values import OUT_OF_SCOPE

WISHED_FROM = 0.22
"""Share of "start a claim" and "associate" together from which a claim is wished at all."""


def by_route(scores: Mapping[str, float], route: str) -> dict[str, float]:
    """The scores with a wished claim where the program's `route` has it: co-op or association.

    One that is claimed elsewhere altogether is answered with where, so it is not out of scope.
    """
    wished = scores["file_claim"] + scores["cpor"]
    if route == "cpor":
        return {**scores, "cpor": wished, "file_claim": 0.0}
    if route == "engagement" and wished >= WISHED_FROM:
        wished += scores[OUT_OF_SCOPE]
        return {**scores, "file_claim": wished, "cpor": 0.0, OUT_OF_SCOPE: 0.0}
    return dict(scores)
