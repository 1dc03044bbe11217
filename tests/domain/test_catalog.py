"""What the catalog answers: documents for the answers given, caps, rates, validity."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.catalog import load_catalog
from bot.domain.claim import ExpenseSource
from bot.domain.partner import Funds

CATALOG = load_catalog()
TODAY = date(2026, 11, 23)


def ids(activity, sources=(), **answers):
    rows = CATALOG.requirements(activity, answers, sources)
    return [row.requirement_id for row in rows]


def kinds(activity, sources=(), **answers):
    rows = CATALOG.requirements(activity, answers, sources)
    return [kind for row in rows for kind in row.kinds]


def funds(earned, *, remaining=None, claimed=None, currency="USD", program="CSP_IR"):
    amount = Decimal(earned)
    return Funds(
        partner_id="p1",
        location_id="4711",
        program=program,
        usage_period="2026-H2",
        currency=currency,
        earned=amount,
        claimed=Decimal(0),
        remaining=amount if remaining is None else Decimal(remaining),
        claimed_by_activity={code: Decimal(usd) for code, usd in (claimed or {}).items()},
        as_of=datetime(2026, 11, 23, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("work_by", "expected"),
    [("third_party", ["invoice"]), ("in_house", ["csr"]), ("both", ["invoice", "csr"])],
)
def test_who_did_the_work_decides_invoice_or_certification(work_by, expected):
    assert ids("DG_PRINT", work_by=(work_by,)) == [*expected, "final_piece"]


def test_an_expense_line_asks_for_its_evidence_although_the_answer_said_otherwise():
    sources = {ExpenseSource.IN_HOUSE}

    assert ids("DG_PRINT", sources, work_by=("third_party",)) == ["invoice", "csr", "final_piece"]
    assert ids("DG_PRINT", {ExpenseSource.THIRD_PARTY}) == ["invoice", "final_piece"]


@pytest.mark.parametrize(
    ("activity", "answers", "expected"),
    [
        ("DG_TVRADIO", {}, ["COMM_FINAL", "PREAPPROVAL"]),
        ("DG_DIGITAL", {}, ["AD_SHOT", "LANDING", "RESULTS"]),
        ("DG_DIRECT", {"channel": ("sms", "post")}, ["COMM_FINAL", "DIST_PROOF", "DIST_PROOF"]),
        ("DG_WEB", {"seo": ("no",)}, ["SITE_PROOF", "RESULTS"]),
        ("DG_WEB", {"seo": ("yes",)}, ["SITE_PROOF", "SOW", "RESULTS"]),
        ("DG_SYNDICATED", {}, ["SITE_PROOF", "RESULTS"]),
        ("DG_SOCIAL", {}, ["AD_SHOT", "LANDING", "RESULTS"]),
        ("DG_BESTPRACTICE", {}, ["DELIVERABLE", "SOW"]),
        ("DG_STRATEGY", {}, ["DELIVERABLE", "SOW"]),
        ("MD_TELE", {}, ["SCRIPT", "RESULTS"]),
        ("MD_TRADESHOW", {}, ["EVT_INVITE", "EVT_AGENDA", "EVT_PHOTO"]),
        ("MD_OFFER", {}, ["OFFER_TC", "RESULTS"]),
        ("MD_SPIFF", {}, ["OFFER_TC", "RESULTS"]),
        ("MD_CHAMP", {}, ["DELIVERABLE", "CHAMP_FORM"]),
        ("MD_POC", {}, ["POC_MATERIAL"]),
        ("MD_EPP", {}, ["LANDING", "SITE_PROOF"]),
        ("MD_SOLUTION", {}, ["SOW", "DELIVERABLE"]),
        ("MD_MIGRATION", {}, ["SOW", "DELIVERABLE"]),
        ("PR_MPN", {}, ["INV_MS"]),
        ("PR_EXAM", {"mct_only": ("no",)}, ["INV_TRAIN", "ATTENDEES"]),
        ("PR_EXAM", {"mct_only": ("yes",)}, ["INV_TRAIN"]),
        ("PR_ONDEMAND", {"mct_only": ("no",)}, ["INV_TRAIN", "ATTENDEES"]),
        ("PR_INTERNAL", {}, ["EVT_AGENDA", "TRAIN_CONTENT"]),
        ("PR_CONF", {"travel": ("none",)}, ["CONF_PROOF"]),
        ("PR_CONF", {"travel": ("airfare",)}, ["CONF_PROOF", "ITINERARY"]),
        ("PR_CONF", {"travel": ("airfare", "hotel")}, ["CONF_PROOF", "ITINERARY", "INV_3P"]),
        ("PR_CONF", {"invoiced_by": ("both",)}, ["INV_3P", "INV_MS", "CONF_PROOF"]),
        ("PR_DEMO", {"unit": ("in_house",)}, ["SYS_SPEC"]),
        ("PR_DEMO", {"unit": ("third_party",)}, ["DELIVERY_PROOF", "UNIT_PROOF"]),
        ("PR_DEMO", {"unit": ("both",)}, ["SYS_SPEC", "DELIVERY_PROOF", "UNIT_PROOF"]),
    ],
)
def test_each_activity_asks_for_the_documents_of_its_table(activity, answers, expected):
    assert kinds(activity, **answers) == expected


def test_a_seminar_in_a_room_needs_a_photo_and_slides_only_when_the_invitation_is_weak():
    strong = ids("MD_SEMINAR", online=("no",), invite_complete=("yes",))
    weak = ids("MD_SEMINAR", online=("no",), invite_complete=("no",))

    assert strong == ["invitation", "agenda", "event_photo"]
    assert weak == ["invitation", "agenda", "event_photo", "slides"]


def test_an_online_seminar_takes_a_screenshot_as_its_photo():
    rows = CATALOG.requirements("MD_SEMINAR", {"online": ("yes",), "invite_complete": ("yes",)})

    assert [row.requirement_id for row in rows][2:] == ["event_screenshot", "attendance_export"]
    assert rows[2].kinds == ("EVT_PHOTO",)
    assert "Screenshot" in rows[2].title.en
    assert rows[2].provenance == "assumed"


@pytest.mark.parametrize(
    ("touch", "activity", "answers"),
    [
        ("digital", "DG_DIGITAL", {}),
        ("email", "DG_DIRECT", {"channel": ("email",)}),
        ("web", "DG_WEB", {"seo": ("no",)}),
        ("web_seo", "DG_WEB", {"seo": ("yes",)}),
        ("telemarketing", "MD_TELE", {}),
    ],
)
def test_each_touch_brings_all_documents_of_its_activity(touch, activity, answers):
    assert kinds("DG_MULTITOUCH", touches=(touch,)) == kinds(activity, **answers)


def test_a_multitouch_campaign_asks_for_the_union_of_its_touches():
    touches = ("digital", "web_seo", "telemarketing")

    assert ids("DG_MULTITOUCH", work_by=("both",), touches=touches) == [
        "invoice",
        "csr",
        "digital_ad_shot",
        "digital_landing",
        "digital_results",
        "web_site_proof",
        "web_sow",
        "web_results",
        "telemarketing_script",
        "telemarketing_results",
    ]


def test_a_multitouch_campaign_has_two_touches_at_least():
    touches = CATALOG.questions["touches"]

    assert not touches.accepts(["digital"])
    assert not touches.accepts(["web", "web_seo"])
    assert touches.accepts(["web_seo", "email"])


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("work_by", []),
        ("work_by", ["third_party", "in_house"]),
        ("work_by", ["nobody"]),
        ("travel", ["none", "hotel"]),
        ("seo", ["maybe"]),
    ],
)
def test_an_answer_that_is_none_of_the_choices_is_not_accepted(question, values):
    assert not CATALOG.questions[question].accepts(values)


def test_what_a_reviewer_may_ask_later_never_blocks():
    every = CATALOG.all_requirements("DG_PRINT")

    assert [row.requirement_id for row in every if row.on_request] == ["tear_sheet"]
    assert "tear_sheet" not in ids("DG_PRINT", work_by=("both",))


def test_a_landing_page_is_a_link_and_a_tv_spot_may_be_one():
    landing = CATALOG.requirement("DG_DIGITAL", "landing")
    spot = CATALOG.requirement("DG_TVRADIO", "final_piece")

    assert (landing.takes_link, landing.link_only) == (True, True)
    assert (spot.takes_link, spot.link_only) == (True, False)
    assert CATALOG.requirement("DG_DIGITAL", "nothing") is None


@pytest.mark.parametrize(
    ("earned", "offer", "champ", "demo", "syndicated"),
    [
        ("12000", "3000", "6000", "3000", "12000"),
        ("20000", "5000", "10000", "3000", "18750"),
        ("50000", "12500", "25000", "5000", "18750"),
    ],
)
def test_the_table_of_caps(earned, offer, champ, demo, syndicated):
    given = funds(earned)

    assert CATALOG.cap("MD_OFFER", "CSP_IR", given) == Decimal(offer)
    assert CATALOG.cap("MD_SPIFF", "CSP_IR", given) == Decimal(offer)
    assert CATALOG.cap("MD_CHAMP", "CSP_IR", given) == Decimal(champ)
    assert CATALOG.cap("PR_DEMO", "CSP_IR", given) == Decimal(demo)
    assert CATALOG.claimable("DG_SYNDICATED", "CSP_IR", given) == Decimal(syndicated)


@pytest.mark.parametrize("program", ["SURFACE_ADD", "SURFACE_ADR"])
@pytest.mark.parametrize("activity", ["MD_OFFER", "MD_SPIFF", "MD_CHAMP", "PR_DEMO"])
def test_surface_programs_are_limited_by_the_balance_alone(activity, program):
    given = funds("12000", remaining="9000", program=program)

    assert CATALOG.cap(activity, program, given) is None
    assert CATALOG.claimable(activity, CATALOG.programs[program], given) == Decimal(9000)


def test_the_syndication_cap_holds_for_surface_programs_too():
    assert CATALOG.cap("DG_SYNDICATED", "SURFACE_ADD", funds("50000")) == Decimal(18750)


def test_earlier_claims_of_the_activity_use_up_its_cap_and_no_other():
    given = funds("20000", claimed={"MD_OFFER": "4200", "MD_CHAMP": "11000"})

    assert CATALOG.cap("MD_OFFER", "CSP_IR", given) == Decimal(800)
    assert CATALOG.cap("MD_SPIFF", "CSP_IR", given) == Decimal(5000)
    assert CATALOG.cap("MD_CHAMP", "CSP_IR", given) == Decimal(0)


def test_demo_units_never_exceed_the_balance():
    assert CATALOG.claimable("PR_DEMO", "CSP_IR", funds("12000", remaining="500")) == Decimal(500)


def test_an_activity_without_cap_is_limited_by_the_balance():
    assert CATALOG.cap("DG_PRINT", "CSP_IR", funds("12000")) is None


def test_a_cap_is_told_in_dollars_for_funds_in_another_currency():
    cap = CATALOG.cap("MD_OFFER", "CSP_IR", funds("14200000", currency="KRW"))

    assert cap == Decimal("2500.00")


@pytest.mark.parametrize(
    ("people", "claimed", "expected"),
    [(1, 0, 5000), (3, 0, 15000), (5, 0, 15000), (None, 0, 15000), (3, 40000, 5000), (3, 45000, 0)],
)
def test_conference_travel_is_capped_per_person_and_per_period(people, claimed, expected):
    given = funds("90000", claimed={"PR_CONF": str(claimed)})

    for cost in ("air_rail", "hotel"):
        assert CATALOG.expense_cap("PR_CONF", cost, "CSP_IR", given, people=people) == expected
    assert CATALOG.expense_cap("PR_CONF", "registration", "CSP_IR", given) is None
    assert CATALOG.cap("PR_CONF", "CSP_IR", given) is None
    assert CATALOG.activities["PR_CONF"].max_attendees == 3


def test_an_employee_purchase_site_is_closed_to_surface_distributors():
    def offered(program):
        return {activity.code for activity in CATALOG.activities_for(program, TODAY)}

    assert "MD_EPP" not in offered("SURFACE_ADD")
    assert offered("SURFACE_ADR") - offered("SURFACE_ADD") == {"MD_EPP"}


def test_the_rules_of_the_activity_date_decide_what_is_open():
    def offered(day):
        return {activity.code for activity in CATALOG.activities_for("CSP_IR", day)}

    assert "DG_SOCIAL" not in offered(date(2024, 12, 31))
    assert "DG_SOCIAL" in offered(date(2025, 1, 1))
    assert len(offered(TODAY)) == len(CATALOG.activities)


def test_programs_without_co_op_claims_offer_no_activity():
    assert CATALOG.activities_for("OSA_SELL", TODAY) == ()
    assert CATALOG.activities_for("NO_SUCH", TODAY) == ()


def test_the_threshold_of_indirect_resellers_rose_in_october_2021():
    program = CATALOG.programs["CSP_IR"]

    assert program.threshold_on(date(2021, 9, 30)) == Decimal(4000)
    assert program.threshold_on(date(2021, 10, 1)) == Decimal(10000)
    assert CATALOG.programs["MANAGED_RESELLER"].threshold_on(TODAY) is None
