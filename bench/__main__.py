"""Runs the benchmarks that are named, or all but the long ones: each in a process of its own, so that memory figures are its own."""

import subprocess
import sys

ALL = ("enrich", "crawl", "hostile", "link", "search", "whole", "fields", "vectors", "edits")
LONG = ("kills", "incremental", "crowds", "verify", "translations")  # up to a quarter of an hour each: only when named


def main(names: list[str]) -> int:
    """Exit code 1 when a benchmark could not run; a goal that is missed is printed, not hidden."""
    known = (*ALL, *LONG)
    wrong = [name for name in names if name not in known]
    if wrong:
        print(f"onbekend: {', '.join(wrong)}; kies uit {', '.join(known)}", file=sys.stderr)
        return 2
    return max(subprocess.call([sys.executable, "-m", f"bench.{name}"]) for name in names or ALL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
