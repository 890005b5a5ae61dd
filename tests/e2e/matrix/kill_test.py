"""Whatever a crash or the network does, each message is answered once, in order, and none is lost."""
import time
import unittest

import faults
from shared import expected, storm
from story import Story
from talk import Talks


class MatrixStorm(storm.Storm, Talks, Story):
    def converse(self, person, lines):
        """Each line as soon as the one before is answered; then nothing more may come."""
        answers = expected.replies_to(*lines)
        for number, (line, replies) in enumerate(zip(lines, answers)):
            person.send(line)
            for reply in replies:
                body = person.next().body
                if not body.startswith(reply["text"]):
                    raise AssertionError(f"seed {self.seed}, line {number} {line!r}: {body!r} is not {reply['text']!r}")

    def assert_as_if_nothing_had_happened(self, people, lines):
        whole = [reply["text"] for replies in expected.replies_to(*lines) for reply in replies]
        for person in people:
            person.hears_nothing(1)
            bodies = [event.body for event in person.from_others()]
            self.assertEqual(len(bodies), len(whole), f"seed {self.seed}")
        if self.trouble:
            raise self.trouble[0]


class Killed(MatrixStorm):
    def test_at_random_moments_over_two_hundred_turns(self):
        bot = self.bot()
        people = [self.chat(bot) for _ in range(storm.PEOPLE)]
        lines = storm.LINES * storm.ROUNDS
        threads = self.in_parallel(lambda person: self.converse(person, lines), people)
        kills = 0
        while any(thread.is_alive() for thread in threads):
            time.sleep(self.moments.uniform(0.2, 2.5))
            bot.kill()
            kills += 1
            bot.start(wait=False)
        self.assertGreater(kills, 5)
        self.assert_as_if_nothing_had_happened(people, lines)


class Dropped(MatrixStorm):
    def setUp(self):
        super().setUp()
        self.network = self.proxy(seed=self.seed)

    def test_answers_to_send_and_to_device_messages(self):
        bot = self.bot(self.network.url)
        dropped = [self.network.add(faults.drop_response, "/send/m.room.encrypted", "PUT", chance=0.3),
                   self.network.add(faults.drop_response, "/sendToDevice/", "PUT", times=3)]  # few: a room's key each
        people = [self.chat(bot) for _ in range(storm.PEOPLE)]
        for thread in self.in_parallel(lambda person: self.converse(person, storm.LINES), people):
            thread.join()
        self.assert_as_if_nothing_had_happened(people, storm.LINES)
        for rule in dropped:
            self.assertGreater(rule.met, 0)

    def test_answers_to_keys_that_are_uploaded(self):
        dropped = [self.network.add(faults.drop_response, pattern, "POST", times=2)
                   for pattern in ("/keys/upload", "/keys/device_signing/upload", "/keys/signatures/upload")]
        bot = self.bot(self.network.url)
        person = self.chat(bot)
        self.converse(person, storm.LINES[:4])
        for event in person.from_others():
            self.assert_trusted(event)
        for rule in dropped:
            self.assertGreater(rule.met, 0, rule.pattern)

    def test_requests_and_answers_of_all_kinds(self):
        bot = self.bot(self.network.url)
        kinds = [faults.drop_request, faults.drop_response, faults.cut_response, faults.garbage, faults.broken_json,
                 faults.bad_gateway, faults.too_many(retry_after_ms=200), faults.delayed(0.3)]
        people = [self.chat(bot) for _ in range(storm.PEOPLE)]
        for kind in kinds:
            self.network.add(kind, "/_matrix/client/", chance=0.04)
        for thread in self.in_parallel(lambda person: self.converse(person, storm.LINES), people):
            thread.join()
        self.network.clear()
        self.assert_as_if_nothing_had_happened(people, storm.LINES)


if __name__ == "__main__":
    unittest.main()
