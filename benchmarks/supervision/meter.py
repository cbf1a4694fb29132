"""Reads clocks, /proc and exits."""

import glob
import os
import platform
import re
import select
import time
from pathlib import Path


class Reports:
    """What children say of themselves: name, pid, and the nanosecond of their first instruction."""

    def __init__(self, path):
        os.mkfifo(path)
        self.path = path
        self.fd = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self.rest = b""
        self.last = {}

    def read(self, seconds):
        """Waits for reports, a while at most; those that came."""
        if not select.select([self.fd], [], [], max(0, seconds))[0]:
            return []
        self.rest += os.read(self.fd, 1 << 16)
        *whole, self.rest = self.rest.split(b"\n")
        came = [(name.decode(), int(pid), int(clock)) for name, pid, clock in (line.split() for line in whole)]
        self.last.update({name: (pid, clock) for name, pid, clock in came})
        return came

    def after(self, name, clock, seconds):
        """The first report of a process that began later than a moment: (pid, nanosecond)."""
        deadline = time.monotonic() + seconds
        while self.last.get(name, (0, 0))[1] <= clock:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{name} did not come back within {seconds} s")
            self.read(0.5)
        return self.last[name]

    def all_of(self, names, seconds):
        """Waits until each of these has begun: {name: (pid, nanosecond)}."""
        deadline = time.monotonic() + seconds
        missing = set(names) - self.last.keys()
        while missing:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{len(missing)} of {len(names)} did not start within {seconds} s, such as {min(missing)}")
            self.read(0.5)
            missing -= self.last.keys()
        return {name: self.last[name] for name in names}


def fields(pid):
    """The fields of /proc/PID/stat from the state on; None if it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return None


def identity(pid):
    """A pid and what proves that it is still the same process."""
    found = fields(pid)
    return pid, found and found[19]


def lives(who):
    found = fields(who[0])
    return bool(found) and found[19] == who[1] and found[0] != "Z"


def family(roots, without=()):
    """These processes and all their descendants, but for some with theirs."""
    children = {}
    for name in os.listdir("/proc"):
        found = fields(name) if name.isdigit() else None
        if found:
            children.setdefault(int(found[1]), []).append(int(name))
    open_ones, members, left_out = list(roots), [], set(without)
    while open_ones:
        pid = open_ones.pop()
        if pid not in left_out and fields(pid):
            members.append(pid)
            open_ones += children.get(pid, [])
    return members


def cpu(pids):
    """Seconds of CPU time that processes have used so far, with that of their children which have ended."""
    return sum(map(cpu_of, pids))


def cpu_of(pid):
    """From the scheduler, which counts nanoseconds for threads that live, or in ticks, which know of those that ended."""
    found = fields(pid)
    if not found:
        return 0
    own, ended = ((int(found[first]) + int(found[first + 1])) / os.sysconf("SC_CLK_TCK") for first in (11, 13))
    try:
        threads = [Path(each).read_text() for each in glob.glob(f"/proc/{pid}/task/*/schedstat")]
        return ended + max(own, sum(int(thread.split()[0]) for thread in threads) / 1e9)
    except OSError:
        return ended + own


def footprint(pids):
    """What processes hold: MB resident, MB resident where shared memory is shared out, threads, handles."""
    total = {"processes": 0, "rss": 0, "pss": 0, "threads": 0, "handles": 0}
    for pid in pids:
        try:
            memory = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total["rss"] += int(re.search(r"^Rss:\s+(\d+)", memory, re.M)[1]) / 1024
            total["pss"] += int(re.search(r"^Pss:\s+(\d+)", memory, re.M)[1]) / 1024
            total["threads"] += len(os.listdir(f"/proc/{pid}/task"))
            total["handles"] += len(os.listdir(f"/proc/{pid}/fd"))
            total["processes"] += 1
        except (OSError, TypeError):
            pass  # ended meanwhile
    return total


def await_exits(pids, begin, seconds):
    """Begins something, and waits until all of these have ended: the seconds that took."""
    waiting = select.poll()
    handles = [os.pidfd_open(pid) for pid in pids]
    try:
        for handle in handles:
            waiting.register(handle, select.POLLIN)
        clock = time.monotonic()
        begin()
        left = len(handles)
        while left:
            ended = waiting.poll(max(0, clock + seconds - time.monotonic()) * 1000)
            if not ended:
                raise RuntimeError(f"{left} of {len(pids)} still live after {seconds} s")
            for handle, _ in ended:
                waiting.unregister(handle)
            left -= len(ended)
        return time.monotonic() - clock
    finally:
        for handle in handles:
            os.close(handle)


def percentile(values, share):
    """The value that a share of all, such as 0.9, does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def machine():
    model = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    load = os.getloadavg()[0]
    return (
        f"{platform.system()} {platform.release()}, {os.cpu_count()} x {model[1] if model else platform.machine()}, "
        f"{time.strftime('%Y-%m-%d %H:%M')}, load {load:.1f}"
    )
