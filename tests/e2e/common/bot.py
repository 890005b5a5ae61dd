"""The bot as its host runs it: a configuration file, a secret in another, a process."""
import json
import os
import pathlib
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request

from places import FLOWS, MOORING, free_port

PATIENCE = 60
READY = re.compile(r"\bready\b", re.IGNORECASE)


class Bot:
    """`channels` are blocks of the configuration by name. Everything it keeps and says lies in `folder`."""

    def __init__(self, folder, **channels):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.listen = f"127.0.0.1:{free_port()}"
        self.metrics = f"http://{self.listen}"
        self.process = None
        self.config = self.folder / "config.yaml"
        self.configure(**channels)

    def configure(self, **channels):
        """For the next start."""
        self.config.write_text(json.dumps({  # JSON is YAML
            "content": str(FLOWS), "store": str(self.data), "default_language": "en", "default_country": None,
            "metrics": {"listen": self.listen}} | channels, indent=1))

    def start(self, wait=True, **options):
        with open(self.folder / "stdout", "a") as stdout, open(self.folder / "stderr", "a") as stderr:
            begin = stdout.tell()
            self.process = subprocess.Popen([MOORING, "run", "-c", self.config], stdin=subprocess.DEVNULL,
                                            stdout=stdout, stderr=stderr, cwd=self.folder, **options,
                                            env={**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"})
        if wait:
            self.wait_until_ready(begin)

    def wait_until_ready(self, begin):
        end = time.monotonic() + PATIENCE
        while not READY.search(self.output("stdout")[begin:]):
            if self.process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"not ready: {self.process.poll()}\n{self.said()}")
            time.sleep(0.02)

    def output(self, name):
        return (self.folder / name).read_text(errors="replace")

    def said(self, longest=4000):
        """The end of what it wrote to its outputs."""
        return "".join(f"--- {name}\n{self.output(name)[-longest:]}" for name in ("stdout", "stderr")
                       if (self.folder / name).exists())

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """The exit code after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def restart(self):
        code = self.stop()
        if code != 0:
            raise AssertionError(f"it stopped with {code}\n{self.said()}")
        self.start()

    def page(self, path):
        """Status and text of what it shows to its host: /metrics, /healthz, /readyz."""
        try:
            with urllib.request.urlopen(self.metrics + path, timeout=10) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def runs(self):
        return self.process is not None and self.process.poll() is None
