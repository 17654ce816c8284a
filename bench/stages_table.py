#!/usr/bin/env python3
"""Prints the medians of a run of stages_bench as a table.

    stages_bench --benchmark_repetitions=5 --benchmark_format=json > stages.json
    stages_table.py stages.json
"""
import json
import pathlib
import sys

# How the table names what stages_bench.cpp and whole_bench.cpp measure, in order.
ROWS = {
    "read_content": "read: content",
    "read_layout": "read: layout",
    "style": "style",
    "shape_cold": "shape, no word known",
    "shape_warm": "shape, all words known",
    "lines": "lines",
    "pages": "pages: galley, page breaks, placing",
    "furniture": "pages: running heads and feet, contrast",
    "tags": "tags",
    "pdf_cold": "pdf, nothing kept",
    "pdf_warm": "pdf, subsets kept",
    "make_warm_same_text": "whole, warm, the same text again",
    "make_personal": "whole, warm, the same leaflet with other values",
    "make_warm/new_text": "whole, warm, new text",
    "make_warm/new_words": "whole, warm, new text of new words",
    "make_cold": "whole, cold: catalogue, layout, words and fonts too",
}


def medians(report):
    """Median processor time in microseconds by the benchmark's name without its parameters."""
    result = {}
    for run in report["benchmarks"]:
        if run.get("aggregate_name", "median") == "median":
            name = run["run_name"].split("/iterations")[0]
            result[name] = run["cpu_time"]
    return result


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    times = medians(json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")))
    unknown = sorted(times.keys() ^ ROWS.keys())
    if unknown:
        sys.exit("stages_table.py: not in both, the table and the run: " + ", ".join(unknown))
    print("| stage | processor µs |\n| --- | ---: |")
    for name, label in ROWS.items():
        print(f"| {label} | {times[name]:,.0f} |")


if __name__ == "__main__":
    main()
