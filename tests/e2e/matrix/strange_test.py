"""What is no message to be answered: the right thing for each, and the conversation goes on after it."""
import unittest

from shared import expected
from story import Story
from talk import Talks

IMAGE = {"msgtype": "m.image", "body": "me.jpg", "url": "mxc://home.test/nothing",
         "info": {"mimetype": "image/jpeg", "size": 1000}}

MALFORMED = [
    {},
    {"msgtype": "m.text"},
    {"msgtype": "m.text", "body": 7},
    {"msgtype": "m.text", "body": None},
    {"msgtype": ["m.text"], "body": "hello"},
    {"msgtype": "m.text", "body": {"body": {"body": []}}},
    {"msgtype": "m.text", "body": "* 3", "m.new_content": "3", "m.relates_to": {"rel_type": "m.replace"}},
    {"msgtype": "m.text", "body": "* 3", "m.new_content": {}, "m.relates_to": {"event_id": ""}},
]

def silent(message):
    """Events around that message, which ask for no answer."""
    return [
        ("com.example.unknown", {"body": "i want an answer"}),
        ("m.room.message.feedback", {"body": "hello"}),
        ("m.call.invite", {"call_id": "1", "version": 1, "lifetime": 1000, "offer": {"type": "offer", "sdp": "none"}}),
        ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": message, "key": "1"}}),
        ("org.matrix.msc3381.poll.response", {"m.relates_to": {"rel_type": "m.reference", "event_id": message},
                                              "org.matrix.msc3381.poll.response": {"answers": ["1"]}}),
    ]


def nested(depth):
    inner = []
    for _ in range(depth):
        inner = [inner]
    return inner


class Strange(Talks, Story):
    def setUp(self):
        super().setUp()
        self.running = self.bot()
        self.someone = self.chat(self.running)
        self.answers = expected.replies_to("grounding", "3")
        self.someone.send("grounding")
        self.assert_hears(self.someone, self.answers[0])

    def assert_goes_on(self):
        self.someone.hears_nothing(1)
        self.someone.send("3")
        self.assert_hears(self.someone, self.answers[1])

    def test_a_notice_is_not_answered(self):
        self.someone.send("7", msgtype="m.notice")
        self.assert_goes_on()

    def test_another_bot_is_not_answered_for_ever(self):
        for _ in range(5):
            self.someone.send("I am a bot as well", msgtype="m.notice")
        self.assert_goes_on()

    def test_what_another_device_of_its_own_says_is_not_answered(self):
        operator = self.person(self.homeserver.log_in(self.running.account), identity=False)
        operator.room = self.someone.room
        operator.send("7")
        self.someone.client.wait(lambda: len(self.someone.unheard()) == 1, 10, "the operator's words")
        self.someone.heard = self.someone.unheard()[0].place
        self.assert_goes_on()

    def test_unknown_events_are_not_answered(self):
        for kind, content in silent(self.someone.send("7", msgtype="m.notice")):
            self.someone.send_content(kind, content)
        self.assert_goes_on()

    def test_malformed_messages_break_nothing(self):
        for content in MALFORMED:
            self.someone.send_content("m.room.message", content)
        self.someone.send_content("m.room.message", {"msgtype": "m.text", "body": "3", "deep": nested(90)})
        self.someone.settles(1)
        self.assertTrue(self.running.runs(), self.running.said())
        self.someone.ask("menu", ".")

    def test_what_is_not_words_gets_a_friendly_answer(self):
        self.someone.send_content("m.room.message", IMAGE)
        self.assert_trusted(self.someone.next(expected.line("media")))

    def test_an_unknown_kind_of_message_gets_some_answer(self):
        self.someone.send_content("m.room.message", {"msgtype": "com.example.dance", "body": "3"})
        self.assert_trusted(self.someone.next())

    def test_the_longest_message_that_there_can_be_is_looked_at_for_crisis(self):
        self.someone.send("nothing much " * 3300 + "i want to kill myself")
        self.someone.next("never contact anyone")

    def test_the_same_ciphertext_again_does_nothing(self):
        message = self.someone.send("3")
        self.assert_hears(self.someone, self.answers[1])
        ciphertext = self.someone.account.event(self.someone.room, message)["content"]
        for _ in range(3):
            self.someone.account.send(self.someone.room, "m.room.encrypted", ciphertext)
        self.someone.hears_nothing(2)
        self.running.restart()
        self.someone.account.send(self.someone.room, "m.room.encrypted", ciphertext)
        self.someone.hears_nothing(2)

    def test_what_cannot_be_decrypted_is_said_so_once(self):
        message = self.someone.account.event(self.someone.room, self.someone.send("3"))["content"]
        self.assert_hears(self.someone, self.answers[1])
        for broken in ({"session_id": "unknown"}, {"ciphertext": "AwgAEnACgAk"}, {"algorithm": "m.unknown"},
                       {"ciphertext": 7}, {"algorithm": None}):
            self.someone.account.send(self.someone.room, "m.room.encrypted", message | broken)
        self.someone.next(expected.line("cannot_read"))
        self.someone.hears_nothing(3)

    def test_plain_text_in_the_encrypted_room_is_not_answered_in_plain_text(self):
        room = self.someone.room
        self.someone.account.send(room, "m.room.message", {"msgtype": "m.text", "body": "3"})
        self.someone.settles(2)
        self.assert_only_ciphertext(room)

    def test_encryption_that_is_switched_off_leaves_it_silent_in_plain_text(self):
        room = self.someone.room
        for content in ({}, {"algorithm": "none"}):
            self.someone.account.set_state(room, "m.room.encryption", content)
            self.someone.account.send(room, "m.room.message", {"msgtype": "m.text", "body": "3"})
        self.someone.settles(2)
        self.running.restart()
        self.someone.account.send(room, "m.room.message", {"msgtype": "m.text", "body": "3"})
        self.someone.settles(2)
        self.assert_only_ciphertext(room)

    def assert_only_ciphertext(self, room):
        kinds = {event["type"] for event in self.someone.account.latest(room)
                 if event["sender"] == self.running.user and "state_key" not in event}
        self.assertLessEqual(kinds, {"m.room.encrypted", "m.room.redaction"})


if __name__ == "__main__":
    unittest.main()
