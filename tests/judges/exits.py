"""Every exit status that can be brought about from outside, and that nothing is half written."""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from samples import AS_OF, Judge, errors_of, obeying_modes, run, text_of


class Place:
    """A temporary folder with content and data of its own."""

    def __init__(self, root, folder):
        self.folder = Path(folder)
        self.data = self.folder / "data"
        for name in ("layouts", "fonts"):
            shutil.copytree(root / name, self.data / name)
        (self.folder / "in").mkdir()
        self.content = self.folder / "in" / "leaflet.xml"
        shutil.copy(root / "content" / "leiomyosarcoma.xml", self.content)
        self.out = self.folder / "out"
        self.out.mkdir()


def expect(judge, name, result, status, says=""):
    judge.expect(result.returncode == status,
                 f"{name}: exit status {result.returncode}, expected {status}\n{errors_of(result)}")
    judge.expect(says in errors_of(result), f"{name}: does not say {says!r}:\n{errors_of(result)}")
    judge.expect("terminate called" not in errors_of(result), f"{name}: it crashed")


def expect_empty(judge, name, folder):
    left = [p.name for p in folder.iterdir()]
    judge.expect(not left, f"{name}: left behind: {left}")


def usage(judge, program, place):
    for name, arguments, says in [
        ("no command", [], "make"),
        ("make without content", ["make"], "bifolium make --help"),
        ("unknown command", ["mkae", "x.xml"], "did you mean make?"),
        ("unknown option", ["make", "x.xml", "--editoin=large"], "did you mean --edition?"),
        ("bad date", ["make", "x.xml", "--as-of", "2026-02-30"], "is not a date"),
        ("bad form", ["make", "x.xml", "--diagnostics", "xml"], "--diagnostics"),
        ("a value without =", ["make", "x.xml", "--set", "name"], "NAME=VALUE"),
        ("a press without a name", ["make", "x.xml", "--press", ""], "--press: it is empty"),
        ("standard output", ["make", place.content, "-o", "-"], "BF9110"),
        ("unknown stage", ["dump", "--stage", "ink", "x.xml"], "is no stage"),
        ("two results of one name", ["make", "a/x.xml", "b/x.xml"], "BF9101"),
        ("overwriting the content", ["make", place.content, "-o", place.content], "BF9102"),
    ]:
        before = place.content.read_bytes()
        result = run([program, *arguments], cwd=place.out)
        expect(judge, name, result, 2, says)
        judge.expect(place.content.read_bytes() == before, f"{name}: changed its input")
        expect_empty(judge, name, place.out)
    env = {**os.environ, "SOURCE_DATE_EPOCH": "yesterday"}
    expect(judge, "bad SOURCE_DATE_EPOCH",
           run([program, "make", place.content, "-o", f"{place.out}/"], env=env), 2, "BF9106")
    for arguments in (["--help"], ["--version"], ["make", "--help"], ["inspect", "--help"]):
        expect(judge, str(arguments), run([program, *arguments]), 0)


