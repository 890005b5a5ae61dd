"""A person and the bot on Signal."""
import json
import re
import unittest

import levers
from shared import FLOWS, expected
from story import POLLS, Story, signal_channel
from talk import Talks

GROUNDING = ["grounding", "3", "5", "4", "stop here"]
CRISIS = "i want to kill myself"


def transcripts():
    """What the transcripts of each conversation say, without those that wait for a clock."""
    for file in sorted((FLOWS / "tests").rglob("*.yaml")):
        text = file.read_text()
        lines = [json.loads(line) for line in re.findall(r'^  - (?:you|tap): (".*")$', text, re.MULTILINE)]
        if len(lines) == len(re.findall(r"^  - ", text, re.MULTILINE)) and all("\n" not in line for line in lines):
            yield file, lines


class Conversation(Talks, Story):
    def test_the_first_message_gets_an_answer(self):
        self.bot()
        self.talk(self.person(), "hello", "1", "GB", "1", "5", "4")

    def test_the_terminals_transcripts_are_answered_as_in_the_terminal(self):
        self.bot()
        count = 0
        for file, lines in transcripts():
            replies = expected.replies_to(*lines)
            if any(reply["text"] in expected.paced() for answer in replies for reply in answer):
                continue
            with self.subTest(f"{file.parent.name}/{file.name}"):
                person = self.person()
                for line, answer in zip(lines, replies):
                    person.write(line)
                    self.assert_hears(person, answer)
                count += 1
        self.assertGreater(count, 90)

    def test_people_with_and_without_a_number_that_can_be_seen_are_answered_by_their_uuid(self):
        self.bot()
        for person in (self.person(hidden=True), self.person(hidden=False), self.person(number=False)):
            self.talk(person, *GROUNDING[:3])
        for request in self.daemon.seen("send"):
            self.assertEqual(len(request.params["recipient"]), 1)
            self.assertRegex(request.params["recipient"][0], "^[0-9a-f-]{36}$")

    def test_one_person_never_hears_what_is_for_another(self):
        self.bot()
        one, other = self.person(), self.person()
        answers, others = expected.replies_to(*GROUNDING), expected.replies_to("ladder", "yes", "a long hug")
        for place in range(3):
            one.write(GROUNDING[place])
            other.write(["ladder", "yes", "a long hug"][place])
            self.assert_hears(one, answers[place])
            self.assert_hears(other, others[place])

    def test_a_message_from_before_the_bot_came_is_answered(self):
        person = self.person()
        person.write("grounding")
        self.bot()
        person.next("[Ss]low")

    def test_the_conversation_goes_on_after_a_restart_of_either(self):
        bot = self.bot()
        person = self.person()
        for line, replies in zip(GROUNDING, expected.replies_to(*GROUNDING)):
            person.write(line)
            self.assert_hears(person, replies)
            bot.restart()
            self.daemon.restart()

    def test_one_connection_reads_and_another_sends(self):
        self.bot()
        self.talk(self.person(), *GROUNDING[:2])
        readers = {request.connection for request in self.daemon.seen("subscribeReceive")}
        senders = {request.connection for request in self.daemon.seen("send")}
        self.assertEqual((len(readers), len(senders)), (1, 1))
        self.assertFalse(readers & senders)
        asked = {request.method for request in self.daemon.requests if request.connection in readers}
        self.assertLessEqual(asked, {"version", "listAccounts", "subscribeReceive", "unsubscribeReceive"})

    def test_a_stop_unsubscribes_first(self):
        bot = self.bot()
        self.talk(self.person(), GROUNDING[0])
        self.assertEqual(bot.stop(), 0)
        self.assertEqual(len(self.daemon.seen("unsubscribeReceive")), 1)

    def test_one_message_at_a_time_is_on_its_way_to_one_person(self):
        self.bot()
        self.talk(self.person(), "hello", "1", CRISIS)
        self.assertEqual(self.daemon.overlapping, [])

    def test_the_bot_shows_that_it_has_read(self):
        self.bot()
        person = self.person()
        written = person.write("grounding")
        person.wait(lambda: any(event.target == written for event in person.of("read")), what="receipt")

    def test_the_bot_shows_that_it_types_while_a_paced_message_waits(self):
        self.bot()
        person = self.person()
        self.talk(person, "grounding", "3", "breathing")
        person.write("1")
        person.wait(lambda: person.of("typing"), what="typing")

    def test_long_and_strange_text_is_split_and_stays_text(self):
        self.bot()
        person = self.person()
        family = "👩‍👩‍👧‍👦"
        for text in ("🙂" * 600, "ß" * 1500, "a\u0301" * 800, "\u202e" + "x" * 3000, "\x00", family * 100):
            person.write(text)
            person.next()
            person.settles(0.2)

    def test_the_numbers_of_choices_are_bold(self):
        self.bot()
        person = self.person()
        self.talk(person, *GROUNDING[:2])
        heard = person.of("text")[-1]
        self.assertEqual([text for text, style in heard.styles if style == "BOLD"],
                         [str(place) for place in range(1, len(heard.styles) + 1)])
        self.assertGreater(len(heard.styles), 1)

    def test_notifications_in_both_forms_any_order_pieces_together_and_twice(self):
        self.bot()
        person = self.person()
        answers = expected.replies_to(*GROUNDING)
        self.daemon.scrambled, self.daemon.pieces = True, 5
        for line, replies in zip(GROUNDING, answers):
            self.daemon.bare = not self.daemon.bare
            person.write(line, copies=2)
            self.assert_hears(person, replies)
        person.hears_nothing(1)


