"""What the program's own --help says of its commands and options."""

import re
import subprocess


def commands(program):
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^  ([a-z]+) ", text.split("Subcommands:")[1].split("Exit status")[0], re.MULTILINE)


def options(program, command):
    """All names of a command's options, with dashes; `command` is empty for the program itself."""
    words = [program, command, "--help"] if command else [program, "--help"]
    text = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    found = re.findall(r"^  (-\S+)", text, re.MULTILINE)
    return {name for names in found for name in names.split(",")}
