"""What the judges share: the samples, how to run a program, and how to report."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from values import values_file

AS_OF = "2026-11-01"  # Samples must not expire under test.
JOBS = 2


def obeying_modes(command):
    """The command, run so that the modes of files hold for root too, who may else read and write anything."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *command]


class Judge:
    """Collects complaints; `finish` prints them and gives the exit status."""

    def __init__(self, name):
        self.name = name
        self.complaints = []
        self.checked = 0

    def complain(self, text):
        self.complaints.append(text)

    def expect(self, condition, text):
        self.checked += 1
        if not condition:
            self.complain(text)
        return condition

    def finish(self):
        for complaint in self.complaints[:200]:
            print(complaint)
        print(f"{self.name}: {self.checked} checks, {len(self.complaints)} complaints")
        if self.checked == 0:
            print(f"{self.name}: nothing was checked, so nothing is proved")
            return 1
        return 1 if self.complaints else 0


def run(command, **more):
    """Runs a command; its output as text. A missing program is a failure, not a skip."""
    try:
        return subprocess.run(
            [str(c) for c in command], capture_output=True, check=False, **more
        )
    except FileNotFoundError:
        sys.exit(f"{command[0]} is not installed; scripts/test installs what the tests need")


def text_of(result):
    return result.stdout.decode("utf-8", "replace")


def errors_of(result):
    return result.stderr.decode("utf-8", "replace")


def contents(root):
    """All content files that are meant to be right."""
    found = []
    for folder in ("content", "tests/content", "bench/content"):
        found += sorted((root / folder).glob("*.xml"))
    return found


def layouts(program):
    """(layout, edition) of all shipped layouts, the default edition as None."""
    result = run([program, "layouts"])
    if result.returncode != 0:
        sys.exit(f"bifolium layouts failed: {errors_of(result)}")
    found, layout = [], None
    for line in text_of(result).splitlines():
        if not line.startswith(" "):
            layout = line.split(":")[0]
            found.append((layout, None))
        elif line.startswith("  --edition") and not line.endswith("(default)"):
            found.append((layout, line.split()[1].rstrip(":")))
    if not found:
        sys.exit("bifolium layouts names no layout")
    return found


# Every content is made in these; the other editions draw with the same code, and a few contents show
# what is their own.
WHOLE_EDITIONS = (None, "large-print")
# One folded sheet: what doesn't fit on it is refused by its own code, and is no sample.
FOLDED_EDITIONS = ("tri-fold", "pocket-card")
TOO_LONG_FOR_SHEET = "BF5012"


def contents_in(root, edition):
    if edition in WHOLE_EDITIONS:
        return contents(root)
    return [*sorted((root / "content").glob("*.xml")), root / "tests" / "content" / "kitchen-sink.xml"]


# No shipped family has CFF outlines, so two are drawn, one of them CID-keyed, and set where a layout has
# the text family.
CFF_FAMILY = """
  <family name="Squares" scripts="Latn" chain="sans">
    <face weight="400" file="squares-cff.otf"/>
    <fallback family="Noto Sans"/>
  </family>
  <family name="Squares CID" scripts="Latn" chain="sans">
    <face weight="400" file="squares-cid.otf"/>
    <fallback family="Noto Sans"/>
  </family>
</catalogue>"""
CFF_LAYOUT = """<layout xmlns="urn:bifolium:layout:1" name="squares" title="Text in a CFF face"
        extends="leaflet-a5">
  <style match="p" family="Squares"/>
  <style match="item" family="Squares CID"/>
</layout>
"""


def fits(program, path, layout, edition):
    """Whether a content goes on the folded sheet; any other fault is left for the making to show."""
    values = [] if values_file(path) is None else ["--values", values_file(path)]
    said = run([program, "check", path, "-l", layout, "--edition", edition, "--as-of", AS_OF, *values])
    return TOO_LONG_FOR_SHEET not in errors_of(said)


