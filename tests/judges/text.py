"""Every word of the content is in the PDF's logical text, in order, with its spaces.

What the content must say is worked out here from the XML and the words file alone. Each paragraph
has to come back whole as a line of the logical text; what else stands there must be one of the
program's own additions, which are listed by `own_lines` and `own_labels`.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

from samples import Judge, errors_of, inspect, load_samples, run, text_of
from values import filled

C = "{urn:bifolium:content:1}"
W = "{urn:bifolium:words:1}"
XML = "{http://www.w3.org/XML/1998/namespace}"

# Blocks that hold inline text or blocks, and those that are paragraphs.
MIXED = {"item", "step", "answer", "definition", "cell"}
PARAGRAPHS = {"p", "question", "term", "title", "caption", "name", "phone", "email", "link",
              "address", "hours"}
CONTACT_LABELS = {"phone": "telephone", "email": "email", "link": "website", "address": "address",
                  "hours": "hours"}
BLOCKS = {"p", "list", "steps", "definitions", "faq", "key-points", "callout", "quote", "contacts",
          "table", "figure", "section"}
TRACE = ["reference-number", "version", "issued", "review", "department", "author", "reviewer",
         "audience", "evidence", "other-formats", "feedback", "title-en", "translation-of",
         "translator", "copyright"]
# Marks that have no ink and say nothing: those that the writer may add (and Poppler wraps runs in),
# and those by which an author allows or forbids a break.
IGNORED = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0x200E, 0x200F, *range(0x202A, 0x202F),
                         *range(0x2066, 0x206A)])
MARKER = re.compile(r"[\d\w]{1,6}[.)]?|\W{1,2}")


def local(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def collapse(text):
    """XML white space is one space; no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text)


def clean(text):
    return text.translate(IGNORED).rstrip(" ")


