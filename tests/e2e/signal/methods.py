"""What signal-cli does when it is asked: each method's parameters, effect and result."""
import re

import levers
import wire
from people import Heard, Person

OPTIONS, OPTION_LENGTH, TEXT_BYTES = range(2, 11), 100, 2000
LINK = "sgnl://linkdevice?uuid=Jq5nIbGnQcWhHc3T2y0LxA%3D%3D&pub_key=BdSqxKZ4u1CRxV0w2bWlCk7cGm6mYxVJb0w"
STYLES = {"BOLD", "ITALIC", "SPOILER", "STRIKETHROUGH", "MONOSPACE"}
ALONE = {"version", "listAccounts", "startLink", "finishLink"}  # asked without an account


class Asked:
    """The parameters of one request, read as signal-cli reads them."""

    def __init__(self, daemon, request):
        self.daemon, self.request = daemon, request
        self.params = request.params if isinstance(request.params, dict) else {}

    def complain(self, about):
        self.daemon.complain(f"{self.request.method}: {about}")

    def text(self, name):
        value = self.params.get(name)
        if value is not None and not isinstance(value, str):
            self.complain(f"{name} is no text")
        return value if value is None or isinstance(value, str) else str(value)

    def many(self, name):
        value = self.params.get(name, self.params.get(name + "s"))
        if value is not None and not isinstance(value, list):
            self.complain(f"{name} is no list")
        return value if isinstance(value, list) else [] if value is None else [value]

    def time(self, name, needed=True):
        """Milliseconds. What Java takes for no Long is an internal error."""
        value = self.params.get(name)
        return None if value is None and not needed else self.checked_time(name, value)

    def times(self, name):
        value = self.params.get(name)
        return [self.checked_time(name, each) for each in (value if isinstance(value, list) else [value])]

    def checked_time(self, name, value):
        if type(value) is not int or not 2**31 <= value < 2**63:
            self.complain(f"{name} is no number over 2^31")
            raise wire.Fault(wire.INTERNAL, f"class {type(value).__name__} cannot be cast to Long (ClassCastException)")
        return value

    def whole(self, name):
        value = self.params.get(name)
        if value is not None and (type(value) is not int or not 0 <= value < 2**31):
            self.complain(f"{name} is no whole number")
            raise wire.Fault(wire.INTERNAL, "cannot be cast to Integer (ClassCastException)")
        return value

    def one(self, name="recipient"):
        """A scalar. A list becomes digits, and so somebody else's number."""
        value = self.params.get(name)
        if value is None:
            self.complain(f"{name} is missing")
            raise wire.Fault(wire.INTERNAL, "null (NullPointerException)")
        if isinstance(value, list):
            self.complain(f"{name} is a list where there can be only one")
            value = "[" + ", ".join(map(str, value)) + "]"
        return self.daemon.somebody(str(value))

    def all(self):
        if not isinstance(self.params.get("recipient"), list):
            self.complain("recipient is no list")
        found = [self.daemon.somebody(str(each)) for each in self.many("recipient")]
        if not found:
            raise wire.Fault(wire.USER_ERROR, "No recipients given")
        return found

    def sent(self, to, at=None):
        """The result for what went to these. Raises Fault when it can't."""
        for person in to:
            kind = None if person.registered else levers.UNREGISTERED
            kind = kind or (None if person.trusted else levers.IDENTITY)
            if kind:
                code = wire.UNTRUSTED if kind == levers.IDENTITY else wire.USER_ERROR
                raise wire.Fault(code, f"Failed to send message to {person.address}",
                                 {"response": self.daemon.result_of(to, kind)})
        return self.daemon.result_of(to, at=at)


def version(asked, connection):
    return {"version": asked.daemon.version}


def list_accounts(asked, connection):
    return [{"number": number} for number in asked.daemon.accounts]


def subscribe(asked, connection):
    number = asked.daemon.next_subscription
    asked.daemon.next_subscription += 1
    connection.subscriptions.append(number)
    return number


def unsubscribe(asked, connection):
    number = asked.params.get("subscription")
    if number not in connection.subscriptions or isinstance(number, bool):
        raise wire.Fault(wire.USER_ERROR, "Unknown subscription id")
    connection.subscriptions.remove(number)


def styles_of(asked, text):
    """The parts of the text with their style, as a phone shows them."""
    found = []
    for style in asked.many("textStyle"):
        parts = re.fullmatch(r"(\d+):(\d+):(.+)", str(style))
        if not parts or parts[3] not in STYLES:
            raise wire.Fault(wire.USER_ERROR, "Invalid textStyle syntax")
        try:
            found.append((wire.utf16_part(text, int(parts[1]), int(parts[2])), parts[3]))
        except ValueError:
            asked.complain(f"the style {style} fits no part of the text in UTF-16 units")
    return tuple(found)


def send(asked, connection):
    text, edited = asked.text("message") or "", asked.time("editTimestamp", needed=False)
    to, styles = asked.all(), styles_of(asked, text)
    if not text:
        asked.complain("an empty message")
        raise wire.Fault(wire.USER_ERROR, "Sending empty message is not allowed")
    try:
        if len(text.encode()) >= TEXT_BYTES:
            asked.complain(f"{len(text.encode())} bytes of text")
    except UnicodeEncodeError:
        asked.complain("half a surrogate pair in the text")
    at = asked.daemon.tick()
    result = asked.sent(to, at)
    for person in to:
        person.hear(Heard("edit" if edited else "text", at, text, target=edited, styles=styles,
                          urgent=not asked.params.get("noUrgent")))
    return result


