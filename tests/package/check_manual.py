#!/usr/bin/env python3
"""Holds the man pages to the program: a page for each command, every option of --help in its page and
no other, all sections there, links that lead somewhere, and no complaint from man.

    check_manual.py --root ROOT --program BIFOLIUM
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

from program_help import commands, options

SECTIONS = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "FILES", "EXAMPLES", "SEE ALSO"]
# Those that read nothing but their file depend on nothing around them.
WITHOUT_ENVIRONMENT = ["verify", "inspect"]


def plain(text):
    return re.sub(r"\\f[BIRP]", "", text).replace("\\-", "-")


def documented(text):
    """Options that have an entry of their own below OPTIONS."""
    section = text.split(".SH OPTIONS\n")[1].split("\n.SH ")[0]
    tags = re.findall(r"^\.TP\n(.*)$", plain(section), re.MULTILINE)
    return {name for tag in tags for name in re.findall(r"(?<![\w-])(--?[a-z][-a-z]*)", tag)}


def findings_of(page, wanted, pages, needs_environment):
    text = page.read_text()
    found = documented(text)
    for name in sorted(wanted - found):
        yield f"{page.name}: {name} is missing"
    for name in sorted(found - wanted):
        yield f"{page.name}: the program has no {name}"
    for section in SECTIONS + (["ENVIRONMENT"] if needs_environment else []):
        if f".SH {section}\n" not in text:
            yield f"{page.name}: there is no section {section}"
    for name in re.findall(r"^\.BR (\S+) \(1\)", text, re.MULTILINE):
        if plain(name) not in pages:
            yield f"{page.name}: there is no page {plain(name)}"
    result = subprocess.run(["man", "--warnings", "-l", "-Tutf8", page], capture_output=True, text=True,
                            check=False, env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"})
    for line in result.stderr.splitlines():
        yield f"{page.name}: {line}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--program", required=True)
    arguments = parser.parse_args()
    folder = arguments.root / "docs/man"
    wanted = {"bifolium": options(arguments.program, "")}
    for command in commands(arguments.program):
        wanted[f"bifolium-{command}"] = options(arguments.program, command)
    findings = []
    for name in sorted({page.stem for page in folder.glob("*.1")} ^ wanted.keys()):
        findings.append(f"{name}.1: a page without its command, or a command without its page")
    for name, names in wanted.items():
        page = folder / f"{name}.1"
        if page.exists():
            needs = name.removeprefix("bifolium-") not in WITHOUT_ENVIRONMENT
            findings += findings_of(page, names, wanted, needs)
    print("\n".join(findings) or f"{len(wanted)} pages are as the program is")
    sys.exit(bool(findings))


if __name__ == "__main__":
    main()
