"""What is answered to messages that are neither words, files nor a button we know."""

from __future__ import annotations

from bot.domain.inputs import IncomingKind
from cards.views import NoticeView
from dialogs.turn import Turn, button


async def show_other(turn: Turn) -> None:
    """Edits, deletions and reactions change nothing, and that is said."""
    _ = turn._
    words = {
        IncomingKind.EDITED: _(
            "I saw that you edited a message. What I took from the first version still "
            "stands; to change an "
            "answer, open the part on the review card or type “back”."
        ),
        IncomingKind.DELETED: _(
            "You deleted a message. What I took from it still stands in your draft; you can "
            "change or remove "
            "it on the review card."
        ),
        IncomingKind.REACTION: _(
            "Thanks. A reaction changes nothing in your claim; please use the buttons or type."
        ),
    }
    if turn.incoming.kind in words:
        await turn.say(words[turn.incoming.kind])


def unknown_button_view(turn: Turn) -> NoticeView:
    """A press that means nothing here: an older card, or not one of ours."""
    _ = turn._
    return NoticeView(
        title=_("I do not know this button"),
        lines=(
            _("It may come from an older message. Nothing was changed. Please start from here:"),
        ),
        buttons=(
            button(_("My claims"), "menu.claims"),
            button(_("New claim"), "claim.start", nonce=turn.house.new_id()),
            button(_("Help"), "menu.help"),
        ),
    )
