"""One example of every view in five moods: normal, hostile, long, bare and full."""

from __future__ import annotations

from typing import Any

from bot.text import Translator
from cards.render import render
from cards.shorten import is_view
from cards.views import (
    AnswerView,
    ButtonView,
    ChecklistItemView,
    ChecklistView,
    ChoiceCardView,
    ChoiceView,
    ClaimListView,
    ClaimRowView,
    ClaimStatusView,
    DocumentRequestView,
    FactView,
    FieldView,
    FindingView,
    FormView,
    NoticeView,
    OptionView,
    ProgressStepView,
    ProgressView,
    ReceiptView,
    ReviewSectionView,
    ReviewView,
    SourceView,
    View,
)

HOSTILE = (
    '*bold* _it_ [link](javascript:alert(1)) <script>alert(1)</script> `x` "quoted" \\ back\n'
    "# head\n- item\n1. one {{ 7 * 7 }} {% raw %} ${x} &lt; 100% %(x)s "
    "\x00\x07\u202egnp.exe\ud83d 🎉 \u2028"
)
LONG = "가나다라마바사 lorem ipsum " * 400
MOODS = ("normal", "hostile", "long", "bare", "full")


def drawn(view: View, translator: Translator) -> dict[str, Any]:
    """The card of a view, with which a reader of its JSON has to do."""
    return dict(render(view, translator))


def button(title: str, **options: Any) -> ButtonView:
    return ButtonView(
        title, {"act": {"kind": "open", "claim": "c1", "v": 3, "nonce": "n1"}}, **options
    )


WAYS = (
    button("Save and go on", style="positive"),
    button("Back", needs_inputs=False),
    button("Delete", style="destructive", needs_inputs=False),
    ButtonView("Read the rule", url="https://learn.microsoft.com/partner-center"),
)
FACTS = (
    FactView("Program", "MCI Azure Direct"),
    FactView("Amount", "USD 12,000.00"),
    FactView("Sent?", ""),
)
FINDINGS = (
    FindingView("The invoice is dated after the activity.", True, "Guidebook, page 12 (published)"),
    FindingView("The amount is more than what is left: USD 200.00.", False),
)
SIX = tuple(ChoiceView(code, code.lower()) for code in ("USD", "EUR", "KRW", "JPY", "GBP", "AUD"))
FIELDS = (
    FieldView("name", "text", "Claim name", "Autumn fair", "3 to 100 characters.", max_length=100),
    FieldView(
        "start", "date", "First day", "2026-09-01", error="This day is outside the usage period."
    ),
    FieldView("end", "date", "Last day", "31 June", error="There is no such day."),
    FieldView("net", "number", "Net amount", "1.234,56", "Without tax."),
    FieldView("note", "multiline", "What did you do?", "We showed Surface.", max_length=2000),
    FieldView("currency", "choice", "Currency", "eur", choices=SIX),
    FieldView(
        "work", "choice", "Who did it?", "gone", choices=SIX[:3], required_message="Choose one."
    ),
    FieldView("touches", "multichoice", "Channels", "usd,krw,gone", choices=SIX, required=False),
    FieldView("mail", "email", "E-mail", "asha@example.com"),
    FieldView("link", "url", "Link", "https://example.com/a?b=c&d"),
    FieldView("agree", "toggle", "I confirm that this is true", "false"),
)

