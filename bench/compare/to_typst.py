#!/usr/bin/env python3
"""Writes a content file as a Typst document that says the same and looks as leaflet-a5 does.

    to_typst.py CONTENT.xml > leaflet.typ

Fonts, sizes, leading, colours, page and lists are those of layouts/leaflet-a5.xml. What Typst does
by itself stays as it is: lines are broken as its default for ragged text has it.
"""
import re
import sys

from content import KIND, REFERENCES, REFERENCES_INTRO, XML_ID, Leaflet, inline_pieces, name

# A line box of 1 em and a leading of 5 pt give 17 pt from baseline to baseline. Space between
# blocks is measured from line boxes, so 5 pt more than in the layout.
PREAMBLE = r"""
#let ink = rgb("#1C2429")
#let accent = rgb("#0B4F6C")
#let tint = rgb("#E8F3F6")
#let furniture = rgb("#4A565E")
#let emergency = rgb("#9B1C1C")
#let emergency-tint = rgb("#FDEEEE")
#let emergency-heading = rgb("#8F1414")

#set text(font: "Noto Sans", size: 12pt, fill: ink, lang: "en", region: "GB", hyphenate: false,
  top-edge: 0.8em, bottom-edge: -0.2em)
#set par(leading: 5pt, spacing: 13.5pt, justify: false)
#set list(marker: text(fill: accent, [•]), indent: 0pt, body-indent: 5mm, spacing: 9.25pt)
#show heading: set text(size: 17pt, fill: accent, weight: "bold")
#show heading: set block(above: 22pt, below: 11pt, sticky: true)
#show title: set text(size: 33pt, weight: "bold", fill: white)
#show link: set text(fill: accent)

#let lead(body) = text(weight: "bold", body)
#let box-of(fill, bar, ink-of-title, title, body) = block(width: 100%, fill: fill,
  stroke: (left: 2.2mm + bar), inset: (x: 5mm, y: 4mm), breakable: false, above: 17.75pt,
  below: 17.75pt)[
  #block(below: 7pt, text(size: 12.5pt, weight: "bold", fill: ink-of-title, title))
  #body
]
#let page-of(target) = context str(counter(page).at(target).first())
#let running-head = text(size: 10pt, weight: "bold", fill: accent)[SHORT-TITLE]
#let running-foot(publisher) = context {
  let folio = text(size: 11pt)[#counter(page).display() of #counter(page).final().first()]
  let who = text(size: 10pt, fill: furniture, publisher)
  if calc.odd(counter(page).get().first()) { [#who #h(1fr) #folio] } else { [#folio #h(1fr) #who] }
}
"""

SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~=+/\-])")


