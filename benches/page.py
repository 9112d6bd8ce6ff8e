"""Pages of HTML as editors and Word write them: a document set with the habits of one."""

from __future__ import annotations

import html
import re
import textwrap
from random import Random

from official import CALL, HEAD, Paragraph


class Page:
    """Sets a document as a page of HTML, with the habits of an editor or of Word."""

    def __init__(self, language: str, draw: Random) -> None:
        """Draw the habits of a page."""
        self.language = language
        self.call, self.note = draw.choice(
            (
                ("<sup>{0}</sup>", "<p><sup>{0}</sup> {1}</p>"),
                (
                    '<a href="#_ftn{0}" name="_ftnref{0}">[{0}]</a>',
                    '<p><a href="#_ftnref{0}" name="_ftn{0}">[{0}]</a> {1}</p>',
                ),
                (
                    '<sup><a href="#fn{0}" id="ref{0}">{0}</a></sup>',
                    '<div id="fn{0}"><p><sup><a href="#ref{0}">{0}</a></sup> {1}</p></div>',
                ),
                (
                    '<sup id="cite_ref-{0}"><a href="#cite_note-{0}">[{0}]</a></sup>',
                    '<li id="cite_note-{0}"><a href="#cite_ref-{0}">↑</a> {1}</li>',
                ),
                ('<a href="#fn{0}"><sup>{0}</sup></a>', '<p id="fn{0}">{0}. {1}</p>'),
                (
                    '<span class="MsoFootnoteReference">{0}</span>',
                    '<p><span class="MsoFootnoteReference">{0}</span> {1}</p>',
                ),
                (" [{0}]", "<p>[{0}] {1}</p>"),
            )
        )
        self.lead = draw.choice(
            (
                "<i>{}</i>",
                "<em>{}</em>",
                '<span style="font-style:italic">{}</span>',
                "<b>{}</b>",
                "{}",
            )
        )
        self.title = draw.choice(
            (
                "<h1>{}</h1>",
                "<h3>{}</h3>",
                "<p><b>{}</b></p>",
                '<p align="center"><strong>{}</strong></p>',
            )
        )
        self.head = draw.choice(("<p>{}</p>", "<h2>{}</h2>", "<div>{}</div>", "<p><b>{}</b></p>"))
        self.boxed = draw.random() < 0.3
        self.block = draw.choice(
            (
                "<p>{}</p>",
                "<p>{}</p>",
                "<div>{}</div>",
                '<p class="MsoNormal">{}</p>',
                "{}<br><br>",
                "{}<br/>",
            )
        )
        self.label = draw.choice(
            (
                "{} ",
                "{}&nbsp;",
                "{}&nbsp;&nbsp;&nbsp; ",
                '{}<span style="mso-tab-count:1">     </span>',
                "<b>{}</b> ",
            )
        )
        self.nested = draw.choice(
            (
                "{}",
                "<blockquote>{}</blockquote>",
                '<div style="margin-left:2em">{}</div>',
                "<ul><li>{}</li></ul>",
            )
        )
        self.rule = draw.choice(
            ("", "<hr>", '<hr align="left" size="1" width="33%">', "<h2>Notes</h2>")
        )
        self.chrome = draw.random() < 0.4
        self.width = draw.choice((10**6, 72))

    def words(self, text: str, notes: dict[str, str]) -> str:
        """A text with its calls."""
        text = html.escape(text, quote=False)

        def called(call: re.Match[str]) -> str:
            return self.call.format(call[1]) if call[1] in notes else ""

        return CALL.sub(called, text)

    def set(self, found: list[Paragraph], notes: dict[str, str], leads: set[str]) -> str:
        """The document as HTML."""
        blocks: list[str] = []
        called: list[str] = []
        cover = [one.text for one in found if one.zone == "coverPage"]
        boxed = self.boxed and len(cover) > 1
        if boxed:
            cells = [self.words(text, notes) for text in cover] + [""] * (len(cover) % 2)
            rows_ = zip(cells[::2], cells[1::2], strict=True)
            blocks.append(
                "<table>"
                + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows_)
                + "</table>"
            )
        for one in found:
            if one.zone == "coverPage" and boxed:
                continue
            labels = (label for label in CALL.findall(one.text) if label in notes)
            called.extend(label for label in labels if label not in called)
            lead = max((lead for lead in leads if one.text.startswith(lead)), key=len, default="")
            text = self.words(one.text, notes)
            if one.zone == "preface":
                blocks.append(self.title.format(text))
                continue
            if one.zone in HEAD:
                blocks.append(self.head.format(text))
                continue
            if lead and text.startswith(lead):
                text = self.lead.format(lead) + text[len(lead) :]
            if one.number:
                text = self.label.format(one.number) + text
            block = self.block.format(text)
            nested = one.number and not one.number[0].isdigit()
            blocks.append(self.nested.format(block) if nested else block)
        if called:
            blocks.append(self.rule)
            listed = [self.note.format(label, self.words(notes[label], {})) for label in called]
            blocks.extend(listed if not self.note.startswith("<li") else ["<ol>", *listed, "</ol>"])
        body = "\n".join(blocks)
        if self.width < 10**6:
            body = "\n".join(
                textwrap.fill(line, self.width, break_long_words=False, break_on_hyphens=False)
                for line in body.split("\n")
            )
        if self.chrome:
            links = '<a href="/">Home</a> <a href="/documents">Documents</a>'
            body = f"<nav>{links}</nav>\n{body}\n<footer><p>Copyright</p></footer>"
        head = '<head><meta charset="utf-8"><title>Document</title></head>'
        runs = ' dir="rtl"' if self.language == "ar" else ""
        page = f'<html lang="{self.language}"{runs}>{head}<body>\n{body}\n</body></html>'
        return f"<!DOCTYPE html>\n{page}\n"
