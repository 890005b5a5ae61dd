"""How long a reply takes, how many there are in a second, and what they cost: ours, encrypted and durable, beside the
least echo that can be written and beside one of a popular library, both unencrypted; on the same homeserver in one run.

Run on request: build/e2e/venv/bin/python -B tests/e2e/bench/bench.py [people at once: 500]"""
import concurrent.futures
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "matrix"))

from channel import matrix_channel  # noqa: E402
from crowd import Crowd  # noqa: E402
from homeserver import Homeserver  # noqa: E402
from light_person import LightPerson, PlainPerson  # noqa: E402
from shared import PYTHON, Bot  # noqa: E402

LATENCY, ROOMS, SECONDS = 200, 20, 20
WORDS = "menu"  # one reply each time


class Echo:
    """An echo in a process of its own, with what is asked of a Bot here."""

    def __init__(self, account, program):
        self.user = account.user
        host = account.url.removeprefix("http://")
        self.process = subprocess.Popen([PYTHON, "-B", HERE / program, host, account.user, account.token], text=True,
                                        stdout=subprocess.PIPE)
        self.process.stdout.readline()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def processor_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return next(int(row.split()[1]) for row in status.splitlines() if row.startswith("VmRSS")) / 1024


class Run:
    """One bot, and people who talk to it."""

    def __init__(self, homeserver, crowd, bot, kind):
        self.homeserver, self.crowd, self.bot, self.kind = homeserver, crowd, bot, kind
        self.answers = {}  # by room: how many were waited for

    def people(self, count):
        """Each in a room with the bot, greeted and answered once."""
        def come(_):
            person = self.kind(self.homeserver.fresh("crowd-person"))
            person.chat(self.bot.user)
            while person.account.members(person.room).get(self.bot.user) != "join":
                time.sleep(0.05)
            person.share_key_with(self.bot.user)
            self.answers[person.room] = 0
            self.ask(person)
            return person
        with concurrent.futures.ThreadPoolExecutor(8) as workers:
            people = list(workers.map(come, range(count)))
        time.sleep(2)  # greetings that come as two
        for person in people:
            self.answers[person.room] = len([1 for who, _ in self.crowd.said[person.room] if who == self.bot.user])
        return people

    def ask(self, person):
        """Seconds from sending to the answer."""
        begin = time.monotonic()
        person.send(WORDS)
        self.answers[person.room] += 1
        return self.crowd.wait_for(person.room, self.bot.user, self.answers[person.room]) - begin

    def latency_ms(self, person):
        return statistics.median(self.ask(person) for _ in range(LATENCY)) * 1000

    def throughput(self, people):
        """Answers in a second, to everybody at once; and milliseconds of the bot's processor for each."""
        def talk(person):
            count = 0
            while time.monotonic() < end:
                self.ask(person)
                count += 1
            return count
        before, begin = processor_seconds(self.bot.process), time.monotonic()
        end = begin + SECONDS
        with concurrent.futures.ThreadPoolExecutor(len(people)) as workers:
            answers = sum(workers.map(talk, people))
        spent = processor_seconds(self.bot.process) - before
        return answers / (time.monotonic() - begin), spent * 1000 / answers


def measure(name, run):
    people = run.people(ROOMS)
    latency = run.latency_ms(people[0])
    rate, cost = run.throughput(people)
    print(f"{name:34}{latency:10.1f}{rate:12.1f}{cost:14.2f}{memory_mib(run.bot.process):10.1f}", flush=True)


def main():
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    crowd = Crowd()
    homeserver = Homeserver([crowd.registration])
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            print(f"{'':34}{'median ms':>10}{'replies/s':>12}{'processor ms':>14}{'MiB':>10}")
            for name, program in [("bare, unencrypted", "echo_bare.py"), ("matrix-nio, unencrypted", "echo_nio.py")]:
                echo = Echo(homeserver.fresh("echo"), program)
                measure(name, Run(homeserver, crowd, echo, PlainPerson))
                echo.kill()
            account = homeserver.fresh("bot")
            bot = Bot(folder, matrix=matrix_channel(folder, account, homeserver.url))
            bot.user = account.user
            bot.start()
            run = Run(homeserver, crowd, bot, LightPerson)
            measure("Mooring, encrypted and durable", run)
            begin = time.monotonic()
            run.people(many - ROOMS)
            seconds, memory = time.monotonic() - begin, memory_mib(bot.process)
            print(f"{many} rooms: all answered after {seconds:.0f} s, {memory:.1f} MiB")
            bot.stop()
        finally:
            homeserver.stop()


if __name__ == "__main__":
    main()
