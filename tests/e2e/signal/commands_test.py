"""How the bot comes to its account: link, register, and the captchas that Signal asks for."""
import re
import shutil
import subprocess
import unittest

import levers
import methods
import wire
from host import Commands

CAPTCHA = "signalcaptcha://signal-hcaptcha.canary.registration." + "P1_eyJ" * 1200


def squares(lines):
    """The QR code in these lines: rows of truth where it is dark."""
    halves = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
    return [[halves[block][half] for block in line] for line in lines for half in (0, 1)]


class Linking(Commands):
    def setUp(self):
        super().setUp()
        self.daemon.lose_account()

    def test_a_phone_scans_the_code(self):
        done = self.run_command("signal", "link")
        self.assert_ends(done, 0, f"This is now a device of {self.daemon.account}.")
        self.assertEqual(self.params("finishLink"), [{"deviceLinkUri": methods.LINK, "deviceName": "Mooring"}])

    @unittest.skipUnless(shutil.which("zbarimg"), "reading a code needs zbarimg")
    def test_the_code_can_be_read(self):
        shown = re.sub(r"\x1b\[[0-9;]*m", "", self.run_command("signal", "link").stdout)
        code = squares([line for line in shown.splitlines() if line and not set(line) - set(" ▀▄█")])
        image = self.folder / "code.pbm"
        rows = [" ".join(str(dark) for dark in row for _ in range(4)) for row in code for _ in range(4)]
        image.write_text(f"P1\n{len(code[0]) * 4} {len(rows)}\n" + "\n".join(rows) + "\n")
        read = subprocess.run(["zbarimg", "--quiet", "--raw", image], text=True, capture_output=True)
        self.assertEqual(read.stdout.strip(), methods.LINK)

    def test_the_code_is_shown_while_the_phone_is_waited_for(self):
        self.daemon.add(levers.late(1.5), "finishLink")
        terminal = self.at_terminal("signal", "link")
        terminal.wait_for("Waiting for the phone")
        self.assertIn("▀", terminal.text())
        self.assertEqual(terminal.end(), 0)

    def test_another_account_than_in_the_configuration_is_said(self):
        self.daemon.account = "+15555550177"
        self.assert_ends(self.run_command("signal", "link"), 1, "which is not the account in the configuration")

    def test_an_account_that_is_there_is_left_alone(self):
        self.daemon.accounts = [self.daemon.account]
        for words in (("link",), ("register",)):
            self.assert_ends(self.run_command("signal", *words), 2, "nothing to do")
        self.assertEqual(self.daemon.seen("startLink|register"), [])

    def test_a_code_that_nobody_scanned_is_said(self):
        self.daemon.add(levers.fails(wire.USER_ERROR, "Link request timed out"), "finishLink")
        self.assert_ends(self.run_command("signal", "link"), 2, "scanned the code in time")

    def test_a_signal_cli_that_is_away_too_old_or_for_one_account_is_said(self):
        self.daemon.version = "0.13.14"
        self.assert_ends(self.run_command("signal", "link"), 2, "0.14.7 and newer")
        self.daemon.version = "0.14.7"
        self.daemon.add(levers.fails(wire.UNKNOWN_METHOD), "listAccounts")
        self.assert_ends(self.run_command("signal", "link"), 2, "without")
        self.daemon.stop()
        self.assert_ends(self.run_command("signal", "link"), 2, "Nobody listens at the socket")


