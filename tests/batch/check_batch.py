#!/usr/bin/env python3
"""Runs `bifolium batch` as its users do, and holds what it leaves to what it promises.

    check_batch.py CHECK --root ROOT --program PROGRAM

A check that needs what the machine does not give (mounting, root, faketime) says what it leaves out.
"""

import argparse
import fcntl
import hashlib
import json
import os
import pty
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
from samples import obeying_modes

AS_OF = "2026-11-01"
CONTENT = "content/muscle-cramps.xml"


class Fault(Exception):
    pass


def demand(kept, promise):
    if not kept:
        raise Fault(promise)


def left_out(what):
    print(f"left out: {what}")


class Bench:
    """A folder with contents and jobs, and the program."""

    def __init__(self, root, program, folder):
        self.root, self.program, self.folder = root, program, folder
        (folder / "content").mkdir()
        shutil.copy(root / CONTENT, folder / CONTENT)

    def path(self, name):
        return self.folder / name

    def command(self, *args):
        return [self.program, *map(str, args), "--as-of", AS_OF]

    def run(self, *args, expect=0, before=(), **options):
        done = subprocess.run([*before, *self.command(*args)], cwd=self.folder, capture_output=True,
                              timeout=600, check=False, **options)
        if expect is not None:
            demand(done.returncode == expect,
                   f"{args}: exit status {done.returncode}, not {expect}\n"
                   + done.stderr.decode(errors="replace")[-2000:])
        return done

    def verify(self, out, expect=0):
        done = subprocess.run([self.program, "verify", out], cwd=self.folder, capture_output=True,
                              timeout=600, check=False)
        demand(done.returncode == expect,
               f"verify {out}: exit status {done.returncode}, not {expect}\n{done.stderr.decode()}")
        return done.stderr.decode()

    def jobs(self, count, name="jobs.jsonl"):
        """Jobs in both editions, in a few folders."""
        with open(self.path(name), "w", encoding="utf-8") as file:
            for i in range(1, count + 1):
                job = {"content": CONTENT, "output": f"clinic-{i % 5}/leaflet-{i}"}
                if i % 3 == 0:
                    job["edition"] = "large-print"
                file.write(json.dumps(job) + "\n")
        return name

    def tree(self, out):
        """Each output's name and digest."""
        base = self.path(out)
        return {p.relative_to(base).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
                for p in sorted(base.rglob("*.pdf"))}

    def manifest(self, out):
        """The rows but for what may differ from run to run."""
        rows = [json.loads(line) for line in (self.path(out) / "manifest.jsonl").open()]
        for row in rows:
            row.pop("microseconds", None)
        rows[-1].pop("sha256")
        return rows

    def failures(self, out):
        return [json.loads(line) for line in (self.path(out) / "failures.jsonl").open()]

    def codes(self, out):
        return [d["code"] for row in self.failures(out) for d in row["diagnostics"]]

    def demand_same(self, out, expected):
        demand(self.tree(out) == self.tree(expected), f"{out} and {expected} differ in their files")
        demand(self.manifest(out) == self.manifest(expected),
               f"{out} and {expected} differ in their manifests")
        self.verify(out)
        stray = [p.name for p in self.path(out).rglob(".bifolium-*")]
        demand(not stray, f"{out} has leftovers: {stray}")


