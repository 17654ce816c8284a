"""Plants faults, and asserts that each judge sees its own: a judge that can't fail proves nothing."""

import json
import shutil
import tempfile
from pathlib import Path

import rendering
import text
from samples import AS_OF, Judge, run


def planted(root, program, folder):
    judge = Judge("planted")
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        content = place / "leaflet.xml"
        shutil.copy(root / "content" / "leiomyosarcoma.xml", content)
        pdf = place / "leaflet.pdf"
        run([program, "make", content, "-o", pdf, "--as-of", AS_OF])
        whole = content.read_text(encoding="utf-8")
        for name, old, new in [
            ("a lost word", "Chemotherapy is one treatment.", "Chemotherapy is treatment."),
            ("a joined word", "gut, or in a", "gut, or ina"),
            ("a changed dose", "8 to 16 months", "8 to 18 months"),
            ("a moved item", "<item>Gardner syndrome</item>", ""),
            ("another citation", '<cite to="ref-topic"/>', '<cite to="ref-uterine"/>'),
        ]:
            judge.expect(old in whole, f"{name}: the leaflet no longer says {old!r}")
            content.write_text(whole.replace(old, new, 1), encoding="utf-8")
            trial = Judge("trial")
            text.judge_text(trial, root, program, {"content": content, "pdf": pdf})
            judge.expect(trial.complaints, f"the text judge does not see {name}")
        content.write_text(whole, encoding="utf-8")
        trial = Judge("trial")
        text.judge_text(trial, root, program, {"content": content, "pdf": pdf})
        judge.expect(not trial.complaints, f"the text judge complains of nothing: {trial.complaints}")

        content.write_text(whole.replace("black and tarry", "red and tarry"), encoding="utf-8")
        other = place / "other.pdf"
        run([program, "make", content, "-o", other, "--as-of", AS_OF])
        for name, path in (("a", pdf), ("b", other)):
            (place / name).mkdir()
            run(["pdftoppm", "-r", rendering.DPI, "-gray", path, place / name / "p"])
        pages = sorted((place / "a").glob("*.pgm"))
        results = [rendering.compare(a, place / "b" / a.name) for a in pages]
        judge.expect(any(r[1] > rendering.PEAK_LIMIT for r in results),
                     "the rendering judge does not see another word")
        empty = place / "samples"
        empty.mkdir()
        (empty / "samples.json").write_text(json.dumps([]), encoding="utf-8")
        judge.expect(text.logical_text(root, program, empty) == 1, "no sample is no failure")
    return judge.finish()
