"""Holds the structure of a press copy to that of its reading copy: the same tree with the same marked content, in the
same order, but that a press copy's content stands in forms, and its links have no annotations."""

from pdf_objects import text

KEPT = ("/S", "/Lang", "/E", "/ActualText", "/Alt", "/ID")


def marked_content(pdf, number_of, kid, page):
    """(page number of the leaflet, MCID) of a kid that is content; None for an annotation."""
    if isinstance(kid, int):
        return number_of[page], kid
    entry = pdf.get(kid)
    if entry.get("/Type") == "/OBJR":
        return None
    return number_of[entry.get("/Stm", entry.get("/Pg", page))], entry["/MCID"]


def tree(pdf, number_of, reference):
    """A structure element and what is in it, as plain lists."""
    element = pdf.get(reference)
    out = [tuple(str(text(pdf.get(element.get(key)))) for key in KEPT)
           + (str(pdf.get(element.get("/A"))),)]
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    for kid in kids:
        entry = pdf.get(kid)
        if isinstance(entry, dict) and "/S" in entry:
            out.append(tree(pdf, number_of, kid))
            continue
        content = marked_content(pdf, number_of, kid, element.get("/Pg"))
        if content is not None:
            out.append(content)
    return out


def page_references(pdf):
    """References of the pages, in order."""
    found = []

    def walk(reference):
        node = pdf.get(reference)
        if node.get("/Type") == "/Page":
            found.append(reference)
            return
        for kid in pdf.get(node["/Kids"]):
            walk(kid)
    walk(pdf.catalog["/Pages"])
    return found


def reading_tree(pdf):
    numbers = {reference: number for number, reference in enumerate(page_references(pdf), 1)}
    return tree(pdf, numbers, pdf.get(pdf.catalog["/StructTreeRoot"])["/K"])


def forms(pdf):
    """Number of the leaflet's page -> reference of its form, over all sides."""
    found = {}
    for page in pdf.pages():
        for name, reference in (pdf.get(pdf.get(page["/Resources"]).get("/XObject")) or {}).items():
            if name.startswith("/P"):
                found.setdefault(int(name[2:]), set()).add(reference)
    return found


def press_tree(pdf):
    numbers = {reference: number for number, references in forms(pdf).items() for reference in references}
    return tree(pdf, numbers, pdf.get(pdf.catalog["/StructTreeRoot"])["/K"])


def parent_tree_faults(pdf):
    """Every form's content is known to the elements that it belongs to (ISO 32000-1, 14.7.4.4)."""
    root = pdf.get(pdf.catalog["/StructTreeRoot"])
    entries = {}

    def walk(reference):
        node = pdf.get(reference)
        numbers = node.get("/Nums", [])
        entries.update(zip(numbers[::2], numbers[1::2]))
        for kid in node.get("/Kids", []):
            walk(kid)
    walk(root["/ParentTree"])
    faults = []
    for number, references in forms(pdf).items():
        for reference in references:
            form = pdf.get(reference)
            marks = pdf.stream(reference).count(b"/MCID ")
            if "/StructParents" not in form:
                if marks:
                    faults.append(f"page {number} has marked content, but no StructParents")
                continue
            owners = pdf.get(entries.get(form["/StructParents"])) or []
            for mcid, owner in enumerate(owners):
                kids = pdf.get(owner).get("/K", [])
                kids = kids if isinstance(kids, list) else [kids]
                if not any(isinstance(pdf.get(kid), dict) and pdf.get(kid).get("/MCID") == mcid
                           and pdf.get(kid).get("/Stm") == reference for kid in kids):
                    faults.append(f"page {number}: MCID {mcid} is not known to its element")
    return faults
