"""No supervisor: a shell that begins each process with its output in a pipe to `cat`, which writes it to a file."""

import os
import signal

from .system import System


class Cat(System):
    name = "cat"

    def configure(self, jobs):
        lines = [f"{job.shell(self.fifo)} | cat >{self.log(job)} &" for job in jobs]
        (self.folder / "run").write_text("\n".join([*lines, "wait"]) + "\n")

    def command(self):
        return ["sh", str(self.folder / "run")]

    def log(self, job):
        return self.folder / f"{job.name}.log"

    def ask_to_stop(self):
        os.killpg(self.process.pid, signal.SIGTERM)
