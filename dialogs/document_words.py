"""What partners say where a file is asked for, and no file comes: “next”, “I'll send it tomorrow”,
“here's the invoice”, “the agency will email it”.
"""

from __future__ import annotations

from enum import StrEnum

from bot.domain.catalog import DocumentRequirement
from bot.domain.claim import Claim
from bot.text.patterns import pattern
from bot.text.typed import tidy
from dialogs.commands import Command, read_command
from dialogs.turn import Turn

MAX_CHARS = 100


class Said(StrEnum):
    """What it means for the document that is asked for."""

    LATER = "later"
    NEXT = "next"
    SENT = "sent"
    ELSEWHERE = "elsewhere"


_LEAD = (
    r"(?:(?:ok(?:ay)?|so|and|well|yes|no|please|sorry|hm+|um+|let's|let me|i'll|we'll|i will|can i"
    r"|can we|could i|can you|i want to|i'd like to|네|예|아니요?|아뇨|그럼|음+)[ ,]+)*"
)
_WHAT = (
    r"(?: (?:it|this|that|them|these|this one|that one|(?:the|that|this|my|our) [a-z -]{2,40}?))"
)
_TIME = (
    r"(?:later(?: on)?|tomorrow|tonight|next (?:week|month|time)|soon|afterwards|after that"
    r"|another (?:time|day)|at the end|in (?:a|an|some|\d+|a few|a couple of) [a-z ]{3,12}"
    r"|on (?:mon|tues|wednes|thurs|fri)day|this (?:week|afternoon|evening)|when .{3,50}"
    r"|once .{3,50}|as soon as .{3,50}|for now|the day after tomorrow)"
)
_BRING = (
    r"(?:send|upload|attach|add|do|provide|submit|give|bring|scan|get|share|deliver|handle|post"
    r"|have|find|look for|ask for|request|come back to)"
)
_NEXT = pattern(
    _LEAD + r"(?:next(?: (?:one|document|doc|file|please|item))*|(?:go|move|jump) (?:(?:on )?to the"
    r" next(?: (?:one|document|file))?|on|ahead|further|to the next(?: (?:one|document|file))?)"
    r"|(?:skip|pass)(?: on)?(?: (?:it|this|that|this one|that one|this document|the document"
    r"|for now|please))*|continue with the next(?: one)?|what's next)(?: please| then| now)?|"
    + _LEAD
    + r"(?:다음(?: ?(?:거|것|서류|문서|파일|단계|항목))?(?:으로|로|은|요"
    r"|이요)?(?: ?(?:넘어|가|갈|진행|보|주)\S*(?: \S{1,5})?)?"
    r"|(?:이거(?:는|은)?|이건|이 서류(?:는|은)?|일단|그냥|지금은) ?(?:넘어|건너|패스|스킵|생략"
    r"|넘길|넘기)\S*(?: \S{1,6}){0,2}|(?:넘어가|넘어갈|건너뛰|건너뛸|패스|스킵|넘길"
    r"|넘기)\S*(?: \S{1,5})?)"
)
_LATER = pattern(
    _LEAD + rf"(?:going to |will |need to |have to )?{_BRING}{_WHAT}?(?: to you)?(?: you)? {_TIME}"
    rf"|{_LEAD}(?:i )?(?:don't|do not|dont|haven't|have not|havent) (?:have|got|gotten|received"
    rf"|get){_WHAT}?"
    r" (?:yet|right now|at the moment|here|at hand|with me|on me|just now)"
    rf"|{_LEAD}not (?:yet|now|ready(?: yet)?|at hand|right now)"
    r"|(?:still |i'm still |i am still |we're still |we are still )?waiting (?:for|on) .{2,50}"
    r"|.{2,40} (?:hasn't|has not|haven't|have not|didn't|did not) (?:sent?|arrived?|come|given?"
    r"|billed?|issued?|delivered?|provided?|been (?:sent|issued|made)|invoiced)(?: .{2,25})? yet"
    r"|(?:it|that|this|the [a-z ]{3,30})(?:'s| is)? (?:not (?:ready|here|there|available"
    r"|done)(?: yet)?|still (?:missing|pending|being [a-z]+|to come|on its way)|on (?:its|the) way"
    r"|coming(?: .{2,20})?)|remind me .{2,30}|"
    + _LEAD
    + r"(?:.{1,12} )?(?:나중에|이따가?|내일|모레|다음 ?주에?|다음 ?달에?|오후에|저녁에|곧|추후에?"
    r"|받으면|준비되면|나오면) ?(?:꼭 )?(?:다시 )?(?:올릴|올려|보낼|보내|드릴|드려|낼|낼게|할|첨부"
    r"|제출|추가|줄|줘|찾)\S*(?: \S{1,6}){0,2}|"
    + _LEAD
    + r"(?:.{1,12} )?아직(?:은)? ?(?:.{1,12} )?(?:없|못 ?받|안 ?받|안 ?왔|안 ?나왔|못 ?구|안 ?줬"
    r"|준비|발행|안 ?보)\S*(?: \S{1,6}){0,2}|(?:.{1,15} )?기다리(?:고|는)\S*(?: \S{1,6}){0,2}"
)
_SENT = pattern(
    _LEAD + rf"(?:here(?:'s| is| are| it is| you are| you go| they are| we go){_WHAT}?(?: please)?"
    rf"|there you go|(?:please )?(?:see|find)(?: the)? (?:attached|attachment|enclosed)(?:{_WHAT}"
    rf"| [a-z ]{{3,30}})?|(?:it's |it is |i've |i have |i |we've |we have |we )?(?:just "
    rf"|already )*(?:attached|enclosed|uploaded|sent|posted|shared|dropped)(?:{_WHAT})?(?: already"
    rf"| now| just now| above| here| before| earlier| to you)*"
    r"|(?:did|have) you (?:not )?(?:get|got|gotten|receive|received"
    r"|see)(?: (?:it|that|them|my file|(?:the|my|our) [a-z ]{3,30}))?(?: yet| already)?"
    r"|(?:the |my )?(?:file|invoice|attachment)(?: [a-z]+)? (?:is )?(?:attached|sent|uploaded))|"
    + _LEAD
    + r"(?:.{1,15} )?여기(?:요| ?있\S*| ?첨부\S*)"
    r"|(?:.{1,15} )?(?:방금 |이미 |벌써 )?(?:첨부|업로드)(?:했|합니다|드립|드려|할게|해요)\S*"
    r"|(?:.{1,15} )?(?:방금|이미|벌써|아까|위에) ?(?:.{1,8} )?(?:보냈|올렸|드렸"
    r"|첨부했)\S*(?: \S{1,6})?|(?:파일|서류|송장|사진)?(?:을|를)? ?(?:받으셨|받았|도착했|확인됐"
    r"|보이)(?:나요|어요|습니까|을까요|죠|지)\S*"
)
_ELSEWHERE = pattern(
    r".{0,60}\b(?:e-?mail(?:ed|ing|s)?|by mail|mail(?:ed)? (?:it|you|them|this|that|to)|fax(?:ed)?"
    r"|by post|courier|dropbox|google drive|onedrive|share ?point|wetransfer|whats ?app"
    r"|kakao(?:talk)?|slack|outlook|inbox)\b.{0,60}"
    r"|.{0,40}(?:이메일|메일|팩스|우편|택배|카톡|카카오톡|원드라이브|셰어포인트|드롭박스"
    r"|구글 ?드라이브).{0,40}"
)
_WRONG = pattern(r"\bwrong|\bby mistake|잘못")
_OF_DOCUMENTS = pattern(
    r"(?:what|which|is|are|does|do|must|should|how many|why|when|뭐|무엇|어떤|왜|언제|몇)\b"
)


