#!/usr/bin/env python3
"""Holds the program's PDFs to outside judges.

    judge.py NAME --root REPOSITORY --program BIFOLIUM --samples FOLDER

`samples` makes the PDFs; all others look at them: verapdf, qpdf, rendering, text, extraction,
bytes, exits; and `schemas` looks at every XML file.
"""

import argparse
import sys
from pathlib import Path

import conformance
import exits
import planted
import rendering
import same_bytes
import samples
import schemas
import text

JUDGES = {
    "samples": samples.make_samples,
    "verapdf": conformance.verapdf,
    "qpdf": conformance.qpdf,
    "planted": planted.planted,
    "rendering": rendering.rendering,
    "text": text.logical_text,
    "extraction": text.extraction,
    "bytes": same_bytes.same_bytes,
    "exits": exits.exits,
    "schemas": schemas.schemas,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judge", choices=JUDGES)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--samples", type=Path, required=True)
    given = parser.parse_args()
    return JUDGES[given.judge](given.root.resolve(), given.program.resolve(),
                               given.samples.resolve())


if __name__ == "__main__":
    sys.exit(main())