def send_receipt(asked, connection):
    person, targets, kind = asked.one(), asked.times("targetTimestamp"), asked.text("type") or "read"
    if kind not in ("read", "viewed"):
        raise wire.Fault(wire.USER_ERROR, "Unknown receipt type")
    result = asked.sent([person])
    for target in targets:
        person.hear(Heard(kind, result["timestamp"], target=target))
    return result


def send_typing(asked, connection):
    to = asked.all()
    result = asked.sent(to)
    for person in to:
        person.hear(Heard("typing stopped" if asked.params.get("stop") is True else "typing", result["timestamp"]))
    return result


def remote_delete(asked, connection):
    target, to = asked.time("targetTimestamp"), asked.all()
    result = asked.sent(to)
    for person in to:
        person.hear(Heard("delete", result["timestamp"], target=target))
    return result


def create_poll(asked, connection):
    to, question, options = asked.all(), asked.text("question"), [str(each) for each in asked.many("option")]
    if len(options) not in OPTIONS or not all(0 < wire.utf16_length(each) <= OPTION_LENGTH for each in options):
        asked.complain("a poll needs two to ten options of up to 100 characters")
        raise wire.Fault(wire.USER_ERROR, "Poll needs at least two options")
    at = asked.daemon.tick()
    result = asked.sent(to, at)
    for person in to:
        person.hear(Heard("poll", at, question or "", options=tuple(options),
                          multiple=asked.params.get("noMulti") is not True))
    return result


def end_poll(asked, connection):
    target, to = asked.time("pollTimestamp"), asked.all()
    result = asked.sent(to)
    for person in to:
        person.hear(Heard("poll ended", result["timestamp"], target=target))
    return result


def update_contact(asked, connection):
    person, seconds = asked.one(), asked.whole("expiration")
    if seconds is not None:
        person.timer = seconds
        person.hear(Heard("timer", asked.daemon.tick(), str(seconds)))


def answer_request(asked, connection):
    to, kind = asked.all(), asked.text("type")
    if kind not in ("accept", "delete"):
        raise wire.Fault(wire.INTERNAL, "No enum constant (IllegalArgumentException)")
    for person in to:
        person.accepted = kind == "accept"


def blocking(blocked):
    def treat(asked, connection):
        for person in asked.all():
            person.blocked = blocked
    return treat


def list_identities(asked, connection):
    known = [asked.one("number")] if "number" in asked.params else asked.daemon.everybody
    return [person.identity() for person in known if isinstance(person, Person)]


def trust(asked, connection):
    person, number = asked.one(), asked.text("verifiedSafetyNumber")
    if asked.params.get("trustAllKnownKeys") is not True and number != person.identity()["safetyNumber"]:
        raise wire.Fault(wire.USER_ERROR, "Failed to set the trust for this number")
    person.trust()


def remove_contact(asked, connection):
    person = asked.one()
    if asked.params.get("forget") is True:
        person.forgotten += 1


def start_link(asked, connection):
    return {"deviceLinkUri": LINK}


def finish_link(asked, connection):
    if asked.params.get("deviceLinkUri") != start_link(asked, connection)["deviceLinkUri"]:
        raise wire.Fault(wire.USER_ERROR, "Link request error")
    asked.daemon.accounts = [asked.daemon.account]
    return {"number": asked.daemon.account}


def register(asked, connection):
    asked.daemon.registering = asked.params.get("account")
    if asked.daemon.captcha_needed and not asked.params.get("captcha"):
        raise wire.Fault(wire.USER_ERROR, "Captcha required for verification (null)")


def verify(asked, connection):
    if asked.params.get("verificationCode") != asked.daemon.verification_code:
        raise wire.Fault(wire.IO_ERROR, "Verify error: [403] Authorization failed!")
    asked.daemon.accounts = [asked.daemon.account]


def submit_challenge(asked, connection):
    if not asked.text("challenge") or not asked.text("captcha"):
        raise wire.Fault(wire.CAPTCHA_REJECTED, "Captcha rejected")
    asked.daemon.challenges.append((asked.text("challenge"), asked.text("captcha")))


def nothing(asked, connection):
    """Only noted: the request is in Daemon.requests."""


METHODS = {
    "version": version, "listAccounts": list_accounts, "subscribeReceive": subscribe, "unsubscribeReceive": unsubscribe,
    "send": send, "sendReceipt": send_receipt, "sendTyping": send_typing, "remoteDelete": remote_delete,
    "sendPollCreate": create_poll, "sendPollTerminate": end_poll, "updateContact": update_contact,
    "sendMessageRequestResponse": answer_request, "block": blocking(True), "unblock": blocking(False),
    "listIdentities": list_identities, "trust": trust, "removeContact": remove_contact, "updateProfile": nothing,
    "updateConfiguration": nothing, "submitRateLimitChallenge": submit_challenge,
    "startLink": start_link, "finishLink": finish_link, "register": register, "verify": verify,
}
