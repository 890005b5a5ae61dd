"""A stand-in for signal-cli's daemon: JSON-RPC 2.0 by lines on a UNIX socket, scripted, with a record of everything. It
speaks the wire as it was seen of signal-cli 0.13.14 to 0.14.7 in manual receive mode, without Signal behind it."""
import contextlib
import dataclasses
import itertools
import pathlib
import random
import re
import socket
import threading
import time
import uuid

import levers
import wire
from connection import Connection
from methods import ALONE, METHODS, Asked
from people import Person, Stranger
from post import Post

MESSAGES_OF_ANY_KIND = "send|sendPollCreate"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclasses.dataclass
class Request:
    """`when` it came (time.monotonic()), whether it was done and answered, as far as signal-cli knows, and `refused` when
    the answer says for certain that it was not done."""
    method: str
    params: dict
    id: object
    when: float
    connection: Connection
    done: bool = False
    answered: bool = False
    refused: bool = False

    def in_flight(self):
        return self.connection.open and not self.answered


@dataclasses.dataclass
class Rule:
    """Requests of that method (a pattern for its whole name; to that person) meet this lever: at most `times`, by
    `chance`."""
    lever: callable
    method: str
    to: Person | None
    times: float
    chance: float
    met: int = 0


class Daemon(Post):
    """Starts when it is made. What is asked of it lies in `requests`, what should not have been asked that way in
    `violations`, whoever got something by a wrong address in `misaddressed`. Messages that nobody subscribed to lie in
    `waiting`; those handed to a connection that was gone are `lost`, and those that it left unread are `unread`. Messages
    that were sent to somebody while another one was on its way to them are `overlapping`."""

    def __init__(self, folder, account="+15555550100", seed=0):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.path = self.folder / "signal.sock"
        self.account, self.accounts, self.version = account, [account], "0.14.7"
        self.uuid = str(uuid.UUID(int=random.Random(account).getrandbits(128), version=4))
        self.own_address = (account, account, self.uuid)
        self.changed = threading.Condition(threading.RLock())
        self.chances = random.Random(seed)
        self.rules, self.requests, self.violations, self.misaddressed = [], [], [], []
        self.overlapping = []
        self.connections, self.waiting, self.lost, self.unread = [], [], [], []
        self.everybody, self.challenges, self.registering = [], [], None
        self.captcha_needed, self.verification_code = False, "123456"
        self.bare = False  # notifications as they come without a subscription
        self.scrambled = False  # the members of every object in any order
        self.pieces = None  # bytes of each write
        self.receipt_delay = 0.05
        self.holding = False
        self.clock, self.numbers = 0, itertools.count(1)
        self.listener = None
        self.start()

    # Its life.

    def start(self):
        self.next_subscription = 0
        self.path.unlink(missing_ok=True)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.path))
        self.listener.listen(64)
        self.accepting = threading.Thread(target=self.accept, args=(self.listener,), daemon=True)
        self.accepting.start()

    def accept(self, listener):
        with contextlib.suppress(OSError):  # the end
            while True:
                channel, _ = listener.accept()
                with self.changed:
                    self.connections.append(Connection(self, channel, next(self.numbers)))
                    self.changed.notify_all()

    def stop(self):
        """It isn't there any more. What waited still waits."""
        if self.listener is None:
            return
        listener, self.listener = self.listener, None
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        self.path.unlink(missing_ok=True)
        self.accepting.join(5)
        self.drop()

    def restart(self):
        self.stop()
        self.start()

    def runs(self):
        return self.listener is not None

    def drop(self, which=lambda connection: True):
        """Ends the connections, and waits until they have ended."""
        with self.changed:
            ending = [connection for connection in self.connections if which(connection)]
        for connection in ending:
            connection.drop()
        for connection in ending:
            if connection.thread is not threading.current_thread():
                connection.thread.join(5)

    def drop_reader(self):
        self.drop(lambda connection: connection.subscriptions)

    def drop_sender(self):
        self.drop(lambda connection: not connection.subscriptions)

    # What it is told to do.

    def add(self, lever, method=".*", to=None, times=float("inf"), chance=1.0):
        """The rule, whose `met` counts how often it was followed. The first that fits is followed."""
        rule = Rule(lever, method, to, times, chance)
        self.rules = self.rules + [rule]
        return rule

    def clear(self):
        self.rules = []

    def lose_account(self):
        """As after a login that expired."""
        self.accounts = []

    def person(self, number=True, hidden=True, name=None, receipts=True, uuid_=None):
        """Somebody new. `number`: theirs, or False for none; `hidden`: from the bot, as it is unless people choose."""
        place = len(self.everybody) + 1
        number = f"+1555556{place:04d}" if number is True else number or None
        person = Person(self, uuid_ or str(uuid.uuid4()), number, name, hidden, receipts)
        self.everybody.append(person)
        return person

    def tick(self):
        """Milliseconds, and never the same again."""
        with self.changed:
            self.clock = max(self.clock + 1, time.time_ns() // 1_000_000)
            return self.clock

    # What the bot asks.

    def take(self, connection, line):
        """One line of a connection. Raises wire.Closed."""
        try:
            value = wire.decoded(line)
        except wire.Fault as fault:
            return self.refuse(connection, fault, None)
        if isinstance(value, list) and value:
            return self.take_batch(connection, value)
        if isinstance(value, dict) and ("result" in value or "error" in value):
            return self.complain("an answer to nothing")
        try:
            request = self.request_of(connection, value)
        except wire.Fault as fault:
            return self.refuse(connection, fault, wire.id_of(value))
        self.lever_for(request)(self, connection, request)

    def take_batch(self, connection, values):
        answers = []
        for value in values:
            try:
                request = self.request_of(connection, value)
                body, known = self.do(connection, request), request.id
            except wire.Fault as fault:
                body, known = {"error": fault.error}, wire.id_of(value)
            answers.append({"jsonrpc": "2.0", **body, "id": known})
        connection.write(wire.encoded(answers))

    def request_of(self, connection, value):
        wire.check(value)
        request = Request(value["method"], value.get("params") or {}, value.get("id"), time.monotonic(), connection)
        with self.changed:
            if re.fullmatch(MESSAGES_OF_ANY_KIND, request.method):
                earlier = [each for to in self.recipients_of(request) for each in self.seen(MESSAGES_OF_ANY_KIND, to)]
                self.overlapping += [request] * any(each.in_flight() for each in earlier)
            self.requests.append(request)
            self.changed.notify_all()
        return request

    def refuse(self, connection, fault, known):
        self.complain(f"{fault.error['code']} {fault}")
        connection.write(wire.encoded({"jsonrpc": "2.0", "error": fault.error, "id": known}))

    def complain(self, about):
        with self.changed:
            self.violations.append(about)

    def lever_for(self, request):
        for rule in self.rules:
            if (re.fullmatch(rule.method, request.method) and rule.met < rule.times
                    and (rule.to is None or rule.to in self.recipients_of(request))
                    and self.chances.random() < rule.chance):
                rule.met += 1
                return rule.lever
        return levers.passed

    def do(self, connection, request):
        """The result or the error, as parts of an answer."""
        with self.changed:
            try:
                result = self.run(connection, request)
                request.done = True
                return {"result": {} if result is None else result}
            except wire.Fault as fault:
                return {"error": fault.error}
            finally:
                self.changed.notify_all()

    def run(self, connection, request):
        method = METHODS.get(request.method)
        if method is None:
            self.complain(f"there is no method {request.method}")
            raise wire.Fault(wire.UNKNOWN_METHOD, "Method not implemented")
        account = request.params.get("account") if isinstance(request.params, dict) else None
        if account is not None and request.method not in ("register", "verify") and account not in self.accounts:
            raise wire.Fault(wire.INVALID_PARAMETERS, "Specified account does not exist")
        if account is None and request.method not in ALONE:
            self.complain(f"{request.method} without an account")
            if len(self.accounts) != 1:
                raise wire.Fault(wire.INVALID_PARAMETERS, "Method requires valid account parameter")
        return method(Asked(self, request), connection)

    def known(self, address):
        return next((person for person in self.everybody if address in (person.uuid, person.number)), None)

    def somebody(self, address):
        """Whom that address leads to: what is no UUID is read as a number, whatever it was."""
        if person := self.known(address):
            if address != person.uuid:
                self.complain("somebody is addressed by their number")
            return person
        if UUID.fullmatch(address):
            stranger = Stranger(self, address)
            stranger.uuid, stranger.number, stranger.registered = address, None, False
            return stranger
        if not (digits := re.sub(r"\D", "", address)):
            raise wire.Fault(wire.USER_ERROR, f"Invalid phone number '{address}'")
        self.misaddressed.append(stranger := Stranger(self, f"+{digits}"))
        return stranger

    def recipients_of(self, request):
        """Those that it means, as far as they are known."""
        given = request.params.get("recipient", []) if isinstance(request.params, dict) else []
        found = [self.known(each) for each in (given if isinstance(given, list) else [given]) if isinstance(each, str)]
        return [person for person in found if person]

    def result_of(self, people, kind="SUCCESS", token=None, retry_after=None, at=None):
        more = {"token": token, "retryAfterSeconds": retry_after}
        more = {name: value for name, value in more.items() if value is not None}
        return {"timestamp": at or self.tick(), "results": [
            {"recipientAddress": {"uuid": person.uuid, "number": person.number, "username": None}, "type": kind, **more}
            for person in people]}

    # What was asked.

    def seen(self, method, to=None):
        """The requests of that method (to that person)."""
        with self.changed:
            return [request for request in self.requests
                    if re.fullmatch(method, request.method) and (to is None or to in self.recipients_of(request))]

    def wait(self, condition, timeout=30, what="it"):
        with self.changed:
            if not self.changed.wait_for(condition, timeout):
                raise AssertionError(f"{what} did not happen; violations: {self.violations}")

    def wait_for_subscription(self, timeout=30):
        self.wait(self.subscribers, timeout, "a subscription")
