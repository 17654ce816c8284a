#!/usr/bin/env python3
"""Measures Bifolium against Typst and WeasyPrint: the same text in the same look, with the same two
fonts in view, in one run. Programs take turns at each text, so that whatever else the machine does
falls on all alike.

    compare.py [--build DIR] [--python PYTHON] [--rounds N] [--json FILE]

DIR is a build with the preset `bench` (default: build/bench). PYTHON is an interpreter that has the
packages of requirements.txt (default: the one that runs this); a `typst` program on the PATH is
taken before the package. What is not installed is named, and left out.
"""
import argparse
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile

from measure import Process, Worker, median, ratio_text
from to_html import html_of
from to_typst import typst_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTENT = ROOT / "bench" / "content" / "leaflet-1031.xml"
FONT_FOLDER = pathlib.Path("/usr/share/fonts/truetype/noto")
FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
AS_OF = "2026-11-01"
WARM_UPS = 5
# Texts that a warm process sets before it is the next one's turn: with one at a time, each would
# find the processor's caches full of another program's data, and would not be warm.
TURN = 10
PYTHON_ALONE = "Python alone"

FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""
TYPST_PROCESS = """import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)
"""
WEASYPRINT_PROCESS = """import sys, weasyprint
weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_tags=True)
"""


def package_version(python, package):
    """The version of an installed package of `python`; None where it can't be imported."""
    code = (
        f"import importlib.metadata, {package}; print(importlib.metadata.version('{package}'))"
    )
    result = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return result.stdout.strip() if result.returncode == 0 else None


def pdf_facts(path):
    """What was made, in words: without it, a figure could be about half a leaflet."""
    size = f"{os.path.getsize(path) / 1000:.0f} kB"
    if not shutil.which("pdfinfo"):
        return f"{size} (pages not counted: pdfinfo is not installed)"
    command = ("pdfinfo", path)
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    facts = dict(line.split(":", 1) for line in lines if ":" in line)
    tagged = "tagged" if facts["Tagged"].strip() == "yes" else "untagged"
    return f"{facts['Pages'].strip()} pages, {tagged}, {size}"


class Comparison:
    """The texts of all programs in a temporary folder, and the programs that are there."""

    def __init__(self, folder, build, python):
        self.folder = folder
        self.build = build
        self.python = python
        self.out = str(folder / "out.pdf")
        self.versions = {}
        self.left_out = []
        self.results = {}
        fonts = folder / "fonts"
        fonts.mkdir()
        for font in FONTS:
            shutil.copy(FONT_FOLDER / font, fonts)
        self.fonts = str(fonts)
        (folder / "fonts.conf").write_text(FONTCONFIG.format(folder=folder), encoding="utf-8")
        self.environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
        self.typst_program = shutil.which("typst")
        self._find_versions()

    def _find_versions(self):
        def output(*command):
            return subprocess.run(command, capture_output=True, text=True, check=True).stdout

        program = str(self.build / "bifolium")
        self.versions["Bifolium"] = output(program, "--version").splitlines()[0].split()[-1]
        if self.typst_program:
            self.versions["Typst program"] = output("typst", "--version").split()[1]
        for name, package in (("Typst", "typst"), ("WeasyPrint", "weasyprint")):
            version = package_version(self.python, package)
            if version:
                self.versions[name] = version
            else:
                self.left_out.append(f"{name}: {self.python} has no package {package}")

    def texts(self, kind, count):
        """For each of `count` texts, its path by program. `kind` is a kind of variants.py."""
        variants = self.build / "bench" / "variants"
        texts = []
        for index in range(count):
            content = CONTENT if kind is None else variants / f"{kind}-{index:03}.xml"
            stem = self.folder / f"{content.stem}"
            typst, html = stem.with_suffix(".typ"), stem.with_suffix(".html")
            if not typst.exists():
                typst.write_text(typst_of(content), encoding="utf-8")
                html.write_text(html_of(content), encoding="utf-8")
            texts.append({"Bifolium": content, "Typst": typst, "WeasyPrint": html})
        return texts

    def processes(self):
        """The whole-process runs, by program."""
        runs = {
            "Bifolium": lambda text: [
                str(self.build / "bifolium"), "make", str(text["Bifolium"]), "-o", self.out,
                "--as-of", AS_OF, "--fonts", self.fonts,
            ]
        }
        if self.typst_program:
            runs["Typst"] = lambda text: [
                self.typst_program, "compile", "--font-path", self.fonts,
                "--ignore-system-fonts", str(text["Typst"]), self.out,
            ]
        elif "Typst" in self.versions:
            runs["Typst"] = lambda text: [
                self.python, "-c", TYPST_PROCESS, str(text["Typst"]), self.out, self.fonts
            ]
            runs[PYTHON_ALONE] = lambda text: [self.python, "-c", "import sys"]
        if "WeasyPrint" in self.versions:
            runs["WeasyPrint"] = lambda text: [
                self.python, "-c", WEASYPRINT_PROCESS, str(text["WeasyPrint"]), self.out
            ]
        return {
            name: Process(name, command, self.out, self.environment)
            for name, command in runs.items()
        }

    def workers(self):
        """Running processes that set one text after another, by program."""
        peer = str(pathlib.Path(__file__).with_name("peer_worker.py"))
        commands = {"Bifolium": [str(self.build / "bench" / "warm_make"), self.fonts]}
        if "Typst" in self.versions:
            commands["Typst"] = [self.python, peer, "typst", self.fonts]
        if "WeasyPrint" in self.versions:
            commands["WeasyPrint"] = [self.python, peer, "weasyprint"]
        return {name: Worker(name, c, self.environment) for name, c in commands.items()}

    def whole_process(self, rounds):
        """Samples of one leaflet a process, by program, taken in turns."""
        processes = self.processes()
        samples = {name: [] for name in processes}
        for process in processes.values():  # Files come from the page cache from here on.
            process.run(self.texts(None, 1)[0])
            if process.name != PYTHON_ALONE:
                self.results[process.name] = pdf_facts(self.out)
        texts = self.texts("words", rounds)
        for text in texts:
            for name, process in processes.items():
                samples[name].append(process.run(text))
        return samples

    def warm_process(self, kind, rounds):
        """Processor time in ms of each new text in a running process, by program, in turns."""
        workers = self.workers()
        samples = {name: [] for name in workers}
        try:
            for text in self.texts(None, 1) * WARM_UPS:
                for worker in workers.values():
                    worker.make(text[worker.name])
            texts = self.texts(kind, rounds)
            for start in range(0, len(texts), TURN):
                for name, worker in workers.items():
                    for text in texts[start : start + TURN]:
                        samples[name].append(worker.make(text[name]))
        finally:
            for worker in workers.values():
                worker.stop()
        return samples


