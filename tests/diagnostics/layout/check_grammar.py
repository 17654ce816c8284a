#!/usr/bin/env python3
"""Holds layouts/layout.rng to the layouts that ship and to the faulty samples beside this file.

Two validators (xmllint and jing) have to accept every shipped layout, and to refuse every sample
but those whose faults only the program can see: names that point elsewhere, and the merged whole.
"""

import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
GRAMMAR = ROOT / "layouts" / "layout.rng"

# Whole files that follow the grammar and are refused by the program alone.
BEYOND_THE_GRAMMAR = {
    "cycle", "cycle-parent", "incomplete", "no-body", "page-absurd", "page-columns",
    "page-incomplete", "page-margins", "page-missing", "panels-bound", "panels-count",
    "panels-facing", "panels-gate", "panels-margin", "panels-missing", "panels-tri",
    "panels-unfolded", "panels-width", "parent", "presses", "selectors", "unknown-parent",
}


def refused_by_xmllint(paths):
    command = ["xmllint", "--noout", "--relaxng", str(GRAMMAR)] + [str(path) for path in paths]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    verdicts = set(output.splitlines())
    if not all(f"{path} validates" in verdicts or f"{path} fails to validate" in verdicts
               for path in paths):
        sys.exit("check_grammar: xmllint gave no verdict\n" + output)
    return {path for path in paths if f"{path} fails to validate" in verdicts}


def refused_by_jing(paths):
    command = ["jing", str(GRAMMAR)] + [str(path) for path in paths]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode not in (0, 1):
        sys.exit("check_grammar: jing failed\n" + result.stderr)
    return {path for path in paths
            if any(line.startswith(f"{path}:") for line in result.stdout.splitlines())}


VALIDATORS = {"xmllint": refused_by_xmllint, "jing": refused_by_jing}


def main():
    shipped = sorted((ROOT / "layouts").glob("*.xml"))
    samples = sorted(HERE.glob("*.xml"))
    if not shipped or not samples:
        sys.exit("check_grammar: found no layouts or no samples")
    wanted = [(path, True) for path in shipped]
    wanted += [(path, path.stem in BEYOND_THE_GRAMMAR) for path in samples]
    faults = 0
    for name, refused_by in VALIDATORS.items():
        refused = refused_by([path for path, _ in wanted])
        for path, good in wanted:
            if (path not in refused) != good:
                faults += 1
                print(f"{path.relative_to(ROOT)}: {name} {'refuses' if good else 'accepts'} it")
    print(f"check_grammar: {len(wanted)} files, {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
