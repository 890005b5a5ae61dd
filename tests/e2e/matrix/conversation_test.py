"""A person and the bot, in the encrypted chat that clients make by default."""
import unittest

from shared import expected
from story import Story
from talk import Talks

GROUNDING = ["grounding", "3", "5", "4", "stop here"]
POLL = "org.matrix.msc3381.poll.start"


def identity(account, user):
    """The published identity: the keys of all three kinds."""
    keys = account.keys_of(user)
    return [keys[kind][user]["keys"] for kind in ("master_keys", "self_signing_keys")]


class Conversation(Talks, Story):
    def test_the_first_message_gets_an_answer_from_a_device_that_is_trusted(self):
        person = self.chat(self.bot())
        self.talk(person, "hello", "1", "GB", "1", "5", "4")

    def test_a_message_from_before_the_bot_came_is_answered(self):
        bot = self.bot()
        self.assertEqual(bot.stop(), 0)
        person = self.person()
        person.direct_chat(bot.user)
        person.send("grounding")
        bot.start()
        self.assert_trusted(person.next("Slow|slow"))

    def test_the_identity_stays_over_three_restarts_and_the_conversation_goes_on(self):
        bot = self.bot()
        person = self.chat(bot)
        before = identity(person.account, bot.user)
        devices = person.account.keys_of(bot.user)["device_keys"]
        for line, replies in zip(GROUNDING, expected.replies_to(*GROUNDING)):
            person.send(line)
            self.assert_hears(person, replies)
            if line != GROUNDING[-1]:
                bot.restart()
        self.assertEqual(identity(person.account, bot.user), before)
        self.assertEqual(person.account.keys_of(bot.user)["device_keys"], devices)

    def test_a_new_device_of_the_persons_reads_the_next_answer(self):
        bot = self.bot()
        person = self.chat(bot)
        self.talk(person, *GROUNDING[:2])
        recovery = person.do("keep_recovery_key")
        second = self.person(self.homeserver.log_in(person.account), recovery=recovery)
        second.room = person.room
        answers = expected.replies_to(*GROUNDING)
        second.send(GROUNDING[2])
        for device in (person, second):
            self.assert_trusted(device.next(answers[2][0]["text"][:20]))

    def test_a_person_who_left_comes_back_to_their_conversation(self):
        bot = self.bot()
        person = self.chat(bot)
        self.talk(person, *GROUNDING[:2])
        person.leave()
        self.chat(bot, person)
        person.send(GROUNDING[2])
        self.assert_trusted(person.next(expected.replies_to(*GROUNDING)[2][0]["text"][:20]))

    def test_a_person_with_a_new_identity_is_answered(self):
        bot = self.bot()
        person = self.chat(bot)
        self.talk(person, *GROUNDING[:2])
        person.do("reset_identity")
        answers = expected.replies_to(*GROUNDING)
        person.send(GROUNDING[2])
        self.assert_trusted(person.next(answers[2][0]["text"][:20]))

    def test_a_person_with_a_client_of_another_make_plays_a_conversation(self):
        bot = self.bot()
        person = self.nio_person()
        person.direct_chat(bot.user)
        person.sees(bot.user)
        for line, replies in zip(GROUNDING, expected.replies_to(*GROUNDING)):
            person.send(line)
            for reply in replies:
                self.assert_says(person.next().body, reply)

    def test_a_person_whose_device_nobody_signed_is_told_so_once_and_is_answered(self):
        person = self.chat(self.bot(), self.person(identity=False))
        person.send("hello")
        person.next(expected.line("unsigned_device"))
        for line in ("1", "GB"):
            person.send(line)
            person.settles(1)
        bodies = [event.body for event in person.from_others()]
        self.assertEqual(bodies.count(expected.lines()["unsigned_device"][0]), 1)
        for reply in sum(expected.replies_to("hello", "1", "GB"), []):
            self.assertEqual(len([body for body in bodies if body.startswith(reply["text"])]), 1, reply)

    def test_the_bot_shows_that_it_has_read(self):
        bot = self.bot()
        person = self.chat(bot)
        message = person.send("grounding")
        read = lambda: any(bot.user in seen["read"].get(message, {}).get("m.read", {}) for seen in person.client.read)
        person.client.wait(read, 15, "receipt")

    def test_the_bot_shows_that_it_types_while_a_paced_message_waits(self):
        bot = self.bot()
        person = self.chat(bot)
        self.talk(person, "grounding", "3", "breathing")
        person.send("1")
        typing = lambda: any(seen["user"] == bot.user and seen["typing"] for seen in person.client.typing)
        person.client.wait(typing, 30, "typing")


