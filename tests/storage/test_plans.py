"""Every list and search stays on an index, told by the database's own plans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert, text

from bot.domain.claim import ClaimStatus
from bot.storage import backlog, claims, conversations, jobs, reminders, slots, tables
from bot.storage.database import Database
from tests.storage.builders import a_claim
from tests.storage.conftest import NOW, on_sqlite

VOLUME = 5000


def _claims() -> list[dict[str, Any]]:
    statuses = list(ClaimStatus)
    body = a_claim().model_dump_json()
    return [
        {
            "claim_id": f"c{n:06}",
            "partner_id": f"partner-{n % 3}",
            "owner_id": f"owner-{n % 50}",
            "status": statuses[n % len(statuses)],
            "program": "AZURE",
            "location_id": f"l{n % 7}",
            "incentive_activity": "DG_WEB",
            "usage_period": "2026-H2",
            "deadline": date(2026, 1, 1) + timedelta(days=n % 400),
            "claim_name": f"Webinar {n}",
            "currency": "USD",
            "claim_amount": "1.00",
            "changed_at": NOW + timedelta(seconds=n),
            "version": 1,
            "marks": "",
            "body": body,
        }
        for n in range(VOLUME)
    ]


def _jobs() -> list[dict[str, Any]]:
    return [
        {
            "job_key": f"j{n}",
            "kind": "send",
            "arguments": "{}",
            "planned_at": NOW + timedelta(seconds=n),
            "run_at": NOW + timedelta(seconds=n) if n > VOLUME // 2 else None,
            "state": "ready" if n > VOLUME // 2 else "done",
            "attempts": 0,
            "lane": f"lane-{n % 500}",
            "tenant": f"t{n % 3}",
            "last_error": "",
        }
        for n in range(VOLUME)
    ]


async def _fill(database: Database) -> None:
    rows, work = _claims(), _jobs()
    marks = [
        {"claim_id": row["claim_id"], "partner_id": row["partner_id"], "mark": mark}
        for n, row in enumerate(rows)
        for mark in (f"word:{n}", "word:webinar", f"file:{n}")
    ]

    def fill(c: Connection) -> None:
        c.execute(insert(tables.claims), rows)
        c.execute(insert(tables.claim_marks), marks)
        c.execute(insert(tables.jobs), work)

    await database.run(fill)
    await database.run(lambda c: c.execute(text("analyze")))


def _plans_of(c: Connection, call: Any) -> list[str]:
    """Steps of the plans of every statement that `call` sends, heard from the driver."""
    sent: list[str] = []
    driver = c.connection.dbapi_connection
    assert driver is not None
    driver.set_trace_callback(sent.append)
    call(c)
    driver.set_trace_callback(None)
    steps = []
    for statement in sent:
        if statement.lower().startswith(("insert", "begin")):
            continue
        rows = c.exec_driver_sql("explain query plan " + statement.replace("%", "%%"))
        steps += [row[3] for row in rows]
    return steps


QUERIES = {
    "all claims": lambda c: claims.list_claims(c, partner_id="partner-1"),
    "next page": lambda c: claims.list_claims(
        c, partner_id="partner-1", before=(NOW + timedelta(seconds=99), "c000099")
    ),
    "drafts": lambda c: claims.open_drafts(c, "owner-1", partner_id="partner-1"),
    "search of a common word": lambda c: claims.list_claims(
        c, partner_id="partner-1", text="webinar"
    ),
    "search": lambda c: claims.list_claims(c, partner_id="partner-1", text="47 webinar"),
    "reference": lambda c: claims.find_by_reference(c, "CLM-1"),
    "submission": lambda c: claims.find_by_submission_key(c, "key"),
    "document": lambda c: claims.claims_using_document(c, "partner-1", "7"),
    "name": lambda c: claims.is_name_taken(c, "partner-1", "Webinar 7", "c000007"),
    "history": lambda c: claims.events_of(c, "c000001"),
    "money": lambda c: claims.money_claimed(
        c,
        partner_id="partner-1",
        location_id="l1",
        program="AZURE",
        usage_period="2026-H2",
        incentive_activity="DG_WEB",
    ),
    "deadlines": lambda c: claims.claims_by_deadline(
        c, status=ClaimStatus.DRAFT, first=date(2026, 3, 1), last=date(2026, 3, 2)
    ),
    "conversations": lambda c: conversations.find_conversations(c, "asha"),
    "turn": lambda c: conversations.begin_turn(
        c, "k", "a", owner="o", now=NOW, lease_seconds=30, take_lease=False
    ),
    "lease": lambda c: jobs.lease_jobs(
        c, owner="o", now=NOW, lease_seconds=30, limit=10, kinds=["send"], rank=jobs.Rank.REST
    ),
    "next due": jobs.due_by_rank,
    "dead jobs": backlog.dead_jobs,
    "late jobs": lambda c: slots.pace_late_jobs(c, now=NOW),
    "notice under way": lambda c: backlog.is_under_way(c, "lane-1"),
    "missed notices": lambda c: backlog.done_with(c, "lane-1", {"unreachable": True}),
    "throttled tenant": lambda c: slots.push_back(c, tenant="t1", until=NOW),
    "sweep: deadlines": lambda c: reminders.draft_deadlines(c, date(2026, 3, 1), date(2026, 5, 1)),
    "sweep: owners": lambda c: reminders.draft_owners(c, date(2026, 3, 1)),
    "sweep: owners, next page": lambda c: reminders.draft_owners(
        c, date(2026, 3, 1), after="c000100"
    ),
    "sweep: drafts without a date": lambda c: reminders.draft_owners(c, None),
    "sweep: requests": lambda c: reminders.owners_with_status(c, ClaimStatus.ACTION_REQUIRED),
    "sweep: ended snoozes": lambda c: reminders.snoozers(c, date(2026, 3, 1), date(2026, 3, 2)),
    "sweep: contacts": lambda c: reminders.contacts_page(c, after=("t1", "o1")),
    "sweep: answered": lambda c: reminders.acknowledge_answered(c, NOW, timedelta(hours=24)),
    "sweep: old log": lambda c: reminders.prune_log(c, NOW - timedelta(days=400)),
    "sweep: old snoozes": lambda c: reminders.prune_snoozes(c, date(2025, 3, 1)),
    "reminder": lambda c: reminders.load_entry(c, "remind:x"),
    "reminder of today": lambda c: reminders.latest_of(c, "asha", NOW - timedelta(days=1)),
    "report": lambda c: reminders.entries(c, after=(NOW, "remind:x")),
    "next slot": lambda c: slots.next_slot(c, lane="lane-1", tenant="t1", now=NOW),
}


def _is_slow(step: str) -> bool:
    """A whole table walked, or rows sorted that no limit holds small."""
    if step.startswith("SCAN"):
        return not step.startswith(
            ("SCAN due", "SCAN page", "SCAN CONSTANT")
        )  # few jobs, few claims
    return "TEMP B-TREE" in step


@on_sqlite
async def test_no_query_walks_or_sorts_a_table(database: Database) -> None:
    await _fill(database)
    steps = {
        name: await database.run(lambda c, q=query: _plans_of(c, q))
        for name, query in QUERIES.items()
    }
    slow = {name: found for name in QUERIES if (found := [s for s in steps[name] if _is_slow(s)])}

    assert all(steps.values())
    assert set(slow.pop("search")) == {"USE TEMP B-TREE FOR ORDER BY"}  # of few claims, by id
    assert slow == {}


@on_sqlite
async def test_the_sweep_of_reminders_reads_only_what_is_due(database: Database) -> None:
    """A walk along the ids would be no scan either, and cost what is stored."""
    await _fill(database)
    names = [name for name in QUERIES if name.startswith("sweep: ")]
    steps = {
        name.removeprefix("sweep: "): await database.run(lambda c, q=QUERIES[name]: _plans_of(c, q))
        for name in names
    }

    found = {name: {s.partition("INDEX ")[2] for s in steps[name]} - {""} for name in steps}
    drafts = {"claims_by_deadline (status=? AND deadline=? AND claim_id>?)"}
    assert found == {
        "deadlines": {"claims_by_deadline (status=? AND deadline>? AND deadline<?)"},
        "owners": drafts,
        "owners, next page": drafts,
        "drafts without a date": drafts,
        "requests": {"claims_by_deadline (status=?)"},
        "ended snoozes": {"reminder_snoozes_by_day (until>? AND until<?)"},
        "contacts": {"sqlite_autoindex_contacts_1 (tenant_id>?)"},
        "answered": {
            "reminder_log_by_state (state=? AND changed_at>?)",
            "conversations_of_contact (contact_id=?)",
        },
        "old log": {"reminder_log_by_time (changed_at<?)"},
        "old snoozes": {"reminder_snoozes_by_day (until<?)"},
    }
