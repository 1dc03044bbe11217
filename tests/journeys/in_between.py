"""What partners type in the middle of a form, measured: `python -m tests.journeys.in_between`.

`in_between.tsv` holds the phrasings: point, language, place in the form, text, what it must lead
to, intents of the answer. Half of them, by a hash of the text, were held back while the rules were
made. `-v` names the misses of the other half.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import text as sql

from tests.journeys.conftest import NOW
from tests.journeys.fake_channel import actions
from tests.journeys.stage import Persona, Stage, stage

ROAD = ("last", "text", "cur", "views", "kind", "vendor", "net", "cost")
WORDS: dict[str, dict[str, list[str]]] = {
    "en": {
        "first": [
            "new claim", "CSP indirect reseller", "google ads", "start", "outside vendors",
            "Autumn ads",
        ],
        "last": ["3 October"],
        "text": ["9 October"],
        "cur": ["We ran Google ads for Microsoft 365 and Azure in Korea."],
        "views": ["USD"],
        "kind": ["10,000 impressions and 250 clicks"],
        "vendor": ["media placement"],
        "net": ["Contoso"],
        "cost": ["4,200"],
        "costs2": ["add another cost", "media placement", "Fabrikam", "800"],
        "doc": ["that is all"],
        "online": ["new claim", "CSP indirect reseller", "webinar", "start", "outside vendors"],
        "other": ["agency fees"],
        "-": [],
    },
    "ko": {
        "first": [
            "새 클레임", "CSP 간접 재판매인", "구글 광고", "시작", "외부 업체", "가을 광고",
        ],
        "last": ["10월 3일"],
        "text": ["10월 9일"],
        "cur": ["한국 고객을 대상으로 마이크로소프트 365 광고를 진행했습니다."],
        "views": ["USD"],
        "kind": ["노출 10,000회, 클릭 250회"],
        "vendor": ["매체 집행비"],
        "net": ["콘토소"],
        "cost": ["4,200"],
        "costs2": ["비용 추가", "매체 집행비", "패브리캄", "800"],
        "doc": ["모두 입력했습니다"],
        "online": ["새 클레임", "CSP 간접 재판매인", "웨비나", "시작", "외부 업체"],
        "other": ["대행사 수수료"],
        "-": [],
    },
}  # fmt: skip
_PROMPTS = {
    "other": ("Kind of cost", "비용 종류"),
    "vendor": ("Vendor, as on the invoice", "업체(송장에 적힌 대로)"),
    "net": ("Net amount, without tax", "공급가액"),
}
_CLAIM = {
    "start": "activity_start",
    "end": "activity_end",
    "currency": "currency",
    "name": "claim_name",
    "desc": "description",
}
_LINE = {
    "net": "net",
    "vendor": "vendor_name",
    "tax": "tax",
    "invoice": "invoice_number",
    "kind": "expense_type",
    "claimed": "claimed",
}


class Phrase(NamedTuple):
    """One line of the file. Shape: `wanted` pairs “field=value”, “ask” or “same”."""

    point: str
    language: str
    place: str
    text: str
    wanted: str
    intents: str

    @property
    def is_held_back(self) -> bool:
        """Whether it was not looked at while the rules were made."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 1


