#!/usr/bin/env python3
"""Sets a document for each path that comes in on standard input, in one process, and answers each
with a line: processor time in nanoseconds, bytes. warm_make does the same with Bifolium.

    peer_worker.py typst FONTS       paths of .typ files
    peer_worker.py weasyprint        paths of .html files; fonts by $FONTCONFIG_FILE
"""
import pathlib
import sys
import time


def typst_maker(fonts):
    import typst

    # One compiler for all documents keeps fonts and whatever Typst remembers between them.
    compiler = typst.Compiler(font_paths=[fonts], ignore_system_fonts=True)
    return lambda path: compiler.compile(path.read_bytes(), format="pdf")


def weasyprint_maker():
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return lambda path: weasyprint.HTML(filename=path).write_pdf(font_config=fonts, pdf_tags=True)


MAKERS = {"typst": typst_maker, "weasyprint": weasyprint_maker}


def main():
    make = MAKERS[sys.argv[1]](*sys.argv[2:])
    for line in sys.stdin:
        path = pathlib.Path(line.rstrip("\n"))
        start = time.process_time_ns()
        pdf = make(path)
        end = time.process_time_ns()
        print(end - start, len(pdf), flush=True)


if __name__ == "__main__":
    main()
