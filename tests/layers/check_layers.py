#!/usr/bin/env python3
"""Holds every #include to the table of folders, and the sources to the list of what is banned.

    check_layers.py ROOT          checks ROOT/src and ROOT/include; exit 1 with a line per finding
    check_layers.py --self-test   plants violations in a temporary tree and asserts each is found

The table says which folders of src a folder may include, and which libraries: CMake's target links
stop cycles, but not an #include that happens to compile.
"""

import re
import sys
import tempfile
from pathlib import Path

# folder: (folders that it may include beside itself, libraries)
FOLDERS = {
    "core": ("", "crypto"),
    "read": ("core", "expat pugixml nlohmann"),
    "fonts": ("core read", "freetype harfbuzz"),
    "pictures": ("core", "png jpeg lcms2"),
    "style": ("core read fonts", "icu"),
    "shape": ("core fonts style", "harfbuzz icu"),
    "lines": ("core fonts style shape", "icu hyphen"),
    "pages": ("core fonts pictures style shape lines", "qrencode"),
    "press": ("core style pages", ""),
    "tags": ("core style lines pages", ""),
    "pdf": ("core fonts pictures style shape lines pages press tags", "podofo deflate lcms2"),
    "typeset": (
        "core read fonts pictures style shape lines pages press tags pdf",
        # --version names the libraries that equal bytes depend on, so it asks each for its own.
        "versions",
    ),
    "inspect": ("core", "qpdf"),
    "proof": ("core", "png"),
    "print": ("core", "cups"),
    "batch": ("core typeset", "nlohmann icu"),
    "cli": ("core typeset inspect proof print batch", "cli11"),
}

# library: headers in angle brackets, as a pattern of the whole name
LIBRARIES = {
    "crypto": r"openssl/.*",
    "expat": r"expat.*\.h",
    "pugixml": r"pugixml\.hpp",
    "nlohmann": r"nlohmann/.*",
    "freetype": r"ft2build\.h|freetype/.*",
    "harfbuzz": r"(harfbuzz/)?hb(-.*)?\.h",
    "png": r"png\.h",
    "jpeg": r"jpeglib\.h|jerror\.h|turbojpeg\.h",
    "lcms2": r"lcms2(_plugin)?\.h",
    "icu": r"unicode/.*",
    "hyphen": r"hyphen\.h",
    "qrencode": r"qrencode\.h",
    "podofo": r"podofo/.*",
    "deflate": r"libdeflate\.h",
    "qpdf": r"qpdf/.*",
    "cups": r"cups/.*",
    "cli11": r"CLI/.*",
    "googletest": r"(gtest|gmock)/.*",
    "benchmark": r"benchmark/.*",
}

# Which file may show which library's types to others: all of PoDoFo ends in src/pdf/*.cpp.
SOURCES_ONLY = {"podofo"}

STANDARD = set(
    """
algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono
cinttypes climits clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp
csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception
execution filesystem forward_list fstream functional future initializer_list iomanip ios iosfwd
iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers
numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex
source_location span sstream stack stdexcept stop_token streambuf string string_view strstream
syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set
utility valarray variant vector version
fcntl.h unistd.h dirent.h dlfcn.h errno.h glob.h malloc.h spawn.h sys/.*
""".split()
)

# name: (pattern, why, folders where it is allowed, whether tests are held to it)
BANS = {
    "double": (r"\bdouble\b|\blong double\b", "results differ by compiler flags; use Length", "", False),
    "float": (r"\bfloat\b", "results differ by compiler flags; use Length", "", False),
    "iostream": (
        r"std::c(out|err|in|log)\b|std::[io]?stringstream\b|#include <(iostream|sstream|iomanip)>",
        "streams write numbers by the locale, which can put commas into a PDF; use core/decimal.h",
        "",
        False,
    ),
    "locale": (
        r"std::locale\b|\bsetlocale\s*\(|#include <(locale|clocale)>",
        "a locale can put commas into a PDF",
        "",
        False,
    ),
    "format": (
        r"\bs?n?printf\s*\(|\bsto[df]\s*\(|\bstrto[df]\s*\(|\bato[fi]\s*\(",
        "C's number formats follow the locale; use core/decimal.h",
        "",
        False,
    ),
    "clock": (
        r"system_clock|steady_clock|high_resolution_clock|\btime\s*\(\s*(nullptr|NULL|0|&)"
        r"|\bgettimeofday\b|\bclock_gettime\b|\blocaltime|\bgmtime",
        "dates come from the content or SOURCE_DATE_EPOCH; only cli reads the clock",
        "cli",
        False,
    ),
    "environment": (r"\bgetenv\s*\(", "what a document depends on is passed in", "cli", False),
    "views": (r"std::views::|std::ranges::views|\bviews::", "clang 14 can't build libstdc++ 12's", "", True),
    "rand": (
        r"\bs?rand\s*\(|std::random_device|std::mt19937|#include <random>",
        "the same input gives the same bytes",
        "",
        False,
    ),
    "unordered": (
        r"std::unordered_\w+|#include <unordered_\w+>",
        "its order is not specified; only caches may use it",
        "",
        False,
    ),
    "pointer-key": (
        r"std::(set|map|hash|less)<\s*(const )?\w+\s*\*",
        "pointer values differ from run to run",
        "",
        False,
    ),
    "throw": (
        r"(?<!\w)throw\s+\w",
        "faults are data; a broken promise is BIFOLIUM_CHECK",
        "",
        False,
    ),
    "todo": (r"\b(TODO|FIXME|XXX)\b", "finish it, or write an issue", "", True),
}
# The one place of each that a ban has by design.
BY_DESIGN = {("core/check.h", "throw")}

