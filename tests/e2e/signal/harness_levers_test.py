"""The stand-in over its socket: each way to go wrong."""
import json
import time
import unittest

import levers
from client import Ended, Refused
from harness import Harness


class Levers(Harness):
    def setUp(self):
        super().setUp()
        self.someone = self.daemon.person(receipts=False)

    def ask(self, text="hello"):
        return self.client.ask("send", account=self.daemon.account, recipient=[self.someone.uuid], message=text)

    def heard(self):
        return [event.body for event in self.someone.of()]

    def test_stalled(self):
        for lever, heard in ((levers.stalled, []), (levers.stalled_done, ["hello"])):
            self.daemon.add(lever, "send", times=1)
            self.ask()
            self.assertTrue(self.client.silent())
            self.assertEqual(self.heard(), heard)

    def test_late(self):
        self.daemon.add(levers.late(0.3), "send", times=1)
        self.daemon.add(levers.answered_late(0.3), "send", times=1)
        begin = time.monotonic()
        first, second = self.ask("one"), self.ask("two")
        self.client.call("version")
        self.assertEqual(self.heard(), ["two"])
        self.client.answer(first)
        self.client.answer(second)
        self.assertGreaterEqual(time.monotonic() - begin, 0.3)
        self.assertEqual(self.heard(), ["two", "one"])

    def test_out_of_order(self):
        self.daemon.add(levers.overtaken, "send", times=1)
        asked = [self.ask("one"), self.ask("two")]
        self.assertEqual([self.client.read()["id"] for _ in range(2)], asked[::-1])
        self.assertEqual(self.heard(), ["one", "two"])

    def test_dropped_done_and_not_done(self):
        for lever, heard in ((levers.drop_undone, []), (levers.drop_done, ["hello"])):
            self.daemon.add(lever, "send", times=1)
            self.client = self.connect()
            self.ask()
            self.assertRaises(Ended, self.client.read)
            self.assertEqual(self.heard(), heard)
        self.assertEqual([request.done for request in self.daemon.seen("send", self.someone)], [False, True])
        self.assertEqual([request.answered for request in self.daemon.seen("send")], [False, False])

    def test_cut(self):
        self.daemon.add(levers.cut_answer, "send", times=1)
        self.ask()
        self.assertRaises(Ended, self.client.read)
        self.assertTrue(self.client.rest.startswith(b'{"jsonrpc"'))
        self.assertEqual(self.heard(), ["hello"])

    def test_the_end_of_signal_cli(self):
        self.daemon.add(levers.die_done, "send", times=1)
        self.ask()
        self.assertRaises(Ended, self.client.read)
        self.assertEqual(self.heard(), ["hello"])
        self.assertFalse(self.daemon.runs())
        self.daemon.start()
        self.client = self.connect()
        self.client.answer(self.ask("again"))

    def test_answers_twice_to_nobody_and_garbage(self):
        self.daemon.add(levers.answered_twice, "send", times=1)
        known = self.ask()
        self.assertEqual([self.client.read()["id"] for _ in range(2)], [known] * 2)
        self.daemon.add(levers.strange_id, "send", times=1)
        known = self.ask()
        self.assertEqual([self.client.read()["id"] for _ in range(5)], ["nobody", 2**63, None, -1, known])
        self.daemon.add(levers.garbage_first, "send", times=1)
        self.ask()
        self.assertIn(b"\xff", b"\n".join(self.client.line() for _ in range(8)))
        self.assertEqual(json.loads(self.client.line())["result"]["results"][0]["type"], "SUCCESS")
        self.daemon.add(levers.answered_with(b"null\n"), "send", times=1)
        self.ask()
        self.assertEqual(self.client.line(), b"null")

    def test_each_error(self):
        for lever, code, kind in [(levers.unregistered, -1, "UNREGISTERED_FAILURE"),
                                  (levers.no_network, -1, "NETWORK_FAILURE"),
                                  (levers.bad_pre_key, -1, "INVALID_PRE_KEY_FAILURE"), (levers.permanent, -1, None),
                                  (levers.broken_io, -3, None), (levers.untrusted, -4, "IDENTITY_FAILURE"),
                                  (levers.limited(30), -5, "RATE_LIMIT_FAILURE"), (levers.internal, -32603, None),
                                  (levers.fails(-32700), -32700, None), (levers.fails(-32602), -32602, None)]:
            with self.subTest(code=code, kind=kind):
                self.daemon.add(lever, "send", times=1)
                data = self.assert_refused(code, "send", recipient=[self.someone.uuid], message="hello")
                self.assertEqual(data and data["response"]["results"][0]["type"], kind)
        self.assertEqual(self.heard(), [])

    def test_a_rate_limit_says_how_long_and_whether_a_captcha_helps(self):
        self.daemon.add(levers.limited(retry_after=86400, token="challenge"), "send", to=self.someone)
        data = self.assert_refused(-5, "send", recipient=[self.someone.uuid], message="hello")
        result, = data["response"]["results"]
        self.assertEqual((result["token"], result["retryAfterSeconds"]), ("challenge", 86400))
        self.to(self.daemon.person(), message="nobody else is limited")

    def test_a_result_that_tells_of_a_failure_and_an_unknown_outcome(self):
        self.daemon.add(levers.unsent_in_a_result(levers.NETWORK), "send", times=1)
        self.assertEqual(self.to(self.someone, message="hello")["results"][0]["type"], "NETWORK_FAILURE")
        self.assertEqual(self.heard(), [])
        self.daemon.add(levers.lost_its_connection, "send", times=1)
        self.assert_refused(-32603, "send", recipient=[self.someone.uuid], message="hello")
        self.assertEqual(self.heard(), ["hello"])

    def test_a_lever_is_for_one_method(self):
        self.daemon.add(levers.broken_io, "send")
        self.to(self.someone, "sendTyping")
        self.assert_refused(-3, "send", recipient=[self.someone.uuid], message="hello")
        self.daemon.clear()
        self.to(self.someone, message="hello")

    def test_a_chance(self):
        rule = self.daemon.add(levers.internal, "version", chance=0.5)
        for _ in range(40):
            try:
                self.client.call("version")
            except Refused:
                pass
        self.assertTrue(8 <= rule.met <= 32, rule.met)


if __name__ == "__main__":
    unittest.main()
