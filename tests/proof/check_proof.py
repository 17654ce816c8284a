#!/usr/bin/env python3
"""Makes contact sheets, as users do, and looks at their pixels.

    check_proof.py --root ROOT --program PROGRAM
"""

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
    from PIL import Image
except ImportError:
    sys.exit("python3-pil is not installed for this Python; scripts/test installs Debian's")

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
from samples import AS_OF, Judge, errors_of, obeying_modes, run, text_of  # noqa: E402

GROUND = (0xA0, 0xA0, 0xA0)
DPI = 50
GAP = 4  # pixels at 50 dpi
MOST_PIXELS = 32_000_000


class Proofs:
    """A folder with a leaflet, and a folder for temporary files that has to stay empty."""

    def __init__(self, judge, root, program, folder):
        self.judge, self.program, self.folder = judge, program, folder
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        self.pdf = folder / "leaflet.pdf"
        made = run([program, "make", root / "content" / "leiomyosarcoma.xml", "-o", self.pdf,
                    "--as-of", AS_OF])
        if made.returncode != 0:
            sys.exit(f"the leaflet was not made: {errors_of(made)}")
        drawn = run(["pdftoppm", "-r", DPI, "-png", self.pdf, folder / "page"])
        if drawn.returncode != 0:
            sys.exit(f"its pages were not drawn: {errors_of(drawn)}")
        self.pages = [Image.open(p).convert("RGB") for p in sorted(folder.glob("page-*.png"))]

    def environment(self, **more):
        return {**os.environ, "TMPDIR": str(self.temporary), **more}

    def proof(self, *words, status=0, said=None, **more):
        result = run([self.program, "proof", *words], cwd=self.folder, **{"env": self.environment(), **more})
        text = errors_of(result)
        self.judge.expect(result.returncode == status,
                          f"{words}: status {result.returncode}, not {status}: {text}")
        self.judge.expect(said in text if said else not text, f"{words}: said {text!r}")
        self.nothing_left(words)
        return result

    def nothing_left(self, words):
        left = [path.name for path in self.temporary.iterdir()]
        self.judge.expect(not left, f"{words}: temporary files are left: {left}")

    def expected(self, pages, columns):
        """The picture that these pages ought to give; they are all of one size."""
        width, height = pages[0].size
        columns = min(columns, len(pages))
        rows = -(-len(pages) // columns)
        sheet = Image.new("RGB", (GAP + columns * (width + GAP), GAP + rows * (height + GAP)), GROUND)
        for i, page in enumerate(pages):
            sheet.paste(page, (GAP + i % columns * (width + GAP), GAP + i // columns * (height + GAP)))
        return sheet

    def same(self, path, wanted):
        with Image.open(path) as picture:
            alike = picture.size == wanted.size and picture.convert("RGB").tobytes() == wanted.tobytes()
        self.judge.expect(alike, f"{path.name} is not the pages side by side")

    # What comes out.

    def every_pixel(self):
        result = self.proof(self.pdf)
        self.judge.expect(text_of(result) == "leaflet.png: 8 pages\n", f"it says {text_of(result)!r}")
        self.same(self.folder / "leaflet.png", self.expected(self.pages, 4))
        self.proof(self.pdf, "-o", "new/folder/three.png", "--columns", "3")
        self.same(self.folder / "new/folder/three.png", self.expected(self.pages, 3))
        self.proof(self.pdf, "-o", "wide.png", "--columns", "50")
        self.same(self.folder / "wide.png", self.expected(self.pages, 50))

    def several_pictures(self):
        result = self.proof(self.pdf, "-o", "large.png", "--dpi", "400", "--columns", "2")
        paths = sorted(self.folder.glob("large*.png"))
        # Two rows of 31 million pixels.
        lines = [f"{path.name}: 4 pages" for path in paths]
        self.judge.expect(text_of(result).splitlines() == lines, f"it says {text_of(result)!r}")
        self.judge.expect([p.name for p in paths] == ["large-1.png", "large-2.png"],
                          f"there are {[p.name for p in paths]}")
        for path in paths:
            with Image.open(path) as picture:
                self.judge.expect(picture.width * picture.height <= MOST_PIXELS,
                                  f"{path.name} has {picture.size} pixels")
                corner = picture.convert("RGB").getpixel((2, 2))
                self.judge.expect(corner == GROUND, f"{path.name}: its corner is {corner}")
        self.proof(self.pdf, "-o", "huge.png", "--dpi", "600", "--columns", "8", status=1, said="BF7905")
        self.judge.expect(not list(self.folder.glob("huge*")), "something was written all the same")

    def names_of_all_kinds(self):
        odd = self.folder / "-r 10 $(touch gone) 'x'.pdf"
        odd.write_bytes(self.pdf.read_bytes())
        self.proof("--", odd.name)
        self.judge.expect((self.folder / "-r 10 $(touch gone) 'x'.png").exists(), "the odd name")
        self.judge.expect(not (self.folder / "gone").exists(), "a shell read the name")

    # What can't be had.

    def faults(self):
        self.proof(self.pdf, status=3, said="poppler-utils", env=self.environment(PATH=""))
        damaged = self.folder / "damaged.pdf"
        damaged.write_bytes(self.pdf.read_bytes()[:9000])
        self.proof(damaged, status=1, said="BF7901")
        (self.folder / "text.pdf").write_text("no PDF", encoding="utf-8")
        self.proof("text.pdf", status=1, said="BF7901")
        self.proof("missing.pdf", status=3, said="BF9001")
        self.proof(self.folder, status=3, said="BF9001")
        locked = self.folder / "locked.pdf"
        run(["qpdf", "--encrypt", "user", "owner", "256", "--", self.pdf, locked])
        self.proof(locked, status=1, said="BF7902")
        self.proof(self.pdf, "-o", self.pdf, status=2, said="BF9102")
        self.proof(self.pdf, "-o", "-", status=2, said="BF9110")
        self.proof(self.pdf, "-o", "leaflet.pdf/x.png", status=3, said="BF9104")
        (self.folder / "taken.png").mkdir()
        self.proof(self.pdf, "-o", "taken.png", status=3, said="BF9002")
        self.proof(self.pdf, status=3, said="BF9104", env=self.environment(TMPDIR="/proc/none"))
        for words in (["--dpi", "9"], ["--dpi", "601"], ["--columns", "0"], ["--dpi", "fifty"]):
            self.proof(self.pdf, *words, status=2, said=words[0])

    def no_rights(self):
        closed = self.folder / "closed"
        closed.mkdir(mode=0o555)
        result = run(obeying_modes([self.program, "proof", self.pdf, "-o", closed / "x.png"]),
                     env=self.environment())
        self.judge.expect(result.returncode == 3 and "BF9002" in errors_of(result),
                          f"a closed folder: {errors_of(result)}")
        self.nothing_left("closed")

    def full_disk(self):
        """Files may have 20 kB at most: pdftoppm's pages then, or the sheet, are too large."""
        for most in (2_000, 20_000):
            def limit(most=most):
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            result = run([self.program, "proof", self.pdf, "-o", "full.png"], cwd=self.folder,
                         env=self.environment(), preexec_fn=limit)
            said = errors_of(result)
            self.judge.expect(result.returncode == 3 and ("BF9108" in said or "BF9002" in said),
                              f"{most} bytes: status {result.returncode}, {said!r}")
            self.judge.expect(not (self.folder / "full.png").exists(), "half a picture was written")
            self.nothing_left(f"{most} bytes")

    def complaints(self):
        """A pdftoppm that goes on although it complains, one that fails, and one that never ends."""
        fakes = self.folder / "fakes"
        fakes.mkdir()
        fake = fakes / "pdftoppm"
        real = subprocess.run(["sh", "-c", "command -v pdftoppm"], capture_output=True, text=True,
                              check=True).stdout.strip()

        def script(text):
            fake.write_text("#!/bin/sh\n" + text, encoding="utf-8")
            fake.chmod(0o755)
            return self.environment(PATH=f"{fakes}:{os.environ['PATH']}")

        env = script(f'echo "Syntax Warning: odd" >&2\nexec {real} "$@"\n')
        self.proof(self.pdf, said="warning[BF7903]", env=env)
        env = script('echo "no memory" >&2\nexit 99\n')
        self.proof(self.pdf, status=3, said="no memory", env=env)
        env = script("kill -9 $$\n")
        self.proof(self.pdf, status=3, said="status 137", env=env)
        env = script(f'{real} "$@"\neval last=\\${{$#}}\nrm "$last-3.png"\n')
        self.proof(self.pdf, status=1, said="pages are missing", env=env)
        env = script(f'{real} "$@"\neval last=\\${{$#}}\necho cut >"$last-3.png"\n')
        self.proof(self.pdf, status=3, said="BF9108", env=env)

        env = script("exec sleep 100\n")
        for number in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen([self.program, "proof", self.pdf], cwd=self.folder, env=env,
                                       stderr=subprocess.PIPE)
            begun = time.monotonic()
            while not list(self.temporary.iterdir()) and time.monotonic() < begun + 20:
                time.sleep(0.02)
            time.sleep(0.1)
            process.send_signal(number)
            process.communicate(timeout=20)
            self.judge.expect(process.returncode == -number,
                              f"signal {number}: status {process.returncode}")
            self.nothing_left(f"signal {number}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    given = parser.parse_args()
    judge = Judge("proof")
    with tempfile.TemporaryDirectory(prefix="bifolium-") as folder:
        proofs = Proofs(judge, given.root.resolve(), given.program.resolve(), Path(folder))
        proofs.every_pixel()
        proofs.several_pictures()
        proofs.names_of_all_kinds()
        proofs.faults()
        proofs.no_rights()
        proofs.full_disk()
        proofs.complaints()
    return judge.finish()


if __name__ == "__main__":
    sys.exit(main())
