#!/usr/bin/env python3
"""A night of personal leaflets in one process: whether its memory stays what it was, and how many it
makes a second.

    soak.py [--build DIR] [--jobs N] [--threads N] [--folder DIR]

Prints resident memory at the thousandth job and at the last, and the rate between them. The files go to
a temporary folder (in DIR), and are deleted while others are made.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent / "compare"))
from personal import job_line, personal_content  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[1]
CONTENT = ROOT / "bench" / "content" / "leaflet-1031.xml"
FIRST_LOOK = 1000


def resident_kib(process):
    status = pathlib.Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return {key: int(re.search(key + r":\s*(\d+) kB", status)[1]) for key in ("VmRSS", "VmHWM")}


def delete_files(folder):
    for path in folder.glob("*.pdf"):
        path.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "bench")
    parser.add_argument("--jobs", type=int, default=100_000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--folder", help="where the temporary folder is made")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bifolium-soak-", dir=arguments.folder) as name:
        folder = pathlib.Path(name)
        content, jobs, out = folder / "personal.xml", folder / "jobs.jsonl", folder / "out"
        content.write_text(personal_content(CONTENT.read_text(encoding="utf-8")), encoding="utf-8")
        with open(jobs, "w", encoding="utf-8") as file:
            file.writelines(job_line(content, i) for i in range(arguments.jobs))
        started = time.monotonic()
        run = subprocess.Popen(
            [arguments.build / "bifolium", "batch", jobs, "-o", out, "--threads",
             str(arguments.threads), "--durability", "none", "--progress", "--as-of", "2026-11-01"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        first, last = None, None
        for line in run.stderr:  # One a second.
            if not line.startswith("{"):
                print(line, end="")
                continue
            done = json.loads(line)["done"]
            try:
                look = (time.monotonic(), done, resident_kib(run.pid))
            except (OSError, TypeError):  # It has ended.
                continue
            if done < arguments.jobs:
                last = look
            if done >= FIRST_LOOK and first is None:
                first = look
            delete_files(out)
        _, status, usage = os.wait4(run.pid, 0)
        elapsed = time.monotonic() - started
        if status != 0 or first is None or last is None:
            sys.exit(f"the batch failed, or had too few jobs to be looked at: status {status}")
        print(f"Load at the end: {os.getloadavg()[0]:.2f}; {arguments.threads} thread(s)")
        for when, done, memory in (first, last):
            print(f"job {done:,}: {memory['VmRSS'] / 1024:.1f} MiB resident, "
                  f"{memory['VmHWM'] / 1024:.1f} at most, after {when - started:.0f} s")
        processor = usage.ru_utime + usage.ru_stime
        print(f"{arguments.jobs:,} leaflets in {elapsed:.0f} s, {arguments.jobs / elapsed:.0f} a second; "
              f"{processor / arguments.jobs * 1000:.3f} ms of processor time each, files and manifest "
              f"included")


if __name__ == "__main__":
    main()
