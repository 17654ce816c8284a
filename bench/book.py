#!/usr/bin/env python3
"""Writes a content file as long as a book: the sections of the bench text again and again, each time
with the words of every stretch of text in another order.

    book.py CONTENT FILE --copies N     about five A5 pages a copy
"""
import argparse
import copy
import pathlib
import random
import xml.etree.ElementTree as ElementTree

from variants import CONTENT, mix

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def with_own_ids(section, number):
    """The section, whose ids and cross-references have `number` behind them."""
    for element in section.iter():
        if element.get(XML_ID):
            element.set(XML_ID, f"{element.get(XML_ID)}-{number}")
        if element.tag == CONTENT + "xref":
            element.set("to", f"{element.get('to')}-{number}")
    return section


def book(source, copies):
    """The bytes of a book of so many copies of the content file's text `source`."""
    root = ElementTree.fromstring(source)
    blocks = [b for b in root if b.tag not in (CONTENT + "meta", CONTENT + "references")]
    for block in blocks:
        root.remove(block)
    at = 1
    for number in range(copies):
        generator = random.Random(number)
        for block in blocks:
            fresh = with_own_ids(copy.deepcopy(block), number)
            mix(fresh, generator, False)
            root.insert(at, fresh)
            at += 1
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("content", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--copies", type=int, default=40)
    arguments = parser.parse_args()
    ElementTree.register_namespace("", CONTENT.strip("{}"))
    arguments.file.write_bytes(book(arguments.content.read_text(encoding="utf-8"), arguments.copies))


if __name__ == "__main__":
    main()
