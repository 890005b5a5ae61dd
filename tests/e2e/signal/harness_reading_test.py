"""The stand-in over its socket: each kind of envelope, and how it reaches those who subscribed."""
import json
import unittest

import envelopes
import levers
from client import Ended
from harness import Harness


class Envelopes(Harness):
    def setUp(self):
        super().setUp()
        self.someone = self.daemon.person(name="Sam")
        self.reader = self.subscribed()

    def heard(self, kind="dataMessage"):
        """The envelope, and its body."""
        whole = self.reader.next()
        self.assertEqual(whole["account"], self.daemon.account)
        return whole["envelope"], whole["envelope"].get(kind)

    def test_a_text_of_somebody_with_a_hidden_number(self):
        at = self.someone.write("hello")
        envelope, body = self.heard()
        names = ("source", "sourceNumber", "sourceUuid", "sourceName", "timestamp")
        self.assertEqual([envelope[name] for name in names], [self.someone.uuid, None, self.someone.uuid, "Sam", at])
        self.assertEqual((body["timestamp"], body["message"], body["expiresInSeconds"]), (at, "hello", 0))

    def test_a_text_of_somebody_who_shows_their_number_and_of_somebody_without_one(self):
        shown, none = self.daemon.person(hidden=False), self.daemon.person(number=False)
        shown.write("hello")
        envelope, _ = self.heard()
        self.assertEqual((envelope["source"], envelope["sourceNumber"]), (shown.number, shown.number))
        none.write("hello")
        envelope, _ = self.heard()
        self.assertEqual((envelope["source"], envelope["sourceNumber"]), (none.uuid, None))

    def test_edits_and_deletions(self):
        at = self.someone.write("hello")
        self.someone.edit(at, "hello you")
        self.someone.delete(at)
        self.heard()
        edit = self.heard("editMessage")[1]
        self.assertEqual((edit["targetSentTimestamp"], edit["dataMessage"]["message"]), (at, "hello you"))
        deletion = self.heard()[1]
        self.assertEqual((deletion["remoteDelete"], deletion["message"]), ({"timestamp": at}, None))

    def test_what_is_not_words(self):
        self.someone.react(1_700_000_000_000, "👍")
        reaction = self.heard()[1]["reaction"]
        self.assertEqual((reaction["emoji"], reaction["targetSentTimestamp"], reaction["isRemove"]),
                         ("👍", 1_700_000_000_000, False))
        self.someone.sticker()
        self.assertEqual(set(self.heard()[1]["sticker"]), {"packId", "stickerId"})
        self.someone.attach("look")
        body = self.heard()[1]
        self.assertEqual((body["message"], body["attachments"][0]["contentType"]), ("look", "image/jpeg"))

    def test_votes(self):
        self.someone.vote(1_700_000_000_000, 1)
        vote = self.heard()[1]["pollVote"]
        self.assertEqual((vote["targetSentTimestamp"], vote["optionIndexes"], vote["authorUuid"]),
                         (1_700_000_000_000, [1], self.daemon.uuid))

    def test_a_timer_stays_for_what_follows(self):
        self.someone.set_timer(3600)
        body = self.heard()[1]
        self.assertEqual((body["isExpirationUpdate"], body["expiresInSeconds"], body["message"]), (True, 3600, None))
        self.someone.write("hello")
        self.assertEqual(self.heard()[1]["expiresInSeconds"], 3600)

    def test_typing_receipts_and_calls(self):
        self.someone.typing()
        self.someone.typing(stop=True)
        self.assertEqual([self.heard("typingMessage")[1]["action"] for _ in range(2)], ["STARTED", "STOPPED"])
        self.someone.receipt("read", 1_700_000_000_000, 1_700_000_000_001)
        body = self.heard("receiptMessage")[1]
        self.assertEqual((body["isRead"], body["isDelivery"], len(body["timestamps"])), (True, False, 2))
        for kind in ("offerMessage", "answerMessage", "busyMessage", "hangupMessage", "iceUpdateMessages"):
            self.someone.call(kind)
            self.assertIn(str(envelopes.CALL), json.dumps(self.heard("callMessage")[1][kind]))
        self.assertGreater(envelopes.CALL, 2**63)

    def test_groups_stories_housekeeping_and_what_is_unknown(self):
        self.someone.write_in_group("hello all")
        self.assertEqual(self.heard()[1]["groupInfo"]["type"], "DELIVER")
        self.someone.tell_story()
        self.assertTrue(self.heard("storyMessage")[1]["textAttachment"]["text"])
        self.someone.housekeep()
        self.assertEqual(set(self.heard()[1]),
                         {"timestamp", "message", "expiresInSeconds", "isExpirationUpdate", "viewOnce"})
        self.someone.strange()
        self.assertIn("pinMessage", self.heard()[1])

    def test_the_operator_writes_from_a_linked_phone(self):
        self.someone.get_from_operator("it's me")
        envelope, body = self.heard("syncMessage")
        self.assertEqual(envelope["sourceUuid"], self.daemon.uuid)
        sent = body["sentMessage"]
        self.assertEqual((sent["destinationUuid"], sent["message"]), (self.someone.uuid, "it's me"))

    def test_a_changed_key_with_and_without_an_envelope(self):
        self.someone.change_key()
        self.someone.write("new telephone")
        whole = self.reader.next()
        self.assertEqual((whole["exception"]["type"], whole["envelope"]["sourceUuid"]),
                         ("UntrustedIdentityException", self.someone.uuid))
        self.assertNotIn("dataMessage", whole["envelope"])
        self.someone.change_key(named=False)
        self.someone.write("another one")
        self.assertEqual(set(self.reader.next()), {"account", "exception"})
        self.client.call("trust", recipient=self.someone.uuid, trustAllKnownKeys=True)
        self.assertEqual([self.heard()[1]["message"] for _ in range(2)], ["new telephone", "another one"])

    def test_both_forms_and_any_order(self):
        self.someone.write("one")
        self.assertEqual(set(self.reader.read()["params"]), {"subscription", "result"})
        self.daemon.bare = self.daemon.scrambled = True
        orders = set()
        for _ in range(20):
            self.someone.write("two")
            params = self.reader.read()["params"]
            orders.add(tuple(params["envelope"]))
        self.assertEqual(set(params), {"envelope", "account"})
        self.assertGreater(len(orders), 10)

    def test_a_phone_tells_what_was_delivered(self):
        sent = self.to(self.someone, message="hello")["timestamp"]
        body = self.heard("receiptMessage")[1]
        self.assertEqual((body["isDelivery"], body["timestamps"]), (True, [sent]))
        quiet = self.daemon.person(receipts=False)
        self.to(quiet, message="hello")
        self.assertTrue(self.reader.silent(0.3))

    def test_who_is_blocked_is_not_heard(self):
        self.client.call("block", recipient=[self.someone.uuid])
        self.someone.write("hello")
        self.client.call("unblock", recipient=[self.someone.uuid])
        self.someone.write("hello again")
        self.assertEqual(self.heard()[1]["message"], "hello again")


