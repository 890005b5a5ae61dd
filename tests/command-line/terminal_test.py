"""The conversation as someone at a terminal has it: a prompt, lines that come by themselves, a screen that is wiped."""
import os
import pty
import select
import signal
import time
import unittest

from program import FLOWS, MOORING, ProgramTest

PROMPT = "> "
WIPE = "\x1b[3J\x1b[H\x1b[2J"


class Typed(ProgramTest):
    def setUp(self):
        super().setUp()
        self.seen = ""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.environ |= {"HOME": str(self.folder), "TERM": "xterm", "LC_ALL": "C"}
            os.execv(MOORING, [MOORING, "chat", "--data", str(self.data), "--flows", str(FLOWS)])
        self.addCleanup(os.close, self.terminal)

    def read_until(self, text, seconds=20):
        """Everything up to and with that text; what comes behind it is kept for the next call."""
        end = time.monotonic() + seconds
        while text not in self.seen:
            self.assertLess(time.monotonic(), end, f"{text!r} did not come: {self.seen!r}")
            self.read_some(0.1)
        before, found, self.seen = self.seen.partition(text)
        return before + found

    def read_some(self, seconds):
        if select.select([self.terminal], [], [], seconds)[0]:
            try:
                self.seen += os.read(self.terminal, 65536).decode(errors="replace")
            except OSError:  # how Linux says that nobody is at the other end any more
                time.sleep(seconds)

    def write(self, text):
        os.write(self.terminal, text.encode())

    def ends(self):
        """The exit code."""
        for _ in range(200):
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                return os.waitstatus_to_exitcode(status)
            self.read_some(0.05)
        os.kill(self.child, signal.SIGKILL)
        return self.fail("it did not end")

    def test_it_greets_and_asks_and_answers(self):
        self.read_until(PROMPT)
        self.write("grounding\r")
        self.read_until("from 0")
        self.read_until(PROMPT)
        self.write("2\r")
        self.read_until("1 ")
        self.read_until(PROMPT)
        self.write("\x04")
        self.assertEqual(self.ends(), 0)

    def test_paced_lines_come_while_something_is_being_typed(self):
        self.read_until(PROMPT)
        self.write("grounding\r")
        self.read_until("from 0")
        self.read_until(PROMPT)
        self.write("2\r")
        self.read_until("1 ")
        self.read_until(PROMPT)
        self.write("1\r")
        self.read_until("Begin")
        self.read_until(PROMPT)
        self.write("begin\r")
        self.read_until(PROMPT)
        self.write("sto")
        self.read_until("\r\x1b[K")
        self.read_until("sto")
        self.write("p\r")
        self.read_until("stays")

    def test_letters_of_every_language_can_be_typed_whatever_the_locale(self):
        self.read_until(PROMPT)
        self.write("grüße 漢字\r")
        self.read_until("漢字")
        self.read_until(PROMPT)

    def test_exit_wipes_the_screen_and_ends(self):
        self.read_until(PROMPT)
        self.write("grounding\r")
        self.read_until("from 0")
        self.read_until(PROMPT)
        self.write("exit\r")
        self.read_until(WIPE)
        self.assertEqual(self.ends(), 0)
        self.assertNotIn("calm", self.seen)

    def test_an_interrupt_ends_it_and_nothing_is_lost(self):
        self.read_until(PROMPT)
        self.write("grounding\r")
        self.read_until("from 0")
        self.read_until(PROMPT)
        os.kill(self.child, signal.SIGTERM)
        self.assertEqual(self.ends(), 0)
        answer = self.chat("4")[0]
        self.assertEqual(answer["flow"], "grounding")


if __name__ == "__main__":
    unittest.main()
