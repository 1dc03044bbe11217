"""The costs that a message tells in whole sentences: who billed what, with which tax.

What is not said for certain is left out and given back as it was typed, so that it can be asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from bot.text.patterns import pattern
from dialogs.cost_pieces import pieces_of
from dialogs.labels import labelled
from dialogs.sums_told import Role, Sum, is_inside, role_of, role_told_apart, sums_in
from dialogs.tax_rates import HIGHEST, Rated, Side, net_of_gross, rate_in, tax_of_net
from dialogs.vendors_told import vendor_in

MAX_CHARS = 600
MAX_COSTS = 6
_NO_TAX = pattern(
    r"\b(?:no|zero|0) (?:vat|tax|gst)\b|\b(?:vat|tax)[- ](?:free|exempt)\b"
    r"|(?:부가세|세금|vat)(?:는|은|가|이|도)? ?없|면세|영세율|비과세",
    re.IGNORECASE,
)
_NO_COST = pattern(
    r"\b(?:budget|funds?|balance|approv\w+|pre-?approv\w*|limit|quota|refund\w*|discount\w*|revenue"
    r"|pipeline|turnover|left over|remaining|deposit)\b"
    r"|예산|잔액|한도|할인|환불|승인|매출|보증금|선금|적립",
    re.IGNORECASE,
)
_ANOTHER = pattern(r"\b(?:also|another|plus|too|as well)\b|추가|또 |별도로", re.IGNORECASE)
"""What is said of one more cost."""
_GROUPED = pattern(r"\d[.,]\d{3}")


@dataclass(frozen=True, slots=True)
class ToldCost:
    """One cost as far as it was told. Shape: "" and None for what was not; `is_sure` tells that the
    net amount is said to be without the tax. Units: `currency` is ISO 4217, "" if unsaid.
    """

    kind: str = ""
    vendor: str = ""
    number: str = ""
    net: Decimal | None = None
    tax: Decimal | None = None
    currency: str = ""
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells of costs. Shape: `left` parts that are not sure, as typed; `has_sums`
    tells that a sum of money was found, sure or not.
    """

    costs: tuple[ToldCost, ...] = ()
    left: tuple[str, ...] = ()
    has_sums: bool = False


NOTHING_TOLD = Told()


@dataclass(slots=True)
class _Draft:
    """A cost while the message is read. Shape: `vendor` None while nothing was said."""

    kind: str = ""
    vendor: str | None = None
    number: str = ""
    total: Sum | None = None
    role: Role = Role.PLAIN
    tax: Decimal | None = None
    is_tax_inside: bool = False
    rated: Rated | None = None
    words: list[str] = field(default_factory=list)


def costs_told(
    text: str,
    *,
    language: str,
    kinds_of: Callable[[str], Collection[str]],
    amounts: Collection[Decimal],
) -> Told:
    """The costs in a text. `kinds_of` gives the kinds of cost that a part names; `amounts` are the
    sums that are known to stand in the text.

    >>> told = costs_told("vendor Contoso, 4,000 EUR plus 400 VAT", language="en",
    ...     kinds_of=lambda part: (), amounts=())
    >>> [(one.vendor, str(one.net), str(one.tax)) for one in told.costs]
    [('Contoso', '4000', '400')]
    """
    if len(text) > MAX_CHARS:
        return NOTHING_TOLD
    reader = _Reader(language, kinds_of, frozenset(amounts))
    for piece, is_joined in pieces_of(text, reader.sums):
        reader.take(piece, is_joined=is_joined)
    return reader.told()


