"""What the road tells by itself: on the first card, before anything is asked, with each document
and with the money, in both languages.
"""

from __future__ import annotations

import pytest

from tests.journeys.fake_channel import inputs
from tests.journeys.filing import Filing, files

SUPPORT = "Mina of program support, +82 2 555 0100"

WELCOME = {
    "en-US": (
        "Five things you can do",
        "File a claim: I ask for each detail and document in turn",
        "Ask what documents an activity needs",
        "Continue a draft, also on another device",
        "See your claims and where they stand",
        "Ask for deadlines and remaining funds; I remind you",
        "Limits: co-op claims of your own company only, in this 1:1 chat",
        "files up to 10 MB",
        f"Need a person? {SUPPORT}",
    ),
    "ko-KR": (
        "클레임 신청: 세부 정보와 서류를 차례로",
        "활동에 어떤 서류가 필요한지",
        "다른 기기에서도 됩니다",
        "내 클레임과 진행 상태를 봅니다",
        "기한과 남은 자금을 물어보세요",
        "제한 사항: 이 1:1 채팅에서 귀사의 협력 클레임만",
        f"담당자가 필요하신가요? {SUPPORT}",
    ),
}


@pytest.mark.parametrize("locale", WELCOME)
async def test_the_welcome_tells_five_things_to_do_the_limits_and_whom_to_ask(stage_of, locale):
    stage = await stage_of(support_contact=SUPPORT)
    partner = stage.person("Asha", locale=locale)
    await partner.installs()

    partner.sees(*WELCOME[locale])


NOT_YET = {"en-US": "depends on your answers", "ko-KR": "답변에 따라 다름"}
ON_REQUEST = {"en-US": "only if a reviewer asks", "ko-KR": "검토자가 요청할 때만"}


@pytest.mark.parametrize("locale", NOT_YET)
@pytest.mark.parametrize("activity", ["DG_DIGITAL", "MD_SEMINAR", "PR_EXAM"])
async def test_all_that_will_be_needed_is_listed_before_anything_is_asked(stage, locale, activity):
    partner, catalog, language = stage.person("Asha", locale=locale), stage.bot.catalog, locale[:2]
    await Filing(partner).starts(activity=activity)
    asked = {i["id"] for message in partner.messages for i in inputs(list(message.cards))}
    assert asked == {"program_location", "incentive_activity"}
    rules, papers = catalog.activities[activity], catalog.all_requirements(activity)

    partner.sees(*(paper.title.get(language) for paper in papers))
    partner.sees(*(rule.text.get(language) for rule in rules.core_requirements))
    partner.sees(*(metric.title.get(language) for metric in rules.metrics))
    on_request = sum(paper.on_request for paper in papers)
    depends = sum(paper.is_conditional and not paper.on_request for paper in papers)
    assert partner.said.count(ON_REQUEST[locale]) == on_request
    assert partner.said.count(NOT_YET[locale]) == depends


class Reading(Filing):
    """Reads each card that asks for a document before sending it."""

    places: list[str]

    async def _document(self) -> None:
        wanted, language = self.asked_for().requirement_id, self.partner.locale[:2]
        papers = self._catalog.all_requirements("MD_SEMINAR")
        asked = next(paper for paper in papers if paper.requirement_id == wanted)
        self.partner.sees(asked.why.get(language))
        self.partner.sees(*(check.get(language) for check in asked.reviewer_checks))
        self.partner.sees(*(kind.upper() for kind in asked.formats))
        self.places += [w for w in self._words().splitlines() if PLACE[self.partner.locale] in w]
        if asked.formats:
            self.partner.sees(LIMIT[self.partner.locale])
        await super()._document()


PLACE = {"en-US": "Document ", "ko-KR": "번째"}
LIMIT = {"en-US": "up to 10 MB each", "ko-KR": "파일당 최대 10 MB"}


@pytest.mark.parametrize("locale", PLACE)
async def test_each_document_is_asked_for_with_why_what_is_looked_at_and_its_formats(stage, locale):
    filing = Reading(stage.person("Asha", locale=locale))
    filing.places = []
    await filing.starts(activity="MD_SEMINAR")
    await filing.goes_on()
    count = len(filing.sent) + len(filing.links)
    said = "Document {n} of {count}" if locale == "en-US" else "서류 {count}개 중 {n}번째"

    assert filing.places == [said.format(n=n, count=count) for n in range(1, count + 1)]


MONEY = {
    "en-US": ("Remaining funds", "USD 19,400.00", "Left under this activity's cap", "USD 4,400.00"),
    "ko-KR": ("남은 자금", "19,400.00", "이 활동의 한도에서 남은 금액", "4,400.00"),
}


@pytest.mark.parametrize("locale", MONEY)
async def test_remaining_funds_and_what_the_cap_leaves_stand_on_the_review(stage, locale):
    partner = stage.person("Asha", locale=locale)
    before = await files(partner, "MD_OFFER", plan={"net": "600"})
    await before.submits()
    await partner.waits()
    await files(partner, "MD_OFFER", plan={"net": "500", "invoice_number": "A-2"})

    partner.sees(*MONEY[locale])


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en-US", "above what this activity may still use in this usage period: USD 5,000.00"),
        ("ko-KR", "이 활동으로 더 쓸 수 있는 금액보다 많습니다: USD 5,000.00"),
    ],
)
async def test_more_than_the_cap_holds_the_claim_back(stage, locale, words):
    partner = stage.person("Asha", locale=locale)
    filing = Filing(partner, plan={"net": "5000.01"})
    await filing.starts(activity="MD_OFFER")
    await filing.goes_on(until="claim.discard")

    partner.sees(words, "⛔")
    assert "claim.submit" not in filing._kinds()


@pytest.mark.parametrize(
    ("locale", "words", "plain"),
    [
        ("en-US", "has a cap of its own, about USD 15,000.00 for one conference", "⚠ Check"),
        ("ko-KR", "콘퍼런스 한 번에 약 USD 15,000.00", "⚠"),
    ],
)
async def test_travel_above_its_own_cap_is_told_and_needs_a_reason(stage, locale, words, plain):
    partner = stage.person("Asha", locale=locale)
    filing = Filing(partner, plan={"net": "15000.01", "expense_type": "air_rail"})
    await filing.starts(activity="PR_CONF")
    await filing.goes_on()
    partner.sees(words, plain)
    await filing.submits()
    await partner.waits()
    assert await stage.received() == []
    await filing.submits(reason="Four people travelled.")
    await partner.waits()

    [received] = await stage.received()
    assert "Four people travelled." in received["claim"]["warning_reasons"].values()


DECLARED = {
    "en-US": "I declare that the activity took place as described, that the costs are true",
    "ko-KR": "활동이 설명한 대로",
}


@pytest.mark.parametrize("locale", DECLARED)
async def test_the_review_says_what_is_declared_by_submitting(stage, locale):
    partner = stage.person("Asha", locale=locale)
    await files(partner)

    partner.sees(DECLARED[locale])
