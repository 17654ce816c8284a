"""Leaflets that are hard on a typesetter: one thing in them is very many, very long or very deep."""

HEAD = """<leaflet xmlns="urn:bifolium:content:1" xml:lang="en">
<meta><title>A sample</title></meta>
"""


def leaflet(body):
    return HEAD + body + "</leaflet>\n"


def cross_references(n):
    """One paragraph that sends n times to a page behind it, whose number is filled in late."""
    xrefs = '<xref to="s"/> '
    there = '<section xml:id="s"><title>There</title><p>End.</p></section>'
    return leaflet(f"<p>{xrefs * n}</p>{there}")


def links(n):
    """One paragraph of n words, each in two elements."""
    return leaflet(f"<p>{'<strong><em>word</em></strong> ' * n}</p>")


def marks(n):
    """n combining marks on one letter."""
    return leaflet(f"<p>Take e{chr(0x301) * n} care.</p>")


def plain_paragraph(n):
    """One paragraph of n words."""
    return leaflet(f"<p>{'Take one tablet with water. ' * (n // 5)}</p>")


def long_word(n):
    """A word of n letters."""
    return leaflet(f"<p>Take {'abcdefghij' * (n // 10)} daily.</p>")


def items(n):
    """A list of n items."""
    return leaflet(f"<list>{'<item>Take care.</item>' * n}</list>")


def headings(n):
    """n sections, each with a title of its own."""
    sections = "".join(f"<section><title>Part {i}</title><p>Text.</p></section>" for i in range(n))
    return leaflet(sections)


def nested_lists(n):
    """Lists nested n deep."""
    return leaflet("<list><item><p>One.</p>" * n + "</item></list>" * n)


def pages(n):
    """Paragraphs for about n pages of a leaflet, with headings between them."""
    paragraph = f"<p>{'Ask your care team before you take anything else. ' * 8}</p>"
    return leaflet(f"<section><title>Part</title>{paragraph * 4}</section>" * n)


def arabic(n):
    """One paragraph of n words that run from right to left, among Latin ones."""
    return leaflet(f'<p xml:lang="ar">{"السلام عليكم word " * (n // 3)}</p>')


def quantities(n):
    """One paragraph with n protected runs."""
    return leaflet(f"<p>{'<measure>5 mg</measure> or ' * n}</p>")


def citations(n):
    """n references, each cited once."""
    cites = "".join(f'<cite to="r{i}"/> ' for i in range(n))
    references = "".join(f'<reference xml:id="r{i}"><title>Work {i}</title></reference>'
                         for i in range(n))
    return leaflet(f"<p>Said{cites}.</p><references>{references}</references>")
