"""Cards around the road: welcome, help, who may do what, small notices."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.catalog import Program
from bot.domain.claim import Claim
from bot.domain.places import programs_elsewhere
from cards.views import ButtonView, NoticeView
from dialogs.commands import Command
from dialogs.turn import Turn, button
from dialogs.words import claim_title


def start_button(turn: Turn, title: str = "") -> ButtonView:
    """Start a claim; pressing the same button twice gives the same claim."""
    return button(
        title or turn._("New claim"), "claim.start", style="positive", nonce=turn.house.new_id()
    )


def menu_buttons(turn: Turn, drafts: Sequence[Claim] = ()) -> tuple[ButtonView, ...]:
    """The five things to do, and the language switch."""
    _ = turn._
    buttons = [start_button(turn)]
    if drafts:
        buttons.append(button(_("Continue draft"), "claim.open", claim=drafts[0].claim_id))
    buttons += [
        button(_("What documents?"), "menu.documents"),
        button(_("My claims"), "menu.claims"),
        button(_("Deadlines"), "menu.deadlines"),
    ]
    switch = "한국어" if turn._.language == "en" else "English"
    buttons.append(
        button(switch, "menu.language", language="ko" if turn._.language == "en" else "en")
    )
    return tuple(buttons)


def welcome_view(turn: Turn) -> NoticeView:
    """Sent once, on install: what it does, five things to do, whom to ask, limits."""
    _ = turn._
    return NoticeView(
        title=_("Welcome to Co-op Claims"),
        lines=(
            _(
                "I help you get your Microsoft co-op money back: from the first question to "
                "the payment."
            ),
            _("Five things you can do:"),
        ),
        bullets=(
            _("File a claim: I ask for each detail and document in turn, and save every answer."),
            _("Ask what documents an activity needs, in your own words."),
            _("Continue a draft, also on another device."),
            _("See your claims and where they stand."),
            _("Ask for deadlines and remaining funds; I remind you before they pass."),
        ),
        footer=(
            _(
                "Limits: co-op claims of your own company only, in this 1:1 chat; English "
                "and Korean; "
                "files up to %(limit)s. I never ask for bank or tax data.",
                limit=turn._.size(turn.house.catalog.files.max_file_bytes),
            ),
            _("Need a person? %(contact)s", contact=turn.house.support_contact),
        ),
        buttons=menu_buttons(turn),
    )


def hello_view(turn: Turn, drafts: Sequence[Claim] = (), said: Sequence[str] = ()) -> NoticeView:
    """A greeting back, with what is open; first what is `said`."""
    _ = turn._
    lines = list(said)
    if drafts:
        lines.append(
            turn._.ngettext(
                "You have %(n)s open draft: %(claim)s.",
                "You have %(n)s open drafts; the newest is: %(claim)s.",
                len(drafts),
                claim=claim_title(turn, drafts[0]),
            )
        )
    lines.append(_("What would you like to do?"))
    return NoticeView(title=_hello(turn), lines=tuple(lines), buttons=menu_buttons(turn, drafts))


def _hello(turn: Turn) -> str:
    name = turn.known.name if turn.known else turn.incoming.user_name
    return turn._("Hello, %(name)s", name=name) if name else turn._("Hello")


def greeted(turn: Turn, command: Command | None, trouble: NoticeView) -> NoticeView:
    """Why somebody cannot be served; a greeting is returned with it."""
    if command is not Command.HELLO:
        return trouble
    return trouble._replace(lines=(_hello(turn), *trouble.lines))


def always_view(turn: Turn, command: Command | None) -> NoticeView | None:
    """What a word shows that works whoever speaks; None for any other."""
    if command is Command.HELP:
        return help_view(turn)
    return cancelled_view(turn, bool(turn.filing)) if command is Command.CANCEL else None


def help_view(turn: Turn, claim: Claim | None = None) -> NoticeView:
    """About help itself, not the welcome again."""
    _ = turn._
    lines = [
        _("I am a bot: I help you file Microsoft co-op claims and stay with them until paid."),
        _("Type what you need, or use the buttons. These words work at any time:"),
    ]
    if claim is not None:
        lines.insert(
            0,
            _(
                "You are filing “%(claim)s”. Nothing is lost while you ask.",
                claim=claim_title(turn, claim),
            ),
        )
    buttons = list(menu_buttons(turn))
    if claim is not None:
        buttons[1] = button(_("Back to claim"), "claim.open", claim=claim.claim_id)
    return NoticeView(
        title=_("Help"),
        lines=tuple(lines),
        bullets=(
            _("new claim: start a claim"),
            _("continue: go on with your newest draft"),
            _("my claims: the list, with status"),
            _("reminders: what I send you, and when"),
            _("back: the step before"),
            _("cancel: leave what we are doing; drafts stay saved"),
            _("English / 한국어: switch the language"),
        ),
        footer=(
            _("To send a document, attach the file to a message (paper clip)."),
            _("Need a person? %(contact)s", contact=turn.house.support_contact),
        ),
        buttons=tuple(buttons),
    )


def unknown_person_view(turn: Turn) -> NoticeView:
    """The directory knows nobody by this account."""
    _ = turn._
    return NoticeView(
        title=_("I could not find you in the partner directory"),
        lines=(
            _(
                "Your Microsoft account is not linked to a partner organization in the incentives "
                "program, so I cannot open a claim for you."
            ),
        ),
        bullets=(
            _("Ask a global or account admin of your company to give you an incentives role."),
            _("If you have just been given one, press “Check again”; it can take a while."),
        ),
        footer=(_("Need a person? %(contact)s", contact=turn.house.support_contact),),
        buttons=(button(_("Check again"), "menu.check"), button(_("Help"), "menu.help")),
        tone="attention",
    )


def no_role_view(turn: Turn) -> NoticeView:
    """Known, but without an incentives role for co-op. Source: S17, Incentives FAQ, 2021-02-05."""
    _ = turn._
    elsewhere = programs_elsewhere(turn.contact, turn.house.catalog)
    if elsewhere:
        return _not_coop_view(turn, elsewhere)
    return NoticeView(
        title=_("You have no incentives role yet"),
        lines=(
            _(
                "Claims of %(partner)s can be filed by an incentives admin, an incentives "
                "user or a global "
                "admin. Your account has none of these roles for a co-op program.",
                partner=turn.contact.partner.name,
            ),
        ),
        bullets=(
            _("Ask a global or account admin of your company to appoint you."),
            _("You can still ask me what documents an activity needs."),
        ),
        footer=(_("Need a person? %(contact)s", contact=turn.house.support_contact),),
        buttons=(
            button(_("Check again"), "menu.check"),
            button(_("What documents?"), "menu.documents"),
        ),
        tone="attention",
    )


def _not_coop_view(turn: Turn, programs: Sequence[Program]) -> NoticeView:
    """A role, but only for programs that are paid in another way: what that way is."""
    _ = turn._
    notes = [turn.words(program.route_note) for program in programs if program.route_note]
    return NoticeView(
        title=_("Your programs are not paid from co-op funds"),
        lines=(
            _(
                "You have a role for: %(programs)s. No co-op claim can be filed there.",
                programs=_.list([turn.words(program.title) for program in programs]),
            ),
        ),
        bullets=(
            *dict.fromkeys(notes),
            _("For a co-op program, ask a global or account admin of your company for a role."),
        ),
        footer=(_("Need a person? %(contact)s", contact=turn.house.support_contact),),
        buttons=(
            button(_("Check again"), "menu.check"),
            button(_("What documents?"), "menu.documents"),
        ),
    )


def directory_down_view(turn: Turn) -> NoticeView:
    """The directory cannot be asked right now."""
    _ = turn._
    return NoticeView(
        title=_("The partner directory does not answer right now"),
        lines=(
            _("I need it once to see which organization and programs you may claim for."),
            _("Nothing is lost. Please try again in a few minutes."),
        ),
        footer=(_("Need a person? %(contact)s", contact=turn.house.support_contact),),
        buttons=(button(_("Try again"), "menu.check"), button(_("Help"), "menu.help")),
        tone="warning",
    )


def private_view(turn: Turn) -> NoticeView:
    """In a group or channel: claims are private."""
    _ = turn._
    return NoticeView(
        title=_("Claims are private"),
        lines=(
            _(
                "Claims, documents and amounts are only for you and your incentives "
                "colleagues, so I do not "
                "handle them in a group chat or channel."
            ),
            _("Please open a 1:1 chat with me: choose my name here, then “Chat”."),
        ),
    )


def cancelled_view(turn: Turn, was_filing: bool) -> NoticeView:
    """The conversation was left; a stored draft stays."""
    _ = turn._
    if not was_filing:
        line = _("There was nothing to cancel.")
        title = _("What would you like to do?")
        return NoticeView(title=title, lines=(line,), buttons=menu_buttons(turn))
    line = _("We stop here. Your draft is saved; type “continue” to pick it up again.")
    go_on = button(_("Continue draft"), "claim.open", claim=turn.filing)
    return NoticeView(title=_("Cancelled"), lines=(line,), buttons=(go_on, *menu_buttons(turn)))


def stale_lines(turn: Turn) -> tuple[str, ...]:
    """What an old or twice-pressed card answers."""
    return (turn._("That card has moved on. Nothing was done twice; here is how it stands now."),)


def not_found_view(turn: Turn) -> NoticeView:
    """No claim of this id for this person; whether it exists for others is not told."""
    _ = turn._
    return NoticeView(
        title=_("I cannot find this claim among yours"),
        lines=(_("Here are the ways to your claims:"),),
        buttons=menu_buttons(turn),
    )
