"""Whether what was entered is all, in the words of people who are asked for more."""

from __future__ import annotations

from bot.text import read_yes_no
from bot.text.patterns import pattern
from bot.text.vocabulary import words

MAX_CHARS = 60
_LEAD = (
    r"(?:(?:yes|yep|yeah|no|nope|nah|ok|okay|네|넵|예|아니요|아니오|아뇨|아니)(?: please)?[,. ]+"
    r"|(?:sorry|wait|hold on|잠깐만?요?|아)[,. ]+)*"
)
_WHAT = r"(?: (?:costs?|invoices?|bills?|expenses?|ones?|items?|things?|work))?"
_ONE_MORE = r"(?:another|one more|1 more|two more|more|some more|a few more|a second|one other)"
_ALL_EN = (
    r"(?:(?:i think |i guess |and )?(?:(?:that|this|it)(?:'s|s| is| was| will be| would be)"
    r" (?:all|it|everything|the (?:lot|only one|last one))"
    r"(?: of (?:them|it))?(?: for now| thanks| from me)?|all)"
    r"|(?:i'm |i am |we're |we are |all |that's me )?(?:done|finished)"
    rf"|(?:no|nothing|none|not any|not) (?:more|else|further|other){_WHAT}(?: to add)?"
    r"|(?:just|only) (?:that|this|the) (?:one)?"
    r"|no (?:more |other |further )?(?:costs?|invoices?|bills?|expenses?)"
    r"|there (?:is|are) (?:none|nothing(?: else| more)?|no (?:more|others?))(?: \w+)?"
    r"|(?:there )?(?:isn't|is not|aren't|are not)(?: any)?(?: more| others?)?|none|not any ?more)"
)
_ALL_KO = (
    r"(?:(?:모두|다|전부) ?(?!\S*(?:나요|까))(?:입력|적|넣|작성|했|됐|되었|끝)[가-힣]{0,8}"
    r"|(?:이게|그게|이것이|이걸로|그걸로|여기까지) ?(?:다|전부|끝|모두)?"
    r"(?:예요|에요|이에요|입니다|임)"
    r"|끝|끝났(?:어요|습니다)|끝이에요|끝입니다|완료(?:했어요|했습니다)?|이상입니다|그만(?:할게요)?"
    r"|(?:(?:다른|추가|추가할|더 ?추가할) ?(?:비용|송장|것|거|건)?(?:은|는|이|가)? ?)?"
    r"(?:더 ?(?:이상)?(?:은|는)? ?)?(?:없(?:어요|습니다|네요|음|는데요|다)))"
)
_MORE_EN = (
    rf"(?:(?:but )?(?:there(?:'s|s| is| are) (?:still |also )*(?:{_ONE_MORE}|others?|one){_WHAT}"
    r"(?: to (?:add|come|enter))?"
    rf"|(?:i|we)(?:'ve| have)(?: still| also)?(?: got)? {_ONE_MORE}{_WHAT}"
    rf"|(?:please )?(?:add )?{_ONE_MORE}{_WHAT}(?: please| to add| to come)?"
    rf"|(?:please |i |i'd like to |i want to |let me |can i )?add (?:one|a|{_ONE_MORE}){_WHAT}"
    r"|not (?:all|yet|everything|done|finished|quite)(?: yet)?"
    r"|(?:it|that)(?:'s| is)(?: not|n't) all"
    r"|(?:i'm |we're )?not (?:done|finished)(?: yet)?|(?:it|that) isn't (?:all|everything)))"
)
_MORE_KO = (
    r"(?:(?:(?:하나|한 ?건|1건|몇 ?개|다른 ?(?:비용|송장|것|거|건)?)(?:이|가|도|은|는)? ?)?"
    r"(?:더|또|아직)? ?(?:있(?:어요|습니다|음|는데요)|남았(?:어요|습니다)|남아 ?있(?:어요|습니다))"
    r"|(?:하나|한 ?건|한 ?개)? ?(?:더|또)(?:요|요\.)?"
    r"|(?:하나 ?|한 ?건 ?|비용 ?|송장 ?)?(?:더 ?)?(?:추가|입력|넣|등록)"
    r"(?:할게요|할래요|하겠습니다|해 ?주세요|을게요|을래요|할 ?게 ?(?:더 ?)?있어요|하고 ?싶어요)"
    r"|아직(?:이요|요|이에요|입니다|은요|안 ?끝났(?:어요|습니다))?"
    r"|다 ?(?:아니에요|아닙니다|안 ?됐어요))"
)
_ALL = pattern(rf"{_LEAD}(?:{_ALL_EN}|{_ALL_KO})[.!~ ]*")
_MORE = pattern(rf"{_LEAD}(?:{_MORE_EN}|{_MORE_KO})[.!~ ]*")
_UNCLEAR = words("""
ok, okay, right, correct, true, fine, good
좋아, 좋아요, 좋습니다, 오케이, ㅇㅋ, 맞아, 맞아요, 맞습니다, 알겠습니다, 알겠어요
""")
"""Yes to “is that all” as well as to “is there more”."""


def says_all(text: str) -> bool | None:
    """Whether words say that these are all, False for more; None when they say neither.

    >>> says_all("no, that's it"), says_all("아니요 더 있어요"), says_all("Grand Hall")
    (True, False, None)
    """
    if len(text) > MAX_CHARS:
        return None
    plain = " ".join(text.casefold().replace("’", "'").split())
    return True if _ALL.fullmatch(plain) else False if _MORE.fullmatch(plain) else None


def says_more(text: str) -> bool | None:
    """The other way round, asked “is there another?”: a plain yes or no counts, too."""
    said = says_all(text)
    if said is not None:
        return not said
    return None if text.casefold().strip(" .!~") in _UNCLEAR else read_yes_no(text)


def is_unclear(text: str) -> bool:
    """Whether a word agrees without saying to what."""
    return text.casefold().strip(" .!~") in _UNCLEAR