def escaped(text):
    """Text as Typst markup that prints it unchanged."""
    return SPECIAL.sub(r"\\\1", text).replace("\u00a0", "~")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Writer:
    def __init__(self, leaflet):
        self.leaflet = leaflet
        self.inlines = {
            "strong": lambda e: f"#strong[{self.inline(e)}]",
            "lead": lambda e: f"#lead[{self.inline(e)}]",
            "abbr": self.inline,
            "value": lambda e: f'#data.at({quoted(e.get("name"))})',
            "measure": lambda e: f"#box[{self.inline(e)}]",
            "phone": lambda e: (
                f'#link({quoted("tel:" + leaflet.text(e).replace(" ", ""))})[#box[{self.inline(e)}]]'
            ),
            "link": lambda e: f'#link({quoted(e.get("href"))})[{self.inline(e)}]',
            "cite": lambda e: f'#link(<{e.get("to")}>)[\\[{leaflet.number_of(e.get("to"))}\\]]',
            "xref": self.cross_reference,
        }
        self.blocks = {
            "p": lambda e: self.inline(e) + "\n",
            "list": self.items,
            "section": self.section,
            "key-points": lambda e: self.boxed(e, "tint", "accent", "accent"),
            "callout": lambda e: self.boxed(
                e, "emergency-tint", "emergency", "emergency-heading"
            ),
        }

    def inline(self, element):
        return "".join(
            escaped(piece) if isinstance(piece, str) else self.inlines[name(piece)](piece)
            for piece in inline_pieces(element)
        )

    def cross_reference(self, element):
        target = element.get("to")
        title = escaped(self.leaflet.titles[target])
        return f"#link(<{target}>)[“{title}” on page~#page-of(<{target}>)]"

    def items(self, element):
        return "".join(f"- {self.inline(item)}\n" for item in element if name(item) == "item")

    def boxed(self, element, fill, bar, title_color):
        title, *content = element
        if name(element) == "key-points":
            body = self.items(element)
        else:
            body = "\n".join(self.block(block) for block in content)
        return f"#box-of({fill}, {bar}, {title_color})[{self.inline(title)}][\n{body}]\n"

    def section(self, element):
        title, *content = element
        blocks = "\n".join(self.block(block) for block in content)
        return f"= {self.inline(title)} <{element.get(XML_ID)}>\n\n{blocks}"

    def block(self, element):
        return self.blocks[name(element)](element)

    def cover(self):
        meta = self.leaflet.meta
        white = 'weight: "bold", fill: white'
        facts = ", ".join(
            f"[#text(weight: \"bold\", fill: accent)[{escaped(label)}] {escaped(text)}]"
            for label, text in self.leaflet.cover_facts()
        )
        return f"""
#page(header: none, footer: none, background: place(top, rect(width: 100%, height: 118mm,
  fill: accent)))[
  #text({white})[{escaped(meta["publisher"])}]
  #place(top, dy: 47mm, block(height: 46mm)[
    #align(bottom)[
      #text({white})[{KIND}]
      #v(22pt)
      #title()
    ]
  ])
  #place(top, dy: 107mm, par(leading: 6pt, text(size: 16pt)[{escaped(meta["subtitle"])}]))
  #place(bottom, block(width: 100%, stroke: (top: 0.75pt + accent), inset: (y: 3mm))[
    #set text(size: 11pt)
    #grid(columns: (1fr, 1fr), column-gutter: 6mm, row-gutter: 5pt, {facts})
  ])
]
"""

    def references(self):
        entries = "\n".join(
            f"""#grid(columns: (8mm, 1fr), text(weight: "bold", fill: accent)[{number}],
  [{escaped(r.title)}\\
  #text(size: 11pt, link({quoted(r.href)}))]) <{r.id}>
"""
            for number, r in enumerate(self.leaflet.references, start=1)
        )
        trace = ", ".join(
            f"[#strong[{escaped(label)}]], [{escaped(text)}]" for label, text in self.leaflet.trace()
        )
        return f"""#pagebreak()
= {REFERENCES}

{REFERENCES_INTRO}

{entries}
#block(width: 100%, stroke: (top: 0.75pt + accent), inset: (y: 3mm), above: 22pt)[
  #set text(size: 11pt)
  #grid(columns: (33mm, 1fr), row-gutter: 6pt, {trace})
]
#text(size: 11pt)[{escaped(self.leaflet.meta["disclaimer"])}]
"""

    def document(self):
        meta = self.leaflet.meta
        keywords = ", ".join(quoted(word.strip()) for word in meta["keywords"].split(","))
        body = "\n".join(self.block(block) for block in self.leaflet.blocks)
        # Values come from a file beside the document: given as sys.inputs they would be a part of the
        # standard library, and all that Typst remembers from the last document would be void.
        data = '#let data = json("values.json")\n' if "values" in meta else ""
        return data + f"""#set document(title: {quoted(meta["title"])}, author: {quoted(meta["publisher"])},
  description: {quoted(meta["subtitle"])}, keywords: ({keywords},))
{PREAMBLE.replace("SHORT-TITLE", escaped(meta["short-title"]))}
#set page(paper: "a5", binding: left, margin: (inside: 15mm, outside: 14mm, top: 19mm,
  bottom: 20mm), header: context {{
  if calc.odd(counter(page).get().first()) {{ running-head }} else {{ align(right, running-head) }}
}}, footer: running-foot[{escaped(meta["publisher"])}])
{self.cover()}
{body}
{self.references()}"""


def typst_of(path):
    """The Typst document for a content file."""
    return Writer(Leaflet(path)).document()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.write(typst_of(sys.argv[1]))
