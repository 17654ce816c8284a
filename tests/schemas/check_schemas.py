#!/usr/bin/env python3
"""Holds the RELAX NG grammars of content, words and the font catalogue to their readers.

Both must give the same verdict on every shipped file, on every bad input of tests/diagnostics/read,
and on some thousand variants of two leaflets that use the whole vocabulary: each element deleted,
doubled, emptied and swapped with the next, each attribute deleted and changed, text put between
elements, and each element put into each other. xmllint is the judge of the grammar.

What the readers alone can tell is listed below; a file with such faults alone must be valid.

    check_schemas.py REPORT_FAULTS REPOSITORY
"""
import copy
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

NAMESPACE = "urn:bifolium:content:1"
XML = "{http://www.w3.org/XML/1998/namespace}"

# A code below this is a fault of the file as XML, which no grammar sees.
FIRST_CODE_OF_A_VOCABULARY = 1020

READER_ALONE = {
    1108: "an element without text",
    1109: "sections nested too deep",
    1139: "an email that is no address",
    1150: "an id twice",
    1151: "a link to no id",
    1152: "a citation of no reference",
    1153: "a review before the issue",
    1160: "a control character",
    1171: "a value declared twice",
    1172: "a value that is not declared",
    1174: "a default that can't be used",
    1175: "a default of a required value",
    1176: "a unit of what is no number",
    1177: "a condition that can't be read",
    1178: "a condition that can't be meant",
    1179: "a value in a phone that is none",
    1161: "a lost character",
    1401: "a family or chain twice",
    1405: "a face twice",
    1406: "a fallback to no family",
    1407: "a chain that is none",
    1451: "a word that lacks",
    1452: "a word twice",
    1453: "a field that lacks",
    1454: "a field that is none",
    1455: "a brace without its other half",
}

# Where text stands alone, without inline elements, the grammar sees that it lacks.
SEEN_BY_BOTH_AT_TIMES = 1108

GRAMMARS = {
    "content": "content/content.rng",
    "words": "layouts/words.rng",
    "catalogue": "fonts/catalogue.rng",
}


def reader_codes(program, kind, files):
    """The codes of the errors that the reader gives, by file."""
    run = subprocess.run(
        [program, kind], input="\n".join(map(str, files)), capture_output=True, text=True, check=True
    )
    codes = {}
    for line in run.stdout.splitlines():
        path, *numbers = line.split(" ")
        codes[path] = [int(n) for n in numbers]
    return codes


def invalid_files(grammar, files):
    """The files that are not valid by the grammar, or not well-formed."""
    invalid = set()
    for start in range(0, len(files), 500):
        part = [str(f) for f in files[start : start + 500]]
        run = subprocess.run(
            ["xmllint", "--noout", "--relaxng", grammar, *part],
            capture_output=True,
            text=True,
            errors="replace",
        )
        lines = set(run.stderr.splitlines())
        invalid |= {f for f in part if f"{f} validates" not in lines}
    return invalid


def disagreements(program, repository, kind, files):
    """The files on which reader and grammar differ, each with why, and how many were compared."""
    codes = reader_codes(program, kind, files)
    invalid = invalid_files(str(repository / GRAMMARS[kind]), files)
    faults = []
    compared = 0
    for file in map(str, files):
        if any(code < FIRST_CODE_OF_A_VOCABULARY for code in codes[file]):
            continue
        compared += 1
        seen_by_grammar = [code for code in codes[file] if code not in READER_ALONE]
        if seen_by_grammar and file not in invalid:
            faults.append((file, f"the reader refuses it {sorted(set(seen_by_grammar))}, the grammar not"))
        if not seen_by_grammar and file in invalid and SEEN_BY_BOTH_AT_TIMES not in codes[file]:
            faults.append((file, "the grammar refuses it, the reader not"))
    return faults, compared


def strip_ids(element):
    for each in element.iter():
        each.attrib.pop(XML + "id", None)
    return element


