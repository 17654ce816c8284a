"""Reads a content file (namespace urn:bifolium:content:1) for the writers of its equals in other
programs' languages. Knows what the bench text uses, and refuses the rest."""
import dataclasses
import pathlib
import re
import xml.etree.ElementTree as ElementTree

NAMESPACE = "{urn:bifolium:content:1}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
MONTHS = (
    "January February March April May June July August September October November December"
).split()

# What Bifolium prints of its own in English (layouts/words/en.xml).
KIND = "Information for patients and families"
REFERENCES = "References"
REFERENCES_INTRO = "We used these sources to write this leaflet. You can read more there."


def name(element):
    """An element's name without its namespace."""
    return element.tag.removeprefix(NAMESPACE)


def collapsed(text):
    """Text with each run of white space as one space; no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def day(iso):
    """\"2026-11-01\" as \"1 November 2026\"."""
    year, month, number = iso.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def month(iso):
    return day(iso).split(" ", 1)[1]


@dataclasses.dataclass
class Reference:
    id: str
    href: str
    title: str


class Leaflet:
    """A content file's parts: meta fields as text, blocks, references in the order cited."""

    def __init__(self, path):
        self.root = ElementTree.parse(pathlib.Path(path)).getroot()
        self.meta = {
            name(field): collapsed("".join(field.itertext())).strip() for field in self.child("meta")
        }
        self.blocks = [b for b in self.root if name(b) not in ("meta", "references")]
        self.titles = {
            section.get(XML_ID): self.text(section.find(NAMESPACE + "title"))
            for section in self.root.iter(NAMESPACE + "section")
        }
        self.references = self._references()

    def child(self, child_name):
        return self.root.find(NAMESPACE + child_name)

    @staticmethod
    def text(element):
        return collapsed("".join(element.itertext())).strip()

    def number_of(self, reference_id):
        """The number that a citation prints."""
        return 1 + [r.id for r in self.references].index(reference_id)

    def _references(self):
        listed = {
            r.get(XML_ID): Reference(
                r.get(XML_ID), r.get("href"), self.text(r.find(NAMESPACE + "title"))
            )
            for r in self.child("references")
        }
        cited = dict.fromkeys(c.get("to") for c in self.root.iter(NAMESPACE + "cite"))
        return [listed[r] for r in [*cited, *(r for r in listed if r not in cited)]]

    def cover_facts(self):
        """Label and text of each fact at the foot of the cover."""
        return [
            ("Reference", self.meta["reference-number"]),
            ("Version", self.meta["version"]),
            ("Published", month(self.meta["issued"])),
            ("Review by", month(self.meta["review"])),
        ]

    def trace(self):
        """Label and text of each line of the trace block."""
        return [
            ("Reference", f'{self.meta["reference-number"]}, version {self.meta["version"]}'),
            ("Published", day(self.meta["issued"])),
            ("Review by", day(self.meta["review"])),
            ("Department", self.meta["department"]),
            ("Who it is for", self.meta["audience"]),
            ("Other formats", self.meta["other-formats"]),
            ("Your views", self.meta["feedback"]),
        ]


def inline_pieces(element):
    """The text and inline elements of a paragraph in order: str, or Element. White space is
    collapsed across the tags, and none is left at the ends."""
    pieces = [collapsed(element.text)]
    for child in element:
        pieces += [child, collapsed(child.tail)]
    pieces[0] = pieces[0].lstrip(" ")
    if isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip(" ")
    return [piece for piece in pieces if not isinstance(piece, str) or piece]
