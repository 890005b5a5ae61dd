"""What somebody writes, and who they are, stands nowhere: in no log, no metric, no file, and in no dump of memory."""
import os
import pathlib
import resource
import secrets
import signal
import subprocess
import sys
import unittest

from bridge import Bridge
from shared import expected
from story import Story
from talk import Talks

WORDS = "quartzzebra"  # a text that no other file has


def allow_dumps():
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def left_a_dump(process):
    """After its end."""
    _, status = os.waitpid(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return os.WCOREDUMP(status)


class Canary(Talks, Story):
    def a_whole_run(self):
        """The bot after it, and everything that nobody may find."""
        bot = self.bot(bridges=["signal"])
        name = f"canary{secrets.token_hex(6)}"
        person = self.chat(bot, self.person(self.homeserver.register(name)))
        self.talk(person, "ladder", "yes", f"{WORDS} one", f"{WORDS} two", f"{WORDS} three", "that's all", "yes", "yes")
        person.edit(person.send(f"{WORDS} four"), "i want to kill myself")
        person.send_content("m.room.message", {"msgtype": "m.text", "body": {WORDS: 7}})
        person.account.send(person.room, "m.room.encrypted", {"algorithm": WORDS})
        bridge = Bridge(self.homeserver)
        ghost = bridge.account("signal_+15550142427")
        room = bridge.portal(ghost, bot.user)
        bridge.send(ghost, room, f"{WORDS} five")
        bridge.hear(bot.user, room, ".")
        person.settles(1)
        bot.restart()
        person.send("exit")
        person.next(expected.line("exit"))
        return bot, [WORDS, name, "15550142427", person.room, room, "kill myself", "comfort ladder"]

    def assert_in_none(self, canaries, where, content):
        for canary in canaries:
            for form in (canary.encode(), canary.encode("utf-16-le")):
                self.assertNotIn(form.lower(), content.lower(), where)

    def test_over_a_whole_run(self):
        bot, canaries = self.a_whole_run()
        status, metrics = bot.page("/metrics")
        self.assertEqual(status, 200)
        self.assert_in_none(canaries, "metrics", metrics.encode())
        self.assert_in_no_file(bot, canaries)
        self.assertEqual(bot.stop(), 0)
        self.assert_in_no_file(bot, canaries)

    def assert_in_no_file(self, bot, canaries):
        files = [path for path in pathlib.Path(bot.folder).rglob("*") if path.is_file()]
        self.assertTrue(any(path.is_relative_to(bot.data) for path in files))
        for path in files:
            self.assert_in_none(canaries, path, path.read_bytes())

    def test_a_crash_leaves_no_dump_of_memory(self):
        abort = subprocess.Popen([sys.executable, "-c", "import os; os.abort()"], cwd=self.temporary_folder(),
                                 preexec_fn=allow_dumps)
        if not left_a_dump(abort):
            self.skipTest("nothing leaves a dump on this machine")
        bot = self.bot()
        self.assertEqual(bot.stop(), 0)
        bot.start(preexec_fn=allow_dumps)
        bot.process.send_signal(signal.SIGABRT)
        self.assertFalse(left_a_dump(bot.process))


if __name__ == "__main__":
    unittest.main()
