"""The bench text as a leaflet for one patient: values in a letter's head, in a list and in a paragraph
of a later page. The same jobs for all programs."""
import json

from content import day

DECLARED = (
    '<values><value name="name" type="text" required="yes"/><value name="ward" type="text" '
    'required="yes"/><value name="day" type="date" required="yes"/><value name="time" type="time" '
    'required="yes"/><value name="dose" type="number" unit="mg" required="yes"/></values>'
)
HEAD = (
    '<p>Dear <value name="name"/>, please come to the <value name="ward"/> on <value name="day"/> '
    'at <value name="time"/>. Bring this leaflet with you.</p>'
)
DOSE = '<p>Your dose is <value name="dose"/>, first on <value name="day"/>.</p>'
FIRST = ("Amina", "Robert", "Li", "Maria", "Henry", "Joan", "Peter", "Susan", "Omar", "Grace")
LAST = ("Khan", "Smith", "Wei", "da Silva", "Brown", "Ferguson", "O’Neill", "Patel", "Mensah", "Jones")


def personal_content(text):
    """The content file's `text` as a leaflet that declares values."""
    for before, added in (("</meta>", DECLARED), ("<key-points>", HEAD), ("<p>Most forms of LMS", DOSE)):
        text = text.replace(before, added + before, 1)
    return text


def values_of(number):
    """The values of a job, as Bifolium takes them."""
    return {
        "name": f"{FIRST[number % 10]} {LAST[number // 10 % 10]}",
        "ward": "day unit" if number % 3 == 0 else f"ward {1 + number % 7}",
        "day": f"2026-12-{10 + number % 20}",
        "time": f"{'09' if number % 2 == 0 else '14'}:{10 + number % 50}",
        "dose": str(5 + number % 120),
    }


def printed_values(number):
    """The same values as the leaflet prints them, for programs that are told what to print."""
    values = values_of(number)
    return {**values, "day": day(values["day"]), "dose": values["dose"] + "\u00a0mg"}


def job_line(content, number):
    """A job of `bifolium batch`."""
    return json.dumps(
        {"content": str(content), "output": "{number}", "values": values_of(number)}) + "\n"