class Expected:
    """What a leaflet says, as patterns of whole lines."""

    def __init__(self, path, root):
        self.leaflet = filled(Path(path))
        language = self.leaflet.get(XML + "lang").split("-")[0]
        words = ElementTree.parse(root / "layouts" / "words" / f"{language}.xml").getroot()
        self.words = {w.get("name"): w.text or "" for w in words.iter(W + "word")}
        self.targets = {e.get(XML + "id"): e for e in self.leaflet.iter() if e.get(XML + "id")}
        self.meta = self.leaflet.find(C + "meta")
        self.references = self.leaflet.find(C + "references")
        # Without references, those that a condition takes away, nothing that cites them is printed.
        self.print = "none" if self.references is None else self.references.get("print", "full")
        self.numbers = {}
        for cite in self.leaflet.iter(C + "cite"):
            self.numbers.setdefault(cite.get("to"), len(self.numbers) + 1)
        for reference in [] if self.references is None else self.references:
            self.numbers.setdefault(reference.get(XML + "id"), len(self.numbers) + 1)
        self.lines = []
        for child in self.leaflet:
            if local(child) not in ("meta", "references", ""):
                self.block(child)

    # Inline text: a pattern, in which page numbers are groups named by their target.

    def inline(self, element, depth=0):
        out = self.escape(element.text)
        for child in element:
            out += self.inline_element(child, depth) + self.escape(child.tail)
        return out

    @staticmethod
    def escape(text):
        return re.escape(collapse(text or "").translate(IGNORED))

    def inline_element(self, child, depth):
        name = local(child)
        if name == "br":
            return r"[ \n\u2028]"
        if name == "cite":
            if self.print == "none":
                return "\0"  # With the space before it: see `paragraph`.
            return self.word("cite", number=str(self.numbers[child.get("to")]))
        if name == "q":
            kind = "quote-inner" if depth % 2 else "quote"
            return (re.escape(self.words[kind + "-open"]) + self.inline(child, depth + 1)
                    + re.escape(self.words[kind + "-close"]))
        if name == "xref":
            return self.cross_reference(child)
        return self.inline(child, depth) if name else ""

    def cross_reference(self, child):
        target = self.targets[child.get("to")]
        title = target.find(C + "title")
        fields = {"page": rf"(?P<p{self.groups()}>\d+)"}
        self.pages.append(child.get("to"))
        if len(child) or (child.text or "").strip():
            return self.word("xref-text", text=self.inline(child).strip(), **fields)
        if local(target) == "term":
            return self.word("xref-title", title=self.inline(target), **fields)
        if title is None:
            return self.word("xref-page", **fields)
        return self.word("xref-title", title=re.escape(self.plain(title)), **fields)

    def groups(self):
        return len(self.pages)

    def word(self, name, **fields):
        """The program's word, with patterns put into its fields."""
        out = ""
        for piece in re.split(r"(\{\w+\})", self.words[name]):
            field = piece[1:-1]
            out += fields[field] if piece.startswith("{") else re.escape(piece)
        return out

    @staticmethod
    def plain(element):
        return collapse("".join(element.itertext())).strip()

    # Blocks.

    def paragraph(self, element, prefix=""):
        self.pages = []
        pattern = self.inline(element)
        pattern = re.sub(r"(\\ |\\?\u00A0)?\0", "", pattern)
        pattern = re.sub(r"^(\\ )+|(\\ )+$", "", pattern)
        # Space at both ends of an inline element is one space in all.
        pattern = re.sub(r"(\\ )+", r"\\ ", pattern)
        if pattern:
            self.lines.append((re.compile(prefix + pattern), self.plain(element), self.pages))

    def block(self, element):
        name = local(element)
        if name == "key-points" and element.find(C + "title") is None:
            self.own_title("key-points")
        if name == "callout" and element.find(C + "title") is None:
            self.own_title(element.get("kind", "information"))
        if name in PARAGRAPHS:
            label = CONTACT_LABELS.get(name)
            prefix = re.escape(self.words[label] + " ") if label else ""
            self.paragraph(element, prefix)
        elif name in MIXED and not any(local(c) in BLOCKS for c in element):
            self.paragraph(element)
        else:
            for child in element:
                if local(child):
                    self.block(child)

    def own_title(self, word):
        title = self.words[word]
        self.lines.append((re.compile(re.escape(title)), title, []))

    # What the program adds.

    def field(self, name):
        element = self.meta.find(C + name)
        return None if element is None else self.plain(element)

    def date(self, iso, day=True):
        """A date in words names its year and, where `day` says so, its day."""
        year, _, number = iso.split("-")
        return rf"(?=.*{year})" + (rf"(?=.*\b{int(number)}\b)" if day else "") + r".{4,40}"

    def value(self, name, on_cover):
        text = self.field(name)
        if name in ("issued", "review"):
            return self.date(text, not on_cover)
        if name == "reference-number" and not on_cover:
            return self.with_version(text, self.field("version"))
        if name == "translation-of":
            element = self.meta.find(C + name)
            number = text or element.get("reference-number", "")
            return self.with_version(number, element.get("version"))
        return re.escape(text) + (r" \(\w+\)" if name == "title-en" else "")

    def with_version(self, reference, version):
        if not version:
            return re.escape(reference)
        return self.word("reference-version", reference=re.escape(reference),
                         version=re.escape(version))

    def own_lines(self, edition):
        """Cover, heading, trace block, references: patterns, each with how often at least."""
        kind = "kind-" + self.leaflet.get("type", "general")
        # A card has no room for it.
        own = [(re.escape(self.words[kind]), 0 if edition == "pocket-card" else 1), (re.escape(self.field("title")), 1)]
        for name in ("subtitle", "disclaimer"):
            if self.field(name):
                own.append((re.escape(self.field(name)), 1))
        if self.field("publisher"):
            own.append((re.escape(self.field("publisher")), 0))
        for name in TRACE:
            if self.meta.find(C + name) is None:
                continue
            # The version stands with the reference number, where there is one.
            joined = name == "version" and self.field("reference-number") is not None
            own.append((self.value(name, False), 0 if joined else 1))
            own.append((re.escape(self.words[name]) + " " + self.value(name, True), 0))
        return own

    def reference_lines(self):
        """The list of references, in the order of their numbers."""
        if self.references is None or self.print == "none":
            return []
        title = self.references.find(C + "title")
        lines = [self.words["references"] if title is None else self.plain(title),
                 self.words["references-intro"]]
        lines = [re.escape(l) for l in lines]
        numbered = sorted((r for r in self.references if local(r) == "reference"),
                          key=lambda r: self.numbers[r.get(XML + "id")])
        for reference in numbered:
            lines.append(re.escape(self.plain(reference.find(C + "title"))))
            source = reference.find(C + "source")
            parts = [] if source is None else [re.escape(self.plain(source))]
            if reference.get("accessed"):
                date = self.date(reference.get("accessed"))
                parts.append(self.word("accessed", date=date))
            if parts:
                lines.append(" ".join(parts))
            if reference.get("href") and self.print == "full":
                lines.append(re.escape(reference.get("href")))
        return lines


def take_in_order(judge, where, expected, lines, used):
    """Finds each expected line after the one before; gives (index, match) of those found."""
    at, found = 0, []
    for index, (pattern, plain) in enumerate(expected):
        position = next((i for i in range(at, len(lines))
                         if i not in used and re.fullmatch(pattern, lines[i])), None)
        if not judge.expect(position is not None, f"{where}: not there, or not in this place: {plain!r}"):
            continue
        used.add(position)
        found.append((index, re.fullmatch(pattern, lines[position])))
        at = position + 1
    return found


