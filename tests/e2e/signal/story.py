"""What all stories on Signal share: signal-cli's stand-in, people and a bot for each test."""
import functools
import json
import pathlib
import subprocess
import tempfile

from daemon import Daemon
from shared import MOORING, Bot, Stage

# How the configuration names what a story wants. The only place that knows.
POLLS = {"polls": True}


def signal_channel(daemon, **options):
    """The bot's configuration for Signal."""
    return {"socket": str(daemon.path), "account": daemon.account} | options


@functools.cache
def built():
    """Whether this program speaks Signal: one that doesn't refuses the configuration in a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder) / "config.yaml"
        config.write_text(json.dumps({"content": "flows", "store": "data",
                                      "signal": {"socket": "s", "account": "+15555550100"}}))
        check = subprocess.run([MOORING, "config", "check", config], text=True, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT)
    return "not built" not in check.stdout


class Story(Stage):
    """Ends with a look at the wire: nothing was asked as it must not be, and nothing went to somebody else."""

    def setUp(self):
        super().setUp()
        if not built():
            self.skipTest("this program doesn't speak Signal")
        self.daemon = Daemon(pathlib.Path(self.temporary_folder()) / "run", seed=1)
        self.addCleanup(self.daemon.stop)
        self.addCleanup(self.check_wire)

    def check_wire(self):
        self.assertEqual(self.daemon.violations, [])
        self.assertEqual([stranger.number for stranger in self.daemon.misaddressed], [])

    def person(self, **options):
        return self.daemon.person(**options)

    def bot(self, start=True, channels=None, **options):
        """A new bot, running. `options` go to the `signal` part of the configuration."""
        bot = Bot(self.temporary_folder(), signal=signal_channel(self.daemon, **options), **channels or {})
        self.addCleanup(self.end, bot)
        if start:
            bot.start()
            self.daemon.wait_for_subscription()
        return bot

    def attempts(self, person, text=""):
        """The requests that were to bring a message that begins with this text to the person."""
        return [request for request in self.daemon.seen("send", person) if request.params.get("message", "").startswith(text)]
