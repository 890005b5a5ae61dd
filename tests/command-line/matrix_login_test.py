"""`mooring matrix login` against a homeserver that answers what the test wants."""
import contextlib
import os
import pty
import shutil
import ssl
import subprocess
import termios
import time
import unittest

from hosting import USER, Homeserver, HostingTest, free_port
from program import MOORING

VERSIONS, LOGIN, LOGOUT = "/_matrix/client/versions", "/_matrix/client/v3/login", "/_matrix/client/v3/logout"
FINE = {VERSIONS: (200, {"versions": ["v1.11"]}), LOGOUT: (200, {}),
        LOGIN: (200, {"user_id": USER, "access_token": "syt_canary", "refresh_token": "syr_canary", "device_id": "D"})}


class Login(HostingTest):
    def homeserver(self, answers, tls=None):
        self.server = Homeserver(FINE | answers, tls)
        self.addCleanup(self.server.stop)
        return self.server.url

    def log_in(self, password=b"hunter2\n"):
        return self.run_mooring("matrix", "login", "-c", self.config, stdin=password)

    def assert_kept(self, text):
        self.assertEqual(self.secret.read_text(), text + "\n")
        self.assertEqual(self.secret.stat().st_mode & 0o777, 0o600)
        self.assertEqual(sorted(self.folder.iterdir()), [self.config, self.secret])

    def assert_refused(self, word, **options):
        done = self.log_in(**options)
        self.assert_ends(done, 2)
        self.assertIn(word, done.stderr.decode())
        self.assertFalse(self.secret.exists())

    def test_an_access_token_is_written_for_the_bot_alone(self):
        self.write_config(self.homeserver({}), "access_token_file")
        done = self.log_in()
        self.assert_ends(done, 0)
        self.assert_kept("syt_canary")
        self.assertNotIn(b"canary", done.stdout + done.stderr)
        self.assertEqual([path for path, _, _ in self.server.asked], [VERSIONS, LOGIN])
        body = self.server.asked[1][1]
        self.assertEqual((body["type"], body["identifier"], body["password"], body["refresh_token"]),
                         ("m.login.password", {"type": "m.id.user", "user": USER}, "hunter2", False))

    def test_a_password_is_written_when_it_is_right_and_the_trial_is_logged_out(self):
        self.write_config(self.homeserver({}), "password_file")
        self.assert_ends(self.log_in("pass wörd ".encode() + b"\r\n"), 0)
        self.assert_kept("pass wörd ")
        self.assertEqual(self.server.asked[-1], (LOGOUT, {}, "Bearer syt_canary"))

    def test_a_password_that_is_typed_is_not_shown(self):
        self.write_config(self.homeserver({}), "access_token_file")
        child, terminal = pty.fork()
        if child == 0:
            os.execv(MOORING, [MOORING, "matrix", "login", "-c", str(self.config)])
        seen = b""
        with open(terminal, "r+b", buffering=0) as typed, contextlib.suppress(OSError):  # nobody is at the other end any more
            while b"not shown): " not in seen:
                seen += typed.read(4096)
            while termios.tcgetattr(terminal)[3] & termios.ECHO:
                time.sleep(0.01)
            typed.write(b"hunter2\n")
            while True:
                seen += typed.read(4096)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0, seen)
        self.assertIn(f"Password of {USER} (not shown): ".encode(), seen)
        self.assertNotIn(b"hunter2", seen)
        self.assertEqual(self.server.asked[1][1]["password"], "hunter2")

    def test_a_refresh_token_is_asked_for_where_it_is_wanted(self):
        self.write_config(self.homeserver({}), "refresh_token_file")
        self.assert_ends(self.log_in(), 0)
        self.assert_kept("syr_canary")
        self.assertTrue(self.server.asked[1][1]["refresh_token"])

    def test_a_homeserver_without_refresh_tokens_is_said(self):
        self.write_config(self.homeserver({LOGIN: (200, {"user_id": USER, "access_token": "syt_canary"})}), "refresh_token_file")
        self.assert_refused("no refresh tokens")
        self.assertEqual(self.server.asked[-1][0], LOGOUT)

    def test_a_wrong_password_leaves_the_old_secret(self):
        self.write_config(self.homeserver({LOGIN: (403, {"errcode": "M_FORBIDDEN", "error": "Invalid"})}), "access_token_file")
        self.assert_refused("doesn't accept that password")
        self.write_secret("old\n")
        self.assert_ends(self.log_in(), 2)
        self.assert_kept("old")

    def test_no_password_is_no_try(self):
        self.write_config(self.homeserver({}), "access_token_file")
        self.assert_refused("No password", password=b"")
        self.assertNotIn(LOGIN, [path for path, _, _ in self.server.asked])

    def test_too_many_tries_are_said_with_the_time(self):
        self.write_config(self.homeserver({LOGIN: (429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 41500})}))
        self.assert_refused("wait 42 seconds")

    def test_what_is_no_homeserver_gets_no_password(self):
        for answer, word in (((200, b"<html>hello</html>"), "no Matrix homeserver"), ((404, b""), "no Matrix homeserver"),
                             ((302, b""), "another address"), ((502, b"<html>"), "can't be reached")):
            with self.subTest(answer):
                self.write_config(self.homeserver({VERSIONS: answer}), "access_token_file")
                self.assert_refused(word)
                self.assertEqual([path for path, _, _ in self.server.asked], [VERSIONS])

    def test_a_server_that_is_not_there_is_said(self):
        self.write_config(f"http://127.0.0.1:{free_port()}")
        self.assert_refused("can't be reached")

    @unittest.skipUnless(shutil.which("openssl"), "making a certificate needs openssl")
    def test_a_certificate_that_nobody_vouches_for_is_refused(self):
        pair = self.folder / "pair.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                        pair, "-out", self.folder / "certificate.pem", "-subj", "/CN=127.0.0.1", "-addext",
                        "subjectAltName=IP:127.0.0.1", "-days", "2"], check=True, capture_output=True)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(self.folder / "certificate.pem", pair)
        self.write_config(self.homeserver({}, tls), "access_token_file")
        self.assert_refused("is not trusted")
        self.assertEqual(self.server.asked, [])

    def test_a_file_that_can_not_be_written_is_said_and_leaves_no_device(self):
        self.write_config(self.homeserver({}), "access_token_file")
        self.config.write_text(self.config.read_text().replace('"secret"', '"no/folder/secret"'))
        self.assert_refused("can't be written")
        self.assertEqual(self.server.asked[-1][0], LOGOUT)


if __name__ == "__main__":
    unittest.main()
