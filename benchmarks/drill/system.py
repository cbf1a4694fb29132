"""What all that is drilled has in common."""

import os
import signal
import subprocess
import time
from pathlib import Path

from supervision import meter, tools
from supervision.upkeep import free_port

SERVER = Path(__file__).resolve().parent / "server.js"
NODE = "node"


class System:
    """A supervisor and its proxy, in a folder of its own. Subclasses say how each change is made; what they lack can't be done."""

    name = ""

    def __init__(self, folder):
        self.folder = Path(folder) / self.name
        self.folder.mkdir()
        self.book = self.folder / "book"
        self.book.touch()
        self.port = free_port()
        self.programs = []

    def begin(self):
        raise NotImplementedError

    def actions(self):
        """By the name of a change: what makes it."""
        raise NotImplementedError

    def launch(self, *words, **environment):
        with open(self.folder / "out", "ab") as out:
            self.programs.append(
                subprocess.Popen(
                    [str(word) for word in words], env={**tools.debian_environment(), **environment}, cwd=self.folder,
                    stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
                )
            )

    def run(self, *words, **environment):
        """Runs a command for a minute at most; what comes of it is seen in the requests."""
        with open(self.folder / "out", "ab") as out:
            subprocess.run(
                [str(word) for word in words], env={**tools.debian_environment(), **environment}, cwd=self.folder, timeout=60,
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False,
            )

    def roots(self):
        return [program.pid for program in self.programs]

    def kill(self):
        """Ends one backend, as nothing can prevent."""
        backends = [pid for pid in meter.family(self.roots()) if str(SERVER) in command_line(pid)]
        if not backends:
            raise RuntimeError(f"{self.name} has no backend to kill")
        os.kill(max(backends), signal.SIGKILL)

    def end(self):
        """Ends all of it, by force if it must be."""
        family = [meter.identity(pid) for pid in meter.family(self.roots())]
        for program in self.programs:
            program.terminate()
        deadline = time.monotonic() + 15
        while any(map(meter.lives, family)) and time.monotonic() < deadline:
            for program in self.programs:
                program.poll()
            time.sleep(0.05)
        for each in filter(meter.lives, family):
            os.kill(each[0], signal.SIGKILL)
        for program in self.programs:
            program.wait(10)


def command_line(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