def check_same(bench):
    """Threads, order and company change no byte, nor does a clock that runs wild."""
    jobs = bench.jobs(60)
    bench.run("batch", jobs, "-o", "one", "--threads", "1")
    for threads in (2, 8):
        bench.run("batch", jobs, "-o", f"t{threads}", "--threads", threads)
        bench.demand_same(f"t{threads}", "one")
    demand(len(bench.tree("one")) == 60, "60 files were made")
    lines = bench.path(jobs).read_text().splitlines(True)
    bench.path("turned.jsonl").write_text("".join(reversed(lines)))
    bench.run("batch", "turned.jsonl", "-o", "turned")
    demand(bench.tree("turned") == bench.tree("one"), "the order of jobs changes no byte")
    bench.path("alone.jsonl").write_text(lines[2])
    bench.run("batch", "alone.jsonl", "-o", "alone", "--durability", "each")
    bench.run("make", CONTENT, "--edition", "large-print", "-o", "alone.pdf")
    made = bench.path("alone.pdf").read_bytes()
    demand(bench.path("alone/clinic-3/leaflet-3.pdf").read_bytes() == made,
           "a batch makes what `make` makes")
    demand(bench.path("one/clinic-3/leaflet-3.pdf").read_bytes() == made,
           "a batch of many makes what `make` makes")
    if shutil.which("faketime"):
        bench.run("batch", jobs, "-o", "faked", before=["faketime", "-f", "-3y x5000"])
        bench.demand_same("faked", "one")
    else:
        left_out("faketime is not installed")


