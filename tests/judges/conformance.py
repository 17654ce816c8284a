"""veraPDF for PDF/UA-1 and PDF/A-2a, and qpdf for the file itself."""

import sys
import xml.etree.ElementTree as ElementTree

from samples import Judge, errors_of, load_samples, run, text_of

FLAVOURS = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}


def class_path(root):
    """veraPDF's jars of the version that scripts/fetch-verapdf pins."""
    done = sorted((root / ".cache" / "verapdf").glob("*/complete"))
    if not done:
        sys.exit("veraPDF is missing, so nothing can be said on PDF/UA and PDF/A; "
                 "run scripts/fetch-verapdf")
    return f"{done[-1].parent}/lib/*"


def local(element):
    return element.tag.rpartition("}")[2]


def judge_report(judge, report, flavour, files):
    seen = set()
    for job in (e for e in report.iter() if local(e) == "job"):
        name = next((e.text for e in job.iter() if local(e) == "name"), "?")
        result = next((e for e in job.iter() if local(e) == "validationReport"), None)
        seen.add(name)
        if result is None:
            judge.expect(False, f"{name}: veraPDF could not judge it")
            continue
        if judge.expect(result.get("isCompliant") == "true", f"{name}: not {FLAVOURS[flavour]}"):
            continue
        for rule in (e for e in result.iter() if local(e) == "rule"):
            what = next((e.text for e in rule if local(e) == "description"), "")
            judge.complain(f"    {rule.get('clause')}-{rule.get('testNumber')} "
                           f"({rule.get('failedChecks')} times): {what}")
    for file in files:
        judge.expect(file in seen, f"{file}: veraPDF did not look at it")


def verapdf(root, program, folder):
    judge = Judge("verapdf")
    files = [s["pdf"] for s in load_samples(folder)]
    for flavour in FLAVOURS:
        # One start of Java for all files.
        result = run(["java", "-cp", class_path(root), "org.verapdf.apps.GreenfieldCliWrapper",
                      "--format", "mrr", "--flavour", flavour, "--maxfailuresdisplayed", "1",
                      *files])
        try:
            report = ElementTree.fromstring(result.stdout)
        except ElementTree.ParseError:
            judge.expect(False, f"veraPDF gave no report:\n{errors_of(result)[:2000]}")
            continue
        judge_report(judge, report, flavour, files)
    return judge.finish()


def qpdf(root, program, folder):
    judge = Judge("qpdf")
    for sample in load_samples(folder):
        result = run(["qpdf", "--check", sample["pdf"]])
        judge.expect(result.returncode == 0,
                     f"{sample['pdf']}: {text_of(result)}{errors_of(result)}")
    return judge.finish()