def phrases() -> list[Phrase]:
    """All phrasings, in the order of the file."""
    lines = Path(__file__).with_name("in_between.tsv").read_text("utf-8").splitlines()
    return [Phrase(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def script(phrase: Phrase) -> list[str]:
    """What is typed before the phrase."""
    words, place = WORDS[phrase.language], phrase.place
    if place not in (*ROAD, "costs2", "doc"):
        return words[place]
    upto = "cost" if place in ("costs2", "doc") else place
    road = [one for name in ROAD[: ROAD.index(upto) + 1] for one in words[name]]
    return [*words["first"], *road, *(words[place] if upto != place else [])]


async def held(on: Stage) -> dict[str, str]:
    """What the newest claim holds, flat. Shape: fields of a cost end in “@” and its number."""
    rows = await on.bot.database.run(
        lambda c: list(c.execute(sql("select body from claims order by rowid desc limit 1"))),
        write=False,
    )
    claim: dict[str, Any] = json.loads(rows[0][0]) if rows else {}
    flat = {name: str(claim.get(field) or "") for name, field in _CLAIM.items()}
    conditions = claim.get("conditions", {})
    flat |= {"work": ",".join(conditions.get("work_by", ()))}
    flat |= {"online": ",".join(conditions.get("online", ())), "metrics": str(claim.get("metrics"))}
    for number, line in enumerate(claim.get("expense_lines", ()), 1):
        for name, field in _LINE.items():
            is_sum = name in ("net", "tax", "claimed")
            flat[f"{name}@{number}"] = str(float(line[field]) if is_sum else line[field])
    return flat


async def finish(on: Stage, who: Persona, language: str, kind: str) -> None:
    """Complete the cost that is being typed, so that what it holds is seen."""
    typed = {"other": kind, "vendor": "Zeta", "net": "9,999"}
    for _ in range(4):
        if "net@1" in await held(on):
            return
        places = {name: max(map(who.said.rfind, said)) for name, said in _PROMPTS.items()}
        asked = max(places, key=lambda name: places[name])
        if places[asked] < 0:
            return
        await who.says(typed[asked])


class Measure:
    """Says each phrase to a bot, and compares with the same claim without it."""

    def __init__(self, on: Stage) -> None:
        self._on, self._known, self._count = on, dict[tuple[str, ...], dict[str, str]](), 0

    async def works(self, phrase: Phrase) -> bool:
        """Whether the phrase led to what it should, and to nothing else."""
        wanted = _wanted(phrase)
        language = phrase.language
        is_other = wanted.get("kind@1") == "agency_fees" and phrase.place == "kind"
        kind = WORDS[language]["vendor" if is_other else "other"][0]
        key = (language, phrase.place, kind)
        if key not in self._known:
            self._known[key] = (await self._typed(phrase._replace(text=""), kind))[0]
        found, said, answered = await self._typed(phrase, kind)
        whole = {**self._known[key], **wanted}
        whole |= {f"claimed{k[3:]}": v for k, v in wanted.items() if k.startswith("net@")}
        names = {*whole, *found} if phrase.place != "-" else set()
        right = all(whole.get(name, "") == found.get(name, "") for name in names)
        return right and _is_told(phrase, bool(wanted), said) and _is_answered(phrase, answered)

    async def _typed(self, phrase: Phrase, kind: str) -> tuple[dict[str, str], str, set[str]]:
        self._count += 1
        locale = "en-US" if phrase.language == "en" else "ko-KR"
        who = self._on.person(f"p{self._count}", locale=locale)
        for words in (*script(phrase), *([phrase.text] if phrase.text else [])):
            await who.says(words)
        acts = [
            action.get("data", {}).get("act", {})
            for message in who.new
            for card in message.cards
            for action in actions(card)
        ]
        answered = {act["intent"] for act in acts if act.get("kind") == "answer.vote"}
        said = who.said
        if phrase.place in ("kind", "vendor", "net"):
            await finish(self._on, who, phrase.language, kind)
        return (await held(self._on) if phrase.place != "-" else {}), said, answered


def _wanted(phrase: Phrase) -> dict[str, str]:
    pairs = re.findall(r"([a-z]+(?:@\d)?)=(.*?)(?= [a-z]+(?:@\d)?=|$)", phrase.wanted)
    found = {}
    for name, value in pairs:
        full = name if "@" in name or name not in _LINE else f"{name}@1"
        is_sum = name.partition("@")[0] in ("net", "tax", "claimed")
        found[full] = str(float(value)) if is_sum else value
    return found


def _is_told(phrase: Phrase, changes: bool, said: str) -> bool:
    if phrase.wanted == "ask":
        return "Which answer" in said or "어느 답" in said
    return phrase.point != "1" or not changes or "Changed" in said or "변경했" in said


def _is_answered(phrase: Phrase, answered: set[str]) -> bool:
    if phrase.point not in ("3", "4") or not phrase.intents:
        return True
    allowed = set(re.split(r"[,+]", phrase.intents))
    if phrase.point == "3":
        return bool(answered & allowed)
    must = allowed if "+" in phrase.intents and "," not in phrase.intents else set()
    return bool(answered) and answered <= allowed and must <= answered


async def main() -> None:
    """Print how many phrasings work, by point, language and half."""
    logging.disable(logging.CRITICAL)
    hits, total = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder), now=NOW) as on:
            measure = Measure(on)
            for phrase in phrases():
                half = "held back" if phrase.is_held_back else "known"
                works = await measure.works(phrase)
                key = (phrase.point, phrase.language, half)
                total[key] += 1
                hits[key] += works
                if "-v" in sys.argv and not works and not phrase.is_held_back:
                    sys.stdout.write(f"missed: {' | '.join(phrase)}\n")
    for key in sorted(total):
        sys.stdout.write(f"{' '.join(key)} {hits[key]} of {total[key]}\n")


if __name__ == "__main__":
    asyncio.run(main())
