#!/usr/bin/env python3
"""Writes a content file as HTML with CSS for paged media that says the same and looks as leaflet-a5
does.

    to_html.py CONTENT.xml > leaflet.html
"""
import html
import sys

from content import KIND, REFERENCES, REFERENCES_INTRO, XML_ID, Leaflet, inline_pieces, name

STYLE = """
@page {
  size: 148mm 210mm;
  margin: 19mm 14mm 20mm 15mm;
}
@page :left { margin-left: 14mm; margin-right: 15mm; }
@page :right {
  @top-left { content: "SHORT-TITLE"; font: bold 10pt "Noto Sans"; color: #0B4F6C; }
  @bottom-left { content: "PUBLISHER"; font: 10pt "Noto Sans"; color: #4A565E; }
  @bottom-right { content: counter(page) " of " counter(pages); font: 11pt "Noto Sans"; }
}
@page :left {
  @top-right { content: "SHORT-TITLE"; font: bold 10pt "Noto Sans"; color: #0B4F6C; }
  @bottom-right { content: "PUBLISHER"; font: 10pt "Noto Sans"; color: #4A565E; }
  @bottom-left { content: counter(page) " of " counter(pages); font: 11pt "Noto Sans"; }
}
@page cover {
  margin: 0;
  @top-left { content: none } @bottom-left { content: none } @bottom-right { content: none }
}
html { font: 12pt/17pt "Noto Sans"; color: #1C2429; hyphens: none; }
body { margin: 0; }
p, ul { margin: 8.5pt 0; orphans: 2; widows: 2; }
ul { padding: 0; list-style: none; }
li { padding-left: 6mm; margin: 4.25pt 0; }
li::before { content: "•"; color: #0B4F6C; display: inline-block; width: 6mm; margin-left: -6mm; }
h2 { font: bold 17pt/22pt "Noto Sans"; color: #0B4F6C; margin: 17pt 0 6pt; break-after: avoid; }
a { color: #0B4F6C; text-decoration: none; }
a.page::after { content: " on page\\A0" target-counter(attr(href), page); }
.whole { white-space: nowrap; }
.box { background: #E8F3F6; border-left: 2.2mm solid #0B4F6C; padding: 4mm 5mm;
  margin: 12.75pt 0; break-inside: avoid; }
.box > h3 { font: bold 12.5pt/17pt "Noto Sans"; color: #0B4F6C; margin: 0 0 2pt; }
.emergency { background: #FDEEEE; border-color: #9B1C1C; }
.emergency > h3 { color: #8F1414; }
.cover { page: cover; break-after: page; position: relative; height: 210mm; }
.panel { background: #0B4F6C; color: white; font-weight: bold; height: 118mm; }
.panel > p, .cover > p, .facts { position: absolute; left: 15mm; right: 14mm; margin: 0; }
.publisher { top: 19mm; }
.kind { top: 70mm; }
.panel > h1 { position: absolute; left: 15mm; top: 84mm; margin: 0; font: bold 33pt/37pt "Noto Sans"; }
.subtitle { top: 126mm; font: 16pt/22pt "Noto Sans"; }
.facts { bottom: 20mm; font: 11pt/16pt "Noto Sans"; columns: 2; column-gap: 6mm;
  border-top: 0.75pt solid #0B4F6C; padding: 3mm 0; }
.facts > div > b { color: #0B4F6C; }
.references { break-before: page; }
.references > h2 { margin-top: 0; }
.reference { margin: 8.5pt 0; padding-left: 8mm; }
.reference > b { color: #0B4F6C; float: left; margin-left: -8mm; }
.reference > a { font: 11pt/16pt "Noto Sans"; display: block; }
.trace { font: 11pt/15.5pt "Noto Sans"; border-top: 0.75pt solid #0B4F6C; padding: 3mm 0;
  margin-top: 17pt; }
.trace > div { padding-left: 33mm; margin-bottom: 1.5pt; }
.trace > div > b { float: left; margin-left: -33mm; }
.disclaimer { font: 11pt/15.5pt "Noto Sans"; }
"""