def read(text: str) -> Said | None:
    """What a short message says of the document that is asked for, None for anything else."""
    if len(text) > MAX_CHARS:
        return None
    if read_command(text) is Command.LATER:
        return Said.LATER
    said = tidy(text)
    if _LATER.fullmatch(said):
        return Said.LATER
    if _NEXT.fullmatch(said):
        return Said.NEXT
    if _SENT.fullmatch(said) and not _WRONG.search(said):
        return Said.SENT
    if _ELSEWHERE.fullmatch(said) and not _OF_DOCUMENTS.match(said):
        return Said.ELSEWHERE
    return None


def no_file_lines(turn: Turn, claim: Claim, wanted: DocumentRequirement, said: Said) -> list[str]:
    """That nothing has come with the message, what is here already, and how a file gets here."""
    _ = turn._
    lines = []
    if said is Said.SENT:
        lines.append(
            _(
                "No file came with your message, and there is none yet for “%(document)s”.",
                document=turn.words(wanted.title),
            )
            if not claim.documents_for(wanted.requirement_id)
            else _("No file came with your message.")
        )
        if names := [one.name for one in claim.documents_in_force]:
            lines.append(_("Received for this claim so far: %(files)s.", files=_.list(names)))
        lines.append(_("Attach the file to a message in this chat (paper clip), then send it."))
    else:
        lines.append(
            _(
                "I can take files only here: attach them to a message in this chat (paper clip). "
                "A colleague or vendor can send it to you first; from a mail or another folder, "
                "save it and attach it."
            )
        )
    return lines
