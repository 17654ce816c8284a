#!/usr/bin/env python3
"""Runs each sample of tests/diagnostics/STAGE and demands one for every code of the table.

A sample is NAME.expected, the exit status and every line that the program says on standard error, and
what brings it about: NAME.xml is checked, in the layout NAME.layout.xml or else plain.xml. Where more
is needed, NAME.case says it in JSON:

  args     the arguments instead of "check NAME.xml -l LAYOUT --as-of 2026-11-01"
  env      variables to set
  files    files to write first, by name: their text, or {"copy": PATH}, {"folder": true},
           {"patch": PATH, "table": "OS/2", "at": N, "hex": "0002"} or {"run": [command, …]}; each with "mode": "000"
           where it is to have that
  limit    the most bytes that a file may get, as a disk that is full
  modes    true: the modes of files hold, for root too
  program  the program to run instead, by path

Samples run in an empty folder with copies of their files; ROOT, TMP and PROGRAM stand for the tree, that
folder and the program, in the case as in what is expected. --update rewrites what is expected, for people to review.
"""

import argparse
import difflib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
from samples import obeying_modes

STAGES = ["fonts", "style", "lines", "pages", "press", "pdf", "batch", "system"]
AS_OF = "2026-11-01"

# Codes that no file can bring about, or that need a set-up which only a unit test has: where that is
# done. The name of the code must stand in the file named.
ELSEWHERE = {
    "kXmlTooLarge": "src/read/xml_test.cpp",
    "kXmlTooManyElements": "src/read/xml_test.cpp",
    "kLayoutTooManyParents": "src/read/layout_diagnostics_test.cpp",
    "kLayoutUnknownEdition": "src/read/layout_diagnostics_test.cpp",
    "kColorProfileUnreadable": "src/typeset/typesetter_test.cpp",
    "kColorProfileUnsuitable": "src/typeset/typesetter_test.cpp",
    # A leaflet too long for its panels is told of in words: BF5012.
    "kMorePagesThanPanels": "src/pages/lay_out_test.cpp",
    "kInternalFault": "src/typeset/typesetter_test.cpp",
    "kBatchFolderLocked": "src/batch/run_batch_test.cpp",
    "kBatchStopped": "tests/batch/check_batch.py",
    "kJobTooSlow": "src/batch/run_batch_test.cpp",
    "kJobTooLarge": "src/batch/run_batch_test.cpp",
    "kUnknownPrinter": "tests/print/check_print.py",
    "kNoDefaultPrinter": "tests/print/check_print.py",
    "kPrinterRefuses": "tests/print/check_print.py",
    "kPrinterCannot": "tests/print/check_print.py",
    "kPrinterSilent": "tests/print/check_print.py",
    "kPrinterStopped": "tests/print/check_print.py",
    "kPrintFailed": "tests/print/check_print.py",
    "kPrintJobEnded": "tests/print/check_print.py",
}
# Codes without any test, each with its reason.
UNTESTED = {
    "kOutOfMemory": "memory that runs out at a chosen place can't be had from outside",
}


def table(root):
    """Code -> name, from the one table."""
    text = (root / "src/core/diagnostic_codes.def").read_text()
    return {int(code): name
            for name, code in re.findall(r"^BIFOLIUM_DIAGNOSTIC\((k\w+), (\d+)", text, re.MULTILINE)}


