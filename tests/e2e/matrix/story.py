"""What all stories share: a homeserver for the file, and people, a network and a bot for each test."""
import tempfile
import unittest

from bridge import REGISTRATION
from channel import matrix_channel
from homeserver import Homeserver
from nio_person import NioPerson
from person import Person
from proxy import Proxy
from shared import Bot, Stage


class Story(Stage):
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

    def note_failure(self):
        Story.failures += self.failed()

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
        folder = self.temporary_folder()
        bot = Bot(folder, matrix=matrix_channel(folder, account, url or self.homeserver.url, **options))
        bot.account, bot.user = account, account.user
        self.addCleanup(self.end, bot)
        bot.start()
        return bot