def kill_and_resume(bench, jobs, kills, seed):
    """Runs the batch, killed again and again, until a run comes to its end."""
    rng = random.Random(seed)
    out = f"killed-{seed}"
    done_before = 0
    for n in range(kills):
        how = ["none", "group", "each"][n % 3]
        run = subprocess.Popen(
            bench.command("batch", jobs, "-o", out, "--resume", "--durability", how),
            cwd=bench.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            run.wait(timeout=rng.uniform(0.002, 0.12))
        except subprocess.TimeoutExpired:
            run.kill()
        error = run.communicate()[1].decode()
        demand(run.returncode in (0, -9), f"run {n} ended with {run.returncode}\n{error}")
        done_before += run.returncode == 0
        for path in bench.path(out).rglob("*.pdf") if bench.path(out).exists() else ():
            data = path.read_bytes()
            demand(data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF"),
                   f"{path} is half written after a kill")
        if run.returncode == 0 and n % 2:  # Begin again where it was done.
            shutil.rmtree(bench.path(out))
    bench.run("batch", jobs, "-o", out, "--resume")
    print(f"seed {seed}: {kills} runs, {done_before} of them came to their end")
    return out


def check_kills(bench, kills=40):
    jobs = bench.jobs(250)
    bench.run("batch", jobs, "-o", "undisturbed")
    out = kill_and_resume(bench, jobs, kills, 1)
    bench.demand_same(out, "undisturbed")
    out = kill_and_resume(bench, bench.jobs(25, "few.jsonl"), kills // 2, 2)
    bench.run("batch", "few.jsonl", "-o", "few")
    bench.demand_same(out, "few")


def check_many_kills(bench):
    check_kills(bench, 400)


def start(bench, *args, **options):
    return subprocess.Popen(bench.command(*args), cwd=bench.folder, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, **options)


def wait_for(condition, what):
    deadline = time.monotonic() + 60
    while not condition():
        demand(time.monotonic() < deadline, f"waited in vain for {what}")
        time.sleep(0.005)


def take_away(folder):
    """Removes a folder that a run may still write into."""
    def gone():
        shutil.rmtree(folder, ignore_errors=True)
        return not folder.exists()
    wait_for(gone, f"{folder.name} to be gone")


def check_signals(bench):
    """A signal finishes what is in hand; a second run is refused while the first is at work."""
    jobs = bench.jobs(3000)
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        out = f"s{status}"
        run = start(bench, "batch", jobs, "-o", out, "--durability", "none")
        wait_for(lambda: any(bench.path(out).rglob("*.pdf")), "the first file")
        second = bench.run("batch", jobs, "-o", out, "--resume", expect=1)
        demand(b"BF8203" in second.stderr, "a second run is refused")
        run.send_signal(number)
        error = run.communicate(timeout=60)[1].decode()
        demand(run.returncode == status, f"signal {number}: status {run.returncode}\n{error}")
        demand("BF8206" in error, "the batch says that it was stopped (kBatchStopped)")
        demand(0 < len(bench.tree(out)) < 3000, "some files were made, not all")
        demand(b"BF8306" in bench.verify(out).encode(), "verify says that it is not finished")
        demand(not list(bench.path(out).rglob(".bifolium-*")), "a stopped run leaves no leftovers")
    # From a pipe that gives nothing for now.
    run = start(bench, "batch", "-", "-o", "piped", stdin=subprocess.PIPE)
    run.stdin.write(bench.path(jobs).read_bytes()[:5000])
    run.stdin.flush()
    wait_for(lambda: any(bench.path("piped").rglob("*.pdf")), "the first file")
    run.send_signal(signal.SIGINT)
    run.wait(timeout=60)
    demand(run.returncode == 130, f"a batch that waits for jobs can be stopped: {run.returncode}")
    run.stdin.close()
    # A second signal ends it at once, in a state to go on from.
    run = start(bench, "batch", jobs, "-o", "twice", "--durability", "none")
    wait_for(lambda: any(bench.path("twice").rglob("*.pdf")), "the first file")
    while run.poll() is None:
        run.send_signal(signal.SIGINT)
        time.sleep(0.001)
    run.communicate()
    demand(run.returncode in (-2, 130), f"two signals: {run.returncode}")


def check_disk(bench):
    """A full disk, a folder that goes away."""
    jobs = bench.jobs(120)
    bench.run("batch", jobs, "-o", "undisturbed")
    small = bench.path("small")
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)],
                             capture_output=True, check=False).returncode == 0
    if not mounted:
        left_out("a full disk: mounting is not allowed here; src/batch fakes one")
    else:
        try:
            for how in ("none", "group", "each"):
                shutil.rmtree(small / "out", ignore_errors=True)
                full = bench.run("batch", jobs, "-o", "small/out", "--durability", how, expect=3)
                demand(b"BF9002" in full.stderr, "a full disk is said")
                demand(b"No space left" in full.stderr, "a full disk is said in words")
                subprocess.run(["mount", "-o", "remount,size=50m", str(small)], check=True)
                bench.run("batch", jobs, "-o", "small/out", "--resume")
                bench.demand_same("small/out", "undisturbed")
                subprocess.run(["rm", "-rf", str(small / "out")], check=True)
                subprocess.run(["mount", "-o", "remount,size=1m", str(small)], check=True)
        finally:
            subprocess.run(["umount", str(small)], check=True)
    many = bench.jobs(3000, "many.jsonl")
    run = start(bench, "batch", many, "-o", "gone", "--durability", "none")
    wait_for(lambda: any(bench.path("gone").rglob("*.pdf")), "the first file")
    os.rename(bench.path("gone"), bench.path("gone-away"))
    take_away(bench.path("gone-away"))
    error = run.communicate(timeout=120)[1].decode()
    demand(run.returncode == 3, f"a folder that is gone: status {run.returncode}\n{error}")
    run = start(bench, "batch", many, "-o", "clinics", "--durability", "none")
    wait_for(lambda: any(bench.path("clinics").rglob("*.pdf")), "the first file")
    shutil.rmtree(bench.path("clinics/clinic-1"), ignore_errors=True)
    run.communicate(timeout=120)
    bench.run("batch", many, "-o", "clinics", "--resume")
    bench.verify("clinics")
    demand(len(bench.tree("clinics")) == 3000, "what was taken away is made again")