def wrong_input(judge, program, place):
    env = {**os.environ, "BIFOLIUM_DATA": str(place.data)}
    good = place.content.read_text(encoding="utf-8")
    catalogue = place.data / "fonts" / "catalogue.xml"
    fonts = catalogue.read_text(encoding="utf-8")
    for name, text, more, says in [
        ("ill-formed XML", good.replace("</p>", "</q>", 1), [], "leaflet.xml:"),
        ("a dangling reference", good.replace('to="symptoms"', 'to="dose"', 1), [], "dose"),
        ("an expired leaflet", good, ["--as-of", "2031-01-01"], "2029-11-01"),
        ("an unknown layout", good, ["-l", "leaflet-a9"], "leaflet-a9"),
        ("an unknown edition", good, ["--edition", "tiny"], "tiny"),
    ]:
        place.content.write_text(text, encoding="utf-8")
        more = more if "--as-of" in more else [*more, "--as-of", AS_OF]
        command = [program, "make", place.content, "-o", f"{place.out}/", *more]
        expect(judge, name, run(command, env=env), 1, says)
        expect_empty(judge, name, place.out)
    place.content.write_text(good, encoding="utf-8")
    judge.expect("NotoSans-Regular.ttf" in fonts, "the catalogue names no NotoSans-Regular.ttf")
    catalogue.write_text(fonts.replace("NotoSans-Regular.ttf", "Absent.ttf"), encoding="utf-8")
    command = [program, "make", place.content, "-o", f"{place.out}/", "--as-of", AS_OF]
    expect(judge, "a missing font", run(command, env=env), 1, "Absent.ttf")
    expect_empty(judge, "a missing font", place.out)
    catalogue.write_text(fonts, encoding="utf-8")
    expired = [program, "make", place.content, "-o", place.out / "old.pdf", "--as-of", "2031-01-01",
               "--allow-expired"]
    expect(judge, "--allow-expired", run(expired, env=env), 0)
    (place.out / "old.pdf").unlink(missing_ok=True)
    broken = place.folder / "broken.pdf"
    broken.write_bytes(b"This is no PDF.")
    expect(judge, "inspect of no PDF", run([program, "inspect", broken]), 1, "BF7901")


def limit_file_size():
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def system_faults(judge, program, place):
    make = [program, "make", place.content, "--as-of", AS_OF, "-o"]
    blocker = place.folder / "file"
    blocker.write_text("a file", encoding="utf-8")
    expect(judge, "a target below a file", run([*make, blocker / "x.pdf"]), 3, "BF9104")
    expect(judge, "a file as the folder", run([*make, f"{blocker}/"]), 3, "BF9104")
    judge.expect(blocker.read_text(encoding="utf-8") == "a file", "a file was overwritten")
    expect(judge, "a missing content",
           run([program, "make", place.folder / "none.xml", "-o", f"{place.out}/"]), 3, "none.xml")
    expect(judge, "a missing PDF", run([program, "inspect", place.folder / "none.pdf"]), 3, "BF9001")
    old = place.out / "leaflet.pdf"
    old.write_bytes(b"what stood there")
    result = run([*make, f"{place.out}/"], preexec_fn=limit_file_size)
    expect(judge, "a file that may not grow", result, 3, "BF9002")
    judge.expect(old.read_bytes() == b"what stood there", "a failed write changed the old file")
    old.unlink()
    expect_empty(judge, "a file that may not grow", place.out)
    with open("/dev/full", "wb") as full:
        status = subprocess.run([program, "layouts"], stdout=full, stderr=subprocess.PIPE,
                                check=False)
        judge.expect(status.returncode == 3, f"/dev/full: exit status {status.returncode}")
    no_permission(judge, program, place)
    full_disk(judge, program, place)


def no_permission(judge, program, place):
    command = [program, "make", place.content, "--as-of", AS_OF, "-o", f"{place.out}/"]
    os.chmod(place.out, 0o555)
    result = run(obeying_modes(command))
    expect(judge, "no permission", result, 3, "BF9002")
    os.chmod(place.out, 0o755)
    expect_empty(judge, "no permission", place.out)


def full_disk(judge, program, place):
    """A small tmpfs where mounting works; where not, the file size limit above has to do."""
    script = ('mount -t tmpfs -o size=8k none "$1" || exit 77; shift; "$@"; status=$?; '
              'ls -A "$OUT" >&2; exit $status')
    env = {**os.environ, "OUT": str(place.out)}
    result = run(["unshare", "-m", "sh", "-c", script, "sh", place.out, program, "make",
                  place.content, "--as-of", AS_OF, "-o", place.out / "x.pdf"], env=env)
    if result.returncode == 77 or "unshare" in errors_of(result):
        print("left out: a full disk (mounting is not allowed here)")
        return
    expect(judge, "a full disk", result, 3, "BF9002")
    judge.expect("x.pdf" not in errors_of(result).splitlines()[-1], "a full disk: half a file")


def exits(root, program, folder):
    judge = Judge("exits")
    for check in (usage, wrong_input, system_faults):
        with tempfile.TemporaryDirectory() as temporary:
            check(judge, program, Place(root, temporary))
    return judge.finish()
