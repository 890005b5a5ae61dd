"""The program as a person meets it: arguments and bytes in, bytes and an exit code out."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

MOORING = os.environ["MOORING"]
FLOWS = pathlib.Path(os.environ["MOORING_FLOWS"])


class ProgramTest(unittest.TestCase):
    """Each test has a folder of its own, which is also its home."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="mooring-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data = self.folder / "data"

    def run_mooring(self, *arguments, stdin=b"", **options):
        environment = {**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        environment.pop("XDG_STATE_HOME", None)
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120, "env": environment} | options
        return subprocess.run([MOORING, *map(str, arguments)], input=stdin, **options)

    def chat(self, *lines, arguments=(), **options):
        """The answers to the lines (bytes or text) in a chat that is kept in self.data, as objects."""
        stdin = b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines)
        done = self.run_mooring("chat", "--json", "--fast", "--data", self.data, *arguments, stdin=stdin, **options)
        self.assert_ends(done, 0)
        answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.assertEqual(len(answers), len(lines))
        return answers

    def assert_ends(self, done, code):
        """With that exit code; a failure with one sentence, and never with a stack trace."""
        errors = done.stderr.decode()
        self.assertEqual(done.returncode, code, errors)
        self.assertNotIn("terminate called", errors)
        if code != 0 and not done.stdout:
            self.assertRegex(errors, r"^mooring: [^\n]+[.]\n$")

    def assert_answered(self, answer):
        self.assertTrue(any(reply["text"].strip() for reply in answer["replies"]), answer)


def text_of(answer):
    return "\n".join(reply["text"] for reply in answer["replies"])
