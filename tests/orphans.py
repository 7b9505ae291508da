"""Whether a child process ends when its parent is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

SECONDS = 30


def outlived(program: str) -> bool:
    """Whether the child that this Python program starts, and whose number it prints, lives on after the program was killed."""
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + SECONDS
    while lives(child) and time.monotonic() < until:
        time.sleep(0.05)
    return lives(child)


def lives(process: int) -> bool:
    """Whether a process runs still, and is no zombie."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
