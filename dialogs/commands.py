"""Words that mean a command when they are the whole message: in every state, any letter case, both
languages.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from bot.text.patterns import pattern
from bot.text.typed import tidy


class Command(StrEnum):
    """What the partner wants the bot to do, whatever is being asked."""

    HELLO = "hello"
    HELP = "help"
    CANCEL = "cancel"
    START = "start"
    RESUME = "resume"
    CLAIMS = "claims"
    STATUS = "status"
    DOCUMENTS = "documents"
    DEADLINES = "deadlines"
    FUNDS = "funds"
    LANGUAGE = "language"
    MONEY = "money"
    WHERE = "where"
    BACK = "back"
    ENGLISH = "english"
    KOREAN = "korean"
    LATER = "later"
    THANKS = "thanks"


_WORDS: dict[Command, str] = {
    Command.HELLO: "hi|hello|hey|hi there|hello there|good morning|good "
    "afternoon|안녕|안녕하세요|하이|헬로|안녕하십니까",
    Command.HELP: "help|help me|menu|commands|?|who are you|what are you|are you a bot|"
    "are you human|are you a human|are you a robot|are you a real person|are you an ai|"
    "am i talking to a bot|what is this|도움말|도움|도와줘|도와주세요|헬프|메뉴|명령어|"
    "누구세요|누구신가요|너 누구야|누구야|봇이에요|봇인가요|"
    "사람이에요|사람인가요|로봇이야|너는 뭐야|넌 뭐야",
    Command.CANCEL: "cancel|stop|quit|exit|abort|취소|그만|중단|중지|취소해줘|"
    "취소해 주세요|그만할래요",
    Command.START: "new claim|new|start|start a claim|file a claim|claim|시작|새 클레임|"
    "클레임 시작|"
    "새 청구|클레임 신청|새로 시작|신청|클레임",
    Command.RESUME: "continue|resume|go on|carry on|계속|계속하기|이어서|이어서 하기|계속해줘",
    Command.CLAIMS: "my claims|claims|list|list my claims|show my claims|내 클레임|클레임 목록|"
    "목록|내 청구|내 청구 목록|청구 목록|내 클레임 보기|내 클레임 보여줘",
    Command.STATUS: "status|claim status|my claim status|상태|진행 상태|클레임 상태|진행 상황|상황",
    Command.DOCUMENTS: "which documents|what documents|documents|documents needed|"
    "needed documents|required documents|필요한 서류|필요 서류|서류|구비 서류|"
    "어떤 서류가 필요한가요|서류 목록",
    Command.DEADLINES: "deadlines|deadline|claim deadline|기한|클레임 기한|마감|마감일|제출 기한",
    Command.FUNDS: "funds|remaining funds|balance|my funds|자금|남은 자금|잔액|협력 자금",
    Command.MONEY: "where is my money|wheres my money|where's my money|when do i get paid|"
    "when will i be paid|when will i get paid|payment|돈 언제 들어와요|돈 언제 들어오나요|"
    "내 돈 어디 있어요|내 돈 언제 들어와요|입금 언제 돼요|언제 입금되나요|지급",
    Command.LANGUAGE: "language|change language|switch language|언어|언어 변경|언어 설정|"
    "언어 바꾸기",
    Command.WHERE: "where was i|where am i|where were we|status quo|"
    "어디까지 했지|어디까지 했죠|어디까지 했어요|지금 어디",
    Command.BACK: "back|go back|previous|뒤로|이전|이전으로",
    Command.ENGLISH: "english|in english|speak english|영어|영어로|영어로 해줘",
    Command.KOREAN: "korean|in korean|speak korean|한국어|한국어로|한글|한국말",
    Command.LATER: "later|not now|skip|나중에|나중에 할게요|건너뛰기|다음에",
    Command.THANKS: "thanks|thank you|thx|ty|ok thanks|감사|감사합니다|고마워|고맙습니다|고마워요",
}

SUBMIT_WORDS = ("submit", "제출", "제출하기", "제출할게요", "send")
"""What means to submit the claim at hand, and without one to go on with the draft."""

GO_ON_WORDS = (*SUBMIT_WORDS, "next", "next step", "go ahead", "proceed", "다음", "진행")
"""What means, where nothing is asked, to go on with the draft."""

_GO = pattern(
    r"(?:(?:ok(?:ay)?|yes|and|now|please|i'?m|i am|we'?re|let'?s|let us|네|예|그럼"
    r"|이제)[ ,]*)*(?:go|go on|go ahead|go for it|ready|begin|proceed|continue|get started|do it"
    r"|start(?: now| it)?|시작(?:해|할게|하자|합시다|합니다|해요|하겠)\S*(?: \S{1,5})?"
    r"|진행(?:해|할게|하자|합니다)\S*(?: \S{1,5})?|가자|갑시다|준비됐\S*)(?: please| now| then)?"
)
"""What means the button “Start” in other words."""

_BY_WORD = {word: command for command, words in _WORDS.items() for word in words.split("|")}


def read_command(text: str) -> Command | None:
    """The command a message is, or None: a word inside a longer answer is never a command.

    Case, blanks and closing punctuation do not count.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text[:60]).casefold().split())
    if plain == "?":
        return Command.HELP
    return _BY_WORD.get(plain.lstrip("/").rstrip("!.~?… ")) if len(text) <= 60 else None


def says_go(text: str) -> bool:
    """Whether a message wants to begin with what was shown: “let's go”, “I'm ready”."""
    return _GO.fullmatch(tidy(text)) is not None
