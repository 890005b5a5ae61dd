"""Where the homeserver, or whoever writes, asks for more or less than a conversation."""
import json
import time
import unittest

import faults
from account import Refused
from shared import expected
from story import Story
from talk import Talks

CRISIS = "i want to kill myself"


class Limits(Talks, Story):
    def test_a_crisis_under_a_rate_limit_is_answered_after_the_time_that_was_asked_for_and_in_order(self):
        network = self.proxy()
        person = self.chat(self.bot(network.url))
        answers = expected.replies_to("grounding", CRISIS)
        person.send("grounding")
        self.assert_hears(person, answers[0])
        limit = network.add(faults.too_many(retry_after_ms=2000), "/send/m.room.encrypted", "PUT", times=1)
        person.send(CRISIS)
        self.assert_hears(person, answers[1])
        self.assertEqual(limit.met, 1)
        refused, *accepted = network.seen("/send/m.room.encrypted")[len(answers[0]):]
        self.assertGreaterEqual(accepted[0].when - refused.when, 2)
        self.assertEqual(len(accepted), len(answers[1]))

    def test_the_header_counts_where_the_body_says_nothing(self):
        network = self.proxy()
        person = self.chat(self.bot(network.url))
        limit = network.add(faults.too_many(retry_after=2), "/send/m.room.encrypted", "PUT", times=1)
        person.send(CRISIS)
        self.assert_hears(person, expected.replies_to(CRISIS)[0])
        refused, accepted = network.seen("/send/m.room.encrypted")[:2]
        self.assertGreaterEqual(accepted.when - refused.when, 2)
        self.assertEqual(limit.met, 1)

    def test_under_the_homeservers_own_limit_nothing_is_lost(self):
        bot = self.bot()
        person = self.chat(bot)
        self.homeserver.limit(bot.user, 1, 1)
        self.talk(person, "hello", "1", CRISIS)

    def test_thirty_messages_from_while_it_was_down_make_no_storm(self):
        bot = self.bot()
        person = self.chat(bot)
        self.talk(person, "grounding")
        self.assertEqual(bot.stop(), 0)
        for number in range(30):
            person.send(f"are you there {number}")
        bot.start()
        person.next()
        person.settles(3)
        self.assertLess(len(person.from_others()), 10)

    def test_a_crisis_among_them_is_noticed(self):
        bot = self.bot()
        person = self.chat(bot)
        self.talk(person, "grounding")
        self.assertEqual(bot.stop(), 0)
        for number in range(30):
            person.send(CRISIS if number == 11 else f"are you there {number}")
        bot.start()
        first = expected.replies_to(CRISIS)[0][0]["text"]
        person.next(first[-40:])
        person.settles(3)
        self.assertLess(len(person.from_others()), 12)


class OneTimeKeys(Talks, Story):
    def claim_all(self, bot):
        """How many there were: the homeserver has none left then."""
        stranger = self.homeserver.fresh("stranger")
        device, = stranger.keys_of(bot.user)["device_keys"][bot.user]
        seen = set()
        while True:
            claim = {"one_time_keys": {bot.user: {device: "signed_curve25519"}}}
            keys = stranger.request("POST", "/_matrix/client/v3/keys/claim", claim)["one_time_keys"]
            key, = keys.get(bot.user, {}).get(device, {"none": None})
            if key in seen or key == "none":
                return len(seen)
            seen.add(key)

    def test_with_all_of_them_claimed_while_it_was_down_a_stranger_is_still_understood(self):
        bot = self.bot()
        self.assertEqual(bot.stop(), 0)
        self.assertGreaterEqual(self.claim_all(bot), 10)
        person = self.person()
        person.direct_chat(bot.user)
        person.send("grounding")
        bot.start()
        self.assert_trusted(person.next("[Ss]low"))

    def test_they_are_made_again(self):
        bot = self.bot()
        self.claim_all(bot)
        self.talk(self.chat(bot), "grounding")
        self.assertGreater(self.claim_all(bot), 10)


if __name__ == "__main__":
    unittest.main()
