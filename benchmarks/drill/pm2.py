"""PM2's cluster mode, two instances, without a proxy: clients are connected to it."""

import json
import time

from supervision.pm2 import PM2

from .system import SERVER, System


class Pm2(System):
    name = "pm2"

    def begin(self):
        self.write("1")
        self.pm2("start", self.folder / "apps.json")

    def write(self, version):
        app = {
            "name": "web", "script": str(SERVER), "instances": 2, "exec_mode": "cluster", "max_restarts": 1000000,
            "env": {"PORT": str(self.port), "BOOK": str(self.book), "VERSION": version},
        }
        (self.folder / "apps.json").write_text(json.dumps({"apps": [app]}))

    def pm2(self, *words):
        self.run(PM2, *words, "--silent", **self.environment())

    def environment(self):
        return {"PM2_HOME": str(self.folder / "home"), "PM2_DISABLE_VERSION_CHECK": "true"}

    def reload(self, version):
        self.write(version)
        self.pm2("reload", self.folder / "apps.json", "--update-env")

    def broken(self):
        self.reload("broken")
        time.sleep(3)
        self.reload("2")

    def roots(self):
        return [int((self.folder / "home/pm2.pid").read_text())]

    def end(self):
        self.pm2("kill")

    def actions(self):
        return {
            "new version": lambda: self.reload("2"),
            "1 → 3 instances": lambda: self.pm2("scale", "web", "3"),
            "3 → 2 instances": lambda: self.pm2("scale", "web", "2"),
            "restart, 2 instances": lambda: self.pm2("restart", "web"),
            "broken version": self.broken,
            "kill -9, 1 of 2": self.kill,
        }
