"""Files of a word processor: a document set as DOCX with the habits of an office."""

from __future__ import annotations

import io
import re
import zipfile
from random import Random
from xml.sax.saxutils import escape

from official import CLOSE, HEAD, OPEN, Paragraph

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = f'xmlns:r="{OFFICE}"'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FONTS = {"ar": ("Amiri", "Noto Naskh Arabic"), "zh": ("Noto Serif CJK SC", "Noto Sans CJK SC")}
RAISED = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
ARABIC = re.compile("[\u0621-\u064a]")
FONTS_OF_MOST = ("Liberation Serif", "Liberation Sans", "Noto Serif")


class Office:
    """Sets a document as DOCX, with the habits of an office."""

    def __init__(self, language: str, draw: Random) -> None:
        """Draw the habits of an office."""
        self.language = language
        self.draw = draw
        self.font = draw.choice(FONTS.get(language, FONTS_OF_MOST))
        self.size = draw.choice((20, 20, 22, 24))
        self.small = self.size - draw.choice((0, 2, 2, 4))
        self.paper = draw.choice(((11906, 16838), (12240, 15840)))
        self.margin = draw.choice((1000, 1440, 1900))
        self.justified = draw.random() < 0.6
        self.boxed = draw.random() < 0.5
        self.header = draw.choice(("{symbol}", "{title}", "{symbol}\t{title}", ""))
        self.footer = draw.choice(("{page}", "{page}/{pages}", "21-14567\t{page}", ""))
        self.first_page_bare = draw.random() < 0.7
        self.numbered = draw.random() < 0.4
        self.label = draw.choice(("\t{}\t", "{}\t", "{} ", "\t{} "))
        self.indent = draw.choice((0, 0, 567, 1134))
        self.nested = draw.choice((567, 1134, 1701))
        self.spacing = draw.choice((0, 60, 120, 240))
        self.lead = draw.choice(("<w:i/>", "<w:i/>", "<w:b/>", ""))
        self.split_runs = draw.random() < 0.5
        self.note = "endnote" if draw.random() < 0.15 else "footnote"
        self.columns = 2 if draw.random() < 0.1 else 1
        self.notes: dict[str, str] = {}
        # The numbers of the notes, by the labels that call them, in their order.
        self.called: dict[str, int] = {}

    def run(self, text: str, properties: str = "") -> str:
        """A run of letters, its tabs among them."""
        right = "<w:rtl/>" if ARABIC.search(text) else ""
        properties = f"<w:rPr>{properties}{right}</w:rPr>" if properties or right else ""
        pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
        return f"<w:r>{properties}{'<w:tab/>'.join(pieces)}</w:r>"

    def runs(self, text: str, properties: str = "") -> str:
        """Runs of letters, cut where an editor cut them."""
        if not self.split_runs or len(text) < 20:
            return self.run(text, properties) if text else ""
        at = self.draw.randrange(1, len(text))
        return self.run(text[:at], properties) + self.run(text[at:], properties)

    def words(self, text: str, properties: str = "") -> str:
        """A text with its calls."""
        made = []
        text = re.sub(rf"\({OPEN}([^{CLOSE}]*){CLOSE}\)", rf"{OPEN}\1{CLOSE}", text)
        while True:
            before, _, rest = text.partition(OPEN)
            made.append(self.runs(before, properties))
            if not rest:
                return "".join(made)
            label, _, text = rest.partition(CLOSE)
            if label in self.notes:
                number = self.called.setdefault(label, len(self.called) + 1)
                call = f'<w:r>{RAISED}<w:{self.note}Reference w:id="{number}"/></w:r>'
                made.append(self.bracketed(call))

    def bracketed(self, mark: str) -> str:
        """The mark of a note, in the brackets that Arabic has around it."""
        if self.language != "ar":
            return mark
        raised = RAISED.replace("</w:rPr>", "<w:rtl/></w:rPr>")
        return f"<w:r>{raised}<w:t>(</w:t></w:r>{mark}<w:r>{raised}<w:t>)</w:t></w:r>"

    def paragraph(self, inside: str, properties: str = "") -> str:
        """A paragraph."""
        right = "<w:bidi/>" if ARABIC.search(inside) else '<w:bidi w:val="0"/>'
        return f"<w:p><w:pPr>{properties}{right}</w:pPr>{inside}</w:p>"

    def box(self, cells: list[list[str]]) -> str:
        """A table of two columns, the paragraphs of each cell given."""
        made = ["".join(self.paragraph(self.words(text)) for text in cell) for cell in cells]
        rows = "".join(
            f"<w:tr><w:tc>{one}</w:tc><w:tc>{other}</w:tc></w:tr>"
            for one, other in zip(made[::2], made[1::2], strict=True)
        )
        right = "<w:bidiVisual/>" if self.language == "ar" else ""
        grid = '<w:gridCol w:w="4500"/>' * 2
        return f"<w:tbl><w:tblPr>{right}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    def head(self, one: Paragraph) -> str:
        """A paragraph of the masthead, or the title, below which the columns begin."""
        spacing = f'<w:spacing w:after="{self.spacing}"/>'
        if one.zone != "preface":
            return self.paragraph(self.words(one.text), spacing)
        below = self.paragraph("", self.section(1)) if self.columns > 1 else ""
        return self.paragraph(self.words(one.text, "<w:b/>"), spacing) + below

    def body(self, found: list[Paragraph], leads: set[str]) -> str:
        """The paragraphs of the body."""
        blocks: list[str] = []
        cover = [one.text for one in found if one.zone == "coverPage"]
        if self.boxed and len(cover) > 4:
            blocks.append(self.box([cover[:1], cover[1:2], cover[2:3], cover[3:5]]))
            found = found[5:]
        expected = 1
        for one in found:
            if one.zone in HEAD:
                blocks.append(self.head(one))
                continue
            lead = max((lead for lead in leads if one.text.startswith(lead)), key=len, default="")
            inside = self.runs(lead, self.lead) + self.words(one.text[len(lead) :])
            counted = ""
            if self.numbered and one.number == f"{expected}.":
                counted = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
                expected += 1
            elif one.number:
                inside = self.run(self.label.format(one.number)) + inside
            nested = one.number and not one.number[0].isdigit()
            left = self.nested if nested else 0
            blocks.append(
                self.paragraph(
                    inside,
                    f'{counted}<w:spacing w:after="{self.spacing}"/>'
                    f'<w:ind w:left="{left}" w:firstLine="{self.indent}"/>'
                    + ('<w:jc w:val="both"/>' if self.justified else ""),
                )
            )
        return "".join(blocks)

    def listed(self) -> str:
        """The notes that are called."""
        made = (
            f'<w:{self.note} w:id="{number}">'
            + self.paragraph(
                f"<w:r>{RAISED}<w:{self.note}Ref/></w:r>"
                + self.run(" " + self.notes[label].removeprefix("()").strip()),
                '<w:pStyle w:val="FootnoteText"/>',
            )
            + f"</w:{self.note}>"
            for label, number in self.called.items()
        )
        rules = (
            f'<w:{self.note} w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
            f"</w:{self.note}>"
            for number, kind in enumerate(("separator", "continuationSeparator"), -1)
        )
        return "".join((*rules, *made))

    def styles(self) -> str:
        """The styles: the font, and those of notes and their marks."""
        fonts = "".join(f' w:{one}="{self.font}"' for one in ("ascii", "hAnsi", "eastAsia", "cs"))

        def size(points: int) -> str:
            return f'<w:sz w:val="{points}"/><w:szCs w:val="{points}"/>'

        return (
            f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>{size(self.size)}"
            "</w:rPr></w:rPrDefault></w:docDefaults>"
            '<w:style w:type="character" w:styleId="FootnoteReference">'
            '<w:name w:val="footnote reference"/>'
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
            f"<w:rPr>{size(self.small)}</w:rPr></w:style>"
        )

    def section(self, columns: int) -> str:
        """What ends a section that has so many columns."""
        width, height = self.paper
        ends = "<w:titlePg/>" if self.first_page_bare else ""
        ends += "<w:bidi/>" if self.language == "ar" else ""
        return (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
            '<w:footerReference w:type="default" r:id="rId2"/>'
            '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr><w:type w:val="continuous"/>'
            f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{self.margin}" '
            f'w:right="{self.margin}" w:bottom="{self.margin}" w:left="{self.margin}" '
            f'w:header="600" w:footer="600"/><w:cols w:num="{columns}" w:space="400"/>'
            f"{ends}</w:sectPr>"
        )

    def edge(self, form: str, values: dict[str, str]) -> str:
        """A header or a footer."""
        fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
        inside = ""
        for piece in re.split(r"(\{pages?\})", form):
            field = fields.get(piece)
            if field:
                inside += f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            elif piece:
                inside += self.run(piece.format(**values))
        return self.paragraph(inside)

    def set(self, found: list[Paragraph], notes: dict[str, str], leads: set[str]) -> bytes:
        """The document as DOCX."""
        self.notes = notes
        symbols = (one.text for one in found if one.zone == "coverPage" and "/" in one.text)
        title = " ".join(one.text for one in found if one.zone == "preface")
        values = {
            "symbol": next(symbols, "").partition(OPEN)[0],
            "title": title.partition(OPEN)[0][:70],
        }
        body = self.body(found, leads) + self.section(self.columns)
        level = (
            '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
            '<w:lvlJc w:val="left"/>'
        )
        return packed(
            {
                # The header and the footer first: sections name them by their places.
                "header1": ("hdr", self.edge(self.header, values)),
                "footer1": ("ftr", self.edge(self.footer, values)),
                "document": ("document", f"<w:body>{body}</w:body>"),
                f"{self.note}s": (f"{self.note}s", self.listed()),
                "styles": ("styles", self.styles()),
                "numbering": (
                    "numbering",
                    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
                    f'{level}</w:lvl></w:abstractNum><w:num w:numId="1">'
                    '<w:abstractNumId w:val="1"/></w:num>',
                ),
            }
        )


def packed(parts: dict[str, tuple[str, str]]) -> bytes:
    """A package of Office Open XML: each part by its name, its root element and what is in it."""
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    kinds = {name: name.rstrip("1") for name in parts}
    linked = [name for name in parts if name != "document"]

    def relationships(links: dict[str, str]) -> str:
        made = "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for number, (target, kind) in enumerate(links.items(), 1)
        )
        return f'{declaration}<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'

    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{kind}'
        f'{".main" if name == "document" else ""}+xml"/>'
        for name, kind in kinds.items()
    )
    files = {
        "[Content_Types].xml": f'{declaration}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": relationships({"word/document.xml": "officeDocument"}),
        "word/_rels/document.xml.rels": relationships(
            {f"{name}.xml": kinds[name] for name in linked}
        ),
    }
    for name, (root, inside) in parts.items():
        files[f"word/{name}.xml"] = f"{declaration}<w:{root} {W} {R}>{inside}</w:{root}>"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        for path, text in files.items():
            package.writestr(zipfile.ZipInfo(path), text)
    return archive.getvalue()
