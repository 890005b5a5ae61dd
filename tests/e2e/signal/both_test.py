"""One program on Matrix and Signal at once: a person on each never meets the other's data."""
import pathlib
import sys
import tempfile
import unittest

from shared import expected
from story import Story
from talk import Talks

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "matrix"))

from channel import matrix_channel  # noqa: E402
from homeserver import Homeserver  # noqa: E402
from person import Person  # noqa: E402

LADDER = ["ladder", "yes", "{} one", "{} two", "{} three", "that's all", "yes", "yes"]


class Both(Talks, Story):
    def setUp(self):
        super().setUp()
        self.homeserver = Homeserver()
        self.addCleanup(lambda: self.homeserver.stop(keep=self.failed()))
        account = self.homeserver.fresh("bot")
        matrix = matrix_channel(self.temporary_folder(), account, self.homeserver.url)
        self.running = self.bot(channels={"matrix": matrix})
        log = tempfile.TemporaryFile()
        self.addCleanup(log.close)
        self.on_matrix = Person(self.homeserver.fresh("person"), log=log)
        self.addCleanup(self.on_matrix.stop)
        self.on_matrix.direct_chat(account.user)
        self.on_matrix.sees(account.user)
        self.on_signal = self.person()

    def answered(self, person, line, replies):
        person.send(line)
        for reply in replies:
            self.assert_says(person.next().body, reply)

    def said_to(self, person):
        return [event.body for event in (person.of() if person is self.on_signal else person.from_others())]

    def both_make_a_ladder(self):
        """Line by line in turn, each with words of their own."""
        words = {self.on_matrix: "wren", self.on_signal: "otter"}
        lines = {person: [line.format(word) for line in LADDER] for person, word in words.items()}
        answers = {person: expected.replies_to(*theirs) for person, theirs in lines.items()}
        for place in range(len(LADDER)):
            for person in words:
                self.answered(person, lines[person][place], answers[person][place])

    def test_each_has_their_own_conversation_and_notebook(self):
        self.both_make_a_ladder()
        for person, own, foreign in ((self.on_matrix, "wren", "otter"), (self.on_signal, "otter", "wren")):
            person.ask("my notebook")
            self.assertIn(f"{own} one", person.ask("2", own).body)
            self.assertFalse([body for body in self.said_to(person) if foreign in body])

    def test_what_one_forgets_stays_with_the_other(self):
        self.both_make_a_ladder()
        self.on_signal.ask("forget me", "erase")
        self.on_signal.ask("yes", expected.line("forgotten"))
        self.running.restart()
        self.daemon.wait_for_subscription()
        self.on_matrix.ask("my notebook")
        self.on_matrix.ask("2", "wren one")
        self.assertNotIn("otter", self.on_signal.ask("my notebook").body)

    def test_a_channel_that_is_away_leaves_the_other_as_it_is(self):
        self.daemon.stop()
        self.answered(self.on_matrix, "grounding", expected.replies_to("grounding")[0])
        self.daemon.start()
        self.homeserver.halt()
        self.answered(self.on_signal, "grounding", expected.replies_to("grounding")[0])
        self.homeserver.start()
        self.on_matrix.ask("3")

    def test_the_numbers_are_counted_by_channel(self):
        for person in (self.on_matrix, self.on_signal):
            self.answered(person, "grounding", expected.replies_to("grounding")[0])
        metrics = self.running.page("/metrics")[1]
        for channel in ("matrix", "signal"):
            received = [row for row in metrics.splitlines() if "received" in row and f'channel="{channel}"' in row]
            self.assertEqual([row.rpartition(" ")[2] for row in received], ["1"], metrics)


if __name__ == "__main__":
    unittest.main()
