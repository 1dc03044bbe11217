"""Cards that answer questions about activities."""

from __future__ import annotations

from bot.domain.fields import StepKind
from cards.views import ChecklistItemView, ChecklistView, ChoiceView, FieldView, FormView
from dialogs.turn import Turn, button


def activity_documents_view(turn: Turn, activity_code: str) -> ChecklistView:
    """What an activity needs, with the offer to start the claim."""
    _, catalog = turn._, turn.house.catalog
    activity = catalog.activities[activity_code]
    items = []
    for requirement in catalog.all_requirements(activity_code):
        condition = ""
        if requirement.on_request:
            condition = _("only if a reviewer asks")
        elif requirement.is_conditional:
            condition = _("depends on your answers")
        items.append(
            ChecklistItemView(turn.words(requirement.title), turn.words(requirement.why), condition)
        )
    return ChecklistView(
        title=_("What you will need: %(activity)s", activity=turn.words(activity.title)),
        items=tuple(items),
        buttons=(
            button(
                _("Start this claim"),
                "claim.start",
                style="positive",
                nonce=turn.house.new_id(),
                activity=activity_code,
            ),
            button(_("Other activity"), "menu.documents"),
        ),
    )


def which_activity_view(turn: Turn) -> FormView:
    """Ask which activity the question is about."""
    _, catalog = turn._, turn.house.catalog
    choices = tuple(
        ChoiceView(
            f"{turn.words(catalog.categories[a.category].title)}: {turn.words(a.title)}", a.code
        )
        for a in catalog.activities.values()
    )
    return FormView(
        title=_("What documents do I need?"),
        progress="",
        lines=(
            _("Every claim needs the cost evidence and the proof that the activity took place."),
        ),
        fields=(
            FieldView(
                "activity",
                "choice",
                _("Which activity?"),
                choices=choices,
                required_message=_("Please fill this in."),
            ),
        ),
        buttons=(
            button(_("Show documents"), "menu.documents", style="positive", needs_inputs=True),
        ),
    )


__all__ = ["StepKind", "activity_documents_view", "which_activity_view"]
