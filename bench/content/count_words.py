#!/usr/bin/env python3
"""Counts the words that a content file has to say: cover title, body and references.

A word is a run of characters between white space that holds a letter or a digit; a no-break space
parts words too, so that a figure and its unit count as two. Counted: the title and subtitle,
headings, paragraphs, list items, box titles, questions and answers, contacts, and the titles,
sources and addresses of the references. Not counted: the other fields of <meta>, attributes other
than a reference's address, and the program's own words ("References", page numbers, labels,
citation numbers, the text that an empty <xref> prints).

    count_words.py FILE...             print the count of each file
    count_words.py --expect N FILE     exit with status 1 unless the file has N words
"""
import argparse
import re
import sys
import xml.etree.ElementTree as ElementTree

CONTENT = "{urn:bifolium:content:1}"
COVER_FIELDS = {CONTENT + "title", CONTENT + "subtitle"}
SPACE = re.compile(r"[\s\u00A0\u202F]+")


def words_in(text):
    """The words of one printed block."""
    return [word for word in SPACE.split(text) if any(c.isalnum() for c in word)]


INLINE = {
    CONTENT + name
    for name in (
        "em strong lead link xref cite abbr term foreign q sub sup br phone email date measure"
    ).split()
}


def printed_text(element):
    """All text below `element`; a space parts blocks, so that words of neighbours never join."""
    pieces = []
    is_inline = element.tag in INLINE and element.tag != CONTENT + "br"
    if not is_inline:
        pieces.append(" ")
    pieces.append(element.text or "")
    for child in element:
        if element.tag != CONTENT + "meta" or child.tag in COVER_FIELDS:
            pieces.append(printed_text(child))
        pieces.append(child.tail or "")
    if element.tag == CONTENT + "reference" and element.get("href"):
        pieces.append(" " + element.get("href"))
    if not is_inline:
        pieces.append(" ")
    return "".join(pieces)


def count(path):
    """The number of printed words in the content file at `path`."""
    root = ElementTree.parse(path).getroot()
    hidden = [r for r in root.iter(CONTENT + "references") if r.get("print") == "none"]
    for references in hidden:
        references.clear()
    return len(words_in(printed_text(root)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--expect", type=int, help="the number of words that each file must have")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    wrong = False
    for path in arguments.files:
        words = count(path)
        print(f"{words:6} {path}")
        wrong |= arguments.expect is not None and words != arguments.expect
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
