#!/usr/bin/env python3
"""Compares what each stage makes of a few documents with tests/golden/NAME.STAGE.txt.

The first stage that differs is the one to look at: what follows from it differs too, and is only
counted. --update rewrites the files. Review the difference before it is committed, and say in the
commit why the new one is right. Glyph numbers and line breaks are those of Debian 12's fonts and ICU.
"""

import argparse
import difflib
import re
import subprocess
import sys
from pathlib import Path

AS_OF = "2026-11-01"
STAGES = ["content", "layout", "style", "shape", "lines", "pages", "tags"]
# Glyph by glyph is only for a text that can be read through, and one look at a layout is enough.
MORE = ["content", "style", "lines", "pages", "tags"]
GOLDEN = [
    ("minimal", "tests/content/minimal.xml", [], STAGES),
    ("kitchen-sink", "tests/content/kitchen-sink.xml", [], MORE),
    ("muscle-cramps", "content/muscle-cramps.xml", [], ["content", "lines", "pages", "tags"]),
    ("muscle-cramps.large-print", "content/muscle-cramps.xml", ["--edition", "large-print"],
     ["layout", "pages"]),
    ("values", "tests/content/values.xml", ["--values", "tests/content/values.values.json"],
     ["content", "style"]),
    ("greek", "tests/content/greek.xml", [], ["lines", "tags"]),
]
MAX_LINES_SHOWN = 80


def dump(root, program, content, arguments, stage):
    command = [program, "dump", "--stage", stage, content, "--as-of", AS_OF, *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, timeout=60, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: exit status {done.returncode}\n"
                           + done.stderr.decode("utf-8", "replace"))
    text = done.stdout.decode("utf-8")
    # A layout's rules are told by their order; the lines of its file move with every remark in it.
    return re.sub(r" \d+:\d+ declarations", " declarations", text) if stage == "layout" else text


def shown(want, got, name):
    lines = list(difflib.unified_diff(want.splitlines(True), got.splitlines(True), name, "now", n=2))
    rest = len(lines) - MAX_LINES_SHOWN
    text = "".join(lines[:MAX_LINES_SHOWN])
    return text + (f"… and {rest} lines more\n" if rest > 0 else "")


def check(root, program, update):
    folder = root / "tests/golden"
    kept = set()
    faults = 0
    for name, content, arguments, stages in GOLDEN:
        moved = False
        for stage in stages:
            path = folder / f"{name}.{stage}.txt"
            kept.add(path)
            got = dump(root, program, content, arguments, stage)
            want = path.read_text(encoding="utf-8") if path.exists() else ""
            if got == want:
                continue
            faults += 1
            print(f"{path.name} differs" if moved else shown(want, got, str(path.relative_to(root))))
            moved = True
            if update:
                path.write_text(got, encoding="utf-8")
    for stray in sorted(set(folder.glob("*.*.txt")) - kept):
        faults += 1
        print(f"{stray.name} belongs to no document")
        if update:
            stray.unlink()
    return len(kept), faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--program", required=True)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    count, faults = check(options.root.resolve(), str(Path(options.program).resolve()),
                          options.update)
    if faults and not options.update:
        print("If the new output is right: tests/golden/check_golden.py --update, then review.")
    print(f"{count} files, {faults} differ")
    return 1 if faults and not options.update else 0


if __name__ == "__main__":
    sys.exit(main())