ALLOW = re.compile(r"//\s*allow\(([\w, -]+)\):\s*\S")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def strip(text):
    """Blanks out comments and literals, keeping line numbers and #include lines."""
    pattern = re.compile(
        r'(?P<include>^[ \t]*#[ \t]*include[^\n]*)'
        r'|(?P<raw>R"(?P<tag>[^()\s]{0,16})\(.*?\)(?P=tag)")'
        r'|(?P<comment>//[^\n]*|/\*.*?\*/)'
        r'|(?P<string>"(?:\\.|[^"\\\n])*")'
        r"|(?P<char>(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+')",
        re.S | re.M,
    )

    def blank(match):
        if match.group("include"):
            return match.group(0)
        return "\n" * match.group(0).count("\n") or " "

    return pattern.sub(blank, text)


def is_test(path):
    return path.stem.endswith("_test") or path.stem.startswith(("test_", "fake_"))


def is_standard(name):
    return name in STANDARD or name.startswith("sys/")


def library_of(name):
    for library, pattern in LIBRARIES.items():
        if re.fullmatch(pattern, name):
            return library
    return None


def check_include(kind, name, folder, path):
    """What is wrong with an #include of `path` in `folder`; None where nothing is."""
    test = is_test(path)
    if folder == "include":
        if name.startswith("bifolium/") or (kind == "<" and is_standard(name)):
            return None
        return "the public headers include the standard library and each other alone"
    folders, libraries = FOLDERS[folder]
    if kind == '"':
        other = name.split("/")[0] if "/" in name else None
        if other == "bifolium" or other == folder or other in folders.split():
            return None
        if other is None:
            return f'write it from src: "{folder}/{name}"'
        if test and other in FOLDERS:
            order = list(FOLDERS)
            return None if order.index(other) <= order.index(folder) else (
                f"{folder} stands above {other}"
            )
        return f"{folder} may include {folders or 'nothing'}, not {other}"
    if is_standard(name):
        return None
    library = library_of(name)
    if library == "googletest" and test:
        return None
    if library is None:
        return f"<{name}> belongs to no library of the table"
    allowed = libraries.split()
    if "versions" in allowed and path.stem == "version" and path.suffix == ".cpp":
        return None
    # A test may use what the folders below it use, as an outside oracle.
    if test:
        for other in folders.split():
            allowed += FOLDERS[other][1].split()
    if library not in allowed:
        return f"{folder} may use {libraries or 'no library'}, not {library}"
    if library in SOURCES_ONLY and path.suffix == ".h":
        return f"types of {library} stay in .cpp files"
    return None


def check_bans(line, raw, folder, path, relative):
    allowed = ALLOW.search(raw)
    names = {n.strip() for n in allowed.group(1).split(",")} if allowed else set()
    for name, (pattern, why, folders, tests_too) in BANS.items():
        if folder in folders.split() or (is_test(path) and not tests_too):
            continue
        if (relative, name) in BY_DESIGN or name in names:
            continue
        if name == "unordered" and "cache" in path.stem:
            continue
        text = raw if name == "todo" else line
        if re.search(pattern, text):
            yield f"{name} is banned: {why}; an exception is `// allow({name}): reason`"


