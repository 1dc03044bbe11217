"""Answers to questions in the partner's own words."""

from __future__ import annotations

from bot.domain.claim import Claim
from cards.views import NoticeView
from dialogs.menu_views import menu_buttons
from dialogs.turn import Turn


def is_plain_question(turn: Turn) -> bool:
    """Whether the text is plainly a question, not an answer to what is asked."""
    return turn.incoming.text.rstrip().endswith("?")


def is_question(turn: Turn) -> bool:
    """Whether the text may be a question."""
    return is_plain_question(turn)


async def reply(turn: Turn, claim: Claim | None) -> None:
    """Answer a message that is no command and no answer to a step."""
    _ = turn._
    await turn.show(
        NoticeView(
            title=_("I am not sure what you mean"),
            lines=(_("I can help with co-op claims. You can ask about these, or type “help”:"),),
            buttons=menu_buttons(turn),
        )
    )