def edits_of_one(element, parent):
    """Changes of one element, each a function that makes it on the elements of a fresh copy."""
    yield "delete", lambda e, p: p.remove(e)
    yield "double", lambda e, p: p.insert(list(p).index(e), strip_ids(copy.deepcopy(e)))
    yield "empty", lambda e, p: (e.__delitem__(slice(None)), setattr(e, "text", None))
    yield "text inside", lambda e, p: setattr(e, "text", "loose" + (e.text or ""))
    yield "text behind", lambda e, p: setattr(e, "tail", "loose" + (e.tail or ""))
    if list(parent)[-1] is not element:

        def swap(e, p):
            at = list(p).index(e)
            p.remove(e)
            p.insert(at + 1, e)

        yield "swap", swap
    for name in element.attrib:
        yield f"delete @{name}", lambda e, p, n=name: e.attrib.pop(n)
        yield f"change @{name}", lambda e, p, n=name: e.set(n, "no such value!")
    yield "unknown attribute", lambda e, p: e.set("colour", "red")


def variants(source):
    """Changed copies of a document: (what was changed, tree)."""
    root = ElementTree.parse(source).getroot()
    parents = {child: parent for parent in root.iter() for child in parent}
    order = list(root.iter())
    index = {element: i for i, element in enumerate(order)}
    seen = set()
    for element in order[1:]:
        parent = parents[element]
        # One of each kind in each place is enough.
        key = (element.tag, parent.tag, tuple(element.attrib), len(element), bool(element.tail))
        if key in seen:
            continue
        seen.add(key)
        for what, edit in edits_of_one(element, parent):
            changed = copy.deepcopy(root)
            nodes = list(changed.iter())
            edit(nodes[index[element]], nodes[index[parent]])
            yield f"{what} {element.tag} in {parent.tag}", changed

    samples = {}
    for element in order[1:]:
        samples.setdefault(element.tag, element)
    for host in samples.values():
        for guest in samples.values():
            for first in (True, False):
                changed = copy.deepcopy(root)
                into = list(changed.iter())[index[host]]
                inserted = strip_ids(copy.deepcopy(guest))
                inserted.tail = None
                if first:
                    inserted.tail, into.text = into.text, None
                    into.insert(0, inserted)
                else:
                    into.append(inserted)
                place = "first" if first else "last"
                yield f"{guest.tag} {place} in {host.tag}", changed


def main():
    program, repository = sys.argv[1], Path(sys.argv[2])
    bad = sorted((repository / "tests/diagnostics/read").glob("*.xml"))
    files = {
        "words": sorted((repository / "layouts/words").glob("*.xml"))
        + [f for f in bad if f.name.startswith("words-")],
        "catalogue": [repository / "fonts/catalogue.xml"]
        + [f for f in bad if f.name.startswith("catalogue-")],
        "content": sorted((repository / "content").glob("*.xml"))
        + sorted((repository / "tests/content").glob("*.xml"))
        + [f for f in bad if not f.name.startswith(("words-", "catalogue-"))],
    }
    ElementTree.register_namespace("", NAMESPACE)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        what = {}
        sources = [repository / "tests/content" / name for name in ("kitchen-sink.xml", "values.xml")]
        changes = (change for source in sources for change in variants(source))
        for number, (change, tree) in enumerate(changes):
            path = Path(folder) / f"{number}.xml"
            ElementTree.ElementTree(tree).write(path, encoding="UTF-8", xml_declaration=True)
            what[str(path)] = change.replace("{" + NAMESPACE + "}", "")
            files["content"].append(path)
        for kind, list_of_files in files.items():
            faults, compared = disagreements(program, repository, kind, list_of_files)
            for file, why in faults:
                print(f"{what.get(file, file)}: {why}")
            print(f"{kind}: {compared} files compared, {len(faults)} disagreements")
            failed |= bool(faults) or compared == 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
