#!/usr/bin/env python3
"""Makes press copies as a user would, and holds them to their reading copies: the same layout, the same structure, every
page once, in its place and upright, as a renderer of other people's making sees it; boxes and marks to a hundredth of a
millimeter; PDF/X-4; and separations as Ghostscript makes them."""

import argparse
import json
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
import kinds  # noqa: E402
import pdfx  # noqa: E402
from pdf_objects import Pdf, text  # noqa: E402
from PIL import Image, ImageChops, ImageFilter  # noqa: E402
from samples import AS_OF, Judge, errors_of, run, text_of  # noqa: E402
from structure import forms, parent_tree_faults, press_tree, reading_tree  # noqa: E402
from values import values_file  # noqa: E402

MM = 72 / 25.4
DPI = 50
# What a product can say no with: too many words for its panels, creep, sheet, marks.
REFUSALS = {"BF5010", "BF5012", "BF5014", "BF5016", "BF6002", "BF6003", "BF6004"}


class Checker:
    def __init__(self, root, program, folder):
        self.root, self.program, self.folder = root, program, folder
        self.judge = Judge("press")

    def make(self, content, layout, edition, press, out):
        """The two files, or None where the program says why not."""
        command = [self.program, "make", content, "-l", layout, "--press", press, "-o", f"{out}/", "--as-of", AS_OF]
        command += ["--edition", edition] if edition else []
        command += ["--values", values_file(content)] if values_file(content) else []
        result = run(command)
        name = f"{content.stem} in {layout} {edition or ''} as {press}"
        stem = content.stem + (f".{edition}" if edition else "")
        reading, copy = out / f"{stem}.pdf", out / f"{stem}.{press}.pdf"
        if result.returncode == 1:
            codes = set(re.findall(r"error\[(BF\d+)\]", errors_of(result)))
            self.judge.expect(codes and codes <= REFUSALS, f"{name}: refused with {errors_of(result)}")
            self.judge.expect(not reading.exists() and not copy.exists(), f"{name}: refused, and yet written")
            return None
        if not self.judge.expect(result.returncode == 0, f"{name}: {result.returncode}\n{errors_of(result)}"):
            return None
        return name, reading, copy

    def check(self, content, layout, edition, press, render):
        """Makes and checks one; says whether it was made."""
        out = self.folder / f"{Path(layout).stem}.{edition or 'standard'}.{press}"
        made = self.make(content, layout, edition, press, out)
        if made is None:
            return False
        name, reading_path, copy_path = made
        expect = self.judge.expect
        for path in (reading_path, copy_path):
            expect(run(["qpdf", "--check", path]).returncode == 0, f"{path}: qpdf finds faults")
        reading, copy = Pdf(reading_path), Pdf(copy_path)
        hashes = [text(pdf.info.get("/BifoliumLayout")) for pdf in (reading, copy)]
        expect(hashes[0] == hashes[1] and re.fullmatch("[0-9a-f]{64}", hashes[0] or ""), f"{name}: layouts {hashes}")
        expect(reading_tree(reading) == press_tree(copy), f"{name}: another structure")
        expect(reading.catalog["/Lang"] == copy.catalog["/Lang"], f"{name}: another language")
        for key in ("/Title", "/Author", "/Subject", "/Keywords", "/CreationDate"):
            expect(reading.info.get(key) == copy.info.get(key), f"{name}: another {key}")
        for fault in parent_tree_faults(copy):
            expect(False, f"{name}: {fault}")
        count = len(reading.pages())
        found = forms(copy)
        expect(sorted(found) == list(range(1, count + 1)), f"{name}: pages {sorted(found)} of {count}")
        expect(all(len(references) == 1 for references in found.values()), f"{name}: a page is two forms")
        painted = self.painted(copy)
        once = {f"P{number}" for number in range(1, count + 1)}
        expect(all(painted.count(form) == 1 for form in once), f"{name}: painted {painted}")
        self.check_bytes(name, reading, copy, found)
        self.check_boxes(name, copy)
        if render:
            self.check_pictures(name, reading_path, reading, copy_path, copy)
        return True

    def check_bytes(self, name, reading, copy, found):
        """In the inks of the screen, a form is the reading copy's page to the byte."""
        if copy.catalog.get("/OutputIntents"):
            return
        for number, page in enumerate(reading.pages(), 1):
            form = next(iter(found[number]))
            self.judge.expect(copy.stream(form) == reading.stream(page["/Contents"]), f"{name}: page {number} is drawn anew")

    @staticmethod
    def painted(copy):
        names = []
        for page in copy.pages():
            names += [name.decode() for name in re.findall(rb"/([PR]\d+) Do", copy.stream(page["/Contents"]))]
        return names

    def check_boxes(self, name, copy):
        for page in copy.pages():
            media, bleed, trim = (copy.box(page, box) for box in ("/MediaBox", "/BleedBox", "/TrimBox"))
            inside = all(media[i] <= bleed[i] <= trim[i] and trim[i + 2] <= bleed[i + 2] <= media[i + 2] for i in (0, 1))
            self.judge.expect(inside, f"{name}: boxes {media} {bleed} {trim}")
            self.judge.expect("/Annots" not in page, f"{name}: annotations on a sheet")

    def placements(self, copy, page):
        """(form, matrix, clip) of every page on a side, from its content stream."""
        number = rb"(-?[\d.]+)"
        pattern = rb"q\n" + rb" ".join([number] * 4) + rb" re W n\n" + rb" ".join([number] * 6) + rb" cm\n/([PR]\d+) Do\nQ"
        for match in re.finditer(pattern, copy.stream(page["/Contents"])):
            values = [float(value) for value in match.groups()[:10]]
            yield match[11].decode(), values[4:], values[:4]

    def check_pictures(self, name, reading_path, reading, copy_path, copy):
        """Each page on each side looks as the reading copy's page does, inside the trim."""
        pages = self.pictures(reading_path)
        boxes = [reading.box(page, "/MediaBox") for page in reading.pages()]
        for picture, side in zip(self.pictures(copy_path), copy.pages()):
            height = copy.box(side, "/MediaBox")[3]
            for form, (a, _, _, d, e, f), clip in self.placements(copy, side):
                index = int(form[1:]) - 1
                x0, y0, x1, y1 = boxes[index]
                corners = [(a * x + e, d * y + f) for x, y in ((x0, y0), (x1, y1))]
                left, right = sorted(corner[0] for corner in corners)
                low, high = sorted(corner[1] for corner in corners)
                expected = pages[index].rotate(180) if a < 0 else pages[index]
                box = [round(value * DPI / 72) for value in (left, height - high, right, height - low)]
                expected = expected.resize((box[2] - box[0], box[3] - box[1]))
                seen = picture.crop(box)
                # A pixel at the edges is half a neighbour's, or cut off at the spine where pages creep.
                inner = (3, 3, seen.width - 3, seen.height - 3)
                # Letters stand a part of a pixel beside where they stood: what is compared is where there is ink.
                seen, expected = (image.crop(inner).filter(ImageFilter.GaussianBlur(2)) for image in (seen, expected))
                difference = ImageChops.difference(seen, expected).convert("L")
                strong = sum(difference.histogram()[70:])
                self.judge.expect(strong <= seen.width * seen.height // 100,
                                  f"{name}: {form} does not look like page {index + 1}: {strong} pixels differ")

    def pictures(self, path):
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        result = run(["pdftoppm", "-r", DPI, "-png", path, folder / "p"])
        self.judge.expect(result.returncode == 0, f"{path}: {errors_of(result)}")
        return [Image.open(picture).convert("RGB") for picture in sorted(folder.glob("*.png"))]

    def check_kinds(self, everything):
        """What the house layouts don't have: each binding and fold, also of a leaflet read from right to left."""
        words = (self.root / "layouts" / "words" / "en.xml").read_text(encoding="utf-8")
        layouts = self.folder / "layouts"
        (layouts / "words").mkdir(parents=True)
        (layouts / "words" / "ar.xml").write_text(words.replace('xml:lang="en"', 'xml:lang="ar"'), encoding="utf-8")
        for path in (self.root / "tests" / "press" / "layouts").glob("*.xml"):
            (layouts / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        for name in kinds.FOLDS:
            (layouts / f"{name}.xml").write_text(kinds.fold_layout(name), encoding="utf-8")
        (self.folder / "content").mkdir()
        contents = [self.root / "content" / "muscle-cramps.xml"]
        for sections in (1, 2, 4, 9, 20, 45) if everything else (2, 9):
            contents.append(self.folder / "content" / f"right-to-left-{sections}.xml")
            contents[-1].write_text(kinds.right_to_left(sections), encoding="utf-8")
        made = 0
        for layout in sorted(layouts.glob("*.xml")):
            presses = re.findall(r'<press name="(\S+)" title', layout.read_text(encoding="utf-8"))
            of_layout = 0
            for press in presses:
                for content in contents:
                    if not self.check(content, layout, None, press, render=True):
                        continue
                    of_layout += 1
                    copy = self.folder / f"{layout.stem}.standard.{press}" / f"{content.stem}.{press}.pdf"
                    if press.endswith("cmyk"):
                        for fault in pdfx.faults(Pdf(copy), copy):
                            self.judge.expect(False, f"{copy}: {fault}")
            # A small sheet holds no long leaflet, but each product holds one of these.
            self.judge.expect(of_layout > 0, f"{layout.name}: nothing was made")
            made += of_layout
        return made

    def check_booklet_by_hand(self):
        """Sides of a booklet of eight A5 pages on A4, as they are counted by hand."""
        content = self.root / "content" / "leiomyosarcoma.xml"
        _, _, path = self.make(content, "leaflet-a5", None, "booklet", self.folder / "by-hand")
        copy = Pdf(path)
        a5 = 148 * MM
        slack = 0.5 * MM
        creep = [0, 0, 0.1 * MM, 0.1 * MM]
        wanted = [("P8", "P1"), ("P2", "P7"), ("P6", "P3"), ("P4", "P5")]
        self.judge.expect(len(copy.pages()) == 4, f"{path}: not four sides")
        for side, forms_wanted, moved in zip(copy.pages(), wanted, creep):
            media = copy.box(side, "/MediaBox")
            self.near("MediaBox", media, (0, 0, 297 * MM, 210 * MM))
            self.near("TrimBox", copy.box(side, "/TrimBox"), (slack, 0, slack + 2 * a5, 210 * MM))
            self.near("BleedBox", copy.box(side, "/BleedBox"), media)
            places = list(self.placements(copy, side))
            self.judge.expect(tuple(form for form, _, _ in places) == forms_wanted, f"{path}: {places}")
            (_, left, left_clip), (_, right, right_clip) = places
            self.near("left page", left, (1, 0, 0, 1, slack + moved, 0))
            self.near("right page", right, (1, 0, 0, 1, slack + a5 - moved, 0))
            self.near("spine", (left_clip[0] + left_clip[2], right_clip[0]), (slack + a5, slack + a5))

    def check_shop_by_hand(self):
        """Boxes and crop marks of a page for a print shop."""
        content = self.root / "content" / "leiomyosarcoma.xml"
        _, _, path = self.make(content, "leaflet-a5", None, "print-shop", self.folder / "by-hand")
        copy = Pdf(path)
        side = copy.pages()[0]
        trim, bleed = copy.box(side, "/TrimBox"), copy.box(side, "/BleedBox")
        self.near("trim", (trim[2] - trim[0], trim[3] - trim[1]), (148 * MM, 210 * MM))
        self.near("bleed", [abs(b - t) for b, t in zip(bleed, trim)], [3 * MM] * 4)
        lines = [[float(v) for v in match] for match in re.findall(
            rb" w\n(-?[\d.]+) (-?[\d.]+) m\n(-?[\d.]+) (-?[\d.]+) l\nS", copy.stream(side["/Contents"]))]
        self.judge.expect(len(lines) == 8, f"{path}: {len(lines)} crop marks")
        for x0, y0, x1, y1 in lines:
            self.near("length", (abs(x1 - x0) + abs(y1 - y0),), (5 * MM,))
            on_edge = min(abs(x0 - edge) for edge in (trim[0], trim[2])) if x0 == x1 else \
                min(abs(y0 - edge) for edge in (trim[1], trim[3]))
            self.judge.expect(on_edge < 0.01 * MM, f"{path}: a crop mark beside the trim: {x0, y0, x1, y1}")
            clear = [bleed[0] - max(x0, x1), min(x0, x1) - bleed[2], bleed[1] - max(y0, y1), min(y0, y1) - bleed[3]]
            self.judge.expect(max(clear) > -0.01 * MM, f"{path}: a crop mark in the bleed: {x0, y0, x1, y1}")

    def check_long_slug(self):
        """A name that is too long for the slug line loses its end; what tells the sheets apart stays on the sheet."""
        text = (self.root / "content" / "muscle-cramps.xml").read_text(encoding="utf-8")
        content = self.folder / "long-slug.xml"
        content.write_text(text.replace("NCC-0149", "NCC-0149 and more " * 30), encoding="utf-8")
        _, _, path = self.make(content, "leaflet-a5", None, "print-shop", self.folder / "long-slug")
        words = text_of(run(["pdftotext", "-bbox", path, "-"]))
        copy = Pdf(path)
        count = len(copy.pages())
        for number, page in enumerate(words.split("<page ")[1:], 1):
            width = copy.box(copy.pages()[number - 1], "/MediaBox")[2]
            low = max(float(y) for y in re.findall(r'yMax="([\d.]+)"', page))
            slug = [(float(x), word) for x, y, word in
                    re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page) if low - float(y) < 0.01]
            self.judge.expect([word for _, word in slug[-3:]] == [str(number), "of", str(count)], f"{path}: {slug[-3:]}")
            self.judge.expect(max(x for x, _ in slug) < width, f"{path}: the slug line of {number} is cut off")

    def near(self, what, found, wanted):
        close = len(found) == len(wanted) and all(abs(a - b) < 0.01 * MM for a, b in zip(found, wanted))
        self.judge.expect(close, f"{what}: {found} for {wanted}")

    def check_pdfx(self):
        """PDF/X-4 with an ink of its own, and the separations that Ghostscript makes of it."""
        content = self.root / "content" / "leiomyosarcoma.xml"
        layout = self.root / "docs" / "examples" / "layouts" / "inks.xml"
        made = self.make(content, layout, None, "offset", self.folder / "x4")
        if made is None:
            return
        _, _, path = made
        for fault in pdfx.faults(Pdf(path), path):
            self.judge.expect(False, f"{path}: {fault}")
        plates = self.folder / "plates"
        plates.mkdir()
        result = run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r60", "-dFirstPage=2",
                      "-dLastPage=2", f"-sOutputFile={plates}/p.tif", path])
        self.judge.expect(result.returncode == 0, f"gs: {text_of(result)}{errors_of(result)}")
        found = {match[1]: Image.open(file).convert("L") for file in plates.glob("*.tif")
                 if (match := re.search(r"\((.*)\)", file.name))}
        self.judge.expect(sorted(found) == ["Black", "Cyan", "Magenta", "PANTONE 302 C", "Yellow"], f"plates {sorted(found)}")
        # Where black text stands, the black plate alone has ink; on a tint, the tint goes on below it.
        black = found["Black"]
        trim = (60, 60, black.width - 60, black.height - 60)

        def ink(plate):
            return [255 - value for value in found[plate].crop(trim).getdata()]
        dark = [i for i, value in enumerate(ink("Black")) if value > 200]
        self.judge.expect(len(dark) > 500, f"{len(dark)} pixels of black text")
        for plate in ("Magenta", "Yellow", "PANTONE 302 C"):
            values = ink(plate)
            self.judge.expect(max(values[i] for i in dark) < 40, f"black text is on the plate {plate} too")
        cyan = ink("Cyan")
        ground = [value for value in cyan if value > 8]
        self.judge.expect(ground and sum(8 < cyan[i] < 60 for i in dark) > 100, "the tint has holes below the text")
        spot = ink("PANTONE 302 C")
        self.judge.expect(sum(value > 200 for value in spot) > 200, "the accent is not on its plate")
        self.judge.expect(sum(value > 60 for value in cyan) == 0, "the accent is mixed as well")

    def check_batch(self):
        """A job with a press has the bytes of the press copy that `make` writes."""
        content = self.root / "content" / "leiomyosarcoma.xml"
        _, reading, copy = self.make(content, "leaflet-a5", None, "booklet", self.folder / "alone")
        jobs = self.folder / "jobs.jsonl"
        lines = [{"content": str(content), "layout": "leaflet-a5", "press": "booklet"},
                 {"content": str(content), "layout": "leaflet-a5"}]
        jobs.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        out = self.folder / "batch"
        result = run([self.program, "batch", jobs, "-o", out, "--as-of", AS_OF])
        self.judge.expect(result.returncode == 0, f"batch: {errors_of(result)}")
        for alone, name in ((copy, copy.name), (reading, reading.name)):
            made = out / name
            same = made.exists() and made.read_bytes() == alone.read_bytes()
            self.judge.expect(same, f"batch: {name} is not what make writes")
        rows = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()[:2]]
        self.judge.expect([row.get("press") for row in rows] == ["booklet", None], f"manifest: {rows}")
        self.judge.expect([row["sheets"] for row in rows] == [2, 4], f"manifest: {rows}")
        self.judge.expect(len({row["layout_hash"] for row in rows}) == 1, f"manifest: {rows}")
        self.judge.expect(run([self.program, "verify", out]).returncode == 0, "verify finds faults")

    def check_profiles(self):
        """A profile stands beside the layout that names it, and a batch sees that it was changed."""
        house = self.folder / "house"
        (house / "layouts").mkdir(parents=True)
        (house / "profiles").mkdir()
        profile = house / "layouts" / "shop.icc"
        installed = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
        for path in (profile, house / "profiles" / "far.icc"):
            path.write_bytes(installed.read_bytes())
        layout = """<layout xmlns="urn:bifolium:layout:1" name="{}" title="A" extends="{}">{}</layout>"""
        press = '<press name="{}" title="A" kind="single" profile="{}"/>'
        presses = press.format("near", "shop.icc") + press.format("far", house / "profiles" / "far.icc")
        (house / "layouts" / "parent.xml").write_text(layout.format("parent", "leaflet-a5", presses), encoding="utf-8")
        (house / "layouts" / "below").mkdir()
        (house / "layouts" / "below" / "child.xml").write_text(layout.format("child", "parent", ""), encoding="utf-8")
        content = house / "content" / "muscle-cramps.xml"
        content.parent.mkdir()
        content.write_bytes((self.root / "content" / "muscle-cramps.xml").read_bytes())
        self.make(content, house / "layouts" / "below" / "child.xml", None, "near", house / "out")
        jobs = house / "jobs.jsonl"
        jobs.write_text("".join(json.dumps({"content": str(content), "layout": "parent", "press": name}) + "\n"
                                for name in ("near", "far")), encoding="utf-8")
        command = [self.program, "batch", jobs, "-o", house / "batch", "--as-of", AS_OF]
        self.judge.expect(run(command).returncode == 0, "batch with profiles")
        for path, there in ((None, 2), (house / "profiles" / "far.icc", 0), (profile, 0)):
            if path:
                path.write_bytes(installed.read_bytes())
            said = text_of(run([*command, "--resume"]))
            self.judge.expect(f"{there} were there already" in said or there == 0 and "already" not in said,
                              f"{path} was changed: {said}")

    def check_costs(self):
        """Paper and ink, against the paper's area by hand and the ink that a renderer puts on a page."""
        content = self.root / "content" / "leiomyosarcoma.xml"
        out = self.folder / "costs"
        result = run([self.program, "make", content, "-l", "leaflet-a5", "--press", "booklet", "--costs", "json",
                      "-o", f"{out}/", "--as-of", AS_OF])
        said = json.loads(text_of(result))
        paper = said["paper"]
        self.judge.expect((paper["sheets"], paper["width_mm"], paper["height_mm"]) == (2, 297, 210), f"paper {paper}")
        folded = run([self.program, "make", content.with_name("muscle-cramps.xml"), "-l", "leaflet-a5", "--edition",
                      "tri-fold", "--costs", "json", "-o", f"{out}/", "--as-of", AS_OF])
        flat = json.loads(text_of(folded))["paper"]
        self.judge.expect((flat["sheets"], flat["width_mm"], flat["height_mm"]) == (1, 297, 210), f"a tri-fold: {flat}")
        area = 2 * 0.297 * 0.210
        self.judge.expect(abs(paper["square_meters"] - area) < 1e-6, f"area {paper}")
        self.judge.expect(abs(paper["grams"] - area * 80) < 0.01, f"weight {paper}")
        picture = run(["pdftoppm", "-r", "100", "-png", said["output"], out / "i"])
        self.judge.expect(picture.returncode == 0, errors_of(picture))
        for path, inks in zip(sorted(out.glob("i-*.png")), said["ink_percent"]):
            image = Image.open(path).convert("RGB")
            sums = [0, 0, 0, 0]
            for red, green, blue in image.getdata():
                black = 255 - max(red, green, blue)
                for index, channel in enumerate((red, green, blue)):
                    sums[index] += 255 - channel - black
                sums[3] += black
            seen = [100 * total / 255 / (image.width * image.height) for total in sums]
            for name, share in zip(("cyan", "magenta", "yellow", "black"), seen):
                self.judge.expect(abs(inks[name] - share) < 0.15, f"{path.name}: {name} {inks[name]}, seen {share}")

    def check_ground(self):
        """Blank pages that fill up a booklet have the colour that all pages have."""
        content = self.root / "content" / "muscle-cramps.xml"
        _, reading, path = self.make(content, "handout-a4", "dyslexia-friendly", "booklet", self.folder / "ground")
        copy = Pdf(path)
        count = len(Pdf(reading).pages())
        self.judge.expect(count % 4 != 0, f"{path}: {count} pages leave none blank")
        for picture, side in zip(self.pictures(path), copy.pages()):
            left, low, right, high = (round(value * DPI / 72) for value in copy.box(side, "/TrimBox"))
            for x in (left + 4, (left + right) // 2 - 4, (left + right) // 2 + 4, right - 4):
                color = picture.getpixel((x, picture.height - (low + high) // 2))
                self.judge.expect(color[2] < 250, f"{path}: white where the page's ground is: {x}, {color}")

    def check_proof(self):
        """A proof is the same leaflet with a layer over it, and as good a PDF."""
        content = self.root / "content" / "soft-tissue-sarcoma.xml"
        out = self.folder / "proof"
        plain = run([self.program, "make", content, "-l", "leaflet-a5", "-o", out / "plain.pdf", "--as-of", AS_OF])
        proof = run([self.program, "make", content, "-l", "leaflet-a5", "--proof", "-o", out / "proof.pdf", "--as-of",
                     AS_OF])
        self.judge.expect(plain.returncode == 0 and proof.returncode == 0, errors_of(proof))
        one, other = Pdf(out / "plain.pdf"), Pdf(out / "proof.pdf")
        sheets = run([self.program, "make", content, "-l", "leaflet-a5", "--proof", "--press", "booklet", "-o",
                      out / "sheets.pdf", "--as-of", AS_OF])
        self.judge.expect(sheets.returncode == 0, errors_of(sheets))
        copy = Pdf(out / "sheets.booklet.pdf")
        self.check_bytes("proof", other, copy, forms(copy))
        self.judge.expect(one.info["/BifoliumLayout"] == other.info["/BifoliumLayout"], "a proof is another layout")
        self.judge.expect(reading_tree(one) == reading_tree(other), "a proof has another structure")
        layers = other.get(other.catalog.get("/OCProperties", {})).get("/OCGs", [])
        self.judge.expect(len(layers) == 1, f"layers {layers}")
        for page, bare in zip(other.pages(), one.pages()):
            content_of = other.stream(page["/Contents"])
            self.judge.expect(content_of.startswith(one.stream(bare["/Contents"])), "a proof draws another page")
            self.judge.expect(content_of.count(b"/OC/Proof BDC") == 1, "a page without its layer")

    def run(self, everything):
        contents = sorted((self.root / "content").glob("*.xml"))
        made = 0
        for (layout, edition), presses in self.presses().items():
            for press in presses:
                some = contents if everything else contents[:2]
                for content in some:
                    made += self.check(content, layout, edition, press, render=everything or layout == "leaflet-a5")
        self.judge.expect(made > 20, f"only {made} press copies were made")
        made += self.check_kinds(everything)
        self.check_booklet_by_hand()
        self.check_shop_by_hand()
        self.check_long_slug()
        self.check_pdfx()
        self.check_batch()
        self.check_profiles()
        self.check_costs()
        self.check_proof()
        self.check_ground()
        print(f"press: {made} press copies")
        return self.judge.finish()

    def presses(self):
        """Presses by (layout, edition), as `bifolium layouts` lists them; the default edition is None."""
        found, layout, key = {}, None, None
        for line in text_of(run([self.program, "layouts"])).splitlines():
            if not line.startswith(" "):
                layout, key = line.split(":")[0], None
            elif line.startswith("  --edition "):
                before = found.get(key, [])
                key = (layout, None if line.endswith("(default)") else line.split()[1].rstrip(":"))
                found[key] = before  # Those of the edition before, unless others follow.
                fresh = []
            else:
                fresh.append(line.split()[1].rstrip(":"))
                found[key] = fresh
        return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--all", action="store_true", help="all contents in all presses of all editions")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bifolium-press-") as folder:
        sys.exit(Checker(arguments.root.resolve(), arguments.program.resolve(), Path(folder)).run(arguments.all))


if __name__ == "__main__":
    main()
