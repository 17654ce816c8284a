#!/usr/bin/env python3
"""Holds `--pages` to its word: a family of leaflets, each set on numbers of pages around its own.

    check_fit.py --program BIFOLIUM --root REPOSITORY [--count N] [--seed N]

What is made has the pages asked for, none of them without text, the whole text, and every size and space
within the ranges of its layout, the cover as it was. What is refused says how far it is from what was asked
for, and names a number of pages that it then fills.
"""

import argparse
import random
import re
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
from samples import AS_OF, JOBS, Judge, errors_of, run, text_of  # noqa: E402

SENTENCES = [
    "Your team will talk with you about the treatments that may help.",
    "Ask as often as you like, and bring somebody with you.",
    "This is common after the operation and wears off within a few days.",
    "Take one tablet in the morning with a glass of water, and not more than two a day.",
    "Call us.",
    "If it bleeds, press on it for ten minutes with a clean cloth, and sit down while you do.",
]
# Layout, edition, and what its <fit> says of size, in thousandths, and of the floor, in points: this test reads
# the ranges that it gave itself, and those of the shipped layouts from here.
SHIPPED = {"space": (750, 1400), "leading": (940, 1030), "size": (920, 1080)}
NARROW = {**SHIPPED, "size": (920, 1040)}
LAYOUTS = [("leaflet-a5", None, SHIPPED, 12), ("leaflet-a5", "large-print", SHIPPED, 18),
           ("handout-a4", None, SHIPPED, 12), ("leaflet-half-letter", None, NARROW, 12)]
# Of lengths as they are printed, in points.
ROUNDING = 0.002
MOST_SHORT = 0.05  # Of what is made: that its last page has under four lines.


class Leaflet:
    """One leaflet of the family, its layout, and how its commands go."""

    def __init__(self, number, seed, folder, program):
        self.random = random.Random(f"{seed}/{number}")
        self.program = program
        self.content = folder / f"{number}.xml"
        self.content.write_text(self.text(), encoding="utf-8")
        layout, edition, self.ranges, self.floor = self.random.choice(LAYOUTS)
        self.has_cover = not layout.startswith("handout")
        own = folder / f"layout-{number}.xml"
        if self.random.random() < 0.6:
            self.ranges = {name: (self.random.randint(least, 1000), self.random.randint(1000, most))
                           for name, (least, most) in (("space", (300, 2000)), ("leading", (850, 1200)),
                                                       ("size", (700, 1300)))}
            self.floor = self.random.choice([8, 10, 11.5, 12, 18])
            own.write_text(self.layout(layout, edition), encoding="utf-8")
            layout = own
        self.options = ["-l", layout, "--as-of", AS_OF]
        if edition:
            self.options += ["--edition", edition]

    def layout(self, parent, edition):
        percents = " ".join(f'{name}="{least / 10:g}% {most / 10:g}%"'
                            for name, (least, most) in self.ranges.items())
        lines = self.random.choice(["", ' lines="no"', ' lines="yes"'])
        fit = f'<fit {percents} floor="{self.floor}pt"{lines}/>'
        if edition:
            fit = f'<edition name="{edition}">{fit}</edition>'
        return (f'<layout xmlns="urn:bifolium:layout:1" name="own" title="Own" extends="{parent}">'
                f"{fit}</layout>")

    def paragraph(self):
        return "<p>" + " ".join(self.random.choices(SENTENCES, k=self.random.randint(1, 7))) + "</p>"

    def block(self):
        kind = self.random.random()
        if kind < 0.65:
            return self.paragraph()
        if kind < 0.85:
            items = "".join(f"<item>{self.random.choice(SENTENCES)}</item>"
                            for _ in range(self.random.randint(2, 7)))
            return f"<p>You may need:</p><list kind=\"bullet\">{items}</list>"
        return f'<callout kind="warning"><title>Stop</title>{self.paragraph()}</callout>'

    def text(self):
        sections = "".join(
            f'<section xml:id="s{i}"><title>Section {i}</title>'
            + "".join(self.block() for _ in range(self.random.randint(1, 8)))
            + f'<p>More is said <xref to="s{self.random.randint(0, 2)}"/>.</p></section>'
            for i in range(self.random.randint(3, 9)))
        return ('<leaflet xmlns="urn:bifolium:content:1" xml:lang="en"><meta><title>A leaflet</title>'
                f"</meta>{self.paragraph()}{sections}</leaflet>")

    def run(self, command, *options):
        return run([self.program, command, self.content, *self.options, *options])

    def dump(self, stage, *options):
        result = self.run("dump", "--stage", stage, *options)
        return text_of(result) if result.returncode == 0 else None