class _Reader:
    """Reads the pieces of one message in their order."""

    def __init__(
        self,
        language: str,
        kinds_of: Callable[[str], Collection[str]],
        amounts: Collection[Decimal],
    ) -> None:
        self._language, self._kinds_of, self._amounts = language, kinds_of, amounts
        self._drafts: list[_Draft] = []
        self._left: list[str] = []
        self._has_sums = False

    def sums(self, piece: str) -> list[Sum]:
        """The sums of a piece that are no tax and surely money."""
        found = sums_in(piece, language=self._language)
        return [one for one in found if self._is_money(piece, one)]

    def _is_money(self, piece: str, one: Sum) -> bool:
        role = role_of(piece, one)
        is_unknown = self._amounts and one.amount not in self._amounts
        if role is Role.TAX or (not one.currency and is_unknown and role is Role.PLAIN):
            return False
        is_known = one.is_marked or role is not Role.PLAIN or one.amount in self._amounts
        is_written = _GROUPED.search(piece[one.start : one.end])
        return bool(is_known or is_written or (one.amount >= 100 and self._kinds_of(piece)))

    def take(self, piece: str, *, is_joined: bool) -> None:
        """What one piece, with one sum or none, says."""
        sums = self.sums(piece)
        self._has_sums = self._has_sums or bool(sums)
        if sums and _NO_COST.search(piece):
            return
        every = sums_in(piece, language=self._language)
        vendor = vendor_in(piece, [(one.start, one.end) for one in every])
        if len(sums) > 1 or (sums and self._is_same_again(piece, vendor, is_joined=is_joined)):
            self._left.append(piece)
            return
        number = next((said for _, said in labelled_numbers(piece)), "")
        if sums:
            self._begin(piece, sums[-1])
        elif vendor is not None or number:
            self._go_on(vendor, number, piece)
        self._name(vendor, number, bool(sums), piece)
        self._taxes(piece)

    def _is_same_again(self, piece: str, vendor: str | None, *, is_joined: bool) -> bool:
        """Whether a further sum may be of the cost before it, or of all: it names no cost."""
        is_first = not any(one.total for one in self._drafts)
        is_named = is_joined or vendor or self._kinds_of(piece) or _ANOTHER.search(piece)
        return not (is_first or is_named)

    def _begin(self, piece: str, total: Sum) -> None:
        """A sum begins a cost, or belongs to the one of which only words were said before it."""
        last = self._drafts[-1] if self._drafts else None
        if last is None or last.total is not None:
            last = _Draft()
            self._drafts.append(last)
        kinds = self._kinds_of(piece)
        last.total, last.role = total, role_of(piece, total)
        last.kind = next(iter(kinds)) if len(kinds) == 1 else ""
        last.words.append(piece)

    def _go_on(self, vendor: str | None, number: str, piece: str) -> None:
        """A vendor or number beside no sum, where the last cost has another already."""
        last = self._drafts[-1] if self._drafts else None
        has_one = last is not None and ((vendor and last.vendor) or (number and last.number))
        if last is None or (has_one and last.total is not None):
            self._drafts.append(_Draft())

    def _name(self, vendor: str | None, number: str, beside: bool, piece: str) -> None:
        if vendor is None and not number:
            return
        last = self._drafts[-1]
        others = [one for one in self._drafts[:-1] if one.vendor is None and one.total]
        is_open = not beside and others and last.total is not None
        if vendor == "" or (vendor and is_open):  # of which cost, or which name, is not said
            self._left.append(piece)
            last.vendor = last.vendor or ("" if vendor == "" else None)
        elif vendor:
            last.vendor = vendor
        if number and not is_open:
            last.number = number

    def _taxes(self, piece: str) -> None:
        """The tax that a piece tells, of the cost that was told last."""
        last = self._drafts[-1] if self._drafts else None
        if last is None:
            return
        if (role := role_told_apart(piece)) and last.role is Role.PLAIN:
            last.role = role
        rated = rate_in(piece)
        if rated is not None:
            last.rated = rated
            last.words += [piece] if piece not in last.words else []
            return
        if _NO_TAX.search(piece):
            last.tax = Decimal(0)
        for one in sums_in(piece, language=self._language):
            if role_of(piece, one) is Role.TAX and last.tax is None:
                last.tax, last.is_tax_inside = one.amount, is_inside(piece, one)
                last.words += [piece] if piece not in last.words else []

    def told(self) -> Told:
        """All costs, and what is not sure."""
        costs = list(self._costs())[:MAX_COSTS]
        return Told(tuple(costs), tuple(dict.fromkeys(self._left)), self._has_sums)

    def _costs(self) -> Iterator[ToldCost]:
        currencies = [d.total.currency for d in self._drafts if d.total and d.total.currency]
        for draft in self._drafts:
            net, tax, is_sure = _amounts(draft)
            currency = draft.total.currency if draft.total else ""
            if net is not None and currency and currency != currencies[0]:
                net = tax = None  # a claim has one currency
            is_lost = draft.total is not None and net is None
            if is_lost:
                self._left += draft.words
            cost = ToldCost(
                kind=draft.kind,
                vendor=draft.vendor or "",
                number=draft.number,
                net=net,
                tax=None if is_lost else tax,
                currency=currency or (currencies[0] if currencies else ""),
                is_sure=is_sure,
            )
            if cost.kind or cost.vendor or cost.number or cost.net is not None:
                yield cost


