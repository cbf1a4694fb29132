"""Programs that the benchmarks need, kept in benchmarks/target; only s6 is installed, as its programs look for each other in /usr/bin."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = HERE.parent / "target"
DEBIAN = TARGET / "debian"
NPM = TARGET / "npm"
CHILD = TARGET / "child"
PACKAGES = ["runit", "supervisor", "python3-pkg-resources"]


def run(command, seconds=600, **options):
    """Runs a command to its end; what it printed, or an error that says it."""
    done = subprocess.run(command, timeout=seconds, text=True, capture_output=True, stdin=subprocess.DEVNULL, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{command}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def prepare(peers):
    """Makes the child, builds Upkeep and gets the peers that are asked for; those that can't be had are left out."""
    TARGET.mkdir(exist_ok=True)
    if not shutil.which("gcc"):
        sys.exit("please install gcc: the supervised process is a C program")
    run(["gcc", "-O2", "-Wall", "-o", CHILD, HERE / "child.c"])
    if any(peer.startswith("upkeep") for peer in peers):
        build()
    return [peer for peer in peers if available(peer)]


def build():
    print("building", file=sys.stderr)
    run([ROOT / "examples/upkeep", "version"], 900)
    source = ROOT / "benchmarks/src/main/java/dev/upkeep/benchmarks/Embedded.java"
    run(["javac", "-cp", f"{ROOT}/examples/target/lib/*", "-d", TARGET / "embedded", source])


def available(peer):
    try:
        if peer in ("runit", "svlogd", "supervisord") or peer.startswith("caddy"):
            debian()
        if peer.startswith("caddy"):
            caddy()
        if peer.startswith("s6"):
            s6()
        if peer.startswith("pm2"):
            npm()
        return True
    except (RuntimeError, OSError, subprocess.SubprocessError) as e:
        print(f"{peer} is left out: {e}", file=sys.stderr)
        return False


def debian():
    """Downloads packages and unpacks them where they don't get in anybody's way."""
    if (DEBIAN / "done").exists():
        return
    print("downloading runit, s6 and supervisor from Debian", file=sys.stderr)
    shutil.rmtree(DEBIAN, ignore_errors=True)
    (DEBIAN / "packages").mkdir(parents=True)
    refresh()
    run(["apt-get", "download", "-qq", *PACKAGES], cwd=DEBIAN / "packages")
    for package in sorted((DEBIAN / "packages").glob("*.deb")):
        run(["dpkg", "-x", package, DEBIAN])
    (DEBIAN / "done").touch()


def caddy():
    if not (DEBIAN / "usr/bin/caddy").exists():
        print("downloading Caddy from Debian", file=sys.stderr)
        refresh()
        run(["apt-get", "download", "-qq", "caddy"], cwd=DEBIAN / "packages")
        run(["dpkg", "-x", next((DEBIAN / "packages").glob("caddy_*.deb")), DEBIAN])


def refresh():
    if os.geteuid() == 0:
        run(["apt-get", "update", "-qq"])


def s6():
    if not shutil.which("s6-svscan"):
        print("installing s6 from Debian: programs only, no service", file=sys.stderr)
        refresh()
        run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", "s6"])


def npm():
    if not (NPM / "node_modules/.bin/pm2").exists():
        print("downloading PM2 from npm", file=sys.stderr)
        NPM.mkdir(exist_ok=True)
        run(["npm", "install", "--prefix", NPM, "--no-audit", "--no-fund", "--ignore-scripts", "pm2"])


def debian_environment():
    """Finds what was unpacked: programs, and the modules of supervisor."""
    return {
        **os.environ,
        "PATH": ":".join(str(DEBIAN / folder) for folder in ("usr/bin", "bin", "usr/sbin", "sbin")) + ":" + os.environ["PATH"],
        "PYTHONPATH": str(DEBIAN / "usr/lib/python3/dist-packages"),
    }