def process_rows(samples):
    """Lines of the table of whole processes; Typst's ratio leaves out what Python alone costs."""
    own = [s.processor_ms for s in samples["Bifolium"]]
    python = [s.processor_ms for s in samples.get(PYTHON_ALONE, [])]
    rows = []
    for name, runs in samples.items():
        processor = [s.processor_ms for s in runs]
        label, compared = name, processor
        if name == "Typst" and python:
            label = "Typst, by its Python package"
            compared = [a - b for a, b in zip(processor, python)]
        ratio = ""
        if name not in ("Bifolium", PYTHON_ALONE):
            ratio = ratio_text(own, compared)
        rows.append((
            label, f"{median(processor):.1f}", f"{min(processor):.1f}",
            f"{median([s.wall_ms for s in runs]):.1f}", f"{max(s.peak_mb for s in runs):.0f}", ratio,
        ))
        if compared is not processor:
            rows.append((
                "Typst, less what Python alone costs", f"{median(compared):.1f}",
                f"{min(compared):.1f}", "", "", ratio,
            ))
    return rows


def warm_rows(samples):
    return [
        (
            name, f"{median(times):.2f}", f"{min(times):.2f}",
            "" if name == "Bifolium" else ratio_text(samples["Bifolium"], times),
        )
        for name, times in samples.items()
    ]


def print_table(title, heads, rows):
    print(f"\n{title}\n")
    print("| " + " | ".join(heads) + " |")
    print("| --- |" + " ---: |" * (len(heads) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "bench")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=60, help="texts a program sets in each table")
    parser.add_argument("--json", type=pathlib.Path, help="write all samples to this file")
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="bifolium-bench-") as folder:
        comparison = Comparison(pathlib.Path(folder), arguments.build.resolve(), arguments.python)
        print("Load at the start: " + " ".join(f"{load:.2f}" for load in os.getloadavg()))
        print(", ".join(f"{name} {version}" for name, version in comparison.versions.items())
              + f", Python {platform.python_version()}")
        for line in comparison.left_out:
            print(f"LEFT OUT: {line}")
        whole = comparison.whole_process(arguments.rounds)
        for name, facts in comparison.results.items():
            print(f"{name} made {facts}")
        words = comparison.warm_process("words", arguments.rounds)
        letters = comparison.warm_process("letters", arguments.rounds)

    print_table(
        "One leaflet, whole process (processor ms, wall ms, peak MB)",
        ("program", "processor", "least", "wall", "memory", "Bifolium takes"), process_rows(whole))
    warm_heads = ("program", "processor", "least", "Bifolium takes")
    print_table("Warm process, new text (processor ms)", warm_heads, warm_rows(words))
    print_table("Warm process, new text of new words (processor ms)", warm_heads,
                warm_rows(letters))
    if arguments.json:
        arguments.json.write_text(json.dumps({
            "versions": comparison.versions,
            "left_out": comparison.left_out,
            "whole": {name: [s.__dict__ for s in runs] for name, runs in whole.items()},
            "warm_new_text": words,
            "warm_new_words": letters,
        }, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