def labelled_numbers(piece: str) -> Iterator[tuple[str, str]]:
    """Numbers of invoices in a piece, each behind its label."""
    found = _NUMBER.search(piece)
    if found:
        yield from labelled(f"invoice {found['number']}", ("invoice_number",))


_NUMBER = pattern(
    r"(?:\b(?:invoice|inv\.?|bill)(?:'s)?(?: ?(?:no\.?|number|nr\.?|#|id))?\s*(?:is|was|:|=|#)?"
    r"|(?:송장|인보이스|계산서)(?: ?번호)?(?:은|는)?\s*[:=]?)"
    r"\s*#?(?P<number>(?=[\w./-]*\d)(?:[A-Za-z]+[-/]?\w[\w/-]*|\d{4,}|\d+[-/][\w/-]+))(?![,.]?\d)",
    re.IGNORECASE,
)


def _amounts(draft: _Draft) -> tuple[Decimal | None, Decimal | None, bool]:
    """Net amount, tax, and whether the first is sure; None for what is not."""
    if draft.total is None:
        return None, draft.tax if draft.rated is None else None, False
    total, role = draft.total.amount, draft.role
    if role is Role.UNSURE or (draft.rated is not None and draft.tax is not None):
        return None, None, False
    if draft.rated is not None:
        return _of_rate(draft, total)
    if role is Role.GROSS or draft.is_tax_inside:
        if not draft.tax:
            return (total, draft.tax, True) if draft.tax == 0 else (None, None, False)
        return _likely(total - draft.tax, draft.tax, is_sure=True)
    if draft.tax is not None:
        return _likely(total, draft.tax, is_sure=role is Role.NET or draft.tax == 0)
    return total, None, role is Role.NET


def _likely(
    net: Decimal, tax: Decimal, *, is_sure: bool
) -> tuple[Decimal | None, Decimal | None, bool]:
    """The two, where the one may be the tax on the other."""
    if net > 0 and tax <= net * HIGHEST / 100:
        return net, tax, is_sure
    return None, None, False


def _of_rate(draft: _Draft, total: Decimal) -> tuple[Decimal | None, Decimal | None, bool]:
    rated, currency = draft.rated, draft.total.currency if draft.total else ""
    assert rated is not None
    percent, side = rated.percent, rated.side
    if side is Side.UNSAID and draft.role in (Role.NET, Role.GROSS):
        side = Side.NET if draft.role is Role.NET else Side.GROSS
    if percent is None or side in (Side.UNSAID, Side.BOTH):
        return None, None, False
    if side is Side.NET:
        return total, tax_of_net(total, percent, currency or "USD"), True
    net = net_of_gross(total, percent, currency or "USD")
    tax = tax_of_net(net, percent, currency or "USD") if net is not None else None
    return (net, tax, True) if tax is not None else (None, None, False)
