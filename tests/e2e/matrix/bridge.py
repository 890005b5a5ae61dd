"""A stand-in for mautrix-signal: an application service with a bridge bot, and a ghost for everybody on Signal."""
import re
import secrets
import time
import uuid

from account import Account, request
from homeserver import NAME

REGISTRATION = {
    "id": "signal",
    "url": None,  # it asks for what is new instead of being told
    "as_token": secrets.token_hex(16),
    "hs_token": secrets.token_hex(16),
    "sender_localpart": "signalbot",
    "rate_limited": False,
    "namespaces": {"users": [{"regex": "@signal_.*", "exclusive": True}], "aliases": [], "rooms": []},
}


class Bridge:
    """`protocol` is what the portals say of themselves; the registration must have been given to the homeserver."""

    def __init__(self, homeserver, protocol="signal"):
        self.url = homeserver.url
        self.protocol = protocol
        self.bot = self.account("signalbot")

    def account(self, name):
        """Acts as that user, who is registered unless it was done before."""
        token, user = REGISTRATION["as_token"], f"@{name}:{NAME}"
        if name != REGISTRATION["sender_localpart"]:
            new = {"type": "m.login.application_service", "username": name, "inhibit_login": True}
            request(self.url, "POST", "/_matrix/client/v3/register", new, token)
        return Account(self.url, user, token, acting_as=user)

    def ghost(self):
        """Somebody on Signal."""
        return self.account(f"signal_{uuid.uuid4()}")

    def portal(self, ghost, *others, direct=True):
        """A room with the ghost in it, to which the others are invited as the bridge does: after it was made."""
        section = {"bridgebot": self.bot.user, "creator": self.bot.user,
                   "protocol": {"id": self.protocol, "displayname": self.protocol.title()},
                   "channel": {"id": ghost.user.removeprefix("@signal_").partition(":")[0]},
                   "com.beeper.room_type": "dm", "com.beeper.room_type.v2": "dm"}
        state = [{"type": kind, "state_key": f"{NAME}/signal", "content": section}
                 for kind in ("m.bridge", "uk.half-shot.bridge")]
        room = self.bot.create_room(preset="private_chat", is_direct=direct, initial_state=state)
        for user in (ghost.user, *others):
            self.bot.invite(room, user)
        ghost.join(room)
        return room

    def send(self, ghost, room, text, at=None, **content):
        """What somebody wrote on Signal. `at`: when they did, in milliseconds, as the bridge knows it."""
        message = {"msgtype": "m.text", "body": text} | content
        return ghost.send(room, "m.room.message", message, **({"ts": at} if at else {}))

    def echo(self, puppet, room, text):
        """What the owner of an account wrote on their telephone, put into the room under their own Matrix name."""
        message = {"msgtype": "m.text", "body": text, "fi.mau.double_puppet_source": "mautrix-signal"}
        return puppet.send(room, "m.room.message", message)

    def said_by(self, user, room):
        """The texts of that user in the room, in order."""
        return [event["content"].get("body", "") for event in self.bot.latest(room)
                if event["sender"] == user and event["type"] == "m.room.message"]

    def hear(self, user, room, pattern="", after=0, timeout=30):
        """The texts of that user from number `after` on, as soon as the pattern is found in one."""
        end = time.monotonic() + timeout
        while not any(re.search(pattern, text) for text in self.said_by(user, room)[after:]):
            if time.monotonic() > end:
                raise AssertionError(f"still waiting for {pattern!r} in {self.said_by(user, room)[after:]}")
            time.sleep(0.05)
        return self.said_by(user, room)[after:]