NORMAL: tuple[View, ...] = (
    NoticeView(
        "Welcome",
        ("I help you claim co-op funds.", "Everything is saved as you go."),
        FACTS,
        WAYS,
        ("Start a claim", "See what documents you need"),
        ("Ask your program desk for anything else.",),
        "good",
    ),
    ChoiceCardView(
        "Which activity did you carry out?",
        ("You can also type it.",),
        (
            OptionView(
                "Digital advertising", "Search, display, social", button("Digital advertising")
            ),
            OptionView("Trade show", "A booth at somebody else's event", button("Trade show")),
        ),
        WAYS,
    ),
    FormView(
        "Details", "Step 3 of 6", ("All in one go.",), FIELDS, FINDINGS, WAYS, ("Saved 12:30",)
    ),
    ChecklistView(
        "What you will need",
        ("Three documents.",),
        FACTS,
        (
            ChecklistItemView("Invoice", "From the vendor", "If a vendor did the work", "missing"),
            ChecklistItemView("Screenshot"),
        ),
        ("Source: guidebook (published)",),
        WAYS,
    ),
    DocumentRequestView(
        "Vendor invoice",
        "Document 3 of 5",
        "It shows what was paid and to whom.",
        ("Name of the vendor", "Date within the usage period"),
        "PDF, PNG, JPG; up to 10 MB",
        "Attach the file to your next message.",
        ("That card has moved on.",),
        ("old_invoice.pdf (200 KB)",),
        FINDINGS,
        FIELDS[9],
        WAYS,
    ),
    ReviewView(
        "Check your claim",
        FACTS,
        (
            ReviewSectionView("Details", FACTS, button("Change")),
            ReviewSectionView("Documents", FACTS),
        ),
        FINDINGS,
        (FIELDS[10],),
        "I confirm that all of this is true and complete.",
        WAYS,
        ("Nothing is sent until you press Submit.",),
    ),
    ProgressView(
        "Sending your claim",
        ("You can close this chat.",),
        tuple(ProgressStepView(f"Part {s}", s) for s in ("done", "now", "next", "failed")),
        WAYS,
    ),
    ReceiptView(
        "Your claim was accepted", FACTS, FACTS, ("Review takes 10 days.",), ("Thank you.",), WAYS
    ),
    ClaimListView(
        "Your claims",
        (
            ClaimRowView(
                "Autumn fair", "USD 12,000.00 · until 15 February 2027", "Draft", button("Open")
            ),
        ),
        ("1 claim",),
        (FIELDS[0],),
        WAYS,
    ),
    ClaimStatusView(
        "Autumn fair",
        "In review",
        FACTS,
        ("Nothing to do.",),
        FACTS,
        FACTS,
        FINDINGS,
        WAYS,
        ("Saved.",),
    ),
    AnswerView(
        "Documents for a trade show",
        ("You need these:",),
        ("Invoice", "Photo of the booth"),
        FACTS,
        (SourceView("Guidebook, 2020-10-29, published"),),
        ("Two pages name different dates.",),
        WAYS,
    ),
)

_CODES = frozenset({"id", "kind", "style", "tone", "state", "data", "url"})


def sample(view: View, mood: str) -> View:
    """The view in a mood."""
    if mood == "bare":
        return _bare(view)
    if mood == "hostile":
        return _with_words(view, HOSTILE)
    if mood == "long":
        return _with_words(view, LONG)
    if mood == "full":
        return _full(view)
    return view


def _bare(view: Any) -> Any:
    """Only what has no default; lists empty, texts as they are."""
    lists = {name for name in view._fields if _is_list(getattr(view, name))}
    return view._replace(**(view._field_defaults | dict.fromkeys(lists, ())))


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and not is_view(value)


def _with_words(value: Any, words: str) -> Any:
    if is_view(value):
        changes = {
            name: _with_words(getattr(value, name), words)
            for name in value._fields
            if name not in _CODES and not (isinstance(value, ChoiceView) and name == "value")
        }
        return value._replace(**changes)
    if isinstance(value, tuple):
        return tuple(_with_words(entry, words) for entry in value)
    return words if isinstance(value, str) else value


def _full(view: Any) -> Any:
    """Every list with 60 entries, buttons with nine, inputs with an id each."""
    changes: dict[str, Any] = {}
    for name in view._fields:
        entries = getattr(view, name)
        if not _is_list(entries) or not entries:
            continue
        times = 9 if name == "buttons" else 25 if name == "fields" else 60
        many = tuple(entries[n % len(entries)] for n in range(times))
        if isinstance(entries[0], FieldView):
            many = tuple(entry._replace(id=f"{entry.id}{n}") for n, entry in enumerate(many))
        changes[name] = many
    return view._replace(**changes)