def check_rights(bench):
    """What may not be read or written."""
    modes_hold = obeying_modes([])
    refused = bench.run("batch", bench.jobs(3), "-o", "/proc/out", expect=3)
    demand(b"BF9104" in refused.stderr, "a folder that can't be made is said")
    home = bench.path("home")
    home.mkdir()
    secret = bench.path("content/secret.xml")
    shutil.copy(bench.root / CONTENT, secret)
    secret.chmod(0o000)
    bench.path("mixed.jsonl").write_text(
        json.dumps({"content": CONTENT, "output": "a/1"}) + "\n"
        + json.dumps({"content": "content/secret.xml"}) + "\n"
        + json.dumps({"content": CONTENT, "output": "b/2"}) + "\n")
    bench.run("batch", "mixed.jsonl", "-o", "home/out", before=modes_hold, expect=4)
    demand(bench.codes("home/out") == ["BF9001"], "unreadable content is its job's failure")
    demand(len(bench.tree("home/out")) == 2, "the other jobs are made")
    secret.chmod(0o644)
    bench.path("home/out/a").chmod(0o500)
    bench.path("mixed.jsonl").write_text(json.dumps({"content": CONTENT, "output": "a/3"}) + "\n"
                                         + json.dumps({"content": "content/secret.xml"}) + "\n")
    bench.run("batch", "mixed.jsonl", "-o", "home/out", "--resume", before=modes_hold, expect=4)
    demand(bench.codes("home/out") == ["BF9002"], "a folder that can't be written to is its job's")
    bench.path("home/out/a").chmod(0o700)
    bench.run("batch", "mixed.jsonl", "-o", "home/out", "--resume", before=modes_hold)
    modes = {oct(p.stat().st_mode & 0o777) for p in home.joinpath("out").rglob("*") if p.is_file()}
    demand(modes == {"0o600"}, f"files are their owner's alone: {modes}")


def check_journal(bench):
    """Torn and damaged journals; changed leaflets, layouts and files."""
    jobs = bench.jobs(12)
    bench.run("batch", jobs, "-o", "undisturbed")
    shutil.copytree(bench.path("undisturbed"), bench.path("torn"))
    journal = bench.path("torn/.bifolium/journal")
    whole = journal.read_bytes()
    lines = whole.splitlines(True)
    start_at = len(whole) - len(lines[-1]) - len(lines[-2])
    for cut in list(range(start_at, len(whole), 41)) + [0, 5, len(lines[0]), len(whole) - 1]:
        journal.write_bytes(whole[:cut])
        done = bench.run("batch", jobs, "-o", "torn", "--resume", "--durability", "none")
        torn = cut >= len(lines[0]) and not whole[:cut].endswith(b"\n")
        demand((b"BF8204" in done.stderr) == torn, f"cut at {cut}: a torn tail is said")
        bench.demand_same("torn", "undisturbed")
    rng = random.Random(3)
    for _ in range(30):
        damaged = bytearray(whole)
        damaged[rng.randrange(len(lines[0]), len(whole))] ^= 1 << rng.randrange(8)
        journal.write_bytes(damaged)
        bench.run("batch", jobs, "-o", "torn", "--resume", "--durability", "none")
        bench.demand_same("torn", "undisturbed")
    journal.write_bytes(b"something else\n")
    demand(b"BF8205" in bench.run("batch", jobs, "-o", "torn", "--resume", expect=1).stderr,
           "another file is not taken for a journal")
    journal.write_bytes(whole)

    def made_again(what, count):
        done = bench.run("batch", jobs, "-o", "torn", "--resume")
        kept = int(re.search(rb"(\d+) were there already", done.stdout + b"0 were there already")[1])
        demand(kept == 12 - count, f"{what}: {12 - kept} made again, not {count}")
        bench.verify("torn")

    made_again("nothing changed", 0)
    victim = bench.path("torn/clinic-1/leaflet-1.pdf")
    victim.write_bytes(victim.read_bytes()[:-1])
    made_again("a file was cut", 1)
    victim.unlink()
    made_again("a file is missing", 1)
    bench.demand_same("torn", "undisturbed")
    text = bench.path(CONTENT).read_text()
    bench.path(CONTENT).write_text(text.replace("</title>", " (new)</title>", 1))
    made_again("the leaflet was changed", 12)
    shutil.copytree(bench.root / "layouts", bench.path("layouts"))
    bench.run("batch", jobs, "-o", "torn", "--resume")
    layout = bench.path("layouts/handout-a4.xml")
    layout.write_text(layout.read_text() + "<!-- other bytes -->\n")
    made_again("the layout was changed", 12)
    jobs_file = bench.path(jobs)
    jobs_file.write_text("".join(jobs_file.read_text().splitlines(True)[:-1]))
    bench.run("batch", jobs, "-o", "torn", "--resume")
    demand("BF8305" in bench.verify("torn", expect=1), "the file of a job that is gone is extra")


