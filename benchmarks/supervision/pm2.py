"""PM2: a daemon that a command begins."""

import json
import os
import subprocess

from . import tools
from .system import System

PM2 = str(tools.NPM / "node_modules/.bin/pm2")


class Pm2(System):
    name = "pm2"
    most = 100
    time = False

    def configure(self, jobs):
        apps = [
            {
                "name": job.name,
                "script": job.command(self.fifo)[0],
                "args": job.command(self.fifo)[1:],
                "interpreter": "none",
                "restart_delay": 0,
                "max_restarts": 1000000,
                "out_file": str(self.log(job)),
                "error_file": str(self.folder / f"{job.name}.err"),
                "time": self.time,
            }
            for job in jobs
        ]
        (self.folder / "apps.json").write_text(json.dumps({"apps": apps}))

    def command(self):
        return [PM2, "start", str(self.folder / "apps.json"), "--silent"]

    def environment(self):
        return {**os.environ, "PM2_HOME": str(self.folder / "home"), "PM2_DISABLE_VERSION_CHECK": "true"}

    def roots(self):
        return [int((self.folder / "home/pm2.pid").read_text())]

    def listed(self):
        return sum(app["pm2_env"]["status"] == "online" for app in json.loads(self.run(PM2, "jlist", "--silent")))

    def ask_to_stop(self):
        subprocess.Popen(
            [PM2, "kill", "--silent"], env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, cwd=self.folder,
        )

    def log(self, job):
        return self.folder / f"{job.name}.log"


class Pm2Time(Pm2):
    name = "pm2-time"
    time = True
