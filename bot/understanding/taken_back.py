"""Values that a sentence names only to take them back: "should be 4,310 not 3,410"."""

from __future__ import annotations

from bot.text.patterns import pattern

_NOT_THIS = pattern(
    r"(?:\bnot|\brather than|\binstead of|\bwrong(?:ly)?(?: (?:as|put|typed|entered|wrote|says))?"
    r"|\bmistakenly(?: \w+)?|\bby mistake|\bnot the) (?:the |on |at |[$€£₩])?$"
)
_TYPED = pattern(
    r"\b(?:typed|entered|wrote|put(?: in| down)?|keyed(?: in)?|filed|submitted|booked|says|said"
    r"|shows|logged|went in as|have|has|had)\b[^.;?!]{0,24}$"
)
_INSTEAD = pattern(
    r"^ ?(?:\w+ ){0,2}(?:instead of|rather than"
    r"|(?:but|and)? ?(?:it |that |this )?(?:should|ought|must|has to|needs to"
    r"|was supposed|was meant)|but it(?:'s| was| is))\b"
)
_FROM = pattern(
    r"\b(?:chang|mov|correct|amend|edit|updat|fix|switch)[a-z]*\b[^.;?!]{0,60}\bfrom (?:the )?$"
)
_TO_KO = pattern(
    r"^ ?(?:에서 [^.?!]{1,20}?)?으?로 ?(?:[가-힣]{1,5} )?(?:수정|변경|정정|바꿔|바꾸|바꿀|고쳐|고치"
    r"|고칠|옮)"
)
_WRONG_KO = pattern(
    r"^ ?(?:이?라고|으?로|을|를|이|가)? ?(?:잘못|오타|오기|틀리게|착각)"
    r"|^ ?으?로 ?(?:적었|적혔|입력|기재|등록|올라|올렸|신청했|찍혔|썼)"
    r"|^ ?(?:이|가)? ?(?:아니라|아니고|아닌|말고|대신)"
)
_SHOULD = pattern(r"\b(?:should|make it|correct|change it|change)\b[^.;?!]{0,40}$")


def is_taken_back(plain: str, start: int, end: int) -> bool:
    """Whether the value between two places in normalized text is the one that was wrong.

    >>> text = "typed 1900 instead of 9100"
    >>> is_taken_back(text, 6, 10), is_taken_back(text, 22, 26)
    (True, False)
    """
    before, behind = plain[max(0, start - 90) : start], plain[end : end + 40]
    if _WRONG_KO.match(behind) or _FROM.search(before):
        return True
    if behind.lstrip().startswith("에서") and _TO_KO.match(behind):
        return True
    if _INSTEAD.match(behind) and _TYPED.search(before) and not _SHOULD.search(before):
        return True
    denied = _NOT_THIS.search(before)
    if denied is None or not denied[0].startswith(("instead", "rather")):
        return denied is not None
    typed = before[: denied.start()]
    return not _TYPED.search(typed) or bool(_SHOULD.search(typed))


def is_change(plain: str, start: int, end: int) -> bool:
    """Whether what looks like a period is one day put for another: "from the 4th to the 14th"."""
    return bool(_FROM.search(plain[max(0, start - 90) : start]) or _TO_KO.match(plain[end:]))


_CORRECTION = pattern(
    r"instead of|rather than|(?:should|must|has to) (?:be|read|say)|\bnot \d|typo\b|잘못|정정"
    r"|아니라|아니고"
)


def is_correction(plain: str) -> bool:
    """Whether a text says that one value stands for another."""
    return bool(_CORRECTION.search(plain))
