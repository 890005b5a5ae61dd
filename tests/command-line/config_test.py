"""The configuration file, and a start that its mistakes stop."""
import unittest

from hosting import USER, WITH_MATRIX, HostingTest


class Generate(HostingTest):
    def test_the_example_explains_every_key_and_passes_its_own_check(self):
        done = self.run_mooring("config", "generate")
        self.assert_ends(done, 0)
        for key in ("content", "store", "default_language", "default_country", "matrix", "homeserver", "user", "password_file",
                    "access_token_file", "refresh_token_file", "recovery_key_file", "bridges", "polls", "metrics", "listen",
                    "signal", "socket", "account", "web"):
            self.assertRegex(done.stdout.decode(), rf"(?m)^[# ]*{key}:")
        self.config.write_bytes(done.stdout)
        for arguments in (["-c", self.config], [self.config], ["--config", self.config]):
            self.assert_ends(self.run_mooring("config", "check", *arguments), 0)


class Check(HostingTest):
    def test_every_mistake_has_a_line_of_its_own(self):
        self.config.write_text(f"content: flows\nstore: data\nmatrix:\n  homeserver: example.org\n  user: '{USER}'\n"
                               "  password: hunter2\n  password_file: secret\nmetric: 1\n")
        done = self.run_mooring("config", "check", self.config)
        self.assert_ends(done, 1)
        lines = done.stdout.decode().splitlines()
        self.assertEqual([line.split(": ")[0] for line in lines], [f"{self.config}:{number}" for number in (4, 6, 8)])
        self.assertNotIn("hunter2", done.stdout.decode())

    def test_channels_that_are_not_built_yet_are_said(self):
        self.write_config(web={"listen": "127.0.0.1:8080"})
        done = self.run_mooring("config", "check", self.config)
        self.assert_ends(done, 1)
        self.assertIn(b"The web channel is not built yet: take this block out.", done.stdout)

    def test_a_file_that_is_not_there_or_is_none_is_said(self):
        for file in (self.folder / "none.yaml", self.folder, "/dev/zero"):
            self.assert_ends(self.run_mooring("config", "check", file), 2)
        self.config.write_bytes(b"# much\n" * 20000)
        self.assert_ends(self.run_mooring("config", "check", self.config), 2)

    def test_what_is_no_text_is_said_with_its_line(self):
        self.config.write_bytes(b"content: flows\nstore: \xff\n")
        done = self.run_mooring("config", "check", self.config)
        self.assert_ends(done, 1)
        self.assertIn(f"{self.config}:2: ".encode(), done.stdout)


class Run(HostingTest):
    def refused(self):
        done = self.run_mooring("run", "-c", self.config)
        self.assert_ends(done, 2)
        self.assertEqual(done.stdout, b"")
        self.assertFalse(self.data.exists(), "nothing is begun")
        return done.stderr.decode()

    def test_the_file_must_be_named_and_be_there(self):
        self.assert_ends(self.run_mooring("run"), 2)
        self.assertIn("config generate", self.refused())

    def test_a_mistake_stops_it_with_its_line(self):
        self.config.write_text("content: flows\nstore: data\n")
        self.assertIn(f"{self.config}:1: No channel is set up", self.refused())

    def test_all_mistakes_are_told_at_once(self):
        self.config.write_text("content: flows\nstor: data\nweb: {}\n")
        done = self.run_mooring("run", "-c", self.config)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(done.stderr.decode().splitlines()), 3)
        for line in done.stderr.decode().splitlines():
            self.assertTrue(line.startswith(f"mooring: {self.config}:"), line)

    @unittest.skipIf(WITH_MATRIX, "this program has Matrix")
    def test_a_program_without_encryption_says_how_to_get_one(self):
        self.write_secret()
        self.write_config()
        self.assertIn("Rust 1.95", self.refused())


@unittest.skipUnless(WITH_MATRIX, "this program has no Matrix")
class RunWithMatrix(HostingTest):
    refused = Run.refused

    def test_a_secret_that_others_can_read_is_refused(self):
        self.write_config()
        for mode in (0o644, 0o640, 0o604):
            self.write_secret(mode=mode)
            self.assertIn("chmod 600", self.refused())

    def test_a_secret_that_is_missing_or_empty_is_said(self):
        self.write_config()
        self.assertIn("There is no file", self.refused())
        self.write_secret("\n")
        self.assertIn("is empty", self.refused())

    def test_content_that_is_not_there_is_said(self):
        self.write_secret()
        self.write_config(content="nowhere")
        self.assertIn("nowhere", self.refused())

    def test_a_language_or_country_that_nobody_knows_is_said(self):
        self.write_secret()
        self.write_config(default_language="xx")
        self.assertIn("default_language", self.refused())
        self.write_config(default_country="XX")
        self.assertIn("default_country", self.refused())


if __name__ == "__main__":
    unittest.main()
