"""Words by which a day lies behind or ahead of today; `days` weighs them."""

from __future__ import annotations

from bot.text.patterns import pattern

DUE_BEFORE = pattern(
    r"(?:\bby|before|until|till?|no later than|due(?: on)?|(?:by|before) (?:close of business|cob"
    r"|eod|noon)|by the|before the|until the|deadline|"
    r"remind(?: me| us)?(?: again)?(?: on)?|ping(?: me| us)?(?: on)?) ?(?:the )?$"
)
DUE_BEHIND = pattern(r"^ ?(?:까지|이전|전까지|전에|안에|에 ?(?:다시 ?)?(?:알려|알림|리마인))")
DATED_BEFORE = pattern(r"\bdated(?: on)? (?:the )?$")
DATED_BEHIND = pattern(r"^ ?자(?:로|인|의|짜리|[ ,.]|$)(?! ?까지)")
"""The day of a paper lies behind, or ahead but not far."""
FROM_UNTIL = pattern(r"\bfrom [^,.;?!]{3,24} (?:until|till?) (?:the )?$")
AHEAD = pattern(
    r"\b(?:will|'ll|would|shall|going to|gonna|plan(?:s|ned|ning)?|intend\w*|upcoming|coming up"
    r"|next|scheduled|due|goes|expires?|remind\w*|deadline(?! (?:has |had )?(?:passed|was|ended"
    r"|expired))|cut-?off|valid|falls? on|holiday"
    r"|starts|ends|begins|kicks off"
    r"|about to|we have .{0,20} coming)\b"
    r"|\b(?:is|are|be) (?:on|in)\b|\bthinking of\b|\bwhat if\b|\b(?:i'm|be|am) back\b|\breserved?\b"
    r"|\bearmarked\b|\bbook\b|\bset aside\b"
    r"|\bif (?:i|we) (?!did|had|ran|was|were|paid|sent|made|held)[a-z]+\b|can i still\b"
    r"|if i (?:file|submit|send|hand|claim)\b"
    r"|예정|계획|[가-힣]겠(?!지)|(?:제출|청구|신청|접수|등록)해도|진행해도"
    r"|[할갈열낼쓸올볼릴칠] ?(?:거|건데|건가|게|예정|계획|생각)|하려|려고|려는|앞두|다음"
    r"|알려 ?[줘주]|알림|리마인|마감|만료|공휴일|유효|[하여]는 (?!것)|하면|준비 ?중"
)
DONE = pattern(
    r"\b(?:ran|did|made|held|was|were|had|went|took|sent|bought|paid|put|came|gave"
    r"|(?<!'ve )(?<!have )got(?! to\b)"
    r"|built"
    r"|done|been|took place|ago|since|too late|still (?:claim|submit|file|hand)"
    r"|(?!need|plan|schedul|requir|call|inten|suppos|allow|open|dat|us|reserv|budget|earmark"
    r"|book)[a-z]{2,}ed)\b"
    r"|[했였었았갔왔됐랐났샀썼렸혔졌쳤켰냈봤줬팠탔]|(?<=[가-힣])[한된간쓴낸산온던린진킨친켠] "
    r"|(?<=에 )(?:한|쓴|낸|연|산|온|간) |쌓인|벌어들인|늦었|늦나|아직|찍힌|끝난|마친|찍은"
    r"|보낸|받은|열린|치른|치룬|[됨함]$|[됨함][ ,.]"
)
SURELY_COMING = pattern(
    r"\b(?:upcoming|planned for|plan(?:ning)? (?:a|an|the|our|to (?:run|hold|do|host))|will be held"
    r"|scheduled for|taking place (?:on|in)|in advance|beforehand)\b"
    r"|(?:will|'ll|going to|gonna) (?:run|hold|host)\b"
    r"|\bif (?:i|we) (?!did|had|ran|was|were|paid|sent|made|held|got)[a-z]+\b(?<!ed)"
    r"|\bi'll be\b|\b(?:on (?:holiday|leave|vacation)|away|off|out of office|ooo) (?:from|until"
    r"|till)\b"
    r"|예정|미리|앞두|[할열갈] (?:행사|세미나|웨비나|교육|전시|캠페인|광고|워크숍|이벤트|설명회)"
    r"|(?:행사|세미나|웨비나|교육|전시회?|캠페인|광고|워크숍|이벤트|설명회)[를을]?"
    r" ?[할열] ?(?:거|건데|게요)"
)
"""Says even in a wish to file a claim that it is still to come."""
IF = pattern(r"\bif (?:i|we) (?!did|had|ran|was|were|paid|sent|made|held)[a-z]+\b")
TOO_LATE = pattern(r"too late|still (?:claim|submit|file|hand)")
"""Asked of what is to come too: "if I pay in January, am I too late?"."""
WANTED = pattern(r"\b(?:need|want|requir|request|ask|expect|due)[a-z]*\b|달라|필요|요청")
"""By Friday it is wanted: the next one, though "asked" is a verb of what is over."""
CLAUSE = pattern(r"[,;?!]| - | – |\. |그런데|인데 |는데 |지만 |고요 | but | and i | and we ")
CLOSE_BY = pattern(
    r"today|tonight|tomorrow|yesterday|last night|this (?:morning|afternoon|evening)|오늘|내일|어제"
    r"|어젯밤|모레|this week(?:end)?|this year|next year|this month|올해|내년|이번 ?달"
    r"|이번 ?(?:주말|주)"
)
"""Said in every chat; there it is no day of anything of ours."""
A_WEEKDAY = pattern(r"[a-z]+day|[월화수목금토일]요일")
AHEAD_INTENTS = frozenset({"reminders_on", "reminders_off", "deadline"})
"""Who asks for these names a day to come, unless the words say that it is over."""
DONE_INTENTS = frozenset(
    {
        "file_claim", "resume_claim", "claim_status", "respond_request", "payment", "dispute",
        "edit_claim", "withdraw_claim", "csr_help", "cpor_status",
    }
)  # fmt: skip
"""These are about what has been done; "will" and 올릴게요 speak of the claim and not of its day."""
SPENT_IN = pattern(
    r"\b(?:stuff|things|costs?|expenses?|bills?|invoices?|receipts?|spend|spending|something|ones?"
    r"|work) (?:we \w+ )?(?:from|of|in) (?:the )?$"
)
SPENT_KO = pattern(r"^ ?(?:거|것|에 ?(?:한|쓴|집행)|분 |사용분|집행분|비용|영수증|지출)")
"""Beside a period in which money was spent; it is over even where a deadline is asked for."""
