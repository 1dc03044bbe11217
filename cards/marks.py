"""The icon and word for a severity, a tone or a stage, so that no color is needed."""

from __future__ import annotations

from bot.text import Translator
from cards.views import FindingView, ProgressStepView

_STEP_ICONS = {"done": "✔", "now": "⏳", "next": "○", "failed": "⛔"}


def finding_mark(finding: FindingView, _: Translator) -> str:
    """What stands before a finding's text."""
    if finding.is_blocking:
        return f"⛔ {_('Must be put right')}: "
    return f"⚠ {_('Check')}: "


def tone_mark(tone: str, _: Translator) -> str:
    """What stands above a notice's title; empty for "plain"."""
    if tone == "good":
        return f"✔ {_('Done')}"
    if tone == "warning":
        return f"⚠ {_('Please note')}"
    if tone == "attention":
        return f"⛔ {_('Please act')}"
    return ""


def step_mark(step: ProgressStepView) -> str:
    """What stands before a stage of a submission."""
    return f"{_STEP_ICONS[step.state]} "


def label(title: str) -> str:
    """The label of a fact, with a colon unless it ends with a mark of its own.

    >>> label("Amount"), label("Sent?"), label("")
    ('Amount: ', 'Sent? ', '')
    """
    return "" if not title else f"{title} " if title[-1] in ":?…" else f"{title}: "
