#!/usr/bin/env python3
"""Sets a document for each line that comes in on standard input, in one process, and answers each with
a line: processor time in nanoseconds, bytes. warm_make does the same with Bifolium.

    peer_worker.py typst FONTS          paths of .typ files
    peer_worker.py weasyprint           paths of .html files; fonts by $FONTCONFIG_FILE

A line is a path, then a tab and NAME=VALUE for each value that the document is filled in with. With
--out DIR after the program's name, each document is written to a file there as well.
"""
import json
import pathlib
import sys
import time

from to_html import filled_html


def typst_maker(fonts):
    import typst

    # One compiler for all documents keeps fonts and whatever Typst remembers between them; for a
    # template that is filled in, one that has the template as its main file.
    compilers = {}

    def make(path, values):
        if not values:
            if None not in compilers:
                compilers[None] = typst.Compiler(font_paths=[fonts], ignore_system_fonts=True)
            return compilers[None].compile(path.read_bytes(), format="pdf")
        if path not in compilers:
            compilers[path] = typst.Compiler(path, font_paths=[fonts], ignore_system_fonts=True)
        return compilers[path].compile(format="pdf")

    return make


def weasyprint_maker():
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    templates = {}

    def make(path, values):
        if not values:
            page = weasyprint.HTML(filename=path)
        else:
            if path not in templates:
                templates[path] = path.read_text(encoding="utf-8")
            page = weasyprint.HTML(string=filled_html(templates[path], values))
        return page.write_pdf(font_config=fonts, pdf_tags=True)

    return make


MAKERS = {"typst": typst_maker, "weasyprint": weasyprint_maker}


def main():
    arguments = sys.argv[1:]
    folder = None
    if "--out" in arguments:
        at = arguments.index("--out")
        folder = pathlib.Path(arguments[at + 1])
        del arguments[at : at + 2]
    make = MAKERS[arguments[0]](*arguments[1:])
    for number, line in enumerate(sys.stdin, start=1):
        path, *fields = line.rstrip("\n").split("\t")
        values = dict(field.split("=", 1) for field in fields)
        if values:  # Where a Typst document looks for them.
            text = json.dumps(values)
            pathlib.Path(path).with_name("values.json").write_text(text, encoding="utf-8")
        start = time.process_time_ns()
        pdf = make(pathlib.Path(path), values)
        end = time.process_time_ns()
        if folder:
            (folder / f"{number}.pdf").write_bytes(pdf)
        print(end - start, len(pdf), flush=True)


if __name__ == "__main__":
    main()
