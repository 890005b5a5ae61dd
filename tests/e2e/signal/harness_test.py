"""The stand-in over its socket: each method, and what people hear of it."""
import unittest

import levers
from harness import Harness


class Methods(Harness):
    def setUp(self):
        super().setUp()
        self.someone = self.daemon.person()

    def test_version_and_accounts(self):
        self.assertEqual(self.client.answer(self.client.ask("version")), {"version": "0.14.7"})
        self.assertEqual(self.client.answer(self.client.ask("listAccounts")), [{"number": "+15555550100"}])
        self.daemon.version = "0.13.14"
        self.assertEqual(self.client.call("version"), {"version": "0.13.14"})
        self.assertEqual(self.daemon.violations, [])

    def test_a_text_is_heard_with_its_styles_in_utf16_units(self):
        result = self.to(self.someone, message="🙂 be gentle", textStyle=["3:2:BOLD", "0:2:ITALIC"], noUrgent=True)
        self.assertEqual(result["results"], [{"type": "SUCCESS", "recipientAddress": {
            "uuid": self.someone.uuid, "number": self.someone.number, "username": None}}])
        heard = self.someone.next("gentle")
        self.assertEqual(heard.timestamp, result["timestamp"])
        self.assertEqual(heard.styles, (("be", "BOLD"), ("🙂", "ITALIC")))
        self.assertFalse(heard.urgent)
        self.assertEqual(self.daemon.violations, [])

    def test_styles_that_fit_no_text_are_noted_and_malformed_ones_refused(self):
        for style in ("0:20:BOLD", "1:2:BOLD", "0:0:BOLD"):
            self.to(self.someone, message="🙂 be", textStyle=[style])
        self.assertEqual(len(self.daemon.violations), 3)
        self.assert_refused(-1, "send", recipient=[self.someone.uuid], message="be", textStyle=["0:1:LOUD"])

    def test_a_text_that_is_too_long_or_empty_is_noted(self):
        self.to(self.someone, message="ü" * 999 + "x")
        self.assertEqual(self.daemon.violations, [])
        self.to(self.someone, message="ü" * 1000)
        self.assert_violated("2000 bytes")
        self.assert_refused(-1, "send", recipient=[self.someone.uuid], message="")
        self.client.write(b'{"jsonrpc": "2.0", "method": "send", "params": {"account": "+15555550100", "recipient": ["'
                          + self.someone.uuid.encode() + b'"], "message": "\\ud83d"}}\n')
        self.client.call("version")
        self.assert_violated("surrogate")

    def test_an_edit(self):
        target = self.to(self.someone, message="one")["timestamp"]
        self.to(self.someone, message="two", editTimestamp=target)
        self.assertEqual(self.someone.next("two", "edit").target, target)

    def test_receipts_typing_and_deletions(self):
        written = self.someone.write("hello")
        self.client.call("sendReceipt", recipient=self.someone.uuid, targetTimestamp=written, type="read")
        self.to(self.someone, "sendTyping")
        sent = self.to(self.someone, message="hello yourself")["timestamp"]
        self.to(self.someone, "sendTyping", stop=True)
        self.to(self.someone, "remoteDelete", targetTimestamp=sent)
        kinds = [(event.kind, event.target) for event in self.someone.events]
        self.assertEqual(kinds, [("read", written), ("typing", None), ("text", None), ("typing stopped", None),
                                 ("delete", sent)])
        self.assertEqual([event.body for event in self.someone.of()], ["hello yourself"])
        self.assertEqual(self.someone.still_there(), [])
        self.assertEqual(self.daemon.violations, [])

    def test_timestamps_are_numbers_over_two_to_the_31st(self):
        for strange in ("1700000000000", 7, 1.7e12, True, None, 2**63):
            self.assert_refused(-32603, "remoteDelete", recipient=[self.someone.uuid], targetTimestamp=strange)
            self.assert_refused(-32603, "sendReceipt", recipient=self.someone.uuid, targetTimestamp=strange)
        self.assertEqual(len(self.daemon.violations), 12)
        self.assertEqual(self.someone.events, [])

    def test_polls(self):
        self.to(self.someone, "sendPollCreate", question="Which?", option=["one", "two"], noMulti=True)
        poll = self.someone.next("Which", "poll")
        self.assertEqual((poll.options, poll.multiple), (("one", "two"), False))
        self.to(self.someone, "sendPollTerminate", pollTimestamp=poll.timestamp)
        self.assertEqual(self.someone.next("", "poll ended").target, poll.timestamp)
        self.assertEqual(self.daemon.violations, [])
        for options in (["one"], ["x"] * 11, ["", "two"], ["x" * 101, "two"]):
            self.assert_refused(-1, "sendPollCreate", recipient=[self.someone.uuid], question="?", option=options)

    def test_void_methods_give_an_empty_object_and_have_their_effect(self):
        one, many = {"recipient": self.someone.uuid}, {"recipient": [self.someone.uuid]}
        for method, params in [("updateContact", one | {"expiration": 3600}), ("block", many), ("unblock", many),
                               ("sendMessageRequestResponse", many | {"type": "accept"}),
                               ("trust", one | {"trustAllKnownKeys": True}), ("removeContact", one | {"forget": True}),
                               ("updateProfile", {"givenName": "Notes"}),
                               ("updateConfiguration", {"readReceipts": True}),
                               ("submitRateLimitChallenge", {"challenge": "token", "captcha": "signalcaptcha://x"})]:
            with self.subTest(method):
                self.assertEqual(self.client.call(method, **params), {})
        self.assertEqual((self.someone.timer, self.someone.accepted, self.someone.forgotten), (3600, True, 1))
        self.assertEqual(self.someone.next("3600", "timer").kind, "timer")
        self.assertEqual(self.daemon.challenges, [("token", "signalcaptcha://x")])
        self.assertEqual(self.daemon.violations, [])

    def test_a_list_in_place_of_one_recipient_succeeds_to_somebody_else(self):
        for method, params in [("updateContact", {"expiration": 60}), ("removeContact", {"forget": True}),
                               ("trust", {"trustAllKnownKeys": True}),
                               ("sendReceipt", {"targetTimestamp": 1_700_000_000_000, "type": "read"})]:
            self.to(self.someone, method, **params)
        self.assertEqual(len(self.daemon.misaddressed), 4)
        self.assertEqual({stranger.number[1:].isdigit() for stranger in self.daemon.misaddressed}, {True})
        self.assertEqual([event.kind for event in self.daemon.misaddressed[0].events], ["timer"])
        self.assertEqual((self.someone.events, self.someone.timer, self.someone.forgotten), ([], 0, 0))
        self.assert_violated("a list where there can be only one")

    def test_one_in_place_of_a_list_is_taken_and_noted(self):
        self.client.call("send", recipient=self.someone.uuid, message="hello")
        self.someone.next("hello")
        self.assert_violated("recipient is no list")

    def test_a_number_in_place_of_the_uuid_is_noted(self):
        self.client.call("send", recipient=[self.someone.number], message="hello")
        self.assert_violated("by their number")

    def test_somebody_unknown_is_not_registered(self):
        stranger = "01234567-89ab-4cde-8f01-23456789abcd"
        data = self.assert_refused(-1, "send", recipient=[stranger], message="hello")
        self.assertEqual([each["type"] for each in data["response"]["results"]], ["UNREGISTERED_FAILURE"])

    def test_identities(self):
        known, = self.client.call("listIdentities", number=self.someone.uuid)
        self.assertEqual((known["uuid"], known["number"], known["trustLevel"]),
                         (self.someone.uuid, None, "TRUSTED_UNVERIFIED"))
        self.someone.change_key()
        changed, = self.client.call("listIdentities", number=self.someone.uuid)
        self.assertNotEqual(changed["safetyNumber"], known["safetyNumber"])
        data = self.assert_refused(-4, "send", recipient=[self.someone.uuid], message="hello")
        self.assertEqual(data["response"]["results"][0]["type"], "IDENTITY_FAILURE")
        self.assert_refused(-1, "trust", recipient=self.someone.uuid, verifiedSafetyNumber=known["safetyNumber"])
        self.client.call("trust", recipient=self.someone.uuid, verifiedSafetyNumber=changed["safetyNumber"])
        self.to(self.someone, message="hello")

    def test_accounts_are_asked_for_and_can_vanish(self):
        self.assertTrue(self.client.answer(self.client.ask("send", recipient=[self.someone.uuid], message="hello")))
        self.assert_violated("without an account")
        self.assert_refused(-32602, "send", account="+15555550199", recipient=[self.someone.uuid], message="hello")
        self.daemon.lose_account()
        self.assertEqual(self.client.call("listAccounts", account=None), [])
        self.assert_refused(-32602, "send", recipient=[self.someone.uuid], message="hello")
        self.assert_refused(-32602, "subscribeReceive")

    def test_linking_and_registering(self):
        self.daemon.lose_account()
        uri = self.client.answer(self.client.ask("startLink"))["deviceLinkUri"]
        self.assertTrue(uri.startswith("sgnl://linkdevice?uuid="))
        linked = self.client.answer(self.client.ask("finishLink", deviceLinkUri=uri, deviceName="mooring"))
        self.assertEqual(linked, {"number": self.daemon.account})
        self.daemon.lose_account()
        self.daemon.captcha_needed = True
        self.assert_refused(-1, "register")
        self.client.call("register", captcha="signalcaptcha://x")
        self.assert_refused(-3, "verify", verificationCode="000000")
        self.client.call("verify", verificationCode=self.daemon.verification_code)
        self.assertEqual(self.daemon.accounts, [self.daemon.account])

    def test_two_messages_on_their_way_to_one_person_are_noted(self):
        self.daemon.add(levers.stalled, "send", times=1)
        other = self.daemon.person()
        for person in (self.someone, other):
            self.client.ask("send", account=self.daemon.account, recipient=[person.uuid], message="one")
        self.to(other, message="two")
        self.assertEqual(self.daemon.overlapping, [])
        self.to(self.someone, message="two")
        self.assertEqual([request.params["message"] for request in self.daemon.overlapping], ["two"])


class People(Harness):
    def test_they_hear_in_order_and_can_tell_silence(self):
        someone = self.daemon.person()
        for text in ("one", "two", "three"):
            self.to(someone, message=text)
        self.assertEqual(someone.next("two").body, "two")
        with self.assertRaises(AssertionError):
            someone.hears_nothing(0)
        someone.settles(0.1)
        someone.hears_nothing(0.1)
        with self.assertRaises(AssertionError):
            someone.next("one", timeout=0.1)

    def test_nobody_hears_what_is_for_another(self):
        one, other = self.daemon.person(), self.daemon.person()
        self.to(one, message="hello")
        one.next("hello")
        self.assertEqual(other.events, [])


if __name__ == "__main__":
    unittest.main()
