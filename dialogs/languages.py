"""Which language the conversation is in: chosen once, never switched by accident."""

from __future__ import annotations

from bot.domain.conversation import LanguageSource, TurnConversation
from bot.domain.inputs import Incoming
from bot.text import detect_language, language_of
from dialogs.commands import Command

WORDS_THAT_TELL = 3
"""English words in one message from which it counts as English in a conversation nobody has typed
in yet.
"""


def settle_language(conversation: TurnConversation, incoming: Incoming, default: str) -> str:
    """The language of this turn; what was learnt is kept in the conversation.

    A choice is never overruled. Korean letters make it Korean; an English sentence makes it English
    only while
    the language was merely guessed from the client's locale, so that one English word changes
    nothing.
    """
    if conversation.language_source == LanguageSource.CHOSEN and conversation.language:
        return conversation.language
    said = detect_language(incoming.text) if incoming.text else None
    if said == "ko":
        _learn(conversation, "ko", LanguageSource.TEXT)
    elif not conversation.language:
        guessed = language_of(incoming.locale) if incoming.locale else None
        _learn(conversation, guessed or default, LanguageSource.LOCALE)
    guessed_only = conversation.language_source == LanguageSource.LOCALE
    if guessed_only and said == "en" and len(incoming.text.split()) >= WORDS_THAT_TELL:
        _learn(conversation, "en", LanguageSource.TEXT)
    return conversation.language


def choose_language(conversation: TurnConversation, command: Command) -> str:
    """The partner said which language."""
    language = "ko" if command is Command.KOREAN else "en"
    _learn(conversation, language, LanguageSource.CHOSEN)
    return language


def _learn(conversation: TurnConversation, language: str, source: LanguageSource) -> None:
    conversation.language, conversation.language_source = language, source