class Changes(Talks, Story):
    """What was sent is changed, or taken back."""

    def setUp(self):
        super().setUp()
        self.running = self.bot()
        self.someone = self.person()

    def test_an_edit_does_not_answer_again_and_does_not_change_what_was_answered(self):
        answers = expected.replies_to(*GROUNDING)
        self.talk(self.someone, GROUNDING[0])
        message = self.someone.write(GROUNDING[1])
        self.assert_hears(self.someone, answers[1])
        self.someone.edit(message, "9")
        self.someone.hears_nothing(2)
        self.someone.write(GROUNDING[2])
        self.assert_hears(self.someone, answers[2])

    def test_a_crisis_in_an_edit_is_noticed(self):
        message = self.someone.write("grounding")
        self.someone.next()
        self.someone.edit(message, CRISIS)
        self.someone.next("There are people who can listen|never contact anyone")

    def test_a_deletion_takes_back_what_was_answered(self):
        self.talk(self.someone, "ladder", "yes")
        steps = {}
        for step in ("talking side by side", "holding hands", "a long hug", "a slow dance"):
            steps[step] = self.someone.write(step)
            self.someone.next()
        self.someone.delete(steps["holding hands"])
        self.someone.hears_nothing(2)
        ladder = self.someone.ask("that's all").body
        self.assertIn("a long hug", ladder)
        self.assertNotIn("holding hands", ladder)

    def test_the_way_out_takes_back_what_the_bot_wrote(self):
        self.talk(self.someone, *GROUNDING[:3])
        earlier = {event.timestamp for event in self.someone.of("text")}
        self.someone.write("exit")
        way_out = self.someone.next(expected.line("exit"))
        self.someone.wait(lambda: earlier <= {event.target for event in self.someone.of("delete")}, what="deletions")
        self.assertEqual(self.someone.still_there(), [way_out])

    def test_the_way_out_takes_back_what_was_written_before_a_restart(self):
        self.talk(self.someone, *GROUNDING[:2])
        self.running.restart()
        self.someone.write("exit")
        way_out = self.someone.next(expected.line("exit"))
        self.someone.wait(lambda: self.someone.still_there() == [way_out], what="deletions")

    def test_what_signal_cli_did_not_forget_at_once_it_forgets_later(self):
        self.daemon.add(levers.fails(-3), "removeContact", times=1)
        self.talk(self.someone, "ladder", "yes", "a long hug", "forget me")
        self.someone.write("yes")
        self.someone.next(expected.line("forgotten"))
        self.daemon.wait(lambda: self.daemon.seen("removeContact"), what="removeContact")
        self.running.restart()
        self.daemon.wait(lambda: self.someone.forgotten, what="removeContact after a restart")

    def test_what_was_forgotten_is_forgotten_by_signal_cli_too(self):
        self.talk(self.someone, "ladder", "yes", "a long hug", "forget me")
        self.someone.write("yes")
        self.someone.next(expected.line("forgotten"))
        self.daemon.wait(lambda: self.someone.forgotten, what="removeContact")
        self.someone.settles(1)
        self.talk(self.someone, "my notebook")


