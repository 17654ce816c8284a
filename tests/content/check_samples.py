#!/usr/bin/env python3
"""Checks the shipped content, the sample documents and the program's words, with xmllint as judge.

Every content file is valid by content/content.rng; the samples use every element that the grammar
names; every words file has the names of en.xml, each once, with the same fields; the leaflet that
speed is measured on has its 1,031 words. Prints each fault on a line; exits with 1 if there is any.

    check_samples.py [REPOSITORY]
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

RELAX = "{http://relaxng.org/ns/structure/1.0}"
CONTENT = "{urn:bifolium:content:1}"
WORD = "{urn:bifolium:words:1}word"
FIELD = re.compile(r"\{[a-z]+\}")


def invalid_files(files, grammar):
    """What xmllint says about files that are not valid by `grammar`, each fault a line."""
    run = subprocess.run(
        ["xmllint", "--noout", "--relaxng", grammar, *files], capture_output=True, text=True
    )
    lines = run.stderr.splitlines()
    return [line for line in lines if not line.endswith(" validates")] if run.returncode else []


def unused_elements(samples, grammar):
    """The elements that the grammar names and no sample holds."""
    named = {e.get("name") for e in ElementTree.parse(grammar).iter(RELAX + "element")} - {None}
    used = {e.tag for sample in samples for e in ElementTree.parse(sample).iter()}
    return [f"no sample in tests/content holds <{n}>" for n in sorted(named) if CONTENT + n not in used]


def words_of(path):
    """Name and text of each word of a words file, in order; a name may come twice."""
    return [(w.get("name"), w.text or "") for w in ElementTree.parse(path).iter(WORD)]


def differing_words(words_files, model_path):
    """How words files differ from the model in their names and fields."""
    faults = []
    model = dict(words_of(model_path))
    for path in words_files:
        words = words_of(path)
        names = [name for name, _ in words]
        faults += [f"{path}: '{n}' is missing" for n in model if n not in names]
        faults += [f"{path}: '{n}' is not in {model_path.name}" for n in names if n not in model]
        faults += [f"{path}: '{n}' stands twice" for n in sorted(set(names)) if names.count(n) > 1]
        for name, text in words:
            if not text.strip():
                faults.append(f"{path}: '{name}' is empty")
            if name in model and sorted(FIELD.findall(text)) != sorted(FIELD.findall(model[name])):
                faults.append(f"{path}: '{name}' has other fields than in {model_path.name}")
    return faults


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2])
    grammar = root / "content" / "content.rng"
    samples = sorted((root / "tests" / "content").glob("*.xml"))
    shipped = sorted((root / "content").glob("*.xml"))
    benches = sorted((root / "bench" / "content").glob("*.xml"))
    words_files = sorted((root / "layouts" / "words").glob("*.xml"))

    faults = [f"no files in {where}" for where, files in (
        ("tests/content", samples), ("content", shipped), ("bench/content", benches),
        ("layouts/words", words_files)) if not files]
    if grammar.exists():
        faults += invalid_files(samples + shipped + benches, grammar)
        faults += unused_elements(samples, grammar)
    else:
        faults.append(f"{grammar} is missing")
    faults += differing_words(words_files, root / "layouts" / "words" / "en.xml")
    count = subprocess.run(
        [sys.executable, root / "bench" / "content" / "count_words.py", "--expect", "1031",
         root / "bench" / "content" / "leaflet-1031.xml"], capture_output=True, text=True)
    if count.returncode:
        faults.append(f"not 1031 words: {count.stdout.strip()} {count.stderr.strip()}")

    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
