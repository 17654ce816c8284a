#!/usr/bin/env python3
"""Makes all editions at once, as users do, and looks at what each edition promises on its pages.

    check_editions.py --root ROOT --program PROGRAM
"""

import argparse
import io
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    from PIL import Image, ImageChops
except ImportError:
    sys.exit("python3-pil is not installed for this Python; scripts/test installs Debian's")

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
from samples import AS_OF, Judge, errors_of, run, text_of  # noqa: E402

# Short enough for every edition, the pocket card among them.
SHORT = """<leaflet xmlns="urn:bifolium:content:1" xml:lang="en"><meta><title>%s</title>
<publisher>Riverside Clinic</publisher></meta>
<p>We are open every day.</p><contacts><contact><name>Desk</name><phone>020 7946 0123</phone></contact>
</contacts></leaflet>
"""
ARABIC = """<leaflet xmlns="urn:bifolium:content:1" xml:lang="en"><meta><title>T</title></meta>
<p>It says <foreign xml:lang="ar">\u0645\u0631\u062d\u0628\u0627</foreign>, in Urdu
<foreign xml:lang="ur">\u062e\u0648\u0634</foreign>.</p></leaflet>
"""
WRONG = """<leaflet xmlns="urn:bifolium:content:1" xml:lang="en"><meta><title>T</title></meta>
<p>See <xref to="nowhere"/>.</p></leaflet>
"""
# In the larger editions the head doesn't fit on its line.
LONG_HEAD = """<leaflet xmlns="urn:bifolium:content:1" xml:lang="en"><meta><title>T</title>
<short-title>A head that goes on for just as long as the larger letters leave room</short-title></meta>
<p>Text.</p><section><title>More</title><p>%s</p></section></leaflet>
""" % ("Text of the second page. " * 200)


