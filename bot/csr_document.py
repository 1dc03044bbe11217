"""The CSR as a Word document: what the claim says, the lines with their sums, who vouches for it.

Labels are English, with a second line in the partner's language when that is another one. The same
claim gives the same bytes. Source: contents assumed (no published list of the form's entries).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.catalog import Catalog, LocalText
from bot.domain.claim import Claim
from bot.domain.csr import Csr, CsrMaterial, CsrWork, line_amount, total_of
from bot.domain.csr_fields import STATEMENT
from bot.files.docx import MEDIA_TYPE, Block, Heading, Paragraph, Table, write_docx
from bot.text import Translator, translator

__all__ = ["MEDIA_TYPE", "csr_document", "csr_name"]

Lines = tuple[str, ...]


def csr_name(claim: Claim) -> str:
    """File name of the claim's CSR, before it is cleaned."""
    return f"CSR {claim.claim_name.replace('/', '-')[:100]}.docx"


def csr_document(claim: Claim, partner_name: str, catalog: Catalog, language: str) -> bytes:
    """The document of a complete and signed CSR, some milliseconds of work."""
    assert claim.csr is not None  # complete, or the caller would not ask
    page = _Page(catalog.minor_units(claim.currency), claim.currency, _tongues(language))
    blocks: list[Block] = [
        Heading(page._("Certification Statement and Report (CSR)")),
        _claim_table(page, claim, partner_name, catalog),
        Heading(page._("Work of our own staff"), level=2),
        _work_table(page, claim.csr),
    ]
    if claim.csr.materials:
        blocks += [Heading(page._("Material"), level=2), _material_table(page, claim.csr)]
    total = page.money(total_of(claim.csr.lines, page.decimals))
    blocks += [
        Table(((page._("Total"), (total,)),), (3, 1)),
        Heading(page._("Statement of truth"), level=2),
        Paragraph(page._(STATEMENT)),
        _signature_table(page, claim.csr),
    ]
    return write_docx(f"CSR {claim.claim_name}", blocks)


def _tongues(language: str) -> tuple[Translator, ...]:
    codes = dict.fromkeys(("en", language))
    return tuple(translator(code) for code in codes)


@dataclass(frozen=True, slots=True)
class _Page:
    """How words and figures are written."""

    decimals: int
    currency: str
    tongues: tuple[Translator, ...]

    def _(self, message: str) -> Lines:
        """Words in each language, English first."""
        return tuple(dict.fromkeys(say(message) for say in self.tongues))

    def both(self, text: LocalText) -> Lines:
        """Words of the catalog in each language."""
        return tuple(dict.fromkeys(text.get(say.language) for say in self.tongues))

    def plain(self, amount: Decimal) -> str:
        """An amount in a column, with thousands apart."""
        return f"{amount:,.{self.decimals}f}"

    def money(self, amount: Decimal) -> str:
        """An amount with its currency's code."""
        return f"{self.plain(amount)} {self.currency}"


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} – {last.isoformat()}"


def _claim_table(page: _Page, claim: Claim, partner_name: str, catalog: Catalog) -> Table:
    assert claim.activity_start is not None  # complete, see above
    assert claim.activity_end is not None
    activity = catalog.activities[claim.incentive_activity]
    rows = (
        (page._("Partner"), (partner_name,)),
        (page._("Location ID"), (claim.location_id,)),
        (page._("Claim name"), (claim.claim_name,)),
        (page._("Activity type"), page.both(activity.title)),
        (page._("Activity dates"), (_days(claim.activity_start, claim.activity_end),)),
        (page._("Currency"), (claim.currency,)),
    )
    return Table(rows, (1, 2), head_rows=0, bold_column=True)


def _work_table(page: _Page, csr: Csr) -> Table:
    head = (
        page._("Person or role"),
        page._("Task"),
        page._("Dates"),
        page._("Hours"),
        page._("Cost per hour"),
        page._("Amount"),
    )
    rows = [tuple((cell,) for cell in _work_row(page, line)) for line in csr.work]
    return Table((head, *rows, _sum_row(page, csr.work, 6)), (5, 6, 5, 3, 4, 4))


def _work_row(page: _Page, line: CsrWork) -> Lines:
    return (
        line.person,
        line.task,
        _days(line.first_day, line.last_day),
        f"{line.hours.normalize():f}",
        page.plain(line.hourly_cost),
        page.plain(line_amount(line, page.decimals)),
    )


def _material_table(page: _Page, csr: Csr) -> Table:
    head = (page._("Item"), page._("Quantity"), page._("Unit cost"), page._("Amount"))
    rows = [
        (
            (line.item,),
            (f"{line.quantity.normalize():f}",),
            (page.plain(line.unit_cost),),
            (page.plain(line_amount(line, page.decimals)),),
        )
        for line in csr.materials
    ]
    return Table((head, *rows, _sum_row(page, csr.materials, 4)), (6, 2, 3, 3))


def _sum_row(
    page: _Page, lines: tuple[CsrWork, ...] | tuple[CsrMaterial, ...], columns: int
) -> tuple[Lines, ...]:
    total = page.plain(total_of(lines, page.decimals))
    return (page._("Subtotal"), *(("",),) * (columns - 2), (total,))


def _signature_table(page: _Page, csr: Csr) -> Table:
    rows = (
        (page._("Signed by"), (csr.signatory_name,)),
        (page._("Title"), (csr.signatory_title,)),
        (page._("Date"), (csr.signed_on.isoformat() if csr.signed_on else "",)),
        (page._("Signature"), page._("Confirmed electronically by the signatory")),
    )
    return Table(rows, (1, 2), head_rows=0, bold_column=True)
