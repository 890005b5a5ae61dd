"""A Matrix account as the homeserver sees it: requests with an access token, nothing encrypted, nothing remembered."""
import itertools
import json
import urllib.error
import urllib.parse
import urllib.request

transactions = itertools.count(1)


class Refused(Exception):
    """The homeserver answered with an error."""

    def __init__(self, status, answer):
        super().__init__(f"{status} {answer}")
        self.status = status
        self.answer = answer


def request(url, method, path, body=None, token=None, query=None):
    """What the homeserver answers, as an object. Raises Refused."""
    if query:
        path += "?" + urllib.parse.urlencode(query)
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(url + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            raise Refused(error.code, error.read().decode()) from None


class Account:
    def __init__(self, url, user, token, device=None, password=None, acting_as=None, refresh_token=None):
        self.url, self.user, self.token, self.device, self.password = url, user, token, device, password
        self.refresh_token = refresh_token
        self.acting_as = {"user_id": acting_as} if acting_as else {}

    def request(self, method, path, body=None, **query):
        return request(self.url, method, path, body, self.token, self.acting_as | query)

    def create_room(self, **options):
        return self.request("POST", "/_matrix/client/v3/createRoom", options)["room_id"]

    def join(self, room):
        self.request("POST", f"/_matrix/client/v3/join/{quoted(room)}", {})

    def invite(self, room, user):
        self.request("POST", f"{path_of(room)}/invite", {"user_id": user})

    def leave(self, room):
        self.request("POST", f"{path_of(room)}/leave", {})

    def send(self, room, kind, content, **query):
        """The event's id. Sent as it is: in plain text, unless it is ciphertext already."""
        path = f"{path_of(room)}/send/{kind}/account-{next(transactions)}"
        return self.request("PUT", path, content, **query)["event_id"]

    def set_state(self, room, kind, content, key=""):
        return self.request("PUT", f"{path_of(room)}/state/{kind}/{quoted(key)}", content)["event_id"]

    def event(self, room, event_id):
        return self.request("GET", f"{path_of(room)}/event/{quoted(event_id)}")

    def latest(self, room, limit=100):
        """The room's latest events as the homeserver holds them, the oldest first."""
        return self.request("GET", f"{path_of(room)}/messages", dir="b", limit=limit)["chunk"][::-1]

    def members(self, room):
        """Membership by user."""
        found = self.request("GET", f"{path_of(room)}/members")["chunk"]
        return {event["state_key"]: event["content"]["membership"] for event in found}

    def keys_of(self, user):
        """The devices and the published identity of a user, as /keys/query tells them."""
        return self.request("POST", "/_matrix/client/v3/keys/query", {"device_keys": {user: []}})


def quoted(text):
    return urllib.parse.quote(text, safe="")


def path_of(room):
    return f"/_matrix/client/v3/rooms/{quoted(room)}"
