"""Files and papers: formats and sizes, the vendor's invoice, the CSR."""

from __future__ import annotations

import re

from bot.answers.general import guidance
from bot.answers.origins import Origins
from bot.answers.values import Answer, Ask, Offer
from bot.text.patterns import pattern

FORMAT_NAMES = {
    "docx": "word|워드",
    "xlsx": "excel|엑셀",
    "pptx": "powerpoint|파워포인트|ppt",
    "hwp": "hangul|아래한글|한글 파일|한글파일",
    "heic": "iphone photo|iphone photos|iphone picture|아이폰 사진",
    "mp4": "video|videos|동영상|비디오|영상 파일",
    "mp3": "audio|recording|음성 파일|녹음",
    "zip": "archive|압축 파일|압축파일",
    "jpg": "photo|photos|사진",
    "png": "screenshot|screenshots|screen shot|캡처|캡쳐|스크린샷",
    "msg": "outlook",
    "eml": "email file|이메일 파일",
}
"""Extension → what people call such a file."""

_SIZE = pattern(r"(\d{1,5}(?:[.,]\d)?) ?(gb|기가|mb|megabytes?|메가|kb|킬로)", re.IGNORECASE)
_UNITS = {"g": 2**30, "기": 2**30, "m": 2**20, "메": 2**20, "k": 2**10, "킬": 2**10}


def file_formats(ask: Ask) -> Answer:
    """Whether a type or size is accepted, and all that are."""
    _, files = ask.say, ask.catalog.files
    lines = [*_about_type(ask), *_about_size(ask)]
    named = [ask.catalog.kinds[code] for code in ask.slots.documents if code in ask.catalog.kinds]
    origins = Origins(ask).add(files)
    facts = []
    for kind in (kind for kind in named if kind.formats):
        origins.add(kind)
        facts.append((ask.words(kind.title), _.list(kind.formats)))
    facts += [
        (_("Accepted types"), _.list(files.extensions)),
        (_("Largest file"), _.size(files.max_file_bytes)),
        (_("Files for one document"), _.number(files.max_per_requirement)),
        (_("Files in one claim"), _.number(files.max_per_claim)),
    ]
    return Answer(
        intent=ask.recognition.intent,
        title=_("Files you can send"),
        lines=tuple(lines),
        facts=tuple(facts),
        bullets=(
            _("The content decides, not only the name: a renamed file is refused."),
            _("No passwords, macros or active content."),
        ),
        origins=origins.told(),
    )


def _about_type(ask: Ask) -> list[str]:
    _, files = ask.say, ask.catalog.files
    lines = []
    for extension in _named_types(ask):
        if extension in files.extensions:
            lines.append(_("Yes, .%(extension)s is accepted.", extension=extension))
        else:
            hint = files.refused_hints.get(extension, files.refused_hint)
            lines.append(
                _(
                    "No, .%(extension)s is not accepted. %(hint)s",
                    extension=extension,
                    hint=ask.words(hint),
                )
            )
    return lines


def _named_types(ask: Ask) -> list[str]:
    files, plain = ask.catalog.files, ask.text.casefold()
    words = set(re.findall(r"[a-z0-9]+", plain))
    known = [*files.extensions, *files.refused_hints]
    named = [extension for extension in known if extension in words]
    vague = ("jpg", "png") if named or ask.particulars else ()
    for extension, names in FORMAT_NAMES.items():
        if extension in vague:
            continue
        for name in names.split("|"):
            is_latin = name.isascii()
            if (is_latin and re.search(rf"\b{name}\b", plain)) or (not is_latin and name in plain):
                named.append(extension)
    return list(dict.fromkeys(named))[:4]


def _about_size(ask: Ask) -> list[str]:
    found = _SIZE.search(ask.text[:300])
    if not found:
        return []
    _, limit = ask.say, ask.catalog.files.max_file_bytes
    size = int(float(found[1].replace(",", ".")) * _UNITS[found[2][0].lower()])
    if size <= limit:
        return [_("%(size)s is within the limit.", size=_.size(size))]
    return [
        _(
            "%(size)s is too large: at most %(limit)s per file. Make the PDF smaller, lower the "
            "resolution, or split it.",
            size=_.size(size),
            limit=_.size(limit),
        )
    ]


def invoice_help(ask: Ask) -> Answer:
    """What the vendor's invoice must show."""
    return guidance(ask, "invoice_help", offers=(_documents(ask),))


def csr_help(ask: Ask) -> Answer:
    """What a CSR is, when it is needed, what stands in it."""
    return guidance(ask, "csr_help", offers=(_documents(ask),))


def _documents(ask: Ask) -> Offer:
    arguments = {"activity": ask.activity} if ask.activity else {}
    return Offer(ask.say("What documents?"), "menu.documents", arguments)
