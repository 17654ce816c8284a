"""Holds a press copy to PDF/X-4 (ISO 15930-7:2010): what the standard demands of a file like ours, each demand a function
below, named for its subject. There is no free validator of PDF/X-4; this one reads the file by way of qpdf. Its list is
that of the preflight programs' published checks; the text of the standard itself was not at hand."""

import re
import struct
import xml.etree.ElementTree as ElementTree

from pdf_objects import text

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
NAMESPACES = {
    "pdfxid": "http://www.npes.org/pdfx/ns/id/", "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/", "pdf": "http://ns.adobe.com/pdf/1.3/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


class File:
    """What the clauses look at."""

    def __init__(self, pdf, path):
        self.pdf = pdf
        self.bytes = path.read_bytes()
        self.packet = pdf.stream(pdf.catalog["/Metadata"]).decode("utf-8")
        self.xmp = ElementTree.fromstring(self.packet)
        self.pages = pdf.pages()
        intents = [pdf.get(intent) for intent in pdf.get(pdf.catalog.get("/OutputIntents")) or []]
        self.intents = [intent for intent in intents if intent.get("/S") == "/GTS_PDFX"]

    def said(self, name):
        prefix, local = name.split(":")
        found = self.xmp.find(f".//{{{NAMESPACES[prefix]}}}{local}")
        if found is None:
            return None
        item = found.find(f".//{RDF}li")
        return (item if item is not None else found).text

    def contents(self):
        """Bytes of every content stream: sides and forms."""
        for page in self.pages:
            contents = page["/Contents"]
            for reference in contents if isinstance(contents, list) else [contents]:
                yield page["/Resources"], self.pdf.stream(reference)
        for name, entry in self.pdf.objects.items():
            if "stream" in entry and entry["stream"]["dict"].get("/Subtype") == "/Form":
                yield entry["stream"]["dict"].get("/Resources"), self.pdf.stream(name[4:])


def header(file):
    """File: the version of the file is at most 1.6."""
    version = re.match(rb"%PDF-1\.(\d)", file.bytes)
    return version and int(version[1]) <= 6


def not_encrypted(file):
    """File: no encryption dictionary."""
    return "/Encrypt" not in file.pdf.trailer


def identifier(file):
    """File: the trailer has an /ID."""
    return len(file.pdf.trailer.get("/ID", [])) == 2


def version_claimed(file):
    """Metadata: the metadata name the version PDF/X-4."""
    return file.said("pdfxid:GTS_PDFXVersion") == "PDF/X-4"


def dates(file):
    """Metadata: metadata have the dates of creation, change and themselves, the same as in Info."""
    dates = [file.said("xmp:" + name) for name in ("CreateDate", "ModifyDate", "MetadataDate")]
    digits = {re.sub(r"\D", "", date or "") for date in dates}
    info = {re.sub(r"\D", "", text(file.pdf.info.get(key)) or "") for key in ("/CreationDate", "/ModDate")}
    return len(digits) == 1 and digits == info and len(digits.pop()) == 14


def named(file):
    """Metadata: metadata have title, document identifier, version identifier and rendition class."""
    return (file.said("dc:title") and file.said("dc:title") == text(file.pdf.info.get("/Title"))
            and re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", file.said("xmpMM:DocumentID") or "")
            and file.said("xmpMM:VersionID") and file.said("xmpMM:RenditionClass"))


def packet_plain(file):
    """Metadata: the metadata stream is neither filtered nor given an encoding."""
    stream = file.pdf.get(file.pdf.catalog["/Metadata"])
    return "/Filter" not in stream and " bytes=" not in file.packet and " encoding=" not in file.packet


def trapped(file):
    """Metadata: whether the file is trapped is said, and is said alike in Info and metadata."""
    said = file.pdf.info.get("/Trapped")
    return said in ("/True", "/False") and file.said("pdf:Trapped") == said[1:]


def one_intent(file):
    """Output intent: one output intent GTS_PDFX, with an identifier of its condition."""
    return len(file.intents) == 1 and text(file.intents[0].get("/OutputConditionIdentifier"))


def intent_profile(file):
    """Output intent: its profile is of an output device, in CMYK, of ICC version 2 or 4."""
    reference = file.intents[0].get("/DestOutputProfile")
    profile = file.pdf.stream(reference)
    size, version = struct.unpack(">I", profile[:4])[0], profile[8]
    return (size == len(profile) and version in (2, 4) and profile[12:16] == b"prtr"
            and profile[16:20] == b"CMYK" and file.pdf.get(reference)["/N"] == 4)


def colors_of_condition(file):
    """Colour: no device colour but that of the output intent: CMYK, and separations that stand for it."""
    for resources, content in file.contents():
        plain = re.sub(rb"\((?:\\.|[^\\()])*\)", b"()", content)
        if re.search(rb"(?<=\s)(?:rg|RG|g|G)(?=\s)", plain):
            return False
        spaces = file.pdf.get(file.pdf.get(resources).get("/ColorSpace")) or {}
        for name in re.findall(rb"/(\w+) (?:cs|CS)(?=\s)", plain):
            space = file.pdf.get(spaces.get("/" + name.decode()))
            if not space or space[0] != "/Separation" or space[2] != "/DeviceCMYK":
                return False
    return True


def fonts_embedded(file):
    """Fonts: the program of every font is in the file."""
    descriptors = [node for node in file.pdf.everything() if node.get("/Type") == "/FontDescriptor"]
    return descriptors and all(any(key in node for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                               for node in descriptors)


def boxes(file):
    """Boxes: MediaBox and TrimBox, no ArtBox; TrimBox in BleedBox in MediaBox; no CropBox that cuts a BleedBox."""
    for page in file.pages:
        media, trim, bleed = (file.pdf.box(page, name) for name in ("/MediaBox", "/TrimBox", "/BleedBox"))
        if not media or not trim or "/ArtBox" in page or "/CropBox" in page:
            return False
        bleed = bleed or trim
        inside = all(outer[i] <= inner[i] and inner[i + 2] <= outer[i + 2] for i in (0, 1)
                     for outer, inner in ((media, bleed), (bleed, trim)))
        if not inside:
            return False
    return True


def no_annotations(file):
    """Annotations: no annotation stands on a page but trap nets and printer's marks; ours have none."""
    return not any(page.get("/Annots") for page in file.pages)


def no_actions(file):
    """Actions: no actions and no JavaScript."""
    return not any(key in node for node in file.pdf.everything() for key in ("/AA", "/OpenAction", "/JavaScript", "/JS"))


def no_alternates(file):
    """Content: no alternate images, no OPI, no PostScript, no reference XObjects."""
    return not any(key in node for node in file.pdf.everything() for key in ("/Alternates", "/OPI", "/PS", "/Ref"))


def no_transfer_functions(file):
    """Graphics states: no transfer functions or halftones in graphics states, no rendering intents of our own."""
    states = []
    for node in file.pdf.everything():
        states += list((file.pdf.get(node.get("/ExtGState")) or {}).values())
    return states and not any(key in file.pdf.get(state) for state in states
                              for key in ("/TR", "/TR2", "/HT", "/HTP", "/BG", "/UCR"))


def filters(file):
    """File: no LZW."""
    return not any("/LZWDecode" in str(node.get("/Filter", "")) for node in file.pdf.everything())


def no_forms_or_xfa(file):
    """Forms: no interactive form."""
    return "/AcroForm" not in file.pdf.catalog


def viewer_boxes(file):
    """Viewer: viewers are not told to show or print another box than MediaBox or BleedBox."""
    preferences = file.pdf.get(file.pdf.catalog.get("/ViewerPreferences")) or {}
    return all(preferences.get(key) in (None, "/MediaBox", "/BleedBox")
               for key in ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip"))


CLAUSES = (header, not_encrypted, identifier, version_claimed, dates, named, packet_plain, trapped, one_intent,
           intent_profile, colors_of_condition, fonts_embedded, boxes, no_annotations, no_actions, no_alternates,
           no_transfer_functions, filters, no_forms_or_xfa, viewer_boxes)


def faults(pdf, path):
    """The clauses that the file breaks."""
    file = File(pdf, path)
    return [clause.__doc__ for clause in CLAUSES if not clause(file)]
