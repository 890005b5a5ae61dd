"""Pipes that close, disks that fill, folders that can't be written, databases that are not what they were."""
import json
import os
import sqlite3
import subprocess
import unittest

from program import MOORING, ProgramTest

CRISIS = "I want to kill myself"


class Output(ProgramTest):
    COMMANDS = (["scan"], ["helplines", "--country", "GB"], ["man"], ["--help"], ["completion", "bash"], ["extract"],
                ["graph", "grounding"], ["chat", "--memory", "--json"], ["chat", "--memory"])

    def test_a_full_device_is_noticed(self):
        for command in self.COMMANDS:
            with self.subTest(command), open("/dev/full", "wb") as full:
                self.assert_ends(self.run_mooring(*command, stdin=b"menu\n" * 5, stdout=full), 2)

    def test_a_closed_pipe_is_noticed(self):
        for command in self.COMMANDS:
            with self.subTest(command):
                reading, writing = os.pipe()
                os.close(reading)
                done = self.run_mooring(*command, stdin=b"menu\n" * 5, stdout=writing)
                os.close(writing)
                self.assert_ends(done, 2)

    def test_closed_standard_streams_are_noticed_and_never_become_the_database(self):
        shell = 'exec "$0" chat --json --fast --data "$1" >&-'
        done = subprocess.run(["sh", "-c", shell, MOORING, self.data], input=b"menu\n", stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2, done.stderr)
        again = self.run_mooring("chat", "--json", "--fast", "--data", self.data)
        self.assert_ends(again, 0)
        self.assert_answered(json.loads(again.stdout))  # what could not be said then

    def test_an_input_that_can_not_be_read_is_said(self):
        for shell in ('exec "$0" scan <&-', 'exec "$0" scan </'):
            with self.subTest(shell):
                done = subprocess.run(["sh", "-c", shell, MOORING], capture_output=True, check=False)
                self.assert_ends(done, 2)


class Disk(ProgramTest):
    def small_disk(self, size="1M"):
        """The data folder as a file system of its own."""
        self.data.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "mooring", self.data],
                                               capture_output=True, check=False).returncode:
            self.skipTest("a small disk needs root and the right to mount")
        self.addCleanup(subprocess.run, ["umount", "-l", self.data], check=True)

    def fill(self):
        with open(self.data / "filler", "wb", buffering=0) as filler:
            try:
                while filler.write(b"x" * 4096):
                    pass
            except OSError:
                pass

    def test_a_full_disk_loses_nothing_and_a_crisis_is_still_answered(self):
        self.small_disk()
        before = self.chat("grounding", arguments=("--country", "GB"))[0]
        self.fill()
        done = self.run_mooring("chat", "--json", "--fast", "--country", "GB", "--data", self.data,
                                stdin=("5\n" * 30 + CRISIS + "\n").encode())
        if done.returncode == 0:
            answers = done.stdout.decode().splitlines()
            self.assertEqual(len(answers), 31)
            self.assertIn("116 123", answers[-1])
        else:
            self.assert_ends(done, 2)
            self.assertIn(b"full", done.stderr)
        (self.data / "filler").unlink()
        after = self.chat("5")[0]
        self.assertEqual(after["flow"], before["flow"])

    def test_a_full_disk_at_the_start_is_said(self):
        self.small_disk()
        self.fill()
        done = self.run_mooring("chat", "--json", "--data", self.data, stdin=b"menu\n")
        self.assert_ends(done, 2)
        self.assertIn(b"full", done.stderr)

    def test_a_read_only_folder_is_said(self):
        if os.geteuid() == 0:
            self.small_disk()
            subprocess.run(["mount", "-o", "remount,ro", self.data], check=True)
        else:
            self.data.mkdir(mode=0o500)
        done = self.run_mooring("chat", "--json", "--data", self.data, stdin=b"menu\n")
        self.assert_ends(done, 2)
        self.assertIn(b"written", done.stderr)

    def test_a_file_in_the_place_of_the_folder_is_said(self):
        self.data.write_text("")
        self.assert_ends(self.run_mooring("chat", "--json", "--data", self.data, stdin=b"menu\n"), 2)


class Database(ProgramTest):
    def setUp(self):
        super().setUp()
        self.chat("menu")
        self.file = self.data / "mooring.db"

    def assert_refused(self, word):
        before = self.file.read_bytes()
        done = self.run_mooring("chat", "--json", "--data", self.data, stdin=b"menu\n")
        self.assert_ends(done, 2)
        self.assertEqual(done.stdout, b"")
        self.assertIn(word, done.stderr)
        self.assertEqual(self.file.read_bytes(), before)

    def test_one_that_is_none_is_said(self):
        self.file.write_bytes(b"shopping list\n" * 1000)
        self.assert_refused(b"damaged")

    def test_one_that_was_overwritten_in_the_middle_is_said(self):
        bytes_ = bytearray(self.file.read_bytes())
        for page in range(4096, len(bytes_), 4096):
            bytes_[page:page + 100] = b"\xa5" * 100
        self.file.write_bytes(bytes_)
        self.assert_refused(b"damaged")

    def test_one_that_was_cut_short_is_said(self):
        self.file.write_bytes(self.file.read_bytes()[:8192])
        self.assert_refused(b"damaged")

    def test_one_from_a_newer_version_is_left_alone(self):
        database = sqlite3.connect(self.file, isolation_level=None)
        database.execute("INSERT INTO migration VALUES (999, x'00')")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        self.assert_refused(b"newer")

    def test_one_without_its_key_is_said(self):
        (self.data / "key").unlink()
        self.assert_refused(b"key")

    def test_a_second_program_is_told_to_wait(self):
        with subprocess.Popen([MOORING, "chat", "--json", "--data", self.data], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as first:
            first.stdin.write(b"menu\n")
            first.stdin.flush()
            first.stdout.readline()
            self.assert_refused(b"Another")
            first.stdin.close()


if __name__ == "__main__":
    unittest.main()
