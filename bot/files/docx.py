"""A plain Word document from headings, paragraphs and tables: the same content, the same bytes.

Our own writer, because what it needs is little: no template and no dates of the machine go into the
file. Names an East Asian font, so that Word and LibreOffice show Korean without guessing.
Source: ECMA-376, part 1 (WordprocessingML).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What XML does not allow, and marks that turn the direction of what follows."""

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WIDTH = 9638
"""Between the margins of A4, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Shape: `lines` stand below each other."""

    lines: tuple[str, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text. Shape: `lines` stand below each other."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each of lines; the first `head_rows` are bold and repeated on every page.
    With a `bold_column` it is a list of facts, which stays on one page.

    Units: `widths` are shares of the page's width.
    """

    rows: tuple[tuple[tuple[str, ...], ...], ...]
    widths: tuple[int, ...]
    head_rows: int = 1
    bold_column: bool = False


Block = Heading | Paragraph | Table


def write_docx(title: str, blocks: Sequence[Block]) -> bytes:
    """The document as bytes; equal for equal content."""
    body = "".join(_block(block) for block in blocks)
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134"'
    section = f'<w:sectPr>{page} w:left="1134" w:header="708" w:footer="708" w:gutter="0"/>'
    document = f'<w:document xmlns:w="{_MAIN}"><w:body>{body}{section}</w:sectPr></w:body>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "docProps/core.xml": _core(title),
        "word/document.xml": f"{document}</w:document>",
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": _STYLES,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, (_HEAD + text).encode())
    return out.getvalue()


def _text(text: str) -> str:
    return escape(" ".join(_UNSEEN.sub("", text).split()))


def _runs(lines: Sequence[str], *, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    runs = []
    for number, line in enumerate(lines):
        turn = "<w:br/>" if number else ""
        runs.append(f'<w:r>{properties}{turn}<w:t xml:space="preserve">{_text(line)}</w:t></w:r>')
    return "".join(runs)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        style = f'<w:pPr><w:pStyle w:val="Heading{block.level}"/></w:pPr>'
        return f"<w:p>{style}{_runs(block.lines)}</w:p>"
    if isinstance(block, Paragraph):
        return f"<w:p>{_runs(block.lines)}</w:p>"
    return _table(block)


def _table(table: Table) -> str:
    shares = sum(table.widths)
    widths = [_WIDTH * share // shares for share in table.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    last = len(table.rows) - 1
    rows = "".join(
        _row(
            row,
            widths,
            is_head=number < table.head_rows,
            bold_column=table.bold_column,
            keeps_next=table.bold_column and number < last,
        )
        for number, row in enumerate(table.rows)
    )
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"


def _row(
    cells: Sequence[Sequence[str]],
    widths: Sequence[int],
    *,
    is_head: bool,
    bold_column: bool,
    keeps_next: bool,
) -> str:
    keep = "<w:keepNext/>" if keeps_next else ""
    properties = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "") + "</w:trPr>"
    made = []
    for number, (lines, width) in enumerate(zip(cells, widths, strict=True)):
        runs = _runs(lines, bold=is_head or (bold_column and number == 0))
        size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        spacing = f'<w:pPr>{keep}<w:spacing w:after="0"/></w:pPr>'
        made.append(f"<w:tc>{size}<w:p>{spacing}{runs}</w:p></w:tc>")
    return f"<w:tr>{properties}{''.join(made)}</w:tr>"


def _core(title: str) -> str:
    kinds = f"{_PACKAGE}/metadata/core-properties"
    words = "http://purl.org/dc/elements/1.1/"
    return (
        f'<cp:coreProperties xmlns:cp="{kinds}" xmlns:dc="{words}">'
        f"<dc:title>{_text(title)}</dc:title></cp:coreProperties>"
    )


_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_PART}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_PART}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.'
    'core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_FONTS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Malgun Gothic" w:cs="Calibri"/>'


def _heading_style(level: int, half_points: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>'
        f'<w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{half_points}"/></w:rPr></w:style>'
    )


_STYLES = (
    f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="20"/>'
    '<w:lang w:val="en-US" w:eastAsia="ko-KR"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    f"<w:qFormat/></w:style>{_heading_style(1, 32)}{_heading_style(2, 24)}</w:styles>"
)
