"""Cards of reminders: the message itself, why it came, what is planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.desk.reminders import Message, Planned
from bot.domain.reminders import Item, Reason, Wishes
from cards.views import ButtonView, FactView, NoticeView
from dialogs.reminder_words import (
    days_list,
    days_words,
    item_words,
    next_words,
    reason_title,
    why_words,
)
from dialogs.turn import Turn, button
from dialogs.words import rule_words

SHOWN_ITEMS = 5


def message_view(turn: Turn, message: Message) -> NoticeView:
    """The reminder: one thing, or a digest of several."""
    _ = turn._
    items = sorted(message.items, key=lambda item: (item.reason.closes_at, item.reason.subject))
    shown = items[:SHOWN_ITEMS]
    lines = _marks(turn, message, items)
    more = len(items) - len(shown)
    bullets = [item_words(turn, item) for item in shown]
    if more:
        bullets.append(
            _.ngettext("%(n)s more; see “My claims”.", "%(n)s more; see “My claims”.", more)
        )
    return NoticeView(
        title=_title(turn, message, items),
        lines=tuple(lines),
        bullets=tuple(bullets),
        footer=(*why_words(turn, items), next_words(turn, items)),
        buttons=message_buttons(turn, message.reminder_key, items),
        tone="warning" if any(item.is_urgent for item in items) else "attention",
    )


def message_buttons(turn: Turn, reminder_key: str, items: Sequence[Item]) -> tuple[ButtonView, ...]:
    """One to go on with the most pressing thing, and the ways around."""
    _ = turn._
    return (
        _go_on(turn, reminder_key, items),
        button(_("Snooze"), "reminders.snooze", reminder=reminder_key),
        button(_("Why did I get this?"), "reminders.why", reminder=reminder_key),
        button(_("Reminder settings"), "reminders.settings", reminder=reminder_key),
    )


def _go_on(turn: Turn, reminder_key: str, items: Sequence[Item]) -> ButtonView:
    _ = turn._
    claim_id = next((item.reason.claim_id for item in items if item.reason.claim_id), "")
    if claim_id:
        return button(
            _("Continue"), "claim.open", claim=claim_id, style="positive", reminder=reminder_key
        )
    return button(
        _("New claim"),
        "claim.start",
        style="positive",
        nonce=f"reminder {reminder_key}",
        reminder=reminder_key,
    )


def _title(turn: Turn, message: Message, items: Sequence[Item]) -> str:
    _ = turn._
    first = items[0]
    left = days_words(turn, (first.reason.aim - turn.today).days)
    if len(items) == 1:
        return _("Reminder, %(left)s: %(what)s", left=left, what=reason_title(turn, first.reason))
    return _.ngettext(
        "Reminder, %(left)s: %(n)s thing waits",
        "Reminder, %(left)s: %(n)s things wait",
        len(items),
        left=left,
    )


def _marks(turn: Turn, message: Message, items: Sequence[Item]) -> list[str]:
    _ = turn._
    lines = []
    if message.is_test:
        days = sorted({day for item in items for day in item.next_days})
        lines.append(_("TEST: you asked for this message; it counts for nothing."))
        if days:
            lines.append(_("The real one would come on %(day)s.", day=_.date(days[0])))
    about, until = message.about, message.about.wishes.stand_in_until
    if message.to.contact.contact_id != about.contact.contact_id:
        lines.append(_stand_in_line(turn, about.contact.name, until, message.day))
    return lines


def _stand_in_line(turn: Turn, name: str, until: date | None, day: date) -> str:
    _ = turn._
    if until is not None and day <= until:
        return _(
            "This is for %(name)s, who named you as stand-in until %(day)s.",
            name=name,
            day=_.date(until),
        )
    return _("This is for %(name)s, who named you as stand-in and cannot be reached.", name=name)


def why_view(
    turn: Turn, planned: Sequence[Planned], wishes: Wishes, about: Sequence[str]
) -> NoticeView:
    """Why a reminder came and how the cadence goes; `about` are the subjects it told."""
    _ = turn._
    meant = [p for p in planned if p.reason.subject in about] if about else list(planned)
    items = [Item(p.reason, (p.reason.aim - turn.today).days, p.days) for p in meant]
    lines = [*why_words(turn, items)] or [
        _("What it told is settled meanwhile; nothing more will come about it.")
    ]
    if items:
        lines.append(next_words(turn, items))
    return NoticeView(
        title=_("Why did I get this?"),
        lines=tuple(lines),
        bullets=tuple(
            _(
                "%(what)s: %(left)s",
                what=reason_title(turn, i.reason),
                left=days_words(turn, i.days_left),
            )
            for i in items[:SHOWN_ITEMS]
        ),
        footer=_cadence_words(turn),
        buttons=(
            button(_("Planned"), "reminders.planned"),
            button(_("Reminder settings"), "reminders.settings"),
        ),
    )


def _cadence_words(turn: Turn) -> tuple[str, ...]:
    """When reminders come, and when they stop."""
    _ = turn._
    days = _.list(_.number(day) for day in turn.house.reminders.policy.days_before)
    return (
        _(
            "Deadlines are told %(days)s days before the safe date, in your working hours "
            "(%(first)s:00–%(last)s:00); a day off moves it to the business day before.",
            days=days,
            first=turn.house.reminders.policy.from_hour,
            last=turn.house.reminders.policy.until_hour,
        ),
        _(
            "The safe date is the earlier of two published rules. (%(rule)s)",
            rule=rule_words(turn, "S1, S4 published"),
        ),
        _("It stops by itself as soon as the reason is gone."),
    )


def planned_view(turn: Turn, planned: Sequence[Planned], wishes: Wishes) -> NoticeView:
    """What will be told and when."""
    _ = turn._
    facts = []
    for one in planned[:10]:
        when = days_list(turn, one.days) if one.days else _silent(turn, one.reason, wishes)
        facts.append(FactView(reason_title(turn, one.reason), when))
    lines = (_("I plan to write to you on these days, in your working hours:"),)
    if not facts:
        lines = (_("Nothing is planned: you have no open draft, funds or request."),)
    return NoticeView(
        title=_("Planned reminders"),
        lines=lines,
        facts=tuple(facts),
        footer=(_("Several on one day come as one message."),),
        buttons=(
            button(_("Test reminder"), "reminders.test", nonce=turn.house.new_id()),
            button(_("Reminder settings"), "reminders.settings"),
        ),
    )


def _silent(turn: Turn, reason: Reason, wishes: Wishes) -> str:
    _ = turn._
    if reason.kind in wishes.off:
        return _("switched off")
    return _("no further reminder")