class Writer:
    def __init__(self, leaflet):
        self.leaflet = leaflet
        self.inlines = {
            "strong": lambda e: f"<strong>{self.inline(e)}</strong>",
            "lead": lambda e: f"<strong>{self.inline(e)}</strong>",
            "abbr": lambda e: f'<abbr title="{html.escape(e.get("title"))}">{self.inline(e)}</abbr>',
            # A mark, in characters that no text has, for filled_html.
            "value": lambda e: f'\ue000{e.get("name")}\ue001',
            "measure": lambda e: f'<span class="whole">{self.inline(e)}</span>',
            "phone": lambda e: (
                f'<a class="whole" href="tel:{leaflet.text(e).replace(" ", "")}">{self.inline(e)}</a>'
            ),
            "link": lambda e: f'<a href="{html.escape(e.get("href"))}">{self.inline(e)}</a>',
            "cite": lambda e: f'<a href="#{e.get("to")}">[{leaflet.number_of(e.get("to"))}]</a>',
            "xref": lambda e: (
                f'<a class="page" href="#{e.get("to")}">'
                f'“{html.escape(leaflet.titles[e.get("to")])}”</a>'
            ),
        }
        self.blocks = {
            "p": lambda e: f"<p>{self.inline(e)}</p>\n",
            "list": self.items,
            "section": self.section,
            "key-points": lambda e: self.boxed(e, "box", self.items(e)),
            "callout": lambda e: self.boxed(
                e, "box emergency", "".join(self.block(block) for block in e[1:])
            ),
        }

    def inline(self, element):
        return "".join(
            html.escape(piece) if isinstance(piece, str) else self.inlines[name(piece)](piece)
            for piece in inline_pieces(element)
        )

    def items(self, element):
        items = "".join(
            f"<li>{self.inline(item)}</li>\n" for item in element if name(item) == "item"
        )
        return f"<ul>\n{items}</ul>\n"

    def boxed(self, element, classes, body):
        return f'<div class="{classes}"><h3>{self.inline(element[0])}</h3>\n{body}</div>\n'

    def section(self, element):
        title, *content = element
        blocks = "".join(self.block(block) for block in content)
        return f'<h2 id="{element.get(XML_ID)}">{self.inline(title)}</h2>\n{blocks}'

    def block(self, element):
        return self.blocks[name(element)](element)

    def labelled(self, entries):
        return "".join(
            f"<div><b>{html.escape(label)}</b> {html.escape(text)}</div>" for label, text in entries
        )

    def cover(self):
        meta = self.leaflet.meta
        return f"""<div class="cover"><div class="panel">
<p class="publisher">{html.escape(meta["publisher"])}</p>
<p class="kind">{KIND}</p>
<h1>{html.escape(meta["title"])}</h1></div>
<p class="subtitle">{html.escape(meta["subtitle"])}</p>
<div class="facts">{self.labelled(self.leaflet.cover_facts())}</div></div>
"""

    def references(self):
        entries = "".join(
            f'<div class="reference" id="{r.id}"><b>{number}</b>{html.escape(r.title)}'
            f'<a href="{html.escape(r.href)}">{html.escape(r.href)}</a></div>\n'
            for number, r in enumerate(self.leaflet.references, start=1)
        )
        return f"""<div class="references"><h2>{REFERENCES}</h2>
<p>{REFERENCES_INTRO}</p>
{entries}<div class="trace">{self.labelled(self.leaflet.trace())}</div>
<p class="disclaimer">{html.escape(self.leaflet.meta["disclaimer"])}</p></div>
"""

    def document(self):
        meta = self.leaflet.meta
        style = STYLE.replace("SHORT-TITLE", meta["short-title"])
        style = style.replace("PUBLISHER", meta["publisher"])
        body = "".join(self.block(block) for block in self.leaflet.blocks)
        return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{html.escape(meta["title"])}</title>
<meta name="author" content="{html.escape(meta["publisher"])}">
<meta name="description" content="{html.escape(meta["subtitle"])}">
<meta name="keywords" content="{html.escape(meta["keywords"])}">
<style>{style}</style></head>
<body>
{self.cover()}{body}{self.references()}</body></html>
"""


def html_of(path):
    """The HTML document for a content file."""
    return Writer(Leaflet(path)).document()


def filled_html(text, values):
    """The HTML with a patient's values, given as they are printed."""
    for key, value in values.items():
        text = text.replace(f"\ue000{key}\ue001", html.escape(value))
    return text


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.write(html_of(sys.argv[1]))
