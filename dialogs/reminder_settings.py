"""Cards to change reminders: kinds on and off, snooze, stand-in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.partner import Contact
from bot.domain.reminders import Reason, ReminderKind, SnoozeRefusal, Wishes
from cards.views import ButtonView, ChoiceView, FactView, FieldView, FormView, NoticeView
from dialogs.reminder_words import KIND_WORDS, reason_title
from dialogs.turn import Turn, button
from dialogs.words import by_both_clocks


def settings_view(turn: Turn, wishes: Wishes, names: dict[str, str]) -> NoticeView:
    """What is on and off, the stand-in, and the ways to change it."""
    _ = turn._
    facts = [
        FactView(_(KIND_WORDS[kind]), _("off") if kind in wishes.off else _("on"))
        for kind in ReminderKind
    ]
    stand_in = _("nobody")
    if wishes.stand_in_on(turn.today) and wishes.stand_in_until:
        stand_in = _(
            "%(name)s, until %(day)s",
            name=names.get(wishes.stand_in, wishes.stand_in),
            day=_.date(wishes.stand_in_until),
        )
    facts.append(FactView(_("Stand-in"), stand_in))
    return NoticeView(
        title=_("Reminders"),
        lines=(
            _(
                "I write in your working hours (%(zone)s), several things in one message, and "
                "stop when they are done.",
                zone=turn.zone,
            ),
        ),
        facts=tuple(facts),
        footer=(_("You can also type “remind me on Monday” or “reminders off”."),),
        buttons=(
            *(_toggle(turn, kind, wishes) for kind in ReminderKind),
            button(_("Stand-in"), "reminders.stand_in"),
            button(_("Planned"), "reminders.planned"),
            button(_("Test reminder"), "reminders.test", nonce=turn.house.new_id()),
        ),
    )


_TOGGLES = {
    ReminderKind.DRAFT_DEADLINE: ("Drafts: switch off", "Drafts: switch on"),
    ReminderKind.UNCLAIMED_FUNDS: ("Funds: switch off", "Funds: switch on"),
    ReminderKind.DOCUMENT_REQUEST: ("Requests: switch off", "Requests: switch on"),
}


def _toggle(turn: Turn, kind: ReminderKind, wishes: Wishes) -> ButtonView:
    is_off = kind in wishes.off
    title = turn._(_TOGGLES[kind][is_off])
    return button(title, "reminders.on" if is_off else "reminders.off", which=kind.value)


def snooze_view(turn: Turn, reminder_key: str) -> NoticeView:
    """Until when to be silent: three buttons, or words."""
    _ = turn._
    choices = (
        (_("Tomorrow"), turn.today + timedelta(days=1)),
        (_("Monday"), turn.today + timedelta(days=7 - turn.today.weekday())),
        (_("In a week"), turn.today + timedelta(days=7)),
    )
    return NoticeView(
        title=_("Remind me later"),
        lines=(_("When shall I remind you again? You can also type “remind me on 3 February”."),),
        facts=tuple(FactView(title, _.date(day)) for title, day in choices),
        buttons=tuple(
            button(title, "reminders.snooze", until=day.isoformat(), reminder=reminder_key)
            for title, day in choices
        ),
    )


def snoozed_view(turn: Turn, until: date, count: int) -> NoticeView:
    """Silence until a day."""
    _ = turn._
    return NoticeView(
        title=_("I will remind you on %(day)s", day=_.date(until)),
        lines=(
            _.ngettext(
                "I keep silent until then about %(n)s thing.",
                "I keep silent until then about %(n)s things.",
                count,
            ),
            _("If it is done before, nothing comes."),
        ),
        buttons=(button(_("Planned"), "reminders.planned"),),
        tone="good",
    )


def refused_view(
    turn: Turn, until: date, refusal: SnoozeRefusal, reason: Reason | None
) -> NoticeView:
    """Why silence until that day is not possible, and what is."""
    _ = turn._
    if refusal is SnoozeRefusal.PAST:
        line = _("%(day)s is not ahead of us. Please name a day after today.", day=_.date(until))
        return _try_again(turn, _("That day is past"), (line,))
    assert reason is not None
    lines = (
        by_both_clocks(
            turn,
            reason.closes_at - timedelta(minutes=1),
            reason.zone,
            apart="On %(day)s it would be too late for %(what)s: the deadline is "
            "%(program_time)s — that is %(partner_time)s for you.",
            alike="On %(day)s it would be too late for %(what)s: the deadline is %(time)s.",
            day=_.date(until),
            what=reason_title(turn, reason),
        ),
        _("Please name an earlier day, or switch this kind of reminder off in the settings."),
    )
    return _try_again(turn, _("That is after the deadline"), lines)


def unclear_view(turn: Turn) -> NoticeView:
    """A day that could not be read."""
    _ = turn._
    line = _("Please write it like “remind me on Monday” or “remind me on 3 February”.")
    return _try_again(turn, _("I could not read the day"), (line,))


def _try_again(turn: Turn, title: str, lines: tuple[str, ...]) -> NoticeView:
    _ = turn._
    return NoticeView(
        title=title,
        lines=lines,
        buttons=(
            button(_("Choose a day"), "reminders.snooze"),
            button(_("Reminder settings"), "reminders.settings"),
        ),
        tone="attention",
    )


def stand_in_view(
    turn: Turn, colleagues: Sequence[Contact], wishes: Wishes, *, error: str = ""
) -> FormView | NoticeView:
    """Choose a colleague and a last day."""
    _ = turn._
    if not colleagues:
        return NoticeView(
            title=_("Nobody can stand in yet"),
            lines=(
                _(
                    "A stand-in is a colleague with a role for the same program who has written "
                    "to me once. Please ask one to say hello to me."
                ),
            ),
            buttons=(button(_("Reminder settings"), "reminders.settings"),),
        )
    choices = tuple(ChoiceView(person.name, person.contact_id) for person in colleagues[:20])
    until = wishes.stand_in_until or turn.today + timedelta(days=14)
    return FormView(
        title=_("Stand-in"),
        progress="",
        lines=(_("Until a day, a colleague gets your reminders instead of you."),),
        fields=(
            FieldView("stand_in", "choice", _("Colleague"), wishes.stand_in, choices=choices),
            FieldView("until", "date", _("Last day"), until.isoformat(), error=error),
        ),
        buttons=(
            button(_("Save"), "reminders.stand_in_set", style="positive", needs_inputs=True),
            button(_("No stand-in"), "reminders.stand_in_end"),
        ),
    )
