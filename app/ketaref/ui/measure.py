"""How long the start took and how much memory it needs, as the process itself sees it."""

import json
import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
elif sys.platform == "darwin":
    import resource

_IMPORTED = time.time()
_SECONDS_1601_TO_1970 = 11_644_473_600


def start_figures(window_at: float, ready_at: float) -> str:
    """One JSON line: milliseconds from the start of the process to two moments (`time.time()`), and its memory now."""
    started = process_start()
    return json.dumps(
        {
            "to_window_ms": round(1000 * (window_at - started), 1),
            "to_ready_ms": round(1000 * (ready_at - started), 1),
            "rss_mb": round(resident_bytes() / 2**20, 1),
        }
    )


def process_start() -> float:
    """When the process began, in seconds since 1970.

    Linux tells in hundredths of a second since boot, Windows exactly. Elsewhere (macOS tells only whole seconds) the
    import of this module counts, which leaves out the interpreter's own start.
    """
    if sys.platform == "linux":
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        since_boot = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME) + since_boot
    if sys.platform == "win32":
        times = [wintypes.FILETIME() for _ in range(4)]
        kernel = ctypes.windll.kernel32
        kernel.GetProcessTimes(wintypes.HANDLE(kernel.GetCurrentProcess()), *(ctypes.byref(each) for each in times))
        ticks = times[0].dwHighDateTime << 32 | times[0].dwLowDateTime
        return ticks / 10**7 - _SECONDS_1601_TO_1970
    return _IMPORTED


def resident_bytes() -> int:
    """Memory of this process that is in use now; on macOS and Windows the most there ever was."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    if sys.platform == "win32":
        # PROCESS_MEMORY_COUNTERS: two 32-bit fields, then PeakWorkingSetSize as the first of eight sizes.
        counters = (ctypes.c_size_t * 9)()
        counters[0] = ctypes.sizeof(counters)
        kernel = ctypes.windll.kernel32
        process = wintypes.HANDLE(kernel.GetCurrentProcess())
        kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), ctypes.sizeof(counters))
        return int(counters[1])
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return 0
