"""Poppler and MuPDF have to draw the same picture: what one viewer shows, all show."""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

try:
    from PIL import Image, ImageChops, ImageFilter, ImageStat
except ImportError:
    sys.exit("python3-pil is not installed for this Python; scripts/test installs Debian's")

from samples import JOBS, Judge, errors_of, load_samples, run

DPI = 60
# The two smooth edges differently. Blurred by 2 pixels, pages of text differ by 49 levels of 255 at
# most, the corners of black bars by 58, and another word in the place of one of five letters by 60 (all
# measured).
MEAN_LIMIT = 4.0
# Debian builds MuPDF without colour management, and MuPDF says so for each file with a profile.
NO_ICC = "warning: ICC support is not available"
PEAK_LIMIT = 58


def draw(pdf, folder):
    """Pages as Poppler and as MuPDF draw them; or what went wrong."""
    poppler = run(["pdftoppm", "-r", DPI, "-gray", pdf, folder / "p"])
    mupdf = run(["mutool", "draw", "-q", "-r", DPI, "-c", "gray", "-o", folder / "m-%d.pgm", pdf])
    for result in (poppler, mupdf):
        said = errors_of(result).replace(NO_ICC, "").strip()
        if result.returncode != 0 or said:
            return None, None, said or "failed without a word"
    number = lambda path: int(path.stem.split("-")[1])
    return (sorted(folder.glob("p-*.pgm"), key=number), sorted(folder.glob("m-*.pgm"), key=number),
            None)


def compare(first, second):
    """(mean, peak) difference, or a sentence."""
    with Image.open(first) as a, Image.open(second) as b:
        a, b = a.convert("L"), b.convert("L")
        if abs(a.width - b.width) > 1 or abs(a.height - b.height) > 1:
            return f"{a.size} against {b.size} pixels"
        size = (min(a.width, b.width), min(a.height, b.height))
        blur = ImageFilter.GaussianBlur(2)
        a, b = (i.crop((0, 0, *size)).filter(blur) for i in (a, b))
        difference = ImageChops.difference(a, b)
        blank = ImageStat.Stat(a).extrema[0][0] == 255
        return ImageStat.Stat(difference).mean[0], difference.getextrema()[1], blank


def judge_one(pdf):
    complaints = []
    with tempfile.TemporaryDirectory() as folder:
        first, second, fault = draw(pdf, Path(folder))
        if fault:
            return [f"{pdf}: {fault}"]
        if len(first) != len(second) or not first:
            return [f"{pdf}: Poppler draws {len(first)} pages, MuPDF {len(second)}"]
        for number, (a, b) in enumerate(zip(first, second), 1):
            result = compare(a, b)
            if isinstance(result, str):
                complaints.append(f"{pdf} page {number}: {result}")
                continue
            mean, peak, blank = result
            if mean > MEAN_LIMIT or peak > PEAK_LIMIT:
                complaints.append(f"{pdf} page {number}: mean {mean:.1f}, peak {peak}")
            if blank and number == 1:
                complaints.append(f"{pdf}: the first page is blank")
    return complaints


def rendering(root, program, folder):
    judge = Judge("rendering")
    files = [s["pdf"] for s in load_samples(folder)]
    with ThreadPoolExecutor(JOBS) as pool:
        for complaints in pool.map(judge_one, files):
            judge.checked += 1
            for complaint in complaints:
                judge.complain(complaint)
    return judge.finish()