def check_jobs(bench):
    """CSV oddities, standard input, a matrix, and a batch that is only checked."""
    csv = (b"\xEF\xBB\xBFcontent,edition,id,output\r\n"
           b'"content/muscle-cramps.xml",,"Smith, ""A""\r\n",{id}\r\n'
           b"\r\n"
           b"content/muscle-cramps.xml,large-print,Ward/7,{id}-{edition}\r\n"
           b"content/muscle-cramps.xml,ragged\r\n"
           b'content/muscle-cramps.xml,,"quo"te,x\r\n'
           b"content/muscle-cramps.xml,,\xE9,x\r\n"
           b"content/muscle-cramps.xml,,a\0b,x\r\n"
           b"content/muscle-cramps.xml,,CON,{id}\r\n"
           b"content/muscle-cramps.xml,,..,{id}/x\r\n"
           b"content/muscle-cramps.xml,,con,_{id}\r\n"
           b'content/muscle-cramps.xml,,"never closed')
    bench.path("odd.csv").write_bytes(csv)
    # The values have no place in this content, so nothing is made of them; names are what counts.
    bench.run("batch", "odd.csv", "-o", "odd", expect=4)
    failed = {row["line"]: row["diagnostics"][0]["code"] for row in bench.failures("odd")
              if row["diagnostics"][0]["code"].startswith("BF8")}
    demand(failed == {6: "BF8008", 7: "BF8009", 8: "BF8006", 9: "BF8006", 11: "BF8103",
                      12: "BF8104", 13: "BF8009"}, f"faults of rows: {failed}")
    text = bench.path("content/muscle-cramps.xml").read_bytes()
    lines = b'{"content":"content/muscle-cramps.xml","output":"{number}"}\n' * 3
    bench.run("batch", "-", "-o", "piped", input=lines)
    demand(sorted(bench.tree("piped")) == ["1.pdf", "2.pdf", "3.pdf"], "jobs come by a pipe")
    bench.path("below").mkdir()
    bench.path("below/jobs.jsonl").write_text('{"content":"../content/muscle-cramps.xml"}\n')
    bench.run("batch", "below/jobs.jsonl", "-o", "relative")
    demand(list(bench.tree("relative")) == ["muscle-cramps.pdf"],
           "contents are found beside the jobs file")
    bench.path("content/second.xml").write_bytes(text)
    bench.run("batch", "--matrix", "content=content/*.xml edition=standard,large-print", "-o", "m")
    demand(sorted(bench.tree("m")) == ["muscle-cramps.large-print.pdf", "muscle-cramps.standard.pdf",
                                       "second.large-print.pdf", "second.standard.pdf"],
           "a matrix is every combination")
    checked = bench.run("batch", "--check", "odd.csv", "-o", "unmade", expect=4)
    demand(b"BF8008" in checked.stderr, "--check tells what would fail")
    demand(not bench.path("unmade").exists(), "--check writes nothing")
    bench.path("many.jsonl").write_text("{}\n" + bench.path(bench.jobs(3000)).read_text())
    stopped = bench.run("batch", "many.jsonl", "-o", "ff", "--fail-fast", expect=4)
    demand(b"BF8206" in stopped.stderr, "--fail-fast stops")
    demand(len(bench.tree("ff")) < 3000, "--fail-fast begins no more jobs")
    bench.path("none.csv").write_text("content\n")
    empty = bench.run("batch", "none.csv", "-o", "none")
    demand(b"BF8014" in empty.stderr, "an empty batch says so")
    for args in (["batch"], ["batch", "x", "--matrix", "y", "-o", "z"], ["batch", "odd.csv"],
                 ["batch", "odd.csv", "-o", "z", "--output", "{"],
                 ["batch", "odd.csv", "-o", "z", "--durability", "some"],
                 ["batch", "odd.csv", "-o", "z", "--threads", "0"]):
        bench.run(*args, expect=2)


