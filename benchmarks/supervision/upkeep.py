"""Upkeep as its launcher runs it, and embedded: core alone, without proxy, API and logging."""

import json
import os
import socket
import urllib.request

from . import tools
from .system import System

JAVA = ["java", *os.environ.get("UPKEEP_JAVA_OPTS", "-XX:+UseSerialGC -Xms16m").split()]


class Embedded(System):
    name = "upkeep-core"

    def configure(self, jobs):
        processes = {
            job.name: {
                "name": job.name,
                "command": job.command(self.fifo)[0],
                "args": job.command(self.fifo)[1:],
                "restartPolicy": {"maxAttempts": -1, "delay": 0},
                "log": {"maxSize": 0},
            }
            for job in jobs
        }
        # YAML is a superset of JSON
        (self.folder / "processes.yaml").write_text(json.dumps({"processes": processes}, indent=1))

    def command(self):
        jars = [str(next((tools.ROOT / "examples/target/lib").glob(f"{name}-[0-9]*.jar")))
                for name in ("upkeep-core", "snakeyaml-engine", "slf4j-api", "jspecify")]
        return [*JAVA, "-cp", ":".join([str(tools.TARGET / "embedded"), *jars]), "dev.upkeep.benchmarks.Embedded", str(self.folder)]

    def listed(self):
        return None

    def log(self, job):
        return self.folder / f"logs/{job.name}.log"


class Launcher(Embedded):
    name = "upkeep"

    def configure(self, jobs):
        super().configure(jobs)
        (self.folder / "proxy.yaml").write_text("routes: []\n")
        self.port = free_port()

    def command(self):
        jar = tools.ROOT / "examples/target/upkeep.jar"
        return [*JAVA, "-jar", str(jar), "run", "--config", str(self.folder), "--port", "0", "--management-port", str(self.port)]

    def listed(self):
        token = (self.folder / ".upkeep/token").read_text().strip()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/processes", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            processes = json.load(answer)
        return sum(process["state"] == "running" for process in processes["processes"])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
