"""Upkeep as its launcher runs it."""

import json
import time
import urllib.request

from supervision import tools
from supervision.upkeep import JAVA, free_port

from .system import NODE, SERVER, System


class Upkeep(System):
    adapter = ""

    def begin(self):
        self.management = free_port()
        self.fixed = free_port()
        self.write()
        (self.folder / "proxy.yaml").write_text(
            json.dumps({"accessLog": "combined", "routes": [{"path": "/", "target": "http://127.0.0.1:1", "process": "web"}]})
        )
        jar = tools.ROOT / "examples/target/upkeep.jar"
        self.launch(*JAVA, "-jar", jar, "run", "--config", self.folder, "--adapter", self.adapter, "--port", self.port,
                    "--management-port", self.management)

    def write(self, version="1", port="auto", instances=1):
        web = {
            "name": "web", "command": NODE, "args": [str(SERVER)], "env": {"BOOK": str(self.book), "VERSION": version},
            "port": port, "instances": instances, "restartPolicy": {"delay": 0, "maxAttempts": 3},
        }
        # YAML is a superset of JSON
        (self.folder / "processes.yaml").write_text(json.dumps({"processes": {"web": web}}, indent=1))

    def post(self, path):
        token = (self.folder / ".upkeep/token").read_text().strip()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.management}{path}", method="POST", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()

    def restart(self):
        self.post("/api/processes/web/restart")

    def reload(self, **changes):
        self.write(**changes)
        self.post("/api/processes/reload")

    def broken(self):
        self.reload(version="broken", instances=2)
        time.sleep(3)
        self.reload(version="2", instances=2)

    def actions(self):
        return {
            "restart": self.restart,
            "new version": lambda: self.reload(version="2"),
            "another port": lambda: self.reload(version="2", port=self.fixed),
            "restart, port fixed": self.restart,
            "kill -9, 1 instance": self.kill,
            "1 → 3 instances": lambda: self.reload(version="2", instances=3),
            "3 → 2 instances": lambda: self.reload(version="2", instances=2),
            "restart, 2 instances": self.restart,
            "broken version": self.broken,
            "kill -9, 1 of 2": self.kill,
        }


class OnJetty(Upkeep):
    name = "upkeep-jetty"
    adapter = "jetty"


class OnVertx(Upkeep):
    name = "upkeep-vertx"
    adapter = "vertx"