class Registering(Commands):
    def setUp(self):
        super().setUp()
        self.daemon.lose_account()

    def test_a_number_becomes_the_bot_s(self):
        done = self.run_command("signal", "register", stdin="123-456\n")
        self.assert_ends(done, 0, f"{self.daemon.account} is now the bot's, under the name Mooring.")
        account = {"account": self.daemon.account}
        self.assertEqual(self.params("register"), [account | {"voice": False}])
        self.assertEqual(self.params("verify"), [account | {"verificationCode": "123456"}])
        self.assertEqual(self.params("updateProfile"), [account | {"givenName": "Mooring"}])
        self.assertEqual(self.params("updateConfiguration"), [account | {"readReceipts": True, "typingIndicators": True}])

    def test_a_captcha_longer_than_a_terminal_s_line_is_pasted_whole(self):
        self.daemon.captcha_needed = True
        terminal = self.at_terminal("signal", "register", "--voice")
        terminal.wait_for("https://signalcaptchas.org/registration/generate.html")
        terminal.wait_for("signalcaptcha:// link: ")
        terminal.type(CAPTCHA + "\n")
        terminal.wait_for("The code from the call: ")
        terminal.type("12345\x7f\x7f456\n")
        self.assertEqual(terminal.end(), 0, terminal.text())
        self.assertEqual([each.get("captcha") for each in self.params("register")], [None, CAPTCHA])
        self.assertEqual([each["voice"] for each in self.params("register")], [True, True])

    def test_ctrl_c_ends_it(self):
        terminal = self.at_terminal("signal", "register")
        terminal.wait_for("The code from the SMS: ")
        terminal.type("12\x03")
        self.assertEqual(terminal.end(), 2)
        self.assertIn("Nothing was given", terminal.text())

    def test_what_is_no_captcha_link_is_said(self):
        self.daemon.captcha_needed = True
        self.assert_ends(self.run_command("signal", "register", stdin="https://example.org\n"), 2, "begins with signalcaptcha://")
        self.assert_ends(self.run_command("signal", "register"), 2, "Nothing was given")

    def test_a_wrong_code_can_be_typed_again(self):
        self.assert_ends(self.run_command("signal", "register", stdin="111111\n123456\n"), 0, "doesn't take that code")
        self.daemon.lose_account()
        self.assert_ends(self.run_command("signal", "register", stdin="1\n2\n3\n123456\n"), 2, "None of these codes")

    def test_a_pin_is_asked_for_and_not_shown(self):
        self.daemon.add(levers.fails(wire.USER_ERROR, "This number is locked with a pin"), "verify", times=1)
        terminal = self.at_terminal("signal", "register")
        terminal.wait_for("The code from the SMS: ")
        terminal.type("123456\n")
        terminal.wait_for("PIN of the account (not shown): ")
        terminal.read(0.5)
        terminal.type("canary77\n")
        self.assertEqual(terminal.end(), 0, terminal.text())
        self.assertNotIn("canary77", terminal.text())
        self.assertEqual(self.params("verify")[-1]["pin"], "canary77")

    def test_an_account_that_comes_back_needs_no_code(self):
        self.daemon.add(lambda daemon, connection, request: (daemon.accounts.append(daemon.account),
                                                             levers.passed(daemon, connection, request)), "register")
        self.assert_ends(self.run_command("signal", "register"), 0, "is now the bot's")
        self.assertEqual(self.daemon.seen("verify"), [])

    def test_a_name_that_could_not_be_set_is_said(self):
        self.daemon.add(levers.broken_io, "updateProfile")
        self.assert_ends(self.run_command("signal", "register", stdin="123456\n"), 1, "Its name could not be set")

    def test_a_rate_limit_is_said(self):
        self.daemon.add(levers.fails(wire.RATE_LIMIT, "Rate limit reached"), "register")
        self.assert_ends(self.run_command("signal", "register"), 2, "too many tries")


class People(Commands):
    """What a host does for somebody who asks."""

    def test_who_is_erased_by_hand_is_forgotten_by_signal_cli_at_the_next_start(self):
        bot, person = self.bot(), self.person()
        person.ask("ladder")
        self.assertEqual(bot.stop(), 0)
        self.config = bot.config
        self.assert_ends(self.run_command("forget", "--channel", "signal", "--address", person.uuid.upper()), 0, "Erased")
        bot.start()
        self.daemon.wait(lambda: person.forgotten, what="removeContact")

    def test_a_number_a_slip_and_a_stranger_are_told_apart(self):
        self.assertEqual(self.bot().stop(), 0)
        for channel, address, words in (("signal", "+15555550123", "not their number"), ("singal", "x", "one of matrix")):
            self.assert_ends(self.run_command("export", "--channel", channel, "--address", address), 2, words)


class Captchas(Commands):
    def setUp(self):
        super().setUp()
        self.challenge = self.data / "signal-challenge"

    def wait_for_captcha(self):
        self.challenge.write_text("canary-challenge\n")
        self.challenge.chmod(0o600)

    def test_it_is_given_to_signal_and_the_bot_goes_on(self):
        self.wait_for_captcha()
        done = self.run_command("signal", "captcha", stdin=CAPTCHA + "\n")
        self.assert_ends(done, 0, "https://signalcaptchas.org/challenge/generate.html")
        self.assertEqual(self.daemon.challenges, [("canary-challenge", CAPTCHA)])
        self.assertFalse(self.challenge.exists())
        self.assertNotIn("canary", done.stdout + done.stderr)

    def test_one_that_is_refused_can_be_tried_again(self):
        self.wait_for_captcha()
        self.daemon.add(levers.fails(wire.CAPTCHA_REJECTED, "Captcha rejected"), "submitRateLimitChallenge")
        self.assert_ends(self.run_command("signal", "captcha", stdin=CAPTCHA + "\n"), 2, "solve a new one")
        self.assertTrue(self.challenge.exists())

    def test_without_a_challenge_there_is_nothing_to_do(self):
        self.assert_ends(self.run_command("signal", "captcha"), 0, "no captcha now")
        self.assertEqual(self.daemon.seen("submitRateLimitChallenge"), [])

    def test_the_running_bot_writes_again_when_it_is_solved(self):
        bot, person = self.bot(), self.person()
        self.daemon.add(levers.limited(3600, token="canary-challenge"), "send", times=1)
        person.write("hello")
        self.config = bot.config
        self.eventually((bot.data / "signal-challenge").exists)
        self.assert_ends(self.run_command("doctor"), 1, "fails signal: Signal asks for a captcha")
        self.assert_ends(self.run_command("signal", "captcha", stdin=CAPTCHA + "\n"), 0, "goes on by itself")
        self.eventually(lambda: [each for each in person.events if each.kind == "text"], 60)


if __name__ == "__main__":
    unittest.main()
