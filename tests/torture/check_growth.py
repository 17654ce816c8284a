#!/usr/bin/env python3
"""Holds the program to work that grows as the text does: n, then 4 n of the same thing.

    check_growth.py --program BIFOLIUM --root REPOSITORY [--large] [--only NAME]

Work is instructions, counted by callgrind, so that a busy machine changes nothing. What a document
costs that has hardly any of the thing is taken off. A document may also be refused, with the code that is
named here. With --large the documents are as large as a hostile one, and are made without counting:
they have to come out at all, in a bounded time and with memory that keeps to what the text is.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import documents

GROWTH = 4
FEW = 25  # The smallest document has a 25th of the small one's.
# Linear work is 4.1 times as much, the square of it 16 times; tables that double and trees that get
# deeper lie between.
MOST = 5.0

# The thing, how many in the small document, how many in the large one, and the code that refuses it.
CASES = [
    (documents.links, 250, 200_000, None),
    (documents.marks, 5_000, 1_000_000, "BF4005"),
    (documents.plain_paragraph, 2_000, 1_800_000, None),
    (documents.long_word, 1_250, 1_000_000, None),
    (documents.items, 200, 100_000, None),
    (documents.headings, 150, 20_000, None),
    (documents.pages, 10, 1_000, None),
    (documents.arabic, 600, 300_000, None),
    (documents.quantities, 250, 50_000, None),
    (documents.citations, 100, 10_000, None),
    (documents.cross_references, 1_000, 40_000, None),
]
DEEP = 60  # Lists in lists: more than XML may be nested.
SECONDS = 120  # Never near: a document that takes so long is taken for one that takes for ever.


# Peak memory for each byte of the XML, at most, on top of what a process takes with its fonts. The
# greediest, words of a million letters, take about two thirds of it.
BYTES_A_BYTE = 512
PROCESS_BYTES = 64 << 20


def peak_bytes(command):
    """(exit status, what was said, most bytes resident) of a command; no status where it takes for
    ever. The peak begins with that of this program, which is small."""
    with tempfile.TemporaryFile() as said:
        child = os.posix_spawn(command[0], command, os.environ, file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_DUP2, said.fileno(), 2)])
        deadline = time.monotonic() + SECONDS
        while True:
            done, status, usage = os.wait4(child, os.WNOHANG)
            if done:
                break
            if time.monotonic() > deadline:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return None, f"not done after {SECONDS} s", 0
            time.sleep(0.01)
        said.seek(0)
        return (os.waitstatus_to_exitcode(status), said.read().decode("utf-8", "replace"),
                usage.ru_maxrss * 1024)


def make(program, root, folder, name, text, counting):
    """(exit status, what was said, instructions or None)"""
    content = folder / f"{name}.xml"
    content.write_text(text, encoding="utf-8")
    command = [program, "make", content, "-l", root / "layouts" / "leaflet-a5.xml", "-o",
               folder / "out.pdf"]
    if counting:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder / 'counts'}",
                   *command]
    try:
        result = subprocess.run([str(c) for c in command], capture_output=True, check=False,
                                timeout=None if counting else SECONDS)
    except FileNotFoundError:
        sys.exit(f"{command[0]} is not installed; scripts/test installs what the tests need")
    except subprocess.TimeoutExpired:
        return None, f"not done after {SECONDS} s", None
    said = result.stderr.decode("utf-8", "replace")
    counted = re.search(r"Collected : (\d+)", said)
    return result.returncode, said, int(counted.group(1)) if counted else None


def complaint_about(status, said, refusal):
    """What is wrong with how a document ended, or nothing."""
    if refusal is None:
        return "" if status == 0 else f"exit status {status}: {said[-300:]}"
    return "" if status == 1 and refusal in said else f"not refused with {refusal}: {said[-300:]}"


def check_growth(given, folder, case):
    thing, size, _, refusal = case
    counts = []
    for n in (max(size // FEW, 1), size, GROWTH * size):
        status, said, count = make(given.program, given.root, folder, thing.__name__, thing(n), True)
        wrong = complaint_about(status, said, refusal)
        if wrong:
            return f"{thing.__name__} of {n}: {wrong}"
        if count is None:
            return f"callgrind counted nothing: {said[-300:]}"
        counts.append(count)
    few, small, large = counts
    if small <= few:
        return f"{thing.__name__}: {size} are no more work than {size // FEW}, so nothing is proved"
    ratio = (large - few) / (small - few)
    print(f"{thing.__name__}: {(small - few) // size} instructions each, {ratio:.1f} times the work "
          f"for {GROWTH} times as many")
    if ratio > MOST:
        return f"{thing.__name__}: the work grows {ratio:.1f} times, at most {MOST} is linear"
    return ""


def check_large(given, folder, case):
    thing, _, size, refusal = case
    content = folder / f"{thing.__name__}.xml"
    content.write_text(thing(size), encoding="utf-8")
    status, said, peak = peak_bytes([str(given.program), "make", str(content), "-l",
                                     str(given.root / "layouts" / "leaflet-a5.xml"), "-o",
                                     str(folder / "out.pdf")])
    wrong = complaint_about(status, said, refusal)
    if wrong:
        return f"{thing.__name__} of {size}: {wrong}"
    length = content.stat().st_size
    print(f"{thing.__name__} of {size}: {length / 1e6:.1f} MB of XML, {peak / 1e6:.0f} MB at most, "
          f"{max(peak - PROCESS_BYTES, 0) // length} bytes for each")
    if peak > PROCESS_BYTES + BYTES_A_BYTE * length:
        return f"{thing.__name__} of {size}: more than {BYTES_A_BYTE} bytes of memory for each of XML"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--only")
    given = parser.parse_args()
    cases = [c for c in CASES if given.only in (None, c[0].__name__)]
    complaints = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.large:
            complaints += [check_large(given, folder, case) for case in cases]
        else:
            complaints += [check_growth(given, folder, case) for case in cases]
        status, said, _ = make(given.program, given.root, folder, "deep",
                               documents.nested_lists(DEEP), False)
        complaints.append(complaint_about(status, said, "BF1007"))
    complaints = [c for c in complaints if c]
    for complaint in complaints:
        print(complaint)
    print(f"torture: {len(cases) + 1} checks, {len(complaints)} complaints")
    return 1 if complaints or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