def pages_of(dump):
    """The lines of each page: (y, text)."""
    pages = []
    for line in dump.splitlines():
        if line.startswith("page "):
            pages.append([])
        elif match := re.match(r'  line x=\S+ y=(\S+) "(.*)"$', line):
            pages[-1].append((float(match[1]), match[2]))
    return pages


def words_of(pages):
    """All words in order, with numbers of pages made alike."""
    text = " ".join(line for page in pages for _, line in page)
    return [re.sub(r"\d+", "#", word) for word in text.split()]


def lengths_of(dump):
    """(sizes, spaces) of every block and inline in the order of the document, by part: all lengths
    that a setting may change."""
    parts = []
    for line in dump.splitlines():
        if line.startswith("block "):
            parts.append(([], []))
        if parts:
            parts[-1][0].extend(float(x) for x in re.findall(r" size=(\S+)", line))
            parts[-1][1].extend(float(x) for x in re.findall(r" (?:before|after)=(\S+)", line))
    return parts


def check_lengths(judge, name, leaflet, natural, fitted):
    """Every length within the ranges, held against what it is by itself."""
    before, after = lengths_of(natural), lengths_of(fitted)
    if not judge.expect(len(before) == len(after) > 0, f"{name}: other parts"):
        return
    if leaflet.has_cover:
        judge.expect(before[0] == after[0], f"{name}: the cover changed")
    least_size, most_size = (end / 1000 for end in leaflet.ranges["size"])
    least_space, most_space = (end / 1000 for end in leaflet.ranges["space"])
    for (sizes, spaces), (new_sizes, new_spaces) in zip(before, after):
        for old, new in zip(sizes, new_sizes, strict=True):
            judge.expect(old * least_size - ROUNDING <= new <= old * most_size + ROUNDING,
                         f"{name}: type of {old} pt became {new} pt")
            judge.expect(new >= min(old, leaflet.floor) - ROUNDING,
                         f"{name}: type of {old} pt passed the floor, {new} pt")
        for old, new in zip(spaces, new_spaces):
            judge.expect(old * least_space * least_size - ROUNDING <= new
                         <= old * most_space * most_size + ROUNDING,
                         f"{name}: space of {old} pt became {new} pt")


def setting_of(errors):
    """(space, leading, size) of the note, in thousandths."""
    match = re.search(r"blocks at ([\d.]+)%, leading at ([\d.]+)%, type at ([\d.]+)%", errors)
    return tuple(round(float(part) * 10) for part in match.groups()) if match else None


def check_leading(judge, name, leaflet, setting, pages, base):
    """What the note says of leading is what the lines show."""
    wanted = base * setting[1] * setting[2] / 1_000_000
    steps = [round(b - a, 3) for page in pages for (a, _), (b, _) in zip(page, page[1:])]
    judge.expect(sum(abs(step - wanted) < 2 * ROUNDING for step in steps) > 3,
                 f"{name}: no lines stand {wanted} pt apart")
    for key, value in zip(("space", "leading", "size"), setting):
        least, most = leaflet.ranges[key]
        judge.expect(least <= value <= most, f"{name}: {key} at {value}, outside {least} to {most}")


def check_made(judge, name, leaflet, target, result, natural):
    pages = pages_of(leaflet.dump("pages", "--pages", target) or "")
    # A part begins with one leading; large print has 25 pt, all others 17 pt.
    base = 25 if "large-print" in leaflet.options else 17
    judge.expect(allows(target, len(pages)), f"{name}: {len(pages)} pages")
    judge.expect(all(pages), f"{name}: a page is blank")
    judge.expect(words_of(pages) == words_of(natural["pages"]), f"{name}: other words")
    setting = setting_of(errors_of(result))
    if judge.expect(setting, f"{name}: no note of the setting"):
        check_leading(judge, name, leaflet, setting, pages, base)
    check_lengths(judge, name, leaflet, natural["style"],
                  leaflet.dump("style", "--pages", target) or "")
    return "BF5004" in errors_of(result)


def check_refused(judge, name, leaflet, target, result):
    """The figures of each refusal, and what it says is possible."""
    errors = errors_of(result)
    found = re.findall(r"error\[BF(5012|5013|5014)\]: (.*)\n  help: .*?ask for (\d+) page", errors)
    judge.expect(result.returncode == 1 and found, f"{name}: refused for no reason: {errors}")
    for code, message, possible in found:
        wanted = int(re.search(r"(?:on|fill|fills) (\d+) page", message)[1])
        possible = int(possible)
        judge.expect(not allows(target, possible), f"{name}: refused, but {possible} are possible")
        if code == "5014":
            high, low = map(int, re.search(r"from (\d+) pages? to (\d+)", message).groups())
            judge.expect(min(high, low) < wanted < max(high, low) or wanted in (high, low),
                         f"{name}: {message}")
        else:
            needed, words = re.search(r"it (?:needs|fills) ([\d.]+), about (\d+) words", message).groups()
            judge.expect(int(words) > 0 and int(words) % 10 == 0, f"{name}: {message}")
            if code == "5012":
                judge.expect(wanted < float(needed) <= possible, f"{name}: {message}; {possible}")
            else:
                judge.expect(float(needed) <= wanted and possible < wanted, f"{name}: {message}; {possible}")
                judge.expect(float(needed) <= possible, f"{name}: {message}; {possible}")
        again = leaflet.run("check", "--pages", str(possible))
        judge.expect(again.returncode == 0, f"{name}: {possible} pages are not possible: {errors_of(again)}")


