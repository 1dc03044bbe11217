"""Talking about reminders: buttons of their cards, and words typed in any state."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from bot.domain.inputs import CardAction
from bot.domain.reminders import ReminderKind
from bot.text import read_date
from cards.views import NoticeView
from dialogs import reminder_settings as settings
from dialogs import reminder_views as views
from dialogs.reminder_wishes import Wish, WishKind, read_day, read_wish
from dialogs.turn import Turn, button

UNTIL = "until"
"""What the conversation keeps while a day was asked for: the key of the reminder it is about."""


async def hears(turn: Turn) -> bool:
    """Do what a message wants of the reminders; False when it is about something else.

    Right after a day was asked for, a bare one is enough.
    """
    text, language = turn.incoming.text, turn._.locale
    about = turn.asked.pop(UNTIL, None)
    wish = read_wish(text, language=language, today=turn.today)
    if wish is None and about is not None:
        wish = read_day(text, language=language, today=turn.today)
    if wish is None:
        return False
    if wish.kind is WishKind.LATER and wish.day is not None:
        await _snooze(turn, wish.day, str(about or ""))
    else:
        await _SAID[wish.kind](turn, wish)
    return True


async def presses(turn: Turn, action: CardAction) -> bool:
    """Do what a button of a reminder card says; False for an unknown one."""
    act = _PRESSED.get(action.kind)
    if act is None:
        return False
    await act(turn, action)
    return True


async def take_note(turn: Turn, action: CardAction) -> None:
    """A button of a reminder was pressed: it was seen. Whatever was asked for in words is over."""
    turn.asked.pop(UNTIL, None)
    reminder_key = action.arguments.get("reminder", "")
    if reminder_key:
        await turn.house.reminders.acknowledge(turn.contact, reminder_key, turn.now)


async def show_settings(turn: Turn) -> bool:
    """The settings as they are, each with its button."""
    await _settings(turn)
    return True


async def switch(turn: Turn, *, on: bool) -> bool:
    """Switch all reminders on or off, and show the settings."""
    await turn.house.reminders.switch(turn.contact, tuple(ReminderKind), on=on)
    await _settings(turn)
    return True


async def _settings(turn: Turn) -> None:
    desk = turn.house.reminders
    wishes = await desk.wishes(turn.contact)
    names = {}
    if wishes.stand_in:
        names = {one.contact_id: one.name for one in await desk.colleagues(turn.contact)}
    await turn.show(settings.settings_view(turn, wishes, names))


async def _planned(turn: Turn) -> None:
    desk = turn.house.reminders
    planned = await desk.planned(turn.contact, turn.now)
    await turn.show(views.planned_view(turn, planned, await desk.wishes(turn.contact)))


async def _why(turn: Turn, reminder_key: str = "") -> None:
    desk = turn.house.reminders
    entry = await desk.entry(turn.contact, reminder_key) if reminder_key else None
    if entry is not None and entry.contact_id != turn.contact.contact_id:
        await turn.show(_stand_in_why(turn))
        return
    planned = await desk.planned(turn.contact, turn.now)
    about = tuple(entry.subjects) if entry else ()
    await turn.show(views.why_view(turn, planned, await desk.wishes(turn.contact), about))


def _stand_in_why(turn: Turn) -> NoticeView:
    _ = turn._
    return NoticeView(
        title=_("Why did I get this?"),
        lines=(_("A colleague of your company named you as stand-in for reminders."),),
        buttons=(button(_("Reminder settings"), "reminders.settings"),),
    )


async def _snooze(turn: Turn, until: date, reminder_key: str = "") -> None:
    done = await turn.house.reminders.snooze(
        turn.contact, until, turn.now, reminder_key=reminder_key
    )
    if done.refusal is not None:
        turn.asked[UNTIL] = reminder_key
        await turn.show(settings.refused_view(turn, until, done.refusal, done.reason))
    elif not done.subjects:
        await turn.say(
            turn._("There is nothing to remind you of: no open draft, funds or request.")
        )
    else:
        await turn.show(settings.snoozed_view(turn, until, len(done.subjects)))


async def _test(turn: Turn, key: str) -> None:
    desk = turn.house.reminders
    planned = await desk.planned(turn.contact, turn.now)
    off = (await desk.wishes(turn.contact)).off
    if all(one.reason.kind in off for one in planned):
        await turn.show(views.planned_view(turn, planned, await desk.wishes(turn.contact)))
        return
    await desk.test(turn.contact, key, turn.now)
    await turn.say(turn._("A test reminder is on its way; it comes as a message of its own."))


async def _stand_in(turn: Turn, error: str = "") -> None:
    desk = turn.house.reminders
    colleagues = await desk.colleagues(turn.contact)
    wishes = await desk.wishes(turn.contact)
    await turn.show(settings.stand_in_view(turn, colleagues, wishes, error=error))


async def _said_settings(turn: Turn, wish: Wish) -> None:
    await _settings(turn)


async def _said_planned(turn: Turn, wish: Wish) -> None:
    await _planned(turn)


async def _said_why(turn: Turn, wish: Wish) -> None:
    newest = await turn.house.reminders.newest(turn.contact, turn.now)
    await _why(turn, newest)


async def _said_test(turn: Turn, wish: Wish) -> None:
    await _test(turn, turn.incoming.activity_id or turn.house.new_id())


async def _said_off(turn: Turn, wish: Wish) -> None:
    await switch(turn, on=False)


async def _said_on(turn: Turn, wish: Wish) -> None:
    await switch(turn, on=True)


async def _said_when(turn: Turn, wish: Wish) -> None:
    await _ask_when(turn, "")


async def _ask_when(turn: Turn, reminder_key: str) -> None:
    turn.asked[UNTIL] = reminder_key
    await turn.show(settings.snooze_view(turn, reminder_key))


async def _said_unclear(turn: Turn, wish: Wish) -> None:
    turn.asked[UNTIL] = ""
    await turn.show(settings.unclear_view(turn))


_SAID: dict[WishKind, Callable[[Turn, Wish], Awaitable[None]]] = {
    WishKind.SETTINGS: _said_settings,
    WishKind.PLANNED: _said_planned,
    WishKind.WHY: _said_why,
    WishKind.TEST: _said_test,
    WishKind.OFF: _said_off,
    WishKind.ON: _said_on,
    WishKind.WHEN: _said_when,
    WishKind.UNCLEAR_DAY: _said_unclear,
}


async def _press_settings(turn: Turn, action: CardAction) -> None:
    await _settings(turn)


async def _press_planned(turn: Turn, action: CardAction) -> None:
    await _planned(turn)


async def _press_why(turn: Turn, action: CardAction) -> None:
    await _why(turn, action.arguments.get("reminder", ""))


async def _press_switch(turn: Turn, action: CardAction) -> None:
    """One kind, or all when the button names none we know."""
    chosen = [kind for kind in ReminderKind if kind.value == action.arguments.get("which")]
    kinds = chosen or list(ReminderKind)
    on = action.kind == "reminders.on"
    await turn.house.reminders.switch(turn.contact, kinds, on=on)
    await _settings(turn)


async def _press_snooze(turn: Turn, action: CardAction) -> None:
    reminder_key = action.arguments.get("reminder", "")
    typed = action.arguments.get("until", "")
    until = read_date(typed, language="en", today=turn.today) if typed else None
    if until is None:
        await _ask_when(turn, reminder_key)
        return
    await _snooze(turn, until, reminder_key)


async def _press_test(turn: Turn, action: CardAction) -> None:
    await _test(turn, action.nonce or turn.incoming.activity_id or turn.house.new_id())


async def _press_stand_in(turn: Turn, action: CardAction) -> None:
    await _stand_in(turn)


async def _press_stand_in_set(turn: Turn, action: CardAction) -> None:
    _ = turn._
    typed = action.values.get("until", "")
    until = read_date(typed, language=_.locale, today=turn.today)
    if until is None or until < turn.today:
        await _stand_in(turn, _("Please choose today or a later day."))
        return
    other_id = action.values.get("stand_in", "")
    if not other_id or not await turn.house.reminders.stand_in(turn.contact, other_id, until):
        await _stand_in(turn, _("Please choose a colleague."))
        return
    await _settings(turn)


async def _press_stand_in_end(turn: Turn, action: CardAction) -> None:
    await turn.house.reminders.stand_in(turn.contact, "", None)
    await _settings(turn)


_PRESSED: dict[str, Callable[[Turn, CardAction], Awaitable[None]]] = {
    "reminders.settings": _press_settings,
    "reminders.planned": _press_planned,
    "reminders.why": _press_why,
    "reminders.off": _press_switch,
    "reminders.on": _press_switch,
    "reminders.snooze": _press_snooze,
    "reminders.test": _press_test,
    "reminders.stand_in": _press_stand_in,
    "reminders.stand_in_set": _press_stand_in_set,
    "reminders.stand_in_end": _press_stand_in_end,
}
