"""The stand-in over its socket: how its lines are read."""
import json
import stat
import unittest

import wire
from client import Ended
from harness import Harness


class Lines(Harness):
    def test_the_folder_is_for_its_owner_alone(self):
        self.assertEqual(stat.S_IMODE(self.daemon.folder.stat().st_mode), 0o700)

    def test_what_is_no_json_or_no_request_is_answered_with_an_error_and_the_connection_stays(self):
        for line, code, known in [(b"", -32700, None), (b"{", -32700, None), (b'{"a": NaN}', -32700, None),
                                  (b"7", -32600, None), (b"[]", -32600, None), (b'{"id": 5}', -32600, 5),
                                  (b'{"jsonrpc": "1.0", "method": "version", "id": 6}', -32600, 6),
                                  (b'{"jsonrpc": "2.0", "method": "version", "id": 7, "extra": 1}', -32600, 7),
                                  (b'{"jsonrpc": "2.0", "method": "version", "id": 7, "params": 1}', -32600, 7),
                                  (b'{"jsonrpc": "2.0", "method": "dance", "id": "x"}', -32601, "x")]:
            with self.subTest(line):
                self.client.write(line + b"\n")
                answer = self.client.read()
                self.assertEqual((answer["error"]["code"], answer["id"]), (code, known))
        self.assertEqual(len(self.daemon.violations), 10)
        self.assertTrue(self.client.call("version"))

    def test_these_close_the_connection_without_an_answer(self):
        head = b'{"jsonrpc": "2.0", "method": "version", "id": 1, "params": {"x": '
        for what, line in [("UTF-8", b'"\xff"'), ("surrogate in UTF-8", b'"\xed\xa0\x80"'), ("overlong", b'"\xc0\xaf"'),
                           ("depth", b"[" * 1000 + b"]" * 1000), ("length", b'"' + b"x" * 20_000_001 + b'"')]:
            with self.subTest(what):
                client = self.connect()
                client.write(head + line + b"}}\n")
                self.assertRaises(Ended, client.read)
        self.assertEqual(self.client.call("version"), {"version": "0.14.7"})

    def test_what_is_just_not_too_much_is_answered(self):
        head = b'{"jsonrpc": "2.0", "method": "version", "id": 1, "params": {"x": '
        for line in (b"[" * 998 + b"]" * 998, b'"' + b'[\\"' * 2000 + b'"', b'"' + b"x" * 20_000_000 + b'"'):
            self.client.write(head + line + b"}}\n")
            self.assertIn("result", self.client.read())

    def test_lines_may_come_torn_and_together(self):
        line = wire.encoded({"jsonrpc": "2.0", "method": "version", "id": 1})
        for byte in line + line:
            self.client.write(bytes([byte]))
        self.client.write(line * 3)
        self.assertEqual([self.client.read()["id"] for _ in range(5)], [1] * 5)

    def test_a_request_without_an_id_is_done_and_not_answered(self):
        person = self.daemon.person()
        params = {"account": self.daemon.account, "recipient": [person.uuid], "message": "hello"}
        self.client.write(wire.encoded({"jsonrpc": "2.0", "method": "send", "params": params}))
        person.next("hello")
        self.assertTrue(self.client.silent())

    def test_a_batch_is_answered_as_one(self):
        self.client.write(wire.encoded([{"jsonrpc": "2.0", "method": "version", "id": 1}, 7]))
        answers = json.loads(self.client.line())
        self.assertEqual([answer["id"] for answer in answers], [1, None])

    def test_unknown_parameters_are_ignored(self):
        self.assertEqual(self.client.call("version", dance=1), {"version": "0.14.7"})
        self.assertEqual(self.daemon.violations, [])


if __name__ == "__main__":
    unittest.main()
