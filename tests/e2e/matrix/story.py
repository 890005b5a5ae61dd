"""What all stories share: a homeserver for the file, and people, a network and a bot for each test."""
import sys
import tempfile
import time
import unittest

from bot import Bot
from bridge import REGISTRATION
from homeserver import Homeserver
from nio_person import NioPerson
from person import Person
from proxy import Proxy


class Story(unittest.TestCase):
    homeserver, failures = None, 0

    @classmethod
    def setUpClass(cls):
        if Story.homeserver is None:
            Story.homeserver = Homeserver([REGISTRATION])
            unittest.addModuleCleanup(cls.end_homeserver)

    @classmethod
    def end_homeserver(cls):
        Story.homeserver.stop(keep=Story.failures > 0)
        Story.homeserver, Story.failures = None, 0

    def setUp(self):
        self.addCleanup(self.note_failure)

    def failed(self):
        """Known in cleanups."""
        result = self._outcome.result
        return any(getattr(test, "test_case", test) is self for test, _ in result.failures + result.errors)

    def note_failure(self):
        Story.failures += self.failed()

    def temporary_folder(self):
        folder = tempfile.TemporaryDirectory(prefix="story-")
        self.addCleanup(folder.cleanup)
        return folder.name

    def person(self, account=None, **options):
        """Somebody new, with a client that trusts signed devices only."""
        log = tempfile.TemporaryFile()
        self.addCleanup(log.close)
        person = Person(account or self.homeserver.fresh("person"), log=log, **options)
        self.addCleanup(person.stop)
        return person

    def nio_person(self, **options):
        person = NioPerson(self.homeserver.fresh("nio"), **options)
        self.addCleanup(person.stop)
        return person

    def proxy(self, **options):
        proxy = Proxy(self.homeserver.url, **options)
        self.addCleanup(proxy.stop)
        return proxy

    def bot(self, url=None, account=None, **options):
        """A new bot, running."""
        account = account or self.homeserver.fresh("bot")
        bot = Bot(self.temporary_folder(), account, url or self.homeserver.url, **options)
        self.addCleanup(self.end, bot)
        bot.start()
        return bot

    def eventually(self, condition, timeout=30):
        end = time.monotonic() + timeout
        while not condition():
            self.assertLess(time.monotonic(), end, "still waiting")
            time.sleep(0.05)

    def never(self, condition, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.assertFalse(condition())
            time.sleep(0.1)

    def end(self, bot):
        if bot.runs():
            bot.kill()
        if self.failed():
            print(bot.said(), file=sys.stderr)
