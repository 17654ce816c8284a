"""The pictures of the guides: made from their recipes, or held against what the program makes today."""

import argparse
import io
import os
import sys
import tempfile
from pathlib import Path

try:
    from PIL import Image, ImageChops, ImageFilter, ImageStat
except ImportError:
    sys.exit("python3-pil is not installed for this Python; scripts/test installs Debian's")

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
from samples import AS_OF, Judge, errors_of, run  # noqa: E402
from values import values_file  # noqa: E402

DPI = 96
COLORS = 48
MOST_BYTES = 60_000
GROUND = (201, 208, 212)
FOLD = (225, 229, 232)
EDGE = 10  # pixels of ground around pages
# Blurred by 2 pixels, a page drawn by another version of Poppler differs from ours by far less; another
# word in the place of one of five letters differs by 60 levels of 255 (as in tests/judges).
MEAN_LIMIT = 3.0
PEAK_LIMIT = 55


class Recipe:
    """One line of docs/images/guide/recipes.txt: NAME CONTENT [layout=…] [edition=…,…] [pages=1,2]
    [top=MM] [bottom=MM] [dpi=N] [press=NAME]. The pages of each edition follow each other; top and bottom
    are where a page is cut, from its top edge. With press they are the sides of its sheets. pages=1|3,2 puts
    pages that a comma joins side by side without a gap, as panels of a folded sheet lie."""

    def __init__(self, line):
        self.name, self.content, *rest = line.split()
        self.options = dict(word.split("=", 1) for word in rest)
        unknown = set(self.options) - {"layout", "edition", "pages", "top", "bottom", "dpi", "press"}
        if unknown:
            sys.exit(f"recipes.txt: {self.name}: unknown: {', '.join(sorted(unknown))}")
        self.dpi = int(self.options.get("dpi", DPI))

    def draw(self, root, program, folder):
        """The picture, or what went wrong."""
        pages = []
        for edition in self.options.get("edition", "").split(","):
            fault = self.draw_edition(root, program, folder, edition, pages)
            if fault:
                return None, fault
        return side_by_side(pages), None

    def draw_edition(self, root, program, folder, edition, pages):
        """Adds the pages of one edition; what went wrong, or None."""
        examples = root / "docs" / "examples"
        content = examples / self.content
        pdf = Path(folder) / f"{self.name}.pdf"
        command = [program, "make", content, "-o", pdf, "--as-of", AS_OF]
        if "layout" in self.options:
            command += ["-l", self.options["layout"]]
        if edition:
            command += ["--edition", edition]
        if "press" in self.options:
            command += ["--press", self.options["press"]]
        if values_file(content):
            command += ["--values", values_file(content)]
        made = run(command, env={**os.environ, "SOURCE_DATE_EPOCH": "0"})
        if made.returncode != 0:
            return errors_of(made)
        if "press" in self.options:
            pdf = Path(folder) / f"{self.name}.{self.options['press']}.pdf"
        wanted = self.options.get("pages", "1")
        groups = wanted.split("|") if "|" in wanted else wanted.split(",")
        for group in groups:
            joined = []
            for number in group.split(","):
                drawn = run(["pdftoppm", "-r", self.dpi, "-f", number, "-l", number, "-png", pdf])
                if drawn.returncode != 0 or not drawn.stdout:
                    return f"there is no page {number}: {errors_of(drawn)}"
                joined.append(self.cut(Image.open(io.BytesIO(drawn.stdout)).convert("RGB")))
            pages.append(join(joined))
        return None

    def cut(self, page):
        def pixels(name, default):
            return round(int(self.options[name]) * self.dpi / 25.4) if name in self.options else default
        return page.crop((0, pixels("top", 0), page.width, pixels("bottom", page.height)))


def join(panels):
    """Panels as they lie beside each other, a fold between them."""
    picture = Image.new("RGB", (sum(panel.width for panel in panels), max(panel.height for panel in panels)), "white")
    x = 0
    for panel in panels:
        picture.paste(panel, (x, 0))
        if x:
            picture.paste(FOLD, (x, 0, x + 1, picture.height))
        x += panel.width
    return picture


def side_by_side(pages):
    width = sum(page.width for page in pages) + EDGE * (len(pages) + 1)
    height = max(page.height for page in pages) + 2 * EDGE
    picture = Image.new("RGB", (width, height), GROUND)
    x = EDGE
    for page in pages:
        picture.paste(page, (x, EDGE))
        x += page.width + EDGE
    return picture


def difference(old, new):
    """A sentence, or None where the two show the same."""
    if old.size != new.size:
        return f"is {old.size} pixels, today's is {new.size}"
    blur = ImageFilter.GaussianBlur(2)
    gray = [image.convert("L").filter(blur) for image in (old, new)]
    change = ImageChops.difference(*gray)
    mean, peak = ImageStat.Stat(change).mean[0], change.getextrema()[1]
    if mean > MEAN_LIMIT or peak > PEAK_LIMIT:
        return f"differs from today's: mean {mean:.1f}, peak {peak}"
    return None


def recipes(folder):
    lines = (folder / "recipes.txt").read_text(encoding="utf-8").splitlines()
    return [Recipe(line) for line in lines if line.strip() and not line.startswith("#")]


def compare(judge, path, picture):
    if not judge.expect(path.exists(), f"{path} is missing; scripts/update-docs makes it"):
        return None
    with Image.open(path) as old:
        return difference(old.convert("RGB"), picture)


def pictures(root, program, update):
    judge = Judge("pictures")
    folder = root / "docs" / "images" / "guide"
    wanted = recipes(folder)
    with tempfile.TemporaryDirectory() as work:
        for recipe in wanted:
            path = folder / f"{recipe.name}.png"
            picture, fault = recipe.draw(root, program, work)
            if not judge.expect(fault is None, f"{path.name}: {fault}"):
                continue
            if update and (not path.exists() or compare(judge, path, picture)):
                picture.quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)
                print(f"made {path.name}, {path.stat().st_size} bytes")
            said = compare(judge, path, picture)
            judge.expect(said is None, f"{path.name} {said}; scripts/update-docs makes it anew")
            if path.exists():
                judge.expect(path.stat().st_size <= MOST_BYTES,
                             f"{path.name} has {path.stat().st_size} bytes, over {MOST_BYTES}")
    extra = {path.stem for path in folder.glob("*.png")} - {recipe.name for recipe in wanted}
    judge.expect(not extra, f"pictures without a recipe: {', '.join(sorted(extra))}")
    return judge.finish()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--update", action="store_true", help="make anew what no longer fits")
    arguments = parser.parse_args()
    return pictures(arguments.root.resolve(), arguments.program.resolve(), arguments.update)


if __name__ == "__main__":
    sys.exit(main())
