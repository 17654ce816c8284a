"""Holds the two guides to the program: each example is made, each quotation is what its file says, each
command prints what the guide shows, each element and attribute of the grammars is told of, each picture
is used, and each link in the documents leads somewhere."""

import argparse
import difflib
import os
import re
import shlex
import shutil
import sys
import tempfile
import textwrap
import xml.etree.ElementTree as ElementTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "judges"))
from samples import AS_OF, Judge, errors_of, run, text_of  # noqa: E402
from values import values_file  # noqa: E402

RNG = "{http://relaxng.org/ns/structure/1.0}"
FENCE = re.compile(r"^```(\S*)[ \t]*(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
EPOCH = "1793491200"  # AS_OF, as SOURCE_DATE_EPOCH gives it.
GUIDES = {"content-guide.md": "content/content.rng", "layout-guide.md": "layouts/layout.rng"}


def blocks(text):
    """(language, file, body, line) of every fenced block."""
    for match in FENCE.finditer(text):
        yield match[1], match[2], match[3], text.count("\n", 0, match.start()) + 1


def is_part(body, whole):
    """Whether the lines of body stand in whole one after another, less one common indent."""
    wanted = textwrap.dedent(body).splitlines()
    lines = whole.splitlines()
    for start in range(len(lines) - len(wanted) + 1):
        part = "\n".join(lines[start:start + len(wanted)])
        if textwrap.dedent(part).splitlines() == wanted:
            return True
    return False


def check_quotes(judge, name, text, docs):
    quoted = set()
    for language, file, body, line in blocks(text):
        place = f"{name}:{line}"
        if language in ("xml", "json"):
            if not judge.expect(file, f"{place}: says not which example it is from"):
                continue
            path = docs / file if (docs / file).is_file() else docs.parent / file
            if judge.expect(path.is_file(), f"{place}: there is no {file}"):
                quoted.add(path)
                judge.expect(is_part(body, path.read_text(encoding="utf-8")),
                             f"{place}: {file} does not say this")
        else:
            judge.expect(language in ("console", "text", "sh"), f"{place}: a block of {language!r}")
    return quoted


def transcripts(body):
    """(command, lines that follow) of a console block."""
    command, lines = None, []
    for line in body.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, lines
            command, lines = line[2:], []
        else:
            lines.append(line)
    if command:
        yield command, lines


def matches(wanted, got):
    """Line by line; a line that is only … stands for any number of lines."""
    if not wanted:
        return not got
    if wanted[0].strip() == "…":
        return any(matches(wanted[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and wanted[0] == got[0] and matches(wanted[1:], got[1:])


def check_commands(judge, name, text, docs, program):
    """Runs every command in one copy of the examples, with the day of the samples."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "examples"
        shutil.copytree(docs / "examples", folder)
        for language, _, body, line in blocks(text):
            if language != "console":
                continue
            for command, wanted in transcripts(body):
                words = shlex.split(command)
                if not judge.expect(words[0] == "bifolium", f"{name}:{line}: {command}?"):
                    continue
                result = run([program, *words[1:]], cwd=folder, env=env)
                # Findings come first, then the summary, as a terminal shows them.
                got = (errors_of(result) + text_of(result)).replace(f"{docs.parent}/", "")
                wanted = [w.rstrip() for w in wanted]
                while wanted and not wanted[-1]:
                    wanted.pop()
                got = got.rstrip("\n").splitlines()
                if not judge.expect(matches(wanted, got), f"{name}:{line}: {command} now prints"):
                    for difference in difflib.unified_diff(wanted, got, "guide", "program",
                                                           lineterm=""):
                        judge.complain("    " + difference)


def names_of(grammar):
    """Elements, attributes and fixed values of a RELAX NG grammar."""
    tree = ElementTree.parse(grammar)
    elements = {e.get("name") for e in tree.iter(RNG + "element")}
    attributes = {e.get("name") for e in tree.iter(RNG + "attribute")}
    values = {e.text for e in tree.iter(RNG + "value")}
    return elements, attributes, values


def check_coverage(judge, name, text, grammar):
    elements, attributes, values = names_of(grammar)
    judge.expect(len(elements) > 5 and len(attributes) > 10, f"{grammar} could not be understood")
    for element in sorted(elements):
        judge.expect(re.search(f"<{re.escape(element)}[\\s/>]", text),
                     f"{name}: does not tell of <{element}>")
    for attribute in sorted(attributes):
        word = re.escape(attribute)
        judge.expect(re.search(f"`{word}`|(?<![\\w-]){word}=\"", text),
                     f"{name}: does not tell of the attribute {attribute}")
    for value in sorted(values):
        word = re.escape(value)
        judge.expect(re.search(f"[`\"'= ]{word}[`\"', ]", text),
                     f"{name}: does not tell of the value {value}")


def check_selectors(judge, name, text, root):
    """Every name that a selector may use, as the code lists them."""
    source = (root / "src" / "read" / "selector.cpp").read_text(encoding="utf-8")
    listed = re.search(r"kNames[^{]*\{(.*?)\};", source, re.DOTALL)
    if not judge.expect(listed, "no kNames in src/read/selector.cpp"):
        return
    for word in re.findall(r'"([a-z-]+)"', listed[1]):
        judge.expect(re.search(f"`{word}`|<{word}[\\s>]|match=\"[^\"]*(?<![\\w-]){word}(?![\\w-])",
                               text), f"{name}: does not tell of the name {word} for selectors")


def check_examples(judge, docs, program, quoted):
    """Every content by itself, and with every layout, without a finding."""
    contents = sorted((docs / "examples" / "content").glob("*.xml"))
    layouts = sorted((docs / "examples" / "layouts").glob("*.xml"))
    judge.expect(contents and layouts, "there are no examples")
    for content in contents:
        more = ["--values", values_file(content)] if values_file(content) else []
        for options in [[]] + [["-l", layout] for layout in layouts]:
            result = run([program, "check", content, *options, *more, "--as-of", AS_OF])
            judge.expect(result.returncode == 0 and not errors_of(result),
                         f"{content.name} {options[-1] if options else ''}: {errors_of(result)}")
    for grammar, files in (("content/content.rng", contents), ("layouts/layout.rng", layouts)):
        result = run(["xmllint", "--noout", "--nonet", "--relaxng", docs.parent / grammar, *files])
        judge.expect(result.returncode == 0, f"{grammar}:\n{errors_of(result)}")
    for path in contents + layouts:
        judge.expect(path in quoted, f"{path.relative_to(docs)} is quoted in no guide")


def check_pictures(judge, docs, texts):
    used = set()
    for name, text in texts.items():
        for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text):
            judge.expect(len(alt) > 20, f"{name}: the picture {target} is not described")
            used.add((docs / target).resolve())
    for picture in sorted((docs / "images" / "guide").glob("*.png")):
        judge.expect(picture.resolve() in used, f"{picture.name} is used in no guide")


def anchors(text):
    """The anchors of a page, as GitHub makes them of headings."""
    found = set()
    for heading in re.findall(r"^#+ (.*)$", re.sub(FENCE, "", text), re.MULTILINE):
        heading = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        found.add(re.sub(r"[^\w\- ]", "", heading).replace(" ", "-"))
    return found


def check_links(judge, root):
    pages = [root / "README.md", root / "CHANGELOG.md", root / "CONTRIBUTING.md",
             *sorted((root / "docs").rglob("*.md")), *sorted((root / "bench").glob("*.md"))]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for target in LINK.findall(re.sub(FENCE, "", text)):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = target.partition("#")
            path = (page.parent / file).resolve() if file else page
            where = page.relative_to(root)
            if not judge.expect(path.exists(), f"{where}: {target} leads nowhere"):
                continue
            if anchor:
                judge.expect(anchor in anchors(path.read_text(encoding="utf-8")),
                             f"{where}: there is no heading #{anchor} in {path.name}")


def self_test():
    """The checks can fail."""
    judge = Judge("guides.self-test")
    judge.expect(is_part("<a>\n  <b/>\n", "x\n  <a>\n    <b/>\n  </a>"), "a part is not found")
    judge.expect(not is_part("<a>\n  <b/>\n", "  <a>\n  <b/>\n"), "another indent is found")
    judge.expect(not is_part("<a>\n<c/>\n", "<a>\n<b/>\n<c/>\n"), "a gap is found")
    judge.expect(matches(["a", "…", "d"], ["a", "b", "c", "d"]), "… does not stand for lines")
    judge.expect(not matches(["a"], ["a", "b"]), "more lines are not seen")
    judge.expect(not matches(["a", "b"], ["a"]), "fewer lines are not seen")
    judge.expect(anchors("## A list of *x*, and `y`\n") == {"a-list-of-x-and-y"}, "wrong anchor")
    with tempfile.TemporaryDirectory() as work:
        grammar = Path(work) / "g.rng"
        grammar.write_text(f'<g xmlns="{RNG[1:-1]}"><element name="leaf"/></g>', encoding="utf-8")
        planted = Judge("planted")
        check_coverage(planted, "guide", "tells of <leaflet> alone", grammar)
        judge.expect(any("<leaf>" in c for c in planted.complaints), "a missing name is not seen")
        planted = Judge("planted")
        check_quotes(planted, "guide", "```xml g.rng\n<leaf/>\n```\n", Path(work))
        judge.expect(len(planted.complaints) == 1, "a wrong quotation is not seen")
    return judge.finish()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path)
    parser.add_argument("--program", type=Path)
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        return self_test()
    root, program = arguments.root.resolve(), arguments.program.resolve()
    docs = root / "docs"
    judge = Judge("guides")
    texts, quoted = {}, set()
    for name, grammar in GUIDES.items():
        text = texts[name] = (docs / name).read_text(encoding="utf-8")
        quoted |= check_quotes(judge, name, text, docs)
        check_commands(judge, name, text, docs, program)
        check_coverage(judge, name, text, root / grammar)
    check_selectors(judge, "layout-guide.md", texts["layout-guide.md"], root)
    check_examples(judge, docs, program, quoted)
    check_pictures(judge, docs, texts)
    check_links(judge, root)
    return judge.finish()


if __name__ == "__main__":
    sys.exit(main())
