"""supervisord, one process for all."""

import sys
import shlex

from . import tools
from .system import System

PROGRAM = """
[program:{name}]
command={command}
autorestart=true
startsecs=0
startretries=1000000
stdout_logfile={log}
stdout_logfile_maxbytes=0
redirect_stderr=true
"""


class Supervisord(System):
    name = "supervisord"

    def configure(self, jobs):
        (self.folder / "logs").mkdir()
        general = f"""[supervisord]
nodaemon=true
minfds=16384
logfile={self.folder}/supervisord.log
pidfile={self.folder}/supervisord.pid
childlogdir={self.folder}/logs
user={'root' if not tools.os.geteuid() else tools.os.environ.get('USER', '')}
[unix_http_server]
file={self.folder}/socket
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[supervisorctl]
serverurl=unix://{self.folder}/socket
"""
        programs = (PROGRAM.format(name=job.name, command=shlex.join(job.command(self.fifo)), log=self.log(job)) for job in jobs)
        (self.folder / "supervisord.conf").write_text(general + "".join(programs))

    def command(self):
        return [sys.executable, str(tools.DEBIAN / "usr/bin/supervisord"), "-c", str(self.folder / "supervisord.conf")]

    def listed(self):
        control = tools.DEBIAN / "usr/bin/supervisorctl"
        return self.run(sys.executable, str(control), "-c", str(self.folder / "supervisord.conf"), "status").count(" RUNNING ")

    def log(self, job):
        return self.folder / f"logs/{job.name}.log"
