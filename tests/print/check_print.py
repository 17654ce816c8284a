#!/usr/bin/env python3
"""Prints leaflets through a real CUPS server, and looks at what its printer gets.

    check_print.py --root ROOT --program PROGRAM

The server is started here, in a folder and on a socket of its own, and ended afterwards; no other is
touched. Its printers end in a backend that writes down what it is handed.
"""

import argparse
import os
import pwd
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
from samples import AS_OF, Judge, errors_of, run, text_of  # noqa: E402

# Codes, by their names in src/core/diagnostic_codes.def.
NO_SERVER = "BF9201"  # kNoPrintServer
UNKNOWN_PRINTER = "BF9202"  # kUnknownPrinter
NO_DEFAULT = "BF9203"  # kNoDefaultPrinter
REFUSES = "BF9204"  # kPrinterRefuses
CANNOT = "BF9205"  # kPrinterCannot
SILENT = "BF9206"  # kPrinterSilent
STOPPED = "BF9207"  # kPrinterStopped
FAILED = "BF9208"  # kPrintFailed
ENDED = "BF9209"  # kPrintJobEnded

PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
USUAL_BIN = Path("/usr/lib/cups")
# A backend's arguments: job, user, title, copies, options, file (backend(7)). The file `refuse` makes it
# fail, and `wait` makes it wait.
BACKEND = """#!/bin/sh
[ $# -gt 0 ] || { echo 'direct box "Unknown" "A box"'; exit 0; }
box=${DEVICE_URI#box:}
while [ -e "$box/wait" ]; do sleep 0.1; done
[ ! -e "$box/refuse" ] || { echo "ERROR: the box is full" >&2; exit 1; }
cat "$6" >"$box/document-$1"
printf '%s\\n' "$3" "$4" "$5" >"$box/job-$1.part"
mv "$box/job-$1.part" "$box/job-$1"
"""
FILES_CONF = """ServerRoot {f}/root
ServerBin {f}/bin
StateDir {f}/state
CacheDir {f}/cache
RequestRoot {f}/spool
TempDir {f}/temporary
AccessLog {f}/log/access
ErrorLog {f}/log/error
PageLog {f}/log/page
SystemGroup {group}
User {user}
Group {user_group}
"""
OWN_LAYOUT = """<layout xmlns="urn:bifolium:layout:1" name="own" title="Own" extends="leaflet-a5">
  <press name="booklet" sheet="A3" tray="bottom"/>
</layout>
"""
# JobPrivateValues: everybody may see all of a job.
CONF = """LogLevel debug
Listen {f}/socket
Browsing No
DefaultAuthType None
WebInterface No
JobRetryInterval 1
LimitRequestBody 1m
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""


class Server:
    """cupsd, with the printers `office` (two trays, duplex), `bare` (no driver)."""

    def __init__(self, root, folder):
        self.folder, self.root = folder, root
        self.box = folder / "box"
        self.env = {**os.environ, "PATH": PATH, "CUPS_SERVER": str(folder / "socket"),
                    "HOME": str(folder / "home")}
        for name in ("LPDEST", "PRINTER", "CUPS_USER"):
            self.env.pop(name, None)
        self.process = None

    def __enter__(self):
        folder = self.folder
        folder.chmod(0o755)  # The server's backends run as another user, where it runs as root.
        for name in ("root", "state", "cache", "spool", "temporary", "log", "home", "bin/backend"):
            (folder / name).mkdir(parents=True)
        self.box.mkdir()
        self.box.chmod(0o777)
        (folder / "bin/daemon").symlink_to(USUAL_BIN / "daemon")
        backend = folder / "bin/backend/box"
        backend.write_text(BACKEND, encoding="utf-8")
        backend.chmod(0o755)
        # Whoever the server does its work as; root must not be the one.
        user = "lp" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        groups = {"user_group": "lp", "group": "root"}
        if os.geteuid() != 0:
            own = run(["id", "-gn"])
            groups = {"user_group": text_of(own).strip(), "group": "root"}
        conf, files = folder / "root/cupsd.conf", folder / "root/cups-files.conf"
        conf.write_text(CONF.format(f=folder), encoding="utf-8")
        files.write_text(FILES_CONF.format(f=folder, user=user, **groups), encoding="utf-8")
        self.process = subprocess.Popen(["cupsd", "-f", "-c", conf, "-s", files], env=self.env,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.wait_until(lambda: self.command("lpstat", "-r", check=False).returncode == 0
                        and (folder / "socket").exists(), "the server doesn't answer")
        ppd = self.root / "tests/print/test_printer.ppd"
        self.command("lpadmin", "-p", "office", "-E", "-v", f"box:{self.box}", "-P", ppd,
                     "-o", "printer-error-policy=abort-job", "-D", "The office")
        self.command("lpadmin", "-p", "bare", "-E", "-v", f"box:{self.box}")
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()

    def wait_until(self, holds, complaint):
        begun = time.monotonic()
        while not holds():
            if time.monotonic() > begun + 30 or self.process.poll() is not None:
                log = self.folder / "log/error"
                tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
                sys.exit(f"{complaint}\n{tail}")
            time.sleep(0.05)

    def command(self, *words, check=True):
        result = run(words, env=self.env)
        if check and result.returncode != 0:
            sys.exit(f"{words}: {errors_of(result)}")
        return result


class Prints:
    def __init__(self, judge, server, program, pdf):
        self.judge, self.server, self.program, self.pdf = judge, server, program, pdf

    def bifolium(self, *words, status=0, said=None, env=None):
        result = run([self.program, "print", *words], env={**self.server.env, **(env or {})})
        text = errors_of(result)
        self.judge.expect(result.returncode == status,
                          f"{words}: status {result.returncode}, not {status}: {text}")
        self.judge.expect(all(s in text for s in said) if said else not text, f"{words}: said {text!r}")
        return text_of(result)

    def got(self, job):
        """What the printer got: title, copies, options, and the document's bytes."""
        path = self.server.box / f"job-{job}"
        self.server.wait_until(path.exists, f"job {job} never came to the printer")
        title, copies, options = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        words = dict(word.partition("=")[::2] for word in options.split(" "))
        return title, copies, words, (self.server.box / f"document-{job}").read_bytes()

    @staticmethod
    def job_of(said):
        found = re.search(r": job (\d+),", said)
        return int(found.group(1)) if found else 0

    def expect_job(self, said, copies, pdf=None, **options):
        pdf = pdf or self.pdf
        job = self.job_of(said)
        if not self.judge.expect(job > 0, f"no job is named: {said!r}"):
            return
        title, number, words, document = self.got(job)
        self.judge.expect(document == pdf.read_bytes(), f"job {job}: other bytes were printed")
        self.judge.expect(title == pdf.name, f"job {job} is called {title}")
        self.judge.expect(number == str(copies), f"job {job}: {number} copies, not {copies}")
        wanted = {"print-scaling": "none", **options}
        for name, value in wanted.items():
            self.judge.expect(words.get(name) == value,
                              f"job {job}: {name}={words.get(name)}, not {value}: {words}")
        return words

    def listed(self):
        said = self.bifolium("--list")
        self.judge.expect(said.splitlines() == ["bare: Local Raw Printer (idle)",
                                                "office: The office (idle)"], f"it lists {said!r}")

    def printed(self):
        said = self.bifolium(self.pdf, "--printer", "office")
        words = self.expect_job(said, 1)
        for name in ("sides", "media", "InputSlot"):
            self.judge.expect(name not in words, f"nobody asked for {name}={words.get(name)}")
        said = self.bifolium(self.pdf, "--printer", "office", "--copies", "3", "--duplex", "short-edge",
                             "--paper", "A3", "--tray", "bottom", "--wait")
        self.judge.expect(said == f"printed {self.pdf} on office: job 2, 3 copies, "
                          "two-sided-short-edge, iso_a3_297x420mm, bottom\n", f"it says {said!r}")
        self.expect_job(said, 3, sides="two-sided-short-edge", Duplex="DuplexTumble", PageSize="A3",
                        InputSlot="Lower")
        said = self.bifolium(self.pdf, "--printer", "office", "--duplex", "long-edge", "--paper",
                             "iso_a4_210x297mm", "--wait")
        self.expect_job(said, 1, sides="two-sided-long-edge", Duplex="DuplexNoTumble", PageSize="A4")
        said = self.bifolium(self.pdf, "--printer", "office", "--duplex", "off", "--tray", "top", "--wait")
        self.expect_job(said, 1, sides="one-sided", Duplex="None", InputSlot="Upper")

    def press_copy(self, press, *more):
        """The press copy of a leaflet, made as a user would."""
        folder = self.server.folder / "made"
        content = self.server.root / "content" / "leiomyosarcoma.xml"
        made = run([self.program, "make", content, "--press", press, *more, "-o", f"{folder}/", "--as-of", AS_OF])
        self.judge.expect(made.returncode == 0, f"{press}: {errors_of(made)}")
        return max(folder.glob(f"*{press}.pdf"), key=lambda path: path.stat().st_mtime_ns)

    def as_the_press_says(self):
        office = ["--printer", "office", "--wait"]
        booklet = self.press_copy("booklet")
        said = self.bifolium(booklet, "--press", "booklet", *office)
        self.expect_job(said, 1, pdf=booklet, Duplex="DuplexTumble", PageSize="A4")
        large = self.press_copy("booklet", "--edition", "large-print")
        said = self.bifolium(large, "--press", "booklet", "--edition", "large-print", "--duplex",
                             "long-edge", "--copies", "2", *office)
        self.expect_job(said, 2, pdf=large, Duplex="DuplexNoTumble", PageSize="A3")
        layouts = self.server.folder / "layouts"
        layouts.mkdir()
        (layouts / "own.xml").write_text(OWN_LAYOUT, encoding="utf-8")
        said = self.bifolium(self.pdf, "--press", "booklet", "-l", layouts / "own.xml", *office)
        self.expect_job(said, 1, PageSize="A3", InputSlot="Lower")
        self.bifolium(self.pdf, "--press", "booklett", *office, status=1,
                      said=["BF6001", "did you mean \"booklet\"?"])
        self.bifolium(self.pdf, "--press", "booklet", "-l", "nowhere", *office, status=1, said=["BF1501"])
        signatures = self.press_copy("signatures")
        self.bifolium(signatures, "--press", "signatures", *office, status=3,
                      said=[CANNOT, "iso_sra2_450x640mm"])
        self.bifolium(self.pdf, "--edition", "large-print", *office, status=2, said=["--press"])

    def default_printer(self):
        self.bifolium(self.pdf, status=3, said=[NO_DEFAULT])
        said = self.bifolium(self.pdf, env={"LPDEST": "office"})
        self.expect_job(said, 1)
        self.server.command("lpadmin", "-d", "office")
        self.expect_job(self.bifolium(self.pdf, "--wait"), 1)
        said = self.bifolium("--list")
        self.judge.expect("office: The office (idle, default)\n" in said, f"it lists {said!r}")

    def refused(self):
        before = sorted(self.server.box.iterdir())
        self.bifolium(self.pdf, "--printer", "ofice", status=3, said=[UNKNOWN_PRINTER, "did you mean office?"])
        self.bifolium(self.pdf, "--printer", "elsewhere", status=3, said=[UNKNOWN_PRINTER, "known are bare, office"])
        self.bifolium(self.pdf, "--paper", "A5", status=3,
                      said=[CANNOT, "paper: iso_a4_210x297mm, iso_a3_297x420mm"])
        self.bifolium(self.pdf, "--tray", "tray-7", status=3, said=[CANNOT, "tray: top, bottom"])
        self.bifolium(self.pdf, "--paper", "letter", "--tray", "side", status=3,
                      said=["na_letter_8.5x11in", "side"])
        self.server.command("cupsreject", "-r", "holiday", "office")
        self.bifolium(self.pdf, status=3, said=[REFUSES, "holiday"])
        self.server.command("cupsaccept", "office")
        large = self.server.folder / "large.pdf"
        large.write_bytes(self.pdf.read_bytes() + b"%" + b"x" * 2_000_000)
        self.bifolium(large, status=3, said=[FAILED])
        queue = text_of(self.server.command("lpstat", "-o"))
        self.judge.expect(not queue, f"half a job is left in the queue: {queue}")
        text = self.server.folder / "text.pdf"
        text.write_text("no PDF", encoding="utf-8")
        self.bifolium(text, status=1, said=["BF7901"])
        self.bifolium(self.server.folder / "missing.pdf", status=3, said=["BF9001"])
        nobody = str(self.server.folder / "nobody")
        self.bifolium(self.pdf, status=3, said=[NO_SERVER, "No such file"], env={"CUPS_SERVER": nobody})
        self.bifolium("--list", status=3, said=[NO_SERVER], env={"CUPS_SERVER": "localhost:1"})
        for words in (["--copies", "0"], ["--copies", "10000"], ["--duplex", "on"], ["--paper", "A9"],
                      ["--tray", "a b"], ["--press", ""], ["--paper", "iso_a4_210x297mm} x={"]):
            self.bifolium(self.pdf, *words, status=2, said=[words[0]])
        self.bifolium(status=2, said=["--list"])
        time.sleep(0.5)
        self.judge.expect(sorted(self.server.box.iterdir()) == before, "something was printed all the same")

    def without_driver(self):
        said = self.bifolium(self.pdf, "--printer", "bare", "--tray", "top", said=[SILENT, "tray"])
        self.expect_job(said, 1)

    def ends(self):
        """Jobs that are canceled, given up, or wait for a printer that is stopped."""
        wait, refuse = self.server.box / "wait", self.server.box / "refuse"
        wait.touch()
        process = subprocess.Popen([self.program, "print", self.pdf, "--wait"], env=self.server.env,
                                   stderr=subprocess.PIPE, text=True)
        queue = lambda: text_of(self.server.command("lpstat", "-o"))
        self.server.wait_until(lambda: "office-" in queue(), "the job is not in the queue")
        time.sleep(0.5)
        self.judge.expect(process.poll() is None, "it doesn't wait")
        self.server.command("cancel", queue().split()[0])
        wait.unlink()
        _, said = process.communicate(timeout=30)
        self.judge.expect(process.returncode == 3 and ENDED in said and "canceled" in said,
                          f"canceled: status {process.returncode}, {said!r}")
        refuse.touch()
        self.bifolium(self.pdf, "--wait", status=3, said=[ENDED, "given up"])
        refuse.unlink()
        self.server.command("cupsenable", "office")
        self.server.command("cupsdisable", "-r", "paper jam", "office")
        said = self.bifolium(self.pdf, said=[STOPPED, "paper jam"])
        self.judge.expect("stopped" in self.bifolium("--list"), "it lists no stopped printer")
        self.server.command("cupsenable", "office")
        self.expect_job(said, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    given = parser.parse_args()
    root, program = given.root.resolve(), given.program.resolve()
    judge = Judge("print")
    # A socket's path has 107 bytes at most.
    with tempfile.TemporaryDirectory(prefix="bifolium-", dir="/tmp") as folder:
        pdf = Path(folder) / "leaflet of the clinic.pdf"
        made = run([program, "make", root / "content" / "leiomyosarcoma.xml", "-o", pdf, "--as-of", AS_OF])
        if made.returncode != 0:
            sys.exit(f"the leaflet was not made: {errors_of(made)}")
        with Server(root, Path(folder)) as server:
            prints = Prints(judge, server, program, pdf)
            prints.listed()
            prints.printed()
            prints.as_the_press_says()
            prints.default_printer()
            prints.refused()
            prints.without_driver()
            prints.ends()
    return judge.finish()


if __name__ == "__main__":
    sys.exit(main())
