"""How much memory a process has had by itself.

Not `getrusage`: its peak outlives exec, so that a child of a large process seems as large as that process was.
"""

from pathlib import Path

STATUS = Path("/proc/self/status")
PEAK = "VmHWM:"


def own_peak() -> int:
    """Bytes that this process has had in memory at most, since it began to run its program (a fork: since it was made)."""
    for line in STATUS.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith(PEAK):
            return int(line.split()[1]) << 10
    raise OSError(f"{STATUS}: no {PEAK}")
