"""Killed at any moment and started again, a conversation goes on where the person was: nothing lost, nothing twice."""
import random
import signal
import subprocess
import time
import unittest

from program import MOORING, ProgramTest

LINES = ["grounding", "3", "breathing", "5", "stop here", "ladder", "yes", "talking side by side", "everything is loud",
         "holding hands", "a long hug", "back", "a slow hug", "that's all", "yes", "2", "hard talk", "not today", "menu",
         "i want to kill myself", "GB", "you misread me", "hello", "exit", "my notebook", "1"]
KILLS = 60


class Killed(ProgramTest):
    def start(self, data, *arguments):
        return subprocess.Popen([MOORING, "chat", "--json", "--fast", "--data", data, *arguments],
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def whole(self, data):
        process = self.start(data)
        output, _ = process.communicate("\n".join(LINES).encode() + b"\n", timeout=60)
        return output.splitlines()

    def killed_once(self, data, received, patience):
        """Sends what has no answer yet, kills the program after a while, and adds the whole lines that came out."""
        process = self.start(data, "--from", str(len(received) + 1))
        try:
            process.stdin.write("\n".join(LINES[len(received):]).encode() + b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            pass
        time.sleep(patience)
        process.send_signal(signal.SIGKILL)
        output, _ = process.communicate()
        received += output.split(b"\n")[:-1]

    def test_at_random_moments_the_same_conversation_comes_out(self):
        begin = time.monotonic()
        expected = self.whole(self.folder / "whole")
        a_whole_run = time.monotonic() - begin
        self.assertEqual(len(expected), len(LINES))
        seed = random.randrange(2**32)
        moments = random.Random(seed)
        kills = conversations = 0
        while kills < KILLS:
            received = []
            data = self.folder / f"killed-{conversations}"
            while len(received) < len(LINES):
                self.killed_once(data, received, moments.uniform(0, 1.2 * a_whole_run))
                kills += 1
            self.assertEqual(received, expected, f"seed {seed}")
            conversations += 1

    def test_what_was_committed_and_not_written_is_written_at_the_next_start(self):
        data = self.folder / "data"
        blocked = subprocess.Popen([MOORING, "chat", "--json", "--fast", "--data", data], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        blocked.stdout.close()
        blocked.communicate(b"grounding\n", timeout=60)
        again = self.start(data)
        output, _ = again.communicate(b"3\n", timeout=60)
        lines = output.splitlines()
        self.assertEqual(len(lines), 2)
        self.assertIn(b'"flow":"grounding"', lines[0])


if __name__ == "__main__":
    unittest.main()
