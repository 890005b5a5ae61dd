"""Whoever hosts the bot: a configuration, a data folder, and the commands that are run beside the bot."""
import json
import pathlib
import subprocess

from shared import FLOWS, MOORING
from story import Story, signal_channel
from terminal import Terminal


class Commands(Story):
    def setUp(self):
        super().setUp()
        self.folder = pathlib.Path(self.temporary_folder())
        self.config, self.data = self.folder / "config.yaml", self.folder / "data"
        self.data.mkdir(mode=0o700)
        self.write_config()

    def write_config(self, socket=None, **more):
        signal = signal_channel(self.daemon) | ({"socket": str(socket)} if socket else {})
        self.config.write_text(json.dumps({"content": str(FLOWS), "store": str(self.data), "signal": signal} | more))

    def run_command(self, *words, stdin=""):
        return subprocess.run([MOORING, *words, "-c", self.config], input=stdin, text=True, capture_output=True, timeout=120)

    def at_terminal(self, *words):
        return Terminal(MOORING, *words, "-c", self.config)

    def assert_ends(self, done, code, words=""):
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertIn(words, done.stdout + done.stderr)
        if code == 2:
            self.assertRegex(done.stderr, r"^mooring: [^\n]+[.]\n$")

    def params(self, method):
        return [request.params for request in self.daemon.seen(method)]
