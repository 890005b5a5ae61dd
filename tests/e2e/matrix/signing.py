"""An identity for a client that can't make one itself: cross-signing keys that sign its device."""
import canonicaljson
import olm


def signed(value, user, key_id, sign):
    unsigned = {name: part for name, part in value.items() if name not in ("signatures", "unsigned")}
    signature = sign(canonicaljson.encode_canonical_json(unsigned).decode())
    signatures = value.get("signatures", {})
    return unsigned | {"signatures": signatures | {user: signatures.get(user, {}) | {f"ed25519:{key_id}": signature}}}


def cross_sign(account):
    """Publishes an identity for the account and signs the account's device with it. The device's keys are uploaded."""
    seeds = {usage: olm.PkSigning.generate_seed() for usage in ("master", "self_signing", "user_signing")}
    pairs = {usage: olm.PkSigning(seed) for usage, seed in seeds.items()}
    master = pairs["master"]

    def public(usage):
        key = pairs[usage].public_key
        value = {"user_id": account.user, "usage": [usage], "keys": {f"ed25519:{key}": key}}
        return value if usage == "master" else signed(value, account.user, master.public_key, master.sign)

    client = "/_matrix/client/v3/keys"
    account.request("POST", f"{client}/device_signing/upload", {f"{usage}_key": public(usage) for usage in pairs})
    device = account.keys_of(account.user)["device_keys"][account.user][account.device]
    by_owner = signed(device, account.user, pairs["self_signing"].public_key, pairs["self_signing"].sign)
    account.request("POST", f"{client}/signatures/upload", {account.user: {account.device: by_owner}})
