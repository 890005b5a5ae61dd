"""Whatever goes wrong between the bot and signal-cli: what it waits for, tries again, gives up and tells its host."""
import re
import time
import unittest

import levers
from shared import expected
from story import Story
from talk import Talks

LINES = ["grounding", "3", "5"]
CRISIS = "i want to kill myself"


class Faults(Talks, Story):
    def setUp(self):
        super().setUp()
        self.running = self.bot()
        self.answers = expected.replies_to(*LINES)

    def someone(self, **options):
        """Somebody whose first line was answered."""
        person = self.person(**options)
        person.write(LINES[0])
        self.assert_hears(person, self.answers[0])
        return person

    def text(self, place):
        return self.answers[place][0]["text"]


class Outcomes(Faults):
    """Whether a message went out is not known."""

    def test_a_delivery_receipt_settles_it_and_nothing_is_sent_again(self):
        for lever in (levers.drop_done, levers.stalled_done, levers.lost_its_connection, levers.answered_with(b"{}\n")):
            with self.subTest(lever.__name__):
                person = self.someone()
                self.daemon.add(lever, "send", to=person, times=1)
                person.write(LINES[1])
                self.assert_hears(person, self.answers[1])
                person.write(LINES[2])
                person.next(re.escape(self.text(2)[:20]), timeout=90)
                self.assertEqual(len(self.attempts(person, self.text(1))), 1)

    def test_without_a_receipt_it_is_sent_again_once(self):
        person = self.someone(receipts=False)
        self.daemon.add(levers.drop_done, "send", to=person, times=5)
        person.write(LINES[1])
        self.eventually(lambda: len(self.attempts(person, self.text(1))) == 2, timeout=90)
        person.settles(5)
        self.assertEqual(len(self.attempts(person, self.text(1))), 2)

    def test_what_was_not_done_arrives(self):
        for lever in (levers.drop_undone, levers.stalled, levers.internal):
            with self.subTest(lever.__name__):
                person = self.someone(receipts=False)
                self.daemon.add(lever, "send", to=person, times=1)
                person.write(LINES[1])
                person.next(re.escape(self.text(1)[:20]), timeout=90)

    def test_a_crisis_reply_is_sent_until_it_is_accepted(self):
        person = self.someone(receipts=False)
        self.daemon.add(levers.drop_undone, "send", to=person, times=5)
        person.write(CRISIS)
        for reply in expected.replies_to(LINES[0], CRISIS)[1]:
            person.next(re.escape(reply["text"][-40:]), timeout=120)

    def test_an_answer_late_out_of_order_twice_or_to_nobody_is_taken_for_what_it_is(self):
        for lever in (levers.late(1), levers.answered_late(1), levers.overtaken, levers.answered_twice,
                      levers.strange_id, levers.garbage_first):
            with self.subTest(lever.__name__):
                one, other = self.someone(receipts=False), self.someone(receipts=False)
                self.daemon.add(lever, "send", to=one, times=1)
                for person in (one, other):
                    person.write(LINES[1])
                for person in (one, other):
                    self.assert_hears(person, self.answers[1])
                    person.hears_nothing(1)

    def test_what_is_under_way_to_one_person_keeps_nobody_else_waiting(self):
        one, other = self.someone(), self.someone()
        self.daemon.add(levers.stalled, "send", to=one, times=1)
        one.write(LINES[1])
        self.daemon.wait(lambda: self.attempts(one, self.text(1)))
        begin = time.monotonic()
        other.write(LINES[1])
        self.assert_hears(other, self.answers[1])
        self.assertLess(time.monotonic() - begin, 3)