class Polls(Talks, Story):
    def setUp(self):
        super().setUp()
        self.bot(**POLLS)
        self.someone = self.person()
        self.answers = expected.replies_to("grounding", "3", "5")
        self.someone.write("grounding")
        self.assert_hears(self.someone, self.answers[0])
        self.someone.write("3")
        self.poll = self.someone.next("", "poll")

    def test_a_vote_answers(self):
        self.assertEqual(list(self.poll.options), self.answers[1][-1]["choices"])
        self.assertFalse(self.poll.multiple)
        self.someone.vote(self.poll, 4)
        self.someone.next(re.escape(self.answers[2][0]["text"][:20]))

    def test_a_number_answers_as_well(self):
        self.someone.write("5")
        self.someone.next(re.escape(self.answers[2][0]["text"][:20]))

    def test_votes_for_what_is_not_there_and_for_nothing_do_no_harm(self):
        for options in ([], [99], [-1], [1, 2, 3]):
            self.someone.vote(self.poll, *options)
        self.someone.vote(1_700_000_000_000, 1)
        self.someone.settles(2)
        self.someone.write("menu")
        self.someone.next()


class NewPeople(Talks, Story):
    """While the host takes nobody new."""

    def setUp(self):
        super().setUp()
        self.someone = self.person()

    def test_are_told_so_once_and_their_request_is_deleted(self):
        self.bot(new_people="delete")
        self.someone.write("grounding")
        self.someone.next(expected.line("closed"))
        self.daemon.wait(lambda: self.someone.accepted is False, what="an answer to the request")
        self.someone.write("grounding")
        self.someone.hears_nothing(2)

    def test_are_told_so_and_blocked(self):
        self.bot(new_people="block")
        self.someone.write("grounding")
        self.someone.next(expected.line("closed"))
        self.daemon.wait(lambda: self.someone.blocked, what="a block")

    def test_are_answered_in_a_crisis_and_not_shut_out_after_it(self):
        self.bot(new_people="block")
        self.someone.write(CRISIS)
        self.someone.next("never contact anyone|There are people who can listen")
        self.someone.settles(1)
        self.someone.write("please")
        self.someone.settles(2)
        self.assertFalse(self.someone.blocked)

    def test_does_not_mean_those_who_have_talked_with_it_before(self):
        bot = self.bot()
        self.talk(self.someone, GROUNDING[0])
        bot.stop()
        bot.configure(signal=signal_channel(self.daemon, new_people="delete"))
        bot.start()
        self.someone.write(GROUNDING[1])
        self.assert_hears(self.someone, expected.replies_to(*GROUNDING)[1])


class Timers(Talks, Story):
    """Messages disappear after the time that the host has set, or the person."""

    def setUp(self):
        super().setUp()
        self.bot(disappear_after="1d")
        self.someone = self.person()

    def test_the_hosts_time_is_set_once_and_before_anything_is_said(self):
        self.talk(self.someone, *GROUNDING[:2])
        self.assertEqual([event.body for event in self.someone.of("timer")], ["86400"])
        self.assertLess(self.someone.of("timer")[0].place, self.someone.of("text")[0].place)

    def test_the_persons_own_time_stays_and_so_does_none(self):
        for seconds in (3600, 0):
            person = self.person()
            person.set_timer(seconds)
            self.talk(person, *GROUNDING[:2])
            self.assertEqual((person.of("timer"), person.timer), ([], seconds))

    def test_a_time_that_comes_with_the_first_words_stays(self):
        self.someone.timer = 3600
        self.talk(self.someone, GROUNDING[0])
        self.assertEqual((self.someone.of("timer"), self.someone.timer), ([], 3600))


