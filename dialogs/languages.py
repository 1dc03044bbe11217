"""Which language the conversation is in: whole messages tell, single words and names do not."""

from __future__ import annotations

from bot.domain.conversation import LanguageSource, TurnConversation
from bot.domain.fields import StepKind
from bot.domain.inputs import Incoming
from bot.text import clear_language, detect_language, language_of, translator
from dialogs.commands import Command, read_command
from dialogs.turn import Turn

WRITTEN_STEPS = frozenset(
    kind.value
    for kind in (
        StepKind.DETAILS,
        StepKind.EXPENSE,
        StepKind.CSR,
        StepKind.REQUEST,
        StepKind.DISPUTE,
    )
)
"""Steps that take names and descriptions: what is typed there is written for the claim."""


def settle_language(
    conversation: TurnConversation, incoming: Incoming, default: str, *, step: str = ""
) -> str:
    """The language of this turn; what was learnt is kept in the conversation.

    A choice is never overruled. `step` is what the claim at hand waits for, "" without one.
    """
    if conversation.language_source == LanguageSource.CHOSEN and conversation.language:
        return conversation.language
    if not conversation.language:
        guessed = language_of(incoming.locale) if incoming.locale else None
        _learn(conversation, guessed or default, LanguageSource.LOCALE)
    if not incoming.text:
        return conversation.language
    if read_command(incoming.text) is not None and detect_language(incoming.text) == "ko":
        return _hear_korean_command(conversation, incoming.text)
    if step not in WRITTEN_STEPS:
        _hear(conversation, incoming.text)
    return conversation.language


def hear_aside(turn: Turn) -> None:
    """What was typed where a field waits turned out to be said to the bot: it tells, too."""
    if turn.conversation.language_source != LanguageSource.CHOSEN:
        _hear(turn.conversation, turn.incoming.text)
        turn._ = translator(turn.conversation.language, turn.zone)


def choose_language(conversation: TurnConversation, command: Command) -> str:
    """The partner said which language."""
    language = "ko" if command is Command.KOREAN else "en"
    _learn(conversation, language, LanguageSource.CHOSEN)
    return language


def _hear(conversation: TurnConversation, text: str) -> None:
    said = clear_language(text)
    if said is None and conversation.language_source == LanguageSource.LOCALE:
        # nobody has typed a sentence yet: words of Korean tell more than the client's locale
        said = "ko" if detect_language(text) == "ko" and len(text.split()) > 1 else None
    if said is not None:
        _learn(conversation, said, LanguageSource.TEXT)


def _hear_korean_command(conversation: TurnConversation, text: str) -> str:
    """Korean command words are answered in Korean. One word alone switches a guess only."""
    if conversation.language_source == LanguageSource.LOCALE or len(text.split()) > 1:
        _learn(conversation, "ko", LanguageSource.TEXT)
    return "ko"


def _learn(conversation: TurnConversation, language: str, source: LanguageSource) -> None:
    conversation.language, conversation.language_source = language, source
