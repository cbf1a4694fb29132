"""runit: runsvdir, and for each process a runsv with an svlogd behind it."""

import signal

from .system import System


class Runit(System):
    name = "runit"
    stop_signal = signal.SIGHUP  # "sends a TERM signal to each runsv process"

    def configure(self, jobs):
        for job in jobs:
            service = self.folder / "services" / job.name
            (service / "log/main").mkdir(parents=True)
            (service / "log/main/config").write_text("s1000000000\n")
            script(service / "run", f"exec 2>&1\nexec {job.shell(self.fifo)}")
            script(service / "log/run", "exec svlogd -tt ./main")
        self.services = [str(self.folder / "services" / job.name) for job in jobs]

    def command(self):
        return ["runsvdir", "-P", str(self.folder / "services")]

    def listed(self):
        return sum(line.startswith("run:") for line in self.run("sv", "status", *self.services).splitlines())

    def log(self, job):
        return self.folder / f"services/{job.name}/log/main/current"


def script(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
