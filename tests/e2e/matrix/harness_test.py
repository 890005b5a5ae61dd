"""The tools themselves: people who talk to each other, a bridge between them, and a network that goes wrong as told."""
import http.client
import json
import time
import unittest
import urllib.error
import urllib.request

import bridge
import faults
from account import Refused, request
from story import Story

VERSIONS = "/_matrix/client/versions"


class Harness(Story):
    def meet(self, one, other):
        room = one.direct_chat(other.user)
        other.join(room)
        one.sees(other.user)

    def assert_in_private(self, event):
        self.assertTrue(event.encrypted)
        self.assertIsNone(event.failure)
        self.assertEqual(event.shield, 0)

    def test_two_people_talk_encrypted_through_the_proxy(self):
        network = self.proxy()
        one, other = self.person(url=network.url), self.person(url=network.url)
        self.meet(one, other)
        message = one.send("hello")
        heard = other.next()
        self.assertEqual((heard.body, heard.id), ("hello", message))
        self.assert_in_private(heard)
        other.send("how are you")
        self.assertEqual(one.next().body, "how are you")
        self.assertEqual(one.account.event(one.room, message)["type"], "m.room.encrypted")
        self.assertTrue(network.seen("/sync"))

    def test_a_message_that_was_sent_before_the_other_came_can_be_read(self):
        one, other = self.person(), self.person()
        room = one.direct_chat(other.user)
        one.send("anybody there?")
        other.join(room)
        self.assert_in_private(other.next("anybody there"))

    def test_a_client_made_of_something_else_talks_to_the_strict_one(self):
        one, other = self.person(), self.nio_person()
        self.meet(other, one)
        other.send("hello")
        self.assert_in_private(one.next("hello"))
        one.send("hello yourself")
        self.assertEqual(other.next("yourself").body, "hello yourself")

    def test_the_strict_client_cannot_read_a_device_that_nobody_signed(self):
        one, other = self.person(), self.person(identity=False)
        self.meet(one, other)
        other.send("hello")
        self.assertEqual(one.next().failure, "UNSIGNED_SENDER_DEVICE")

    def test_a_second_device_gets_the_identity_with_the_recovery_key(self):
        one, other = self.person(), self.person()
        recovery = one.do("keep_recovery_key")
        second = self.person(self.homeserver.log_in(one.account), recovery=recovery)
        self.assertNotEqual(second.account.device, one.account.device)
        second.room = one.direct_chat(other.user)
        other.join(second.room)
        second.sees(other.user)
        second.send("from my other telephone")
        self.assert_in_private(other.next("other telephone"))

    def test_an_edit_a_redaction_and_a_tap_arrive(self):
        one, other = self.person(), self.person()
        self.meet(one, other)
        message = one.send("2")
        other.next("2")
        one.edit(message, "3")
        self.assertEqual(other.next("3").relates_to, {"rel_type": "m.replace", "event_id": message})
        one.tap(message, "first")
        self.assertEqual(other.next().type, "org.matrix.msc3381.poll.response")
        one.redact(message)
        other.client.wait(lambda: message in other.client.redacted, 10, "redaction")

    def test_the_bridge_makes_a_portal(self):
        signal = bridge.Bridge(self.homeserver)
        account = self.homeserver.fresh("bot")
        ghost = signal.ghost()
        room = signal.portal(ghost, account.user)
        account.join(room)
        self.assertEqual(set(account.members(room)), {account.user, ghost.user, signal.bot.user})
        state = account.request("GET", f"/_matrix/client/v3/rooms/{room}/state")
        protocols = {event["type"]: event["content"]["protocol"]["id"] for event in state if "bridge" in event["type"]}
        self.assertEqual(protocols, {"m.bridge": "signal", "uk.half-shot.bridge": "signal"})
        written = signal.send(ghost, room, "hello", at=1_700_000_000_000)
        self.assertEqual(account.event(room, written)["origin_server_ts"], 1_700_000_000_000)
        account.send(room, "m.room.message", {"msgtype": "m.notice", "body": "hello yourself"})
        self.assertEqual(signal.hear(account.user, room, "yourself"), ["hello yourself"])
        echo = signal.echo(account, room, "from a telephone")
        self.assertIn("fi.mau.double_puppet_source", account.event(room, echo)["content"])

    def test_one_user_can_be_limited(self):
        account = self.homeserver.fresh("person")
        room = account.create_room()
        self.homeserver.limit(account.user, 1, 1)
        with self.assertRaises(Refused) as refused:
            for _ in range(5):
                account.send(room, "m.room.message", {"msgtype": "m.text", "body": "hello"})
        self.assertEqual(refused.exception.status, 429)
        self.assertGreater(json.loads(refused.exception.answer)["retry_after_ms"], 0)

    def test_a_restarted_homeserver_knows_everybody(self):
        account = self.homeserver.fresh("person")
        self.homeserver.restart()
        self.assertTrue(account.create_room())


