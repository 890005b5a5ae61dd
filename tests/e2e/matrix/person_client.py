"""The process of a person's client, and what it tells."""
import collections
import dataclasses
import itertools
import json
import os
import pathlib
import subprocess
import threading

from shared import NODE, NODE_MODULES

PATIENCE = 30


@dataclasses.dataclass(frozen=True)
class Event:
    """What arrived, decrypted. `failure` says why it couldn't be; `shield` is 0 when the client shows no warning."""
    place: int
    id: str
    room: str
    sender: str
    type: str
    state_key: str | None
    content: dict
    relates_to: dict | None
    encrypted: bool
    failure: str | None
    shield: int | None

    @property
    def body(self):
        """Its text; of a poll what apps show that know no polls."""
        return self.content.get("body") or self.content.get("org.matrix.msc1767.text", "")

    @property
    def msgtype(self):
        return self.content.get("msgtype")


class Client:
    """The process, and what it told. Commands may be given from several threads."""

    def __init__(self, log):
        self.changed = threading.Condition()
        self.numbers = itertools.count(1)
        self.results = {}
        self.events = {}  # by place, the later state of an event instead of the earlier
        self.redacted, self.typing, self.read = set(), [], []
        environment = os.environ | {"MATRIX_JS_SDK": str(NODE_MODULES / "matrix-js-sdk/lib")}
        program = pathlib.Path(__file__).with_name("person.js")
        self.process = subprocess.Popen([NODE, program], text=True, env=environment, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=log)
        self.reader = threading.Thread(target=self.listen, daemon=True)
        self.reader.start()

    def listen(self):
        for line in self.process.stdout:
            with self.changed:
                self.take(json.loads(line))
                self.changed.notify_all()
        with self.changed:
            self.results = collections.defaultdict(lambda: {"error": "the client ended"}, self.results)
            self.changed.notify_all()

    def take(self, told):
        if "number" in told:
            self.results[told["number"]] = told
        elif "event" in told:
            self.events[told["event"]["place"]] = Event(**told["event"])
        elif "redacted" in told:
            self.redacted.add(told["redacted"])
        elif "typing" in told:
            self.typing.append(told)
        elif "read" in told:
            self.read.append(told)

    def wait(self, condition, timeout, what):
        with self.changed:
            if not self.changed.wait_for(condition, timeout):
                latest = list(self.events.values())[-5:]
                raise AssertionError(f"still waiting after {timeout} s: {what}; seen: {latest}")

    def command(self, name, **how):
        number = next(self.numbers)
        with self.changed:
            self.process.stdin.write(json.dumps({"number": number, "command": name, **how}) + "\n")
            self.process.stdin.flush()
        self.wait(lambda: self.results.get(number) or number in self.results, 2 * PATIENCE, name)
        answer = self.results[number]
        if "error" in answer:
            raise AssertionError(f"{name}: {answer['error']}")
        return answer["result"]

    def stop(self):
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.reader.join()
        self.process.stdout.close()
