"""All supervisors by name."""

import contextlib
import signal
import sys

from .cat import Cat
from .pm2 import Pm2, Pm2Time
from .runit import Runit
from .s6 import S6, S6Notify
from .supervisord import Supervisord
from .upkeep import Embedded, Launcher, free_port

ALL = {each.name: each for each in (Cat, Launcher, Embedded, Runit, S6, S6Notify, Pm2, Pm2Time, Supervisord)}

__all__ = ["ALL", "free_port", "running"]


@contextlib.contextmanager
def running(names, folder, fifo):
    """Begins supervisors, and ends all of them whatever happens; SIGTERM and SIGHUP included."""
    begun = []
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *caught: sys.exit(128 + caught[0]))

    def begin(name, jobs):
        system = ALL[name](folder, fifo)
        begun.append(system)
        system.start(jobs)
        return system

    try:
        yield begin
    except BaseException:
        for system in begun:
            print(f"{system.name}: {(system.folder / 'out').read_text(errors='replace')[-2000:]}", file=sys.stderr)
        raise
    finally:
        for system in begun:
            system.end()
