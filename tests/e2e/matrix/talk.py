"""Whole conversations: what is said to the bot, and that it answers as it should."""
from shared import expected


class Talks:
    """For a Story with a bot."""

    def chat(self, bot, person=None, room=None):
        """Somebody with an encrypted direct chat that the bot has come to."""
        person = person or self.person()
        person.direct_chat(bot.user)
        person.sees(bot.user)
        return person

    def assert_trusted(self, event):
        """As a reply of the bot must be: encrypted by a device that the client has no doubt about, and a notice."""
        self.assertIsNone(event.failure)
        self.assertTrue(event.encrypted)
        self.assertEqual(event.shield, 0)
        self.assertEqual(event.msgtype, "m.notice")

    def assert_hears(self, person, replies):
        for reply in replies:
            event = person.next()
            self.assert_trusted(event)
            self.assert_says(event.body, reply)

    def talk(self, person, *lines):
        """One line after the other, each with its answer, from the first one that this person ever wrote."""
        for line, replies in zip(lines, expected.replies_to(*lines)):
            person.send(line)
            self.assert_hears(person, replies)