def check_names(bench):
    """No name of a job leads out of the folder, and none replaces another."""
    names = ["../up", "/tmp/abs", "a/../../up", "..", ".", "", " ", "nul", "a\\..\\b", "x" * 300,
             "A/b", "a/B", "a", "tab\there", "line\nend", "é", "e\u0301", "C:\\x", "~", "$HOME",
             "-rf", "`id`", "\u202Egpj", ".bifolium/journal", "manifest.jsonl", "a.pdf", "a.pdf/c"]
    with open(bench.path("names.jsonl"), "w", encoding="utf-8") as file:
        for name in names:
            file.write(json.dumps({"content": CONTENT, "output": name}) + "\n")
    before = sorted(p.name for p in bench.folder.iterdir())
    bench.run("batch", "names.jsonl", "-o", "out", expect=4)
    after = sorted(p.name for p in bench.folder.iterdir())
    demand(after == sorted([*before, "out"]), f"something was written outside: {after}")
    demand(not Path("/tmp/abs.pdf").exists(), "an absolute name is refused")
    bench.verify("out")
    made = bench.tree("out")
    for name in made:
        for part in name.split("/"):
            demand(not part.startswith("."), f"{name} is hidden")
            demand(not re.search(r'[\x00-\x1f\\:*?"<>|]', part), f"{name!r} is no safe name")
            demand(part.split(".")[0].upper() != "NUL", f"{name} is a device")
    folded = [n.casefold() for n in made]
    demand(len(folded) == len(set(folded)), "two names differ in capitals alone")
    demand("manifest.jsonl.pdf" in made, f"a name can't be that of the manifest: {made.keys()}")


