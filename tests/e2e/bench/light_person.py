"""A person reduced to what encrypts: libolm and requests, no client around it. What is answered is not decrypted."""
import json

import canonicaljson
import olm

from signing import cross_sign, signed

OLM, MEGOLM = "m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"


class LightPerson:
    def __init__(self, account):
        self.account = account
        self.olm = olm.Account()
        keys = {f"{kind}:{account.device}": key for kind, key in self.olm.identity_keys.items()}
        device = {"user_id": account.user, "device_id": account.device, "algorithms": [OLM, MEGOLM], "keys": keys}
        self.olm.generate_one_time_keys(10)
        one_time = {f"signed_curve25519:{name}": self.signed({"key": key})
                    for name, key in self.olm.one_time_keys["curve25519"].items()}
        account.request("POST", "/_matrix/client/v3/keys/upload",
                        {"device_keys": self.signed(device), "one_time_keys": one_time})
        self.olm.mark_keys_as_published()
        cross_sign(account)

    def signed(self, value):
        return signed(value, self.account.user, self.account.device, self.olm.sign)

    def chat(self, bot):
        encryption = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": MEGOLM}}
        self.room = self.account.create_room(preset="trusted_private_chat", is_direct=True, invite=[bot],
                                             initial_state=[encryption])

    def share_key_with(self, bot):
        """Once the bot is there."""
        (device, keys), = self.account.keys_of(bot)["device_keys"][bot].items()
        claim = {"one_time_keys": {bot: {device: "signed_curve25519"}}}
        claimed = self.account.request("POST", "/_matrix/client/v3/keys/claim", claim)["one_time_keys"][bot][device]
        (_, one_time), = claimed.items()
        curve, fingerprint = keys["keys"][f"curve25519:{device}"], keys["keys"][f"ed25519:{device}"]
        self.group = olm.OutboundGroupSession()
        content = {"algorithm": MEGOLM, "room_id": self.room, "session_id": self.group.id,
                   "session_key": self.group.session_key}
        mine = self.olm.identity_keys
        payload = {"type": "m.room_key", "content": content, "sender": self.account.user, "recipient": bot,
                   "keys": {"ed25519": mine["ed25519"]}, "recipient_keys": {"ed25519": fingerprint}}
        message = olm.OutboundSession(self.olm, curve, one_time["key"]).encrypt(json.dumps(payload))
        sealed = {"algorithm": OLM, "sender_key": mine["curve25519"],
                  "ciphertext": {curve: {"type": message.message_type, "body": message.ciphertext}}}
        self.account.request("PUT", f"/_matrix/client/v3/sendToDevice/m.room.encrypted/{self.account.device}",
                             {"messages": {bot: {device: sealed}}})

    def send(self, text):
        payload = {"type": "m.room.message", "room_id": self.room, "content": {"msgtype": "m.text", "body": text}}
        ciphertext = self.group.encrypt(canonicaljson.encode_canonical_json(payload).decode())
        return self.account.send(self.room, "m.room.encrypted", {
            "algorithm": MEGOLM, "ciphertext": ciphertext, "session_id": self.group.id,
            "sender_key": self.olm.identity_keys["curve25519"], "device_id": self.account.device})


class PlainPerson:
    """Says the same in the open."""

    def __init__(self, account):
        self.account = account

    def chat(self, bot):
        self.room = self.account.create_room(preset="trusted_private_chat", is_direct=True, invite=[bot])

    def share_key_with(self, bot):
        pass

    def send(self, text):
        return self.account.send(self.room, "m.room.message", {"msgtype": "m.text", "body": text})
