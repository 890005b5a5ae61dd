"""People on Signal: what they do reaches the bot as envelopes, and what it sends is heard as events, in order."""
import dataclasses
import re
import threading
import time

import envelopes
from shared import Listener

PATIENCE = 30
SEEN = ("text", "edit", "poll")  # what somebody would call an answer


@dataclasses.dataclass(frozen=True)
class Heard:
    """What came from the bot: `kind` is text, edit, poll, poll ended, delete, typing, typing stopped, read, viewed or
    timer. `timestamp` is its own, `target` that of the message it is about; `styles` are parts of the text."""
    kind: str
    timestamp: int
    body: str = ""
    target: int | None = None
    styles: tuple = ()
    options: tuple = ()
    multiple: bool = False
    urgent: bool = True
    place: int = 0
    when: float = 0


class Stranger:
    """Whoever has the number that a wrong address happens to be."""

    def __init__(self, daemon, address):
        self.daemon, self.address, self.uuid, self.number = daemon, address, None, address
        self.registered = self.trusted = True
        self.timer = self.forgotten = 0
        self.events, self.accepted, self.blocked = [], None, False

    def trust(self):
        pass

    def hear(self, event):
        with self.daemon.changed:
            self.events.append(dataclasses.replace(event, place=len(self.events) + 1, when=time.monotonic()))
            self.daemon.changed.notify_all()


