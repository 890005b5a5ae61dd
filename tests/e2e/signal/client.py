"""A plain client of the stand-in, for its own tests."""
import itertools
import json
import socket

import wire


class Refused(Exception):
    def __init__(self, error):
        super().__init__(error)
        self.code, self.data = error["code"], error.get("data")


class Ended(Exception):
    """The connection did."""


class Client:
    def __init__(self, daemon, timeout=5):
        self.account = daemon.account
        self.channel = socket.socket(socket.AF_UNIX)
        self.channel.settimeout(timeout)
        try:
            self.channel.connect(str(daemon.path))
        except OSError:
            self.channel.close()
            raise
        self.rest, self.notifications, self.answers = b"", [], {}
        self.ids = itertools.count(1)

    def close(self):
        self.channel.close()

    def write(self, data):
        """Raises Ended where the other side has gone already."""
        try:
            self.channel.sendall(data)
        except ConnectionError:
            raise Ended from None

    def line(self):
        """The next line. Raises Ended, and TimeoutError."""
        while b"\n" not in self.rest:
            try:
                chunk = self.channel.recv(1 << 20)
            except ConnectionError:
                chunk = b""
            if not chunk:
                raise Ended
            self.rest += chunk
        line, self.rest = self.rest.split(b"\n", 1)
        return line

    def read(self):
        """The next line as a value; it is kept where it belongs as well."""
        value = json.loads(self.line())
        if "method" in value:
            self.notifications.append(value)
        else:
            self.answers[value["id"]] = value
        return value

    def ask(self, method, **params):
        """The id."""
        known = next(self.ids)
        self.write(wire.encoded({"jsonrpc": "2.0", "method": method, "id": known, "params": params}))
        return known

    def answer(self, known):
        while known not in self.answers:
            self.read()
        answer = self.answers.pop(known)
        if "error" in answer:
            raise Refused(answer["error"])
        return answer["result"]

    def call(self, method, **params):
        """The result, asked with the account. Raises Refused."""
        return self.answer(self.ask(method, **{"account": self.account, **params}))

    def next(self):
        """What the next notification holds."""
        while not self.notifications:
            self.read()
        params = self.notifications.pop(0)["params"]
        return params.get("result", params)

    def silent(self, seconds=0.2):
        before = self.channel.gettimeout()
        self.channel.settimeout(seconds)
        try:
            self.read()
            return False
        except TimeoutError:
            return True
        finally:
            self.channel.settimeout(before)