def read_terminal(bench, columns, *args):
    """What the program draws on a terminal of so many columns, and its exit status."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(bench.folder)
        os.execv(bench.program, bench.command(*args))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    drawn = b""
    resized = False
    while True:
        try:
            got = os.read(terminal, 65536)
        except OSError:
            break
        if not got:
            break
        drawn += got
        if len(drawn) > 200 and not resized:
            resized = True
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    return drawn.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def check_progress(bench):
    jobs = bench.jobs(1500)
    done = bench.run("batch", jobs, "-o", "json", "--progress", "--trace", "t.json", "--timings")
    lines = [json.loads(line) for line in done.stderr.decode().splitlines() if line[0] == "{"]
    demand(lines and lines[-1]["done"] == 1500, "the last line of progress is of the end")
    demand(all(a["done"] <= b["done"] for a, b in zip(lines, lines[1:])), "progress goes forward")
    trace = json.loads(bench.path("t.json").read_text())
    demand(sum(e["name"] == "leaflet" for e in trace) == 1500, "the trace has every leaflet")
    demand({"shape", "lines", "pages"} <= {e["name"] for e in trace}, "the trace has the stages")
    demand(b"whole" in done.stderr, "--timings prints a table")
    silent = bench.run("batch", jobs, "-o", "silent")
    demand(silent.stderr == b"", "without a terminal nothing is shown unless asked for")
    for columns in (40, 100):
        text, status = read_terminal(bench, columns, "batch", jobs, "-o", f"c{columns}")
        demand(status == 0, f"status {status} on a terminal")
        draws = [d.split("\x1B")[0] for d in text.split("\r") if "done" in d and "\x1B[K" in d]
        demand(draws, "something is drawn")
        demand(max(map(len, draws)) < columns, f"no draw is as wide as {columns} columns")
        demand(any("%" in d for d in draws), "it says how far it is")


def peak_memory(bench, *args, expect=0):
    """Kilobytes at the most. A child's ru_maxrss would begin with that of this program."""
    run = subprocess.Popen(bench.command(*args), cwd=bench.folder, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
    peak = 0
    while run.poll() is None:
        try:
            status = Path(f"/proc/{run.pid}/status").read_text()
        except OSError:
            break
        found = re.search(r"VmHWM:\s*(\d+) kB", status)
        peak = max(peak, int(found[1]) if found else 0)
        time.sleep(0.005)
    demand(run.wait() == expect, f"{args}: exit status {run.returncode}")
    return peak


def check_memory(bench):
    """The hundred-thousandth job costs no more memory than the thousandth."""
    peaks = []
    for count in (1000, 100000):
        with open(bench.path("many.jsonl"), "w", encoding="utf-8") as file:
            for i in range(count):
                file.write(f'{{"content":"content/none-{i}.xml","output":"{i % 100}/{{number}}"}}\n')
        peaks.append(peak_memory(bench, "batch", "many.jsonl", "-o", f"out{count}", expect=4))
        demand(len((bench.path(f"out{count}") / "failures.jsonl").open().readlines()) == count,
               "each failure is a line")
    print(f"kilobytes at the most: {peaks[0]} with 1,000 jobs, {peaks[1]} with 100,000")
    demand(peaks[1] < peaks[0] + 2048, f"memory grows with the jobs: {peaks} KB")
    bench.jobs(300)
    few = peak_memory(bench, "batch", "jobs.jsonl", "-o", "few")
    bench.jobs(2500)
    many = peak_memory(bench, "batch", "jobs.jsonl", "-o", "many")
    again = peak_memory(bench, "batch", "jobs.jsonl", "-o", "many", "--resume")
    print(f"kilobytes at the most: {few} for 300 leaflets, {many} for 2,500, {again} to resume")
    demand(many < few + 4096 and again < few + 4096, "memory grows with the leaflets")


def check_limits(bench):
    """A heavy job among light ones is given up, for its time or for its memory, and nothing else."""
    sentence = "Take one tablet with a glass of water. "
    for name, count in (("heavy", 700_000), ("large", 250_000)):
        bench.path(f"content/{name}.xml").write_text(
            '<leaflet xmlns="urn:bifolium:content:1" xml:lang="en" layout="handout-a4"><meta><title>T'
            f"</title></meta><p>{sentence * count}</p></leaflet>")
    light = [{"content": CONTENT, "output": f"light-{i}"} for i in range(6)]
    def write(name, *heavy):
        jobs = [light[0], *heavy, light[1], *heavy, *light[2:]]
        bench.path(name).write_text("".join(
            json.dumps({**job, "output": f"{job['output']}"} if job in light
                       else {**job, "output": f"{job['output']}-{n}"}) + "\n"
            for n, job in enumerate(jobs)))
        return name
    bench.run("batch", write("light.jsonl"), "-o", "light", "--threads", "1")
    heavy = {"content": "content/heavy.xml", "output": "heavy"}
    large = {"content": "content/large.xml", "output": "large"}
    # Many times what a light leaflet takes, a fraction of what the other would.
    cases = (("time", ["--job-time", "2000"], heavy, "BF8207"),
             ("memory", ["--job-memory", "48"], large, "BF8208"))
    for threads in (1, 2):
        for name, options, job, code in cases:
            out = f"{name}-{threads}"
            bench.run("batch", write(f"{name}.jsonl", job), "-o", out, "--threads", threads, *options,
                      expect=4)
            demand(bench.codes(out) == [code, code], f"{name}: {bench.failures(out)}")
            demand(bench.tree(out) == bench.tree("light"), f"{name}: light leaflets are as alone")
            bench.verify(out)
            stray = [p.name for p in bench.path(out).rglob(".bifolium-*")]
            demand(not stray, f"{out} has leftovers: {stray}")
    done = bench.run("batch", "light.jsonl", "-o", "light", "--resume", "--job-memory", "48")
    demand(b"6 were there already" in done.stdout, "a limit makes nothing anew")
    for options in (["--job-memory", "0"], ["--job-time", "0"], ["--job-memory", "much"]):
        bench.run("batch", "light.jsonl", "-o", "z", *options, expect=2)


PERSONAL = """<?xml version="1.0" encoding="UTF-8"?>
<leaflet xmlns="urn:bifolium:content:1" xml:lang="en-GB" layout="handout-a4">
  <meta>
    <title>Your appointment</title>
    <values>
      <value name="name" type="text" required="yes"/>
      <value name="day" type="date" required="yes"/>
    </values>
  </meta>
  <p>Dear <value name="name"/>, come on <value name="day"/>.</p>
</leaflet>
"""


def check_values(bench):
    """Values fill leaflets, and reach nothing else."""
    bench.path("content/personal.xml").write_text(PERSONAL)
    with open(bench.path("personal.csv"), "w", encoding="utf-8") as file:
        file.write("content,output,name,day\n")
        for i in range(40):
            day = "2026-12-01" if i % 4 else f"Xanthippeday{i}"
            file.write(f"content/personal.xml,{{number}},Xanthippe {i},{day}\n")
        file.write(f"content/personal.xml,long,Xanthippe{'x' * 3000},2026-12-01\n")
        file.write("content/personal.xml,broken,Xanthippe \u202E,2026-12-01\n")
        file.write("content/muscle-cramps.xml,unused,Xanthippe,2026-12-01\n")
    done = bench.run("batch", "personal.csv", "-o", "out", "--trace", "t.json", expect=4)
    told = done.stdout + done.stderr + bench.path("t.json").read_bytes()
    for name in ("manifest.jsonl", "failures.jsonl", ".bifolium/journal"):
        told += (bench.path("out") / name).read_bytes()
    demand(b"anthippe" not in told, "a value was told")
    demand(len(bench.failures("out")) >= 10, "values that are no dates fail")
    made = bench.tree("out")
    demand(len(set(made.values())) >= 30, "each leaflet is another")
    bench.run("batch", "personal.csv", "-o", "one", "--threads", "1", expect=4)
    demand(made == bench.tree("one"), "threads change no byte of personal leaflets")
    asked = bench.run("batch", "personal.csv", "-o", "out", "--resume", "--log-values", expect=4)
    demand(b"30 were there already" in asked.stdout, f"values count for --resume: {asked.stdout}")
    text = bench.path("personal.csv").read_text().replace("Xanthippe 1,", "Xanthippe 1b,")
    bench.path("personal.csv").write_text(text)
    again = bench.run("batch", "personal.csv", "-o", "out", "--resume", expect=4)
    demand(b"29 were there already" in again.stdout, f"a changed value is seen: {again.stdout}")


def check_user(bench):
    """5,000 jobs in a night, looked after as a department would."""
    with open(bench.path("night.csv"), "w", encoding="utf-8") as file:
        file.write("content,edition,output\n")
        for i in range(5000):
            edition = "large-print" if i % 7 == 0 else ""
            file.write(f"{CONTENT},{edition},clinic-{i % 40}/{i:05}.pdf\n")
    bench.run("batch", "--check", "night.csv")
    run = start(bench, "batch", "night.csv", "-o", "night")
    wait_for(lambda: len(list(bench.path("night").rglob("*.pdf"))) > 500, "500 files")
    run.send_signal(signal.SIGTERM)
    run.communicate(timeout=120)
    demand(run.returncode == 143, f"status {run.returncode}")
    done = bench.run("batch", "night.csv", "-o", "night", "--resume")
    demand(b"5000 files" in done.stdout, f"all are there: {done.stdout}")
    bench.verify("night")
    demand(len(set(bench.tree("night").values())) == 2, "one leaflet in two editions")
    rows = bench.manifest("night")
    demand([row["job"] for row in rows[:-1]] == list(range(1, 5001)), "rows in the order of jobs")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    checks = {n[6:].replace("_", "-"): f for n, f in globals().items() if n.startswith("check_")}
    parser.add_argument("check", choices=sorted(checks))
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--program", required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bifolium-") as folder:
        bench = Bench(options.root.resolve(), str(Path(options.program).resolve()), Path(folder))
        try:
            checks[options.check](bench)
        except (Fault, subprocess.SubprocessError) as fault:
            print(f"{options.check}: {fault}")
            return 1
    print(f"{options.check}: nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
