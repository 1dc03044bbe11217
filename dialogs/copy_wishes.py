"""“Clone my claim”, as typed in either language: whether it is that wish, and of which claim."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.text.patterns import pattern

MAX_CHARS = 160


@dataclass(frozen=True, slots=True)
class CopyWish:
    """A claim is to be copied.

    Shape: `names` is what the claim may be called, likeliest first, empty for the one at hand;
    `is_sure` tells that the words can mean nothing but a claim.
    """

    names: tuple[str, ...] = ()
    is_sure: bool = True


_INTO = r"(?:in ?to|to|as) (?:an? |the )?(?:new |another |fresh )?(?:draft|claim|one)"
_ASKING = (
    r"(?:please |can you |could you |can i |could i |may i |how (?:can|do) i |i want to |"
    r"i would like to |i'd like to |let me |let's )*"
)
_ENGLISH = pattern(
    rf"{_ASKING}(?:(?:clone|copy|duplicate)(?: of)?|(?:make|create) a (?:copy|clone|duplicate) of)"
    rf"(?: (?P<what>(?!(?:in ?to|to|as)\b).+?))?(?P<into> {_INTO})?(?: (?:please|again))?"
)
_ENGLISH_NEW = pattern(
    rf"{_ASKING}(?:(?:start|make|create|open) )?(?:a )?new (?:claim|draft) (?:from|out of) "
    r"(?P<what>.+)"
)
_AGAIN = pattern(
    rf"{_ASKING}(?:(?:re-?file|re-?submit) (?:it|this|that|the claim|my claim)"
    r"|(?:file|claim|submit|enter|start|make) (?:(?:exactly )?the same(?: (?:thing|one|claim"
    r"|activity))?|(?:this|that|it)(?: (?:claim|one))? again|another one like (?:this|that|it)"
    r"|(?:an?|the|another)? ?(?:new )?(?:one|claim) (?:with|from|using) (?:the|this|that"
    r"|its) same (?:data|details|answers)))(?: (?:again|once more|as (?:before|last time)|instead"
    r"|now|then|please|as a new (?:one|claim)))*(?: (?:for|in|of) .{3,40})?"
    r"|(?:(?:지난번|저번|이전|먼저)(?:과|이랑|하고|처럼)? ?)?(?:똑같|같)은 ?(?:거|것|걸로|클레임"
    r"|내용|활동)(?:을|를|으로|로)? ?(?:하나 ?)?(?:더|다시|또)? ?(?:신청|청구"
    r"|클레임)\S*(?: \S{1,6}){0,2}"
)
"""“File the same again for last month”."""
_KOREAN = pattern(
    r"(?P<what>.*?)\s*(?P<into>새(?:로운)? ?(?:초안|클레임|청구)(?:으로|로))?\s*(?:복사|복제|클론)"
    r"(?:를|을|본)?\s*(?:좀\s*)?(?:해|해 ?(?:줘|줘요|주세요|주십시오|줄래요?|주시겠어요|"
    r"주실 수 있나요|주실래요)|하기|하고 싶어요?|하고 싶습니다|하고 싶은데요|할래요?|할게요|"
    r"하려면|할 수 있나요|할 수 있어요|할 수 있을까요|하려고 합니다|하려고요|부탁해요?|"
    r"부탁드려요|부탁드립니다|가능한가요|가능할까요|만들어 ?(?:줘|주세요))?"
)
_WHOSE = pattern(
    r"^(?:(?:my|our|the|this|that|an?|old|last|previous|earlier|rejected|sent|existing) )+|"
    r"^(?:(?:내|제|저의|우리|이|그|지난|예전|이전|기존|거절된|반려된|보낸) )+"
)
_CLAIM = pattern(
    r"^claims?\b(?: (?:number|no\.?|called|named))? ?| claims?$|"
    r"^(?:클레임|청구)(?:서|건)? ?(?:번호 )?| ?(?:클레임|청구)(?:서|건)?$"
)
_PARTICLE = pattern(r"(?:으로부터|으로|에서|을|를|로|은|는)$")
_POINTING = frozenset({"", "it", "this", "that", "this one", "that one", "이거", "이것", "그거"})


def read_copy_wish(text: str) -> CopyWish | None:
    """What a message wants copied, or None when it is about something else.

    >>> read_copy_wish("clone my claim"), read_copy_wish("Autumn ads 클레임을 복사해줘").names
    (CopyWish(names=(), is_sure=True), ('autumn ads',))
    >>> read_copy_wish("copy of the flyer"), read_copy_wish("We copied the flyer")
    (None, None)
    """
    if len(text) > MAX_CHARS:
        return None
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").strip()
    plain = re.sub(r"\s+", " ", plain).lstrip("/").strip("!.~?… “”\"'")
    if plain.startswith("copy of "):
        return None  # what a document or a claim is called
    if _AGAIN.fullmatch(plain):
        return CopyWish()
    match = _ENGLISH.fullmatch(plain)
    new = None if match else _ENGLISH_NEW.fullmatch(plain)
    korean = None if match or new else _KOREAN.fullmatch(plain)
    found = match or new or korean
    if found is None:
        return None
    return _wish(found["what"] or "", is_sure=bool(new or found["into"]))


def _wish(typed: str, *, is_sure: bool) -> CopyWish | None:
    what = typed.strip(" “”\"'")
    bare = _PARTICLE.sub("", what)
    names = [_without_claim(one) for one in dict.fromkeys((what, bare))]
    is_claim = is_sure or any(name != one for name, one in zip(names, (what, bare), strict=False))
    if any(name in _POINTING for name in names):
        return CopyWish() if is_claim else None
    return CopyWish(tuple(dict.fromkeys(names)), is_claim)


def _without_claim(what: str) -> str:
    """The name alone: without whose it is and without the word claim."""
    return _CLAIM.sub("", _WHOSE.sub("", what)).strip(" “”\"':#")
