"""A person with an ordinary client that trusts signed devices only: matrix-js-sdk in a process of its own."""
import re
import subprocess

from person_client import PATIENCE, Client
from shared import Listener


class Person(Listener):
    """Speaks in `room`, the latest one they made or joined, unless told otherwise."""

    def __init__(self, account, url=None, identity=True, recovery=None, log=subprocess.DEVNULL):
        self.account = account
        self.user = account.user
        self.room = None
        self.heard = 0  # place of the last event that next() gave
        self.client = Client(log)
        self.do = self.client.command
        self.do("start", url=url or account.url, user=account.user, token=account.token, device=account.device,
                password=account.password, identity=identity, recovery=recovery)

    def stop(self):
        self.client.stop()

    def create_room(self, *invited, **options):
        self.room = self.do("create_room", invite=list(invited), **options)
        return self.room

    def direct_chat(self, other):
        """An encrypted room with the other, who is invited and may still have to come."""
        return self.create_room(other)

    def sees(self, user, membership="join", room=None):
        self.do("membership", room=room or self.room, user=user, **{"is": membership})

    def join(self, room):
        self.room = room
        self.do("join", room=room)

    def invite(self, user, room=None):
        self.do("invite", room=room or self.room, user=user)

    def leave(self, room=None):
        self.do("leave", room=room or self.room)

    def send(self, text, msgtype="m.text", **content):
        """The id of the message."""
        return self.send_content("m.room.message", {"msgtype": msgtype, "body": text} | content)

    def send_content(self, kind, content, encrypted=True, room=None):
        return self.do("send", room=room or self.room, type=kind, content=content, encrypted=encrypted)

    def edit(self, message, text):
        return self.send(f"* {text}", **{"m.new_content": {"msgtype": "m.text", "body": text},
                                         "m.relates_to": {"rel_type": "m.replace", "event_id": message}})

    def redact(self, message):
        return self.do("redact", room=self.room, id=message)

    def tap(self, poll, answer):
        """Answers a poll by the id of the answer."""
        kind = "org.matrix.msc3381.poll.response"
        relation = {"rel_type": "m.reference", "event_id": poll}
        return self.send_content(kind, {"m.relates_to": relation, kind: {"answers": [answer]}})

    def from_others(self):
        """What the others wrote in the room, in order."""
        with self.client.changed:
            return [event for _, event in sorted(self.client.events.items())
                    if event.room == self.room and event.sender != self.user and event.state_key is None
                    and event.type != "m.room.redaction"]

    def unheard(self):
        return [event for event in self.from_others() if event.place > self.heard]

    def next(self, pattern="", timeout=PATIENCE):
        """The next event of somebody else's whose body the pattern is found in; what lies before it is passed over."""
        def found():
            return next((event for event in self.unheard() if re.search(pattern, event.body)), None)
        self.client.wait(found, timeout, f"{pattern!r} in {[event.body for event in self.unheard()]}")
        event = found()
        self.heard = event.place
        return event

    def ask(self, text, pattern="", timeout=PATIENCE):
        """Sends the text and gives the next event that matches."""
        self.send(text)
        return self.next(pattern, timeout)
