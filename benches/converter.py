"""Markdown as converters and OCR engines write it: a document set with the habits of one."""

from __future__ import annotations

import re
from random import Random

from official import CALL, HEAD, Paragraph


class Converter:
    """Sets a document as Markdown, with the habits of a converter or of an OCR engine."""

    def __init__(self, language: str, draw: Random) -> None:
        """Draw the habits of a converter for a document."""
        self.call, self.mark = draw.choice(
            (
                ("<sup>{}</sup>", "<sup>{}</sup> "),
                ("<sup>{}</sup>", "{} "),
                ("[^{}]", "[^{}]: "),
                ("$^{{{}}}$", "$^{{{}}}$ "),
                ("${{ }}^{{{}}}$", "${{ }}^{{{}}}$ "),
                ("^{}^", "^{}^ "),
                ("[{}]", "[{}] "),
                ("\\[{}\\]", "\\[{}\\] "),
                ("[[{0}]](#fn{0})", "[[{0}]](#ref{0}) "),
                ("[<sup>{0}</sup>](#_ftn{0})", "[<sup>{0}</sup>](#_ftnref{0}) "),
            )
        )
        self.title = draw.choice(("# {}", "## {}", "### {}", "**{}**", "# **{}**", "{}"))
        self.head = draw.choice(("{}", "{}", "## {}", "**{}**", "_{}_"))
        self.boxed = draw.random() < 0.15
        self.formula = draw.choice(("*{}*", "_{}_", "**{}**", "## {}", "{}"))
        self.lead = draw.choice(("*{}*", "_{}_", "**{}**", "***{}***", "{}", "{}"))
        self.swollen = draw.random() < 0.1
        self.label = draw.choice(("{} ", "{} ", "{}  ", "- {} ", "* {} ", "**{}** ", "{}\t"))
        self.point = draw.choice((".", ".", "\\."))
        self.bracket = draw.choice(("(", "(", "\\("))
        self.nested = draw.choice(("", "", "   ", "    ", "\t", "&nbsp;&nbsp;", "> "))
        self.ends = draw.choice(("\n\n", "\n\n", "\n\n", "\n", "  \n", "\n\n\n"))
        self.hard = draw.choice((" ", " ", "  \n", "<br>", "\\\n"))
        self.edge = draw.choice(
            (
                "---",
                "\n---\n\n{symbol}",
                "{symbol}\n\n{title}",
                "{page}/9\n\n---\n\n# {symbol}",
                '<!-- PageBreak -->\n\n<!-- PageHeader="{symbol}" -->',
                '<!-- PageFooter="21-1{number}" -->\n<!-- PageNumber="{page}/9" -->\n'
                "<!-- PageBreak -->",
                "21-1{number}\n\n**{page}/9**\n\n**{symbol}** **{title}**",
                "<page_number>{page}/9</page_number>\n\n---\n\n<header>{symbol}</header>",
                "{{{page}}}------------------------------------------------",
                "## Page {page}",
                "![img-{page}.jpeg](img-{page}.jpeg)\n\n{page}/9",
                "[Page {page}]",
                "-----\n\n_{symbol}_",
                "| {symbol} | {title} |\n|---|---|",
            )
        )
        self.picture = draw.choice(
            ("", "", "![](_page_0_Picture_1.jpeg)", "<!-- image -->", "![img-0.jpeg](img-0.jpeg)")
        )
        self.escaped = draw.random() < 0.2
        self.written = draw.random() < 0.1
        self.rule = draw.choice(("", "", "---", "\\_\\_\\_\\_\\_\\_\\_\\_", "***", "______"))
        self.page = draw.choice((2200, 2800, 3600, 10**9))
        self.at_foot = draw.random() < 0.6 and self.page < 10**9 and "[^" not in self.call
        self.within = draw.random() < 0.5
        self.number = draw.randint(1000, 9999)

    def words(self, text: str, notes: dict[str, str]) -> str:
        """A text with its calls, in the converter's own marks."""
        if self.escaped:
            text = re.sub(r"([-_#])", r"\\\1", text)
        if self.written:
            text = text.replace("&", "&amp;").replace("\xa0", "&nbsp;").replace("\u2013", "&#8211;")

        def called(call: re.Match[str]) -> str:
            return self.call.format(call[1]) if call[1] in notes else ""

        return CALL.sub(called, text)

    def set(self, found: list[Paragraph], notes: dict[str, str], leads: set[str]) -> str:
        """The document as Markdown."""
        symbols = (one.text for one in found if re.match(r"[AS]/RES/", one.text))
        title = " ".join(one.text for one in found if one.zone == "preface")
        title = title if len(title) < 70 else title[:70].rsplit(" ", 1)[0]
        edge = {"symbol": next(symbols, ""), "title": title, "number": self.number}
        blocks: list[str] = [self.picture] if self.picture else []
        waiting: list[str] = []
        seen: set[str] = set()
        on_page, page = 0, 1

        def set_notes() -> None:
            if waiting and self.rule:
                blocks.append(self.rule)
            blocks.extend(
                self.mark.format(label) + self.words(notes[label], {}) for label in waiting
            )
            waiting.clear()

        def turn() -> None:
            nonlocal on_page, page
            if self.at_foot:
                set_notes()
            blocks.append(self.edge.format(page=page, **edge))
            on_page, page = 0, page + 1

        cover = [one.text for one in found if one.zone == "coverPage"]
        if self.boxed and len(cover) > 1:
            cells = [self.words(text, notes).replace("|", "\\|") for text in cover]
            cells += [""] * (len(cells) % 2)
            rows_ = [
                f"| {left} | {right} |" for left, right in zip(cells[::2], cells[1::2], strict=True)
            ]
            blocks.append("\n".join((rows_[0], "|---|---|", *rows_[1:])))
        for one in found:
            head = one.zone in HEAD
            if one.zone == "coverPage" and self.boxed and len(cover) > 1:
                continue
            text = self.words(one.text, notes)
            called = [label for label in CALL.findall(one.text) if label in notes]
            waiting.extend(label for label in called if label not in seen)
            seen.update(called)
            lead = max((lead for lead in leads if one.text.startswith(lead)), key=len, default="")
            if one.zone == "preface":
                text = self.title.format(text)
            elif head:
                text = self.head.format(text)
            elif self.swollen and (lead or one.number):
                text = f"*{text}*"
            elif lead and text.startswith(lead):
                text = self.lead.format(lead) + text[len(lead) :]
            elif text.endswith(",") and len(text) < 40 and not one.number:
                text = self.formula.format(text[:-1]) + ","
            elif not one.number and len(text) < 60 and text.istitle():
                text = f"## {text}"
            if one.number:
                label = one.number.replace(".", self.point).replace("(", self.bracket)
                nested = "" if one.number[0].isdigit() else self.nested
                text = nested + self.label.format(label) + text
            if on_page > self.page:
                middle = text.rfind(" ", 0, len(text) // 2)
                marks = max(text.rfind("*", 0, middle), text.rfind("]", 0, middle))
                if self.within and middle > 80 and marks < 60 and "<" not in text:
                    blocks.append(text[:middle])
                    text = text[middle + 1 :]
                turn()
            blocks.append(text)
            on_page += len(text)
        set_notes()
        return self.ends.join(blocks) + "\n"