class Errors(Faults):
    def tried(self, lever, times=1):
        """Somebody whose answer met that fault."""
        person = self.someone()
        self.daemon.add(lever, "send", to=person, times=times)
        person.write(LINES[1])
        self.daemon.wait(lambda: self.attempts(person, self.text(1)))
        return person

    def test_somebody_who_is_gone_is_given_up(self):
        for lever in (levers.unregistered, levers.permanent, levers.unsent_in_a_result(levers.UNREGISTERED)):
            with self.subTest(lever.__name__):
                person = self.tried(lever, times=99)
                time.sleep(3)
                self.assertEqual(len(self.attempts(person, self.text(1))), 1)
        self.talk(self.person(), *LINES)

    def test_after_a_failure_of_the_network_it_is_tried_again_and_not_in_a_hurry(self):
        for lever in (levers.broken_io, levers.no_network, levers.bad_pre_key,
                      levers.unsent_in_a_result(levers.NETWORK)):
            with self.subTest(lever.__name__):
                person = self.tried(lever, times=3)
                person.next(re.escape(self.text(1)[:20]), timeout=90)
                whens = [request.when for request in self.attempts(person, self.text(1))]
                self.assertEqual(len(whens), 4)
                self.assertGreater(whens[-1] - whens[0], 1)

    def test_a_key_that_is_not_trusted_holds_what_is_for_that_person(self):
        person = self.tried(levers.untrusted, times=99)
        time.sleep(3)
        self.assertLessEqual(len(self.attempts(person, self.text(1))), 2)
        self.talk(self.person(), *LINES)

    def test_a_rate_limit_is_waited_out(self):
        for lever in (levers.limited(3), levers.unsent_in_a_result(levers.LIMITED, retry_after=3)):
            person = self.tried(lever)
            self.assert_hears(person, self.answers[1])
            refused, accepted = self.attempts(person, self.text(1))[:2]
            self.assertGreaterEqual(accepted.when - refused.when, 3)

    def test_a_crisis_goes_first_when_sending_resumes(self):
        other = self.someone()
        person = self.tried(levers.limited(3))
        other.write(CRISIS)
        first = expected.replies_to(LINES[0], CRISIS)[1][0]["text"]
        other.next(re.escape(first[-40:]))
        self.assert_hears(person, self.answers[1])
        self.assertLess(self.attempts(other, first)[0].when, self.attempts(person, self.text(1))[-1].when)

    def test_a_crisis_is_not_held_up_by_what_its_person_waited_for_before(self):
        other, person = self.tried(levers.limited(3)), self.someone()
        for line in ("menu", "grounding", "menu", "grounding"):
            other.write(line)
        person.write(LINES[1])
        person.write(CRISIS)
        first = expected.replies_to(LINES[0], LINES[1], CRISIS)[2][0]["text"]
        person.next(re.escape(first[-40:]), timeout=60)
        sent = self.attempts(person, first)[0].when
        self.assertLess(sent, self.attempts(other)[-1].when)

    def test_what_waits_through_three_restarts_is_still_sent(self):
        person = self.tried(levers.limited(8), times=4)
        for _ in range(3):
            self.running.kill()
            self.running.start(wait=False)
            self.daemon.wait_for_subscription()
            time.sleep(1.5)
        self.assert_hears(person, self.answers[1])

    def test_what_signal_cli_refuses_by_our_fault_is_an_alarm_and_not_lost(self):
        person = self.tried(levers.fails(-32602), times=2)
        self.eventually(lambda: "refusal" in self.running.page("/readyz")[1])
        self.assert_hears(person, self.answers[1])
        self.eventually(lambda: "refusal" not in self.running.page("/readyz")[1])

    def test_a_captcha_is_a_matter_for_the_operator(self):
        self.tried(levers.limited(86400, token="challenge-canary"), times=99)
        self.eventually(lambda: "captcha" in (self.running.page("/readyz")[1] + self.running.page("/metrics")[1]
                                              + self.running.output("stderr")).lower())
        self.assertNotIn("challenge-canary", self.running.output("stderr"))

    def test_an_account_that_is_gone_is_an_alarm_and_comes_back(self):
        person = self.someone()
        self.daemon.lose_account()
        person.write(LINES[1])
        self.eventually(lambda: self.running.page("/readyz")[0] == 503, timeout=120)
        self.daemon.accounts = [self.daemon.account]
        self.eventually(lambda: self.running.page("/readyz")[0] == 200, timeout=120)
        self.assert_hears(person, self.answers[1])

    def test_each_error_to_each_method_that_can_wait_ends_nothing(self):
        methods = "sendReceipt|sendTyping|remoteDelete|updateContact|removeContact|sendMessageRequestResponse"
        for code in (-32700, -32600, -32601, -32602, -32603, -1, -3, -4, -5, -6, 7):
            self.daemon.add(levers.fails(code), methods, times=3)
        person = self.person()
        self.talk(person, *LINES)
        person.write("exit")
        person.next(expected.line("exit"))
        self.assertTrue(self.running.runs())


