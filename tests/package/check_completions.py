#!/usr/bin/env python3
"""Holds the completions of bash, zsh and fish to the program.

    check_completions.py --root ROOT --program BIFOLIUM

Bash is asked: what it offers for `-` after each command must be the options of --help. The files for
zsh and fish must name every option; where the shells are installed, they read the files too.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from program_help import commands, options

ASK = r"""
source "$1" || exit 1
shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_bifolium
printf '%s\n' "${COMPREPLY[@]}"
"""


class Bash:
    """A folder with files of several kinds, and the program on the path."""

    def __init__(self, script, program, folder):
        self.script, self.folder = script, folder
        for name in ("one leaflet.xml", "two.xml", "jobs.csv", "jobs.jsonl", "made.pdf", "values.json"):
            (folder / name).touch()
        (folder / "out").mkdir()
        self.env = {**os.environ, "PATH": f"{Path(program).parent}:{os.environ['PATH']}"}

    def ask(self, *words):
        result = subprocess.run(["bash", "-c", ASK, "bash", self.script, "bifolium", *words],
                                capture_output=True, text=True, check=True, cwd=self.folder, env=self.env)
        return {line for line in result.stdout.splitlines() if line}


def bash_findings(bash, program):
    def expect(words, wanted):
        got = bash.ask(*words)
        if got != set(wanted):
            yield f"bash: after {words} it offers {sorted(got)}, not {sorted(wanted)}"

    names = commands(program)
    yield from expect([""], {*names, "--version", "--help"})
    yield from expect(["ma"], ["make"])
    for name in names:
        yield from expect([name, "-"], options(program, name))
    yield from expect(["make", "--al"], ["--allow-expired"])
    yield from expect(["make", ""], ["one leaflet.xml", "two.xml", "out"])
    yield from expect(["check", "o"], ["one leaflet.xml", "out"])
    yield from expect(["batch", ""], ["jobs.csv", "jobs.jsonl", "out"])
    yield from expect(["inspect", "m"], ["made.pdf"])
    yield from expect(["proof", "m"], ["made.pdf"])
    yield from expect(["print", "m"], ["made.pdf"])
    yield from expect(["print", "--duplex", "s"], ["short-edge"])
    yield from expect(["verify", ""], ["out"])
    yield from expect(["make", "two.xml", "--values", ""], ["values.json", "out"])
    yield from expect(["dump", "--stage", "s"], ["style", "shape"])
    yield from expect(["make", "--diagnostics", ""], ["text", "json"])
    yield from expect(["make", "--edition", "l"], ["large-print"])
    yield from expect(["dump", "-l", "leaflet-a5", "--edition", ""],
                      ["standard", "large-print", "giant-print", "dyslexia-friendly", "black-and-white", "tri-fold",
                       "pocket-card"])
    yield from expect(["make", "-l", "leaflet-a5", "--edition", "al"], ["all"])
    yield from expect(["batch", "--edition", "al"], [])
    yield from expect(["make", "-l", "handout-a"], ["handout-a4"])
    yield from expect(["inspect", "--fonts", ""], ["made.pdf", "out"])
    yield from expect(["make", "--fonts", ""], ["out"])


def zsh_names(text, option):
    return re.search(r"(?<![\w-])" + re.escape(option) + r"(?![\w-])", text)


def fish_names(text, option):
    form = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
    return re.search(r" " + form + r"(?![\w-])", text)


def other_findings(path, names, program, shell, check):
    text = path.read_text()
    for command in commands(program):
        for option in options(program, command):
            if not names(text, option):
                yield f"{shell}: {option} of {command} is missing"
    if shutil.which(shell) is None:
        print(f"left out: {shell} reads its completion ({shell} is not installed)")
        return
    result = subprocess.run([shell, *check, path], capture_output=True, text=True, check=False)
    if result.returncode != 0 or result.stderr:
        yield f"{shell}: {result.stderr}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    arguments = parser.parse_args()
    folder, program = arguments.root.resolve() / "completions", arguments.program.resolve()
    findings = []
    with tempfile.TemporaryDirectory(prefix="bifolium-") as tmp:
        findings += bash_findings(Bash(folder / "bifolium.bash", program, Path(tmp)), program)
    findings += other_findings(folder / "_bifolium", zsh_names, program, "zsh", ["-n"])
    findings += other_findings(folder / "bifolium.fish", fish_names, program, "fish", ["--no-execute"])
    print("\n".join(findings) or "the completions are as the program is")
    sys.exit(bool(findings))


if __name__ == "__main__":
    main()