class Reading(Harness):
    def setUp(self):
        super().setUp()
        self.someone = self.daemon.person()

    def texts(self, client, count):
        return [client.next()["envelope"]["dataMessage"]["message"] for _ in range(count)]

    def test_what_nobody_subscribed_to_waits_through_a_restart(self):
        self.someone.write("one")
        self.daemon.restart()
        self.someone.write("two")
        self.assertEqual(self.texts(self.subscribed(), 2), ["one", "two"])
        self.assertEqual(self.daemon.waiting, [])

    def test_two_subscriptions_each_get_a_copy_until_they_end(self):
        one, other = self.subscribed(), self.connect()
        numbers = [other.call("subscribeReceive") for _ in range(2)]
        self.assertEqual(len(set(numbers)), 2)
        self.someone.write("hello")
        self.assertEqual(self.texts(one, 1) + self.texts(other, 2), ["hello"] * 3)
        for number in numbers:
            self.assertEqual(other.call("unsubscribeReceive", subscription=number), {})
        self.assert_refused(-1, "unsubscribeReceive", other, subscription=numbers[0])
        self.someone.write("hello again")
        self.assertEqual(self.texts(one, 1), ["hello again"])
        self.assertTrue(other.silent())

    def test_a_notification_before_the_answer(self):
        self.someone.write("hello")
        self.daemon.add(levers.notified_first, "subscribeReceive")
        known = self.client.ask("subscribeReceive", account=self.daemon.account)
        self.assertEqual([self.client.read().get("method") for _ in range(2)], ["receive", None])
        self.assertIsInstance(self.client.answer(known), int)

    def test_a_notification_twice_is_the_same(self):
        reader = self.subscribed()
        self.someone.write("hello", copies=2)
        self.assertEqual(*(reader.next() for _ in range(2)))

    def test_in_pieces_and_together(self):
        reader = self.subscribed()
        self.daemon.pieces = 3
        self.someone.write("ein Grüß Gott 🙂")
        self.assertEqual(self.texts(reader, 1), ["ein Grüß Gott 🙂"])
        self.daemon.pieces = None
        with self.daemon.together():
            self.someone.write("one")
            self.someone.write("two")
            self.assertTrue(reader.silent())
        self.assertEqual(self.texts(reader, 2), ["one", "two"])

    def test_garbage(self):
        reader = self.subscribed()
        self.daemon.raw(b"\xff{{{\n")
        self.someone.write("hello")
        self.assertEqual(reader.line(), b"\xff{{{")
        self.assertEqual(self.texts(reader, 1), ["hello"])

    def test_the_reader_and_the_sender_can_be_dropped_alone(self):
        reader = self.subscribed()
        self.client.call("version")
        self.daemon.drop_reader()
        self.assertRaises(Ended, reader.read)
        self.someone.write("kept")
        self.client.call("version")
        reader = self.subscribed()
        self.daemon.drop_sender()
        self.assertRaises(Ended, self.client.read)
        self.assertEqual(self.texts(reader, 1), ["kept"])

    def test_what_was_handed_to_a_connection_that_ends_without_reading_is_lost(self):
        reader = self.subscribed()
        self.someone.write("read")
        self.texts(reader, 1)
        self.someone.write("not read")
        reader.close()
        self.daemon.wait(lambda: not self.daemon.subscribers())
        self.assertEqual([each["envelope"]["dataMessage"]["message"] for each in self.daemon.unread], ["not read"])
        self.someone.write("kept")
        self.assertEqual(self.texts(self.subscribed(), 1), ["kept"])

    def test_what_was_read_before_the_connection_ended_is_not_lost(self):
        reader = self.subscribed()
        self.someone.write("read")
        self.texts(reader, 1)
        reader.close()
        self.daemon.wait(lambda: not self.daemon.subscribers())
        self.assertEqual((self.daemon.unread, self.daemon.lost, self.daemon.waiting), ([], [], []))

    def test_a_daemon_that_stopped_is_not_there(self):
        self.daemon.stop()
        self.assertRaises(Ended, self.client.read)
        self.assertRaises(FileNotFoundError, self.connect)
        self.daemon.start()
        self.assertTrue(self.connect().call("version"))


if __name__ == "__main__":
    unittest.main()
