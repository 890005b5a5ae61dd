import subprocess
import unittest

from program import MOORING, ProgramTest, text_of

CRISIS = "I want to kill myself"
STRANGE = {
    "empty": b"",
    "spaces": b"   \t ",
    "a mebibyte": b"a" * 2**20,
    "a mebibyte of words": b"so it goes " * (2**20 // 11),
    "ten mebibytes": b"a" * (10 * 2**20),
    "not UTF-8": b"\xff\xfe caf\xe9 \xc0\x80 \xed\xa0\x80",
    "NUL": b"yes\x00no",
    "control characters": bytes(range(1, 10)) + bytes(range(11, 32)) + b"\x7f",
    "right-to-left marks": "\u202e\u2067yes\u202c\u200f".encode(),
    "combining marks": ("a" + "\u0301" * 10000).encode(),
    "a noncharacter": "\uffff \U0010ffff".encode(),
    "braces": b"{name} {n, plural, '{' %s %n $person.country",
    "JSON": b'{"text":"\\ud800"}',
    "carriage return": b"menu\r",
}


class Chat(ProgramTest):
    def test_every_strange_line_is_answered_and_the_conversation_goes_on(self):
        for name, line in STRANGE.items():
            with self.subTest(name):
                before, strange, after = self.chat("grounding", line, "menu", arguments=("--memory",))
                self.assertEqual(before["flow"], "grounding")
                self.assert_answered(strange)
                self.assertEqual(after["flow"], "menu")

    def test_all_of_them_in_one_conversation_that_is_kept(self):
        for answer in self.chat(*STRANGE.values()):
            self.assert_answered(answer)
        self.assert_answered(self.chat("menu")[0])

    def test_crisis_is_found_in_a_line_that_is_too_long_to_read(self):
        answer = self.chat("word " * 20000 + CRISIS, arguments=("--memory", "--country", "GB"))[0]
        self.assertEqual(answer["risk"]["level"], "crisis")
        self.assertIn("116 123", text_of(answer))

    def test_an_empty_input_is_the_end(self):
        done = self.run_mooring("chat", "--json", "--memory")
        self.assert_ends(done, 0)
        self.assertEqual(done.stdout, b"")

    def test_a_last_line_without_its_end_is_answered(self):
        done = self.run_mooring("chat", "--json", "--memory", "--fast", stdin=b"menu")
        self.assertEqual(done.stdout.count(b"\n"), 1)

    def test_the_plain_chat_takes_them_too(self):
        done = self.run_mooring("chat", "--memory", "--fast", stdin=b"\n".join(STRANGE.values()))
        self.assert_ends(done, 0)
        done.stdout.decode()


class Scan(ProgramTest):
    def test_every_strange_line_has_a_line(self):
        for option in ([], ["--json"]):
            done = self.run_mooring("scan", *option, stdin=b"\n".join(STRANGE.values()) + b"\n")
            self.assert_ends(done, 0)
            self.assertEqual(len(done.stdout.decode().split("\n")), len(STRANGE) + 1)

    def test_each_line_is_answered_before_the_next_is_written(self):
        with subprocess.Popen([MOORING, "scan"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as scan:
            for _ in range(3):
                scan.stdin.write(b"hello\n")
                scan.stdin.flush()
                self.assertEqual(scan.stdout.readline(), b"none\t\t\n")
            scan.stdin.close()


if __name__ == "__main__":
    unittest.main()
