"""Start and memory of installed programs against the same program run from source, by turns.

`python tests/benchmarks/bundle.py RUNS PROGRAM…`, such as `bundle.py 9 /usr/bin/ketamine-reference`, prints medians
of each and their ratios to the source. Uses the screen there is, else Qt's offscreen platform.
"""

import statistics
import sys
import tempfile

from start import OURS, run_once
from tqdm import tqdm

WHAT = ("window_ms", "complete_ms", "rss_mb")


def main() -> None:
    """Print one line for the source and for each program."""
    runs, programs = int(sys.argv[1]), sys.argv[2:]
    commands = {"from source": [sys.executable, "-c", OURS]}
    commands |= {program: [program, "--measure-start"] for program in programs}
    samples: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        for turn in tqdm(range(runs + 1), disable=not sys.stderr.isatty(), desc="starts"):
            for name, command in commands.items():
                sample = run_once(command, folder)
                if turn:
                    samples[name].append(sample)
    medians = {
        name: {what: statistics.median(sample[what] for sample in taken) for what in WHAT}
        for name, taken in samples.items()
    }
    source = medians["from source"]
    for name, figures in medians.items():
        shown = "  ".join(f"{what} {figures[what]:.1f} ({figures[what] / source[what]:.2f})" for what in WHAT)
        sys.stdout.write(f"{shown}  {name}\n")


if __name__ == "__main__":
    main()
