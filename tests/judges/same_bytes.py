"""The same input gives the same bytes, whatever surrounds the program."""

import os
import shutil
import tempfile
from pathlib import Path

from samples import AS_OF, Judge, contents, errors_of, inspect, run, text_of

# Asks the C library itself, so that a locale that is not installed can't pass unseen.
ASSERT_LOCALE = ("import locale; locale.setlocale(locale.LC_ALL, ''); "
                 "assert locale.localeconv()['decimal_point'] == ','")


def make(program, content, output, cwd=None, env=None, more=()):
    environment = {k: v for k, v in os.environ.items()
                   if k not in ("SOURCE_DATE_EPOCH", "BIFOLIUM_DATA", "TZ", "LC_ALL")}
    environment.update(env or {})
    result = run([program, "make", content, "-o", output, "--as-of", AS_OF, *more], cwd=cwd,
                 env=environment)
    return result, output.read_bytes() if output.exists() else b""


def same_bytes(root, program, folder):
    judge = Judge("bytes")
    comma = {"LC_ALL": "de_DE.UTF-8"}
    checked = run(["python3", "-c", ASSERT_LOCALE], env={**os.environ, **comma})
    judge.expect(checked.returncode == 0, "the locale de_DE.UTF-8 is not installed (locales-all)")
    for content in contents(root):
        if content.name not in ("leiomyosarcoma.xml", "kitchen-sink.xml", "greek.xml"):
            continue
        with tempfile.TemporaryDirectory() as place:
            place = Path(place)
            first_run, first = make(program, content, place / "first.pdf")
            if not judge.expect(first_run.returncode == 0 and first,
                                f"{content}: {errors_of(first_run)}"):
                continue
            elsewhere = place / "elsewhere" / content.parent.name
            elsewhere.mkdir(parents=True)
            shutil.copy(content, elsewhere)
            relative = f"{content.parent.name}/{content.name}"
            variants = {
                "made again": {},
                "in another folder": {"cwd": place / "elsewhere", "content": relative},
                "with a decimal comma": {"env": comma},
                "in Kiritimati": {"env": {"TZ": "Pacific/Kiritimati"}},
                "in the Marquesas": {"env": {"TZ": "Pacific/Marquesas", "LANG": "C"}},
                "on another day": {"more": ["--as-of", "2027-02-28"]},
            }
            for name, variant in variants.items():
                variant = dict(variant)
                source = variant.pop("content", content)
                more = variant.pop("more", [])
                if more:
                    output = place / "variant.pdf"
                    result = run([program, "make", source, "-o", output, *more])
                    made = output.read_bytes() if output.exists() else b""
                else:
                    result, made = make(program, source, place / "variant.pdf", **variant)
                judge.expect(made == first, f"{content} {name}: other bytes\n{errors_of(result)}")
                (place / "variant.pdf").unlink(missing_ok=True)
            dated(judge, program, content, place, first)
    return judge.finish()


def dated(judge, program, content, place, first):
    """SOURCE_DATE_EPOCH is the date, and changes nothing but the date."""
    env = {"SOURCE_DATE_EPOCH": "951827696"}
    _, one = make(program, content, place / "dated.pdf", env=env)
    facts = inspect(program, place / "dated.pdf") or {}
    judge.expect(facts.get("created", "").startswith("D:20000229123456"),
                 f"{content}: SOURCE_DATE_EPOCH gives the date {facts.get('created')!r}")
    _, two = make(program, content, place / "dated2.pdf", env={**env, "TZ": "Asia/Kathmandu"})
    judge.expect(one == two, f"{content}: other bytes with SOURCE_DATE_EPOCH in another time zone")
    judge.expect(one != first, f"{content}: SOURCE_DATE_EPOCH changes nothing")