class Editions:
    """A folder to work in, and what is expected there."""

    def __init__(self, judge, root, program, folder):
        self.judge, self.root, self.program, self.folder = judge, root, program, folder
        self.content = self.write("hours.xml", SHORT % "Hours")
        self.other = self.write("parking.xml", SHORT % "Parking")
        self.editions = self.listed("leaflet-a5")
        judge.expect(len(self.editions) > 4, f"leaflet-a5 has {self.editions}")

    def listed(self, layout):
        """The editions of a layout, the default first, as `bifolium layouts` lists them."""
        said = text_of(run([self.program, "layouts"])).split(f"{layout}: ")[1]
        names = []
        for line in said.splitlines()[1:]:
            if not line.startswith(" "):
                break
            if line.startswith("  --edition "):
                names.append(line.split()[1].rstrip(":"))
        return names

    def names(self, content, press=""):
        """Of the files of all editions."""
        return [f"{content.stem}{f'.{e}' if i else ''}{press}.pdf" for i, e in enumerate(self.editions)]

    def write(self, name, text):
        path = self.folder / "content" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def bifolium(self, *words, status=0):
        result = run([self.program, *words, "--as-of", AS_OF], cwd=self.folder)
        self.judge.expect(result.returncode == status,
                          f"{words}: status {result.returncode}, not {status}: {errors_of(result)}")
        return result

    def files(self, folder):
        return sorted(path.name for path in (self.folder / folder).glob("*"))

    def made_together_as_made_alone(self):
        self.bifolium("make", self.content, "--edition", "all", "-o", "together")
        names = self.names(self.content)
        self.judge.expect(self.files("together") == sorted(names), f"together are {self.files('together')}")
        for edition in self.editions:
            self.bifolium("make", self.content, "--edition", edition, "-o", "alone/")
        for name in names:
            same = (self.folder / "together" / name).read_bytes() == \
                (self.folder / "alone" / name).read_bytes()
            self.judge.expect(same, f"{name} differs when it is made alone")

    def with_press_copies(self):
        self.bifolium("make", self.content, self.other, "--edition", "all", "--press", "print-shop",
                      "-o", "pressed")
        names = [name for content in (self.content, self.other) for press in ("", ".print-shop")
                 for name in self.names(content, press)]
        self.judge.expect(self.files("pressed") == sorted(names), f"pressed are {self.files('pressed')}")

    def several_contents(self):
        result = self.bifolium("make", self.content, self.other, "--edition", "all", "-o", "several",
                               "--progress")
        said = errors_of(result).splitlines()
        count = 2 * len(self.editions)
        self.judge.expect(len(said) == count and said[-1] == f"making {self.other}, {self.editions[-1]} "
                          f"({count} of {count})", f"progress says {said}")
        self.judge.expect(len(self.files("several")) == count, f"several are {self.files('several')}")

    def faults(self):
        wrong = self.write("wrong.xml", WRONG)
        result = self.bifolium("make", self.content, wrong, "--edition", "all", "-o", "half", status=1)
        said = errors_of(result)
        self.judge.expect(said.count("BF1151") == 1, f"one fault is said {said.count('BF1151')} times")
        # What can't be read has no editions.
        made = len(self.editions)
        self.judge.expect(said.endswith(f"1 error; {made} of {made + 1} files written\n"),
                          f"it ends: {said[-80:]}")
        self.judge.expect(len(self.files("half")) == made, f"half are {self.files('half')}")

        checked = self.bifolium("check", self.content, "--edition", "all")
        lines = text_of(checked).splitlines()
        wanted = [f"{self.content}{f', {e}' if i else ''}: no errors" for i, e in enumerate(self.editions)]
        self.judge.expect(lines == wanted, f"check says {lines}")

        long_head = self.write("long.xml", LONG_HEAD)
        checked = self.bifolium("check", long_head, "--edition", "all", status=1)
        said = errors_of(checked)
        self.judge.expect("in the edition giant-print:\n" in said and "standard" not in said,
                          f"the finding names no edition, or another: {said}")

    def refused(self):
        taken = self.write("hours.large-print.xml", SHORT % "Hours")
        before = self.files(".")
        result = self.bifolium("make", self.content, taken, "--edition", "all", status=2)
        self.judge.expect("BF9101" in errors_of(result), f"one name for two: {errors_of(result)}")
        self.judge.expect(self.files(".") == before, "something was made all the same")
        (self.folder / "file").write_text("x", encoding="utf-8")
        result = self.bifolium("make", self.content, "--edition", "all", "-o", "file", status=2)
        self.judge.expect("BF9103" in errors_of(result), f"a file is no folder: {errors_of(result)}")
        result = self.bifolium("dump", "--stage", "pages", self.content, "--edition", "all", status=1)
        self.judge.expect("BF1345" in errors_of(result), "dump takes one edition")
        self.bifolium("batch", "--matrix", f"content={self.content} edition=all", "-o", "b", status=1)

    def joined_letters(self):
        arabic = self.write("arabic.xml", ARABIC)
        self.bifolium("check", arabic, "--edition", "dyslexia-friendly")

    def pages(self, layout, edition):
        name = f"{layout}.{edition}.pdf"
        self.bifolium("make", self.root / "content" / "leiomyosarcoma.xml", "-l", layout,
                      "--edition", edition, "-o", name)
        drawn = run(["pdftoppm", "-r", "30", "-png", self.folder / name, self.folder / name])
        self.judge.expect(drawn.returncode == 0, errors_of(drawn))
        paths = sorted(self.folder.glob(f"{name}-*.png"))
        self.judge.expect(len(paths) > 1, f"{name} has no pages")
        return [Image.open(path).convert("RGB") for path in paths]

    def colors(self):
        layouts = ["leaflet-a5", "leaflet-a5-riverside", "leaflet-half-letter", "handout-a4",
                   "handout-letter"]
        for layout in layouts:
            for number, page in enumerate(self.pages(layout, "black-and-white"), 1):
                red, green, blue = page.split()
                gray = not ImageChops.difference(red, green).getbbox() and \
                    not ImageChops.difference(green, blue).getbbox()
                self.judge.expect(gray, f"{layout}, page {number}: not black and white")
                corner = page.getpixel((page.width - 2, 2))
                self.judge.expect(corner == (255, 255, 255), f"{layout}, page {number}: a tint")
            for number, page in enumerate(self.pages(layout, "dyslexia-friendly"), 1):
                corners = [page.getpixel((x, y)) for x in (1, page.width - 3)
                           for y in (1, page.height - 3)]
                self.judge.expect(set(corners) == {(0xFB, 0xF5, 0xE6)},
                                  f"{layout}, page {number}: corners are {corners}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    given = parser.parse_args()
    judge = Judge("editions")
    with tempfile.TemporaryDirectory(prefix="bifolium-editions-") as folder:
        editions = Editions(judge, given.root.resolve(), given.program.resolve(), Path(folder))
        editions.made_together_as_made_alone()
        editions.with_press_copies()
        editions.several_contents()
        editions.faults()
        editions.refused()
        editions.joined_letters()
        editions.colors()
    return judge.finish()


if __name__ == "__main__":
    sys.exit(main())