def make_cff_samples(judge, root, program, folder):
    """Makes some contents in faces with CFF outlines, which have letters but no digits."""
    target, data = folder / "squares", folder / "squares-data"
    shutil.copytree(root / "layouts", data / "layouts", dirs_exist_ok=True)
    (data / "layouts" / "squares.xml").write_text(CFF_LAYOUT, encoding="utf-8")
    (data / "fonts").mkdir(exist_ok=True)
    catalogue = (root / "fonts" / "catalogue.xml").read_text(encoding="utf-8")
    (data / "fonts" / "catalogue.xml").write_text(catalogue.replace("</catalogue>", CFF_FAMILY),
                                                  encoding="utf-8")
    for name, option in (("squares-cff.otf", []), ("squares-cid.otf", ["--cid-keyed"])):
        drawn = run([sys.executable, root / "tests" / "fixtures" / "fonts" / "make_squares_cff.py",
                     data / "fonts" / name, *option])
        judge.expect(drawn.returncode == 0, f"the CFF font was not drawn: {errors_of(drawn)}")
    paths = [root / "tests" / "content" / name for name in ("text.xml", "kitchen-sink.xml")]
    result = run([program, "make", *paths, "-l", "squares", "-o", f"{target}/", "--as-of", AS_OF,
                  "--fonts", data / "fonts"], env={**os.environ, "BIFOLIUM_DATA": str(data)})
    judge.expect(result.returncode == 0,
                 f"squares: exit status {result.returncode}\n{errors_of(result)}")
    made = []
    for content in paths:
        pdf = target / (content.stem + ".pdf")
        facts = inspect(program, pdf) if pdf.exists() else None
        if judge.expect(facts is not None, f"{pdf} was not made"):
            cff = [font for font in facts["fonts"] if font["subtype"] == "CIDFontType0"]
            judge.expect(len(cff) == 2, f"{pdf} has not two CFF faces, but {facts['fonts']}")
            made.append({"content": str(content), "layout": "squares", "edition": None,
                         "pdf": str(pdf)})
    return made


def make_samples(root, program, folder):
    """Makes the contents in every layout and edition, and some in a CFF face; writes
    samples.json."""
    judge = Judge("samples")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*/*.pdf"):
        old.unlink()
    samples = []
    for layout, edition in layouts(program):
        target = folder / (layout + (f".{edition}" if edition else ""))
        paths = contents_in(root, edition)
        if edition in FOLDED_EDITIONS:
            paths = [path for path in paths if fits(program, path, layout, edition)]
            judge.expect(paths, f"{layout} {edition}: nothing fits")
        plain = [path for path in paths if values_file(path) is None]
        personal = [path for path in paths if values_file(path) is not None]
        judge.expect(personal, "no sample has values")
        for some, more in ([(plain, [])] if plain else []) + [([p], ["--values", values_file(p)]) for p in personal]:
            command = [program, "make", *some, "-l", layout, "-o", f"{target}/", "--as-of", AS_OF]
            if edition:
                command += ["--edition", edition]
            result = run([*command, *more])
            judge.expect(
                result.returncode == 0,
                f"{layout} {edition or ''}: exit status {result.returncode}\n{errors_of(result)}",
            )
        for content in paths:
            pdf = target / (content.stem + (f".{edition}" if edition else "") + ".pdf")
            if judge.expect(pdf.exists(), f"{pdf} was not made"):
                samples.append({"content": str(content), "layout": layout, "edition": edition,
                                "pdf": str(pdf)})
    samples += make_cff_samples(judge, root, program, folder)
    (folder / "samples.json").write_text(json.dumps(samples, indent=1), encoding="utf-8")
    return judge.finish()


def load_samples(folder):
    return json.loads((folder / "samples.json").read_text(encoding="utf-8"))


def inspect(program, pdf):
    result = run([program, "inspect", pdf, "--json"])
    if result.returncode != 0:
        return None
    return json.loads(text_of(result))


def default_folder(root):
    return Path(root) / "build" / "dev" / "samples"