def judge_text(judge, root, program, sample):
    where = f"{sample['pdf']}"
    facts = inspect(program, sample["pdf"])
    if not judge.expect(facts is not None, f"{where}: bifolium inspect failed"):
        return
    expected = Expected(sample["content"], root)
    body = [clean(l["text"]) for l in facts["lines"]]
    labels = {i for i, l in enumerate(facts["lines"]) if l["type"] == "Lbl"}
    used = set()
    matches = take_in_order(judge, where, [(p, t) for p, t, _ in expected.lines], body, used)
    pages = {d["name"]: d["page"] for d in facts["destinations"]}
    for index, match in matches:
        _, plain, targets = expected.lines[index]
        for number, target in enumerate(targets):
            printed, true = match.group(f"p{number}"), pages.get(target)
            label = facts["pages"][true - 1]["label"] if true else None
            judge.expect(printed == label,
                         f"{where}: {plain!r} sends to page {printed}, but {target} is on {label}")
    take_in_order(judge, where, [(p, p) for p in expected.reference_lines()], body, used)
    for pattern, least in expected.own_lines(sample.get("edition")):
        hits = [i for i, l in enumerate(body) if re.fullmatch(pattern, l)]
        judge.expect(len(hits) >= least, f"{where}: the program's own line is missing: {pattern}")
        used.update(hits)
    own = set(expected.words.values())
    for i, line in enumerate(body):
        is_label = i in labels and (line in own or MARKER.fullmatch(line))
        judge.expect(i in used or is_label, f"{where}: nobody said {line!r}")
    for number, page in enumerate(facts["pages"], 1):
        judge.expect(not page["untagged_text"].strip(),
                     f"{where} page {number}: untagged text {page['untagged_text'][:60]!r}")
    judge.expect(facts["title"] == expected.field("title"), f"{where}: its title is {facts['title']!r}")


def logical_text(root, program, folder):
    judge = Judge("text")
    for sample in load_samples(folder):
        judge_text(judge, root, program, sample)
    return judge.finish()


def word_counts(text):
    """Words with hyphens at line ends undone and invisible marks dropped."""
    text = text.translate(IGNORED).replace("\u00AD", "")
    text = re.sub(r"(?<=\w)[-\u2010]\n\s*(?=\w)", "", text)
    return Counter(text.split())


def hyphen_at_line_end(word, squeezed):
    """A hyphen of the word's own at a line end: Poppler takes it for one that the line end brought."""
    return "-" in word and any(word[:i] + word[i + 1:] in squeezed
                               for i, c in enumerate(word) if c == "-")


def extraction(root, program, folder):
    """What Poppler and MuPDF extract holds the same words as the logical text."""
    judge = Judge("extraction")
    for sample in load_samples(folder):
        facts = inspect(program, sample["pdf"])
        if not judge.expect(facts is not None, f"{sample['pdf']}: bifolium inspect failed"):
            continue
        logical = word_counts("\n".join(l["text"] for l in facts["lines"]))
        furniture = word_counts("\n".join(p["artifact_text"] for p in facts["pages"]))
        for command in (["pdftotext", "-enc", "UTF-8", sample["pdf"], "-"],
                        ["mutool", "draw", "-q", "-F", "text", sample["pdf"]]):
            result = run(command)
            got = word_counts(text_of(result))
            where = f"{sample['pdf']} by {command[0]}"
            judge.expect(result.returncode == 0, f"{where}: {errors_of(result)}")
            # An address over two lines, or a mark set apart, is whole once white space is gone.
            squeezed = re.sub(r"\s", "", text_of(result).translate(IGNORED))
            lost = {w: n for w, n in (logical - got).items()
                    if squeezed.count(w) < n and not hyphen_at_line_end(w, squeezed)}
            whole = "".join(w + w.replace("-", "") for w in logical - got)
            # Poppler takes three short words at equal distances for one that is letter-spaced.
            whole += re.sub(r"\s", "", "".join(p["artifact_text"] for p in facts["pages"]))
            more = {w: n for w, n in (got - logical - furniture).items() if w not in whole}
            judge.expect(not lost, f"{where}: lost {dict(list(lost.items())[:8])}")
            # Furniture that is set in pieces may come in pieces too; what is left is stray text.
            stray = {w: n for w, n in more.items() if not any(w in f for f in furniture)}
            judge.expect(not stray, f"{where}: stray {dict(list(stray.items())[:8])}")
    return judge.finish()