class Kinds(Talks, Story):
    """Each kind of envelope, in the middle of a conversation that goes on after it."""

    def setUp(self):
        super().setUp()
        self.running = self.bot()
        self.someone = self.person()
        self.answers = expected.replies_to(*GROUNDING)
        self.someone.write(GROUNDING[0])
        self.assert_hears(self.someone, self.answers[0])

    def goes_on(self):
        self.someone.write(GROUNDING[1])
        self.assert_hears(self.someone, self.answers[1])

    def test_what_is_no_turn_is_not_answered(self):
        spoken = self.someone.of("text")[-1].timestamp
        someone = self.someone
        for act, *arguments in [(someone.typing,), (someone.typing, True), (someone.housekeep,), (someone.tell_story,),
                                (someone.receipt, "read", spoken), (someone.receipt, "delivery", spoken),
                                (someone.receipt, "viewed", 1_700_000_000_000), (someone.react, spoken, "👍"),
                                (someone.react, spoken, "👍", True), (someone.call, "offerMessage"),
                                (someone.call, "hangupMessage"), (someone.call, "busyMessage"),
                                (someone.call, "answerMessage"), (someone.call, "iceUpdateMessages")]:
            act(*arguments)
        self.someone.hears_nothing(2)
        self.goes_on()

    def test_what_is_not_words_gets_a_friendly_answer(self):
        for act in (self.someone.sticker, self.someone.attach, lambda: self.someone.attach(content_type="audio/aac")):
            act()
            self.someone.next(expected.line("media"))

    def test_words_beside_a_picture_are_words(self):
        self.someone.attach(GROUNDING[1])
        self.assert_hears(self.someone, self.answers[1])

    def test_in_a_group_it_refuses_once_in_plain_words(self):
        for _ in range(3):
            self.someone.write_in_group("grounding")
        self.someone.next(expected.line("group"))
        self.someone.write_in_group("", kind="UPDATE")
        self.someone.hears_nothing(2)
        self.goes_on()

    def test_a_crisis_in_a_group_is_answered(self):
        self.someone.write_in_group(CRISIS)
        self.someone.next("never contact anyone|There are people who can listen")

    def test_the_operator_on_a_linked_phone_starts_nothing(self):
        self.someone.get_from_operator("grounding")
        self.someone.get_from_operator(CRISIS)
        self.someone.hears_nothing(2)
        self.goes_on()

    def test_a_kind_that_nobody_has_heard_of_does_no_harm(self):
        self.someone.strange()
        self.someone.strange("dance", {"deep": [[[[{"id": 2**64 - 1}]]]]})
        self.daemon.deliver({"source": None, "timestamp": -1})
        self.daemon.deliver(None)
        self.daemon.deliver({"sourceUuid": self.someone.uuid, "timestamp": "now", "dataMessage": ["hello"]})
        self.daemon.deliver(None, exception={"type": "InvalidMessageException", "message": "no"})
        self.daemon.raw(b"\xff\xfe{{{\n\n[]\nnull\n7\n" + b"[" * 5000 + b"\n")
        self.someone.settles(2)
        self.assertTrue(self.running.runs(), self.running.said())
        self.someone.ask("menu", ".")

    def test_the_persons_own_timer_is_respected(self):
        self.someone.set_timer(3600)
        self.someone.hears_nothing(1)
        self.goes_on()
        self.assertLessEqual({event.body for event in self.someone.of("timer")}, {"3600"})
        self.assertEqual(self.someone.timer, 3600)

    def test_a_changed_key_begins_anew_and_repeats_nothing(self):
        for named in (True, False):
            with self.subTest(named=named):
                someone = self.person()
                self.talk(someone, *GROUNDING[:2])
                before = [event.body for event in someone.of("text")]
                someone.change_key(named)
                someone.write("3")
                someone.next(expected.line("new_key"))
                someone.settles(2)
                someone.ask("menu")
                after = [event.body for event in someone.of("text")][len(before):]
                self.assertFalse(set(before[1:]) & set(after))

    def test_somebody_new_is_answered_and_so_their_request_accepted(self):
        stranger = self.person()
        self.talk(stranger, "grounding")
        self.assertIn(stranger.accepted, (None, True))


if __name__ == "__main__":
    unittest.main()