class Faults(Story):
    def setUp(self):
        super().setUp()
        self.network = self.proxy(seed=1)

    def get(self):
        return request(self.network.url, "GET", VERSIONS)

    def test_nothing_happens_unless_told(self):
        self.assertIn("versions", self.get())
        self.assertEqual([(seen.method, seen.path) for seen in self.network.requests], [("GET", VERSIONS)])

    def test_a_dropped_response_leaves_the_request_done_and_the_same_transaction_finds_it(self):
        account = self.homeserver.fresh("person")
        room = account.create_room()
        through = type(account)(self.network.url, account.user, account.token)
        path = f"/_matrix/client/v3/rooms/{room}/send/m.room.message/once"
        self.network.add(faults.drop_response, "/send/", "PUT", times=1)
        message = {"msgtype": "m.text", "body": "hello"}
        with self.assertRaises(OSError):
            through.request("PUT", path, message)
        event = through.request("PUT", path, message)["event_id"]
        sent = [event["event_id"] for event in account.latest(room) if event["type"] == "m.room.message"]
        self.assertEqual(sent, [event])

    def test_a_dropped_request_leaves_nothing_done(self):
        account = self.homeserver.fresh("person")
        through = type(account)(self.network.url, account.user, account.token)
        self.network.add(faults.drop_request, "/createRoom", times=1)
        with self.assertRaises(OSError):
            through.create_room()
        self.assertEqual(account.request("GET", "/_matrix/client/v3/joined_rooms"), {"joined_rooms": []})

    def test_half_an_answer(self):
        self.network.add(faults.cut_response, "/versions")
        self.assertRaises(http.client.IncompleteRead, self.get)

    def test_garbage(self):
        self.network.add(faults.garbage, "/versions")
        self.assertRaises(http.client.BadStatusLine, self.get)

    def test_broken_json(self):
        self.network.add(faults.broken_json, "/versions")
        self.assertRaises(json.JSONDecodeError, self.get)

    def test_too_many_requests(self):
        self.network.add(faults.too_many(retry_after_ms=1500, retry_after=2), "/versions", times=1)
        with self.assertRaises(urllib.error.HTTPError) as limited:
            urllib.request.urlopen(self.network.url + VERSIONS)
        with limited.exception as answer:
            self.assertEqual((answer.code, answer.headers["Retry-After"]), (429, "2"))
            self.assertEqual(json.load(answer)["retry_after_ms"], 1500)
        self.assertIn("versions", self.get())

    def test_a_bad_gateway_and_an_error_of_the_homeserver(self):
        self.network.add(faults.bad_gateway, "/versions", times=1)
        self.network.add(faults.refused(401, "M_UNKNOWN_TOKEN", soft_logout=True), "/versions", times=1)
        for status, word in [(502, "Bad Gateway"), (401, "M_UNKNOWN_TOKEN")]:
            with self.assertRaises(Refused) as refused:
                self.get()
            self.assertEqual(refused.exception.status, status)
            self.assertIn(word, refused.exception.answer)

    def test_a_delay(self):
        self.network.add(faults.delayed(0.3), "/versions")
        begin = time.monotonic()
        self.get()
        self.assertGreaterEqual(time.monotonic() - begin, 0.3)

    def test_a_chance(self):
        rule = self.network.add(faults.bad_gateway, "/versions", chance=0.5)
        for _ in range(40):
            try:
                self.get()
            except Refused:
                pass
        self.assertTrue(8 <= rule.met <= 32, rule.met)


if __name__ == "__main__":
    unittest.main()
