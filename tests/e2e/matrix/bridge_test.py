"""People who write by Signal, through a bridge that the host has named, or hasn't."""
import unittest

from bridge import Bridge
from shared import expected
from story import Story
from talk import Talks

LINES = ["grounding", "3", "senses", "my lamp", "stop here"]  # nothing that waits for a clock


class Bridged(Talks, Story):
    def portal(self, bot, protocol="signal"):
        self.signal = Bridge(self.homeserver, protocol)
        self.ghost = self.signal.ghost()
        room = self.signal.portal(self.ghost, bot.user)
        self.eventually(lambda: self.signal.bot.members(room).get(bot.user) != "invite")
        return room

    def bodies(self, bot, room):
        return self.signal.said_by(bot.user, room)

    def test_a_whole_conversation_where_the_bridge_is_named(self):
        bot = self.bot(bridges=["signal"])
        room = self.portal(bot)
        heard = 0
        for number, (line, replies) in enumerate(zip(LINES, expected.replies_to(*LINES))):
            self.signal.send(self.ghost, room, line)
            last = replies[-1]["text"]
            self.eventually(lambda: any(body.startswith(last) for body in self.bodies(bot, room)[heard:]))
            bodies = self.bodies(bot, room)[heard:]
            if number == 0:
                self.assertRegex(bodies.pop(0), expected.line("bridged"))
            self.assertEqual(len(bodies), len(replies))
            for body, reply in zip(bodies, replies):
                self.assert_says(body, reply)
            heard = len(self.bodies(bot, room))

    def test_the_person_is_their_number_not_the_room(self):
        bot = self.bot(bridges=["signal"])
        room = self.portal(bot)
        self.signal.send(self.ghost, room, LINES[0])
        answers = expected.replies_to(*LINES)
        self.signal.hear(bot.user, room, answers[0][-1]["text"][:20])
        again = self.signal.portal(self.ghost, bot.user)
        self.eventually(lambda: self.signal.bot.members(again).get(bot.user) == "join")
        self.signal.send(self.ghost, again, LINES[1])
        self.signal.hear(bot.user, again, answers[1][-1]["text"][:20])

    def test_a_refusal_where_it_is_not_named(self):
        bot = self.bot()
        room = self.portal(bot)
        self.signal.send(self.ghost, room, "grounding")
        self.signal.hear(bot.user, room, expected.line("other_bridge"))
        self.signal.send(self.ghost, room, "3")
        self.never(lambda: len(self.bodies(bot, room)) > 1, 2)

    def test_a_refusal_for_a_bridge_of_another_name(self):
        bot = self.bot(bridges=["signal"])
        room = self.portal(bot, protocol="telegram")
        self.signal.send(self.ghost, room, "grounding")
        self.signal.hear(bot.user, room, expected.line("other_bridge"))

    def test_an_echo_of_a_double_puppet_does_nothing(self):
        bot = self.bot(bridges=["signal"])
        room = self.portal(bot)
        answers = expected.replies_to("grounding", "3")
        self.signal.send(self.ghost, room, "grounding")
        heard = len(self.signal.hear(bot.user, room, answers[0][-1]["text"][:20]))
        self.signal.echo(bot.account, room, "7")
        self.signal.send(self.ghost, room, "7", **{"fi.mau.double_puppet_source": "mautrix-signal"})
        self.never(lambda: len(self.bodies(bot, room)) > heard + 1, 2)
        self.signal.send(self.ghost, room, "3")
        self.signal.hear(bot.user, room, answers[1][-1]["text"][:20], after=heard)

    def test_somebody_who_only_calls_their_room_a_bridge_gets_no_plain_text(self):
        bot = self.bot(bridges=["signal"])
        person = self.homeserver.fresh("person")
        section = {"bridgebot": person.user, "protocol": {"id": "signal"}, "channel": {"id": "1"}}
        room = person.create_room(invite=[bot.user], preset="trusted_private_chat", initial_state=[
            {"type": "m.bridge", "state_key": "mine", "content": section}])
        self.eventually(lambda: person.members(room).get(bot.user) == "join")
        person.send(room, "m.room.message", {"msgtype": "m.text", "body": "grounding"})
        said = lambda: [event for event in person.latest(room)
                        if event["sender"] == bot.user and event["type"] == "m.room.message"]
        self.never(lambda: len(said()) > 1, 3)  # a refusal

    def test_a_group_on_signal_is_refused(self):
        bot = self.bot(bridges=["signal"])
        signal = Bridge(self.homeserver)
        ghost, other = signal.ghost(), signal.ghost()
        room = signal.portal(ghost, other.user, bot.user, direct=False)
        other.join(room)
        self.eventually(lambda: signal.bot.members(room).get(bot.user) != "invite")
        signal.send(ghost, room, "grounding")
        self.never(lambda: len(signal.said_by(bot.user, room)) > 1, 3)


if __name__ == "__main__":
    unittest.main()
