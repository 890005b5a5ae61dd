"""Nothing that a person writes can be read in any file, whatever way it went through the program."""
import unittest

from program import ProgramTest

# Words that stand nowhere in the program, and are no slip away from one that does.
SECRETS = [f"canary{word}" for word in ("quilt", "zephyr", "obelisk", "marimba", "walrus", "sorbet")]
LINES = ["ladder", "make mine", SECRETS[0], SECRETS[1], SECRETS[2], "that's all", "yes, like this", "yes", "1",
         "exit word", f"{SECRETS[3]}", "yes", "hard talk", SECRETS[4], "stop", f"i want to kill myself {SECRETS[5]}",
         "you misread me", "export", "yes"]


class Canaries(ProgramTest):
    def everything_stored(self):
        files = [file for file in self.data.rglob("*") if file.is_file()]
        self.assertGreaterEqual(len(files), 2)
        return b"\n".join(file.read_bytes() for file in files)

    def assert_unreadable(self):
        stored = self.everything_stored().lower()
        for secret in SECRETS + ["kill myself", "my comfort ladder", "comfort-ladder", "terminal", "local"]:
            for encoding in ("utf-8", "utf-16-le"):
                self.assertNotIn(secret.encode(encoding), stored, secret)

    def test_no_file_holds_a_word_of_it_nor_where_the_person_is(self):
        for line in LINES:
            answers = self.chat(line)
            self.assert_unreadable()
        kept = self.run_mooring("export", "--channel", "terminal", "--address", "local", "--data", self.data)
        self.assertIn(SECRETS[0].encode(), kept.stdout)
        self.assertTrue(answers)

    def test_a_bad_line_does_not_come_back_in_an_error(self):
        done = self.run_mooring("chat", "--json", "--data", self.folder / "file" / "no-folder", "--country", SECRETS[0],
                                stdin=SECRETS[1].encode())
        self.assertNotIn(SECRETS[1].encode(), done.stderr)

    def test_forgetting_leaves_nothing_to_hand_over(self):
        self.chat("ladder", "make mine", SECRETS[0])
        self.assert_ends(self.run_mooring("forget", "--channel", "terminal", "--address", "local", "--data", self.data), 0)
        self.assert_unreadable()
        gone = self.run_mooring("export", "--channel", "terminal", "--address", "local", "--data", self.data)
        self.assertEqual(gone.returncode, 1)


if __name__ == "__main__":
    unittest.main()
