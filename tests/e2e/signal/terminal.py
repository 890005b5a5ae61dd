"""Somebody at a terminal who runs a command of the bot's: what it shows, and what is typed."""
import contextlib
import os
import pty
import re
import select
import time

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Terminal:
    def __init__(self, *command):
        self.seen, self.code = "", None
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.execve(command[0], [str(part) for part in command], {**os.environ, "LC_ALL": "C.UTF-8"})

    def read(self, patience):
        ready, _, _ = select.select([self.terminal], [], [], patience)
        data = b""
        if ready:
            with contextlib.suppress(OSError):  # nobody is at the other end any more
                data = os.read(self.terminal, 65536)
        self.seen += data.decode(errors="replace")
        return data

    def wait_for(self, words, timeout=30):
        end = time.monotonic() + timeout
        while words not in self.seen:
            if time.monotonic() > end:
                raise AssertionError(f"{words!r} was not shown, but {self.seen!r}")
            self.read(0.1)

    def type(self, text):
        data = text.encode()
        while data:
            data = data[os.write(self.terminal, data[:1024]):]
            self.read(0.01)

    def end(self):
        """The exit code."""
        while self.read(60):
            pass
        os.close(self.terminal)
        self.code = os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])
        return self.code

    def text(self):
        return COLOURS.sub("", self.seen).replace("\r\n", "\n")
