"""Whatever is killed, and when: what was read is handled once, nothing that was read is lost, and a reply comes once, or
twice where nobody can know whether it came."""
import threading
import time
import unittest

import levers
from shared import expected, storm
from story import Story
from talk import Talks

QUIET = 12  # seconds after the last trouble in which any answer comes
STRIKES = 40
# No two replies near each other are alike: a reply that comes twice must not pass for the next one.
LINES = ["grounding", "3", "senses", "my lamp", "the wall", "the rain", "skip", "stop here", "ladder", "skip", "holding hands",
         "hard talk", "not today", "menu", "i want to kill myself", "you misread me", "hello", "grounding", "4", "two", "back",
         "my notebook", "1", "help", "stop"] * storm.ROUNDS


class SignalStorm(storm.Storm, Talks, Story):
    def setUp(self):
        super().setUp()
        self.last_trouble = -1e9
        self.busy = threading.Event()  # somebody has just written
        self.lost = 0

    def trouble_since(self, when):
        return self.last_trouble >= when

    def converse(self, person, lines):
        """Each line as soon as the one before is answered. Signal knows no acknowledgement: what was handed over in the
        moment of a kill is lost, and then, as people do, it is written again."""
        passed = []
        for number, (line, replies) in enumerate(zip(lines, expected.replies_to(*lines))):
            time.sleep(self.moments.uniform(0, 0.4))
            written = self.write(person, line)
            for place, reply in enumerate(replies):
                while not self.comes(person, reply["text"], passed):
                    where = f"seed {self.seed}, line {number} {line!r}, reply {place}"
                    if place > 0 or not self.trouble_since(written):
                        raise AssertionError(f"{where}: no answer, and {'it' if place else 'nothing'} was disturbed")
                    self.lost += 1
                    written = self.write(person, line)
                passed.append(reply["text"])

    def write(self, person, line):
        """When it was."""
        when = time.monotonic()
        person.write(line)
        self.busy.set()
        return when

    def comes(self, person, text, passed):
        """False when nothing comes for long without any trouble. What was heard before may come again."""
        begin = time.monotonic()
        while True:
            try:
                event = person.next(timeout=1)
            except AssertionError:
                if time.monotonic() - max(begin, self.last_trouble) < QUIET:
                    continue
                return self.given_up(person, text)
            if event.body.startswith(text):
                return True
            if any(event.body.startswith(earlier) for earlier in passed):
                continue
            if not self.given_up(person, text):
                raise AssertionError(f"seed {self.seed}: {event.body!r} is not {text!r}")
            person.heard = event.place - 1  # it is for the next that is waited for
            return True

    def given_up(self, person, text):
        """It was sent again once, and nobody learnt of either."""
        attempts = self.attempts(person, text)
        return len(attempts) >= 2 and not any(request.answered for request in attempts[-2:])

    def assert_as_promised(self, people, lines):
        if self.trouble:
            raise self.trouble[0]
        replies = [reply for answer in expected.replies_to(*lines) for reply in answer]
        whole = [reply["text"] for reply in replies]
        urgent = {reply["text"] for reply in replies if reply["urgent"]}
        for person in people:
            bodies = [event.body for event in person.of("text")]
            for text in set(whole) - urgent:
                perhaps = [request for request in self.attempts(person, text) if not request.refused]
                often = sum(each.startswith(text) for each in whole)
                self.assertLessEqual(len(perhaps), 2 * often, f"seed {self.seed}: {text!r}")
            strange = [body for body in bodies if not any(body.startswith(text) for text in whole)]
            self.assertEqual(strange, [], f"seed {self.seed}")

    def storm(self, strike, lines=LINES):
        """Strikes at random moments of a turn until everybody is through."""
        people = [self.person() for _ in range(storm.PEOPLE)]
        threads = self.in_parallel(lambda person: self.converse(person, lines), people)
        strikes = 0
        while any(thread.is_alive() for thread in threads):
            time.sleep(self.moments.uniform(0.1, 1.5))
            self.busy.clear()
            if strikes == STRIKES or not self.busy.wait(0.5):
                continue
            time.sleep(self.moments.uniform(0, 0.05))
            strike()
            self.last_trouble = time.monotonic()
            strikes += 1
        self.assertGreater(strikes, 5)
        self.assert_as_promised(people, lines)
        # Each strike can catch one message of each person between the socket and the disk.
        self.assertLessEqual(self.lost, storm.PEOPLE * strikes)


class Killed(SignalStorm):
    def test_the_bot_at_random_moments_over_two_hundred_turns(self):
        bot = self.bot()

        def strike():
            bot.kill()
            bot.start(wait=False)
        self.storm(strike)

    def test_signal_cli_at_random_moments_over_two_hundred_turns(self):
        self.bot()
        self.daemon.add(levers.late(0.05), "send", chance=0.3)  # so that some are under way

        def strike():
            self.daemon.stop()
            time.sleep(self.moments.uniform(0, 0.5))
            self.daemon.start()
        self.storm(strike)

    def test_both(self):
        bot = self.bot()

        def strike():
            if self.moments.random() < 0.5:
                bot.kill()
                bot.start(wait=False)
            else:
                self.daemon.restart()
        self.storm(strike)


class Dropped(SignalStorm):
    def test_connections_at_random_moments(self):
        self.bot()
        for lever in (levers.drop_done, levers.drop_undone, levers.cut_answer, levers.late(0.3), levers.overtaken,
                      levers.garbage_first, levers.limited(1), levers.broken_io):
            self.daemon.add(lever, "send", chance=0.03)

        def strike():
            self.moments.choice([self.daemon.drop_reader, self.daemon.drop_sender])()
        self.storm(strike)
        self.assertEqual(self.lost, 0)


if __name__ == "__main__":
    unittest.main()
