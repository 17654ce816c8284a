"""What given values make of a content file, worked out apart from the program.

A sample NAME.xml that declares values has them in NAME.values.json beside it. Samples with values are in
British English: how a language writes dates and numbers is for the unit tests.
"""

import json
import re
import xml.etree.ElementTree as ElementTree

C = "{urn:bifolium:content:1}"
MONTHS = ("January February March April May June July August September October November "
          "December").split()
TOKEN = re.compile(r"""\s*('[^']*'|"[^"]*"|[!<>]=|[=<>()]|-?\d[\d.]*|[\w.-]+)""")
HEADS = {C + name for name in ("title", "term", "question", "name")}


def values_file(content):
    """The file of values beside a content file, or None."""
    path = content.with_name(content.stem + ".values.json")
    return path if path.exists() else None


def printed(declared, text):
    """A value as British English prints it."""
    if declared.get("type") == "date":
        year, month, day = text.split("-")
        return f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    if declared.get("type") == "number":
        unit = declared.get("unit")
        return text + {None: "", "%": "%"}.get(unit, f"\u00a0{unit}")
    return text


class Condition:
    """Evaluates a @when by recursive descent."""

    def __init__(self, text, declared, given):
        self.tokens = TOKEN.findall(text) + [""]
        self.declared, self.given = declared, given

    def next(self):
        return self.tokens.pop(0)

    def any(self):
        out = self.all()
        while self.tokens[0] == "or":
            self.next()
            out = self.all() or out
        return out

    def all(self):
        out = self.one()
        while self.tokens[0] == "and":
            self.next()
            out = self.one() and out
        return out

    def one(self):
        token = self.next()
        if token == "not":
            return not self.one()
        if token == "(":
            out = self.any()
            assert self.next() == ")"
            return out
        value = self.given.get(token, "")
        if self.tokens[0] not in ("=", "!=", "<", "<=", ">", ">="):
            return bool(value)
        sign, other = self.next(), self.next().strip("'\"")
        if not value:
            return sign == "!="
        if self.declared[token].get("type") == "number":
            value, other = float(value), float(other)
        return {"=": value == other, "!=": value != other, "<": value < other, "<=": value <= other,
                ">": value > other, ">=": value >= other}[sign]


def prune(element, declared, given):
    """Takes out what is not printed; says whether anything but heads is left."""
    out = False
    for child in list(element):
        if child not in list(element):
            continue  # An answer that went with its question.
        when = child.get("when")
        if (when and not Condition(when, declared, given).any()) or not prune(child, declared, given):
            at = list(element).index(child)
            if child.tag in (C + "definition", C + "answer"):
                element.remove(element[at - 1])
            if child.tag in (C + "term", C + "question"):
                element.remove(element[at + 1])
            element.remove(child)
            out = True
    return not out or any(child.tag not in HEADS for child in element)


def filled(content):
    """The root of a content file as it is printed: conditions decided, values as text."""
    root = ElementTree.parse(content).getroot()
    declarations = root.findall(f"{C}meta/{C}values/{C}value")
    path = values_file(content)
    if path is None:
        return root
    declared = {value.get("name"): value for value in declarations}
    given = {name: value.get("default", "") for name, value in declared.items()}
    given.update({k: str(v) for k, v in json.loads(path.read_text(encoding="utf-8")).items()})
    prune(root, declared, given)
    for value in root.iter(C + "value"):
        if value.get("type") is None:
            name = value.get("name")
            value.text = printed(declared[name], given[name])
    return root
