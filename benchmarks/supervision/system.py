"""What all supervisors have in common here."""

import os
import shlex
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from . import meter, tools


@dataclass(frozen=True)
class Job:
    """One supervised process: its name and what the child is asked to do."""

    name: str
    words: tuple

    def command(self, fifo):
        return [str(tools.CHILD), self.name, str(fifo), *map(str, self.words)]

    def shell(self, fifo):
        return shlex.join(self.command(fifo))


class System:
    """A supervisor in a folder of its own. Subclasses say how it is told of its jobs, begun, and asked."""

    name = ""
    most = 1000
    """How many processes it is asked to keep at most."""
    stop_signal = signal.SIGTERM

    def __init__(self, folder, fifo):
        self.folder = Path(folder) / self.name
        self.folder.mkdir()
        self.fifo = fifo
        self.process = None

    def configure(self, jobs):
        raise NotImplementedError

    def command(self):
        raise NotImplementedError

    def listed(self):
        """How many processes it says are running."""
        raise NotImplementedError

    def log(self, job):
        """The file that has what a job printed."""
        raise NotImplementedError

    def environment(self):
        return tools.debian_environment()

    def start(self, jobs):
        self.configure(jobs)
        with open(self.folder / "out", "ab") as out:
            self.process = subprocess.Popen(
                self.command(), env=self.environment(), cwd=self.folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                start_new_session=True,
            )

    def roots(self):
        return [self.process.pid]

    def ask_to_stop(self):
        self.process.send_signal(self.stop_signal)

    def end(self):
        """Ends it with all that it keeps, by force if it must be."""
        family = [meter.identity(pid) for pid in meter.family(self.roots())] if self.process else []
        try:
            self.ask_to_stop()
            self.process.wait(30)
        except (subprocess.SubprocessError, OSError, RuntimeError, AttributeError):
            pass
        deadline = time.monotonic() + 10
        while any(map(meter.lives, family)) and time.monotonic() < deadline:
            time.sleep(0.05)
        for each in filter(meter.lives, family):
            os.kill(each[0], signal.SIGKILL)
        if self.process:
            self.process.wait(10)

    def run(self, *words):
        return tools.run(words, 60, env=self.environment(), cwd=self.folder)
