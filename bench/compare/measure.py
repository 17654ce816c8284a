"""Runs programs and measures what they cost."""
import dataclasses
import os
import statistics
import subprocess
import sys
import time

median = statistics.median


@dataclasses.dataclass
class Sample:
    processor_ms: float
    wall_ms: float
    peak_mb: float


class Process:
    """A program that is started for every text. `command` gives its arguments for a text."""

    def __init__(self, name, command, output, environment):
        self.name = name
        self.command = command
        self.output = output
        self.environment = environment

    def run(self, text, standard_input=None):
        """One run, from start to end. Ends this program where that one fails."""
        arguments = self.command(text)
        quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
        if standard_input:
            quiet.append((os.POSIX_SPAWN_OPEN, 0, standard_input, os.O_RDONLY, 0))
        start = time.perf_counter()
        child = os.posix_spawnp(arguments[0], arguments, self.environment, file_actions=quiet)
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
        if status != 0:
            sys.exit(f"{self.name} failed: {' '.join(arguments)}")
        return Sample(
            (usage.ru_utime + usage.ru_stime) * 1e3,
            wall * 1e3,
            # Linux counts in KiB, and starts from the size of the process that forked: this one.
            usage.ru_maxrss * 1024 / 1e6,
        )


class Worker:
    """A process that sets a text for each path that it is given, and measures itself."""

    def __init__(self, name, command, environment):
        self.name = name
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def make(self, path):
        """Processor time in ms that the text took. Ends this program where the worker fails."""
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer:
            sys.exit(f"{self.name} failed on {path}")
        return int(answer[0]) / 1e6

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def ratio_text(own, others):
    """How much of the others' time our own takes: the median over texts, as "1/7.3"."""
    return f"1/{median([other / mine for mine, other in zip(own, others)]):.1f}"
