"""Whole conversations: what is said to the bot, and that it answers as it should."""
from shared import expected

LONG = 1000  # bytes: a message over this may have another part


class Talks:
    """For a Story with a bot."""

    def whole(self, person, reply):
        """The text of one reply, which comes in several messages where it is long."""
        body = person.next().body
        while (len(body.encode()) > LONG and
               (len(body) < len(reply["text"]) or not all(choice in body for choice in reply["choices"]))):
            body += person.next().body
        return body

    def assert_hears(self, person, replies):
        for reply in replies:
            self.assert_says(self.whole(person, reply), reply)

    def talk(self, person, *lines):
        """One line after the other, each with its answer, from the first one that this person ever wrote."""
        for line, replies in zip(lines, expected.replies_to(*lines)):
            person.write(line)
            self.assert_hears(person, replies)
