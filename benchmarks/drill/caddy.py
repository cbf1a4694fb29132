"""Caddy before supervisord, as both are usually set up; and with Caddy looking for another try for five seconds."""

import sys
import time

from supervision import tools
from supervision.upkeep import free_port

from .system import NODE, SERVER, System

CADDY = tools.DEBIAN / "usr/bin/caddy"


class Caddy(System):
    name = "caddy"
    tries = ""

    def begin(self):
        self.backends = [free_port() for _ in range(3)]
        self.other = free_port()
        self.admin = free_port()
        self.programs_file([self.backends[0]])
        self.routes([self.backends[0]])
        self.launch(sys.executable, tools.DEBIAN / "usr/bin/supervisord", "-n", "-c", self.folder / "supervisord.conf")
        self.launch(CADDY, "run", "--config", self.folder / "Caddyfile", HOME=str(self.folder))

    def programs_file(self, ports, version="1"):
        programs = "".join(
            f"""
[program:web{port}]
command={NODE} {SERVER}
environment=PORT="{port}",BOOK="{self.book}",VERSION="{version}"
autorestart=true
startretries=1000
stdout_logfile={self.folder}/web{port}.log
redirect_stderr=true
"""
            for port in ports
        )
        (self.folder / "supervisord.conf").write_text(
            f"""[supervisord]
logfile={self.folder}/supervisord.log
pidfile={self.folder}/supervisord.pid
childlogdir={self.folder}
user={'root' if not tools.os.geteuid() else tools.os.environ.get('USER', '')}
[unix_http_server]
file={self.folder}/socket
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[supervisorctl]
serverurl=unix://{self.folder}/socket
{programs}"""
        )

    def routes(self, ports):
        targets = " ".join(f"127.0.0.1:{port}" for port in ports)
        (self.folder / "Caddyfile").write_text(
            f"{{\n\tadmin 127.0.0.1:{self.admin}\n}}\nhttp://:{self.port} {{\n\treverse_proxy {targets} {{\n{self.tries}\t}}\n}}\n"
        )

    def control(self, *words):
        self.run(sys.executable, tools.DEBIAN / "usr/bin/supervisorctl", "-c", self.folder / "supervisord.conf", *words)

    def reload_routes(self, ports):
        self.routes(ports)
        self.run(CADDY, "reload", "--config", self.folder / "Caddyfile", HOME=str(self.folder))

    def update(self, ports, version="2"):
        self.programs_file(ports, version)
        self.control("update")

    def move(self):
        """The new is added, then gets the requests, then the old is removed: what a careful operator does."""
        self.update([self.backends[0], self.other])
        self.reload_routes([self.other])
        self.update([self.other])
        self.backends[0] = self.other

    def scale_up(self):
        self.update(self.backends)
        self.reload_routes(self.backends)

    def scale_down(self):
        self.reload_routes(self.backends[:2])
        self.update(self.backends[:2])

    def restart_all(self):
        for port in self.backends[:2]:
            self.control("restart", f"web{port}")

    def broken(self):
        self.update(self.backends[:2], "broken")
        time.sleep(3)
        self.update(self.backends[:2])

    def actions(self):
        return {
            "restart": lambda: self.control("restart", f"web{self.backends[0]}"),
            "new version": lambda: self.update(self.backends[:1]),
            "another port": self.move,
            "kill -9, 1 instance": self.kill,
            "1 → 3 instances": self.scale_up,
            "3 → 2 instances": self.scale_down,
            "restart, 2 instances": self.restart_all,
            "broken version": self.broken,
            "kill -9, 1 of 2": self.kill,
        }


class CaddyThatTries(Caddy):
    name = "caddy-tries"
    tries = "\t\tlb_try_duration 5s\n"
