"""Activities told by what was done and not by a name: "we wrote to 400 schools", 문자 쏜 거.

Looked at only where no activity is named; the first deed that fits is told.
"""

from __future__ import annotations

from bot.text.patterns import pattern

MAX_CHARS = 320
"""A longer text names its activities."""
_BUYERS = (
    r"(?:customers?|clients?|prospects?|leads|contacts|compan(?:y|ies)|schools?|firms|businesses"
    r"|households|addresses|subscribers|dealers|resellers|partners|teachers|doctors|pharmacies"
    r"|shops"
    r"|smes|smbs"
    r"|hospitals|lawyers|accountants|decision[ -]makers|cios?|cfos?|ceos?|users|recipients|people"
    r"|organi[sz]ations|guests|farmers|dentists|architects|salons|pubs|hotels|restaurants)"
)
_SELLERS = (
    r"(?:reps?|sellers?|sales ?(?:people|men|team|staff|force|floor|guys|folks|reps?|crew)"
    r"|salespersons?"
    r"|telesales|(?:shop|store|floor|counter) (?:staff|people|team)|account managers?|dealers?"
    r"|resellers?)"
)
_TREATS = (
    r"(?:gift ?cards?|vouchers?|bonus(?:es)?|prizes?|cash|points|trips?|hampers?|rewards?|gifts?"
    r"|tickets"
    r"|commission|weekend|dinner|incentives?)"
)
_MORE = (
    r"(?:(?:an?|the|our|some|all|about|around|nearly|over|\d[\d,.]*k?|of|new|local|more"
    r"|every) ){0,4}"
)
_CLOUD = (
    r"(?:azure|m365|microsoft 365|office 365|o365|exchange online|sharepoint(?: online)?|teams"
    r"|the cloud"
    r"|dynamics(?: 365)?|onedrive|fabric|entra|intune|business central)"
)
_NETWORKS = (
    r"(?:linkedin|facebook|instagram|insta|tiktok|twitter|xing|pinterest|threads|snapchat|x)"
)
_SITES = r"(?:google|bing|youtube|naver|msn|news sites?|comparison (?:web)?sites?|portals?|spotify)"
_PAPERS = (
    r"(?:times|post|herald|gazette|tribune|chronicle|mercury|echo|mirror|telegraph|journal|observer"
    r"|examiner|argus|star|mail|news|daily|weekly|zeitung|blatt|bote|anzeiger|nachrichten|rundschau"
    r"|tageblatt|kurier|bulletin|magazine|newspaper|paper|guide|yearbook|directory)"
)
_WIN = (
    r"(?:상품권|기프티콘|기프트 ?카드|보너스|포상|상금|쿠폰|인센티브|선물|여행|포인트|영화표"
    r"|관람권|티켓|회식비)"
)
_DEEDS = pattern(
    # who sold gets something, before those who buy
    rf"(?P<MD_SPIFF>\b{_TREATS}\b[^.?!]{{0,40}}?\b(?:to|for|among|between) "
    rf"(?:(?:our|the|my|best|top|each|every|all|\d+|dealer'?s?|own) ){{0,4}}(?:\w+ )?{_SELLERS}\b"
    rf"|\b{_SELLERS}\b[^.?!]{{0,24}} (?:got|get|gets|won|win|received?|earned?|pocket(?:ed)?) "
    rf"[^.?!]{{0,14}}?\b{_TREATS}\b|\b(?:gave|paid|promised"
    rf"|handed) {_MORE}{_SELLERS} [^.?!]{{0,14}}?{_TREATS}\b"
    rf"|(?:영업|판매|세일즈|매장|리셀러|대리점|딜러) ?(?:사원|직원|팀|왕|담당자?)?(?:들|분들)?"
    rf"(?:에게|한테|께)? ?[^.?!]{{0,14}}?{_WIN})"
    r"|(?P<MD_OFFER>\bfree [^.?!]{2,30} (?:with (?:every|each|any|the)|for (?:every|each)"
    r"|when (?:they|you)"
    r"|to (?:every|each|new))|\b(?:gave|give|offer(?:ed)?|granted|knocked) [^.?!]{0,30}"
    r"(?:discount|\d+ ?(?:%|percent) off|off the (?:price|first))|\d+ ?(?:%|percent) off\b"
    r"|\b(?:vouchers?|coupons?|gift ?cards?|cash ?back|discounts?) (?:to|for) "
    r"(?:(?:the|our|all|new|every|each) ){0,2}(?:customers?|clients?|buyers?|shoppers?)\b"
    r"|\bbuy \w+,? get\b|\bfirst (?:month|year|three months) free\b"
    r"|(?:사면|구매하면|구매 ?시|가입하면|계약하면|구매한 ?고객)[^.?!]{0,24}(?:무료|공짜|증정|줬"
    r"|주는|준 |드렸|드리)"
    r"|(?:무료로|공짜로|덤으로) ?(?:줬|드렸|준 |증정|제공)|\d+ ?(?:%|퍼센트|프로) ?(?:할인|깎아))"
    rf"|(?P<MD_TELE>\b(?:rang|called|phoned|dial(?:l?ed)|ringing|phoning|dialing"
    rf"|dialling) (?:up )?(?:round )?"
    rf"{_MORE}(?:\w+ )?{_BUYERS}\b|\bcall (?:up )?(?:\d[\d,]*|our|all"
    rf"|about \d+) (?:\w+ )?{_BUYERS}\b"
    rf"|\bto (?:ring|call|phone|dial) (?:up )?(?:\d[\d,]*|all|our) (?:\w+ )?{_BUYERS}\b"
    rf"|\bcalls (?:made )?to {_MORE}(?:\w+ )?{_BUYERS}\b"
    r"|전화 ?(?:를 )?(?:쭉 |싹 |다 )?(?:돌렸|돌린|돌리|걸었|걸어|했|한 거)|콜 ?(?:돌렸|돌린|쳤"
    r"|친 ))"
    rf"|(?P<DG_DIRECT>\b(?:mail(?:ing|er|shot)?|e-?mail|letter"
    rf"|newsletter) (?:that )?went (?:out )?to "
    rf"{_MORE}(?:\w+ )?{_BUYERS}\b|\b(?:text messages|texts|letters|postcards|e-?mails|mailshots?"
    rf"|mailers?) "
    rf"(?:(?:went|sent|out|by post) ){{0,3}}to {_MORE}(?:\w+ )?{_BUYERS}\b|\b(?:sent|mailed"
    rf"|posted|e-?mailed|texted|wrote|wrote to|mailing|sending"
    rf"|dropped) "
    rf"(?!the (?:claim|invoice|docs|papers))(?:[a-z'-]+ ){{0,4}}?(?:to "
    rf"|out to )?{_MORE}(?:\w+ )?{_BUYERS}\b"
    r"|(?:문자|메일|이메일|카톡|편지|dm|엽서|안내문|레터)(?:를"
    r"|을)? ?(?:\d[\d,천만]* ?[건통명곳]? ?)?"
    r"(?:쏘|쏜|쐈|쏴|뿌렸|뿌린|돌렸|돌린|날렸|날린|부쳤|부친|보냈던|발송|보낸 ?(?:거|것|캠페인))"
    r"|(?:문자|메일|이메일|카톡|편지|엽서|안내문)(?:를|을|으?로)? ?\d[\d,]*[천만백]? ?(?:명|분|곳"
    r"|개사|군데|사람)"
    r"(?:한테|에게|께|에)? ?(?:보냈|보낸|발송|돌렸|돌린|쐈|쏜|뿌))"
    rf"|(?P<MD_SEMINAR>\b(?:invited|hosted|welcomed|entertained|wined|gathered"
    rf"|brought together) {_MORE}"
    rf"(?:\w+ )?{_BUYERS}\b|\b(?:hosted|threw|held|put on|organi[sz]ed|laid on) (?:an?|our"
    rf"|the) (?:\w+ ){{0,2}}"
    rf"(?:for|with) {_MORE}(?:\w+ )?{_BUYERS}\b"
    rf"|\bhad {_MORE}(?:\w+ )?{_BUYERS} (?:over|round|in|along)\b"
    r"|\b[a-z]+ (?:that )?we (?:threw|hosted|held|put on|laid on)\b"
    r"|(?:고객|고객사|잠재고객|파트너|대표님?|임원|교사|선생님|담당자|거래처)(?:들|분들)?(?:을"
    r"|를)? ?"
    r"(?:\d+ ?(?:명|분|곳|개사) ?(?:을 |를 )?)?(?:초청해|초청하|초대해|초대하|초대한|초청한"
    r"|모시고|모셔|불러|모아)"
    r"|\b(?:trained|taught|coached) (?:the |our |a )?(?:customer|client)'?s'? (?:own )?[a-z]+"
    r"|\b(?:trained|taught|coached|showed) (?:the |our |some |\d+ )?(?:customers?|clients?"
    r"|partners?|teachers"
    r"|users|dealers?|resellers?)(?!')\b)"
    rf"|(?P<DG_PRINT>\b(?:ads?|adverts?|advertisements?|pages?|inserts?|advertorial|spread|piece)"
    rf"(?: that ran| run| placed)? in (?:the |our |a )?(?:[\w&.'-]+ ){{0,3}}{_PAPERS}\b"
    r"|(?:일보|신문|타임[스즈]|경제지?|매거진|잡지|회보|소식지)에 ?(?:[가-힣]{0,4} ?)?(?:광고"
    r"|실었|실린|실은|냈|나갔|나간|게재)"
    r"|[가-힣]{1,4}(?:일보|신문|경제)(?:에|의)? [^.?!]{0,24}광고)"
    rf"|(?P<DG_TVRADIO>\b(?:aired|broadcast|spots?|ads?|adverts?|slots?"
    rf"|jingles?)\b[^.?!]{{0,16}} (?:on|with|at) "
    r"(?:the )?(?:\w+ )?(?:radio|tv|fm|television|cinema|station)\b|\b(?:radio|cinema|tv) (?:mob"
    r"|people|lot|folks)\b"
    r"|(?:라디오|방송|티비|tv|극장|팟캐스트)에 ?(?:[가-힣\d]{0,8} ?){0,2}?(?:나갔|나간|틀었|내보"
    r"|실었|탔|광고|냈))"
    rf"|(?P<MD_MIGRATION>\b(?:moved?|migrated?|switch(?:ed)?|brought|took|shift(?:ed)?|lifted"
    rf"|transferred|moving)"
    rf" [^.?!]{{2,48}}? (?:to|onto|into|over to|up to) {_CLOUD}\b"
    r"|(?:애저|m365|클라우드|익스체인지 ?온라인|쉐어포인트|팀즈|오피스 ?365"
    r"|원드라이브)(?:으)?로 ?(?:싹 |전부 |다 )?"
    r"(?:이전|이관|옮|전환|마이그|넘어|올렸))"
    r"|(?P<MD_SOLUTION>\b(?:buil[dt]|developed?|created?|coded|made"
    r"|integrat\w+) [^.?!]{0,30}\bwith (?:an?|the|our) "
    r"(?:\w+ )?(?:isv|software (?:house|company|firm|vendor))|(?:isv|소프트웨어 ?회사"
    r"|개발사)(?:랑|와|과|하고|이랑)"
    r"[^.?!]{0,18}(?:만들|개발|구축|연동))"
    r"|(?P<PR_INTERNAL>\b(?:trained|taught|coached|upskilled|drilled|briefed) (?:up )?(?:our|the"
    r"|my) (?:[\w'’]+ ){0,2}"
    r"(?:staff|team|people|reps?|sellers?|salespeople|employees|engineers|colleagues|force|floor)\b"
    r"|(?:우리|저희|사내|자사) ?(?:직원|영업|팀원|엔지니어)[가-힣]{0,4} ?(?:을|를|한테"
    r"|에게)? ?(?:교육|가르|연수))"
    r"|(?P<PR_DEMO>\b(?:laptops?|surfaces?|tablets?|devices?|hubs?|machines?|notebooks?"
    r"|kit)\b[^.?!]{0,24}"
    r"\b(?:for (?:the |our )?(?:demos?|showroom|display|customers to try|loan)|on (?:display"
    r"|loan|show))\b"
    r"|\b(?:lent|loaned|lending|loaning) [^.?!]{0,30}\b(?:surfaces?|laptops?|tablets?|devices?"
    r"|hubs?|units?)\b"
    r"|(?:서피스|노트북|태블릿|기기|장비|허브)[^.?!]{0,12}(?:빌려|대여해|대여했|비치했|비치한)"
    r"|(?:쇼룸|전시장|체험존)(?:에|용)[^.?!]{0,14}(?:노트북|서피스|기기|태블릿|장비|허브)"
    r"|\bseeded (?:\w+ )?(?:laptops?|surfaces?|devices?|tablets?)"
    r"|(?:전시|시연|체험|대여|데모)(?:용으로|하려고|할|용) ?[^.?!]{0,8}(?:노트북|서피스|기기"
    r"|태블릿|장비|허브))"
    r"|(?P<MD_TRADESHOW>\b(?:the|our|my) (?:[\w-]+ )?stand\b(?! (?:still(?! being)|for"
    r"|by|up|out|in|on|to|with|as"
    r"|alone|against)\b)|\b(?:exhibited|exhibiting|had a (?:stand|table|booth|stall)|manned a"
    r"|took a (?:stand|booth|stall))\b"
    r"|\b(?:sponsored|sponsoring|took part in|at) (?:the |an? )?(?:[\w&-]+ ){1,3}(?:fair|expo"
    r"|messe|convention|congress)\b"
    r"|(?:전시회|박람회|엑스포|페어|산업전|대전)에 ?(?:나갔|나간|나가|출품|참가|참여))"
    rf"|(?P<DG_SOCIAL>\b(?:posted|posts?|advertis\w+|promot\w+|campaigns?|boosted|ads?|videos?"
    rf"|stories)\b[^.?!]{{0,16}}"
    rf" on (?:our )?{_NETWORKS}\b|(?:링크드인|인스타|페북|페이스북|틱톡"
    rf"|스레드)에 ?(?:[가-힣]{{0,4}} ?)?(?:올렸|올린|홍보|광고|게시|돌린|돌렸))"
    rf"|(?P<DG_DIGITAL>\b(?:advertis\w+|promot\w+|ads?|banners?"
    rf"|campaigns?)\b[^.?!]{{0,16}} on (?:the )?{_SITES}\b"
    r"|(?:구글|네이버|유튜브|다음|카카오)에 ?(?:[가-힣]{0,4} ?)?(?:올렸|올린|홍보|광고|돌린|돌렸"
    r"|걸었))"
    r"|(?P<DG_WEB>\b(?:rebuilt|redid|redesigned|relaunched|revamped|overhauled) (?:our"
    r"|the) (?:\w+ ){0,2}"
    r"(?:site|website|homepage|web ?pages?|shop)\b|(?:홈페이지|홈피|사이트|웹사이트)(?:를"
    r"|을)? ?(?:싹 |새로 |다시 )?"
    r"(?:갈아엎|뜯어고|새로|바꿨|고쳤|손봤|만든|만들))"
)
_HINT = pattern(
    r"\b(?:free|off|stand|sent|mail|post|text|wrote|call|rang|ring|phon|dial|invit|host|held|threw"
    r"|put on|laid on|welcom|gave|give"
    r"|buil|train|taught"
    r"|coach|mov|migrat|switch|exhibit|sponsor|had a|manned|ad|ads|advert|banner|page|campaign"
    r"|re(?:built|did|design"
    r"|launch|vamp)|gift|voucher|bonus|prize|laptop|surface|device|tablet|seeded|aired|broadcast"
    r"|spot)"
    r"|(?:에|로|랑|와|면|고|를|을|한테|에게) |돌렸|돌린|쏜|쐈|뿌|무료|공짜|상품권|할인|교육|광고"
    r"|영화표"
    r"|보너스|포상"
)


def deed(plain: str) -> str:
    """Code of the activity whose doing normalized text tells, "" for none.

    >>> deed("we wrote to 400 schools in october"), deed("약국 4,100곳에 문자 쏜 거")
    ('DG_DIRECT', 'DG_DIRECT')
    >>> deed("gift cards for the top 20 sellers"), deed("how do i start")
    ('MD_SPIFF', '')
    """
    if len(plain) > MAX_CHARS or not _HINT.search(plain):
        return ""
    found = _DEEDS.search(plain)
    return (found.lastgroup or "") if found else ""
