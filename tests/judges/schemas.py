"""Every XML file against its grammar, by two judges of RELAX NG that share no code."""

from samples import Judge, errors_of, run, text_of

GRAMMARS = [
    ("content/content.rng", ["content/*.xml", "tests/content/*.xml", "bench/content/*.xml"]),
    ("layouts/layout.rng", ["layouts/*.xml"]),
    ("layouts/words.rng", ["layouts/words/*.xml"]),
    ("fonts/catalogue.rng", ["fonts/catalogue.xml"]),
]


def schemas(root, program, folder):
    judge = Judge("schemas")
    for grammar, patterns in GRAMMARS:
        if not judge.expect((root / grammar).exists(), f"{grammar} is missing"):
            continue
        files = [f for p in patterns for f in sorted(root.glob(p))]
        judge.expect(bool(files), f"{grammar}: no file to hold to it")
        for command in (["xmllint", "--noout", "--nonet", "--relaxng", root / grammar],
                        ["jing", root / grammar]):
            result = run([*command, *files])
            judge.expect(result.returncode == 0,
                         f"{command[0]} {grammar}:\n{text_of(result)}{errors_of(result)}")
    return judge.finish()
