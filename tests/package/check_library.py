#!/usr/bin/env python3
"""Installs Bifolium into a folder, moves that folder, and builds examples/library against it.

    check_library.py --root ROOT --build BUILD --cmake CMAKE --compiler CXX --program BIFOLIUM

The example must give the bytes that the built program gives, and so must the installed program; the
library must show nothing but its public face; docs/library.md must quote the example as it is.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

AS_OF = "2026-11-01"
CONTENTS = ["leiomyosarcoma", "muscle-cramps", "soft-tissue-sarcoma"]


def run(command, **more):
    """Its standard output; what it said is shown where it fails."""
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                            check=False, **more)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit status {result.returncode}\n"
                 f"{result.stdout}{result.stderr}")
    return result.stdout


def expect(condition, what):
    if not condition:
        sys.exit(what)


def clean_environment():
    """Nothing but the place of the library may lead it to its data."""
    return {name: value for name, value in os.environ.items()
            if name not in ("BIFOLIUM_DATA", "LD_LIBRARY_PATH", "SOURCE_DATE_EPOCH")}


def install(arguments, tmp):
    """Installs under one prefix, and moves all to another."""
    first = tmp / "first"
    run([arguments.cmake, "--install", arguments.build, "--prefix", first])
    prefix = tmp / "moved" / "here"
    prefix.parent.mkdir()
    shutil.move(first, prefix)
    return prefix


def quoted(root):
    """Every block of code in docs/library.md that is quoted from the example, and where it is from."""
    text = (root / "docs/library.md").read_text()
    return re.findall(r"<!-- from (\S+) -->\n+```\w+\n(.*?)```", text, re.DOTALL)


def check_quotes(root):
    blocks = quoted(root)
    expect({name for name, _ in blocks} == {"main.cpp", "CMakeLists.txt"},
           "docs/library.md does not quote both files of the example")
    for name, block in blocks:
        source = (root / "examples/library" / name).read_text()
        expect(block in source, f"docs/library.md quotes what is not in {name}:\n{block}")


def check_face(library):
    """Public functions alone, and no header but theirs in the example."""
    names = run(["nm", "-D", "--defined-only", "-C", library])
    for line in names.splitlines():
        name = line.split(" ", 2)[2]
        expect(re.match(r"bifolium::(Typesetter|Compositor)::~?\w+(\[abi:cxx11\])?\(", name)
               or name.startswith("bifolium::version_text"), f"{library.name} shows {name}")
    expect("Compositor::make" in names, f"{library.name} does not show Compositor::make")


def check_example_includes(root):
    included = re.findall(r"#include [<\"](\S+)[>\"]", (root / "examples/library/main.cpp").read_text())
    foreign = [name for name in included if "/" in name and not name.startswith("bifolium/")]
    expect(not foreign, f"the example includes more than the public headers: {foreign}")


def library_folder(prefix):
    found = sorted(prefix.glob("lib*/**/libbifolium.so"))
    expect(len(found) == 1, f"libbifolium.so was installed {len(found)} times")
    return found[0].parent


def expect_same(root, program, folder, what, tmp):
    for name in CONTENTS:
        wanted = tmp / "wanted.pdf"
        run([program, "make", root / f"content/{name}.xml", "-o", wanted, "--as-of", AS_OF])
        expect((folder / f"{name}.pdf").read_bytes() == wanted.read_bytes(),
               f"{what} gave other bytes of {name} than the built program")


def check_example(arguments, prefix, tmp):
    root, build = arguments.root, tmp / "example"
    run([arguments.cmake, "-S", root / "examples/library", "-B", build,
         f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_CXX_COMPILER={arguments.compiler}",
         "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Werror"])
    run([arguments.cmake, "--build", build])
    out = tmp / "out"
    out.mkdir()
    # Other content than the installed: what lies beside the library must be found from anywhere.
    contents = [prefix / f"share/bifolium/content/{name}.xml" for name in CONTENTS]
    copies = tmp / "contents"
    copies.mkdir()
    for content in contents:
        shutil.copy(content, copies)
    run([build / "many_leaflets", out, *sorted(copies.iterdir())], cwd="/", env=clean_environment())
    expect_same(root, arguments.program, out, "the example", tmp)

    slip = copies / "slip.xml"
    slip.write_text((copies / "muscle-cramps.xml").read_text().replace("<title>", "<titel>", 1))
    result = subprocess.run([build / "many_leaflets", out, slip], capture_output=True, text=True,
                            check=False, env=clean_environment())
    expect(result.returncode == 1 and "slip.xml:" in result.stderr and "[BF" in result.stderr,
           f"the example let a broken content pass:\n{result.stderr}")
    expect(not (out / "slip.pdf").exists(), "the example wrote a PDF of a broken content")


def check_pkg_config(arguments, prefix, tmp):
    env = {**clean_environment(), "PKG_CONFIG_PATH": str(library_folder(prefix) / "pkgconfig")}
    flags = run(["pkg-config", "--cflags", "--libs", "bifolium"], env=env).split()
    rpath = f"-Wl,-rpath,{library_folder(prefix)}"
    run([arguments.compiler, "-std=c++20", arguments.root / "examples/library/main.cpp", *flags, rpath,
         "-pthread", "-o", tmp / "by-pkg-config"])
    out = tmp / "by-pkg-config-out"
    out.mkdir()
    run([tmp / "by-pkg-config", out, *[prefix / f"share/bifolium/content/{name}.xml" for name in CONTENTS]],
        cwd="/", env=clean_environment())
    expect_same(arguments.root, arguments.program, out, "the example by pkg-config", tmp)


def check_program(arguments, prefix, tmp):
    """The moved program finds its data and its modules, also by a link and from elsewhere."""
    link = tmp / "link"
    link.symlink_to(prefix / "bin/bifolium")
    env = clean_environment()
    copies = tmp / "contents"
    out = tmp / "program"
    run([link, "make", *[copies / f"{name}.xml" for name in CONTENTS], "-o", f"{out}/", "--as-of", AS_OF],
        cwd="/", env=env)
    expect_same(arguments.root, arguments.program, out, "the installed program", tmp)
    text = run([link, "inspect", out / "muscle-cramps.pdf", "--text"], cwd="/", env=env)
    expect("cramp" in text, "the installed program's inspect found no text")
    run([link, "proof", out / "muscle-cramps.pdf", "-o", out / "proof.png"], cwd="/", env=env)
    expect((out / "proof.png").read_bytes().startswith(b"\x89PNG"), "the installed program drew no proof")
    nobody = subprocess.run([link, "print", "--list"], cwd="/", capture_output=True, text=True, check=False,
                            env={**env, "CUPS_SERVER": str(tmp / "nobody")})
    expect("BF9201" in nobody.stderr, f"the installed program's print says: {nobody.stderr}")
    layouts = run([link, "layouts"], cwd="/", env=env)
    expect(str(prefix / "share/bifolium/layouts/leaflet-a5.xml") in layouts,
           f"the installed program does not list its own layouts:\n{layouts}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("root", "build", "program"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--cmake", default="cmake")
    parser.add_argument("--compiler", default="c++")
    arguments = parser.parse_args()
    check_quotes(arguments.root)
    check_example_includes(arguments.root)
    with tempfile.TemporaryDirectory(prefix="bifolium-") as folder:
        tmp = Path(folder).resolve()
        prefix = install(arguments, tmp)
        check_face(library_folder(prefix) / "libbifolium.so")
        check_example(arguments, prefix, tmp)
        check_pkg_config(arguments, prefix, tmp)
        check_program(arguments, prefix, tmp)


if __name__ == "__main__":
    main()
