"""What whoever hosts the bot meets: logins that end, a homeserver that is away, a second copy, pages for machines."""
import subprocess
import unittest

import faults
from shared import MOORING
from story import Story
from talk import Talks

LINES = ["grounding", "3", "5"]


class Logins(Talks, Story):
    def test_with_an_access_token(self):
        account = self.homeserver.fresh("bot")
        bot = self.bot(account=account, secret=("access_token", account.token))
        self.talk(self.chat(bot), *LINES[:2])
        devices = account.keys_of(bot.user)["device_keys"][bot.user]
        self.assertEqual(list(devices), [account.device])

    def test_with_a_refresh_token_that_changes(self):
        account = self.homeserver.fresh("bot")
        login = self.homeserver.log_in(account, refresh_token=True)
        bot = self.bot(account=account, secret=("refresh_token", login.refresh_token))
        bot.restart()
        self.talk(self.chat(bot), *LINES[:2])

    def test_a_login_that_ended_is_made_again_on_the_same_device(self):
        network = self.proxy()
        bot = self.bot(network.url)
        person = self.chat(bot)
        devices = person.account.keys_of(bot.user)["device_keys"]
        ended = network.add(faults.refused(401, "M_UNKNOWN_TOKEN", soft_logout=True), "/send/m.room.encrypted", times=1)
        self.talk(person, *LINES[:2])
        self.assertEqual(ended.met, 1)
        self.assertEqual(person.account.keys_of(bot.user)["device_keys"], devices)

    def test_a_device_that_was_removed_ends_it_with_a_sentence_and_no_loop(self):
        network = self.proxy()
        bot = self.bot(network.url)
        self.homeserver.remove_devices(bot.account)
        self.assertNotEqual(bot.process.wait(60), 0)
        self.assertRegex(bot.output("stderr").splitlines()[-1], r"^mooring: .+[.]$")
        self.assertLess(len(network.seen("/login")), 3)


class Running(Talks, Story):
    def test_it_says_whether_it_can_be_reached(self):
        network = self.proxy()
        bot = self.bot(network.url)
        person = self.chat(bot)
        self.assertEqual(bot.page("/healthz")[0], 200)
        self.assertEqual(bot.page("/readyz")[0], 200)
        away = network.add(faults.drop_request, "/")
        person.send(LINES[0])  # ends the sync that was under way
        self.eventually(lambda: bot.page("/readyz")[0] == 503)
        self.assertEqual(bot.page("/healthz")[0], 200)
        network.clear()
        self.assertGreater(away.met, 0)
        self.eventually(lambda: bot.page("/readyz")[0] == 200, timeout=90)
        person.next("[Ss]low")

    def test_it_waits_for_a_homeserver_that_is_not_there_yet(self):
        network = self.proxy()
        network.add(faults.bad_gateway, "/", times=3)
        self.talk(self.chat(self.bot(network.url)), *LINES[:1])

    def test_a_homeserver_that_restarts_is_found_again(self):
        bot = self.bot()
        person = self.chat(bot)
        self.talk(person, LINES[0])
        self.homeserver.restart()
        person.send(LINES[1])
        person.next(timeout=90)

    def test_a_second_copy_with_the_same_store_is_refused_in_a_sentence(self):
        bot = self.bot()
        second = subprocess.run([MOORING, "run", "-c", bot.config], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True, timeout=60)
        self.assertIn(second.returncode, (1, 2))
        self.assertRegex(second.stderr.splitlines()[-1], r"^mooring: .+[.]$")
        self.assertEqual(second.stdout, "")
        self.talk(self.chat(bot), LINES[0])

    def test_what_is_under_way_when_it_is_told_to_stop_is_not_lost(self):
        bot = self.bot()
        person = self.chat(bot)
        person.send(LINES[0])
        self.assertEqual(bot.stop(), 0)
        bot.start()
        person.next("[Ss]low")

    def test_the_numbers_count(self):
        bot = self.bot()
        self.talk(self.chat(bot), *LINES)
        status, metrics = bot.page("/metrics")
        self.assertEqual(status, 200)
        received = [row for row in metrics.splitlines() if "received" in row and 'channel="matrix"' in row]
        self.assertEqual([row.rpartition(" ")[2] for row in received], ["3"], metrics)


if __name__ == "__main__":
    unittest.main()
