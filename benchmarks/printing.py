"""What printing costs: `--print` of 10 MB beside Python's own reading and printing of the file.

python -m benchmarks printing [--quick]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import report
from benchmarks.documents import grown
from tests.terminal import JREADER, ROOT

BAR = 6.0
"""As a ratio to Python's own."""
SIZE = 10_000_000


def printed(argv: list[str]) -> float:
    """Milliseconds that a command takes to print everything into a file."""
    with tempfile.TemporaryFile() as out:
        begun = time.perf_counter()
        subprocess.run(argv, stdout=out, stderr=subprocess.DEVNULL, check=True, cwd=ROOT)
        return (time.perf_counter() - begun) * 1000


def measure() -> list[dict[str, object]]:
    """The rows of the table."""
    with tempfile.TemporaryDirectory(prefix="jreader-bench-") as folder:
        path = str(grown(Path(folder), SIZE))
        program = f"print(open({path!r}, encoding='utf-8').read())"
        commands = {
            "python": [sys.executable, "-X", "utf8", "-c", program],
            "jreader": [*JREADER, "--print", "--wrap", "strict", path],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(1 if report.quick else 3):
            for name, argv in commands.items():
                times[name].append(printed(argv))
    base = statistics.median(times["python"])
    return [
        {
            "what": "printing 10 MB",
            "program": name,
            "value": round(statistics.median(values), 1),
            "unit": "ms",
            "baseline": "python",
            "ratio": round(statistics.median(values) / base, 2),
            "bar": f"{BAR:g}×" if name == "jreader" else "",
        }
        for name, values in times.items()
    ]
