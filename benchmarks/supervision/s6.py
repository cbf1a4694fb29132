"""s6: s6-svscan, and for each process an s6-supervise, one for its log, and an s6-log."""

from .runit import script
from .system import System


class S6(System):
    """As it is without a notification of readiness: whoever dies before it was ready is started a second later."""

    name = "s6"
    notifies = False

    def configure(self, jobs):
        for job in jobs:
            service = self.folder / "services" / job.name
            (service / "log").mkdir(parents=True)
            ready = ""
            if self.notifies:
                (service / "notification-fd").write_text("3\n")
                ready = "NOTIFY_FD=3 "
            script(service / "run", f"exec 2>&1\n{ready}exec {job.shell(self.fifo)}")
            script(service / "log/run", f"exec s6-log T s1000000000 {service}/log/main")
        self.services = [str(self.folder / "services" / job.name) for job in jobs]

    def command(self):
        return ["s6-svscan", "-c", "4096", str(self.folder / "services")]

    def listed(self):
        loop = 'for each; do s6-svstat -o up "$each"; done'
        return self.run("sh", "-c", loop, "sh", *self.services).count("true")

    def log(self, job):
        return self.folder / f"services/{job.name}/log/main/current"


class S6Notify(S6):
    name = "s6-notify"
    notifies = True
