"""Pictures among papers: a screenshot of another paper, and a photo that is none of one."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.patterns import pattern
from bot.understanding.phrases import WEAK, Hit

PHOTO = "EVT_PHOTO"
_SHOT_OF = pattern(r"\b(?:screen ?shots?|captures?|screen ?grabs?) (?:of|from|with|showing)\b")
_BARE_SHOT, SHOT_PAPERS = (
    "AD_SHOT",
    frozenset({"RESULTS", "DIST_PROOF", "SITE_PROOF", "ATTENDEES", "OTHER"}),
)
"""A screenshot near to another paper is one of it: "screenshot of the mailchimp stats"."""


def without_shots(hits: Sequence[Hit], plain: str) -> Sequence[Hit]:
    """The hits but for screenshots of another paper."""
    others = [hit for hit in hits if hit.name in SHOT_PAPERS]
    if not others:
        return hits
    far = 3 if _SHOT_OF.search(plain) else 0
    return [
        hit
        for hit in hits
        if hit.name != _BARE_SHOT or not any(_is_shot_of(hit, o, far) for o in others)
    ]


def _is_shot_of(shot: Hit, other: Hit, far: int) -> bool:
    """Whether a screenshot is one of another paper: behind it, in English also before it."""
    behind = shot.start - other.end
    if shot.hangul:
        return 0 <= behind <= 5
    return shot.length <= 2 and (behind == 0 or 0 <= other.start - shot.end <= far)


def has_photo_apart(hits: Sequence[Hit]) -> bool:
    """Whether a photo is named that is no photo of another paper."""
    others = [hit for hit in hits if not hit.name.startswith(WEAK)]
    return any(
        hit.name == WEAK + PHOTO and not hit.hangul and all(_apart(hit, o) > 3 for o in others)
        for hit in hits
    )


def _apart(one: Hit, other: Hit) -> int:
    """How many words or syllables stand between two phrases."""
    return max(one.start - other.end, other.start - one.end)