def check_file(path, folder, relative):
    raw_text = path.read_text(encoding="utf-8")
    raw = raw_text.split("\n")
    lines = strip(raw_text).split("\n")
    for number, (line, original) in enumerate(zip(lines, raw), 1):
        include = INCLUDE.match(line)
        if include:
            fault = check_include(include.group(1), include.group(2), folder, path)
            if fault:
                yield number, fault
        for fault in check_bans(line, original, folder, path, relative):
            yield number, fault
    if path.suffix == ".h" and "#pragma once" not in raw_text:
        yield 1, "a header starts with #pragma once"
    if path.suffix == ".cpp" and not is_test(path):
        header = path.with_suffix(".h")
        first = next((m.group(2) for m in map(INCLUDE.match, lines) if m), None)
        if header.exists() and first != f"{folder}/{header.name}":
            yield 1, f'its own header comes first: #include "{folder}/{header.name}"'


def check_tree(root):
    """All findings, as "src/x/y.cpp:3: …"."""
    root = Path(root)
    findings = []
    count = 0
    for base, prefix in ((root / "src", "src"), (root / "include" / "bifolium", "include/bifolium")):
        for path in sorted(base.rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            count += 1
            relative = path.relative_to(base).as_posix()
            folder = "include" if prefix.startswith("include") else relative.split("/")[0]
            if folder != "include" and folder not in FOLDERS:
                findings.append(f"{prefix}/{relative}:1: {folder} is no folder of the table")
                continue
            for number, fault in check_file(path, folder, relative):
                findings.append(f"{prefix}/{relative}:{number}: {fault}")
    if count == 0:
        findings.append(f"{root}: no sources were found")
    return findings


PLANTED = [
    ("src/lines/a.cpp", '#include "pages/page.h"', "not pages"),
    ("src/lines/a.cpp", '#include "a.h"', "write it from src"),
    ("src/lines/a.cpp", "#include <podofo/podofo.h>", "not podofo"),
    ("src/pdf/a.h", "#pragma once\n#include <podofo/podofo.h>", "stay in .cpp"),
    ("src/cli/a.cpp", "#include <boost/any.hpp>", "no library of the table"),
    ("src/utils/a.cpp", "", "no folder of the table"),
    ("include/bifolium/a.h", '#pragma once\n#include "core/length.h"', "public headers"),
    ("src/core/a.cpp", "double x = 1;", "double is banned"),
    ("src/core/a.cpp", "float x = 1;  // allow(double): the wrong name", "float is banned"),
    ("src/core/a.cpp", "double x = 1;  // allow(double):", "double is banned"),
    ("src/core/a.cpp", "std::cout << 1;", "iostream is banned"),
    ("src/core/a.cpp", "std::locale l;", "locale is banned"),
    ("src/pdf/a.cpp", "auto n = std::chrono::system_clock::now();", "clock is banned"),
    ("src/pages/a.cpp", "for (int i : v | std::views::reverse) {}", "views is banned"),
    ("src/pages/a.cpp", "int r = rand();", "rand is banned"),
    ("src/tags/a.cpp", "std::unordered_map<int, int> m;", "unordered is banned"),
    ("src/tags/a.cpp", "std::map<const Node*, int> m;", "pointer-key is banned"),
    ("src/tags/a.cpp", "throw Fault();", "throw is banned"),
    ("src/tags/a.cpp", "// TODO: later", "todo is banned"),
    ("src/tags/a.h", "struct A {};", "#pragma once"),
]
INNOCENT = [
    ("src/lines/a.cpp", '#include "shape/shape.h"\n#include <unicode/uchar.h>\n#include <vector>'),
    ("src/core/a.cpp", "// a double page\nconst char* s = \"double\";"),
    ("src/core/a.cpp", "double x = 1;  // allow(double): cairo takes nothing else"),
    ("src/cli/a.cpp", "auto n = std::time(nullptr);"),
    ("src/shape/word_cache.cpp", "std::unordered_map<int, int> m;"),
    ("src/pages/a_test.cpp", "#include <gtest/gtest.h>\ndouble x = 1;"),
]


def self_test():
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, text, expected) in enumerate(PLANTED + [(*i, None) for i in INNOCENT]):
            root = Path(folder) / str(number)
            path = root / name
            path.parent.mkdir(parents=True)
            path.write_text(text + "\n", encoding="utf-8")
            findings = check_tree(root)
            if expected is None and findings:
                failures.append(f"innocent {text!r}: {findings}")
            if expected is not None and not any(expected in f for f in findings):
                failures.append(f"planted {text!r} in {name}: expected {expected!r}, got {findings}")
    return failures


def main():
    if sys.argv[1:] == ["--self-test"]:
        findings = self_test()
    elif len(sys.argv) == 2:
        findings = check_tree(sys.argv[1])
    else:
        sys.exit(__doc__)
    for finding in findings:
        print(finding)
    if not findings:
        print("nothing found")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
