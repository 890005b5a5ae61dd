"""mooring doctor, beside a signal-cli that is well, and beside others."""
import os
import pathlib
import re
import stat
import subprocess
import sys
import unittest

import levers
import wire
from host import Commands
from shared import free_port

HERE = pathlib.Path(__file__).resolve().parent
FLAGS = ["--scrub-log", "daemon", "--receive-mode", "manual", "--no-receive-stdout", "--ignore-attachments", "--ignore-stories",
         "--ignore-avatars", "--ignore-stickers"]
# The stand-in as a process of its own, which can be started with flags as signal-cli is.
ALONE = """
import sys, time
sys.path[:0] = {paths}
from daemon import Daemon
Daemon({folder!r})
print('up', flush=True)
time.sleep(600)
"""


class Doctor(Commands):
    def daemon_with(self, *flags):
        """A configuration whose signal-cli runs with these flags."""
        folder = pathlib.Path(self.temporary_folder()) / "run"
        script = ALONE.format(paths=[str(HERE), str(HERE.parent / "common")], folder=str(folder))
        process = subprocess.Popen([sys.executable, "-B", "-c", script, *flags], stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.assertEqual(process.stdout.readline(), "up\n")
        self.write_config(folder / "signal.sock")

    def lines(self, code=1):
        done = self.run_command("doctor")
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertEqual(done.stderr, "")
        for line in done.stdout.splitlines():
            self.assertRegex(line, r"^(ok   |warn |fails) [a-z]+: .+\.$")
        self.assertNotIn(self.daemon.account.lstrip("+"), done.stdout)
        return done.stdout

    def test_all_is_well_but_the_review(self):
        self.daemon_with(*FLAGS)
        said = self.lines(0)
        self.assertIn("signal-cli 0.14.7 answers", said)
        self.assertIn("It is run with the flags", said)
        self.assertRegex(said, r"warn  content: \d+ files were reviewed by nobody yet")
        self.assertEqual(len(re.findall("^warn", said, re.MULTILINE)), 2)  # and that no country is set

    def test_a_flag_that_is_missing_is_named(self):
        self.daemon_with(*(flag for flag in FLAGS if flag not in ("--scrub-log", "manual")))
        said = self.lines()
        self.assertIn("without --scrub-log", said)
        self.assertIn("without --receive-mode manual", said)

    def test_flags_that_can_t_be_seen_are_a_warning(self):
        self.assertIn("warn  signal: How signal-cli was started can't be seen", self.lines(0))

    def test_one_account_alone_and_an_account_that_is_gone_are_told_apart(self):
        self.daemon.lose_account()
        self.assertIn("fails signal: signal-cli doesn't have the account", self.lines())
        self.daemon.add(levers.fails(wire.UNKNOWN_METHOD), "listAccounts")
        self.assertIn("fails signal: This signal-cli was started with -a", self.lines())

    def test_a_signal_cli_that_is_old_or_away_is_said(self):
        self.daemon.version = "0.14.5"
        self.assertIn("fails signal: Signal lets in only signal-cli 0.14.7 and newer", self.lines())
        self.daemon.stop()
        self.assertIn("fails signal: Nobody listens at the socket", self.lines())

    def test_folders_that_others_may_enter_are_said(self):
        self.daemon.folder.chmod(0o755)
        self.data.chmod(0o750)
        said = self.lines()
        self.assertRegex(said, "fails signal: The folder of the socket, .*, is open to other users")
        self.assertRegex(said, "fails store: The data folder, .*, is open to other users")

    def test_the_running_bot_is_asked(self):
        bot = self.bot()
        self.config = bot.config
        self.assertIn("ok    bot: It runs, and says: ready.", self.lines(0))
        bot.stop()
        self.assertIn("warn  bot: Nobody answers", self.lines(0))

    def test_matrix_is_looked_at_where_it_is_configured(self):
        (self.folder / "password").write_text("canary\n")
        (self.folder / "password").chmod(0o644)
        self.write_config(matrix={"homeserver": f"http://127.0.0.1:{free_port()}", "user": "@mooring:example.org",
                                  "password_file": "password"})
        said = self.lines()
        self.assertRegex(said, "fails matrix: (Other users can read|This program was built without)")
        self.assertIn("fails matrix: The homeserver 127.0.0.1 can't be reached", said)
        self.assertNotIn("canary", said)

    @unittest.skipUnless(os.geteuid() == 0, "being root needs root")
    def test_root_is_sent_to_the_bot_s_user(self):
        os.chown(self.data, 65534, 65534)
        self.assert_ends(self.run_command("doctor"), 2, "as the bot's own user")

    def test_it_changes_nothing(self):
        self.data.rmdir()
        self.assertIn("the first start makes it", self.lines(0))
        self.assertFalse(self.data.exists())
        self.assertTrue(stat.S_ISSOCK(self.daemon.path.stat().st_mode))
        self.assertEqual({request.method for request in self.daemon.requests}, {"version", "listAccounts"})


if __name__ == "__main__":
    unittest.main()
