"""A cost that is typed with the rate of its tax: the amounts that follow, or what to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from bot.domain.claim import Claim, Finding
from bot.domain.fields import FieldKind, FieldSpec
from bot.text.patterns import pattern
from dialogs import answering
from dialogs.labelled import bare, has_figure, is_no_name
from dialogs.part_reader import Values
from dialogs.parting import answers_of
from dialogs.reading import read_field
from dialogs.tax_rates import Rated, Side, agrees, net_of_gross, rate_in, tax_of_net
from dialogs.told_together import MAX_CHARS, Together, read_parts, read_together
from dialogs.turn import Turn

_TO = pattern(r"^에(?:다가?)?(?![가-힣])|(?<=[\d원러로])에(?:다가?)?$")
"""Behind a sum to which the tax is added."""


def read_rated(
    turn: Turn,
    claim: Claim,
    specs: Sequence[FieldSpec],
    asked: FieldSpec,
    typed: Mapping[str, str],
) -> Together | None:
    """The answers to `specs`, the open fields of a cost; None for a message without a rate of tax.

    A sum that is not said to be without the tax or with it is not taken, but asked about. `typed`
    is what was said of the cost before.
    """
    text, open_ones = turn.incoming.text.strip(), {spec.id: spec for spec in specs}
    is_one = len(text) <= MAX_CHARS and not {"?", "？"} & set(text)
    rated = rate_in(text) if is_one and "tax" in open_ones else None
    if rated is None:
        return None
    if rated.percent == 0 and rated.side is Side.UNSAID:
        rated = replace(rated, side=Side.NET)
    return _Reading(turn, claim, open_ones, asked, rated).read(typed)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One message with a rate. Shape: `specs` id → open field."""

    turn: Turn
    claim: Claim
    specs: Mapping[str, FieldSpec]
    asked: FieldSpec
    rated: Rated

    def read(self, typed: Mapping[str, str]) -> Together:
        """What the message says, with the amounts that follow from it."""
        sums, side = self._bare_sums(), self.rated.side
        if side is Side.GROSS:
            return self._of_gross(sums)
        is_net = side is Side.NET and len(sums) == 1
        said = self._rest(sums, "net " if is_net else "")
        if sums and not is_net:
            is_one = side is Side.UNSAID and len(sums) == 1 and self.rated.percent is not None
            return _with(said, {}, (self._which(sums[0]) if is_one else self._amounts()))
        net = said.values.get("net")
        if "net" not in self.specs and not any(map(has_figure, said.left)):
            net = self._sum("net", typed.get("net", ""))
        tax = self._tax(net) if side is not Side.BOTH else None
        if tax is None or said.values.get("tax", tax) != tax:
            values = {name: value for name, value in said.values.items() if name != "tax"}
            return _with(replace(said, values=values), {}, self._amounts())
        return _with(said, {"tax": tax})

    def _of_gross(self, sums: Sequence[str]) -> Together:
        """The tax is in the only sum that is told."""
        said = self._rest(sums, "")
        gross = self._sum("net", sums[0]) if len(sums) == 1 else None
        percent, is_net = self.rated.percent, "net" in said.values or "net" not in self.specs
        if gross is None or percent is None or is_net:
            values = {name: value for name, value in said.values.items() if name != "net"}
            return _with(replace(said, values=values), {}, self._amounts())
        net = net_of_gross(gross, percent, self.claim.currency)
        tax = self._tax(net)
        if net is None or tax is None:
            return _with(said, {}, self._amounts())
        return _with(said, {"net": net, "tax": tax})

    def _tax(self, net: object) -> Decimal | None:
        """The tax on a net amount, or as it stands beside the rate where the two agree."""
        rated, currency = self.rated, self.claim.currency
        if rated.percent is None:
            return None
        amount = self._sum("tax", rated.amount)
        if not isinstance(net, Decimal):
            return amount if rated.is_marked else None
        if rated.amount:
            is_it = amount is not None and agrees(amount, net, rated.percent, currency)
            return amount if is_it else None
        return tax_of_net(net, rated.percent, currency)

    def _bare_sums(self) -> list[str]:
        """Parts that are a sum without its label."""
        if "net" not in self.specs:
            return []
        parts = (_TO.sub("", part) for part in answers_of(self.rated.rest))
        return [part for part in parts if self._sum("net", part) is not None]

    def _sum(self, name: str, words: str) -> Decimal | None:
        spec = self.specs.get(name) or FieldSpec(name, FieldKind.AMOUNT, "")
        value = read_field(self.turn, spec, bare(words), self.claim.currency)
        return value if isinstance(value, Decimal) else None

    def _rest(self, sums: Sequence[str], label: str) -> Together:
        """What is said beside the rate, the bare sums with this label or, without one, left out."""
        rest = self.rated.rest
        for one in sums:
            before, _sum, behind = rest.rpartition(one)
            rest = f"{before}{label}{one if label else ''}{_TO.sub('', behind)}"
        rest = rest.strip(" ,;.")
        if not rest:
            return Together({}, ())
        turn, specs = self.turn.saying(rest), tuple(self.specs.values())
        slots = partial(answering.slots_about, turn, self.claim.incentive_activity)
        said = read_together(turn, self.claim, specs, self.asked, slots)
        said = said or read_parts(turn, self.claim, specs, self.asked)
        is_name = self.asked.id == "vendor_name" and not (is_no_name(rest) or has_figure(rest))
        return said or (Together({self.asked.id: rest}, ()) if is_name else Together({}, (rest,)))

    def _which(self, words: str) -> Finding:
        return Finding(
            code="tax_side",
            field="net",
            message="Is %(sum)s without the tax, or is the tax in it? Please type "
            "“net %(sum)s, %(rate)s” or “%(sum)s incl. %(rate)s”.",
            values={"sum": words, "rate": self.rated.words},
        )

    def _amounts(self) -> Finding:
        return Finding(
            code="tax_rate",
            field="tax",
            message="I cannot tell the amount of the tax for sure from “%(rate)s”. Please type "
            "both amounts as they are on the invoice, for example “net 4,200, tax 420”.",
            values={"rate": self.rated.words},
        )


def _with(said: Together, values: Values, *findings: Finding) -> Together:
    both = (*said.findings, *findings)
    return replace(said, values={**said.values, **values}, findings=both)