class Person(Stranger, Listener):
    """Made by Daemon.person(). `receipts`: their phone tells what was delivered to it, as phones do. `accepted`: what the
    bot said to their message request, None while it said nothing."""

    def __init__(self, daemon, uuid, number, name, hidden, receipts):
        super().__init__(daemon, uuid)
        self.uuid, self.number, self.name, self.hidden, self.receipts = uuid, number, name, hidden, receipts
        self.named = True
        self.device, self.key, self.heard = 1, 1, 0  # heard: place of the last event that next() gave
        self.written, self.locked = [], []  # locked: what can't be read before the new key is trusted

    # What they do. Each gives the timestamp of what they sent.

    def emit(self, kind, body, at=None, copies=1):
        at = at or self.daemon.tick()
        shown = None if self.hidden else self.number
        envelope = {"source": shown or self.uuid, "sourceNumber": shown, "sourceUuid": self.uuid,
                    "sourceName": self.name, "sourceDevice": self.device, "timestamp": at,
                    "serverReceivedTimestamp": at + 3, "serverDeliveredTimestamp": at + 5}
        if self.blocked:
            pass
        elif self.trusted:
            self.daemon.deliver(envelope | {kind: body}, copies)
        else:
            self.locked.append(envelope | {kind: body})
            self.daemon.deliver(envelope if self.named else None, exception={
                "type": "UntrustedIdentityException", "message": f"Untrusted identity: {self.uuid}"})
        return at

    def data(self, message=None, copies=1, at=None, **more):
        at = at or self.daemon.tick()
        return self.emit("dataMessage", envelopes.data(at, message, self.timer, **more), at, copies)

    def write(self, text, copies=1, at=None, **more):
        at = at or self.daemon.tick()
        self.written.append((at, text))
        return self.data(text, copies, at, **more)

    send = write

    def edit(self, target, text):
        at = self.daemon.tick()
        changed = envelopes.data(at, text, self.timer)
        return self.emit("editMessage", {"targetSentTimestamp": target, "dataMessage": changed}, at)

    def delete(self, target):
        return self.data(remoteDelete={"timestamp": target})

    def react(self, target, emoji="❤️", remove=False):
        return self.data(reaction=envelopes.reaction(self.daemon.own_address, target, emoji, remove))

    def sticker(self):
        return self.data(sticker={"packId": "9acc9e8aba563d26a4994e69263e3b25", "stickerId": 2})

    def attach(self, text=None, content_type="image/jpeg"):
        return self.data(text, attachments=[envelopes.attachment(content_type)])

    def vote(self, poll, *options, count=1):
        """`poll` is the event or its timestamp; options count from 0."""
        target = getattr(poll, "timestamp", poll)
        return self.data(pollVote=envelopes.poll_vote(self.daemon.own_address, target, options, count))

    def set_timer(self, seconds):
        self.timer = seconds
        return self.data(isExpirationUpdate=True)

    def typing(self, stop=False):
        at = self.daemon.tick()
        return self.emit("typingMessage", {"action": "STOPPED" if stop else "STARTED", "timestamp": at}, at)

    def receipt(self, kind, *timestamps):
        """`kind`: delivery, read or viewed."""
        at = self.daemon.tick()
        return self.emit("receiptMessage", envelopes.receipt(at, kind, timestamps), at)

    def call(self, kind="offerMessage"):
        return self.emit("callMessage", envelopes.call(kind))

    def write_in_group(self, text, kind="DELIVER"):
        return self.data(text, groupInfo=envelopes.group(kind))

    def tell_story(self):
        return self.emit("storyMessage", envelopes.story())

    def housekeep(self):
        """A profile or a session that changed: a message without anything in it."""
        return self.data()

    def strange(self, kind="pinMessage", body=None):
        """A message of a kind that this program has never heard of."""
        return self.data(**{kind: body or {"pinDurationSeconds": 60, "targetSentTimestamp": 1}})

    def get_from_operator(self, text, **more):
        """The operator writes to them from a linked phone."""
        return self.daemon.sync({"sentMessage": {
            "destination": self.uuid, "destinationNumber": None, "destinationUuid": self.uuid,
            **envelopes.data(self.daemon.tick(), text, self.timer), **more}})

    def change_key(self, named=True):
        """A new phone: what they write from now on can't be read, and nothing can be sent to them, until the new key is
        trusted. Unless `named`, nobody can say whose message it was."""
        self.key += 1
        self.trusted, self.named = False, named

    def trust(self):
        """What could not be read is tried again, as signal-cli does."""
        with self.daemon.changed:
            self.trusted = True
            locked, self.locked = self.locked, []
        for envelope in locked:
            self.daemon.deliver(envelope)

    def identity(self):
        fingerprint = f"{self.key:02x} " * 33
        level = ("TRUSTED_UNVERIFIED" if self.trusted else "UNTRUSTED")
        return {"number": None if self.hidden else self.number, "uuid": self.uuid, "fingerprint": fingerprint.strip(),
                "safetyNumber": f"{self.key:05d} " * 11 + f"{self.key:05d}", "scannableSafetyNumber": None,
                "trustLevel": level, "addedTimestamp": 1_700_000_000_000}

    # What they hear.

    def hear(self, event):
        super().hear(event)
        if self.receipts and event.kind in SEEN:
            arrived = threading.Timer(self.daemon.receipt_delay, self.receipt, ["delivery", event.timestamp])
            arrived.daemon = True
            arrived.start()

    def of(self, *kinds):
        """Everything of these kinds since the beginning."""
        with self.daemon.changed:
            return [event for event in self.events if event.kind in (kinds or SEEN)]

    def still_there(self):
        """What their phone shows of the bot: not what was deleted."""
        deleted = {event.target for event in self.of("delete")}
        return [event for event in self.of() if event.timestamp not in deleted]

    def unheard(self, *kinds):
        return [event for event in self.of(*kinds) if event.place > self.heard]

    def next(self, pattern="", *kinds, timeout=PATIENCE):
        """The next text (or event of these kinds) that the pattern is found in; what lies before it is passed over."""
        def found():
            return next((event for event in self.unheard(*kinds or ("text",)) if re.search(pattern, event.body)), None)
        self.wait(found, timeout, f"{pattern!r}")
        event = found()
        self.heard = event.place
        return event

    def wait(self, condition, timeout=PATIENCE, what="it"):
        with self.daemon.changed:
            if not self.daemon.changed.wait_for(condition, timeout):
                raise AssertionError(f"{what} did not come; unheard: {self.unheard(*{e.kind for e in self.events})}")

    def ask(self, text, pattern="", timeout=PATIENCE):
        """Writes the text and gives the next one that matches."""
        self.write(text)
        return self.next(pattern, timeout=timeout)
