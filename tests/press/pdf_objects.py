"""The objects of a PDF, read by qpdf: what the checks of press copies look at."""

import base64
import json

from samples import errors_of, run


class Pdf:
    """A file's objects, by reference ("12 0 R"), with streams decoded."""

    def __init__(self, path):
        result = run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path])
        if result.returncode != 0:
            raise ValueError(f"qpdf can't read {path}: {errors_of(result)}")
        self.objects = json.loads(result.stdout)["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])
        self.info = self.get(self.trailer.get("/Info", {}))

    def get(self, value):
        """What a value is, or refers to; of a stream its dictionary."""
        while isinstance(value, str) and value.endswith(" R"):
            entry = self.objects.get("obj:" + value, {})
            value = entry["stream"]["dict"] if "stream" in entry else entry.get("value")
        return value

    def stream(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"].get("data", ""))

    def everything(self):
        """Every dictionary, wherever it stands."""
        pending = [entry["stream"]["dict"] if "stream" in entry else entry.get("value")
                   for name, entry in self.objects.items() if name.startswith("obj:")]
        pending.append(self.trailer)
        while pending:
            value = pending.pop()
            if isinstance(value, dict):
                yield value
                pending.extend(value.values())
            elif isinstance(value, list):
                pending.extend(value)

    def pages(self):
        def walk(node, inherited):
            node = self.get(node)
            mine = {**inherited, **{key: node[key] for key in ("/MediaBox", "/Resources", "/CropBox", "/Rotate")
                                    if key in node}}
            if node.get("/Type") == "/Page":
                yield {**mine, **node}
                return
            for kid in self.get(node["/Kids"]):
                yield from walk(kid, mine)
        return list(walk(self.catalog["/Pages"], {}))

    def box(self, page, name):
        value = self.get(page.get(name))
        return tuple(float(number) for number in value) if value else None


def text(value):
    """A string object of qpdf's JSON as text."""
    return value[2:] if isinstance(value, str) and value.startswith(("u:", "b:")) else value