class Sample:
    """One sample of a stage, and how to run it."""

    def __init__(self, root, program, expected):
        self.root, self.program, self.expected = root, program, expected
        self.name = expected.stem
        self.folder = expected.parent
        case = expected.with_suffix(".case")
        self.case = json.loads(case.read_text()) if case.exists() else {}

    def run(self):
        with tempfile.TemporaryDirectory(prefix="bifolium-") as tmp:
            self.tmp = Path(tmp)
            for source in [self.folder.parent / "plain.xml", *self.folder.glob(self.name + ".*xml")]:
                shutil.copy(source, self.tmp)
            for name, what in self.case.get("files", {}).items():
                self.write(self.tmp / name, what)
            return self.result()

    def full(self, text):
        text = text.replace("ROOT", str(self.root)).replace("TMP", str(self.tmp))
        return text.replace("PROGRAM", self.program)

    def write(self, path, what):
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(what, str):
            path.write_text(self.full(what))
        elif "copy" in what:
            shutil.copy(self.full(what["copy"]), path)
        elif "folder" in what:
            path.mkdir()
        elif "patch" in what:
            data = bytearray(Path(self.full(what["patch"])).read_bytes())
            new = bytes.fromhex(what["hex"])
            at = self.place(data, what)
            data[at:at + len(new)] = new
            path.write_bytes(data)
        else:
            command = [self.full(word) for word in what["run"]]
            subprocess.run(command, cwd=self.tmp, check=True, capture_output=True)
        if isinstance(what, dict) and "mode" in what:
            path.chmod(int(what["mode"], 8))

    @staticmethod
    def place(data, what):
        """Offset `at` of the file, or of its table `table`."""
        if "table" not in what:
            return what["at"]
        for i in range(int.from_bytes(data[4:6], "big")):
            record = data[12 + 16 * i:28 + 16 * i]
            if record[:4] == what["table"].encode():
                return int.from_bytes(record[8:12], "big") + what["at"]
        raise ValueError("the font has no table " + what["table"])

    def arguments(self):
        if "args" in self.case:
            return [self.full(word) for word in self.case["args"]]
        own = self.name + ".layout.xml"
        layout = own if (self.tmp / own).exists() else "plain.xml"
        return ["check", self.name + ".xml", "-l", "./" + layout, "--as-of", AS_OF]

    def prepare(self):
        """In the child, before the program starts."""
        if "limit" in self.case:
            # Past the limit a write fails as on a full disk, unless the signal kills first.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.case["limit"],) * 2)

    def result(self):
        command = [self.full(self.case.get("program", "PROGRAM")), *self.arguments()]
        if self.case.get("modes"):
            command = obeying_modes(command)
        env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
        env.update({k: self.full(v) for k, v in self.case.get("env", {}).items()})
        done = subprocess.run(command, cwd=self.tmp, env=env, preexec_fn=self.prepare,
                              capture_output=True, timeout=60, check=False)
        text = done.stderr.decode("utf-8", "replace")
        text = text.replace(str(self.tmp), "TMP").replace(str(self.root), "ROOT")
        return f"exit status {done.returncode}\n{text}"


def run_samples(root, program, update, only):
    faults = []
    count = 0
    for stage in STAGES:
        for expected in sorted((root / "tests/diagnostics" / stage).glob("*.expected")):
            if only and only not in expected.stem:
                continue
            count += 1
            try:
                got = Sample(root, program, expected).run()
            except (OSError, ValueError, subprocess.SubprocessError) as why:
                faults.append(f"{stage}/{expected.stem}: {why}")
                continue
            want = expected.read_text()
            if got == want:
                continue
            if update:
                expected.write_text(got)
            name = str(expected.relative_to(root))
            faults.append("".join(difflib.unified_diff(
                want.splitlines(True), got.splitlines(True), name, "the program")))
    return count, faults


def uncovered(root):
    """What is wrong with the table's coverage, a sentence each."""
    codes = table(root)
    seen = set()
    for expected in (root / "tests/diagnostics").glob("*/*.expected"):
        seen.update(int(code) for code in re.findall(r"\[BF(\d{4})\]", expected.read_text()))
    faults = []
    for code, name in sorted(codes.items()):
        if name in UNTESTED:
            if code in seen:
                faults.append(f"BF{code} {name} has a sample: take it off the list of the untested")
        elif name in ELSEWHERE:
            test = root / ELSEWHERE[name]
            if not test.exists() or name not in test.read_text():
                faults.append(f"BF{code} {name}: no test in {ELSEWHERE[name]}")
        elif code not in seen:
            faults.append(f"BF{code} {name} has no sample in tests/diagnostics")
    for name in [*ELSEWHERE, *UNTESTED]:
        if name not in codes.values():
            faults.append(f"{name} is not in the table")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--program", required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--only", default="", help="only samples whose name has this in it")
    options = parser.parse_args()
    root = options.root.resolve()
    program = str(Path(options.program).resolve())
    count, faults = run_samples(root, program, options.update, options.only)
    if not options.only:
        faults += uncovered(root)
        if count < 30:
            faults.append(f"only {count} samples ran")
    for fault in faults:
        print(fault)
    print(f"{count} samples, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
