"""What the tests of the stand-in itself share."""
import pathlib
import tempfile
import unittest

from client import Client, Refused
from daemon import Daemon


class Harness(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="signal-")
        self.addCleanup(folder.cleanup)
        self.daemon = Daemon(pathlib.Path(folder.name) / "run", seed=1)
        self.addCleanup(self.daemon.stop)
        self.client = self.connect()

    def connect(self):
        client = Client(self.daemon)
        self.addCleanup(client.close)
        return client

    def subscribed(self):
        client = self.connect()
        client.call("subscribeReceive")
        return client

    def to(self, person, method="send", client=None, **params):
        return (client or self.client).call(method, recipient=[person.uuid], **params)

    def assert_refused(self, code, method, client=None, **params):
        with self.assertRaises(Refused) as refused:
            (client or self.client).call(method, **params)
        self.assertEqual(refused.exception.code, code)
        return refused.exception.data

    def assert_violated(self, about):
        self.assertTrue(any(about in each for each in self.daemon.violations), self.daemon.violations)
