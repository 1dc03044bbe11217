"""Files that came with words that mean something by themselves: kept first, so none is lost."""

from __future__ import annotations

from botbuilder.dialogs import DialogContext

from dialogs import answering
from dialogs.commands import Command
from dialogs.turn import Turn

_SAID_WITH_A_FILE = (
    *(Command.RESUME, Command.WHERE, Command.BACK, Command.LATER, Command.THANKS, Command.HELLO),
    *(Command.ENGLISH, Command.KOREAN),
)
"""What people write beside a file without wanting more than that it arrives."""


async def keep(dc: DialogContext, turn: Turn, command: Command | None, *, filing: bool) -> bool:
    """Give the files to the claim at hand, or say that they are not kept; whether the words are
    still to be followed.
    """
    if not turn.incoming.files:
        return True
    if filing and command is not Command.START:
        await dc.continue_dialog()
        return command is not None and command not in _SAID_WITH_A_FILE
    if command is not None or await answering.is_plain_question(turn, strict=False):
        await turn.say(turn._("I keep files only inside a claim, so this one was not stored."))
    return True
