#!/usr/bin/env python3
"""Writes leaflets with the same shape and new text, for benchmarks in which no text may come twice.

    variants.py CONTENT FOLDER --count N     FOLDER/words-000.xml… and FOLDER/letters-000.xml…

In `words-NNN.xml` the words of every stretch of text stand in another order, and a few letters are
replaced by rare ones, in plain and in bold text: no paragraph and no set of glyphs comes twice, but
nearly every word is known. In `letters-NNN.xml` the letters inside the words are in another order
too, so that most words have never been seen: more new text than any real leaflet has. Numbers,
addresses and <meta> stay. The same arguments give the same bytes.
"""
import argparse
import pathlib
import random
import re
import xml.etree.ElementTree as ElementTree

CONTENT = "{urn:bifolium:content:1}"
# Pieces that mean something whole, and the cover.
UNTOUCHED = {CONTENT + name for name in ("meta", "measure", "phone", "email", "link", "date")}
RARE_LETTERS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
RARE_IN_EACH_FACE = 3
# Shorter words have no two letters inside that could change places.
LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def mixed_letters(text, generator):
    """`text` with the letters between the first and last of each word in another order."""

    def mixed_word(match):
        word = match.group()
        inner = list(word[1:-1])
        generator.shuffle(inner)
        return word[0] + "".join(inner) + word[-1]

    return LONG_WORD.sub(mixed_word, text)


def mixed(text, generator, mix_letters):
    """`text` with its words in another order; white space at its ends stays."""
    if text is None or not text.strip():
        return text
    # No-break spaces stay inside the words that they join.
    words = [word for word in text.replace("\n", " ").split(" ") if word]
    generator.shuffle(words)
    mixed_text = " ".join(words)
    if mix_letters:
        mixed_text = mixed_letters(mixed_text, generator)
    before = " " if text[0].isspace() and text[0] != "\u00a0" else ""
    after = " " if text[-1].isspace() and text[-1] != "\u00a0" else ""
    return before + mixed_text + after


def mix(element, generator, mix_letters):
    """Mixes all text below `element`, not what follows it."""
    if element.tag in UNTOUCHED:
        return
    element.text = mixed(element.text, generator, mix_letters)
    for child in element:
        mix(child, generator, mix_letters)
        child.tail = mixed(child.tail, generator, mix_letters)


def add_rare_letters(element, generator):
    """Begins the first words of an element's text with rare letters."""
    words = element.text.split(" ")
    for index, letter in enumerate(generator.sample(RARE_LETTERS, RARE_IN_EACH_FACE)):
        words[index] = letter + words[index][1:]
    element.text = " ".join(words)


def variant(source, seed, mix_letters):
    """The bytes of one variant of the content file's text `source`."""
    root = ElementTree.fromstring(source)
    generator = random.Random(seed)
    mix(root, generator, mix_letters)
    section = root.find(CONTENT + "section")
    add_rare_letters(section.find(CONTENT + "title"), generator)  # Bold.
    add_rare_letters(section.find(CONTENT + "p"), generator)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def write_variants(content, folder, count):
    """Writes `count` variants of each kind."""
    ElementTree.register_namespace("", CONTENT.strip("{}"))
    source = pathlib.Path(content).read_text(encoding="utf-8")
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(count):
        (folder / f"words-{seed:03}.xml").write_bytes(variant(source, seed, False))
        (folder / f"letters-{seed:03}.xml").write_bytes(variant(source, seed, True))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("content")
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=256)
    arguments = parser.parse_args()
    write_variants(arguments.content, arguments.folder, arguments.count)


if __name__ == "__main__":
    main()