class Connections(Faults):
    def test_a_reader_that_was_dropped_subscribes_again_and_nothing_is_lost_or_twice(self):
        person = self.someone()
        for line, replies in zip(LINES[1:], self.answers[1:]):
            self.daemon.drop_reader()
            person.write(line)
            self.assert_hears(person, replies)
        person.hears_nothing(1)

    def test_a_sender_that_was_dropped_comes_back(self):
        person = self.someone()
        self.daemon.drop_sender()
        person.write(LINES[1])
        self.assert_hears(person, self.answers[1])

    def test_a_notification_before_the_answer_to_the_subscription_is_read(self):
        person = self.someone()
        self.daemon.add(levers.notified_first, "subscribeReceive")
        self.daemon.stop()
        person.write(LINES[1])
        self.daemon.start()
        self.assert_hears(person, self.answers[1])

    def test_a_subscription_that_is_not_answered_is_asked_for_again(self):
        person = self.someone()
        self.daemon.add(levers.stalled, "subscribeReceive", times=1)
        self.daemon.drop_reader()
        person.write(LINES[1])
        person.next(re.escape(self.text(1)[:20]), timeout=120)

    def test_a_daemon_that_is_away_is_said_to_be_and_found_again(self):
        person = self.someone()
        self.daemon.stop()
        self.eventually(lambda: self.running.page("/readyz")[0] == 503)
        self.assertEqual(self.running.page("/healthz")[0], 200)
        person.write(LINES[1])
        time.sleep(2)
        self.daemon.start()
        self.assert_hears(person, self.answers[1])
        self.eventually(lambda: self.running.page("/readyz")[0] == 200)

    def test_it_dies_in_the_middle_of_a_send(self):
        person = self.someone()
        self.daemon.add(levers.die_done, "send", to=person, times=1)
        person.write(LINES[1])
        self.eventually(lambda: not self.daemon.runs())
        self.daemon.start()
        self.assert_hears(person, self.answers[1])
        person.settles(3)
        self.assertLessEqual(len(self.attempts(person, self.text(1))), 2)

    def test_what_came_while_the_bot_was_down_makes_no_storm_and_a_crisis_in_it_is_noticed(self):
        person = self.someone()
        self.assertEqual(self.running.stop(), 0)
        for number in range(30):
            person.write(CRISIS if number == 11 else f"are you there {number}")
        self.running.start()
        person.next("never contact anyone|There are people who can listen")
        person.settles(3)
        self.assertLess(len(person.of("text")), 15)


class Beginnings(Talks, Story):
    def test_it_waits_for_a_daemon_that_is_not_there_yet(self):
        self.daemon.stop()
        bot = self.bot(start=False)
        bot.start(wait=False)
        time.sleep(2)
        self.assertTrue(bot.runs(), bot.said())
        self.daemon.start()
        self.daemon.wait_for_subscription()
        self.talk(self.person(), *LINES)

    def test_a_version_that_the_service_refuses_is_named(self):
        for version in ("0.13.14", "0.14.6", "unknown"):
            with self.subTest(version):
                self.daemon.version = version
                bot = self.bot(start=False)
                bot.start(wait=False)
                self.eventually(lambda: "0.14.7" in bot.output("stderr"))
                self.assertNotRegex(bot.output("stdout"), r"\bready\b")
                bot.kill()
        self.assertEqual(self.daemon.seen("send"), [])

    def test_newer_versions_are_taken(self):
        for version in ("0.14.7", "0.14.10", "0.15.0", "1.0.0", "0.14.8-SNAPSHOT"):
            with self.subTest(version):
                self.daemon.version = version
                bot = self.bot()
                self.talk(self.person(), LINES[0])
                self.assertEqual(bot.stop(), 0)

    def test_an_account_that_signal_cli_does_not_have_is_named_without_its_number(self):
        self.daemon.lose_account()
        bot = self.bot(start=False)
        bot.start(wait=False)
        self.eventually(lambda: re.search("account|link|regist", bot.output("stderr")))
        self.assertNotIn(self.daemon.account, bot.output("stderr"))


if __name__ == "__main__":
    unittest.main()