def allows(target, pages):
    if target == "even":
        return pages % 2 == 0
    if target.startswith("multiple-of-"):
        return pages % int(target.split("-")[-1]) == 0
    return pages == int(target)


def check_leaflet(number, seed, folder, program):
    """(complaints, checks, made, of these set otherwise, short last pages, refused)"""
    judge = Judge("leaflet")
    leaflet = Leaflet(number, seed, folder, program)
    natural = {"pages": pages_of(leaflet.dump("pages") or ""), "style": leaflet.dump("style") or ""}
    count = len(natural["pages"])
    made = changed = short = refused = 0
    if judge.expect(count > 0, f"leaflet {number} is wrong: {errors_of(leaflet.run('check'))}"):
        targets = {str(max(1, count + by)) for by in (-2, -1, 0, 1, 2)}
        targets |= {"even", leaflet.random.choice(["multiple-of-3", "multiple-of-4"])}
        for target in sorted(targets):
            name = f"seed {seed}, leaflet {number} ({count} pages) on {target}"
            result = leaflet.run("check", "--pages", target, "--explain")
            if result.returncode == 0:
                made += 1
                changed += setting_of(errors_of(result)) != (1000, 1000, 1000)
                short += check_made(judge, name, leaflet, target, result, natural)
            else:
                refused += 1
                check_refused(judge, name, leaflet, target, result)
    return judge.complaints, judge.checked, made, changed, short, refused


def self_test():
    """The checks can fail."""
    judge = Judge("fit.self-test")
    pages = pages_of('page 1\n  line x=1 y=10 "One page "\n  line x=1 y=27.5 "7"\npage 2\n')
    judge.expect(pages == [[(10.0, "One page "), (27.5, "7")], []], f"pages are read as {pages}")
    judge.expect(words_of(pages) == ["One", "page", "#"], "words are read wrongly")
    judge.expect(allows("even", 4) and not allows("even", 5), "even is not even")
    judge.expect(allows("multiple-of-4", 8) and not allows("multiple-of-4", 6), "a wrong multiple")
    judge.expect(allows("8", 8) and not allows("8", 7), "a wrong number")
    style = "page width=1\nblock 0 Sect before=8 after=4\n  inline 0..3 size={}\n"
    judge.expect(lengths_of(style.format(12)) == [([12.0], [8.0, 4.0])], "lengths are read wrongly")

    class Planted:
        ranges, floor = {"size": (900, 1100), "space": (1000, 1000)}, 12
        has_cover = False

    for old, new, faults in ((14, 13, 0), (14, 12.5, 1), (12, 11.5, 1), (14, 16, 1)):
        planted = Judge("planted")
        check_lengths(planted, "x", Planted, style.format(old), style.format(new))
        judge.expect(len(planted.complaints) == faults, f"{old} to {new} pt: {planted.complaints}")
    note = "blocks at 72.5%, leading at 100%, type at 99%, which is 12 pt"
    judge.expect(setting_of(note) == (725, 1000, 990), "a setting is read wrongly")
    return judge.finish()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path)
    parser.add_argument("--program", type=Path)
    parser.add_argument("--count", type=int, default=16)
    parser.add_argument("--seed", type=int, default=20261101)
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        return self_test()
    judge = Judge("fit")
    sums = [0, 0, 0, 0]
    with tempfile.TemporaryDirectory(prefix="bifolium-fit-") as tmp, ThreadPoolExecutor(JOBS) as pool:
        results = pool.map(lambda number: check_leaflet(number, arguments.seed, Path(tmp),
                                                        arguments.program.resolve()),
                           range(arguments.count))
        for complaints, checked, *counts in results:
            judge.complaints += complaints
            judge.checked += checked
            sums = [a + b for a, b in zip(sums, counts)]
    made, changed, short, refused = sums
    print(f"{arguments.count} leaflets: {made} made, {changed} of them set otherwise than the layout says, "
          f"{short} with a short last page, {refused} refused")
    judge.expect(changed > arguments.count, "hardly anything had to be set otherwise")
    judge.expect(short <= max(1, made * MOST_SHORT), "too many last pages are short")
    return judge.finish()


if __name__ == "__main__":
    sys.exit(main())
