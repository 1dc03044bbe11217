"""Words that mean a command when they are the whole message: in every state, any letter case, both
languages.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Command(StrEnum):
    """What the partner wants the bot to do, whatever is being asked."""

    HELLO = "hello"
    HELP = "help"
    CANCEL = "cancel"
    START = "start"
    RESUME = "resume"
    CLAIMS = "claims"
    WHERE = "where"
    BACK = "back"
    ENGLISH = "english"
    KOREAN = "korean"
    LATER = "later"
    THANKS = "thanks"


_WORDS: dict[Command, str] = {
    Command.HELLO: "hi|hello|hey|hi there|hello there|good morning|good "
    "afternoon|안녕|안녕하세요|하이|헬로|안녕하십니까",
    Command.HELP: "help|help me|menu|commands|?|도움말|도움|도와줘|도와주세요|헬프|메뉴|명령어",
    Command.CANCEL: "cancel|stop|quit|exit|abort|취소|그만|중단|중지|취소해줘|"
    "취소해 주세요|그만할래요",
    Command.START: "new claim|new|start|start a claim|file a claim|claim|새 클레임|클레임 시작|"
    "클레임 신청|새로 시작|신청|클레임",
    Command.RESUME: "continue|resume|go on|carry on|계속|계속하기|이어서|이어서 하기|계속해줘",
    Command.CLAIMS: "my claims|claims|list|list my claims|내 클레임|클레임 목록|목록",
    Command.WHERE: "where was i|where am i|where were we|status quo|"
    "어디까지 했지|어디까지 했죠|어디까지 했어요|지금 어디",
    Command.BACK: "back|go back|previous|뒤로|이전|이전으로",
    Command.ENGLISH: "english|in english|speak english|영어|영어로|영어로 해줘",
    Command.KOREAN: "korean|in korean|speak korean|한국어|한국어로|한글|한국말",
    Command.LATER: "later|not now|skip|나중에|나중에 할게요|건너뛰기|다음에",
    Command.THANKS: "thanks|thank you|thx|ty|ok thanks|감사|감사합니다|고마워|고맙습니다|고마워요",
}

_BY_WORD = {word: command for command, words in _WORDS.items() for word in words.split("|")}


def read_command(text: str) -> Command | None:
    """The command a message is, or None: a word inside a longer answer is never a command.

    Case, blanks and closing punctuation do not count.
    """
    plain = unicodedata.normalize("NFKC", text[:60]).casefold().strip()
    plain = re.sub(r"\s+", " ", plain)
    if plain == "?":
        return Command.HELP
    return _BY_WORD.get(plain.lstrip("/").rstrip("!.~?… ")) if len(text) <= 60 else None
