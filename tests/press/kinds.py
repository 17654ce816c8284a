"""Products that no house layout has, and a leaflet that is read from right to left."""

import random

# How a sheet is folded, and its panels in millimeters; all are 150 mm high.
FOLDS = {
    "half": [148, 148],
    "tri": [96, 99, 99],
    "z": [99, 99, 99],
    "gate": [104, 105, 105, 104],
    "accordion": [90, 90],
    "accordion-5": [90, 90, 90, 90, 90],
    "accordion-12": [90] * 12,
}

FOLDED = """<?xml version="1.0" encoding="UTF-8"?>
<layout xmlns="urn:bifolium:layout:1" name="{name}" title="Folded" extends="leaflet-a5">
  <page width="{width}mm" height="150mm" fold="{fold}" panels="{panels}" facing="no" inner="9.5mm"
        outer="9.5mm" top="13mm" bottom="14mm"/>
  <part kind="cover" own-page="yes"/>
  <part kind="body" own-page="yes"/>
  <part kind="references" own-page="yes"/>
  <style match="leaflet" size="11pt" leading="14pt"/>
  <decoration name="cover-panel" remove="yes"/>
  <press name="booklet" remove="yes"/>
  <press name="booklet-notes" remove="yes"/>
  <press name="two-up" remove="yes"/>
  <press name="signatures" remove="yes"/>
  <press name="plain" title="The sheet" kind="fold" duplex="short-edge" sheet="auto"/>
  <press name="marked" title="With marks" kind="fold" marks="crop fold registration color slug"/>
  <press name="cmyk" title="In CMYK" kind="fold" marks="crop fold registration color slug"
         profile="ghostscript/default_cmyk.icc"/>
</layout>
"""

WORDS = "السلام عليكم مرحبا المريض العلاج الطبيب الممرضة المستشفى الدواء الجرعة الألم الحمى الماء اليوم الأسبوع".split()

RIGHT_TO_LEFT = """<?xml version="1.0" encoding="UTF-8"?>
<leaflet xmlns="urn:bifolium:content:1" xml:lang="ar" type="condition">
  <meta><title>{title}</title><publisher>{publisher}</publisher><version>1</version><issued>2026-11-01</issued>
    <review>2029-11-01</review></meta>
  {body}
</leaflet>
"""


def fold_layout(name):
    panels = FOLDS[name]
    return FOLDED.format(name=name, fold=name.split("-")[0], width=max(panels),
                         panels=" ".join(f"{width}mm" for width in panels))


def right_to_left(sections):
    """A leaflet of that many sections; the same for the same number."""
    chance = random.Random(sections)

    def sentence(words):
        return " ".join(chance.choice(WORDS) for _ in range(words))

    body = ""
    for number in range(sections):
        paragraph = ". ".join(sentence(chance.randint(5, 12)) for _ in range(chance.randint(1, 5)))
        body += (f"<section><title>{sentence(3)} {number}</title><p>{paragraph}.</p>"
                 f"<list><item>{sentence(3)}</item><item>{sentence(4)}</item></list></section>\n")
    return RIGHT_TO_LEFT.format(title=sentence(2), publisher=sentence(2), body=body)