class Changes(Talks, Story):
    """What was sent is changed, or taken back."""

    def test_an_edit_does_not_answer_again_and_does_not_change_what_was_answered(self):
        person = self.chat(self.bot())
        answers = expected.replies_to(*GROUNDING)
        person.send(GROUNDING[0])
        self.assert_hears(person, answers[0])
        message = person.send(GROUNDING[1])
        self.assert_hears(person, answers[1])
        person.edit(message, "9")
        person.hears_nothing(2)
        person.send(GROUNDING[2])
        self.assert_hears(person, answers[2])

    def test_a_crisis_in_an_edit_is_noticed(self):
        person = self.chat(self.bot())
        message = person.send("grounding")
        person.next()
        person.edit(message, "i want to kill myself")
        person.next("There are people who can listen|never contact anyone")

    def test_a_redaction_is_not_answered_and_the_conversation_goes_on(self):
        person = self.chat(self.bot())
        self.talk(person, "grounding")
        message = person.send("3")
        person.next()
        person.redact(message)
        person.hears_nothing(2)
        person.send("5")
        self.assert_trusted(person.next())

    def test_a_redaction_takes_back_what_was_answered(self):
        person = self.chat(self.bot())
        self.talk(person, "ladder", "yes")
        steps = {}
        for step in ("talking side by side", "holding hands", "a long hug", "a slow dance"):
            steps[step] = person.send(step)
            person.next()
        person.redact(steps["holding hands"])
        person.hears_nothing(2)
        ladder = person.ask("that's all").body
        self.assertIn("a long hug", ladder)
        self.assertNotIn("holding hands", ladder)

    def test_the_way_out_takes_back_what_the_bot_wrote(self):
        bot = self.bot()
        person = self.chat(bot)
        self.talk(person, *GROUNDING[:3])
        earlier = [event.id for event in person.from_others()]
        person.send("exit")
        person.next(expected.line("exit"))
        person.client.wait(lambda: set(earlier) <= person.client.redacted, 20, "redactions")
        for event in earlier:
            self.assertNotIn("ciphertext", person.account.event(person.room, event)["content"])


class Quiet(Talks, Story):
    def test_in_quiet_mode_its_name_and_picture_in_this_chat_say_nothing(self):
        bot = self.bot()
        bot.account.request("PUT", f"/_matrix/client/v3/profile/{bot.user}/avatar_url", {"avatar_url": "mxc://home.test/face"})
        person = self.chat(bot)
        usual = self.shown_in(person, bot)
        self.assertEqual(usual[1], "mxc://home.test/face")
        self.talk(person, "quiet mode on", "yes")
        self.eventually(lambda: self.shown_in(person, bot) == (expected.lines()["quiet_name"][0], ""))
        other = self.chat(bot)
        self.assertEqual(self.shown_in(other, bot), usual)
        for line in ("quiet mode off", "yes"):
            person.ask(line)
        self.eventually(lambda: self.shown_in(person, bot) == usual)

    def shown_in(self, person, bot):
        """The bot's name and picture in this chat."""
        path = f"/_matrix/client/v3/rooms/{person.room}/state/m.room.member/{bot.user}"
        member = person.account.request("GET", path)
        return member.get("displayname"), member.get("avatar_url")


class Polls(Talks, Story):
    def test_a_poll_is_sent_encrypted_and_a_tap_answers_it(self):
        person = self.chat(self.bot(polls=True))
        answers = expected.replies_to("grounding", "3", "5")
        person.send("grounding")
        self.assert_hears(person, answers[0])
        person.send("3")
        person.client.wait(lambda: any(event.type == POLL for event in person.from_others()), 20, "poll")
        poll = next(event for event in person.from_others() if event.type == POLL)
        self.assertTrue(poll.encrypted)
        self.assertEqual(poll.shield, 0)
        options = poll.content[POLL]["answers"]
        labels = [option["org.matrix.msc1767.text"] for option in options]
        self.assertEqual(labels, answers[1][-1]["choices"])
        person.tap(poll.id, options[4]["id"])
        person.next(answers[2][0]["text"][:20])

    def test_a_number_answers_where_a_poll_is_shown(self):
        person = self.chat(self.bot(polls=True))
        answers = expected.replies_to("grounding", "3", "5")
        for line in ("grounding", "3", "5"):
            person.send(line)
        person.next(answers[2][0]["text"][:20])


if __name__ == "__main__":
    unittest.main()
