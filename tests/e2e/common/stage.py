"""What all stories share, whatever channel they are played on."""
import sys
import tempfile
import time
import unittest


class Stage(unittest.TestCase):
    def failed(self):
        """Known in cleanups."""
        result = self._outcome.result
        return any(getattr(test, "test_case", test) is self for test, _ in result.failures + result.errors)

    def temporary_folder(self):
        folder = tempfile.TemporaryDirectory(prefix="story-")
        self.addCleanup(folder.cleanup)
        return folder.name

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

    def assert_says(self, body, reply):
        """The text first, the choices below it, each with its number."""
        self.assertTrue(body.startswith(reply["text"]), f"{body!r} is not {reply['text']!r}")
        below = body[len(reply["text"]):].splitlines()
        for number, choice in enumerate(reply["choices"], 1):
            self.assertTrue(any(str(number) in row and choice in row for row in below), f"{number} {choice} in {below}")
