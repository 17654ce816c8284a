#!/usr/bin/env python3
"""Measures Bifolium against Typst and WeasyPrint: the same text in the same look, with the same two
fonts in view, in one run. Programs take turns at each text, so that whatever else the machine does
falls on all alike.

    compare.py [--build DIR] [--python PYTHON] [--rounds N] [--books COPIES…] [--json FILE]

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
from personal import job_line, personal_content, printed_values, values_of
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
BATCH = 200  # Personal leaflets.
BATCH_ROUNDS = 3
BOOK_ROUNDS = 3
# A book of so many copies of the text takes WeasyPrint a minute or more: once is enough.
MANY_COPIES = 100

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

    def _three(self, content):
        """A content file's path by program; the others' texts are written beside it."""
        typst, html = content.with_suffix(".typ"), content.with_suffix(".html")
        typst.write_text(typst_of(content), encoding="utf-8")
        html.write_text(html_of(content), encoding="utf-8")
        return {"Bifolium": content, "Typst": typst, "WeasyPrint": html}

    def personal_text(self):
        content = self.folder / "personal.xml"
        content.write_text(personal_content(CONTENT.read_text(encoding="utf-8")), encoding="utf-8")
        return self._three(content)

    def personal_lines(self, text, numbers):
        """For each job, the line that a worker is asked with, by program."""
        def line(path, values):
            return "\t".join([str(path), *(f"{key}={value}" for key, value in values.items())])

        return [
            {"Bifolium": line(text["Bifolium"], values_of(number)),
             "Typst": line(text["Typst"], printed_values(number)),
             "WeasyPrint": line(text["WeasyPrint"], printed_values(number))}
            for number in numbers
        ]

    def personal_batch(self):
        """Samples of a batch of personal leaflets, files written, in one process a program."""
        text = self.personal_text()
        lines = self.personal_lines(text, range(BATCH))
        jobs = self.folder / "jobs.jsonl"
        jobs.write_text("".join(job_line(text["Bifolium"], n) for n in range(BATCH)), encoding="utf-8")
        out = self.folder / "batch"
        peer = str(pathlib.Path(__file__).with_name("peer_worker.py"))
        commands = {"Bifolium": [
            str(self.build / "bifolium"), "batch", str(jobs), "-o", str(out / "made"), "--threads", "1",
            "--durability", "none", "--as-of", AS_OF, "--fonts", self.fonts,
        ]}
        if "Typst" in self.versions:
            commands["Typst"] = [self.python, peer, "typst", "--out", str(out), self.fonts]
        if "WeasyPrint" in self.versions:
            commands["WeasyPrint"] = [self.python, peer, "weasyprint", "--out", str(out)]
        samples = {name: [] for name in commands}
        for turn in range(BATCH_ROUNDS):
            for name, command in commands.items():
                if name == "WeasyPrint" and turn > 0:  # It takes the better part of a minute.
                    continue
                shutil.rmtree(out, ignore_errors=True)
                out.mkdir()
                asked = self.folder / f"{name}.lines"
                asked.write_text("".join(line[name] + "\n" for line in lines), encoding="utf-8")
                process = Process(name, lambda command: command, self.out, self.environment)
                samples[name].append(process.run(command, str(asked)))
                made = sorted(out.rglob("*.pdf"))
                if len(made) != BATCH:
                    sys.exit(f"{name} made {len(made)} leaflets of {BATCH}")
                self.results[f"{name}, a personal leaflet:"] = pdf_facts(made[0])
        return samples

    def personal_warm(self, rounds):
        """Processor time in ms of each personal leaflet in a running process, in turns."""
        text = self.personal_text()
        return self.in_turns(self.personal_lines(text, range(WARM_UPS)),
                             self.personal_lines(text, range(WARM_UPS, WARM_UPS + rounds)))

    def books(self, copies):
        """Samples of a book of so many copies of the text, whole processes, and its pages."""
        content = self.folder / f"book-{copies}.xml"
        subprocess.run([sys.executable, ROOT / "bench" / "book.py", CONTENT, content, "--copies",
                        str(copies)], check=True)
        text = self._three(content)
        processes = self.processes()
        samples = {name: [] for name in processes}
        for turn in range(BOOK_ROUNDS):
            for name, process in processes.items():
                if name == "WeasyPrint" and copies >= MANY_COPIES and turn > 0:
                    continue
                samples[name].append(process.run(text))
                if name != PYTHON_ALONE:
                    self.results[f"{name}, the book of {copies} copies:"] = pdf_facts(self.out)
        return samples

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
        return self.in_turns(self.texts(None, 1) * WARM_UPS, self.texts(kind, rounds))

    def in_turns(self, first_texts, texts):
        """Processor time in ms of each of `texts` in running processes that set the first ones."""
        workers = self.workers()
        samples = {name: [] for name in workers}
        try:
            for text in first_texts:
                for worker in workers.values():
                    worker.make(text[worker.name])
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


def book_rows(samples):
    """As process_rows, where programs have run a different number of times."""
    own = median([s.processor_ms for s in samples["Bifolium"]])
    own_memory = max(s.peak_mb for s in samples["Bifolium"])
    rows = []
    for name, runs in samples.items():
        if name == PYTHON_ALONE:
            continue
        processor = median([s.processor_ms for s in runs])
        memory = max(s.peak_mb for s in runs)
        rows.append((
            name, f"{processor:,.0f}", f"{min(s.processor_ms for s in runs):,.0f}",
            f"{median([s.wall_ms for s in runs]):,.0f}", f"{memory:.0f}",
            "" if name == "Bifolium"
            else f"1/{processor / own:.1f} of the time, 1/{memory / own_memory:.1f} of the memory",
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
    parser.add_argument("--books", type=int, nargs="*", default=[40, 200],
                        help="copies of the text in each book; a copy fills some five pages")
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
        comparison.results.clear()
        batch = comparison.personal_batch()
        personal = comparison.personal_warm(arguments.rounds)
        books = {copies: comparison.books(copies) for copies in arguments.books}
        for name, facts in comparison.results.items():
            print(f"{name} {facts}")

    print_table(
        "One leaflet, whole process (processor ms, wall ms, peak MB)",
        ("program", "processor", "least", "wall", "memory", "Bifolium takes"), process_rows(whole))
    warm_heads = ("program", "processor", "least", "Bifolium takes")
    print_table("Warm process, new text (processor ms)", warm_heads, warm_rows(words))
    print_table("Warm process, new text of new words (processor ms)", warm_heads,
                warm_rows(letters))
    process_heads = ("program", "processor", "least", "wall", "memory", "Bifolium takes")
    print_table(f"{BATCH} personal leaflets in one process, files written (processor ms, wall ms, peak "
                "MB)", process_heads, book_rows(batch))
    print_table("One personal leaflet, warm (processor ms)", warm_heads, warm_rows(personal))
    for copies, samples in books.items():
        print_table(f"A book of {copies} copies of the text, whole process (processor ms, wall ms, peak "
                    "MB)", process_heads, book_rows(samples))
    print("\nLoad at the end: " + " ".join(f"{load:.2f}" for load in os.getloadavg()))
    if arguments.json:
        arguments.json.write_text(json.dumps({
            "versions": comparison.versions,
            "left_out": comparison.left_out,
            "whole": {name: [s.__dict__ for s in runs] for name, runs in whole.items()},
            "warm_new_text": words,
            "warm_new_words": letters,
            "personal_batch": {name: [s.__dict__ for s in runs] for name, runs in batch.items()},
            "personal_warm": personal,
            "books": {copies: {name: [s.__dict__ for s in runs] for name, runs in samples.items()}
                      for copies, samples in books.items()},
        }, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
