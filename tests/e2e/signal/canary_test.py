"""What somebody writes on Signal, and who they are, stands nowhere: in no log, no metric and no file."""
import pathlib
import unittest

import levers
from shared import expected
from story import Story
from talk import Talks

WORDS = "quartzzebra"  # a text that no other file has
NAME = "Amaranth Canary"


class Canary(Talks, Story):
    def a_whole_run(self):
        """The bot after it, and everything that nobody may find."""
        bot = self.bot()
        person, other = self.person(name=NAME, hidden=False), self.person(name=NAME)
        self.talk(person, "ladder", "yes", f"{WORDS} one", f"{WORDS} two", f"{WORDS} three", "that's all", "yes", "yes")
        person.edit(person.write(f"{WORDS} four"), "i want to kill myself")
        person.write_in_group(f"{WORDS} five")
        person.get_from_operator(f"{WORDS} six")
        person.attach(f"{WORDS} seven")
        person.call()
        self.daemon.raw(f'{{"jsonrpc": "2.0", "method": "receive", "params": "{WORDS} {person.uuid}\n'.encode())
        self.daemon.deliver(None, exception={"type": "ProtocolException", "message": f"{WORDS} {person.number}"})
        for lever in (levers.unregistered, levers.untrusted, levers.limited(1, token="a challenge"), levers.broken_io,
                      levers.fails(-32603, f"{WORDS} {other.number}"), levers.fails(-1, WORDS, {"response": WORDS}),
                      levers.answered_with(f'{{"{WORDS}": "{other.uuid}\n'.encode())):
            self.daemon.add(lever, "send", to=other, times=1)
        for line in ("ladder", "menu", f"{WORDS} eight"):
            other.write(line)
            other.settles(1)
        other.change_key()
        other.write(f"{WORDS} nine")
        person.settles(1)
        bot.restart()
        person.write("exit")
        person.next(expected.line("exit"))
        people = [person.uuid, other.uuid, person.number, person.number[1:], other.number, NAME]
        return bot, [WORDS, "kill myself", "comfort ladder", *people]

    def assert_in_none(self, canaries, where, content):
        for canary in canaries:
            for form in (canary.encode(), canary.encode("utf-16-le"), canary.replace("-", "").encode()):
                self.assertNotIn(form.lower(), content.lower(), where)

    def assert_in_no_file(self, bot, canaries):
        files = [path for path in pathlib.Path(bot.folder).rglob("*") if path.is_file()]
        self.assertTrue(any(path.is_relative_to(bot.data) for path in files))
        for path in files:
            account = [] if path == bot.config else [self.daemon.account]
            self.assert_in_none(canaries + account, path, path.read_bytes())

    def test_over_a_whole_run(self):
        bot, canaries = self.a_whole_run()
        for page in ("/metrics", "/readyz", "/healthz"):
            self.assert_in_none([*canaries, self.daemon.account], page, bot.page(page)[1].encode())
        self.assert_in_no_file(bot, canaries)
        self.assertEqual(bot.stop(), 0)
        self.assert_in_no_file(bot, canaries)


if __name__ == "__main__":
    unittest.main()
