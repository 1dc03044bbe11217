"""“Ok”, “no”, “why?” where nothing was asked: a short word back and the ways on."""

from __future__ import annotations

from bot.text import read_yes_no
from bot.text.patterns import pattern
from cards.views import NoticeView
from dialogs.menu_views import hello_view
from dialogs.turn import Turn
from dialogs.why_asked import why_in

MAX_CHARS = 40
_AGREES = pattern(
    r"(?:(?:ok|okay|okey|k|kk|fine|cool|great|good|nice|perfect|super|got it|i see|alright"
    r"|all right|yes|yep|sure|understood|noted|sounds good|makes sense|right|agreed|will do"
    r"|no problem|no worries|very well|oh|ah|aha|ㅇㅋ|오케이|알겠습니다|알겠어요|알겠어|알았어요"
    r"|알았습니다|그렇군요|그렇구나|아하|좋아요|좋습니다|좋네요|네|예|응|넵|네네"
    r"|확인(?:했습니다|했어요)|이해(?:했습니다|했어요|됐어요)|그래요|오|아)(?:[,.! ]+"
    r"|(?= then$)))+(?:then|thanks|thank you|thx|감사합니다|고마워요)?[.!~ ]*"
)
_DENIES = pattern(
    r"(?:no(?:pe)?|nah|아니요|아니오|아뇨|아니)?[,. ]*(?:no thanks?(?: you)?"
    r"|nothing(?: else| more)?(?: for now| right now)?|never ?mind|not now|not really|forget it"
    r"|that'?s (?:all|it)|that(?: wi|')ll be all|i'?m (?:good|fine|done|all set)|all good|됐어요"
    r"|됐습니다|괜찮아요|괜찮습니다|없어요|없습니다|아니에요|아닙니다|그만(?:할게요)?"
    r"|나중에(?: 할게요| 하겠습니다)?|이제 됐어요|(?<!.)no(?:pe)?)?(?:,? thanks?| thank you"
    r"| 감사합니다| 고마워요)?[.!~ ]*"
)


def only_agrees(text: str) -> bool:
    """Whether a message only agrees: “ok”, “got it, thanks”, “알겠습니다”."""
    plain = _plain(text)
    return bool(plain) and (_AGREES.fullmatch(f"{plain} ") is not None or read_yes_no(text) is True)


def only_denies(text: str) -> bool:
    """Whether a message only denies, or says that nothing more is wanted."""
    plain = _plain(text)
    return bool(plain) and (_DENIES.fullmatch(plain) is not None or read_yes_no(text) is False)


def _plain(text: str) -> str:
    plain = " ".join(text.casefold().replace("’", "'").split())
    return plain if len(plain) <= MAX_CHARS and "?" not in plain else ""


async def answered(turn: Turn) -> bool:
    """Whether the message was such a word where the bot waits for nothing; then it was answered."""
    _, text = turn._, turn.incoming.text
    if why_in(text) == "":
        title, line = _("Why what?"), _(_WHY_WORDS)
    elif only_denies(text):
        title, line = _("All right, nothing more"), _("Your drafts stay saved.")
    elif only_agrees(text):
        title, line = _("All right"), ""
    else:
        return False
    view = hello_view(turn, await turn.house.desk.drafts(turn.contact))
    lines = (*filter(None, (line,)), *view.lines)
    await turn.show(NoticeView(title=title, lines=lines, buttons=view.buttons))
    return True


_WHY_WORDS = (
    "Say what you would like to know the reason for, for example “why was my claim rejected?” or "
    "“why do I need an invoice?”."
)
